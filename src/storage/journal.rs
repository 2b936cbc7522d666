//! The emergency journal: a draft in localStorage, for the moment in which the database is gone and
//! the page loads anew, and for the one in which a page is left. Never the only copy for longer than
//! that (trap 1).

use super::{Left, local};
use kiosk_core::ResponseId;

const KEY: &str = "popup-museum.journal";
/// What was on its way to disk when a page was left. It does not come back to its question: whoever
/// opens the page again need not be the one who left it.
const PARTING: &str = "popup-museum.parting.";

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

    /// The page is being left, and an autosave is under way that may be cut short.
    pub fn part_with(left: &Left) {
        if let Ok(text) = left.to_text() {
            local::set_text(&parting(left.id()), &text);
        }
    }

    /// What pages have left in this way.
    pub fn parted_with() -> Vec<Left> {
        let keys = local::keys(PARTING);
        let texts = keys.iter().filter_map(|key| local::get_text(key));
        texts.filter_map(|text| Left::read(&text)).collect()
    }

    /// It is in the database.
    pub fn clear_parting(id: &ResponseId) {
        local::remove(&parting(id));
    }
}

fn parting(id: &ResponseId) -> String {
    [PARTING, id.as_str()].concat()
}
