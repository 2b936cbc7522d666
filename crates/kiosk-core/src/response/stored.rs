//! What a tablet looks at again in a response it has stored: how far it came, and what was answered.

use super::{Answer, Sealed, State, Status};
use crate::json;

/// How far a stored response came, and its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Whether it was finished.
    pub state: State,
    /// What was answered, as in the body.
    pub answers: Vec<Answer>,
}

crate::from_json_words! { State { "complete" Complete, "partial" Partial, "withdrawn" Withdrawn } }
crate::from_json_fields! { Stored { "state" state, "answers" answers } }

impl Stored {
    /// Reads it; `None` where it is sealed for the office, and so not to be read here.
    pub fn of(sealed: &Sealed) -> Option<Self> {
        let readable = sealed.envelope.key.is_none();
        readable.then(|| json::read(&sealed.body).ok()).flatten()
    }

    fn answered(&self) -> usize {
        let answered = |answer: &&Answer| answer.status == Status::Answered;
        self.answers.iter().filter(answered).count()
    }
}

impl Sealed {
    /// Whether this one, made under the same id and in this `state`, goes in the place of what is stored: another
    /// window took the answers for left and saved what they were by then, and their visitor went on. What comes
    /// late never goes in the place of what is fuller; among sealed ones, only what was finished goes in another's.
    pub fn goes_on_from(&self, stored: &Self, state: State) -> bool {
        if stored.envelope.sha256 == self.envelope.sha256 {
            return false;
        }
        match (Stored::of(stored), Stored::of(self)) {
            (Some(stored), Some(new)) => {
                let fuller = state == State::Complete || new.answered() > stored.answered();
                stored.state == State::Partial && state != State::Withdrawn && fuller
            }
            (None, None) => state == State::Complete,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Body, Envelope, Helped};
    use super::*;
    use crate::Hash;
    use crate::questions::SetRef;

    fn made(state: State, answered: usize) -> Sealed {
        let keys = (0..answered).map(|n| format!("q{n}"));
        let body = Body {
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
            answers: keys
                .map(|key| Answer {
                    value: Some(3),
                    ..Answer::bare(&key, Status::Answered)
                })
                .collect(),
        };
        stored(body.to_text(), None)
    }

    fn stored(body: String, key: Option<&str>) -> Sealed {
        Sealed {
            envelope: Envelope {
                id: "r".into(),
                tablet: "t".into(),
                event: "e".into(),
                seq: 1,
                sha256: Hash::of(body.as_bytes()),
                attachments: Vec::new(),
                key: key.map(str::to_owned),
                card: None,
            },
            body,
        }
    }

    #[test]
    fn what_was_finished_goes_in_the_place_of_what_was_taken_for_left() {
        let left = made(State::Partial, 2);
        assert!(made(State::Complete, 3).goes_on_from(&left, State::Complete));
        assert!(made(State::Partial, 3).goes_on_from(&left, State::Partial));
    }

    #[test]
    fn what_comes_late_goes_in_no_place() {
        let finished = made(State::Complete, 3);
        assert!(!made(State::Partial, 2).goes_on_from(&finished, State::Partial));
        assert!(!made(State::Complete, 3).goes_on_from(&finished, State::Complete));
        assert!(!made(State::Complete, 2).goes_on_from(&finished, State::Complete));
        let left = made(State::Partial, 3);
        assert!(!made(State::Partial, 2).goes_on_from(&left, State::Partial));
        assert!(!made(State::Withdrawn, 0).goes_on_from(&left, State::Withdrawn));
        assert!(
            !made(State::Complete, 3).goes_on_from(&made(State::Withdrawn, 0), State::Complete)
        );
    }

    #[test]
    fn sealed_answers_give_way_only_to_finished_ones_that_are_sealed() {
        let left = stored("sealed once".into(), Some("k"));
        let later = stored("sealed twice".into(), Some("k"));
        assert!(later.goes_on_from(&left, State::Complete));
        assert!(!later.goes_on_from(&left, State::Partial));
        assert!(!left.clone().goes_on_from(&left, State::Complete));
        assert!(!made(State::Complete, 3).goes_on_from(&left, State::Complete));
    }
}
