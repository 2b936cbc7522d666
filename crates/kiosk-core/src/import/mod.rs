//! Importers: bytes in, pack draft and problems out.
//!
//! Good rows come in, each bad row is named with its number and the reason, and a file that is
//! something else is refused with what was seen. Nothing is read or written here: pictures are only
//! named, and whoever has the files adds them with [`Draft::add_picture`].

mod admit;
mod columns;
mod dates;
mod decode;
mod groups;
mod pictures;
mod refused;
mod rows;
mod table;
mod text;
mod themes;

#[cfg(test)]
mod tests;

pub use pictures::media_name;
pub use refused::Refused;
pub use themes::slug;

use crate::pack::{Media, Pack, Problem};
use crate::rights::judge;
use crate::{Hash, Text};

/// What the spreadsheet does not say itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Id of the pack.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Language of the spreadsheet (BCP 47).
    pub language: String,
    /// Staff's word that objects whose rights the gate does not know may be shown: name, date, why.
    pub confirm_rights: Option<String>,
}

/// What came of a spreadsheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The pack, still without pictures.
    pub pack: Pack,
    /// What is wrong, by row. A row with an error did not come in.
    pub report: Vec<Problem>,
    /// Pictures that the rows name, in the order in which items show them.
    pub pictures_wanted: Vec<Wanted>,
    /// Rows with anything in them, without the headings.
    pub rows: u64,
    /// Headings of columns that were not read.
    pub left_out: Vec<String>,
}

/// A picture that a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The row.
    pub row: u64,
    /// Number of the item it belongs to.
    pub item: String,
    /// Name of the file as the row has it, without folders. Endings and capitals may differ.
    pub name: String,
    /// What is to be seen.
    pub alt: Text,
    /// Rights in the picture, where they are not the item's.
    pub rights: Option<String>,
}

/// A picture file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its name in the pack: see [`media_name`].
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
}

/// Reads a spreadsheet saved as CSV, in whatever encoding and with whatever delimiter.
pub fn csv(bytes: &[u8], options: &Options) -> Result<Draft, Refused> {
    let text = decode::decode(bytes)?;
    let rows = table::read(&text, columns::known);
    let (at, columns) = columns::find(&rows)?;
    let objects: Vec<rows::Object> = rows[at + 1..]
        .iter()
        .filter(|row| !row.is_blank())
        .map(|row| rows::Object::read(row, &columns, &options.language))
        .collect();
    let count = objects.len() as u64;
    let mut draft = admit::admit(groups::arrange(objects), &columns, options);
    if rows[..at].iter().any(|row| !row.is_blank()) {
        let message = format!(
            "The headings are in row {}. The rows above them were left out.",
            rows[at].number
        );
        draft.report.insert(0, Problem::warning("", "", message));
    }
    draft.rows = count;
    draft.left_out = columns.left_out;
    Ok(draft)
}

impl Draft {
    /// Rows that did not come in.
    pub fn bad_rows(&self) -> u64 {
        let errors = self.report.iter().filter(|problem| problem.is_error());
        let rows: std::collections::BTreeSet<u64> = errors.filter_map(|p| p.row).collect();
        rows.len() as u64
    }

    /// Puts a picture that was found into the pack and beside its item.
    pub fn add_picture(&mut self, wanted: &Wanted, picture: Picture) {
        let items = self.pack.items.iter_mut();
        let Some(item) = items.into_iter().find(|item| item.number == wanted.item) else {
            return;
        };
        if !item.pictures.contains(&picture.name) {
            item.pictures.push(picture.name.clone());
        }
        let rights = wanted.rights.clone().or_else(|| item.rights.clone());
        let known = self
            .pack
            .media
            .iter_mut()
            .find(|media| media.name == picture.name);
        let Some(known) = known else {
            self.pack.media.push(Media {
                name: picture.name,
                sha256: Hash(String::new()),
                bytes: 0,
                media_type: picture.media_type,
                width: picture.width,
                height: picture.height,
                alt: wanted.alt.clone(),
                credit: Text::default(),
                rights,
                transcript: Text::default(),
                captions: Text::default(),
                ground: None,
                tint: None,
                sizes: Vec::new(),
            });
            return;
        };
        // Two rows show one file: the more careful of what they say counts.
        let care = |rights: &Option<String>| rights.as_deref().map_or(3, |r| judge(r).care());
        if care(&rights) > care(&known.rights) {
            known.rights = rights;
        }
        if known.alt.is_empty() {
            known.alt = wanted.alt.clone();
        }
    }
}
