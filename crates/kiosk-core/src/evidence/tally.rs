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
mod tests;
