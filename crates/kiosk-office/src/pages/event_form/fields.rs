//! From what a form brought to an event, or to sentences about what is wrong with it.

use crate::session::Fields;
use crate::store::events::EventRow;
use crate::store::packs::PackRow;
use crate::store::sets::SetRow;
use kiosk_core::language::{base, primary};
use std::ops::RangeInclusive;

/// What is wrong with a field, and what to do.
#[derive(Debug)]
pub struct Wrong {
    /// The field.
    pub field: &'static str,
    /// The sentence beside it.
    pub sentence: String,
}

/// Longest text of a line, in characters.
const LINE: usize = 200;

/// What a ticked box sends; one without a tick sends nothing.
pub const YES: &str = "yes";

fn yes(holds: bool) -> String {
    if holds { YES } else { "" }.to_owned()
}

/// What an empty form starts with.
pub fn fresh(packs: &[PackRow], sets: &[SetRow]) -> Fields {
    let pack = packs.first();
    Fields::of([
        (
            "pack",
            pack.map_or(String::new(), |pack| pack.sha256.clone()),
        ),
        (
            "question_set",
            usual(sets).map_or(String::new(), |set| set.sha256.clone()),
        ),
        (
            "language",
            pack.and_then(|pack| pack.languages.split(' ').next())
                .unwrap_or("en")
                .to_owned(),
        ),
        ("text_size", "1".to_owned()),
        ("contrast", "light".to_owned()),
        ("threshold", "5".to_owned()),
        ("idle_seconds", "120".to_owned()),
        ("retention_days", "30".to_owned()),
    ])
}

/// The set that suits most events; an office without it starts with its newest.
fn usual(sets: &[SetRow]) -> Option<&SetRow> {
    sets.iter()
        .find(|set| set.id == "visitor-voice")
        .or(sets.first())
}

/// What the form of an event starts with.
pub fn of(event: &EventRow) -> Fields {
    Fields::of([
        ("name", event.name.clone()),
        ("venue", event.venue.clone()),
        ("dates", event.dates.clone()),
        ("pack", event.pack.clone()),
        ("question_set", event.question_set.clone()),
        ("language", event.language.clone()),
        ("text_size", event.text_size.to_string()),
        ("contrast", event.contrast.clone()),
        ("easy_read", yes(event.easy_read)),
        ("threshold", event.threshold.to_string()),
        ("idle_seconds", event.idle_seconds.to_string()),
        ("retention_days", event.retention_days.to_string()),
        ("staff_pin", event.staff_pin.clone().unwrap_or_default()),
        ("voice", yes(event.voice)),
        ("child_mode", yes(event.child_mode)),
        ("sealed", yes(event.seal_key.is_some())),
        (
            "tablets_used",
            event.tablets_used.map_or(String::new(), |n| n.to_string()),
        ),
    ])
}

/// Reads an event; its id and day are for the caller to fill in.
pub fn event(fields: &Fields, packs: &[PackRow], sets: &[SetRow]) -> Result<EventRow, Vec<Wrong>> {
    let mut wrong = texts(fields);
    wrong.extend(choices(fields, packs, sets));
    let pin = fields.get("staff_pin");
    if !is_pin_or_empty(pin) {
        wrong.push(say("staff_pin", "Use 4 to 8 digits, or leave it empty."));
    }
    let event = EventRow {
        id: String::new(),
        name: fields.get("name").to_owned(),
        venue: fields.get("venue").to_owned(),
        dates: fields.get("dates").to_owned(),
        pack: fields.get("pack").to_owned(),
        question_set: fields.get("question_set").to_owned(),
        threshold: number(fields, "threshold", 3..=100, &mut wrong),
        idle_seconds: number(fields, "idle_seconds", 30..=900, &mut wrong),
        retention_days: number(fields, "retention_days", 0..=365, &mut wrong),
        language: fields.get("language").to_owned(),
        text_size: number(fields, "text_size", 1..=4, &mut wrong),
        contrast: fields.get("contrast").to_owned(),
        easy_read: fields.get("easy_read") == YES,
        staff_pin: (!pin.is_empty()).then(|| pin.to_owned()),
        voice: fields.get("voice") == YES,
        child_mode: fields.get("child_mode") == YES,
        seal_key: None,
        tablets_used: (!fields.get("tablets_used").is_empty())
            .then(|| number(fields, "tablets_used", 0..=1000, &mut wrong)),
        made_on: String::new(),
        closed_at: None,
    };
    if wrong.is_empty() {
        Ok(event)
    } else {
        Err(wrong)
    }
}

fn texts(fields: &Fields) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    if fields.get("name").is_empty() {
        wrong.push(say("name", "Give the event a name."));
    }
    for field in ["name", "venue", "dates"] {
        if fields.get(field).chars().count() > LINE {
            wrong.push(say(field, "This is too long. Use at most 200 letters."));
        }
    }
    wrong
}

fn choices(fields: &Fields, packs: &[PackRow], sets: &[SetRow]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    match packs.iter().find(|pack| pack.sha256 == fields.get("pack")) {
        None => wrong.push(say("pack", "Choose a pack.")),
        Some(pack) if !has_language(pack, fields.get("language")) => wrong.push(Wrong {
            field: "language",
            sentence: format!("The pack has no such language. It has: {}.", pack.languages),
        }),
        Some(_) => {}
    }
    if !["light", "dark", "contrast"].contains(&fields.get("contrast")) {
        wrong.push(say("contrast", "Choose the colours."));
    }
    let set = fields.get("question_set");
    if !sets.iter().any(|known| known.sha256 == set) {
        wrong.push(say("question_set", "Choose a question set."));
    }
    wrong
}

fn is_pin_or_empty(pin: &str) -> bool {
    let digits = pin.bytes().all(|byte| byte.is_ascii_digit());
    digits && matches!(pin.len(), 0 | 4..=8)
}

fn say(field: &'static str, sentence: &str) -> Wrong {
    Wrong {
        field,
        sentence: sentence.to_owned(),
    }
}

fn has_language(pack: &PackRow, language: &str) -> bool {
    pack.languages
        .split(' ')
        .any(|known| known == language || known == base(language) || known == primary(language))
}

fn number(
    fields: &Fields,
    field: &'static str,
    range: RangeInclusive<u32>,
    wrong: &mut Vec<Wrong>,
) -> u32 {
    match fields.get(field).parse::<u32>() {
        Ok(number) if range.contains(&number) => number,
        _ => {
            wrong.push(Wrong {
                field,
                sentence: format!(
                    "Write a whole number from {} to {}.",
                    range.start(),
                    range.end()
                ),
            });
            *range.start()
        }
    }
}
