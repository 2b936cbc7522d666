#![expect(clippy::panic, reason = "a failing test may panic")]

use super::*;
use crate::response::{Envelope, Sealed};

fn sealed(seq: u64, attachments: Vec<crate::response::Attachment>) -> String {
    let body = format!("body {seq}");
    let sealed = Sealed {
        envelope: Envelope {
            id: crate::ResponseId(format!("r{seq}")),
            tablet: "t".into(),
            event: "e".into(),
            seq,
            sha256: Hash::of(body.as_bytes()),
            attachments,
            key: None,
            card: None,
        },
        body,
    };
    serde_json::to_string(&sealed).unwrap_or_default()
}

fn about(lines: &[u8], responses: u64, recordings: u64) -> About {
    About {
        format: 1,
        tablet: "t".into(),
        events: Vec::new(),
        responses,
        sha256: Hash::of(lines),
        recordings,
    }
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut out = Vec::new();
    for (name, bytes) in entries {
        out.extend(writer.header(name, &Content::of(bytes)).unwrap_or_default());
        out.extend(*bytes);
    }
    out.extend(writer.end());
    out
}

/// A whole backup of two responses and a recording.
fn backup(change: impl FnOnce(&mut About)) -> Vec<u8> {
    let lines = [sealed(1, Vec::new()), sealed(2, Vec::new())].join("\n");
    let mut about = about(lines.as_bytes(), 2, 1);
    change(&mut about);
    let about = serde_json::to_vec(&about).unwrap_or_default();
    let name = [RECORDINGS, Hash::of(b"a voice").as_str()].concat();
    zip(&[
        (LINES, lines.as_bytes()),
        (&name, b"a voice"),
        (ABOUT, &about),
    ])
}

#[test]
fn what_a_tablet_writes_the_office_reads() {
    let bytes = backup(|_| {});
    let backup = Backup::open(&bytes).map_err(|why| why.to_string());
    let backup = backup.unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(backup.lines().count(), 2);
    assert_eq!(
        backup.recording(&Hash::of(b"a voice")).as_deref(),
        Some(b"a voice".as_slice())
    );
}

#[test]
fn seen_in_pieces_or_at_once_the_content_is_the_same() {
    let mut pieces = Content::default();
    for piece in [b"one".as_slice(), b"", b" two"] {
        pieces.push(piece);
    }
    let whole = Content::of(b"one two");
    let header = |content| Writer::default().header("x", content);
    assert_eq!(header(&pieces), header(&whole));
    assert_eq!(pieces.sha256(), Hash::of(b"one two"));
}

#[cfg(feature = "desk")]
#[test]
fn another_programme_opens_the_file() {
    let mut opened = ::zip::ZipArchive::new(std::io::Cursor::new(backup(|_| {})))
        .unwrap_or_else(|why| panic!("{why}"));
    let mut text = String::new();
    let mut entry = opened.by_name(LINES).unwrap_or_else(|why| panic!("{why}"));
    std::io::Read::read_to_string(&mut entry, &mut text).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn a_file_with_a_line_or_a_voice_too_few_is_not_whole() {
    for change in [
        (|about: &mut About| about.responses = 3) as fn(&mut About),
        |about| about.recordings = 2,
        |about| about.sha256 = Hash::of(b"other"),
    ] {
        let bytes = backup(change);
        assert_eq!(Backup::open(&bytes).err(), Some(Unfit::Damaged));
    }
}

#[test]
fn every_cut_file_is_refused() {
    let bytes = backup(|_| {});
    for length in (0..bytes.len()).step_by(7) {
        assert!(Backup::open(&bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn a_zip_of_something_else_is_no_backup() {
    assert_eq!(
        Backup::open(&zip(&[("pack.json", b"{}")])).err(),
        Some(Unfit::NoBackup)
    );
    assert_eq!(Backup::open(b"no zip").err(), Some(Unfit::NoBackup));
}

#[test]
fn a_newer_format_is_named_as_such() {
    let bytes = backup(|about| about.format = 2);
    assert_eq!(Backup::open(&bytes).err(), Some(Unfit::Newer));
}

#[test]
fn names_that_lead_out_and_names_given_twice_are_refused() {
    let lines = sealed(1, Vec::new());
    let about = serde_json::to_vec(&about(lines.as_bytes(), 1, 0)).unwrap_or_default();
    for other in [
        "../evil",
        "recordings/../../evil",
        "recordings/short",
        "/etc/passwd",
        LINES,
    ] {
        let bytes = zip(&[(LINES, lines.as_bytes()), (ABOUT, &about), (other, b"x")]);
        assert_eq!(Backup::open(&bytes).err(), Some(Unfit::Hostile), "{other}");
    }
}

#[cfg(feature = "desk")]
#[test]
fn a_file_that_unpacks_to_far_more_than_it_is_is_refused() {
    use std::io::Write;
    let mut zip = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = ::zip::write::SimpleFileOptions::default()
        .compression_method(::zip::CompressionMethod::Deflated);
    for (name, bytes) in [(ABOUT, b"{}".to_vec()), (LINES, vec![b' '; 8 << 20])] {
        zip.start_file(name, packed)
            .unwrap_or_else(|why| panic!("{why}"));
        zip.write_all(&bytes).unwrap_or_else(|why| panic!("{why}"));
    }
    let bytes = zip
        .finish()
        .unwrap_or_else(|why| panic!("{why}"))
        .into_inner();
    assert_eq!(Backup::open(&bytes).err(), Some(Unfit::Hostile));
}
