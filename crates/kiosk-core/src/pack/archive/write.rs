//! Writing pack files: the same pack and the same files give the same bytes, so the same hash.

use super::directory::{PACK_JSON, entry_name};
use super::sniff::SVG;
use super::{Archive, ArchiveError, check_file};
use crate::Hash;
use crate::pack::Pack;
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};

/// Writes a pack file. `file` gives the bytes of `media/<name>`, or `None` where there are none.
///
/// Hash and size of each file are filled in. What is written has been opened again: a pack file
/// that this refuses to read is not made.
pub fn write(pack: &Pack, file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<u8>, ArchiveError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let written = files(pack, file, &mut zip)?;
    let note = |name: &str, sha256: &mut Hash, bytes: &mut u64| {
        if let Some((hash, length)) = written.get(name) {
            (*sha256, *bytes) = (hash.clone(), *length);
        }
    };
    let mut pack = pack.clone();
    for media in &mut pack.media {
        note(&media.name, &mut media.sha256, &mut media.bytes);
        for size in &mut media.sizes {
            note(&size.name, &mut size.sha256, &mut size.bytes);
        }
    }
    let json = serde_json::to_vec_pretty(&pack)
        .map_err(|error| ArchiveError::BadPackJson(error.to_string()))?;
    entry(&mut zip, PACK_JSON, CompressionMethod::Deflated, &json)?;
    let bytes = zip.finish().map_err(failed)?.into_inner();
    Archive::open(&bytes)?;
    Ok(bytes)
}

/// Writes the files in the order of their names; hash and length of each.
fn files(
    pack: &Pack,
    file: impl Fn(&str) -> Option<Vec<u8>>,
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
) -> Result<BTreeMap<String, (Hash, u64)>, ArchiveError> {
    let mut by_name = pack.files();
    by_name.sort_by_key(|file| file.name);
    let mut written = BTreeMap::new();
    for listed in by_name {
        let name = listed.name;
        let bytes = file(name).ok_or_else(|| ArchiveError::Missing(name.to_owned()))?;
        check_file(name, listed.media_type, &bytes)?;
        // Pictures, sounds and films are packed already.
        let method = match listed.media_type == SVG {
            true => CompressionMethod::Deflated,
            false => CompressionMethod::Stored,
        };
        entry(zip, &entry_name(name), method, &bytes)?;
        written.insert(name.to_owned(), (Hash::of(&bytes), bytes.len() as u64));
    }
    Ok(written)
}

fn entry(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    method: CompressionMethod,
    bytes: &[u8],
) -> Result<(), ArchiveError> {
    // No clock, no user, no operating system in the file.
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level((method == CompressionMethod::Deflated).then_some(9))
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    zip.start_file(name, options).map_err(failed)?;
    zip.write_all(bytes).map_err(|error| failed(error.into()))
}

/// Writing to memory fails for names and sizes that a zip cannot hold.
fn failed(error: zip::result::ZipError) -> ArchiveError {
    match error {
        zip::result::ZipError::InvalidArchive(why) => ArchiveError::Damaged(why.into_owned()),
        other => ArchiveError::Damaged(other.to_string()),
    }
}
