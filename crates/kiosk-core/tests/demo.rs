//! The demo pack and its questions are what a newcomer sees first: nothing may be wrong with them.

#![cfg(feature = "desk")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use kiosk_core::Text;
use kiosk_core::pack::archive::{Archive, write};
use kiosk_core::pack::{Pack, validate};
use kiosk_core::questions::{self, QuestionSet};
use std::path::{Path, PathBuf};

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo-pack")
}

#[test]
fn the_demo_pack_has_no_problems_and_all_its_drawings_only_draw() {
    let json = std::fs::read(demo().join("pack.json")).unwrap();
    let pack: Pack = serde_json::from_slice(&json).unwrap();
    assert_eq!(validate(&pack), []);
    let file = |name: &str| std::fs::read(demo().join("media").join(name)).ok();
    let bytes = write(&pack, file).unwrap();
    assert_eq!(bytes, write(&pack, file).unwrap());
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.pack().items.len(), pack.items.len());
}

const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

fn says(text: &Text, tag: &str) -> bool {
    text.0
        .get(tag)
        .is_some_and(|words| !words.trim().is_empty())
}

/// What the demo promises a newcomer: enough of everything, and nothing left out of any item.
#[test]
fn every_item_activity_and_opportunity_of_the_demo_is_whole() {
    let json = std::fs::read(demo().join("pack.json")).unwrap();
    let pack: Pack = serde_json::from_slice(&json).unwrap();
    assert!(pack.items.len() >= 24, "{}", pack.items.len());
    assert_eq!((pack.activities.len(), pack.opportunities.len()), (12, 5));
    for item in &pack.items {
        let of = &item.number;
        for tag in ["en", "en-simple"] {
            assert!(says(&item.story, tag), "{of}: story in {tag}");
        }
        for (what, text) in [
            ("date", &item.date_text),
            ("place", &item.place),
            ("hint", &item.carer_hint),
        ] {
            assert!(says(text, "en"), "{of}: {what}");
        }
        assert!(
            item.prompts.iter().any(|prompt| says(prompt, "en")),
            "{of}: prompt"
        );
        assert!(!item.pictures.is_empty(), "{of}: picture");
        for picture in &item.pictures {
            let media = pack
                .media
                .iter()
                .find(|media| media.name == *picture)
                .unwrap();
            assert!(says(&media.alt, "en"), "{picture}: alt");
            assert!(demo().join("media").join(picture).is_file(), "{picture}");
        }
    }
    for activity in &pack.activities {
        assert!(activity.steps.len() >= 2, "{}: steps", activity.id);
        assert!(
            activity.steps.iter().all(|step| says(step, "en")),
            "{}",
            activity.id
        );
    }
    for opportunity in &pack.opportunities {
        assert!(
            says(&opportunity.title, "en") && says(&opportunity.summary, "en"),
            "{}",
            opportunity.id
        );
    }
    for media in &pack.media {
        assert_eq!(media.rights.as_deref(), Some(CC0), "{}", media.name);
        let credit = media.credit.0.get("en").unwrap();
        assert!(credit.contains("CC0"), "{}: {credit}", media.name);
    }
    assert!(pack.credits.0.get("en").unwrap().contains("CC0"));
}

#[test]
fn the_demo_questions_have_no_problems() {
    let json = std::fs::read(demo().join("demo.questions.json")).unwrap();
    let set: QuestionSet = serde_json::from_slice(&json).unwrap();
    assert_eq!(questions::validate(&set), []);
}

#[test]
fn the_question_set_in_the_documentation_has_no_problems() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/question-set-format.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, example) = page.split_once("```json").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let set: QuestionSet = serde_json::from_str(example).unwrap();
    assert_eq!(questions::validate(&set), []);
}
