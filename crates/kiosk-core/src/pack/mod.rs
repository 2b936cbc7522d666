//! A pack: the content of an event in one file (`*.popup.zip`: `pack.json` + `media/<name>`).

#[cfg(feature = "archive")]
pub mod archive;
mod beside;
mod sizes;
mod types;
mod validate;

pub use sizes::{LARGEST, PackFile, SMALLER, Size};
pub use types::*;
pub use validate::{Problem, Severity, validate};
