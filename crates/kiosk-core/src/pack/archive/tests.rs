#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use super::*;
use crate::Text;
use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipArchive, ZipWriter};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zips::{Zip, record, replaced};

mod zips;

const DRAWING: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9\"/></svg>";
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n then some bytes of a picture";

fn media(name: &str, media_type: &str) -> Media {
    Media {
        name: name.into(),
        sha256: Hash(String::new()),
        bytes: 0,
        media_type: media_type.into(),
        width: None,
        height: None,
        alt: Text::default(),
        credit: Text::default(),
        rights: None,
        transcript: Text::default(),
        captions: Text::default(),
        ground: None,
        tint: None,
        sizes: Vec::new(),
    }
}

fn pack() -> Pack {
    Pack {
        format: 1,
        id: "test".into(),
        title: Text::one("en", "Test"),
        languages: vec!["en".into()],
        media: vec![
            media("tin.svg", "image/svg+xml"),
            media("a.png", "image/png"),
        ],
        ..Pack::default()
    }
}

fn file(name: &str) -> Option<Vec<u8>> {
    match name {
        "tin.svg" => Some(DRAWING.to_vec()),
        "a.png" => Some(PNG.to_vec()),
        _ => None,
    }
}

fn good() -> Vec<u8> {
    write(&pack(), file).unwrap()
}

#[test]
fn what_is_written_is_read_again_with_its_hashes_filled_in() {
    let bytes = good();
    let opened = read(&bytes, Limits::default()).unwrap();
    assert_eq!(opened.media.len(), 2);
    assert_eq!(opened.media[0].1, DRAWING);
    assert_eq!(opened.media[0].0.sha256, Hash::of(DRAWING));
    assert_eq!(opened.media[1].0.bytes, PNG.len() as u64);
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.pack().id, "test");
    assert_eq!(archive.media("a.png").unwrap(), PNG);
    assert_eq!(
        archive.media("b.png").unwrap_err(),
        ArchiveError::Missing("b.png".into())
    );
}

#[test]
fn the_same_pack_makes_the_same_bytes_in_whatever_order_its_files_are_listed() {
    assert_eq!(good(), good());
    let names = |bytes: &[u8]| -> Vec<String> {
        let zip = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
        zip.file_names()
            .map(|name| name.unwrap().into_owned())
            .collect()
    };
    assert_eq!(
        names(&good()),
        ["media/a.png", "media/tin.svg", "pack.json"]
    );
}

#[test]
fn a_pack_packed_again_by_hand_is_read() {
    let zip = Zip::good().with("media/", b"");
    assert!(read(&zip.bytes(), Limits::default()).is_ok());
}

#[test]
fn a_file_that_is_no_zip_or_is_cut_short_is_no_pack() {
    let bytes = good();
    for bytes in [
        b"".as_slice(),
        b"PK\x03\x04",
        b"%PDF-1.7",
        &bytes[..bytes.len() / 2],
    ] {
        assert_eq!(Archive::open(bytes).unwrap_err(), ArchiveError::NotAPack);
    }
}

#[test]
fn names_that_lead_out_of_the_pack_are_refused() {
    for name in [
        "../evil.png",
        "media/../../evil.png",
        "media/..",
        "/etc/evil.png",
        "media\\evil.png",
        "..\\evil.png",
        "C:evil.png",
        "media/a\0.png",
    ] {
        let refusal = Zip::good().with(name, PNG).refusal();
        let expected = matches!(
            refusal,
            ArchiveError::UnsafeName(_) | ArchiveError::Undeclared(_) | ArchiveError::NotAFile(_)
        );
        assert!(expected, "{name:?}: {refusal:?}");
    }
}

#[test]
fn a_name_in_pack_json_that_leads_out_of_the_pack_is_refused() {
    let mut wicked = pack();
    wicked.media.remove(0);
    wicked.media[0].name = "../a.png".into();
    let json = serde_json::to_vec(&wicked).unwrap();
    assert_eq!(
        Zip::good()
            .with("pack.json", &json)
            .without("media/a.png")
            .refusal(),
        ArchiveError::UnsafeName("../a.png".into())
    );
}

#[test]
fn links_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("pack.json", options).unwrap();
    zip.write_all(b"{}").unwrap();
    zip.add_symlink("media/a.png", "/etc/passwd", options)
        .unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(
        Archive::open(&bytes).unwrap_err(),
        ArchiveError::NotAFile("media/a.png".into())
    );
}

#[test]
fn a_name_may_be_there_once_whatever_its_capitals() {
    let bytes = Zip::good().with("media/A.PNG", PNG).bytes();
    assert!(matches!(
        Archive::open(&bytes),
        Err(ArchiveError::Duplicate(_))
    ));
    let bytes = Zip::good().with("media/b.png", PNG).bytes();
    let bytes = replaced(bytes, b"media/b.png", b"media/a.png");
    assert!(matches!(
        Archive::open(&bytes),
        Err(ArchiveError::Duplicate(_))
    ));
}

#[test]
fn a_bomb_is_refused_by_what_it_declares() {
    let nothing = vec![b' '; 8 << 20];
    let bomb = Zip::good().with("pack.json", &nothing).refusal();
    assert_eq!(bomb, ArchiveError::Bomb("pack.json".into()));
}

#[test]
fn a_bomb_that_declares_little_is_refused_when_it_unpacks_to_more() {
    let nothing = vec![b' '; 8 << 20];
    let mut bytes = Zip::good().with("media/a.png", &nothing).bytes();
    let at = record(&bytes, "media/a.png");
    let declared = u32::try_from(PNG.len()).unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&declared.to_le_bytes());
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(
        archive.media("a.png").unwrap_err(),
        ArchiveError::Damaged("media/a.png".into())
    );
}

