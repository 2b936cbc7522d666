//! Real spreadsheets that museums published, and what must come of them.
//!
//! They are not part of this repository: `../museum-data` beside it holds them. Where that folder is
//! absent these tests say so and pass.

#![cfg(feature = "desk")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]
