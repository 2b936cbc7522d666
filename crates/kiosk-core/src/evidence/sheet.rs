//! One row per response, for spreadsheets: no free text, no own words, no time but the day, nothing of
//! its giver that only a few share, and nothing a spreadsheet would run.

use crate::Hash;
use crate::disclosure::{Cell, exclusive};
use crate::questions::{Kind, Question, QuestionSet};
use crate::response::{Answer, Body, Helped, State, Status};
use std::collections::BTreeMap;

/// A table with a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Names of the columns.
    pub head: Vec<String>,
    /// The rows, in the order of the responses given.
    pub rows: Vec<Vec<String>>,
}

/// There are fewer responses than the threshold: every row could be somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew;

/// Columns before the questions.
const FIRST: [&str; 7] = [
    "question_set",
    "version",
    "state",
    "language",
    "viewpoint",
    "helped",
    "day",
];

/// What a row says of its giver: language, viewpoint, help, day. Empty where it may not.
type Giver = [String; 4];

/// Makes the table. `sets` are the wordings with the hashes of their files; a response to a wording
/// that is not among them, or that fewer than the threshold answered, has no row. What was taken back has
/// a row that says so and nothing else.
pub fn sheet(
    sets: &[(Hash, QuestionSet)],
    bodies: &[Body],
    threshold: u64,
) -> Result<Sheet, TooFew> {
    let is_kept = |body: &&Body| body.state != State::Withdrawn;
    let sets: Vec<&(Hash, QuestionSet)> = sets
        .iter()
        .filter(|(hash, _)| {
            let answers = |body: &&Body| body.question_set.sha256 == *hash;
            let many = bodies.iter().filter(is_kept).filter(answers).count();
            many as u64 >= threshold.max(1)
        })
        .collect();
    if sets.is_empty() {
        return Err(TooFew);
    }
    let set_of = |body: &Body| {
        let hash = &body.question_set.sha256;
        sets.iter().find(|(known, _)| known == hash)
    };
    let mut keys: Vec<&str> = Vec::new();
    for question in sets.iter().flat_map(|(_, set)| &set.questions) {
        if !keys.contains(&question.key.as_str()) {
            keys.push(&question.key);
        }
    }
    let mut head: Vec<String> = FIRST.map(str::to_owned).to_vec();
    for key in &keys {
        head.push((*key).to_owned());
        head.push(format!("{key} (status)"));
    }
    let shown = |body: &&Body| is_kept(body) && set_of(body).is_some();
    let mut givers = givers(bodies.iter().filter(shown), threshold).into_iter();
    let rows = bodies
        .iter()
        .filter_map(|body| {
            let (_, set) = set_of(body)?;
            let giver = is_kept(&body).then(|| givers.next()).flatten();
            Some(row(set, body, giver.unwrap_or_default(), &keys))
        })
        .collect();
    Ok(Sheet { head, rows })
}

/// What may be said of each giver. A value that only a few share is left out, with those that would give
/// it away; and so is all of it where only a few share it together.
fn givers<'a>(bodies: impl Iterator<Item = &'a Body>, threshold: u64) -> Vec<Giver> {
    let mut all: Vec<Giver> = bodies
        .map(|body| {
            [
                body.language.clone(),
                body.viewpoint.clone().unwrap_or_default(),
                helped(body.helped).to_owned(),
                body.quarter_hour.chars().take(10).collect(),
            ]
        })
        .collect();
    for column in 0..4 {
        let values: Vec<String> = all.iter().map(|giver| giver[column].clone()).collect();
        for (giver, few) in all.iter_mut().zip(few(&values, threshold)) {
            if few {
                giver[column].clear();
            }
        }
    }
    let together = few(&all, threshold);
    for (giver, few) in all.iter_mut().zip(together) {
        if few {
            *giver = Giver::default();
        }
    }
    all
}

/// Of each value whether it must not be seen.
fn few<T: Ord>(values: &[T], threshold: u64) -> Vec<bool> {
    let mut counts: BTreeMap<&T, u64> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let numbers: Vec<u64> = counts.values().copied().collect();
    let cells = exclusive(&numbers, threshold).cells;
    let hidden: BTreeMap<&T, bool> = counts
        .into_keys()
        .zip(cells.into_iter().map(|cell| cell == Cell::Hidden))
        .collect();
    values.iter().map(|value| hidden[value]).collect()
}

