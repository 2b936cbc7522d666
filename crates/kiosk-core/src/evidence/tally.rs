//! Tallies of one exact wording.

use crate::disclosure::{Cell, exclusive, overlapping};
use crate::questions::{Kind, Question, QuestionSet};
use crate::response::{Answer, Body, Status};
use std::collections::BTreeMap;

/// What one question amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The question's key.
    pub key: String,
    /// How it is answered.
    pub kind: Kind,
    /// The wording, in English if there is any.
    pub asked: String,
    /// BCP 47 tag of that wording.
    pub asked_in: String,
    /// n: how many answered.
    pub answered: Cell,
    /// The answers, in the set's order. Empty for free text and recordings.
    pub rows: Vec<Row>,
    /// Whether answers were given that may not even be named (favourites of a few).
    pub more: bool,
    /// How many gave words of their own, where they could.
    pub own: Option<Cell>,
    /// Those who gave no answer.
    pub others: Others,
}

/// One answer and how many gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its key.
    pub key: String,
    /// Its wording.
    pub label: String,
    /// How many.
    pub count: Cell,
}

/// Those who gave no answer. Three different things, and the two that the way through the set makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Others {
    /// Said "I don't know".
    pub dont_know: Cell,
    /// Saw it and went on.
    pub skipped: Cell,
    /// Were not led there.
    pub not_asked: Cell,
    /// Left before.
    pub not_reached: Cell,
}

/// Tallies every question of a set over the responses to this very wording.
///
/// How many responses there are is known to the reader. n and the reasons for giving no answer add up to
/// that, so where n is hidden, a reason is hidden with it; the answers add up to n.
pub fn tally(set: &QuestionSet, bodies: &[&Body], threshold: u64) -> Vec<Tally> {
    set.questions
        .iter()
        .map(|question| {
            let answers: Vec<&Answer> = bodies
                .iter()
                .filter_map(|body| body.answers.iter().find(|a| a.question == question.key))
                .collect();
            one(question, &answers, threshold)
        })
        .collect()
}

fn one(question: &Question, answers: &[&Answer], threshold: u64) -> Tally {
    let given: Vec<&Answer> = answers
        .iter()
        .copied()
        .filter(|answer| answer.status == Status::Answered)
        .collect();
    let counted = count(question, &given, threshold);
    let others = others(answers, counted.answered, threshold);
    let own = given.iter().filter(|answer| !answer.own.is_empty()).count() as u64;
    let asked = question.text.choose("en", &[]);
    Tally {
        key: question.key.clone(),
        kind: question.kind,
        asked: asked.map_or(String::new(), |chosen| chosen.text.to_owned()),
        asked_in: asked.map_or("en".to_owned(), |chosen| chosen.tag.to_owned()),
        answered: counted.answered,
        rows: counted.rows,
        more: counted.more,
        own: (question.kind == Kind::Words)
            .then(|| overlapping(&[own], given.len() as u64, threshold).cells[0]),
        others,
    }
}

fn count(question: &Question, given: &[&Answer], threshold: u64) -> Counted {
    match question.kind {
        Kind::Scale => each_once(options(question), given, threshold, value),
        Kind::One => each_once(options(question), given, threshold, |answer| {
            answer.options.first().cloned()
        }),
        Kind::Number => {
            let numbers = (0..=10).map(|n: i32| (n.to_string(), n.to_string()));
            each_once(numbers.collect(), given, threshold, value)
        }
        Kind::Many => several(options(question), given, threshold, |answer| {
            &answer.options
        }),
        Kind::Words => several(options(question), given, threshold, |answer| &answer.tiles),
        Kind::Item => favourites(given, threshold),
        Kind::Text | Kind::Voice => Counted {
            answered: small(given.len() as u64, threshold),
            rows: Vec::new(),
            more: false,
        },
    }
}

struct Counted {
    answered: Cell,
    rows: Vec<Row>,
    more: bool,
}

fn value(answer: &Answer) -> Option<String> {
    answer.value.map(|value| value.to_string())
}

/// Key and label of each option.
fn options(question: &Question) -> Vec<(String, String)> {
    question
        .options
        .iter()
        .map(|choice| {
            let label = choice.text.choose("en", &[]);
            let label = label.map_or(choice.key.as_str(), |chosen| chosen.text);
            (choice.key.clone(), label.to_owned())
        })
        .collect()
}

/// Each person is in one row.
fn each_once(
    labels: Vec<(String, String)>,
    given: &[&Answer],
    threshold: u64,
    key: impl Fn(&Answer) -> Option<String>,
) -> Counted {
    let chosen: Vec<String> = given.iter().filter_map(|answer| key(answer)).collect();
    let counts: Vec<u64> = labels
        .iter()
        .map(|(label, _)| chosen.iter().filter(|key| *key == label).count() as u64)
        .collect();
    let safe = exclusive(&counts, threshold);
    Counted {
        answered: safe.total,
        rows: rows(labels, safe.cells),
        more: false,
    }
}

