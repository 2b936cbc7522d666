//! What the answers amount to: tallies for people, a table for spreadsheets. Every number here has
//! passed [`crate::disclosure`]; free text and own words never come out, only how many there are.

mod sheet;
mod tally;

pub use sheet::{Sheet, TooFew, sheet};
pub use tally::{Others, Row, Tally, tally};

use crate::disclosure::{Cell, exclusive};
use crate::response::{Body, State};
use std::collections::BTreeMap;

/// How far the responses of an event came. Staff on the day know these numbers anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// Answered to the end.
    pub complete: u64,
    /// Left half-way.
    pub partial: u64,
    /// Taken back.
    pub withdrawn: u64,
}

impl States {
    /// Counts.
    pub fn of<'a>(bodies: impl IntoIterator<Item = &'a Body>) -> Self {
        let mut out = Self::default();
        for body in bodies {
            match body.state {
                State::Complete => out.complete += 1,
                State::Partial => out.partial += 1,
                State::Withdrawn => out.withdrawn += 1,
            }
        }
        out
    }
}

/// How something every response has once – its language, its viewpoint – is spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mix {
    /// What may be shown, the commonest first.
    pub shown: Vec<(String, u64)>,
    /// Whether there are others that may not be shown.
    pub more: bool,
    /// How many there are altogether.
    pub total: Cell,
}

/// Spreads values. Small groups are not even named: that somebody answered in a rare language can name
/// the somebody.
pub fn mix<'a>(values: impl IntoIterator<Item = &'a str>, threshold: u64) -> Mix {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let (names, counts): (Vec<&str>, Vec<u64>) = counts.into_iter().unzip();
    let safe = exclusive(&counts, threshold);
    let mut shown: Vec<(String, u64)> = names
        .iter()
        .zip(&safe.cells)
        .filter_map(|(name, cell)| Some(((*name).to_owned(), cell.count()?)))
        .collect();
    shown.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Mix {
        more: shown.len() < names.len(),
        shown,
        total: safe.total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_language_is_not_even_named() {
        let languages = [vec!["en"; 30], vec!["ar"; 8], vec!["lt"; 2], vec!["pl"; 6]].concat();
        let mix = mix(languages, 5);
        assert_eq!(mix.shown, [("en".to_owned(), 30), ("ar".to_owned(), 8)]);
        assert!(mix.more);
        assert_eq!(mix.total, Cell::Shown(46));
    }
}