fn row(set: &QuestionSet, body: &Body, giver: Giver, keys: &[&str]) -> Vec<String> {
    let mut row = vec![set.id.clone(), set.version.to_string()];
    if body.state == State::Withdrawn {
        row.push("withdrawn".to_owned());
        row.resize(FIRST.len() + keys.len() * 2, String::new());
        return row;
    }
    row.push(state(body.state).to_owned());
    row.extend(giver);
    for key in keys {
        let question = set.questions.iter().find(|question| question.key == *key);
        let answer = body.answers.iter().find(|answer| answer.question == *key);
        match (question, answer) {
            (Some(question), Some(answer)) => {
                row.push(cell(question, answer));
                row.push(status(answer.status).to_owned());
            }
            _ => row.extend([String::new(), String::new()]),
        }
    }
    row
}

/// What may be shown of an answer. A key that the set does not know could be anything: it stays out.
fn cell(question: &Question, answer: &Answer) -> String {
    let known = |keys: &[String]| {
        let known: Vec<&str> = keys
            .iter()
            .filter(|key| question.options.iter().any(|option| option.key == **key))
            .map(String::as_str)
            .collect();
        known.join(";")
    };
    match question.kind {
        Kind::Scale | Kind::Number => answer.value.map_or(String::new(), |v| v.to_string()),
        Kind::One | Kind::Many => known(&answer.options),
        Kind::Words => known(&answer.tiles),
        Kind::Item => answer.item.clone().unwrap_or_default(),
        Kind::Text | Kind::Voice => String::new(),
    }
}

fn state(state: State) -> &'static str {
    match state {
        State::Complete => "complete",
        State::Partial => "partial",
        State::Withdrawn => "withdrawn",
    }
}

fn helped(helped: Helped) -> &'static str {
    match helped {
        Helped::Alone => "alone",
        Helped::Helped => "helped",
        Helped::StaffTyped => "staff_typed",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Answered => "answered",
        Status::Skipped => "skipped",
        Status::DontKnow => "dont_know",
        Status::NotAsked => "not_asked",
        Status::NotReached => "not_reached",
    }
}

