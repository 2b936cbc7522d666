//! The list of languages the kiosk speaks, made from the locale files themselves.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// A language the kiosk can be used in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Language {
    /// BCP 47 tag, also the name of the file.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
    /// Writing direction: `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether a native reader has checked it.
    pub checked: bool,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "_tag")]
    tag: String,
    #[serde(rename = "_name")]
    name: String,
    #[serde(rename = "_checked", default)]
    checked: bool,
}

/// Reads the head of each locale file in a folder: English first, because it is what the others are
/// made from and fall back to, then by tag.
///
/// # Errors
/// When a file cannot be read, is not a locale file, or carries another tag than its name says.
pub fn languages(folder: &Path) -> Result<Vec<Language>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        if name == "index" || path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let head: Head = serde_json::from_slice(&fs::read(&path)?)
            .with_context(|| format!("locales/{name}.json"))?;
        if head.tag != name {
            bail!("locales/{name}.json says it is `{}`.", head.tag);
        }
        found.push(Language {
            dir: kiosk_core::language::direction(&head.tag),
            tag: head.tag,
            name: head.name,
            checked: head.checked,
        });
    }
    found.sort_by_key(|language| {
        let english = kiosk_core::language::base(&language.tag) == "en";
        (!english, language.tag.clone())
    });
    Ok(found)
}

/// Writes `locales/index.json`.
pub fn list(staging: &Path) -> Result<()> {
    let folder = staging.join("locales");
    if folder.is_dir() {
        let list = serde_json::to_vec(&languages(&folder)?)?;
        fs::write(folder.join("index.json"), list)?;
    }
    Ok(())
}
