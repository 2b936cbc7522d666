//! What can be answered: options, how many of them, and what a condition may name.

use super::{Check, PLAIN_KEY, is_plain, twice};
use crate::questions::{Choice, Kind, Question};
use std::ops::RangeInclusive;

/// Points a scale may have.
const POINTS: RangeInclusive<usize> = 3..=5;
/// Answers that fit under one question without scrolling.
const CHOICES: RangeInclusive<usize> = 2..=5;
/// Tiles of a words question: a screenful is eight, the others are behind "More words".
const TILES: RangeInclusive<usize> = 8..=40;
/// Words or choices one person may pick.
const MOST: RangeInclusive<u32> = 1..=5;

impl Check<'_> {
    pub(super) fn answers(&mut self) {
        self.count();
        self.max();
        self.options();
    }

    fn count(&mut self) {
        let have = self.question.options.len();
        let (allowed, one, many) = match self.question.kind {
            Kind::Scale => (POINTS, "point", "points"),
            Kind::One | Kind::Many => (CHOICES, "choice", "choices"),
            Kind::Words => (TILES, "word to choose from", "words to choose from"),
            Kind::Number => return self.ends(),
            Kind::Text | Kind::Item | Kind::Voice => {
                if have > 0 {
                    self.error("options", "This kind of question has none. Take them out.");
                }
                return;
            }
        };
        if !allowed.contains(&have) {
            let (least, most) = (allowed.start(), allowed.end());
            let what = if have == 1 { one } else { many };
            self.error(
                "options",
                format!("It has {have} {what}. It needs {least} to {most}."),
            );
        }
    }

    /// The ends of a row of numbers may have words, both or neither.
    fn ends(&mut self) {
        let keys = self.question.options.iter().map(|option| &*option.key);
        if !self.question.options.is_empty() && !keys.eq(["0", "10"]) {
            self.error(
                "options",
                "A number has two options or none: what 0 means and what 10 means, with the keys \"0\" and \"10\".",
            );
        }
    }

    fn max(&mut self) {
        let Some(max) = self.question.max else { return };
        let options = self.question.options.len();
        if !matches!(self.question.kind, Kind::Many | Kind::Words) {
            self.error("max", "Only \"many\" and \"words\" have one. Take it out.");
        } else if !MOST.contains(&max) {
            self.error("max", format!("It is {max}. It may be 1 to 5."));
        } else if max as usize > options {
            self.error(
                "max",
                format!("It is {max}, but there are only {options} to choose from."),
            );
        }
    }

    fn options(&mut self) {
        let question = self.question;
        for Choice { key, text, .. } in &question.options {
            if key.trim().is_empty() || text.is_empty() {
                self.error(
                    "options",
                    format!("The option \"{key}\" has no key or no text. Give it both."),
                );
            } else if !is_plain(key) {
                self.warn("options", format!("The key is \"{key}\". {PLAIN_KEY}"));
            }
        }
        if let Some(key) = twice(question.options.iter().map(|option| &*option.key)) {
            self.error(
                "options",
                format!("\"{key}\" is there twice. Give each its own key."),
            );
        }
        if question.kind == Kind::Scale {
            self.scale();
        }
    }

    fn scale(&mut self) {
        let points = &self.question.options;
        let keys: Option<Vec<i32>> = points.iter().map(|point| whole(&point.key)).collect();
        if !keys.is_some_and(|keys| keys.is_sorted_by(|a, b| a < b)) {
            self.error(
                "options",
                "The keys of a scale must be whole numbers, least first: 1, 2, 3.",
            );
        }
        for point in points {
            let wordless =
                |text: &&String| !text.trim().is_empty() && !text.contains(char::is_alphabetic);
            if let Some(text) = point.text.0.values().find(wordless) {
                self.error(
                    "options",
                    format!("The point \"{}\" says only \"{text}\". Each point needs a word as well as a face.", point.key),
                );
            }
        }
    }

    pub(super) fn condition(&mut self) {
        let Some(condition) = &self.question.ask_when else {
            return;
        };
        let wanted = &condition.question;
        let Some(other) = self.earlier.iter().find(|other| other.key == *wanted) else {
            let questions = &self.set.questions;
            return self.error("ask_when", if *wanted == self.question.key {
                "It depends on itself. Name an earlier question.".to_owned()
            } else if questions.iter().any(|other| other.key == *wanted) {
                format!("It depends on \"{wanted}\", which comes later. Move this question below it.")
            } else {
                format!("It depends on \"{wanted}\", which is not in the set. Check the key.")
            });
        };
        if condition.any_of.is_empty() {
            self.error(
                "ask_when",
                format!("It depends on \"{wanted}\", but no answer is named. Fill in any_of."),
            );
        }
        if matches!(other.kind, Kind::Text | Kind::Voice) {
            return self.error(
                "ask_when",
                format!("It depends on \"{wanted}\", which is answered freely. Choose a question with options."),
            );
        }
        for key in &condition.any_of {
            if !can_be_chosen(other, key) {
                self.error("ask_when", format!(
                    "It depends on the answer \"{key}\", which \"{wanted}\" does not have. Check the key."
                ));
            }
        }
    }
}

/// The number, if it is written the one way answers write it: no plus sign, no leading nought.
fn whole(key: &str) -> Option<i32> {
    key.parse()
        .ok()
        .filter(|number: &i32| number.to_string() == key)
}

fn can_be_chosen(question: &Question, key: &str) -> bool {
    match question.kind {
        Kind::Number => whole(key).is_some_and(|number| (0..=10).contains(&number)),
        // Any object of any pack: the set does not know them.
        Kind::Item => !key.trim().is_empty(),
        Kind::Text | Kind::Voice => false,
        Kind::Scale | Kind::One | Kind::Many | Kind::Words => {
            question.options.iter().any(|option| option.key == key)
        }
    }
}
