//! How often each answer was chosen at an event: kept beside the responses, so that "You said" can count
//! without reading them, and can count at all where they are sealed.
//!
//! Only what was chosen from what the set offers is counted: own words, texts and voices never.

use crate::response::{Answer, State, Status};
use serde::{Deserialize, Serialize};

/// In the place of a key: how many answered the question at all, without which no count may be shown.
pub const ANSWERED: &str = "";

/// One thing that was chosen, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Key of the question.
    pub question: String,
    /// Key of the tile or option, or the point of the scale.
    pub key: String,
    /// How often.
    pub count: u64,
}

crate::from_json_fields! { Count { "question" question, "key" key, "count" count } }

/// What one response chose, each once.
pub fn of(state: State, answers: &[Answer]) -> Vec<Count> {
    if state == State::Withdrawn {
        return Vec::new();
    }
    let answered = |answer: &&Answer| answer.status == Status::Answered;
    let mut out: Vec<Count> = Vec::new();
    for answer in answers.iter().filter(answered) {
        for key in std::iter::once(ANSWERED.to_owned()).chain(answer.chosen()) {
            let known = |count: &Count| count.question == answer.question && count.key == key;
            if !out.iter().any(known) {
                out.push(Count {
                    question: answer.question.clone(),
                    key,
                    count: 1,
                });
            }
        }
    }
    out
}

/// Adds what one response chose.
pub fn add(totals: &mut Vec<Count>, chosen: &[Count]) {
    for one in chosen {
        match place(totals, one) {
            Some(at) => totals[at].count += one.count,
            None => totals.push(one.clone()),
        }
    }
}

/// Takes away what a response chose that its visitor took back.
pub fn subtract(totals: &mut Vec<Count>, chosen: &[Count]) {
    for one in chosen {
        if let Some(at) = place(totals, one) {
            totals[at].count = totals[at].count.saturating_sub(one.count);
        }
    }
    totals.retain(|count| count.count > 0);
}

fn place(totals: &[Count], one: &Count) -> Option<usize> {
    totals
        .iter()
        .position(|count| count.question == one.question && count.key == one.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tiles: &[&str], own: &[&str]) -> Answer {
        let text = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Answer {
            tiles: text(tiles),
            own: text(own),
            ..Answer::bare("five_words", Status::Answered)
        }
    }

    #[test]
    fn tiles_and_points_are_counted_and_own_words_are_not() {
        let mut scale = Answer::bare("enjoyed", Status::Answered);
        scale.value = Some(4);
        let chosen = of(
            State::Complete,
            &[words(&["welcome", "calm"], &["Mavis"]), scale],
        );
        let keys: Vec<&str> = chosen.iter().map(|count| count.key.as_str()).collect();
        assert_eq!(keys, [ANSWERED, "welcome", "calm", ANSWERED, "4"]);
    }

    #[test]
    fn what_is_taken_back_leaves_the_totals_as_they_were() {
        let first = of(State::Complete, &[words(&["welcome"], &[])]);
        let second = of(State::Partial, &[words(&["welcome", "calm"], &[])]);
        let mut totals = Vec::new();
        add(&mut totals, &first);
        let before = totals.clone();
        add(&mut totals, &second);
        assert_eq!(totals[0].count, 2);
        subtract(&mut totals, &second);
        assert_eq!(totals, before);
    }

    #[test]
    fn skipped_and_withdrawn_answers_count_for_nothing() {
        let skipped = Answer::bare("five_words", Status::Skipped);
        assert!(of(State::Complete, &[skipped]).is_empty());
        let withdrawn = of(State::Withdrawn, &[words(&["welcome"], &[])]);
        assert!(withdrawn.is_empty());
    }
}
