//! A symbol that a shipped question set names is one the kiosk has drawn.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use kiosk_core::questions::QuestionSet;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn public(file: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("../../public").join(file)
}

fn drawn() -> BTreeSet<String> {
    let sprites = ["icons/icons.svg", "icons/symbols.svg"]
        .map(|file| std::fs::read_to_string(public(file)).unwrap());
    sprites
        .iter()
        .flat_map(|sprite| sprite.split("id=\"i-").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_symbol_a_shipped_set_names_is_drawn_and_every_word_has_one() {
    let drawn = drawn();
    let mut used = BTreeSet::new();
    for (file, all_words) in [
        ("demo-pack/demo.questions.json", true),
        ("question-sets/visitor-voice.questions.json", true),
        ("question-sets/wellbeing-today.questions.json", false),
        ("question-sets/partner-voice.questions.json", false),
        ("question-sets/ons4.questions.json", false),
    ] {
        let text = std::fs::read_to_string(public(file)).unwrap();
        let set: QuestionSet = serde_json::from_str(&text).unwrap();
        let tiles = set.questions.iter().flat_map(|asked| &asked.options);
        for choice in tiles.chain(&set.viewpoints) {
            if let Some(symbol) = &choice.symbol {
                assert!(drawn.contains(symbol), "{file}: {symbol} is not drawn");
                used.insert(symbol.clone());
            }
        }
        for asked in &set.questions {
            let words = all_words && asked.kind == kiosk_core::questions::Kind::Words;
            let bare = asked.options.iter().find(|tile| tile.symbol.is_none());
            assert!(!words || bare.is_none(), "{file}: {bare:?} has no symbol");
        }
    }
    let idle: Vec<&String> = drawn
        .iter()
        .filter(|name| name.starts_with("word-") && !used.contains(*name))
        .collect();
    assert!(idle.is_empty(), "drawn and never used: {idle:?}");
}
