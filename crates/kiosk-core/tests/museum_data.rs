//! Real spreadsheets that museums published, and what must come of them.
//!
//! They are not part of this repository: `museum-data` in the folder `shared` beside it holds them.
//! Where that is absent these tests say so and pass.

#![cfg(feature = "desk")]
#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use kiosk_core::import::{Draft, Options, Picture, Refused, csv, media_name};
use kiosk_core::pack::archive::{Limits, read, sniff, write};
use kiosk_core::pack::{Problem, validate};
use std::path::{Path, PathBuf};

fn museum_data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/museum-data");
    if !folder.is_dir() {
        eprintln!("skipped: there is no museum-data beside this repository");
        return None;
    }
    Some(folder)
}

fn options(confirm: bool) -> Options {
    Options {
        id: "test".into(),
        title: "Test".into(),
        language: "en".into(),
        confirm_rights: confirm.then(|| "A. Curator, 2026-03-01, checked".into()),
    }
}

fn import(path: &str, confirm: bool) -> Option<Result<Draft, Refused>> {
    let bytes = std::fs::read(museum_data()?.join(path)).unwrap();
    Some(csv(&bytes, &options(confirm)))
}

/// Rows, items, bad rows and pictures to bring.
fn counts(draft: &Draft) -> (u64, usize, u64, usize) {
    (
        draft.rows,
        draft.pack.items.len(),
        draft.bad_rows(),
        draft.pictures_wanted.len(),
    )
}

#[test]
fn every_table_of_objects_comes_in_as_far_as_its_rights_are_known() {
    for (path, expected) in [
        ("open-pictures/open-pictures.csv", (56, 56, 0, 56)),
        (
            "csv/collectionbuilder_collection-metadata.csv",
            (42, 18, 16, 10),
        ),
        (
            "csv/collectionbuilder_demo-compoundobjects-metadata.csv",
            (30, 5, 17, 1),
        ),
        ("csv/collectionbuilder_demo-metadata.csv", (13, 4, 9, 1)),
        ("csv/collectionbuilder_metadata-template.csv", (1, 1, 0, 1)),
        ("csv/collectionbuilder_pnla-metadata.csv", (22, 4, 18, 4)),
        ("csv/culturecraft_metadata.csv", (320, 0, 320, 0)),
        ("csv/artbreaker_collection.csv", (224, 0, 224, 0)),
        ("csv/loc_musical_instruments.csv", (1606, 0, 1606, 0)),
    ] {
        let Some(draft) = import(path, false) else {
            return;
        };
        assert_eq!(counts(&draft.unwrap()), expected, "{path}");
    }
}

#[test]
fn on_staffs_word_every_object_comes_in_and_makes_a_pack_without_errors() {
    for (path, items) in [
        ("csv/collectionbuilder_collection-metadata.csv", 24),
        (
            "csv/collectionbuilder_demo-compoundobjects-metadata.csv",
            12,
        ),
        ("csv/collectionbuilder_demo-metadata.csv", 8),
        ("csv/collectionbuilder_pnla-metadata.csv", 22),
        ("csv/culturecraft_metadata.csv", 320),
        ("csv/artbreaker_collection.csv", 224),
        ("csv/loc_musical_instruments.csv", 1606),
    ] {
        let Some(draft) = import(path, true) else {
            return;
        };
        let draft = draft.unwrap();
        assert_eq!(
            (draft.pack.items.len(), draft.bad_rows()),
            (items, 0),
            "{path}"
        );
        let problems = validate(&draft.pack);
        assert!(
            !problems.iter().any(Problem::is_error),
            "{path}: {problems:?}"
        );
    }
}

#[test]
fn lists_of_people_and_of_books_are_refused_with_what_was_seen() {
    let seen = |path| import(path, true).map(|result| result.unwrap_err());
    let Some(Refused::People { seen: tate }) = seen("csv/tate_artist_data.csv") else {
        assert!(museum_data().is_none());
        return;
    };
    assert!(tate.contains(&"gender".to_owned()));
    assert!(matches!(
        seen("csv/moma_Artists.csv"),
        Some(Refused::People { .. })
    ));
    assert!(matches!(
        seen("csv/nga_constituents_text_entries.csv"),
        Some(Refused::NoTitle { .. })
    ));
}

#[test]
fn groups_become_one_item_with_their_pictures() {
    let Some(draft) = import("csv/collectionbuilder_collection-metadata.csv", true) else {
        return;
    };
    let draft = draft.unwrap();
    let item = draft.pack.item("demo_020").unwrap();
    assert!(item.title.0["en"].starts_with("Jennie Eva Hughes"));
    assert!(
        draft.pack.item("demo_021").is_none(),
        "a portrait in the group is no object"
    );
    assert_eq!(draft.pack.themes.len(), 7);
}

#[test]
fn nothing_a_museum_keeps_to_itself_is_in_a_pack() {
    let Some(draft) = import("csv/collectionbuilder_collection-metadata.csv", true) else {
        return;
    };
    let json = serde_json::to_string(&draft.unwrap().pack).unwrap();
    // A latitude, and a shelf.
    for kept in ["46.725562", "PG 9, Postcard Collection"] {
        assert!(!json.contains(kept), "{kept}");
    }
}

#[test]
fn real_rows_come_in_alike_from_every_encoding_and_delimiter() {
    let Some(folder) = museum_data() else { return };
    let text = std::fs::read_to_string(folder.join("csv/artbreaker_collection.csv")).unwrap();
    // Rows with letters that Windows-1252 has.
    let head = text.lines().next().unwrap();
    let rows = text.lines().skip(1).filter(|row| !row.is_ascii());
    let rows = rows
        .filter(|row| !encoding_rs::WINDOWS_1252.encode(row).2)
        .take(20);
    let table = [head]
        .into_iter()
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\r\n");
    let plain = csv(table.as_bytes(), &options(true)).unwrap();
    assert!(plain.pack.items.len() > 5);
    let wide =
        |to_bytes: fn(u16) -> [u8; 2]| table.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    for bytes in [
        encoding_rs::WINDOWS_1252.encode(&table).0.into_owned(),
        [b"\xFF\xFE".as_slice(), &little].concat(),
        [b"\xFE\xFF".as_slice(), &big].concat(),
        little,
        big,
    ] {
        assert_eq!(csv(&bytes, &options(true)).unwrap(), plain);
    }
}

#[test]
fn the_open_pictures_make_a_pack_file_that_can_be_read_again() {
    let Some(folder) = museum_data() else { return };
    let mut draft = import("open-pictures/open-pictures.csv", false)
        .unwrap()
        .unwrap();
    let file = |name: &str| std::fs::read(folder.join("open-pictures/pictures").join(name)).ok();
    for wanted in std::mem::take(&mut draft.pictures_wanted) {
        let bytes = file(&wanted.name).unwrap();
        let picture = Picture {
            name: media_name(&wanted.name),
            media_type: sniff(&bytes).unwrap().into(),
            width: None,
            height: None,
        };
        draft.add_picture(&wanted, picture);
    }
    let problems = validate(&draft.pack);
    assert!(
        problems.iter().all(|problem| problem.field == "alt"),
        "{problems:?}"
    );
    let bytes = write(&draft.pack, file).unwrap();
    let opened = read(&bytes, Limits::default()).unwrap();
    assert_eq!(opened.media.len(), 56);
    assert!(
        opened
            .pack
            .items
            .iter()
            .all(|item| item.pictures.len() == 1)
    );
}
