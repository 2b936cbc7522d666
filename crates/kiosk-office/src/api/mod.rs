//! `/api/v1`: what tablets and the office say to each other. The contract is `docs/sync-protocol.md`.

pub mod assignment;
pub mod attachments;
pub mod enrol;
pub mod heartbeat;
pub mod packs;
pub mod responses;
pub mod wall;

mod body;
mod caller;

pub use caller::Caller;

use crate::error::Refusal;

/// Everything under `/api` that is no call of ours.
pub async fn not_here() -> Refusal {
    Refusal::NotHere
}
