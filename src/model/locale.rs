//! Words of the screens, from locale files: flat maps from key to text.

use kiosk_core::json::{self, FromJson, Reader};
use std::collections::BTreeMap;

/// The words of one language, on top of those it falls back to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Locale {
    /// BCP 47 tag of the language the words are in: of the topmost file that has come.
    pub tag: String,
    /// What the platform's `Intl` is asked for: the tag, or the file's `_intl` where digits need saying.
    pub intl: String,
    words: BTreeMap<String, String>,
}

/// A language visitors can choose: an entry of `locales/index.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// BCP 47 tag.
    pub tag: String,
    /// Its own name for itself.
    pub name: String,
}

kiosk_core::from_json_fields! { Tongue { "tag" tag, "name" name } }

impl Locale {
    /// Lays one locale file over another; texts of the second win. An Easy Read file is laid over its
    /// language under the same tag, and leaves the digits as they are.
    pub fn over(self, tag: &str, file: &str) -> Self {
        let newer: BTreeMap<String, Word> = json::read(file).unwrap_or_default();
        if newer.is_empty() {
            return self;
        }
        let mut words = self.words;
        let mut intl = if self.tag == tag {
            self.intl
        } else {
            tag.to_owned()
        };
        for (key, Word(text)) in newer {
            if key == "_intl" {
                intl = text;
            } else if !key.starts_with('_') && !text.is_empty() {
                words.insert(key, text);
            }
        }
        Self {
            tag: tag.to_owned(),
            intl,
            words,
        }
    }

    /// Whether a file with words in it has been read.
    pub fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// The text of a key; none before a file has been read. A missing one shows the key itself: ugly,
    /// seen at once, never a crash.
    pub fn text(&self, key: &str) -> String {
        self.words
            .get(key)
            .cloned()
            .unwrap_or_else(|| self.missing(key))
    }

    /// The text of a key in a plural category, `other` where the language file has no such form.
    pub fn plural(&self, key: &str, category: &str) -> String {
        self.words
            .get(&format!("{key}.{category}"))
            .or_else(|| self.words.get(&format!("{key}.other")))
            .cloned()
            .unwrap_or_else(|| self.missing(key))
    }

    fn missing(&self, key: &str) -> String {
        if self.has_words() {
            key.to_owned()
        } else {
            String::new()
        }
    }
}

/// What stands behind a key; empty where that is no text.
struct Word(String);

impl FromJson for Word {
    fn blank() -> Self {
        Self(String::new())
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), json::Error> {
        self.0 = reader.text_if_any()?.unwrap_or_default();
        Ok(())
    }
}

/// Puts values in the place of `{name}`.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_lacks_a_text_shows_the_one_below_it() {
        let locale = Locale::default()
            .over(
                "en",
                r#"{"_name":"English","go":"Go","on.one":"{n} thing","on.other":"{n} things"}"#,
            )
            .over("pl", r#"{"go":"Dalej","on.few":"{n} rzeczy"}"#);
        assert_eq!(locale.text("go"), "Dalej");
        assert_eq!(locale.plural("on", "few"), "{n} rzeczy");
        assert_eq!(locale.plural("on", "many"), "{n} things");
        assert_eq!(locale.text("_name"), "_name");
        assert_eq!(fill("{n} of {all}", &[("n", "2"), ("all", "6")]), "2 of 6");
    }

    #[test]
    fn before_any_words_have_come_nothing_is_said() {
        let locale = Locale::default().over("en", "{");
        assert!(!locale.has_words());
        assert_eq!(locale.text("go"), "");
        assert_eq!(locale.plural("on", "one"), "");
    }

    #[test]
    fn easy_read_keeps_the_digits_of_its_language() {
        let locale = Locale::default()
            .over("ar", r#"{"go":"Go"}"#)
            .over("ar", r#"{"_intl":"ar-u-nu-arab","go":"اذهب"}"#)
            .over("ar", r#"{"_tag":"ar-simple","go":"هيا"}"#);
        assert_eq!(locale.text("go"), "هيا");
        assert_eq!(locale.intl, "ar-u-nu-arab");
    }

    #[test]
    fn a_broken_locale_file_leaves_the_words_below_it() {
        let locale = Locale::default()
            .over("en", r#"{"go":"Go"}"#)
            .over("xx", "{");
        assert_eq!(locale.text("go"), "Go");
        assert_eq!(locale.tag, "en");
    }
}
