//! Whatever is written in any language is drawn with the kiosk's own fonts: a tablet has none for some of
//! them, and a box in place of a letter is worse than a missing word.
//!
//! A letter counts as there when the language's families (`tokens.css`) have a file that may be asked for it
//! (`unicode-range`, `fonts.css`) and that really has it (the woff2 file's own table).
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

#[path = "fonts/cmap.rs"]
mod cmap;
#[path = "fonts/faces.rs"]
mod faces;
#[path = "fonts/texts.rs"]
mod texts;

use faces::{Fonts, HANDS};
use std::collections::{BTreeMap, BTreeSet};
use texts::{Shipped, shipped};
use xtask::Project;

/// Letters that visitors and packs may bring though no text of ours has them yet, and what the platform's
/// `Intl` writes into numbers and dates: digits, marks and narrow spaces. After CLDR's main letters.
const LETTERS: [(&str, &str); 6] = [
    (
        "en",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?-–—‘’“”…'\"()£€&@/%+",
    ),
    (
        "pl",
        "ĄĆĘŁŃÓŚŹŻąćęłńóśźżABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,„”–\u{a0}",
    ),
    (
        "cy",
        "ÂÊÎÔÛŴŶâêîôûŵŷÁÉÍÓÚẂÝáéíóúẃýÀÈÌÒÙẀỲàèìòùẁỳÄËÏÖÜẄŸäëïöüẅÿabcdefghijlmnoprstuwy0123456789’‘",
    ),
    (
        "uk",
        "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя0123456789,«»’–—№\u{a0}",
    ),
    (
        "ar",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰ٠١٢٣٤٥٦٧٨٩٪٫٬،؛؟«»0123456789",
    ),
    (
        "bn",
        "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁািীুূৃেৈোৌ্০১২৩৪৫৬৭৮৯।,\u{200c}\u{200d}0123456789",
    ),
];

/// What has no shape of its own: ends of lines, soft hyphens, marks of direction.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters that no font shows, a line each, with the first place of each file that has them.
fn missing(fonts: &Fonts, texts: &[Shipped]) -> Vec<String> {
    let mut found = BTreeMap::new();
    for text in texts {
        let (file, key, language) = (&text.file, &text.key, &text.language);
        for letter in text.text.chars().filter(|letter| !is_unseen(*letter)) {
            let without = HANDS
                .iter()
                .filter(|hand| !fonts.show(language, **hand, letter));
            let without: Vec<_> = without.map(|(name, at)| format!("{name} {at}")).collect();
            if !without.is_empty() {
                let (code, without) = (u32::from(letter), without.join(", "));
                found.entry((file, language, letter)).or_insert(format!(
                    "{file}: `{key}` has U+{code:04X} {letter}, which no font of {language} shows in {without}."
                ));
            }
        }
    }
    found.into_values().collect()
}

#[test]
fn every_letter_of_every_text_that_is_shipped_is_in_the_fonts_of_its_language() {
    let project = Project::here().unwrap();
    let texts = shipped(&project);
    for language in LETTERS.map(|(language, _)| language) {
        let places = texts.iter().filter(|text| text.language == language);
        let files: BTreeSet<&str> = places.map(|text| &*text.file).collect();
        // Its own file, Easy Read, and four question sets.
        assert!(files.len() >= 6, "{language}: {files:?}");
    }
    let missing = missing(&Fonts::read(&project), &texts);
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_letter_a_visitor_may_type_and_every_digit_is_in_the_fonts_of_its_language() {
    let alphabet = |(language, letters): (&str, &str)| Shipped {
        file: "the alphabet".to_owned(),
        key: language.to_owned(),
        language: language.to_owned(),
        text: letters.to_owned(),
    };
    let project = Project::here().unwrap();
    let missing = missing(&Fonts::read(&project), &LETTERS.map(alphabet));
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn a_letter_no_font_has_is_named_with_its_file_and_its_number() {
    let text = |language: &str, text: &str| Shipped {
        file: format!("{language}.json"),
        key: "a.b".to_owned(),
        language: language.to_owned(),
        text: text.to_owned(),
    };
    let project = Project::here().unwrap();
    let fonts = Fonts::read(&project);
    // The apostrophe that Ukrainian should not be written with: titles have it, other texts have not.
    let texts = [text("en", "Look\u{ad}\n"), text("uk", "м\u{2bc}я")];
    assert_eq!(
        missing(&fonts, &texts),
        ["uk.json: `a.b` has U+02BC \u{2bc}, which no font of uk shows in --sans 400, --sans 700."]
    );
    // A script that no font is for.
    assert_eq!(missing(&fonts, &[text("el", "λ")]).len(), 1);
}

#[test]
fn the_style_sheet_names_every_font_there_is_and_each_has_what_it_is_asked_for() {
    let project = Project::here().unwrap();
    let fonts = Fonts::read(&project);
    let named: BTreeSet<_> = fonts.faces.iter().map(|face| face.file.clone()).collect();
    let there = std::fs::read_dir(project.path("public/fonts")).unwrap();
    let there = there.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<_> = there.filter(|name| name.ends_with(".woff2")).collect();
    assert_eq!(named, there);
    for face in &fonts.faces {
        let script = [
            ("arabic", '\u{645}'),
            ("bengali", '\u{9ae}'),
            ("cyrillic", '\u{43c}'),
            ("latin-ext", '\u{142}'),
            ("latin", 'm'),
        ];
        let (_, letter) = script
            .iter()
            .find(|(script, _)| face.file.contains(script))
            .unwrap();
        assert!(face.shows((*letter).into()), "{}: {letter}", face.file);
    }
}
