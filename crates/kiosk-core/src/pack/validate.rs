//! Checks of a pack, in plain words: what is wrong and what to do.

mod media;
mod texts;

#[cfg(feature = "archive")]
pub(super) use media::is_file_name;

#[cfg(test)]
mod tests;

use super::{Activity, FORMAT, Item, Opportunity, Pack, Theme};
use crate::questions::EVIDENCE_CODES;
use std::collections::BTreeSet;
use std::fmt;

/// Most minutes an activity takes: the quiet clock keeps a tablet for as long.
const LONGEST: u32 = 240;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must be put right before the pack (or this item) can be used.
    Error,
    /// The pack can be used; somebody should look.
    Warning,
}

/// One thing that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The row of the spreadsheet it came from, as a spreadsheet numbers it (the header is row 1).
    pub row: Option<u64>,
    /// What it is about: "item DEMO-04", "picture poss-tub.svg".
    pub subject: String,
    /// The field, as it is called in `pack.json` or in the spreadsheet.
    pub field: String,
    /// What is wrong and what to do, in plain words.
    pub message: String,
}

impl Problem {
    /// Something that must be put right.
    pub fn error(subject: impl Into<String>, field: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            row: None,
            subject: subject.into(),
            field: field.to_owned(),
            message: message.into(),
        }
    }

    /// Something to look at.
    pub fn warning(subject: impl Into<String>, field: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(subject, field, message)
        }
    }

    /// The same problem, found in this row of a spreadsheet.
    pub fn at_row(self, row: u64) -> Self {
        Self {
            row: Some(row),
            ..self
        }
    }

    /// True when it must be put right.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = self.row {
            write!(f, "Row {row}: ")?;
        }
        if !self.subject.is_empty() {
            write!(f, "{}: ", self.subject)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

/// Everything that is wrong with this pack. Without an error in the list, it may be shown.
pub fn validate(pack: &Pack) -> Vec<Problem> {
    let mut check = Check {
        pack,
        problems: Vec::new(),
    };
    check.head();
    check.themes();
    check.items();
    check.activities();
    check.opportunities();
    check.media();
    check.languages_of_texts();
    check.problems
}

struct Check<'a> {
    pack: &'a Pack,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn error(&mut self, subject: &str, field: &str, message: impl Into<String>) {
        self.problems.push(Problem::error(subject, field, message));
    }

    fn warn(&mut self, subject: &str, field: &str, message: impl Into<String>) {
        self.problems
            .push(Problem::warning(subject, field, message));
    }

    fn head(&mut self) {
        let pack = self.pack;
        if pack.format != FORMAT {
            let message = format!("It is {}, and this kiosk reads {FORMAT}.", pack.format);
            self.error("pack", "format", message);
        }
        if pack.id.trim().is_empty() {
            self.error("pack", "id", "It is missing. Give the pack a short name.");
        }
        if pack.title.is_empty() {
            self.error("pack", "title", "It is missing. Write what people call it.");
        }
        if pack.languages.is_empty() {
            self.error(
                "pack",
                "languages",
                "There are none. List the languages, the main one first: [\"en\"].",
            );
        }
        for tag in &pack.languages {
            if !texts::is_language_tag(tag) {
                let message = format!("\"{tag}\" is not a language tag. Write \"en\" or \"pl\".");
                self.error("pack", "languages", message);
            }
        }
        self.unique("pack", "languages", pack.languages.iter());
        if pack.items.is_empty() && pack.activities.is_empty() {
            self.error(
                "pack",
                "items",
                "There is nothing to look at or do. Add items or activities.",
            );
        }
    }

    fn themes(&mut self) {
        let pack = self.pack;
        for (at, Theme { id, title, .. }) in pack.themes.iter().enumerate() {
            self.named("theme", "id", id, at);
            if title.is_empty() {
                self.error(
                    &format!("theme {id}"),
                    "title",
                    "It is missing. Write one or two words.",
                );
            }
        }
        self.unique("pack", "themes", pack.themes.iter().map(|theme| &theme.id));
    }

    fn items(&mut self) {
        let pack = self.pack;
        for (at, item) in pack.items.iter().enumerate() {
            self.named("item", "number", &item.number, at);
            self.item(item);
        }
        let numbers = pack.items.iter().map(|item| &item.number);
        self.unique("pack", "items", numbers);
    }

    fn item(&mut self, item: &Item) {
        let pack = self.pack;
        let subject = format!("item {}", item.number);
        if item.heading().is_empty() {
            self.error(
                &subject,
                "title",
                "It has no title, no object name and no description. Give it one of them.",
            );
        }
        for theme in &item.themes {
            let known = pack.themes.iter().any(|known| known.id == *theme);
            self.points_at(&subject, "themes", theme, known);
        }
        for activity in &item.activities {
            self.points_at(
                &subject,
                "activities",
                activity,
                pack.activity(activity).is_some(),
            );
        }
        self.uses(&subject, "pictures", &item.pictures, "image/");
        self.uses(&subject, "sounds", &item.sounds, "audio/");
        self.uses(&subject, "video", item.video.as_slice(), "video/");
        self.uses(&subject, "sign_video", item.sign_video.as_slice(), "video/");
        let spoken: Vec<String> = item.spoken.0.values().cloned().collect();
        self.uses(&subject, "spoken", &spoken, "audio/");
        // No museum object of a village hall is younger than this, and no kiosk older than that.
        if item
            .decade
            .is_some_and(|decade| decade % 10 != 0 || !(1000..=2100).contains(&decade))
        {
            self.error(
                &subject,
                "decade",
                "It must be the first year of a decade, such as 1930. Or leave it out.",
            );
        }
        self.link(&subject, item.link.as_deref());
        self.rights_of_item(&subject, item);
    }

    fn activities(&mut self) {
        let pack = self.pack;
        for (at, activity) in pack.activities.iter().enumerate() {
            self.named("activity", "id", &activity.id, at);
            self.activity(activity);
        }
        let ids = pack.activities.iter().map(|activity| &activity.id);
        self.unique("pack", "activities", ids);
    }

    fn activity(&mut self, activity: &Activity) {
        let subject = format!("activity {}", activity.id);
        if activity.title.is_empty() {
            self.error(&subject, "title", "It is missing. Write what to call it.");
        }
        if activity.steps.is_empty() {
            self.warn(
                &subject,
                "steps",
                "There are none. Write what to do, in order.",
            );
        }
        if let Some(minutes) = activity.minutes.filter(|one| !(1..=LONGEST).contains(one)) {
            let message = format!(
                "{minutes} minutes are none a visitor has. Give 1 to {LONGEST}, or leave it out."
            );
            self.error(&subject, "minutes", message);
        }
        for number in &activity.items {
            let known = self.pack.item(number).is_some();
            self.points_at(&subject, "items", number, known);
        }
        for code in &activity.evidence {
            if !EVIDENCE_CODES.contains(&&**code) {
                let known = EVIDENCE_CODES.join(", ");
                let message = format!("The code \"{code}\" is not known. Use one of: {known}.");
                self.error(&subject, "evidence", message);
            }
        }
        self.uses(&subject, "sheet", activity.sheet.as_slice(), "");
    }

    fn opportunities(&mut self) {
        let pack = self.pack;
        for (at, opportunity) in pack.opportunities.iter().enumerate() {
            let Opportunity {
                id, title, link, ..
            } = opportunity;
            self.named("opportunity", "id", id, at);
            let subject = format!("opportunity {id}");
            if title.is_empty() {
                self.error(&subject, "title", "It is missing. Write what to call it.");
            }
            self.link(&subject, link.as_deref());
        }
        let ids = pack.opportunities.iter().map(|opportunity| &opportunity.id);
        self.unique("pack", "opportunities", ids);
    }

    /// Names are parts of addresses and keys: they must be there, and be one short line.
    fn named(&mut self, kind: &str, field: &str, name: &str, at: usize) {
        let subject = format!("{kind} {} in the list", at + 1);
        if name.trim().is_empty() {
            self.error(&subject, field, "It is missing. Give each one its own.");
        } else if name.trim() != name || name.chars().any(char::is_control) || name.len() > 200 {
            self.error(
                &subject,
                field,
                "It must be one short line with no space before or after it.",
            );
        }
    }

    fn unique<'n, N: AsRef<str> + ?Sized + 'n>(
        &mut self,
        subject: &str,
        field: &str,
        names: impl Iterator<Item = &'n N>,
    ) {
        let mut seen = BTreeSet::new();
        for name in names.map(N::as_ref) {
            if !name.is_empty() && !seen.insert(name) {
                let message = format!("\"{name}\" is there twice. Give each one its own.");
                self.error(subject, field, message);
            }
        }
    }

    fn points_at(&mut self, subject: &str, field: &str, name: &str, known: bool) {
        if !known {
            let message = format!("\"{name}\" is not in the pack. Add it, or take it out here.");
            self.error(subject, field, message);
        }
    }

    fn link(&mut self, subject: &str, link: Option<&str>) {
        let web = |link: &str| link.starts_with("https://") || link.starts_with("http://");
        if link.is_some_and(|link| !web(link)) {
            self.error(
                subject,
                "link",
                "It is not a web address. Begin it with https://, or leave it out.",
            );
        }
    }
}
