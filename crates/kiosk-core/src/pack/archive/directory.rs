//! Checks of the zip's own directory, before anything is unpacked.

use super::zip::{DEFLATED, Entry, STORED, Zip};
use super::{ArchiveError, Limits};
use crate::pack::Pack;
use crate::pack::validate::is_file_name;
use std::collections::BTreeSet;

/// Name of the entry that describes the pack.
pub(super) const PACK_JSON: &str = "pack.json";
const MEDIA: &str = "media/";

/// Name of the entry that holds this file.
pub(super) fn entry_name(media: &str) -> String {
    format!("{MEDIA}{media}")
}

/// Names, kinds and declared sizes of all entries.
pub(super) fn check(zip: &Zip<'_>, limits: &Limits) -> Result<(), ArchiveError> {
    if zip.entries().len() > limits.entries {
        return Err(ArchiveError::TooManyFiles {
            most: limits.entries,
        });
    }
    let (mut total, mut seen) = (0_u64, BTreeSet::new());
    for entry in zip.entries() {
        let name = checked_name(entry)?;
        check_entry(entry, &name, limits)?;
        total = total.saturating_add(entry.size);
        // A tablet's or a curator's disk may not tell capitals from small letters.
        if !seen.insert(name.to_lowercase()) {
            return Err(ArchiveError::Duplicate(name));
        }
    }
    if total > limits.total_bytes {
        return Err(ArchiveError::TooLarge {
            name: "The unpacked pack".into(),
            most: limits.total_bytes,
        });
    }
    // Entries that share their bytes: a small file that unpacks to a large one, many times over.
    match zip.overlaps() {
        Some(false) => {}
        Some(true) => return Err(ArchiveError::Bomb("The file".into())),
        None => return Err(ArchiveError::Damaged("The file".into())),
    }
    match zip.entry(PACK_JSON).is_some() {
        true => Ok(()),
        false => Err(ArchiveError::NoPackJson),
    }
}

/// `pack.json`, `media/<file name>`, or the folder `media/` itself, which hand-made zips have.
fn checked_name(entry: &Entry<'_>) -> Result<String, ArchiveError> {
    let shown = || String::from_utf8_lossy(entry.name).into_owned();
    let name = std::str::from_utf8(entry.name).map_err(|_| ArchiveError::UnsafeName(shown()))?;
    let plain =
        name == PACK_JSON || name == MEDIA || name.strip_prefix(MEDIA).is_some_and(is_file_name);
    if plain {
        return Ok(name.to_owned());
    }
    let leads_out = name.starts_with(['/', '.'])
        || name.contains(['\\', ':', '\0'])
        || name.split('/').any(|part| part == "..");
    match leads_out {
        true => Err(ArchiveError::UnsafeName(shown())),
        false => Err(ArchiveError::Undeclared(shown())),
    }
}

fn check_entry(entry: &Entry<'_>, name: &str, limits: &Limits) -> Result<(), ArchiveError> {
    let folder = name == MEDIA;
    // 0: the zip was made where files have no kind.
    let expected = match folder {
        true => matches!(entry.kind, 0 | 0o040_000),
        false => matches!(entry.kind, 0 | 0o100_000),
    };
    if !expected || (folder && entry.size > 0) {
        return Err(ArchiveError::NotAFile(name.to_owned()));
    }
    if entry.encrypted {
        return Err(ArchiveError::Encrypted(name.to_owned()));
    }
    let stored = entry.method == STORED;
    if !stored && entry.method != DEFLATED {
        return Err(ArchiveError::Compression(name.to_owned()));
    }
    let most = match name == PACK_JSON {
        true => limits.pack_json_bytes,
        false => limits.media_bytes,
    };
    if entry.size > most {
        return Err(ArchiveError::TooLarge {
            name: name.to_owned(),
            most,
        });
    }
    if stored && entry.size != entry.packed {
        return Err(ArchiveError::Damaged(name.to_owned()));
    }
    // Something small may be packed well by chance: an empty drawing, a row of spaces.
    const SMALL: u64 = 256 * 1024;
    let allowed = entry.packed.saturating_mul(limits.ratio);
    match entry.size > allowed.max(SMALL) {
        true => Err(ArchiveError::Bomb(name.to_owned())),
        false => Ok(()),
    }
}

/// The entries and the list in `pack.json` must name the same files, of the same sizes.
pub(super) fn check_media(zip: &Zip<'_>, pack: &Pack, limits: &Limits) -> Result<(), ArchiveError> {
    let mut listed = BTreeSet::new();
    for file in pack.files() {
        if !is_file_name(file.name) {
            return Err(ArchiveError::UnsafeName(file.name.to_owned()));
        }
        if !listed.insert(entry_name(file.name)) {
            return Err(ArchiveError::Duplicate(file.name.to_owned()));
        }
        let entry = zip
            .entry(&entry_name(file.name))
            .ok_or_else(|| ArchiveError::Missing(file.name.to_owned()))?;
        if entry.size != file.bytes || file.bytes > limits.media_bytes {
            return Err(ArchiveError::WrongSize(file.name.to_owned()));
        }
    }
    let extra = zip.entries().iter().map(|entry| entry.name).find(|name| {
        std::str::from_utf8(name)
            .is_ok_and(|name| name != PACK_JSON && name != MEDIA && !listed.contains(name))
    });
    match extra {
        Some(name) => Err(ArchiveError::Undeclared(
            String::from_utf8_lossy(name).into_owned(),
        )),
        None => Ok(()),
    }
}
