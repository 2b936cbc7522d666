//! Checks of the zip's own directory, before anything is unpacked.

use super::{ArchiveError, Limits};
use crate::pack::Pack;
use crate::pack::validate::is_file_name;
use std::collections::BTreeSet;
use std::io::Cursor;
use zip::read::ZipFileEntry;
use zip::{CompressionMethod, ZipArchive};

/// Name of the entry that describes the pack.
pub(super) const PACK_JSON: &str = "pack.json";
const MEDIA: &str = "media/";

/// Name of the entry that holds this file.
pub(super) fn entry_name(media: &str) -> String {
    format!("{MEDIA}{media}")
}

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Names, kinds and declared sizes of all entries.
pub(super) fn check(zip: &mut Zip<'_>, limits: &Limits) -> Result<(), ArchiveError> {
    if zip.len() > limits.entries {
        return Err(ArchiveError::TooManyFiles {
            most: limits.entries,
        });
    }
    let (mut total, mut seen) = (0_u64, BTreeSet::new());
    for at in 0..zip.len() {
        let entry = zip.by_index_data(at).map_err(|_| ArchiveError::NotAPack)?;
        let name = checked_name(&entry)?;
        check_entry(&entry, &name, limits)?;
        total = total.saturating_add(entry.size());
        // A tablet's or a curator's disk may not tell capitals from small letters.
        if !seen.insert(name.to_lowercase()) {
            return Err(ArchiveError::Duplicate(name));
        }
    }
    if zip.has_duplicate_names() {
        return Err(ArchiveError::Duplicate("One name".into()));
    }
    if total > limits.total_bytes {
        return Err(ArchiveError::TooLarge {
            name: "The unpacked pack".into(),
            most: limits.total_bytes,
        });
    }
    // Entries that share their bytes: a small file that unpacks to a large one, many times over.
    match zip.has_overlapping_entries() {
        Ok(false) => {}
        Ok(true) => return Err(ArchiveError::Bomb("The file".into())),
        Err(_) => return Err(ArchiveError::Damaged("The file".into())),
    }
    match seen.contains(PACK_JSON) && zip.index_for_name_raw(PACK_JSON.as_bytes()).is_some() {
        true => Ok(()),
        false => Err(ArchiveError::NoPackJson),
    }
}

/// `pack.json`, `media/<file name>`, or the folder `media/` itself, which hand-made zips have.
fn checked_name(entry: &ZipFileEntry<'_>) -> Result<String, ArchiveError> {
    let shown = || String::from_utf8_lossy(entry.name_raw()).into_owned();
    let name =
        std::str::from_utf8(entry.name_raw()).map_err(|_| ArchiveError::UnsafeName(shown()))?;
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

fn check_entry(entry: &ZipFileEntry<'_>, name: &str, limits: &Limits) -> Result<(), ArchiveError> {
    const KIND: u32 = 0o170_000;
    let kind = entry.unix_mode().map_or(0, |mode| mode & KIND);
    let folder = name == MEDIA;
    // 0: the zip was made where files have no kind.
    let expected = match folder {
        true => matches!(kind, 0 | 0o040_000),
        false => matches!(kind, 0 | 0o100_000),
    };
    if !expected || (folder && entry.size() > 0) {
        return Err(ArchiveError::NotAFile(name.to_owned()));
    }
    if entry.encrypted() {
        return Err(ArchiveError::Encrypted(name.to_owned()));
    }
    let stored = entry.compression() == CompressionMethod::Stored;
    if !stored && entry.compression() != CompressionMethod::Deflated {
        return Err(ArchiveError::Compression(name.to_owned()));
    }
    let most = match name == PACK_JSON {
        true => limits.pack_json_bytes,
        false => limits.media_bytes,
    };
    if entry.size() > most {
        return Err(ArchiveError::TooLarge {
            name: name.to_owned(),
            most,
        });
    }
    if stored && entry.size() != entry.compressed_size() {
        return Err(ArchiveError::Damaged(name.to_owned()));
    }
    // Something small may be packed well by chance: an empty drawing, a row of spaces.
    const SMALL: u64 = 256 * 1024;
    let allowed = entry.compressed_size().saturating_mul(limits.ratio);
    match entry.size() > allowed.max(SMALL) {
        true => Err(ArchiveError::Bomb(name.to_owned())),
        false => Ok(()),
    }
}

/// The entries and the list in `pack.json` must name the same files, of the same sizes.
pub(super) fn check_media(zip: &Zip<'_>, pack: &Pack, limits: &Limits) -> Result<(), ArchiveError> {
    let mut listed = BTreeSet::new();
    for media in &pack.media {
        if !is_file_name(&media.name) {
            return Err(ArchiveError::UnsafeName(media.name.clone()));
        }
        if !listed.insert(entry_name(&media.name)) {
            return Err(ArchiveError::Duplicate(media.name.clone()));
        }
        let entry = zip
            .index_for_name_raw(entry_name(&media.name).as_bytes())
            .and_then(|at| zip.by_index_data(at).ok())
            .ok_or_else(|| ArchiveError::Missing(media.name.clone()))?;
        if entry.size() != media.bytes || media.bytes > limits.media_bytes {
            return Err(ArchiveError::WrongSize(media.name.clone()));
        }
    }
    let extra = zip.file_names_raw().find(|name| {
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
