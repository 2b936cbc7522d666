//! The words of the screens and of the demo pack are for everybody: short sentences, and no more than a child
//! of nine can read. Measured as Flesch and Kincaid do (J. P. Kincaid and others, 1975): grade 4 is age nine.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use serde_json::Value;
use std::path::Path;

/// Words in a sentence, at most.
const MOST: usize = 15;
/// The grade of everything together, and of any one story.
const GRADE: (f64, f64) = (4.0, 5.0);

fn read(file: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(file);
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// Every text of this language in a part of a pack.
fn texts<'a>(value: &'a Value, tag: &str, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    Some(text) if key == tag => out.push(text),
                    _ => texts(value, tag, out),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|value| texts(value, tag, out)),
        _ => {}
    }
}

/// What visitors read on the screens; staff's own words are theirs.
fn screens(file: &Value) -> Vec<&str> {
    let fields = file.as_object().unwrap().iter();
    let theirs = fields.filter(|(key, _)| !key.starts_with("staff") && !key.starts_with("notice"));
    theirs.filter_map(|(_, value)| value.as_str()).collect()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().any(char::is_alphabetic))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
}

/// Groups of vowels; a silent e at the end is none.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let word: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee");
    let heard = if silent {
        &word[..word.len() - 1]
    } else {
        &word
    };
    let groups = heard.split(|c: char| !"aeiouy".contains(c));
    groups.filter(|group| !group.is_empty()).count().max(1)
}

fn grade(texts: &[&str]) -> f64 {
    let (mut all, mut said, mut parts) = (0.0, 0.0, 0.0);
    for text in texts {
        for sentence in sentences(text) {
            said += 1.0;
            for word in words(sentence) {
                all += 1.0;
                parts += syllables(word) as f64;
            }
        }
    }
    0.39 * all / said + 11.8 * parts / all - 15.59
}

#[test]
fn no_sentence_of_the_screens_or_the_demo_is_longer_than_fifteen_words() {
    for tag in ["en", "en-simple"] {
        let file = read(&format!("public/locales/{tag}.json"));
        let pack = read("public/demo-pack/pack.json");
        let mut all = Vec::new();
        texts(&pack, tag, &mut all);
        assert!(all.len() > 50, "{tag}: {} texts", all.len());
        all.extend(file.as_object().unwrap().values().filter_map(Value::as_str));
        for sentence in all.iter().flat_map(|text| sentences(text)) {
            let long = words(sentence).count();
            assert!(long <= MOST, "{tag}, {long} words: {sentence}");
        }
    }
}

#[test]
fn whoever_reads_like_a_child_of_nine_can_read_the_screens_and_the_demo() {
    let pack = read("public/demo-pack/pack.json");
    for tag in ["en", "en-simple"] {
        let file = read(&format!("public/locales/{tag}.json"));
        let mut groups = vec![("screens", screens(&file))];
        for part in ["items", "activities", "opportunities"] {
            let mut all = Vec::new();
            texts(&pack[part], tag, &mut all);
            groups.push((part, all));
        }
        for (name, all) in groups {
            let grade = grade(&all);
            assert!(grade <= GRADE.0, "{name} in {tag}: grade {grade:.1}");
        }
        for item in pack["items"].as_array().unwrap() {
            let Some(story) = item["story"][tag].as_str() else {
                continue;
            };
            let grade = grade(&[story]);
            assert!(
                grade <= GRADE.1,
                "{} in {tag}: grade {grade:.1}: {story}",
                item["number"]
            );
        }
    }
}

#[test]
fn the_measure_tells_hard_words_from_easy_ones() {
    let easy = grade(&["The cat sat on the mat. It was warm."]);
    let hard = grade(&["The administration subsequently discontinued photographic documentation."]);
    assert!(easy < 2.0 && hard > 15.0, "{easy} {hard}");
}
