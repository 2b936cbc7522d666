//! The emergency journal: one draft in localStorage, for the moment in which the database is gone and
//! the page loads anew. Never the only copy for longer than that (trap 1).

use super::{Left, local};

const KEY: &str = "popup-museum.journal";

/// The journal.
#[derive(Clone, Copy, Debug)]
pub struct Journal;

impl Journal {
    /// Writes a draft. `false` when it could not be, or when one is waiting already: then loading the
    /// page again would only go round in circles.
    pub fn write(left: &Left) -> bool {
        let waiting = Self::read().is_some();
        left.to_text().is_ok_and(|text| local::set_text(KEY, &text)) && !waiting
    }

    /// The draft that waits, if there is one.
    pub fn read() -> Option<Left> {
        Left::read(&local::get_text(KEY)?)
    }

    /// The draft is in the database again.
    pub fn clear() {
        local::remove(KEY);
    }
}
