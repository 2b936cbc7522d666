//! Checks of a question set, in plain words: what is wrong and what to do.

#[cfg(test)]
mod tests;

use super::{Choice, Kind, Question, QuestionSet};
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

/// Points a scale may have.
const POINTS: std::ops::RangeInclusive<usize> = 3..=5;
/// Answers that fit under one question without scrolling.
const CHOICES: std::ops::RangeInclusive<usize> = 2..=5;
/// Tiles of a words question: a screenful is eight.
const TILES: std::ops::RangeInclusive<usize> = 8..=40;
/// Words or choices one person may pick.
const MOST: std::ops::RangeInclusive<u32> = 1..=5;

/// Everything that is wrong with this set, each as a sentence or two. Empty: the set may be used.
pub fn validate(set: &QuestionSet) -> Vec<String> {
    let mut problems = Vec::new();
    check_head(set, &mut problems);
    for (at, question) in set.questions.iter().enumerate() {
        let earlier = &set.questions[..at];
        let mut say = |message: String| problems.push(format!("{}: {message}", name(question, at)));
        check_key(question, earlier, &mut say);
        check_kind(question, &mut say);
        check_options(question, &mut say);
        check_condition(question, earlier, set, &mut say);
        check_viewpoints(question, set, &mut say);
        check_evidence(question, &mut say);
    }
    problems
}

fn name(question: &Question, at: usize) -> String {
    match question.key.trim() {
        "" => format!("Question {}", at + 1),
        key => format!("Question {} ({key})", at + 1),
    }
}

fn check_head(set: &QuestionSet, problems: &mut Vec<String>) {
    let mut need = |missing: bool, message: &str| {
        if missing {
            problems.push(message.to_owned());
        }
    };
    need(
        set.format != 1,
        "The format is not 1. Write \"format\": 1, or use a newer kiosk.",
    );
    need(
        set.id.trim().is_empty(),
        "The set has no id. Give it a short name, such as \"visitor-voice\".",
    );
    need(set.version == 0, "The version is 0. Count versions from 1.");
    need(
        set.title.is_empty(),
        "The set has no title. Write what staff call it.",
    );
    need(
        set.privacy.is_empty(),
        "The privacy sentences are missing. Say in two sentences what happens to the answers.",
    );
    need(
        set.questions.is_empty(),
        "There are no questions. Add at least one.",
    );
    for choice in &set.viewpoints {
        if choice.key.trim().is_empty() || choice.text.is_empty() {
            problems.push("A viewpoint has no key or no text. Give it both.".to_owned());
        }
    }
    if let Some(key) = twice(set.viewpoints.iter().map(|choice| &*choice.key)) {
        problems.push(format!(
            "The viewpoint \"{key}\" is there twice. Give each its own key."
        ));
    }
}

fn check_key(question: &Question, earlier: &[Question], say: &mut impl FnMut(String)) {
    if question.key.trim().is_empty() {
        say("It has no key. Give it a short name, such as \"enjoyed\".".to_owned());
    } else if earlier.iter().any(|other| other.key == question.key) {
        say("An earlier question has the same key. Give each question its own.".to_owned());
    }
    if question.text.is_empty() {
        say("It has no text. Write the question as it is asked.".to_owned());
    }
    if question.moment.is_some() != question.measure.is_some() {
        say("A measure needs a moment (before or after), and a moment a measure. Give both or neither.".to_owned());
    }
}

fn check_kind(question: &Question, say: &mut impl FnMut(String)) {
    let options = question.options.len();
    let mut limits = |allowed: std::ops::RangeInclusive<usize>, what: &str| {
        if !allowed.contains(&options) {
            say(format!(
                "It has {options} {what}. It needs {} to {}.",
                allowed.start(),
                allowed.end()
            ));
        }
    };
    match question.kind {
        Kind::Scale => limits(POINTS, "points"),
        Kind::One | Kind::Many => limits(CHOICES, "choices"),
        Kind::Words => limits(TILES, "words to choose from"),
        Kind::Number | Kind::Text | Kind::Item | Kind::Voice if options > 0 => {
            say("This kind of question has no options. Take them out.".to_owned());
        }
        Kind::Number | Kind::Text | Kind::Item | Kind::Voice => {}
    }
    let counts = matches!(question.kind, Kind::Many | Kind::Words);
    match question.max {
        Some(_) if !counts => {
            say("Only \"many\" and \"words\" have a max. Take it out.".to_owned());
        }
        Some(max) if !MOST.contains(&max) => {
            say(format!("The max is {max}. It may be 1 to 5."));
        }
        Some(max) if max as usize > options => {
            say(format!(
                "The max is {max}, but there are only {options} to choose from."
            ));
        }
        _ => {}
    }
}

fn check_options(question: &Question, say: &mut impl FnMut(String)) {
    for Choice { key, text, .. } in &question.options {
        if key.trim().is_empty() || text.is_empty() {
            say(format!(
                "The option \"{key}\" has no key or no text. Give it both."
            ));
        }
    }
    if let Some(key) = twice(question.options.iter().map(|option| &*option.key)) {
        say(format!(
            "The option \"{key}\" is there twice. Give each its own key."
        ));
    }
    if question.kind == Kind::Scale && !ascends(&question.options) {
        say("The keys of a scale must be whole numbers, least first: 1, 2, 3.".to_owned());
    }
}

fn ascends(points: &[Choice]) -> bool {
    let keys: Option<Vec<i32>> = points.iter().map(|point| whole(&point.key)).collect();
    keys.is_some_and(|keys| keys.is_sorted_by(|a, b| a < b))
}

/// The number, if it is written the one way answers write it: no plus sign, no leading nought.
fn whole(key: &str) -> Option<i32> {
    key.parse()
        .ok()
        .filter(|number: &i32| number.to_string() == key)
}

fn check_condition(
    question: &Question,
    earlier: &[Question],
    set: &QuestionSet,
    say: &mut impl FnMut(String),
) {
    let Some(condition) = &question.ask_when else {
        return;
    };
    let wanted = &condition.question;
    let Some(other) = earlier.iter().find(|other| other.key == *wanted) else {
        let later = set.questions.iter().any(|other| other.key == *wanted);
        return say(match later {
            true => format!("It depends on \"{wanted}\", which comes later. Move it down."),
            false => format!("It depends on \"{wanted}\", which is not in the set. Check the key."),
        });
    };
    if condition.any_of.is_empty() {
        say(format!(
            "It depends on \"{wanted}\", but no answer is named. Fill in any_of."
        ));
    }
    for key in &condition.any_of {
        if !can_be_chosen(other, key) {
            say(format!(
                "It depends on the answer \"{key}\", which \"{wanted}\" does not have. Check the key."
            ));
        }
    }
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

fn check_viewpoints(question: &Question, set: &QuestionSet, say: &mut impl FnMut(String)) {
    for viewpoint in &question.viewpoints {
        if !set.viewpoints.iter().any(|known| known.key == *viewpoint) {
            say(format!(
                "The viewpoint \"{viewpoint}\" is not one of the set's. Add it there, or check the key."
            ));
        }
    }
}

fn check_evidence(question: &Question, say: &mut impl FnMut(String)) {
    for code in &question.evidence {
        if !EVIDENCE_CODES.contains(&&**code) {
            say(format!(
                "The evidence code \"{code}\" is not known. Use one of: {}.",
                EVIDENCE_CODES.join(", ")
            ));
        }
    }
}

fn twice<'a>(keys: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    keys.filter(|key| !key.trim().is_empty())
        .find(|key| !seen.insert(*key))
}
