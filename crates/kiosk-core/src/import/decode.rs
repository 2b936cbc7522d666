//! From bytes to text, whatever program saved the spreadsheet.

use super::Refused;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of the file. Letters that could not be read stand as U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refused> {
    if let Some(kind) = known_kind(bytes) {
        return Err(Refused::NotCsv { seen: kind });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    if bytes.contains(&0) {
        return Err(Refused::NotCsv {
            seen: "a file that is not text",
        });
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // Damaged UTF-8 is better read with holes than with every accent wrong.
        Err(_) if is_mostly_utf8(bytes) => String::from_utf8_lossy(bytes),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    })
}

/// Files that are something else altogether, by their first bytes.
fn known_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (
            b"PK\x03\x04",
            "an Excel or OpenDocument workbook, or another zip file",
        ),
        (b"\xD0\xCF\x11\xE0", "an old Excel workbook"),
        (b"%PDF-", "a PDF"),
        (b"{\\rtf", "a word processor's document"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"\x89PNG", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
    ];
    let kind = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    kind.map(|(_, kind)| *kind).or_else(|| markup(bytes))
}

fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let head = String::from_utf8_lossy(&bytes[start..bytes.len().min(start + 64)]).to_lowercase();
    match () {
        () if head.starts_with("<!doctype html") || head.starts_with("<html") => Some("a web page"),
        () if head.starts_with("<?xml") => Some("an XML file"),
        () if head.starts_with("{\"") || head.starts_with("{\n") || head.starts_with("[{") => {
            Some("a JSON file")
        }
        () => None,
    }
}

/// UTF-16 has a zero beside every plain letter, comma and line end. Which side says which kind.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut little, mut big, mut both) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        match pair {
            [0, 0] => both += 1,
            [_, 0] => little += 1,
            [0, _] => big += 1,
            _ => {}
        }
    }
    // In a table an eighth of the characters are at least digits, spaces and commas.
    let enough = bytes.len() / 16;
    match () {
        () if both > 0 => None,
        () if little > enough && little > 8 * big => Some(UTF_16LE),
        () if big > enough && big > 8 * little => Some(UTF_16BE),
        () => None,
    }
}

fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * bad
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "number,title\n1,Café – “tin”\n";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_way_a_spreadsheet_is_saved_gives_the_same_text() {
        let windows = WINDOWS_1252.encode(TEXT).0.into_owned();
        let (little, big) = (utf16(TEXT, u16::to_le_bytes), utf16(TEXT, u16::to_be_bytes));
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat(),
            windows,
            [b"\xFF\xFE".as_slice(), &little].concat(),
            [b"\xFE\xFF".as_slice(), &big].concat(),
            little,
            big,
        ] {
            assert_eq!(decode(&bytes), Ok(TEXT.into()));
        }
    }

    #[test]
    fn bytes_that_are_utf_8_are_read_so_whatever_else_they_could_be() {
        let either = WINDOWS_1252.encode("1,Aéœœa\n").0.into_owned();
        assert_eq!(decode(&either), Ok("1,A霜a\n".into()));
    }

    #[test]
    fn damaged_utf_8_keeps_its_good_accents() {
        let damaged = [TEXT.as_bytes(), b"2,Caf\xC3\n"].concat();
        let expected = format!("{TEXT}2,Caf\u{FFFD}\n");
        assert_eq!(decode(&damaged), Ok(expected.into()));
    }

    #[test]
    fn other_files_are_named_for_what_they_are() {
        for (bytes, kind) in [
            (b"PK\x03\x04....".as_slice(), "Excel"),
            (b"%PDF-1.7", "PDF"),
            (b"\xFF\xD8\xFF\xE0", "picture"),
            (b"\n<!DOCTYPE html><title>", "web page"),
            (b"{\"items\": []}", "JSON"),
            (b"\x01\x00\x00\x00\x05\x00\x00\x07", "not text"),
        ] {
            let refused = decode(bytes).map_err(|refused| refused.to_string());
            assert!(
                matches!(&refused, Err(said) if said.contains(kind)),
                "{refused:?}"
            );
        }
    }
}