#[test]
fn entries_that_share_their_bytes_are_a_bomb() {
    let mut bytes = Zip::good().with("media/b.png", PNG).bytes();
    let (a, b) = (record(&bytes, "media/a.png"), record(&bytes, "media/b.png"));
    let shared: [u8; 4] = bytes[a + 42..a + 46].try_into().unwrap();
    bytes[b + 42..b + 46].copy_from_slice(&shared);
    assert_eq!(
        Archive::open(&bytes).unwrap_err(),
        ArchiveError::Bomb("The file".into())
    );
}

#[test]
fn the_limits_hold_for_each_file_for_all_and_for_their_number() {
    let bytes = good();
    let usual = Limits::default();
    let refused = |limits: Limits| Archive::open_within(&bytes, limits).unwrap_err();
    let too_large = |error: ArchiveError| matches!(error, ArchiveError::TooLarge { .. });
    assert!(too_large(refused(Limits {
        archive_bytes: 100,
        ..usual
    })));
    assert!(too_large(refused(Limits {
        pack_json_bytes: 100,
        ..usual
    })));
    assert!(too_large(refused(Limits {
        media_bytes: 10,
        ..usual
    })));
    assert!(too_large(refused(Limits {
        total_bytes: 300,
        ..usual
    })));
    assert_eq!(
        refused(Limits {
            entries: 2,
            ..usual
        }),
        ArchiveError::TooManyFiles { most: 2 }
    );
}

#[test]
fn a_file_that_is_not_the_one_described_is_refused() {
    let mut other = PNG.to_vec();
    *other.last_mut().unwrap() ^= 1;
    assert_eq!(
        Zip::good().with("media/a.png", &other).refusal(),
        ArchiveError::WrongHash("a.png".into())
    );
    other.push(0);
    assert_eq!(
        Zip::good().with("media/a.png", &other).refusal(),
        ArchiveError::WrongSize("a.png".into())
    );
}

#[test]
fn files_listed_and_files_there_must_be_the_same() {
    assert_eq!(
        Zip::good().with("media/b.png", PNG).refusal(),
        ArchiveError::Undeclared("media/b.png".into())
    );
    assert_eq!(
        Zip::good().with("readme.txt", b"Hello").refusal(),
        ArchiveError::Undeclared("readme.txt".into())
    );
    assert_eq!(
        Zip::good().without("media/a.png").refusal(),
        ArchiveError::Missing("a.png".into())
    );
    assert_eq!(
        Zip::good().without("pack.json").refusal(),
        ArchiveError::NoPackJson
    );
}

#[test]
fn a_file_is_what_it_says_and_a_drawing_only_draws() {
    let wrong = write(&pack(), |name| {
        (name == "a.png").then(|| b"<html>".to_vec())
    });
    assert_eq!(
        wrong.unwrap_err(),
        ArchiveError::WrongType {
            name: "a.png".into(),
            declared: "image/png".into(),
            found: None
        }
    );
    let script = write(&pack(), |name| match name {
        "tin.svg" => Some(b"<svg><script>1</script></svg>".to_vec()),
        _ => file(name),
    });
    assert!(matches!(script, Err(ArchiveError::UnsafeDrawing { .. })));
}

#[test]
fn a_locked_entry_is_refused() {
    let mut bytes = good();
    let at = record(&bytes, "media/a.png");
    bytes[at + 8] |= 1;
    assert_eq!(
        Archive::open(&bytes).unwrap_err(),
        ArchiveError::Encrypted("media/a.png".into())
    );
}

#[test]
fn an_entry_packed_in_another_way_is_refused() {
    let mut bytes = good();
    let at = record(&bytes, "media/a.png");
    bytes[at + 10] = 14;
    assert_eq!(
        Archive::open(&bytes).unwrap_err(),
        ArchiveError::Compression("media/a.png".into())
    );
}

#[test]
fn pack_json_that_cannot_be_read_says_where() {
    let refusal = Zip::good()
        .with("pack.json", b"{\"format\":1,\n\"id\":2}")
        .refusal();
    assert!(refusal.to_string().contains("line 2"), "{refusal}");
    let newer = Zip::good().with("pack.json", b"{\"format\":2}").refusal();
    assert_eq!(newer, ArchiveError::Format(2));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let marked = [
        b"\xEF\xBB\xBF".as_slice(),
        &serde_json::to_vec(&Pack {
            format: 1,
            ..Pack::default()
        })
        .unwrap(),
    ]
    .concat();
    let zip = Zip::default().with_options("pack.json", &marked, stored);
    assert!(Archive::open(&zip.bytes()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(read(&bytes, Limits::default()).is_err());
        let _ = svg::check(&bytes);
        let _ = sniff(&bytes);
    }

    #[test]
    fn flipped_bytes_never_panic_and_never_give_other_content(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..8),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = good();
        for (at, flip) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(opened) = read(&bytes, Limits::default()) {
            let whole = read(&good(), Limits::default()).unwrap();
            prop_assert_eq!(opened.pack, whole.pack);
            prop_assert_eq!(opened.media, whole.media);
        }
    }

    #[test]
    fn drawings_of_random_tags_never_panic(text in "[<>/a-z&;#=\"' !?:\\[\\]-]{0,80}") {
        let _ = svg::check(text.as_bytes());
        let _ = svg::check(format!("<style>{text}").as_bytes());
    }
}
