//! A pack: the content of an event in one file (`*.popup.zip`: `pack.json` + `media/<name>`).

#[cfg(feature = "archive")]
pub mod archive;
mod beside;
mod cues;
mod sizes;
mod types;
mod validate;

pub use cues::{Cue, cues};
pub use sizes::{LARGEST, PackFile, SMALLER, Size};
pub use types::*;
pub use validate::{Problem, Severity, validate};
