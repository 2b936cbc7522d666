//! Before/after pairs: which two responses are the halves of one visit, and which only may be.
//!
//! A picture card is good for one event and one day. Halves are joined only where a card of that day was
//! given in once before and once after; wherever it could be two people's, nobody is joined to anybody.

use crate::questions::{Moment, QuestionSet};
use crate::response::{Body, Status};
use std::collections::BTreeMap;

/// A response that came with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Half<'a> {
    /// The event at the office.
    pub event: &'a str,
    /// The day of its quarter of an hour.
    pub day: &'a str,
    /// The card's name.
    pub card: &'a str,
    /// Which half it is; `None` when its answers do not say.
    pub moment: Option<Moment>,
    /// Whether the response is still there. One that was deleted joins nobody, and yet its card was used.
    pub is_here: bool,
}

/// The pairs, as places of the before and the after. The order of the halves does not matter.
pub fn matched(halves: &[Half<'_>]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (at, half) in halves.iter().enumerate() {
        let group = groups.entry((half.event, half.day, half.card));
        group.or_default().push(at);
    }
    let pair = |group: &Vec<usize>| {
        let [one, other] = group[..] else {
            return None;
        };
        let (first, second) = (halves[one], halves[other]);
        match (first.moment, second.moment) {
            _ if !(first.is_here && second.is_here) => None,
            (Some(Moment::Before), Some(Moment::After)) => Some((one, other)),
            (Some(Moment::After), Some(Moment::Before)) => Some((other, one)),
            _ => None,
        }
    };
    groups.values().filter_map(pair).collect()
}

/// Which half a body is: the questions it was led to say so.
pub fn moment(set: &QuestionSet, body: &Body) -> Option<Moment> {
    let was_asked = |moment| {
        let questions = set.questions.iter().filter(|q| q.moment == Some(moment));
        let mut answers = questions
            .filter_map(|question| body.answers.iter().find(|a| a.question == question.key));
        answers.any(|answer| answer.status != Status::NotAsked)
    };
    match (was_asked(Moment::Before), was_asked(Moment::After)) {
        (true, false) => Some(Moment::Before),
        (false, true) => Some(Moment::After),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BEFORE: Option<Moment> = Some(Moment::Before);
    const AFTER: Option<Moment> = Some(Moment::After);

    fn half(card: &str, moment: Option<Moment>) -> Half<'_> {
        Half {
            event: "hall",
            day: "2026-12-05",
            card,
            moment,
            is_here: true,
        }
    }

    #[test]
    fn a_before_and_an_after_with_one_card_are_a_pair() {
        let halves = [
            half("kite-7", AFTER),
            half("key-1", BEFORE),
            half("kite-7", BEFORE),
        ];
        assert_eq!(matched(&halves), [(2, 0)]);
    }

    #[test]
    fn what_could_be_two_peoples_is_nobodys() {
        let (before, after) = (half("kite-7", BEFORE), half("kite-7", AFTER));
        let elsewhere = Half {
            event: "other",
            ..after
        };
        let tomorrow = Half {
            day: "2026-12-06",
            ..after
        };
        let gone = Half {
            is_here: false,
            ..after
        };
        for halves in [
            vec![before, before, after],
            vec![before, after, after],
            vec![before, before],
            vec![before, half("kite-7", None)],
            vec![before, after, half("kite-7", None)],
            vec![before, elsewhere],
            vec![before, tomorrow],
            vec![before, gone],
            vec![before, after, gone],
        ] {
            assert_eq!(matched(&halves), [], "{halves:?}");
        }
    }

    proptest! {
        #[test]
        fn no_order_of_arrival_makes_other_pairs(
            cards in proptest::collection::vec((0_usize..4, 0_usize..3, 0_usize..2), 0..24),
            keys in proptest::collection::vec(0_u32..1000, 24),
        ) {
            let halves: Vec<Half<'_>> = cards.iter().map(|(card, moment, day)| Half {
                day: ["2026-12-05", "2026-12-06"][*day],
                ..half(["kite-1", "kite-2", "cup-1", "cup-2"][*card], [BEFORE, AFTER, None][*moment])
            }).collect();
            let mut order: Vec<usize> = (0..halves.len()).collect();
            order.sort_by_key(|at| keys[*at]);
            let moved: Vec<Half<'_>> = order.iter().map(|at| halves[*at]).collect();
            let mut there: Vec<_> = matched(&moved).iter().map(|(a, b)| (order[*a], order[*b])).collect();
            let mut here = matched(&halves);
            there.sort_unstable();
            here.sort_unstable();
            prop_assert_eq!(&here, &there);
            for (before, after) in here {
                let same = |half: &&Half<'_>| (half.card, half.day) == (halves[before].card, halves[before].day);
                prop_assert_eq!(halves.iter().filter(same).count(), 2);
                prop_assert_eq!((halves[before].moment, halves[after].moment), (BEFORE, AFTER));
            }
        }
    }
}
