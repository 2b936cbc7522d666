//! The ledger: per event and tablet, what was finished, what arrived, what is missing.

use serde::{Deserialize, Serialize};

/// Numbers from the first to the second, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range(pub u64, pub u64);

impl Range {
    /// How many numbers it holds.
    pub fn count(self) -> u64 {
        (self.1 + 1).saturating_sub(self.0)
    }

    /// Whether it holds this number.
    pub fn contains(self, seq: u64) -> bool {
        self.0 <= seq && seq <= self.1
    }
}

/// The numbers from 1 to `highest` that are not in `have` (ascending; repeats allowed).
pub fn gaps(highest: u64, have: impl IntoIterator<Item = u64>) -> Vec<Range> {
    let mut out = Vec::new();
    let mut next = 1;
    for seq in have.into_iter().take_while(|seq| *seq <= highest) {
        if seq > next {
            out.push(Range(next, seq - 1));
        }
        next = next.max(seq + 1);
    }
    if next <= highest {
        out.push(Range(next, highest));
    }
    out
}

/// One line of the ledger. `finished = stored + quarantined + missing`, three disjoint numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// Highest number known from the tablet or found at the office.
    pub finished: u64,
    /// Numbers with an accepted response.
    pub stored: u64,
    /// Numbers whose only bytes are in quarantine.
    pub quarantined: u64,
    /// Numbers the office has nothing of.
    pub missing: Vec<Range>,
}

impl Line {
    /// Counts. `stored` and `quarantined` are ascending numbers at the office; a number in both counts
    /// as stored.
    pub fn of(highest_known: u64, stored: &[u64], quarantined: &[u64]) -> Self {
        let mut here: Vec<u64> = stored.iter().chain(quarantined).copied().collect();
        here.sort_unstable();
        here.dedup();
        let finished = highest_known.max(here.last().copied().unwrap_or(0));
        let mut aside = quarantined.to_vec();
        aside.dedup();
        aside.retain(|seq| stored.binary_search(seq).is_err());
        let mut kept = stored.to_vec();
        kept.dedup();
        Self {
            finished,
            stored: kept.len() as u64,
            quarantined: aside.len() as u64,
            missing: gaps(finished, here),
        }
    }

    /// How many numbers are missing.
    pub fn missing_count(&self) -> u64 {
        self.missing.iter().map(|range| range.count()).sum()
    }

    /// Whether every finished response is at the office.
    pub fn is_closed(&self) -> bool {
        self.missing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_hall_with_everything_received_reads_zero_missing() {
        let line = Line::of(3, &[1, 2, 3], &[]);
        assert_eq!(
            (line.finished, line.stored, line.missing_count()),
            (3, 3, 0)
        );
        assert!(line.is_closed());
    }

    #[test]
    fn a_response_the_office_has_never_seen_is_missing_by_number() {
        assert_eq!(
            Line::of(7, &[1, 2, 5], &[6]).missing,
            [Range(3, 4), Range(7, 7)]
        );
    }

    #[test]
    fn an_office_that_knows_more_than_the_tablet_said_believes_itself() {
        assert_eq!(Line::of(0, &[1, 4], &[]).finished, 4);
    }

    proptest! {
        #[test]
        fn finished_is_always_stored_plus_quarantined_plus_missing(
            highest in 0_u64..60, mut stored in proptest::collection::vec(1_u64..60, 0..60),
            mut aside in proptest::collection::vec(1_u64..60, 0..60),
        ) {
            stored.sort_unstable();
            aside.sort_unstable();
            let line = Line::of(highest, &stored, &aside);
            prop_assert_eq!(line.finished, line.stored + line.quarantined + line.missing_count());
            for range in &line.missing {
                prop_assert!(!stored.iter().chain(&aside).any(|seq| range.contains(*seq)));
            }
        }
    }
}
