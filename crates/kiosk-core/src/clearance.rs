//! Own words before a person has read them: which there are, and which of them are one.
//!
//! A word somebody wrote may name them. Nobody but staff sees one until staff have cleared it.

use crate::ResponseId;
use crate::response::{Answer, Body, State, Status};

/// A word visitors wrote, with the responses it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWord {
    /// Key of the question.
    pub question: String,
    /// As it was written, by whoever comes first among the ids, which are random.
    pub word: String,
    /// Whose.
    pub responses: Vec<ResponseId>,
    /// Whether it looked to the tablet as if it told who somebody is.
    pub flagged: bool,
}

impl OwnWord {
    /// Whether this is that word: case and spaces make no difference.
    pub fn is(&self, question: &str, word: &str) -> bool {
        self.question == question && plain(&self.word) == plain(word)
    }
}

/// A word without what makes no difference.
fn plain(word: &str) -> String {
    let parts: Vec<&str> = word.split_whitespace().collect();
    parts.join(" ").to_lowercase()
}

/// Every own word of these responses once, by question and alphabet. What was taken back has none.
pub fn own_words<'a>(said: impl Iterator<Item = (&'a ResponseId, &'a Body)>) -> Vec<OwnWord> {
    let mut out: Vec<OwnWord> = Vec::new();
    for (id, body) in said.filter(|(_, body)| body.state != State::Withdrawn) {
        for answer in body.answers.iter().filter(|answer| has_words(answer)) {
            for word in answer.own.iter().filter(|word| !word.trim().is_empty()) {
                take(&mut out, id, answer, word);
            }
        }
    }
    out.sort_by_cached_key(|own| (own.question.clone(), plain(&own.word)));
    out
}

fn has_words(answer: &Answer) -> bool {
    answer.status == Status::Answered
}

fn take(out: &mut Vec<OwnWord>, id: &ResponseId, answer: &Answer, word: &str) {
    let Some(known) = out.iter_mut().find(|own| own.is(&answer.question, word)) else {
        out.push(OwnWord {
            question: answer.question.clone(),
            word: word.split_whitespace().collect::<Vec<_>>().join(" "),
            responses: vec![id.clone()],
            flagged: answer.flagged,
        });
        return;
    };
    known.flagged |= answer.flagged;
    if !known.responses.contains(id) {
        known.responses.push(id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hash;
    use crate::questions::SetRef;
    use crate::response::Helped;

    fn said(id: &str, state: State, own: &[&str], flagged: bool) -> (ResponseId, Body) {
        let mut answer = Answer::bare("words", Status::Answered);
        answer.own = own.iter().map(|word| (*word).to_owned()).collect();
        answer.flagged = flagged;
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
            answers: vec![answer],
        };
        (ResponseId(id.to_owned()), body)
    }

    fn of(all: &[(ResponseId, Body)]) -> Vec<OwnWord> {
        own_words(all.iter().map(|(id, body)| (id, body)))
    }

    #[test]
    fn a_word_in_other_letters_is_the_same_word_and_counts_a_response_once() {
        let words = of(&[
            said("a", State::Complete, &["Canny", " canny "], false),
            said("b", State::Partial, &["CANNY", "bonny  lass"], true),
        ]);
        let names: Vec<&str> = words.iter().map(|own| own.word.as_str()).collect();
        assert_eq!(names, ["bonny lass", "Canny"]);
        assert_eq!(words[1].responses.len(), 2);
        // Whoever flagged it saw something.
        assert!(words[1].flagged);
        assert!(words[1].is("words", "cAnny") && !words[1].is("more", "canny"));
    }

    #[test]
    fn what_was_taken_back_or_is_blank_is_no_word() {
        let words = of(&[
            said("a", State::Withdrawn, &["Mavis"], false),
            said("b", State::Complete, &["  "], false),
        ]);
        assert!(words.is_empty());
    }
}
