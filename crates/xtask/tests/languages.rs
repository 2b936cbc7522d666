//! The languages that are shipped: whole where they count, and honest about who has read them.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use xtask::locales::{Asked, Texts};
use xtask::{Project, locales};

/// The plural categories of each language, after CLDR 46. Written out once more: a slip in the check's own
/// table would pass the check.
const CATEGORIES: [(&str, &[&str]); 6] = [
    ("en", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("cy", &["zero", "one", "two", "few", "many", "other"]),
    ("uk", &["one", "few", "many", "other"]),
    ("bn", &["one", "other"]),
];
const ALL: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

fn files() -> (Asked, BTreeMap<String, Texts>) {
    let project = Project::here().unwrap();
    let asked = Asked::of(&project).unwrap();
    (asked, locales::read_all(&project).unwrap())
}

/// Texts that count: those with a form for "other" in English.
fn stems(all: &BTreeMap<String, Texts>) -> Vec<String> {
    let stems = all["en"]
        .keys()
        .filter_map(|key| key.strip_suffix(".other"));
    let stems: Vec<String> = stems.map(str::to_owned).collect();
    assert!(stems.len() >= 6, "{stems:?}");
    stems
}

#[test]
fn every_text_that_counts_has_each_plural_form_of_its_language_and_no_other() {
    let (_, all) = files();
    for (tag, _) in CATEGORIES {
        assert!(all.contains_key(tag), "{tag}.json is not there");
    }
    for (tag, texts) in &all {
        let language = kiosk_core::language::primary(tag);
        // A language somebody has added is held to what `cargo xtask locales` knows of it.
        let Some((_, categories)) = CATEGORIES.iter().find(|(tag, _)| *tag == language) else {
            continue;
        };
        for stem in stems(&all) {
            let has = |form: &&&str| texts.contains_key(&format!("{stem}.{form}"));
            let forms: Vec<&str> = ALL.iter().filter(has).copied().collect();
            // Easy Read may leave the whole text to its language.
            if tag == language || !forms.is_empty() {
                assert_eq!(forms, *categories, "{tag}: {stem}");
            }
        }
    }
}

#[test]
fn a_plural_form_taken_out_is_missed_by_its_name_and_one_too_many_is_named() {
    let (asked, all) = files();
    for (tag, categories) in CATEGORIES {
        for (stem, form) in stems(&all)
            .iter()
            .flat_map(|stem| ALL.map(|form| (stem.clone(), form)))
        {
            let key = format!("{stem}.{form}");
            let mut changed = all.clone();
            let texts = changed.get_mut(tag).unwrap();
            let says = if categories.contains(&form) {
                assert!(texts.remove(&key).is_some(), "{tag}: {key}");
                format!("{tag}: `{key}` is missing.")
            } else {
                let other = texts[&format!("{stem}.other")].clone();
                texts.insert(key.clone(), other);
                format!("{tag}: `{key}` is never shown: the language has no form `{form}`.")
            };
            let problems = locales::compare(&asked, &changed);
            assert!(problems.contains(&says), "{says}\n{problems:?}");
        }
    }
}

/// The marks at the head of a locale file.
fn marks(project: &Project, tag: &str) -> Value {
    let file = project.path(format!("public/locales/{tag}.json"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

#[test]
fn the_documentation_lists_exactly_the_files_no_native_reader_has_checked() {
    let project = Project::here().unwrap();
    let mut marked = BTreeSet::new();
    for tag in locales::read_all(&project).unwrap().into_keys() {
        let file = marks(&project, &tag);
        let checked = file["_checked"].as_bool();
        assert!(
            checked.is_some(),
            "{tag}.json does not say whether it is checked"
        );
        if checked == Some(false) {
            marked.insert(format!("{tag}.json"));
        }
        let note = file["_note"].as_str().unwrap_or_default();
        let draft = note.contains("Not yet checked");
        assert!(
            checked == Some(false) || !draft,
            "{tag}.json: the note has been left in"
        );
    }
    let page = std::fs::read_to_string(project.path("docs/translations.md")).unwrap();
    let heading = "\n## Which files no native reader has checked\n";
    let (_, list) = page.split_once(heading).unwrap();
    let list = list.split("\n## ").next().unwrap();
    let rows = list.lines().filter(|line| line.starts_with('|'));
    let names = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    let listed: BTreeSet<String> = names.map(str::to_owned).collect();
    assert_eq!(
        listed, marked,
        "in docs/translations.md, and marked in public/locales"
    );
}
