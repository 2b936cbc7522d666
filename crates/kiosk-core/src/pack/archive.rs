//! Reading and writing pack files (`*.popup.zip`).
//!
//! A pack comes from somewhere else, so its reader believes nothing: not the names in the zip, not
//! the sizes it declares, not the types `pack.json` claims. What a reader hands out has the size,
//! the hash and the type that `pack.json` says.

mod directory;
mod error;
mod inflate;
mod sniff;
mod svg;
#[cfg(feature = "desk")]
mod write;
pub(crate) mod zip;

#[cfg(all(test, feature = "desk"))]
mod tests;

pub use error::ArchiveError;
pub use sniff::sniff;
#[cfg(feature = "desk")]
pub use write::write;

use super::{FORMAT, Media, Pack, PackFile};
use crate::Hash;
use crate::json;
use directory::{PACK_JSON, entry_name};
use zip::Zip;

/// How much a pack may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file.
    pub archive_bytes: u64,
    /// Bytes of `pack.json`, unpacked.
    pub pack_json_bytes: u64,
    /// Bytes of one file in `media/`, unpacked.
    pub media_bytes: u64,
    /// Bytes of everything, unpacked.
    pub total_bytes: u64,
    /// Entries in the zip.
    pub entries: usize,
    /// How many times larger than its packed form anything may get. Deflate ends at 1032; drawings
    /// and texts stay far under this.
    pub ratio: u64,
}

impl Default for Limits {
    /// What a tablet with 2 GB of memory can carry.
    fn default() -> Self {
        Self {
            archive_bytes: 512 << 20,
            pack_json_bytes: 16 << 20,
            media_bytes: 64 << 20,
            total_bytes: 1 << 30,
            entries: 15_000,
            ratio: 100,
        }
    }
}

/// An opened pack file. Its directory and `pack.json` have been checked; each file of `media/` is
/// unpacked and checked when it is asked for, so a tablet never holds them all at once.
#[derive(Debug)]
pub struct Archive<'a> {
    zip: Zip<'a>,
    json: String,
    pack: Pack,
}

/// A pack with all its files.
#[derive(Debug)]
pub struct Opened {
    /// What `pack.json` says.
    pub pack: Pack,
    /// The files, in the order of `pack.media`.
    pub media: Vec<(Media, Vec<u8>)>,
}

/// Opens a pack and unpacks all its files. For a desk: it takes as much memory as they are large.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Opened, ArchiveError> {
    let archive = Archive::open_within(bytes, limits)?;
    let media = archive
        .pack
        .media
        .iter()
        .map(|media| Ok((media.clone(), archive.unpack(&media.whole())?)))
        .collect::<Result<_, ArchiveError>>()?;
    Ok(Opened {
        pack: archive.pack,
        media,
    })
}

impl<'a> Archive<'a> {
    /// Opens a pack file within the usual limits.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        Self::open_within(bytes, Limits::default())
    }

    /// Opens a pack file within these limits.
    pub fn open_within(bytes: &'a [u8], limits: Limits) -> Result<Self, ArchiveError> {
        if bytes.len() as u64 > limits.archive_bytes {
            return Err(ArchiveError::TooLarge {
                name: "The file".into(),
                most: limits.archive_bytes,
            });
        }
        let zip = Zip::open(bytes).ok_or(ArchiveError::NotAPack)?;
        directory::check(&zip, &limits)?;
        let json = text(unpack(&zip, PACK_JSON)?)?;
        let pack = parse(&json)?;
        directory::check_media(&zip, &pack, &limits)?;
        Ok(Self { zip, json, pack })
    }

    /// What `pack.json` says. Run [`super::validate`] over it before showing it to anybody.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// `pack.json` as it stands in the file.
    pub fn pack_json(&self) -> &str {
        &self.json
    }

    /// The pack, to keep.
    pub fn into_pack(self) -> Pack {
        self.pack
    }

    /// Unpacks the file of one entry of the media list.
    pub fn media(&self, name: &str) -> Result<Vec<u8>, ArchiveError> {
        let media = self
            .pack
            .media(name)
            .ok_or_else(|| ArchiveError::Missing(name.to_owned()))?;
        self.unpack(&media.whole())
    }

    /// Unpacks one file that [`Pack::files`] lists and checks its size, hash and type.
    pub fn unpack(&self, file: &PackFile<'_>) -> Result<Vec<u8>, ArchiveError> {
        let bytes = unpack(&self.zip, &entry_name(file.name))?;
        if Hash::of(&bytes) != *file.sha256 {
            return Err(ArchiveError::WrongHash(file.name.to_owned()));
        }
        check_file(file.name, file.media_type, &bytes)?;
        Ok(bytes)
    }
}

/// Checks that bytes are of the type they are said to be, and that a drawing only draws: what every
/// file of a pack must pass.
pub fn check_file(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
    let found = sniff(bytes);
    if !found.is_some_and(|found| sniff::same(media_type, found)) {
        return Err(ArchiveError::WrongType {
            name: name.to_owned(),
            declared: media_type.to_owned(),
            found,
        });
    }
    match found {
        Some(sniff::SVG) => svg::check(bytes).map_err(|why| ArchiveError::UnsafeDrawing {
            name: name.to_owned(),
            why,
        }),
        _ => Ok(()),
    }
}

/// The one field that packs of every format have.
struct Head {
    format: u32,
}

crate::from_json_fields! { Head { "format" format } }

/// JSON as text, without a byte order mark.
fn text(json: Vec<u8>) -> Result<String, ArchiveError> {
    let json =
        String::from_utf8(json).map_err(|error| ArchiveError::BadPackJson(error.to_string()))?;
    Ok(json
        .strip_prefix('\u{FEFF}')
        .map(str::to_owned)
        .unwrap_or(json))
}

fn parse(json: &str) -> Result<Pack, ArchiveError> {
    let bad = |error: json::Error| ArchiveError::BadPackJson(error.to_string());
    // The format first: a newer pack need not have the fields this kiosk knows.
    let head: Head = json::read(json).map_err(bad)?;
    if head.format != FORMAT {
        return Err(ArchiveError::Format(head.format));
    }
    json::read(json).map_err(bad)
}

/// Unpacks one entry: exactly as many bytes as the directory declares, which are within the limits.
fn unpack(zip: &Zip<'_>, name: &str) -> Result<Vec<u8>, ArchiveError> {
    let bytes = zip.entry(name).and_then(|entry| zip.unpack(entry));
    bytes.ok_or_else(|| ArchiveError::Damaged(name.to_owned()))
}
