//! What a file is, by its first bytes.

/// The media type of a drawing.
pub(super) const SVG: &str = "image/svg+xml";

/// The media type these bytes have, of those a pack may hold. Containers that carry both sound and
/// film are given as film.
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    let at = |from: usize, magic: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(magic));
    match () {
        () if at(0, b"\xFF\xD8\xFF") => Some("image/jpeg"),
        () if at(0, b"\x89PNG\r\n\x1A\n") => Some("image/png"),
        () if at(0, b"GIF87a") || at(0, b"GIF89a") => Some("image/gif"),
        () if at(0, b"RIFF") && at(8, b"WEBPVP8") => Some("image/webp"),
        () if at(0, b"RIFF") && at(8, b"WAVE") => Some("audio/wav"),
        () if at(4, b"ftyp") => container(bytes),
        () if at(0, b"OggS\0") => Some("audio/ogg"),
        () if at(0, b"\x1A\x45\xDF\xA3") => webm(bytes),
        () if at(0, b"%PDF-") => Some("application/pdf"),
        () if at(0, b"ID3") || is_mp3_frame(bytes) => Some("audio/mpeg"),
        () if is_svg(bytes) => Some(SVG),
        () => None,
    }
}

/// True when a file declared as `declared` may be one that was found to be `found`: MP4 and WebM
/// carry sound alone as well as film, under one set of first bytes.
pub(super) fn same(declared: &str, found: &str) -> bool {
    declared == found
        || matches!(
            (declared, found),
            ("audio/mp4", "video/mp4") | ("audio/webm", "video/webm")
        )
}

/// ISO base media (ISO/IEC 14496-12): the brands say what kind. HEIC is refused: browsers do not
/// show it.
fn container(bytes: &[u8]) -> Option<&'static str> {
    const FILM: [&[u8; 4]; 10] = [
        b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash",
    ];
    let length = u32::from_be_bytes(bytes.first_chunk().copied()?);
    let length = usize::try_from(length).ok()?.clamp(8, 256).min(bytes.len());
    let brands = || {
        bytes[8..length]
            .chunks_exact(4)
            .enumerate()
            // The second word is the version of the first brand.
            .filter(|(at, _)| *at != 1)
            .map(|(_, brand)| brand)
    };
    match () {
        () if brands().any(|brand| brand == b"avif" || brand == b"avis") => Some("image/avif"),
        () if brands().any(|brand| brand == b"heic" || brand == b"mif1") => None,
        () if brands()
            .next()
            .is_some_and(|b| b == b"M4A " || b == b"M4B ") =>
        {
            Some("audio/mp4")
        }
        () if brands().any(|brand| FILM.iter().any(|film| brand == *film)) => Some("video/mp4"),
        () => None,
    }
}

/// EBML with the document type "webm"; plain Matroska is not played by browsers.
fn webm(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(64)];
    head.windows(4)
        .any(|word| word == b"webm")
        .then_some("video/webm")
}

/// The head of an MPEG layer III frame: eleven bits of sync, a version, the layer, and a bit rate
/// and sample rate that are not the forbidden ones.
fn is_mp3_frame(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, second, third, ..]
        if second & 0xE0 == 0xE0
            && second & 0x18 != 0x08
            && second & 0x06 == 0x02
            && third & 0xF0 != 0xF0
            && third & 0xF0 != 0
            && third & 0x0C != 0x0C)
}

fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut text = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match text {
            _ if text.starts_with("<?xml") => "?>",
            _ if text.starts_with("<!--") => "-->",
            _ => break,
        };
        let Some((_, rest)) = text.split_once(end) else {
            return false;
        };
        text = rest.trim_start();
    }
    text.strip_prefix("<svg")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known_by_its_first_bytes() {
        let files: [(&[u8], Option<&str>); 18] = [
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some("image/jpeg")),
            (b"\x89PNG\r\n\x1A\n\0\0", Some("image/png")),
            (b"GIF89a..", Some("image/gif")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x10\0\0\0WAVEfmt ", Some("audio/wav")),
            (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", Some("image/avif")),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", None),
            (b"\0\0\0\x18ftypisom\0\0\x02\0isommp41", Some("video/mp4")),
            (b"\0\0\0\x14ftypM4A \0\0\0\0isom", Some("audio/mp4")),
            (b"OggS\0\x02", Some("audio/ogg")),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm", Some("video/webm")),
            (b"ID3\x04\0\0", Some("audio/mpeg")),
            (b"\xFF\xFB\x90\x64", Some("audio/mpeg")),
            (b"%PDF-1.7", Some("application/pdf")),
            (
                b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- tin --><svg xmlns=\"a\"/>",
                Some(SVG),
            ),
            (b"<!DOCTYPE html><svg>", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ];
        for (bytes, expected) in files {
            assert_eq!(
                sniff(bytes),
                expected,
                "{:?}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
