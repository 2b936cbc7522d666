//! The rules of the pop-up museum, and the words the tablet and the office speak to each other.
//!
//! Nothing here does input or output, reads a clock or draws a random number: time, ids and bytes
//! come in as arguments. The same code therefore runs on the tablet (wasm) and at the office, and
//! every rule can be tested on the host.

pub mod activities;
pub mod backup;
pub mod cards;
pub mod clearance;
pub mod disclosure;
pub mod evidence;
pub mod ids;
pub mod intake;
pub mod json;
pub mod language;
pub mod ledger;
pub mod outbox;
pub mod pack;
pub mod pairs;
pub mod personal;
pub mod questions;
pub mod recording;
pub mod response;
pub mod rights;
pub mod seal;
pub mod search;
pub mod tally;
pub mod time;
pub mod wire;

#[cfg(feature = "desk")]
pub mod import;

pub use ids::{EventId, Hash, ResponseId, TabletId};
pub use language::Text;
