//! The collections that searches are tried on, and what is asked of them.
//!
//! Read by the test of quality and by `cargo xtask bench search`, so that both speak of the same rows.

use kiosk_core::Text;
use kiosk_core::pack::{Item, Pack};
use std::path::{Path, PathBuf};

const QUERIES: &str = include_str!("queries.txt");

/// A row of the table.
pub struct Row {
    /// Name of the collection.
    pub collection: &'static str,
    /// True when the visitor's spelling is not the label's.
    pub misspelt: bool,
    /// What is typed.
    pub query: &'static str,
    /// Number or title of the item that is wanted.
    pub wanted: &'static str,
}

/// The table of queries.
pub fn rows() -> Vec<Row> {
    let lines = QUERIES.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let mut cells = line.split('|').map(str::trim);
        Some(Row {
            collection: cells.next().filter(|cell| !cell.is_empty())?,
            misspelt: cells.next()? == "misspelt",
            query: cells.next()?,
            wanted: cells.next()?,
        })
    });
    rows.collect()
}

impl Row {
    /// True when this is the item that is wanted.
    pub fn wants(&self, item: &Item) -> bool {
        item.number == self.wanted || item.title.0.values().any(|title| title == self.wanted)
    }
}

/// A collection by name, and the language it is shown in. Nothing when its file is not there.
pub fn collection(root: &Path, name: &str) -> Option<(Pack, &'static str)> {
    let museum = root.join("../shared/museum-data");
    match name {
        "demo" => Some((demo(root)?, "en")),
        "demo-ar" => Some((demo(root)?, "ar")),
        "pictures" => {
            let columns = ["Accession Number", "Title", "Maker", "", "Date"];
            let items = items(&museum.join("open-pictures/open-pictures.csv"), columns)?;
            Some((pack(items), "en"))
        }
        "culturecraft" => {
            let columns = ["id", "title", "creator", "", "year"];
            let items = items(&museum.join("csv/culturecraft_metadata.csv"), columns)?;
            Some((pack(items), "en"))
        }
        // People as items: nobody would show them so, but no table of objects here is as long.
        "moma" => {
            let columns = [
                "ConstituentID",
                "DisplayName",
                "",
                "Nationality",
                "DisplayDate",
            ];
            let items = items(&museum.join("csv/moma_Artists.csv"), columns)?;
            Some((pack(items), "en"))
        }
        // The same with a paragraph to each, for the time a large pack takes.
        "moma with stories" => {
            let columns = ["", "", "", "", "text"];
            let file = museum.join("csv/nga_constituents_text_entries.csv");
            let stories = items(&file, columns)?;
            let (mut pack, tag) = collection(root, "moma")?;
            for (item, story) in pack.items.iter_mut().zip(stories.iter().cycle()) {
                item.story = story.brief.clone();
            }
            Some((pack, tag))
        }
        _ => None,
    }
}

fn demo(root: &Path) -> Option<Pack> {
    let json = std::fs::read(root.join("public/demo-pack/pack.json")).ok()?;
    serde_json::from_slice(&json).ok()
}

fn pack(items: Vec<Item>) -> Pack {
    Pack {
        format: 1,
        languages: vec!["en".into()],
        items,
        ..Pack::default()
    }
}

/// Items of a table, by its columns for number, title, maker, place and date (as the brief text).
fn items(file: &PathBuf, columns: [&str; 5]) -> Option<Vec<Item>> {
    let mut table = csv::Reader::from_path(file).ok()?;
    let headings = table.headers().ok()?.clone();
    let places = columns.map(|name| {
        let mut headings = headings.iter();
        headings.position(|heading| heading.trim_start_matches('\u{feff}') == name)
    });
    let items = table.records().filter_map(Result::ok).map(|record| {
        let cell = |nth: usize| places[nth].and_then(|at| record.get(at)).unwrap_or("");
        let text = |nth: usize| match cell(nth) {
            "" => Text::default(),
            cell => Text::one("en", cell),
        };
        Item {
            number: cell(0).to_owned(),
            title: text(1),
            maker: text(2),
            place: text(3),
            brief: text(4),
            ..Item::default()
        }
    });
    Some(items.collect())
}