/// A person may be in several rows.
fn several(
    labels: Vec<(String, String)>,
    given: &[&Answer],
    threshold: u64,
    keys: impl Fn(&Answer) -> &Vec<String>,
) -> Counted {
    let counts: Vec<u64> = labels
        .iter()
        .map(|(key, _)| {
            given
                .iter()
                .filter(|answer| keys(answer).contains(key))
                .count() as u64
        })
        .collect();
    let safe = overlapping(&counts, given.len() as u64, threshold);
    Counted {
        answered: safe.total,
        rows: rows(labels, safe.cells),
        more: false,
    }
}

/// Objects by number; one that only a few chose is not named.
fn favourites(given: &[&Answer], threshold: u64) -> Counted {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for item in given.iter().filter_map(|answer| answer.item.as_deref()) {
        *counts.entry(item).or_default() += 1;
    }
    let (items, counts): (Vec<&str>, Vec<u64>) = counts.into_iter().unzip();
    let safe = exclusive(&counts, threshold);
    let labels = items
        .iter()
        .map(|item| ((*item).to_owned(), (*item).to_owned()))
        .collect();
    let mut rows = rows(labels, safe.cells);
    let all = rows.len();
    rows.retain(|row| row.count != Cell::Hidden);
    rows.sort_by_key(|row| std::cmp::Reverse(row.count.count()));
    Counted {
        answered: safe.total,
        more: rows.len() < all,
        rows,
    }
}

fn rows(labels: Vec<(String, String)>, cells: Vec<Cell>) -> Vec<Row> {
    labels
        .into_iter()
        .zip(cells)
        .map(|((key, label), count)| Row { key, label, count })
        .collect()
}

fn others(answers: &[&Answer], answered: Cell, threshold: u64) -> Others {
    let count = |status| answers.iter().filter(|a| a.status == status).count() as u64;
    let counts = [
        count(Status::DontKnow),
        count(Status::Skipped),
        count(Status::NotAsked),
        count(Status::NotReached),
    ];
    let cells = if answered == Cell::Hidden {
        let all = [&[count(Status::Answered)], &counts[..]].concat();
        exclusive(&all, threshold).cells.split_off(1)
    } else if counts == [0; 4] {
        // All answered: anybody can subtract that, and it tells of nobody.
        vec![Cell::Shown(0); 4]
    } else {
        exclusive(&counts, threshold).cells
    };
    Others {
        dont_know: cells[0],
        skipped: cells[1],
        not_asked: cells[2],
        not_reached: cells[3],
    }
}

