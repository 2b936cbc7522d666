//! Wording that belongs to somebody else.

use super::Check;
use crate::pack::Problem;
use crate::questions::QuestionSet;

/// Instruments whose owners want to be asked first: how they are recognised, and what they are called.
/// Their questions are not shipped; a museum with permission loads its own file.
const OWNED: [(&str, &str); 12] = [
    ("wemwbs", "the Warwick-Edinburgh scale (WEMWBS, SWEMWBS)"),
    ("warwick", "the Warwick-Edinburgh scale (WEMWBS, SWEMWBS)"),
    ("ucl", "the UCL Museum Wellbeing Measures"),
    (
        "museum wellbeing measure",
        "the UCL Museum Wellbeing Measures",
    ),
    (
        "museum well-being measure",
        "the UCL Museum Wellbeing Measures",
    ),
    ("canterbury", "the Canterbury Wellbeing Scales"),
    ("who-5", "the WHO-5 index"),
    ("who5", "the WHO-5 index"),
    ("eq-5d", "EQ-5D"),
    ("eq5d", "EQ-5D"),
    ("icecap", "ICECAP"),
    ("jong gierveld", "the De Jong Gierveld scale"),
];

fn owner(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    let parts: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    OWNED
        .iter()
        // "ucl" is a word of its own, and part of others.
        .find(|(mark, _)| match mark.len() {
            3 => parts.contains(mark),
            _ => words.contains(mark),
        })
        .map(|(_, name)| *name)
}

impl Check<'_> {
    pub(super) fn source(&mut self) {
        let Some(source) = &self.question.source else {
            return;
        };
        if source.instrument.trim().is_empty() {
            self.error(
                "source",
                "It names no instrument. Say where the wording comes from.",
            );
        }
        let tags = &self.question.text.0;
        if let Some(tag) = source.verbatim.iter().find(|tag| !tags.contains_key(*tag)) {
            let message = format!(
                "\"verbatim\" names \"{tag}\", but the question has no such text. Check the tag."
            );
            self.error("source", message);
        }
        let permission = source.permission.as_deref().unwrap_or_default();
        if permission.trim().is_empty() {
            self.warn("source", match owner(&source.instrument) {
                Some(name) => format!(
                    "This is wording of {name}. Its owners want to be asked. Write in \"permission\" who allowed it and when."
                ),
                None => "Nothing says on what permission this wording is used. Fill in \"permission\".".to_owned(),
            });
        }
    }
}

/// A set that calls itself after an instrument, and names no source.
pub(super) fn check_set(set: &QuestionSet, problems: &mut Vec<Problem>) {
    if set
        .licence
        .as_deref()
        .is_none_or(|licence| licence.trim().is_empty())
    {
        problems.push(Problem::warning(
            "set",
            "licence",
            "There is none. Write the address of the licence, so that others know whether they may use the wording.",
        ));
    }
    let called = set.title.0.values().chain([&set.id]);
    let named = called.filter_map(|words| owner(words)).next();
    let sourced = set
        .questions
        .iter()
        .any(|question| question.source.is_some());
    if let (Some(name), false) = (named, sourced) {
        problems.push(Problem::warning("set", "title", format!(
            "It names {name}, but no question has a source. Add \"source\" with the instrument and the permission."
        )));
    }
}
