//! The demo pack and its questions are what a newcomer sees first: nothing may be wrong with them.

#![cfg(feature = "desk")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

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
