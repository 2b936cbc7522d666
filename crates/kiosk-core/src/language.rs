//! Texts in several languages.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The subtag (registered with IANA) that marks an Easy Read variant: `en-simple`.
pub const SIMPLE: &str = "simple";

/// One text in several languages: a map from BCP 47 tag to string.
///
/// Text is plain, with paragraphs separated by blank lines. It is never rendered as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(pub BTreeMap<String, String>);

/// A text chosen for a reader, with the language it is really in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// BCP 47 tag of the text: set it as `lang` on the element that shows it.
    pub tag: &'a str,
    /// The text itself.
    pub text: &'a str,
}

impl Text {
    /// A text in one language.
    pub fn one(tag: impl Into<String>, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(tag.into(), text.into())]))
    }

    /// True when no language has anything to show.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// Chooses for a reader who wants `wanted`: that tag, then its base, then the pack's `languages`
    /// in their order, then any. Blank texts count as absent.
    pub fn choose<'a>(&'a self, wanted: &str, languages: &[String]) -> Option<Chosen<'a>> {
        let get = |tag: &str| {
            self.0
                .get_key_value(tag)
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(tag, text)| Chosen { tag, text })
        };
        get(wanted)
            .or_else(|| get(base(wanted)))
            .or_else(|| get(primary(wanted)))
            .or_else(|| languages.iter().find_map(|tag| get(tag)))
            .or_else(|| self.0.keys().find_map(|tag| get(tag)))
    }
}

/// The tag without its Easy Read variant: `en-simple` → `en`.
pub fn base(tag: &str) -> &str {
    tag.strip_suffix("-simple").unwrap_or(tag)
}

/// The primary language subtag: `pt-BR` → `pt`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The Easy Read variant of a tag: `en` → `en-simple`.
pub fn simple(tag: &str) -> String {
    format!("{}-{SIMPLE}", base(tag))
}

/// True for a tag in its Easy Read variant.
pub fn is_simple(tag: &str) -> bool {
    tag.ends_with("-simple")
}

/// Writing direction for the `dir` attribute: `rtl` or `ltr`.
///
/// A script subtag decides (`az-Arab`); otherwise the languages that are usually written from
/// right to left in CLDR 46.
pub fn direction(tag: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 14] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
    ];
    const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm"];
    let script = tag.split('-').nth(1).filter(|part| part.len() == 4);
    let right = match script {
        Some(script) => SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&primary(tag)),
    };
    if right { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pairs: &[(&str, &str)]) -> Text {
        Text(
            pairs
                .iter()
                .map(|(tag, text)| ((*tag).into(), (*text).into()))
                .collect(),
        )
    }

    #[test]
    fn a_reader_gets_the_wanted_tag_then_its_base_then_the_packs_first_language() {
        let languages = vec!["en".to_owned(), "ar".to_owned()];
        let full = text(&[("en", "Mat"), ("en-simple", "Rug"), ("ar", "سجادة")]);
        assert_eq!(
            full.choose("en-simple", &languages).map(|c| c.text),
            Some("Rug")
        );
        assert_eq!(
            full.choose("ar-simple", &languages).map(|c| c.tag),
            Some("ar")
        );
        assert_eq!(full.choose("pl", &languages).map(|c| c.tag), Some("en"));
        assert_eq!(full.choose("ar-EG", &languages).map(|c| c.tag), Some("ar"));
        assert_eq!(
            text(&[("cy", "Mat")])
                .choose("pl", &languages)
                .map(|c| c.tag),
            Some("cy")
        );
    }

    #[test]
    fn a_blank_translation_counts_as_absent() {
        let half = text(&[("en", "Mat"), ("ar", " ")]);
        assert_eq!(
            half.choose("ar", &["en".to_owned()]).map(|c| c.text),
            Some("Mat")
        );
        assert!(text(&[("en", "\n")]).is_empty());
    }

    #[test]
    fn direction_follows_the_script_before_the_language() {
        assert_eq!(direction("ar"), "rtl");
        assert_eq!(direction("ar-simple"), "rtl");
        assert_eq!(direction("az-Arab"), "rtl");
        assert_eq!(direction("ur-Latn"), "ltr");
        assert_eq!(direction("pl"), "ltr");
    }
}
