//! "You said": what of the tiles chosen may be shown to the room.

use kiosk_core::disclosure::overlapping;
use kiosk_core::questions::{Choice, Kind, Question};
use kiosk_core::tally::{ANSWERED, Count};

/// A question for words, as the room may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// How many answered, if that may be shown.
    pub people: Option<u64>,
    /// The tiles that may be shown with their counts, most chosen first; of equals, the set's order.
    pub tiles: Vec<(Choice, u64)>,
}

/// What may be shown of a question: only tiles of the set, only through disclosure control. `None` for
/// other kinds: own words, texts and voices are never shown here.
pub fn said(question: &Question, totals: &[Count], threshold: u64) -> Option<Said> {
    if question.kind != Kind::Words {
        return None;
    }
    let count = |key: &str| {
        let mut counts = totals.iter();
        let found = counts.find(|count| count.question == question.key && count.key == key);
        found.map_or(0, |count| count.count)
    };
    let chosen: Vec<u64> = question
        .options
        .iter()
        .map(|tile| count(&tile.key))
        .collect();
    let counts = overlapping(&chosen, count(ANSWERED), threshold);
    let mut tiles: Vec<(Choice, u64)> = Vec::new();
    for (tile, cell) in question.options.iter().zip(&counts.cells) {
        if let Some(count) = cell.count() {
            let at = tiles.iter().position(|(_, other)| *other < count);
            tiles.insert(at.unwrap_or(tiles.len()), (tile.clone(), count));
        }
    }
    Some(Said {
        people: counts.total.count(),
        tiles,
    })
}

/// What the wall shows next, after it showed `before`: a question's counts change only when at least as many
/// more have answered as may be shown together. Else the room would see whose word it was as somebody steps away.
pub fn in_steps(before: &[Count], now: &[Count], threshold: u64) -> Vec<Count> {
    let answered = |counts: &[Count], question: &str| {
        let mut counts = counts.iter();
        let found = counts.find(|count| count.question == question && count.key == ANSWERED);
        found.map_or(0, |count| count.count)
    };
    let stays = |question: &str| {
        let (then, now) = (answered(before, question), answered(now, question));
        then > 0 && then.abs_diff(now) < threshold
    };
    let kept = before.iter().filter(|count| stays(&count.question));
    let new = now.iter().filter(|count| !stays(&count.question));
    kept.chain(new).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiosk_core::Text;

    fn question(kind: Kind) -> Question {
        let tile = |key: &str| Choice {
            key: key.into(),
            text: Text::one("en", key),
            symbol: None,
        };
        Question {
            key: "words".into(),
            kind,
            text: Text::default(),
            help: Text::default(),
            options: ["calm", "happy", "sad", "warm"].map(tile).to_vec(),
            max: None,
            dont_know: None,
            viewpoints: Vec::new(),
            ask_when: None,
            evidence: Vec::new(),
            measure: None,
            moment: None,
            source: None,
            sensitive: false,
            memory: false,
        }
    }

    fn totals(pairs: &[(&str, u64)]) -> Vec<Count> {
        let one = |(key, count): &(&str, u64)| Count {
            question: "words".into(),
            key: (*key).into(),
            count: *count,
        };
        pairs.iter().map(one).collect()
    }

    #[test]
    fn the_most_chosen_stand_first_and_the_few_are_hidden() {
        let totals = totals(&[
            (ANSWERED, 20),
            ("calm", 6),
            ("happy", 12),
            ("sad", 4),
            ("own", 9),
        ]);
        let said = said(&question(Kind::Words), &totals, 5);
        let said = said.unwrap_or(Said {
            people: None,
            tiles: Vec::new(),
        });
        let keys: Vec<(&str, u64)> = said
            .tiles
            .iter()
            .map(|(t, n)| (t.key.as_str(), *n))
            .collect();
        assert_eq!(keys, [("happy", 12), ("calm", 6)]);
        assert_eq!(said.people, Some(20));
    }

    #[test]
    fn the_room_never_sees_the_word_of_one_who_steps_away() {
        let before = totals(&[(ANSWERED, 6), ("calm", 6), ("happy", 5)]);
        let one_more = totals(&[(ANSWERED, 7), ("calm", 7), ("happy", 5)]);
        assert_eq!(in_steps(&before, &one_more, 5), before);
        let one_less = totals(&[(ANSWERED, 5), ("calm", 5), ("happy", 5)]);
        assert_eq!(in_steps(&before, &one_less, 5), before);
        let five_more = totals(&[(ANSWERED, 11), ("calm", 7), ("happy", 9)]);
        assert_eq!(in_steps(&before, &five_more, 5), five_more);
        assert_eq!(in_steps(&[], &before, 5), before);
    }

    #[test]
    fn four_people_are_too_few_for_any_word() {
        let totals = totals(&[(ANSWERED, 4), ("calm", 4)]);
        let said = said(&question(Kind::Words), &totals, 5);
        assert_eq!(
            said,
            Some(Said {
                people: None,
                tiles: Vec::new()
            })
        );
    }

    #[test]
    fn nothing_but_tiles_comes_to_the_wall() {
        for kind in [Kind::Text, Kind::Voice, Kind::Scale, Kind::One] {
            assert_eq!(said(&question(kind), &totals(&[(ANSWERED, 50)]), 5), None);
        }
    }
}
