//! Reading: a backup comes through many hands, so nothing it declares is believed.

use super::{ABOUT, About, LINES, RECORDINGS};
use crate::Hash;
use crate::pack::archive::zip::{DEFLATED, Entry, STORED, Zip};
use std::collections::BTreeSet;
use std::fmt;

/// Most bytes of everything, unpacked.
const MOST_BYTES: u64 = 2 << 30;
/// Most bytes of the lines.
const MOST_LINES: u64 = 512 << 20;
/// Most bytes of one recording, and of `backup.json`.
const MOST_RECORDING: u64 = 32 << 20;
/// How many times larger than its packed form anything may get, once it is large at all.
const RATIO: u64 = 100;
const SMALL: u64 = 256 * 1024;

/// Why a file is no backup the office can take, in words for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no zip, or a zip of something else.
    NoBackup,
    /// It holds what no backup holds, or claims what cannot be.
    Hostile,
    /// It was changed, or is not whole.
    Damaged,
    /// A newer tablet made it.
    Newer,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoBackup => "This is no backup file of a tablet. Choose the file that ends in popup-backup.zip.",
            Self::Hostile => {
                "This file holds something that no tablet writes. It was not taken in. Make a new backup on the tablet."
            }
            Self::Damaged => {
                "This file is not whole. Nothing was taken in. Copy it again from where it was saved, or make a new one."
            }
            Self::Newer => "A newer tablet made this file. Bring the office up to date, then try again.",
        })
    }
}

/// An opened backup: every check but those of single responses has been made.
#[derive(Debug)]
pub struct Backup<'a> {
    zip: Zip<'a>,
    /// What it says of itself.
    pub about: About,
    lines: String,
}

impl<'a> Backup<'a> {
    /// Opens a backup.
    ///
    /// # Errors
    /// When it is none, or not whole.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unfit> {
        let zip = Zip::open(bytes).ok_or(Unfit::NoBackup)?;
        if zip.entry(ABOUT).is_none() || zip.entry(LINES).is_none() {
            return Err(Unfit::NoBackup);
        }
        check(&zip)?;
        let about: serde_json::Value =
            serde_json::from_str(&text(&zip, ABOUT)?).map_err(|_| Unfit::NoBackup)?;
        match about.get("format").and_then(serde_json::Value::as_u64) {
            Some(1) => {}
            Some(_) => return Err(Unfit::Newer),
            None => return Err(Unfit::NoBackup),
        }
        let about: About = serde_json::from_value(about).map_err(|_| Unfit::Damaged)?;
        let lines = text(&zip, LINES)?;
        let backup = Self { zip, about, lines };
        let whole = Hash::of(backup.lines.as_bytes()) == backup.about.sha256
            && backup.lines().count() as u64 == backup.about.responses
            && backup.recordings().count() as u64 == backup.about.recordings;
        whole.then_some(backup).ok_or(Unfit::Damaged)
    }

    /// The responses, each as the tablet stored it.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.lines()
    }

    /// Hashes of its recordings, as their names claim.
    pub fn recordings(&self) -> impl Iterator<Item = Hash> + '_ {
        self.zip
            .entries()
            .iter()
            .filter_map(|entry| recording(entry))
    }

    /// The bytes of a recording, if they have that hash.
    pub fn recording(&self, sha256: &Hash) -> Option<Vec<u8>> {
        let entry = self.zip.entry(&[RECORDINGS, sha256.as_str()].concat())?;
        self.zip
            .unpack(entry)
            .filter(|bytes| Hash::of(bytes) == *sha256)
    }
}

fn recording(entry: &Entry<'_>) -> Option<Hash> {
    let name = std::str::from_utf8(entry.name).ok()?;
    let hash = Hash(name.strip_prefix(RECORDINGS)?.to_owned());
    hash.is_well_formed().then_some(hash)
}

fn text(zip: &Zip<'_>, name: &str) -> Result<String, Unfit> {
    let bytes = zip.entry(name).and_then(|entry| zip.unpack(entry));
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or(Unfit::Damaged)
}

fn check(zip: &Zip<'_>) -> Result<(), Unfit> {
    let (mut total, mut names) = (0_u64, BTreeSet::new());
    for entry in zip.entries() {
        let most = if entry.name == LINES.as_bytes() {
            MOST_LINES
        } else {
            MOST_RECORDING
        };
        let known = entry.name == LINES.as_bytes()
            || entry.name == ABOUT.as_bytes()
            || recording(entry).is_some();
        let stored = entry.method == STORED;
        let plain = !entry.encrypted
            && matches!(entry.kind, 0 | 0o100_000)
            && (stored && entry.size == entry.packed || entry.method == DEFLATED);
        let grows = entry.size > entry.packed.saturating_mul(RATIO).max(SMALL);
        total = total.saturating_add(entry.size);
        if !known || !plain || grows || entry.size > most || !names.insert(entry.name) {
            return Err(Unfit::Hostile);
        }
    }
    match zip.overlaps() {
        Some(false) if total <= MOST_BYTES => Ok(()),
        Some(_) => Err(Unfit::Hostile),
        None => Err(Unfit::Damaged),
    }
}
