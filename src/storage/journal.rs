//! The emergency journal, in localStorage. Drafts for the moment in which the database is gone and the page
//! loads anew, and for the one in which a page is left; and which answers their visitor wants deleted, until
//! they are. Never the only copy for longer than that (trap 1).

use super::{Left, local};
use kiosk_core::response::Draft;
use kiosk_core::{ResponseId, json};
use serde::Serialize;

/// Drafts that could not reach the database.
const RESCUED: &str = "popup-museum.journal";
/// What was on its way to disk when a page was left. It does not come back to its question: whoever
/// opens the page again need not be the one who left it.
const PARTING: &str = "popup-museum.parting.";
/// What is to be deleted: everything of a draft but its answers.
const UNWANTED: &str = "popup-museum.unwanted.";
/// In sessionStorage: whose page loads anew.
const BACK: &str = "popup-museum.back";
/// Milliseconds in which a page that loads anew is back. Later, somebody else may stand there.
const BACK_WITHIN: u64 = 60_000;

/// The journal.
#[derive(Clone, Copy, Debug)]
pub struct Journal;

/// Whose page loads anew, and when it was left.
#[derive(Clone, Debug, Serialize)]
pub struct Back {
    /// Their response.
    pub id: ResponseId,
    /// Whether they had finished, and waited for thanks.
    pub finished: bool,
    at: u64,
}

kiosk_core::from_json_fields! { Back { "id" id, "finished" finished, "at" at } }

impl Journal {
    /// Writes a draft down, for a page that loads anew now. `false` when it could not be written, or when
    /// the page has just done so: then loading it again would only go round in circles.
    pub fn write(left: &Left, finished: bool, now: i64) -> bool {
        let goes_round = Self::coming_back(now).is_some();
        let key = [RESCUED, ".", left.id().as_str()].concat();
        let written = left
            .to_text()
            .is_ok_and(|text| local::set_text(&key, &text));
        let back = Back {
            id: left.id().clone(),
            finished,
            at: u64::try_from(now).unwrap_or(0),
        };
        written && !goes_round && local::set_for_session(BACK, &back)
    }

    /// The drafts that wait to get into the database.
    pub fn waiting() -> Vec<Left> {
        lefts(RESCUED)
    }

    /// The draft is in the database again.
    pub fn clear(id: &ResponseId) {
        for left in local::keys(RESCUED) {
            let text = local::get_text(&left);
            if text.is_some_and(|text| Left::read(&text).is_some_and(|left| left.id() == id)) {
                local::remove(&left);
            }
        }
    }

    /// Who was answering in this page when it loaded anew just now.
    pub fn coming_back(now: i64) -> Option<Back> {
        let back: Back = local::get_for_session(BACK)?;
        let since = u64::try_from(now).ok()?.checked_sub(back.at)?;
        (since < BACK_WITHIN).then_some(back)
    }

    /// The page has come back.
    pub fn has_come_back() {
        local::remove_for_session(BACK);
    }

    /// The page is being left, and an autosave is under way that may be cut short.
    pub fn part_with(left: &Left) {
        if let Ok(text) = left.to_text() {
            local::set_text(&of(PARTING, left.id()), &text);
        }
    }

    /// What pages have left in this way.
    pub fn parted_with() -> Vec<Left> {
        lefts(PARTING)
    }

    /// What a page has left of this response.
    pub fn noted(id: &ResponseId) -> Option<Left> {
        Left::read(&local::get_text(&of(PARTING, id))?)
    }

    /// It is in the database.
    pub fn clear_parting(id: &ResponseId) {
        local::remove(&of(PARTING, id));
    }

    /// The visitor wants these answers deleted. Said before it is tried, so that nothing that goes wrong
    /// meanwhile can send them.
    pub fn does_not_want(draft: &Draft) {
        local::set(&of(UNWANTED, &draft.id), &draft.without_answers());
    }

    /// Whether a visitor wants this deleted.
    pub fn is_unwanted(id: &ResponseId) -> bool {
        local::get_text(&of(UNWANTED, id)).is_some()
    }

    /// What is still to be deleted.
    pub fn unwanted() -> Vec<Draft> {
        let keys = local::keys(UNWANTED);
        let texts = keys.iter().filter_map(|key| local::get_text(key));
        texts.filter_map(|text| json::read(&text).ok()).collect()
    }

    /// It is deleted.
    pub fn clear_unwanted(id: &ResponseId) {
        local::remove(&of(UNWANTED, id));
    }
}

fn of(beginning: &str, id: &ResponseId) -> String {
    [beginning, id.as_str()].concat()
}

fn lefts(beginning: &str) -> Vec<Left> {
    let keys = local::keys(beginning);
    let texts = keys.iter().filter_map(|key| local::get_text(key));
    texts.filter_map(|text| Left::read(&text)).collect()
}
