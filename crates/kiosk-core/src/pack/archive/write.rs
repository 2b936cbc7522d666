//! Writing pack files: the same pack and the same files give the same bytes, so the same hash.

use super::directory::{PACK_JSON, entry_name};
use super::sniff::SVG;
use super::{Archive, ArchiveError, check_file};
use crate::Hash;
use crate::pack::{Media, Pack};
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, System, ZipWriter};
use std::io::{Cursor, Write};

/// Writes a pack file. `file` gives the bytes of `media/<name>`, or `None` where there are none.
///
/// Hash and size of each file are filled in. What is written has been opened again: a pack file
/// that this refuses to read is not made.
pub fn write(pack: &Pack, file: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Vec<u8>, ArchiveError> {
    let mut pack = pack.clone();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut by_name: Vec<&mut Media> = pack.media.iter_mut().collect();
    by_name.sort_by(|a, b| a.name.cmp(&b.name));
    for media in by_name {
        let bytes = file(&media.name).ok_or_else(|| ArchiveError::Missing(media.name.clone()))?;
        check_file(&media.name, &media.media_type, &bytes)?;
        media.sha256 = Hash::of(&bytes);
        media.bytes = bytes.len() as u64;
        // Pictures, sounds and films are packed already.
        let method = match media.media_type == SVG {
            true => CompressionMethod::Deflated,
            false => CompressionMethod::Stored,
        };
        entry(&mut zip, &entry_name(&media.name), method, &bytes)?;
    }
    let json = serde_json::to_vec_pretty(&pack)
        .map_err(|error| ArchiveError::BadPackJson(error.to_string()))?;
    entry(&mut zip, PACK_JSON, CompressionMethod::Deflated, &json)?;
    let bytes = zip.finish().map_err(failed)?.into_inner();
    Archive::open(&bytes)?;
    Ok(bytes)
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
