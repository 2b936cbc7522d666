//! What staff ought to know and have not read yet: it outlives the page, because a tablet may load anew
//! before any of them comes by.

use super::local;

const KEY: &str = "popup-museum.notices";

/// Reads them.
pub fn unread_notices() -> Vec<String> {
    local::get(KEY).unwrap_or_default()
}

/// Keeps them.
pub fn keep_notices(notices: &[&str]) {
    if notices.is_empty() {
        local::remove(KEY);
    } else {
        local::set(KEY, notices);
    }
}
