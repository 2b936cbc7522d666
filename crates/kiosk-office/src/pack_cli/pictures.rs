//! Picture files: found by the names a spreadsheet uses, checked, and made small enough for a tablet.

use super::shrink;
use kiosk_core::import::{Picture, media_name};
use kiosk_core::pack::archive::{check_file, sniff};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The files of one folder.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// By [`plain`] name.
    by_name: HashMap<String, PathBuf>,
    /// By [`plain`] name without its ending; pictures only.
    by_stem: HashMap<String, PathBuf>,
}

/// What looking for a file came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sought {
    Found(PathBuf),
    Missing,
}

/// Endings that count as a picture's when a row leaves its own out, the better one first.
const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"];

impl Folder {
    pub(super) fn open(path: &Path) -> std::io::Result<Self> {
        // In order of names, so that every computer makes the same choice.
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            if entry.path().is_file() {
                files.insert(
                    entry.file_name().to_string_lossy().into_owned(),
                    entry.path(),
                );
            }
        }
        let mut folder = Self::default();
        for (name, path) in &files {
            folder
                .by_name
                .entry(plain(name))
                .or_insert_with(|| path.clone());
        }
        for ending in ENDINGS {
            for (name, path) in &files {
                let (stem, own) = split(name);
                if own.eq_ignore_ascii_case(ending) {
                    folder
                        .by_stem
                        .entry(plain(stem))
                        .or_insert_with(|| path.clone());
                }
            }
        }
        Ok(folder)
    }

    /// The file a row means: capitals do not count, nor how accents are stored, and the ending may be
    /// missing or another one.
    pub(super) fn find(&self, name: &str) -> Sought {
        let name = plain(name);
        let by_stem = || {
            let (stem, ending) = split(&name);
            let other_ending = || self.by_stem.get(stem).filter(|_| is_ending(ending));
            self.by_stem.get(&name).or_else(other_ending)
        };
        match self.by_name.get(&name).or_else(by_stem) {
            Some(path) => Sought::Found(path.clone()),
            None => Sought::Missing,
        }
    }
}

/// A name as it is compared: in small letters, and each accent one with its letter. A Mac stores "é" as
/// two characters, a spreadsheet mostly as one.
fn plain(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}

pub(super) fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// Letters and digits, as endings are; "001-19" after a dot is part of a name.
fn is_ending(ending: &str) -> bool {
    (3..=4).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        && ending.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Where the bytes of a file of the pack come from.
#[derive(Debug)]
pub(super) enum Source {
    /// As it is on disk.
    File(PathBuf),
    /// A copy: smaller, turned upright or without hidden data.
    Made(Vec<u8>),
}

impl Source {
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::File(path) => std::fs::read(path).ok(),
            Self::Made(bytes) => Some(bytes.clone()),
        }
    }
}

/// A picture that may go into a pack.
#[derive(Debug)]
pub(super) struct Brought {
    pub picture: Picture,
    pub source: Source,
    /// What was done to it that is to be seen.
    pub note: Option<String>,
    /// It was drawn anew: its size and its kind may have changed.
    pub is_new: bool,
    /// Hidden data was taken out of it.
    pub had_hidden: bool,
}

/// Reads a picture, refuses what is not what its name says, and makes a smaller copy of what is too
/// large. `taken` knows the names that are in the pack already.
pub(super) fn bring(path: &Path, taken: impl Fn(&str) -> bool) -> Result<Brought, String> {
    let file_name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let bytes = std::fs::read(path)
        .map_err(|error| format!("The picture \"{file_name}\" cannot be read: {error}."))?;
    let media_type = kind(&file_name, &bytes)?;
    check_file(&file_name, media_type, &bytes).map_err(|error| error.to_string())?;
    let fitted = shrink::fit(&bytes, media_type)
        .map_err(|why| format!("The picture \"{file_name}\" {why}"))?;
    // One spelling in the pack, whichever computer it was built on.
    let spelt: String = file_name.nfc().collect();
    let (stem, ending) = match split(&spelt) {
        (stem, ending) if is_ending(ending) && fitted.media_type == media_type => (stem, ending),
        (stem, ending) if is_ending(ending) => (stem, ending_of(fitted.media_type)),
        _ => (&*spelt, ending_of(fitted.media_type)),
    };
    let note = fitted
        .was
        .as_deref()
        .and_then(|was| Some(smaller(&file_name, media_type, was, fitted.size?)));
    Ok(Brought {
        picture: picture(
            free_name(stem, ending, taken),
            fitted.media_type,
            fitted.size,
        ),
        source: fitted
            .bytes
            .map_or_else(|| Source::File(path.to_owned()), Source::Made),
        note,
        is_new: fitted.is_new,
        had_hidden: fitted.had_hidden,
    })
}

fn smaller(file_name: &str, media_type: &str, was: &str, (width, height): (u32, u32)) -> String {
    let still = match media_type {
        "image/gif" => " If it moves, the copy shows its first picture only.",
        _ => "",
    };
    format!(
        "The picture \"{file_name}\" was {was}, too large for a tablet. \
         The pack has a copy of {width} by {height} pixels.{still}"
    )
}

/// What the report says of hidden data: one sentence for all pictures.
pub(super) fn about_hidden(pictures: usize) -> Option<String> {
    let said = match pictures {
        0 => return None,
        1 => "1 picture".to_owned(),
        many => format!("{many} pictures"),
    };
    Some(format!(
        "Hidden data (place, camera, owner) was taken out of {said}."
    ))
}

fn picture(name: String, media_type: &str, size: Option<(u32, u32)>) -> Picture {
    Picture {
        name,
        media_type: media_type.to_owned(),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
    }
}

/// The media type of a picture. Its bytes must be what its name says.
fn kind(file_name: &str, bytes: &[u8]) -> Result<&'static str, String> {
    let found = sniff(bytes).filter(|found| found.starts_with("image/"));
    let Some(found) = found else {
        return Err(format!(
            "\"{file_name}\" is not a picture that the kiosk can show. \
             Save it as JPEG, PNG or WebP."
        ));
    };
    let ending = split(file_name).1.to_ascii_lowercase();
    let said = match &*ending {
        "jpg" | "jpeg" | "jpe" | "jfif" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => found,
    };
    match said == found {
        true => Ok(found),
        false => Err(format!(
            "\"{file_name}\" is not what its name says: it is {found}. \
             Save it again, or name it .{}.",
            ending_of(found)
        )),
    }
}

pub(super) fn ending_of(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/avif" => "avif",
        "image/svg+xml" => "svg",
        _ => "jpg",
    }
}

pub(super) fn free_name(stem: &str, ending: &str, taken: impl Fn(&str) -> bool) -> String {
    let first = media_name(&format!("{stem}.{ending}"));
    if !taken(&first) {
        return first;
    }
    let mut number = 2_u32;
    loop {
        let name = media_name(&format!("{stem}-{number}.{ending}"));
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}
