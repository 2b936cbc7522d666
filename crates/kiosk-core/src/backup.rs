//! Backup files (`*.popup-backup.zip`): everything a tablet holds, carried by hand where no network goes.
//!
//! A zip, stored, of `responses.jsonl` (one envelope and body a line, as they were stored), `recordings/<hash>`
//! and `backup.json`, which says how many there are and what the hash of the lines is. No time, no name of a
//! person. The office takes the lines in as it takes a batch, any number of times.

#[cfg(feature = "archive")]
mod read;
#[cfg(all(test, feature = "archive"))]
mod tests;
mod write;

#[cfg(feature = "archive")]
pub use read::{Backup, Unfit};
pub use write::{Content, Writer};

use crate::wire::EventCount;
use crate::{Hash, TabletId};
use serde::{Deserialize, Serialize};

/// Name of the entry that describes the file.
pub const ABOUT: &str = "backup.json";
/// Name of the entry with the responses.
pub const LINES: &str = "responses.jsonl";
/// Folder of the recordings.
pub const RECORDINGS: &str = "recordings/";

/// `backup.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Always 1.
    pub format: u32,
    /// The tablet.
    pub tablet: TabletId,
    /// Its events with their counters, so that the office's ledger knows what was finished.
    pub events: Vec<EventCount>,
    /// How many lines there are.
    pub responses: u64,
    /// Hash of the lines.
    pub sha256: Hash,
    /// How many recordings there are.
    pub recordings: u64,
}
