//! Do all texts speak all languages, in sentences people take in at once?

use super::name;
use crate::Text;
use crate::language::{base, is_simple};
use crate::pack::Problem;
use crate::questions::QuestionSet;
use std::collections::BTreeSet;

/// Words in a sentence.
const MOST: usize = 15;

/// Which variants a text needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Visitors read it: every language, and Easy Read where the set has it.
    Sentence,
    /// A word to choose, or what only staff read: every language. Easy Read falls back to it.
    Label,
}

/// One text of the set, and where it stands.
struct Place<'a> {
    subject: String,
    field: &'static str,
    text: &'a Text,
    need: Need,
    /// Languages in which the wording is somebody else's and must stay.
    verbatim: &'a [String],
}

/// Checks every text of the set.
pub(super) fn check(set: &QuestionSet, problems: &mut Vec<Problem>) {
    let places = places(set);
    let languages: BTreeSet<&str> = places.iter().flat_map(|place| tags(place.text)).collect();
    // A single easy word makes no Easy Read set: a question has to be there in it.
    let easy: BTreeSet<&str> = set
        .questions
        .iter()
        .flat_map(|question| tags(&question.text))
        .filter(|tag| is_simple(tag))
        .collect();
    for place in places {
        let have: BTreeSet<&str> = tags(place.text).collect();
        // Help and thanks may be left out, and a blank text has been named already.
        if have.is_empty() {
            continue;
        }
        let missing: Vec<&str> = languages
            .iter()
            .copied()
            .filter(|tag| match is_simple(tag) {
                true => place.need == Need::Sentence && easy.contains(tag),
                false => true,
            })
            .filter(|tag| !have.contains(tag))
            .collect();
        if !missing.is_empty() {
            let message = format!(
                "It is missing in: {}. Write it, or visitors read another language.",
                missing.join(", ")
            );
            problems.push(Problem::warning(&*place.subject, place.field, message));
        }
        long_sentences(&place, problems);
    }
}

fn places(set: &QuestionSet) -> Vec<Place<'_>> {
    let of_set = |field, text, need| Place {
        subject: "set".to_owned(),
        field,
        text,
        need,
        verbatim: &[],
    };
    let mut places = vec![
        of_set("title", &set.title, Need::Label),
        of_set("privacy", &set.privacy, Need::Sentence),
        of_set("thanks", &set.thanks, Need::Sentence),
    ];
    let viewpoints = set.viewpoints.iter();
    places.extend(viewpoints.map(|choice| of_set("viewpoints", &choice.text, Need::Label)));
    for (at, question) in set.questions.iter().enumerate() {
        let verbatim = question
            .source
            .as_ref()
            .map_or(&[][..], |source| &source.verbatim);
        let place = |subject, field, text, need| Place {
            subject,
            field,
            text,
            need,
            verbatim,
        };
        let subject = name(at, &question.key);
        places.push(place(
            subject.clone(),
            "text",
            &question.text,
            Need::Sentence,
        ));
        places.push(place(
            subject.clone(),
            "help",
            &question.help,
            Need::Sentence,
        ));
        for option in &question.options {
            let subject = format!("{subject}, option \"{}\"", option.key);
            places.push(place(subject, "text", &option.text, Need::Label));
        }
    }
    places
}

fn tags(text: &Text) -> impl Iterator<Item = &str> {
    text.0
        .iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(tag, _)| &**tag)
}

fn long_sentences(place: &Place<'_>, problems: &mut Vec<Problem>) {
    for (tag, text) in &place.text.0 {
        if place.verbatim.iter().any(|kept| kept == tag) {
            continue;
        }
        let longest = text
            .split(['.', '!', '?', '؟', '।', '…', '\n'])
            .map(|sentence| sentence.split_whitespace().count())
            .max();
        if let Some(words) = longest.filter(|words| *words > MOST) {
            let message = format!(
                "A sentence has {words} words in {}. Make two of it: {MOST} is the most people take in at once.",
                tag_name(tag)
            );
            problems.push(Problem::warning(&*place.subject, place.field, message));
        }
    }
}

fn tag_name(tag: &str) -> String {
    match is_simple(tag) {
        true => format!("the Easy Read of \"{}\"", base(tag)),
        false => format!("\"{tag}\""),
    }
}
