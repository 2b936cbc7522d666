//! The list the service worker reads: every file of the kiosk with its size and hash.

use crate::build;
use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

/// All files of one build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Precache {
    /// SHA-256 over the list: the same files, the same version.
    pub version: String,
    /// The files by address.
    pub files: Vec<Entry>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its address on the kiosk's origin.
    pub url: String,
    /// SHA-384 in base64, as `integrity` has it after `sha384-`.
    pub sha384: String,
    /// Its size.
    pub bytes: u64,
}

impl Precache {
    /// The list of everything in a folder that a visitor's browser needs. `base` is the address the
    /// folder is served at, ending in a slash.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn of(folder: &Path, base: &str) -> Result<Self> {
        let mut files = Vec::new();
        for path in build::files(folder)? {
            let inside = path.strip_prefix(folder)?;
            let name = inside
                .iter()
                .map(|part| part.to_str())
                .collect::<Option<Vec<_>>>()
                .with_context(|| format!("{} has a name no address can hold", inside.display()))?
                .join("/");
            if is_needed(&name) {
                files.push(Entry::of(format!("{base}{name}"), &fs::read(&path)?));
            }
        }
        files.sort_by(|a, b| a.url.cmp(&b.url));
        let version = kiosk_core::Hash::of(&serde_json::to_vec(&files)?).0;
        Ok(Self { version, files })
    }
}

impl Entry {
    fn of(url: String, bytes: &[u8]) -> Self {
        Self {
            url,
            sha384: STANDARD.encode(Sha384::digest(bytes)),
            bytes: bytes.len() as u64,
        }
    }
}

/// A list cannot hold its own hash, and the browser looks after the worker itself. Question sets are for
/// the office: a tablet gets the one of its event.
fn is_needed(name: &str) -> bool {
    let apart = ["precache.json", "sw.js"];
    !apart.contains(&name)
        && !name.starts_with("question-sets/")
        && !name.split('/').any(|part| part.starts_with('.'))
        && ![".br", ".gz", ".map", ".d.ts", ".md", ".txt"]
            .iter()
            .any(|ending| name.ends_with(ending))
}

/// Where the worker's version goes.
const UNBUILT: &str = "const VERSION = \"unbuilt\";";

/// Writes `precache.json`, and its version into the worker: the browser looks for a new version by
/// comparing the worker's own bytes.
pub fn list(staging: &Path, base: &str) -> Result<()> {
    let list = Precache::of(staging, base)?;
    fs::write(staging.join("precache.json"), serde_json::to_vec(&list)?)?;
    let path = staging.join("sw.js");
    let worker = fs::read_to_string(&path).context("sw.js")?;
    fs::write(path, stamped(&worker, &list.version)?)?;
    Ok(())
}

/// The same in a folder that has been built before.
pub fn list_again(built: &Path) -> Result<()> {
    let before: Precache = serde_json::from_slice(&fs::read(built.join("precache.json"))?)?;
    let path = built.join("sw.js");
    let worker = fs::read_to_string(&path).context("sw.js")?;
    fs::write(path, worker.replace(&stamp(&before.version), UNBUILT))?;
    let index = before.files.iter().map(|file| file.url.as_str());
    let base = index
        .filter_map(|url| url.strip_suffix("index.html"))
        .min_by_key(|base| base.len())
        .unwrap_or("/");
    list(built, base)
}

fn stamp(version: &str) -> String {
    format!("const VERSION = \"{version}\";")
}

fn stamped(worker: &str, version: &str) -> Result<String> {
    ensure!(
        worker.matches(UNBUILT).count() == 1,
        "sw.js must have one line `{UNBUILT}` for the version."
    );
    Ok(worker.replace(UNBUILT, &stamp(version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_and_the_list_itself_are_not_listed() {
        assert!(is_needed("index.html"));
        assert!(is_needed("fonts/serif.woff2"));
        for name in [
            "sw.js",
            "precache.json",
            "a.js.br",
            "a.js.gz",
            ".stage/x",
            "question-sets/a.json",
        ] {
            assert!(!is_needed(name), "{name}");
        }
    }

    #[test]
    fn the_worker_carries_the_version_of_its_list() -> Result<()> {
        assert_eq!(stamped(UNBUILT, "abc")?, "const VERSION = \"abc\";");
        assert!(stamped("const VERSION = 1;", "abc").is_err());
        Ok(())
    }

    #[test]
    fn a_hash_is_what_the_browser_compares_integrity_with() {
        let entry = Entry::of("/a".into(), b"abc");
        assert_eq!(
            entry.sha384,
            "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
        assert_eq!(entry.bytes, 3);
    }
}
