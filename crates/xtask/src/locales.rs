//! Do the locale files and the source agree?
//!
//! A locale file is a flat map from key to text. `_tag`, `_name` and `_checked` describe the file.
//! A text with forms for numbers has a key per form: `left.one`, `left.other`. An Easy Read file
//! (`en-simple`) may be partial: what it leaves out is taken from its base.

#[cfg(test)]
mod tests;

use crate::{Project, build};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Calls whose first text is a key.
const CALLS: [&str; 5] = ["t(", "t!(", "t_with(", "t_text(", "key("];
/// Calls whose first text is the stem of a key with forms for numbers.
const COUNTS: [&str; 1] = ["t_count("];
/// Endings of keys with forms for numbers (CLDR's plural categories).
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The keys a program asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Plain keys.
    pub keys: BTreeSet<String>,
    /// Stems of keys with forms for numbers.
    pub stems: BTreeSet<String>,
    /// Every other text in the source: a key put together elsewhere is at least named there.
    pub texts: BTreeSet<String>,
    /// Names of places the source fills.
    pub places: BTreeSet<String>,
}

/// One locale file: its texts by key.
pub type Texts = BTreeMap<String, String>;

/// Prints what disagrees.
///
/// # Errors
/// When anything does, or a file cannot be read.
pub fn report(project: &Project) -> Result<()> {
    let problems = problems(project)?;
    for problem in &problems {
        println!("{problem}");
    }
    if problems.is_empty() {
        println!("Source and locale files agree.");
        return Ok(());
    }
    bail!("{} to mend in public/locales or src", problems.len())
}

/// What disagrees, one sentence each.
///
/// # Errors
/// When a file cannot be read or is no locale file.
pub fn problems(project: &Project) -> Result<Vec<String>> {
    Ok(compare(&Asked::of(project)?, &read_all(project)?))
}

/// Reads every locale file.
///
/// # Errors
/// When a file cannot be read or is no locale file.
pub fn read_all(project: &Project) -> Result<BTreeMap<String, Texts>> {
    let mut all = BTreeMap::new();
    for file in build::files(&project.path("public/locales"))? {
        let name = file
            .file_stem()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let map: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(&fs::read(&file)?)
                .with_context(|| format!("public/locales/{name}.json"))?;
        let texts = map
            .into_iter()
            .filter(|(key, _)| !key.starts_with('_'))
            .map(|(key, value)| (key, value.as_str().unwrap_or_default().to_owned()))
            .collect();
        all.insert(name.to_owned(), texts);
    }
    Ok(all)
}

impl Asked {
    /// What the kiosk's source asks for.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(project: &Project) -> Result<Self> {
        let mut asked = Self::default();
        for file in build::files(&project.path("src"))? {
            if file.extension().is_some_and(|ending| ending == "rs") {
                asked.read(&fs::read_to_string(file)?);
            }
        }
        Ok(asked)
    }

    /// Adds what a source file asks for.
    pub fn read(&mut self, source: &str) {
        let code = without_comments(source);
        for call in CALLS {
            self.keys.extend(first_texts(&code, call));
        }
        for call in COUNTS {
            self.stems.extend(first_texts(&code, call));
        }
        self.keys.extend(constants(&code));
        self.places.extend(first_texts(&code, "("));
        self.texts.extend(
            code.split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .filter(|text| text.contains('.')),
        );
    }

    /// A key may also be handed to a function: a text such as `home.look` is one where the English has
    /// others that begin with `home.`.
    fn add_what_looks_like_a_key(&mut self, english: &Texts) {
        let sections: BTreeSet<&str> = english
            .keys()
            .filter_map(|key| key.split_once('.'))
            .map(|(section, _)| section)
            .collect();
        let looks_so = |text: &&String| {
            text.split_once('.').is_some_and(|(section, rest)| {
                let plain =
                    |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
                sections.contains(section) && !rest.is_empty() && rest.chars().all(plain)
            })
        };
        let found = self.texts.iter().filter(looks_so);
        let found = found.filter(|text| !self.stems.contains(*text));
        self.keys.extend(found.cloned().collect::<Vec<_>>());
    }

    /// Whether a key is used, directly, as a form of a number, or as `stem.` put before a variable.
    fn uses(&self, key: &str) -> bool {
        let stem = key
            .rsplit_once('.')
            .filter(|(_, form)| FORMS.contains(form));
        self.keys.contains(key)
            || self.texts.contains(key)
            || stem.is_some_and(|(stem, _)| self.stems.contains(stem) || self.texts.contains(stem))
            || self.texts.iter().any(|text| {
                text.split_once('{')
                    .is_some_and(|(before, _)| before.ends_with('.') && key.starts_with(before))
            })
    }
}