fn small(count: u64, threshold: u64) -> Cell {
    exclusive(&[count], threshold).total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;
    use crate::questions::Choice;
    use proptest::prelude::*;

    fn question(kind: Kind, keys: &[&str]) -> Question {
        Question {
            key: "q".into(),
            kind,
            text: Text::one("en", "How was it?"),
            help: Text::default(),
            options: keys
                .iter()
                .map(|key| Choice {
                    key: (*key).into(),
                    text: Text::one("en", key.to_uppercase()),
                    symbol: None,
                })
                .collect(),
            max: None,
            dont_know: None,
            viewpoints: Vec::new(),
            ask_when: None,
            evidence: Vec::new(),
            measure: None,
            moment: None,
            source: None,
            sensitive: false,
        }
    }

    fn times(number: usize, make: impl Fn(&mut Answer)) -> Vec<Answer> {
        let mut answer = Answer::bare("q", Status::Answered);
        make(&mut answer);
        vec![answer; number]
    }

    fn counted(question: &Question, answers: &[Answer]) -> Tally {
        one(question, &answers.iter().collect::<Vec<_>>(), 5)
    }

    #[test]
    fn a_scale_counts_its_points_and_hides_the_small_ones() {
        let answers = [
            times(2, |a| a.value = Some(1)),
            times(6, |a| a.value = Some(2)),
            times(20, |a| a.value = Some(3)),
        ]
        .concat();
        let tally = counted(&question(Kind::Scale, &["1", "2", "3"]), &answers);
        let cells: Vec<Cell> = tally.rows.iter().map(|row| row.count).collect();
        assert_eq!(cells, [Cell::Hidden, Cell::Hidden, Cell::Shown(20)]);
        assert_eq!(tally.answered, Cell::Shown(28));
    }

    #[test]
    fn words_of_their_own_are_a_number_and_nothing_else() {
        let answers = [
            times(7, |a| a.own = vec!["canny".into()]),
            times(9, |a| a.tiles = vec!["warm".into()]),
        ]
        .concat();
        let tally = counted(&question(Kind::Words, &["warm", "cold"]), &answers);
        assert_eq!(tally.own, Some(Cell::Shown(7)));
        assert_eq!(tally.rows[0].count, Cell::Shown(9));
        assert!(!format!("{tally:?}").contains("canny"));
    }

    #[test]
    fn free_text_is_only_how_many_wrote_some() {
        let answers = times(6, |a| a.text = Some("My mother had one".into()));
        let tally = counted(&question(Kind::Text, &[]), &answers);
        assert_eq!(tally.answered, Cell::Shown(6));
        assert!(!format!("{tally:?}").contains("mother"));
    }

    #[test]
    fn a_favourite_of_a_few_is_not_named() {
        let answers = [
            times(12, |a| a.item = Some("A1".into())),
            times(6, |a| a.item = Some("A2".into())),
            times(1, |a| a.item = Some("B9".into())),
        ]
        .concat();
        let tally = counted(&question(Kind::Item, &[]), &answers);
        let named: Vec<&str> = tally.rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(named, ["A1"]);
        assert!(tally.more);
    }

    #[test]
    fn skipping_not_knowing_and_not_being_asked_are_three_things() {
        let answers = [
            times(5, |a| a.options = vec!["a".into()]),
            vec![Answer::bare("q", Status::Skipped); 6],
            vec![Answer::bare("q", Status::DontKnow); 7],
            vec![Answer::bare("q", Status::NotAsked); 8],
            vec![Answer::bare("q", Status::NotReached); 9],
        ]
        .concat();
        let others = counted(&question(Kind::One, &["a"]), &answers).others;
        assert_eq!(others.skipped, Cell::Shown(6));
        assert_eq!(others.dont_know, Cell::Shown(7));
        assert_eq!(others.not_asked, Cell::Shown(8));
        assert_eq!(others.not_reached, Cell::Shown(9));
    }

    #[test]
    fn a_hidden_n_takes_a_reason_with_it_or_it_could_be_worked_out() {
        let answers = [
            times(2, |a| a.options = vec!["a".into()]),
            vec![Answer::bare("q", Status::Skipped); 30],
            vec![Answer::bare("q", Status::DontKnow); 8],
            vec![Answer::bare("q", Status::NotAsked); 9],
            vec![Answer::bare("q", Status::NotReached); 10],
        ]
        .concat();
        let tally = counted(&question(Kind::One, &["a"]), &answers);
        assert_eq!(tally.answered, Cell::Hidden);
        assert_eq!(tally.others.dont_know, Cell::Hidden);
        assert_eq!(tally.others.skipped, Cell::Shown(30));
    }

    proptest! {
        /// The reader knows how many responses there are and subtracts whatever is shown.
        #[test]
        fn no_subtraction_gives_a_hidden_cell_away(
            counts in proptest::collection::vec(0_usize..14, 5), points in 0_usize..4, threshold in 2_u64..11,
        ) {
            let answered = |at: usize| {
                let mut answer = Answer::bare("q", Status::Answered);
                answer.value = Some((at % (points + 1)) as i32 + 1);
                answer
            };
            let bare = |status, many| vec![Answer::bare("q", status); many];
            let answers = [
                (0..counts[0]).map(answered).collect(),
                bare(Status::DontKnow, counts[1]),
                bare(Status::Skipped, counts[2]),
                bare(Status::NotAsked, counts[3]),
                bare(Status::NotReached, counts[4]),
            ].concat();
            // Where nobody was, nobody is protected.
            prop_assume!(!answers.is_empty());
            let scale = question(Kind::Scale, &["1", "2", "3", "4"]);
            let tally = one(&scale, &answers.iter().collect::<Vec<_>>(), threshold);
            let Others { dont_know, skipped, not_asked, not_reached } = tally.others;
            let all = [tally.answered, dont_know, skipped, not_asked, not_reached];
            let rows: Vec<Cell> = tally.rows.iter().map(|row| row.count).collect();
            let n = tally.answered.count();
            for (total, cells) in [(Some(answers.len() as u64), &all[..]), (n, &rows)] {
                let hidden = cells.iter().filter(|cell| **cell == Cell::Hidden).count();
                let shown: u64 = cells.iter().filter_map(|cell| cell.count()).sum();
                match total {
                    // Two cells and somebody in them: each may be nought, and each may be more.
                    Some(total) => prop_assert!(hidden == 0 || hidden >= 2 && total > shown, "{:?}", cells),
                    None => prop_assert_eq!(hidden, cells.len()),
                }
            }
            for (cell, count) in all.iter().zip(&counts) {
                prop_assert!(*count == 0 || *count as u64 >= threshold || *cell == Cell::Hidden);
            }
        }
    }
}
