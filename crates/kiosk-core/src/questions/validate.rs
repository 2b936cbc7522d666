//! Checks of a question set, in plain words: which question, which field, what is wrong and what to do.

mod answers;
mod instruments;
mod measures;
mod words;

#[cfg(test)]
mod tests;

use super::{Question, QuestionSet};
use crate::pack::Problem;
use std::collections::BTreeSet;

/// The outcome tags there are: generic learning outcomes, generic social outcomes, five ways to
/// wellbeing.
pub const EVIDENCE_CODES: [&str; 13] = [
    "glo:knowledge",
    "glo:skills",
    "glo:attitudes",
    "glo:enjoyment",
    "glo:activity",
    "gso:safer",
    "gso:health",
    "gso:public_life",
    "five_ways:connect",
    "five_ways:active",
    "five_ways:notice",
    "five_ways:learn",
    "five_ways:give",
];

/// Everything that is wrong with this set. Without an error in the list, it may be used.
pub fn validate(set: &QuestionSet) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_head(set, &mut problems);
    check_viewpoints(set, &mut problems);
    for (at, question) in set.questions.iter().enumerate() {
        let mut check = Check {
            set,
            earlier: &set.questions[..at],
            question,
            subject: name(at, &question.key),
            problems: &mut problems,
        };
        check.key();
        check.answers();
        check.condition();
        check.viewpoints();
        check.evidence();
        check.source();
    }
    measures::check(set, &mut problems);
    instruments::check_set(set, &mut problems);
    words::check(set, &mut problems);
    problems
}

/// How a problem names a question: "question 3 (enjoyed)".
pub(super) fn name(at: usize, key: &str) -> String {
    match key.trim() {
        "" => format!("question {}", at + 1),
        key => format!("question {} ({key})", at + 1),
    }
}

/// One question being checked.
struct Check<'a> {
    set: &'a QuestionSet,
    earlier: &'a [Question],
    question: &'a Question,
    subject: String,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn error(&mut self, field: &str, message: impl Into<String>) {
        self.problems
            .push(Problem::error(&*self.subject, field, message));
    }

    fn warn(&mut self, field: &str, message: impl Into<String>) {
        self.problems
            .push(Problem::warning(&*self.subject, field, message));
    }

    fn key(&mut self) {
        let question = self.question;
        if question.key.trim().is_empty() {
            self.error(
                "key",
                "It has none. Give it a short name, such as \"enjoyed\".",
            );
        } else if self.earlier.iter().any(|other| other.key == question.key) {
            self.error(
                "key",
                "An earlier question has the same key. Give each question its own.",
            );
        } else if !is_plain(&question.key) {
            self.warn("key", PLAIN_KEY);
        }
        if question.text.is_empty() {
            self.error("text", "There is none. Write the question as it is asked.");
        }
        if question.moment.is_some() != question.measure.is_some() {
            self.error(
                "measure",
                "A measure needs a moment (\"before\" or \"after\"), and a moment a measure. Give both or neither.",
            );
        }
    }

    fn viewpoints(&mut self) {
        for viewpoint in &self.question.viewpoints {
            if !self
                .set
                .viewpoints
                .iter()
                .any(|known| known.key == *viewpoint)
            {
                self.error(
                    "viewpoints",
                    format!(
                        "\"{viewpoint}\" is not one of the set's. Add it there, or check the key."
                    ),
                );
            }
        }
    }

    fn evidence(&mut self) {
        for code in &self.question.evidence {
            if !EVIDENCE_CODES.contains(&&**code) {
                let known = EVIDENCE_CODES.join(", ");
                self.error(
                    "evidence",
                    format!("\"{code}\" is not known. Use one of: {known}."),
                );
            }
        }
    }
}

fn check_head(set: &QuestionSet, problems: &mut Vec<Problem>) {
    let mut need = |missing: bool, field: &str, message: &str| {
        if missing {
            problems.push(Problem::error("set", field, message));
        }
    };
    need(
        set.format != 1,
        "format",
        "It is not 1. Write \"format\": 1, or use a newer kiosk.",
    );
    need(
        set.id.trim().is_empty(),
        "id",
        "There is none. Give the set a short name, such as \"visitor-voice\".",
    );
    need(
        set.version == 0,
        "version",
        "It is 0. Count versions from 1.",
    );
    need(
        set.title.is_empty(),
        "title",
        "There is none. Write what staff call the set.",
    );
    need(
        set.privacy.is_empty(),
        "privacy",
        "There is none. Say in short sentences what happens to the answers. That visitors may stop, the kiosk says.",
    );
    need(
        set.questions.is_empty(),
        "questions",
        "There are none. Add at least one.",
    );
}

fn check_viewpoints(set: &QuestionSet, problems: &mut Vec<Problem>) {
    let mut wrong = |message: String| problems.push(Problem::error("set", "viewpoints", message));
    for choice in &set.viewpoints {
        if choice.key.trim().is_empty() || choice.text.is_empty() {
            wrong(format!(
                "The viewpoint \"{}\" has no key or no text. Give it both.",
                choice.key
            ));
        }
    }
    if let Some(key) = twice(set.viewpoints.iter().map(|choice| &*choice.key)) {
        wrong(format!("\"{key}\" is there twice. Give each its own key."));
    }
}

/// What to do about a key that is not plain.
const PLAIN_KEY: &str =
    "Keys become headings of tables. Use small letters, digits, \"-\" and \"_\" only.";

fn is_plain(key: &str) -> bool {
    key.chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-')
}

fn twice<'a>(keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    keys.filter(|key| !key.trim().is_empty())
        .find(|key| !seen.insert(*key))
}
