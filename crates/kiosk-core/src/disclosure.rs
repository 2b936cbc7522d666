//! Disclosure control: the one module every output passes.

use serde::Serialize;

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// May be shown.
    Shown(u64),
    /// Stays hidden: under the threshold, or it would reveal one that is.
    Hidden,
}

impl Cell {
    /// The count, if it may be shown.
    pub fn count(self) -> Option<u64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Hidden => None,
        }
    }
}

/// Counts of one question whose total may be known to the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The cells, in their order.
    pub cells: Vec<Cell>,
    /// How many answered.
    pub total: Cell,
}

/// Counts that exclude each other and add up to a total (a scale, one of a few).
///
/// Cells under `threshold` are hidden; so is the total when it is under it. Where the hidden cells could
/// be worked out by subtraction – only one is hidden, or all the hidden ones together are under the
/// threshold – the smallest shown cells are hidden with them.
pub fn exclusive(counts: &[u64], threshold: u64) -> Counts {
    let total: u64 = counts.iter().sum();
    if total < threshold {
        return Counts {
            cells: vec![Cell::Hidden; counts.len()],
            total: Cell::Hidden,
        };
    }
    let mut hidden: Vec<bool> = counts.iter().map(|count| *count < threshold).collect();
    loop {
        let sum: u64 = counts
            .iter()
            .zip(&hidden)
            .filter(|(_, hidden)| **hidden)
            .map(|(count, _)| count)
            .sum();
        let cells = hidden.iter().filter(|hidden| **hidden).count();
        if cells == 0 || cells >= 2 && sum >= threshold {
            break;
        }
        let smallest = (0..counts.len())
            .filter(|at| !hidden[*at])
            .min_by_key(|at| counts[*at]);
        match smallest {
            Some(at) => hidden[at] = true,
            None => break,
        }
    }
    let cells = counts
        .iter()
        .zip(&hidden)
        .map(|(count, hidden)| cell(*count, *hidden))
        .collect();
    Counts {
        cells,
        total: Cell::Shown(total),
    }
}

/// Counts of which one person may be in several (`many`, `words`): they do not add up to the total, so
/// hiding the small ones is enough – and, since "did not choose it" is the rest of the total, the large
/// ones whose rest is small.
pub fn overlapping(counts: &[u64], total: u64, threshold: u64) -> Counts {
    if total < threshold {
        return Counts {
            cells: vec![Cell::Hidden; counts.len()],
            total: Cell::Hidden,
        };
    }
    let small = |count: u64| count < threshold || (total > count && total - count < threshold);
    let cells = counts
        .iter()
        .map(|count| cell(*count, small(*count)))
        .collect();
    Counts {
        cells,
        total: Cell::Shown(total),
    }
}

fn cell(count: u64, hidden: bool) -> Cell {
    if hidden {
        Cell::Hidden
    } else {
        Cell::Shown(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_single_small_cell_takes_the_next_smallest_with_it() {
        let counts = exclusive(&[2, 40, 9, 30], 5);
        assert_eq!(
            counts.cells,
            [Cell::Hidden, Cell::Shown(40), Cell::Hidden, Cell::Shown(30)]
        );
        assert_eq!(counts.total, Cell::Shown(81));
    }

    #[test]
    fn a_small_group_shows_nothing_at_all() {
        let counts = exclusive(&[1, 3], 5);
        assert!(counts.cells.iter().all(|cell| *cell == Cell::Hidden));
        assert_eq!(counts.total, Cell::Hidden);
    }

    #[test]
    fn nearly_everyone_is_as_telling_as_hardly_anyone() {
        assert_eq!(
            overlapping(&[38, 20], 40, 5).cells,
            [Cell::Hidden, Cell::Shown(20)]
        );
    }

    proptest! {
        /// The reader knows the total and the shown cells. Whatever is hidden must leave every hidden
        /// cell at least two possible values.
        #[test]
        fn subtraction_never_reveals_a_hidden_cell(
            counts in proptest::collection::vec(0_u64..30, 1..7), threshold in 2_u64..11,
        ) {
            let out = exclusive(&counts, threshold);
            let hidden = out.cells.iter().filter(|cell| **cell == Cell::Hidden).count();
            let shown: u64 = out.cells.iter().filter_map(|cell| cell.count()).sum();
            for (cell, count) in out.cells.iter().zip(&counts) {
                if *count < threshold {
                    prop_assert_eq!(*cell, Cell::Hidden);
                }
            }
            if let Cell::Shown(total) = out.total
                && hidden > 0 && hidden < counts.len() {
                prop_assert!(hidden >= 2);
                prop_assert!(total - shown >= threshold);
            }
        }
    }
}
