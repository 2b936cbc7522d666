//! How often each answer was chosen at an event: kept beside the responses, so that "You said" can count
//! without reading them, and can count at all where they are sealed.
//!
//! Only what was chosen from what the set offers is counted: own words, texts and voices never.

use crate::response::{Answer, Body, State, Status};
use serde::{Deserialize, Serialize};

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
pub fn of(body: &Body) -> Vec<Count> {
    if body.state == State::Withdrawn {
        return Vec::new();
    }
    let answered = |answer: &&Answer| answer.status == Status::Answered;
    let mut out: Vec<Count> = Vec::new();
    for answer in body.answers.iter().filter(answered) {
        for key in answer.chosen() {
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
    use crate::Hash;
    use crate::questions::SetRef;
    use crate::response::Helped;

    fn body(state: State, answers: Vec<Answer>) -> Body {
        Body {
            format: 1,
            language: "en".into(),
            viewpoint: None,
            helped: Helped::Alone,
            state,
            quarter_hour: "2026-12-05T14:15Z".into(),
            question_set: SetRef {
                id: "s".into(),
                version: 1,
                sha256: Hash::of(b"s"),
            },
            pack: None,
            answers,
        }
    }

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
        let chosen = of(&body(
            State::Complete,
            vec![words(&["welcome", "calm"], &["Mavis"]), scale],
        ));
        let keys: Vec<&str> = chosen.iter().map(|count| count.key.as_str()).collect();
        assert_eq!(keys, ["welcome", "calm", "4"]);
    }

    #[test]
    fn what_is_taken_back_leaves_the_totals_as_they_were() {
        let first = of(&body(State::Complete, vec![words(&["welcome"], &[])]));
        let second = of(&body(
            State::Partial,
            vec![words(&["welcome", "calm"], &[])],
        ));
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
        assert!(of(&body(State::Complete, vec![skipped])).is_empty());
        let withdrawn = body(State::Withdrawn, vec![words(&["welcome"], &[])]);
        assert!(of(&withdrawn).is_empty());
    }
}
