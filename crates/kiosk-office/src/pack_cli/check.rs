//! `pack check`, and the check that comes before a pack is loaded.

use super::{Report, sizes};
use kiosk_core::Hash;
use kiosk_core::pack::archive::Archive;
use kiosk_core::pack::{Pack, Problem, validate};
use std::path::Path;

/// A pack file that has been read to its last byte and may be shown.
#[derive(Clone, Debug)]
pub struct CheckedPack {
    /// The file's bytes, exactly as they were on disk.
    pub bytes: Vec<u8>,
    /// Their hash: the name of the pack between tablets and office.
    pub hash: Hash,
    /// What `pack.json` says.
    pub pack: Pack,
}

/// Reads a pack file and checks everything in it. Refused: a report that says what to do.
pub fn checked_pack(path: &Path) -> Result<CheckedPack, Report> {
    Ok(checked(path)?.0)
}

pub(super) fn run(file: &Path) -> Result<Report, Report> {
    let (checked, warnings) = checked(file)?;
    let headline = format!(
        "This pack may be shown: {}.\n{}\nHash: {}",
        title(&checked.pack),
        contents(&checked.pack, checked.bytes.len()),
        checked.hash
    );
    Ok(Report::good(headline, warnings))
}

fn checked(path: &Path) -> Result<(CheckedPack, Vec<Problem>), Report> {
    let bytes = std::fs::read(path)
        .map_err(|error| Report::failed(format!("{} cannot be read: {error}.", path.display())))?;
    let (pack, problems) = inspect(&bytes)?;
    let hash = Hash::of(&bytes);
    Ok((CheckedPack { bytes, hash, pack }, problems))
}

/// Every file is unpacked, one at a time, so that a damaged picture is found now and not in a hall.
fn inspect(bytes: &[u8]) -> Result<(Pack, Vec<Problem>), Report> {
    let refused = |error: &dyn std::fmt::Display| Report::bad(error.to_string(), Vec::new());
    let archive = Archive::open(bytes).map_err(|error| refused(&error))?;
    for file in archive.pack().files() {
        archive.unpack(&file).map_err(|error| refused(&error))?;
    }
    let mut problems = validate(archive.pack());
    problems.extend(sizes::wrong(&archive).map_err(|error| refused(&error))?);
    match problems.iter().any(Problem::is_error) {
        true => Err(Report::bad("This pack may not be shown yet.", problems)),
        false => Ok((archive.pack().clone(), problems)),
    }
}

/// The title as a person at this desk reads it.
pub(super) fn title(pack: &Pack) -> &str {
    let languages = &pack.languages;
    let first = languages.first().map_or("en", String::as_str);
    pack.title
        .choose(first, languages)
        .map_or(pack.id.as_str(), |chosen| chosen.text)
}

/// How much is in it, in one line.
pub(super) fn contents(pack: &Pack, bytes: usize) -> String {
    let count = |number: usize, one: &str, many: &str| {
        format!("{number} {}", if number == 1 { one } else { many })
    };
    format!(
        "{}, {}, {}, {}, {}; languages: {}; {:.1} MB.",
        count(pack.items.len(), "item", "items"),
        count(pack.themes.len(), "theme", "themes"),
        count(pack.activities.len(), "activity", "activities"),
        count(
            pack.opportunities.len(),
            "way to get involved",
            "ways to get involved"
        ),
        count(pack.files().len(), "file", "files"),
        pack.languages.join(", "),
        bytes as f64 / (1 << 20) as f64
    )
}
