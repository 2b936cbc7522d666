//! The emergency journal: one draft in localStorage, for the moment in which the database is gone and
//! the page loads anew. Never the only copy for longer than that (trap 1).

use super::local;
use kiosk_core::response::Draft;

const KEY: &str = "popup-museum.journal";

/// The journal.
#[derive(Clone, Copy, Debug)]
pub struct Journal;

impl Journal {
    /// Writes a draft. `false` when it could not be, or when one is waiting already: then loading the
    /// page again would only go round in circles.
    pub fn write(draft: &Draft) -> bool {
        let waiting = Self::read().is_some();
        local::set(KEY, draft) && !waiting
    }

    /// The draft that waits, if there is one.
    pub fn read() -> Option<Draft> {
        local::get(KEY)
    }

    /// The draft is in the database again.
    pub fn clear() {
        local::remove(KEY);
    }
}