impl Sheet {
    /// The table as a CSV file (RFC 4180) with a byte order mark, which spreadsheets need to read UTF-8.
    pub fn to_csv(&self) -> String {
        let mut out = String::from('\u{feff}');
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let cells: Vec<String> = row.iter().map(|cell| quoted(&guarded(cell))).collect();
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        }
        out
    }
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '"', '\r', '\n', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;
    use crate::questions::SetRef;
    use proptest::prelude::*;

    fn set() -> QuestionSet {
        let text = r#"{"format":1,"id":"voice","version":2,"title":{},"privacy":{},"questions":[
            {"key":"did","kind":"many","text":{"en":"?"},"options":[
                {"key":"look","text":{"en":"Looked"}},{"key":"talk","text":{"en":"Talked"}}]},
            {"key":"more","kind":"text","text":{"en":"?"}}]}"#;
        serde_json::from_str(text).unwrap_or_else(|_| QuestionSet {
            format: 1,
            id: String::new(),
            version: 0,
            title: Text::default(),
            privacy: Text::default(),
            viewpoints: Vec::new(),
            questions: Vec::new(),
            thanks: Text::default(),
            licence: None,
        })
    }

    fn body(language: &str, state: State) -> Body {
        let mut did = Answer::bare("did", Status::Answered);
        did.options = vec!["look".into(), "talk".into(), "=cmd".into()];
        let mut more = Answer::bare("more", Status::Answered);
        more.text = Some("my name is Elsie".into());
        Body {
            format: 1,
            language: language.into(),
            viewpoint: Some("visitor".into()),
            helped: Helped::Alone,
            state,
            quarter_hour: "2026-12-05T14:15Z".into(),
            question_set: SetRef {
                id: "voice".into(),
                version: 2,
                sha256: Hash::of(b"set"),
            },
            pack: None,
            answers: vec![did, more],
        }
    }

    #[test]
    fn a_row_holds_the_day_and_the_choices_but_no_words_and_no_hour() {
        let bodies = vec![body("en", State::Complete); 5];
        let csv = sheet(&[(Hash::of(b"set"), set())], &bodies, 5)
            .map(|sheet| sheet.to_csv())
            .unwrap_or_default();
        assert!(csv.starts_with("\u{feff}question_set,version,state,"));
        assert!(csv.contains(
            "voice,2,complete,en,visitor,alone,2026-12-05,\"look;talk\",answered,,answered\r\n"
        ));
        for secret in ["Elsie", "14:15", "=cmd"] {
            assert!(!csv.contains(secret), "{secret}");
        }
    }

    #[test]
    fn a_small_event_has_no_table_and_the_taken_back_do_not_make_it_larger() {
        let mut bodies = vec![body("en", State::Complete); 4];
        bodies.push(body("en", State::Withdrawn));
        assert_eq!(sheet(&[(Hash::of(b"set"), set())], &bodies, 5), Err(TooFew));
    }

    #[test]
    fn what_was_taken_back_says_nothing_of_its_giver() {
        let mut bodies = vec![body("en", State::Complete); 5];
        bodies.push(body("lt", State::Withdrawn));
        let csv = sheet(&[(Hash::of(b"set"), set())], &bodies, 5)
            .map(|sheet| sheet.to_csv())
            .unwrap_or_default();
        assert!(csv.ends_with("voice,2,withdrawn,,,,,,,,\r\n"));
    }

    #[test]
    fn one_speaker_of_a_language_is_not_told_from_the_others() {
        let mut bodies = vec![body("en", State::Complete); 11];
        bodies.push(body("lt", State::Complete));
        bodies[3].helped = Helped::StaffTyped;
        bodies[4].viewpoint = Some("carer".into());
        bodies[5].quarter_hour = "2026-12-06T14:15Z".into();
        let csv = sheet(&[(Hash::of(b"set"), set())], &bodies, 5)
            .map(|sheet| sheet.to_csv())
            .unwrap_or_default();
        assert_eq!(csv.lines().count(), 13);
        for secret in ["lt", "staff_typed", "carer", "2026-12-06"] {
            assert!(!csv.contains(secret), "{secret}: {csv}");
        }
        // Nor is it told by being the only blank.
        assert!(!csv.contains(",en,"), "{csv}");
    }

    #[test]
    fn a_wording_that_a_few_answered_has_no_rows() {
        let mut bodies = vec![body("en", State::Complete); 9];
        for few in &mut bodies[..4] {
            few.question_set.sha256 = Hash::of(b"other");
        }
        let mut other = set();
        other.id = "other".into();
        other.questions[0].key = "telling".into();
        let sets = [(Hash::of(b"set"), set()), (Hash::of(b"other"), other)];
        let csv = sheet(&sets, &bodies, 5)
            .map(|sheet| sheet.to_csv())
            .unwrap_or_default();
        assert_eq!(csv.lines().count(), 6);
        assert!(!csv.contains("telling") && !csv.contains("other"));
    }

    proptest! {
        #[test]
        fn what_a_row_says_of_its_giver_at_least_a_threshold_of_rows_say(
            all in proptest::collection::vec((0_usize..4, 0_usize..3, 0_usize..2, 0_usize..3), 0..60), threshold in 2_u64..8,
        ) {
            let bodies: Vec<Body> = all.iter().map(|(language, viewpoint, help, day)| Body {
                viewpoint: [None, Some("visitor"), Some("carer")][*viewpoint].map(Into::into),
                helped: [Helped::Alone, Helped::StaffTyped][*help],
                quarter_hour: ["2026-12-05T14:15Z", "2026-12-06T14:15Z", "2026-12-07T14:15Z"][*day].into(),
                ..body(["en", "cy", "lt", "ar"][*language], State::Complete)
            }).collect();
            let Ok(sheet) = sheet(&[(Hash::of(b"set"), set())], &bodies, threshold) else {
                prop_assert!((all.len() as u64) < threshold);
                return Ok(());
            };
            prop_assert_eq!(sheet.rows.len(), all.len());
            let says = |row: &Vec<String>| row[3..7].to_vec();
            for row in &sheet.rows {
                let same = |many: usize| many as u64 >= threshold;
                prop_assert!(same(sheet.rows.iter().filter(|other| says(other) == says(row)).count()));
                for column in 3..7 {
                    prop_assert!(same(sheet.rows.iter().filter(|other| other[column] == row[column]).count()));
                }
            }
        }

        #[test]
        fn no_cell_ever_begins_like_a_formula(cell in "[-=+@\t\r\n\", a-z]{0,6}") {
            let safe = guarded(&cell);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert!(safe.ends_with(&cell));
        }
    }
}
