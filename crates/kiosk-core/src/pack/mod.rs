//! A pack: the content of an event in one file (`*.popup.zip`: `pack.json` + `media/<name>`).

#[cfg(feature = "archive")]
pub mod archive;
mod types;
mod validate;

pub use types::*;
pub use validate::{Problem, Severity, validate};
