//! Small things several pages say.

use crate::session::Staff;
use kiosk_core::ledger::Range;
use maud::{Markup, html};

/// The hidden field that shows a form to be ours.
pub fn form_token(staff: &Staff) -> Markup {
    html! { input type="hidden" name="form_token" value=(staff.form_token()); }
}

/// `1 tablet`, `2 tablets`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Ranges as people write them: `3, 7–9`.
pub fn ranges(ranges: &[Range]) -> String {
    let words: Vec<String> = ranges
        .iter()
        .map(|Range(from, to)| {
            if from == to {
                from.to_string()
            } else {
                format!("{from}–{to}")
            }
        })
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_as_people_write_them() {
        assert_eq!(ranges(&[Range(3, 3), Range(7, 9)]), "3, 7–9");
        assert_eq!(count(1, "tablet", "tablets"), "1 tablet");
    }
}