fn without_comments(source: &str) -> String {
    source
        .lines()
        .map(|line| {
            if line.trim_start().starts_with("//") {
                ""
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The texts that stand first inside calls of this name.
fn first_texts(code: &str, call: &str) -> Vec<String> {
    code.match_indices(call)
        .filter(|(at, _)| {
            // `text(` is not `t(`.
            !code[..*at]
                .chars()
                .next_back()
                .is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
        .filter_map(|(at, call)| {
            let inside = code[at + call.len()..].trim_start().strip_prefix('"')?;
            inside.split_once('"').map(|(key, _)| key.to_owned())
        })
        .collect()
}

/// The texts of constants whose name ends in `_KEY`.
fn constants(code: &str) -> Vec<String> {
    code.split("_KEY: &str =")
        .skip(1)
        .filter_map(|rest| {
            let inside = rest.trim_start().strip_prefix('"')?;
            inside.split_once('"').map(|(key, _)| key.to_owned())
        })
        .collect()
}

/// What disagrees between the source and the files, and between the files.
pub fn compare(asked: &Asked, all: &BTreeMap<String, Texts>) -> Vec<String> {
    let mut problems = Vec::new();
    let english = all.get("en").cloned().unwrap_or_default();
    let mut asked = asked.clone();
    asked.add_what_looks_like_a_key(&english);
    let asked = &asked;
    for (tag, texts) in all {
        let base = kiosk_core::language::base(tag);
        let partial = base != tag && all.contains_key(base);
        if partial {
            problems.extend(half_counted(tag, texts, &english));
        } else {
            problems.extend(missing(tag, texts, asked, &english));
        }
        for (key, text) in texts {
            if !asked.uses(key) {
                problems.push(format!("{tag}: nothing asks for `{key}`."));
            }
            if text.trim().is_empty() {
                problems.push(format!("{tag}: `{key}` is blank."));
            }
            problems.extend(other_places(tag, key, text, &english, asked));
            problems.extend(idle_form(tag, key, &english));
        }
    }
    problems
}

/// Texts the source asks for, and those the English has: a key that is put together from parts is known
/// from there alone.
fn missing(tag: &str, texts: &Texts, asked: &Asked, english: &Texts) -> Vec<String> {
    let is_form = |key: &&String| {
        key.rsplit_once('.').is_some_and(|(stem, form)| {
            FORMS.contains(&form) && english.contains_key(&format!("{stem}.other"))
        })
    };
    let in_english = english.keys().filter(|key| !is_form(key));
    let counted = english.keys().filter_map(|key| key.strip_suffix(".other"));
    let stems: BTreeSet<&str> = asked
        .stems
        .iter()
        .map(|stem| &**stem)
        .chain(counted)
        .collect();
    let forms = stems
        .iter()
        .flat_map(|stem| needed(tag).iter().map(move |form| format!("{stem}.{form}")));
    let wanted: BTreeSet<String> = asked
        .keys
        .iter()
        .chain(in_english)
        .cloned()
        .chain(forms)
        .collect();
    wanted
        .into_iter()
        .filter(|key| !texts.contains_key(key))
        .map(|key| format!("{tag}: `{key}` is missing."))
        .collect()
}

/// An Easy Read file that says one form in other words says all of them: else "1 minute" would be easy and
/// "2 minutes" not.
fn half_counted(tag: &str, texts: &Texts, english: &Texts) -> Vec<String> {
    let stems = english.keys().filter_map(|key| key.strip_suffix(".other"));
    let keys = stems.flat_map(|stem| {
        let forms = needed(tag).iter().map(|form| format!("{stem}.{form}"));
        let (there, absent): (Vec<_>, Vec<_>) = forms.partition(|key| texts.contains_key(key));
        if there.is_empty() { Vec::new() } else { absent }
    });
    keys.map(|key| format!("{tag}: `{key}` is missing beside its other forms."))
        .collect()
}

/// A form the language does not have is never shown.
fn idle_form(tag: &str, key: &str, english: &Texts) -> Option<String> {
    let (stem, form) = key.rsplit_once('.')?;
    let counts = FORMS.contains(&form) && english.contains_key(&format!("{stem}.other"));
    let known = needed(tag);
    // Of a language whose forms are not listed here we know nothing.
    (counts && known.len() > 1 && !known.contains(&form))
        .then(|| format!("{tag}: `{key}` is never shown: the language has no form `{form}`."))
}

/// The forms a language cannot do without, after CLDR 46.
fn needed(tag: &str) -> &'static [&'static str] {
    match kiosk_core::language::primary(tag) {
        "ar" | "cy" => &FORMS,
        "bn" | "en" | "de" | "nl" | "sv" => &["one", "other"],
        "pl" | "uk" | "lt" => &["one", "few", "many", "other"],
        _ => &["other"],
    }
}

/// A translation must have the places for variables that the English has, and further ones only where the
/// source fills them: "the 1920s" is "1920–1929" elsewhere. The forms for none, one and two may say the
/// number in a word instead.
fn other_places(
    tag: &str,
    key: &str,
    text: &str,
    english: &Texts,
    asked: &Asked,
) -> Option<String> {
    let form = key
        .rsplit_once('.')
        .filter(|(_, form)| FORMS.contains(form));
    let source = match form {
        Some((stem, form)) => {
            if ["zero", "one", "two"].contains(&form) {
                return None;
            }
            english.get(&format!("{stem}.other"))?
        }
        None => english.get(key)?,
    };
    let (here, there) = (places(text), places(source));
    let lost = !there.is_subset(&here);
    let made_up = here
        .difference(&there)
        .any(|place| !asked.places.contains(*place));
    (lost || made_up)
        .then(|| format!("{tag}: `{key}` has the places {here:?}, and the English has {there:?}."))
}

/// The names in braces.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}
