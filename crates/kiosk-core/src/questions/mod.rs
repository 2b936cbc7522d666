//! Question sets: versioned lists of questions, and the order in which a visitor meets them.

mod file;
mod flow;
mod types;
mod validate;

pub use file::check_file;
pub use flow::{sequence, sequence_where};
pub use types::*;
pub use validate::{EVIDENCE_CODES, validate};
