//! What a recorder writes beside the voice: when it was made, and with what. Both are taken out before the
//! recording is hashed, in place, so that it stays playable and nothing moves.
//!
//! MP4 (ISO/IEC 14496-12) and WebM (RFC 8794, RFC 9559). Anything else is left as it is.

/// Most boxes or elements looked at: a recording has dozens before its sound.
const MOST: usize = 10_000;

/// Takes the times and the names of programmes out of a recording.
pub fn forget_origin(bytes: &mut [u8]) {
    if bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        webm(bytes);
    } else if bytes.get(4..8) == Some(b"ftyp") {
        mp4(bytes);
    }
}

/// Boxes one after the other; those that only hold others are stepped into.
fn mp4(bytes: &mut [u8]) {
    let mut at = 0;
    for _ in 0..MOST {
        let Some((size, header)) = box_at(bytes, at) else {
            return;
        };
        let (inside, end) = (at + header, at.saturating_add(size).min(bytes.len()));
        let kind: [u8; 4] = [bytes[at + 4], bytes[at + 5], bytes[at + 6], bytes[at + 7]];
        match &kind {
            b"moov" | b"trak" | b"mdia" => {
                at = inside;
                continue;
            }
            b"mvhd" | b"tkhd" | b"mdhd" => {
                let long = bytes.get(inside) == Some(&1);
                blank(bytes, inside + 4, if long { 16 } else { 8 }, end, 0);
            }
            b"udta" | b"meta" => {
                bytes[at + 4..at + 8].copy_from_slice(b"free");
                blank(bytes, inside, end - inside, end, 0);
            }
            _ => {}
        }
        at = end;
    }
}

/// Size of the box and of its header; a box of size 0 goes to the end.
fn box_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let header = bytes.get(at..at.checked_add(8)?)?;
    let size = u32::from_be_bytes(*header.first_chunk()?) as usize;
    match size {
        0 => Some((bytes.len() - at, 8)),
        1 => {
            let long = bytes.get(at + 8..at + 16)?;
            let size = u64::from_be_bytes(*long.first_chunk()?);
            let size = usize::try_from(size).ok()?;
            (size >= 16).then_some((size, 16))
        }
        2..8 => None,
        _ => Some((size, 8)),
    }
}

/// Elements one after the other, up to the first sound.
fn webm(bytes: &mut [u8]) {
    let mut at = 0;
    for _ in 0..MOST {
        let Some((id, inside)) = number(bytes, at, true) else {
            return;
        };
        let Some((size, inside)) = number(bytes, inside, false) else {
            return;
        };
        let end = usize::try_from(size).map_or(bytes.len(), |size| {
            inside.saturating_add(size).min(bytes.len())
        });
        match id {
            // Segment, Info: what is told is inside.
            0x1853_8067 | 0x1549_A966 => {
                at = inside;
                continue;
            }
            // Date; title and the programmes that wrote it.
            0x4461 => blank(bytes, inside, end - inside, end, 0),
            0x7BA9 | 0x4D80 | 0x5741 => blank(bytes, inside, end - inside, end, b' '),
            // Cluster: the sound begins.
            0x1F43_B675 => return,
            _ => {}
        }
        at = end;
    }
}

/// A number of variable length and where it ends; ids keep their marker.
fn number(bytes: &[u8], at: usize, is_id: bool) -> Option<(u64, usize)> {
    let first = *bytes.get(at)?;
    let length = first.leading_zeros() as usize + 1;
    let all = bytes.get(at..at.checked_add(length)?)?;
    if length > 8 {
        return None;
    }
    let marked = all
        .iter()
        .fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let value = if is_id {
        marked
    } else {
        marked & !(1 << (7 * length))
    };
    Some((value, at + length))
}

fn blank(bytes: &mut [u8], from: usize, count: usize, end: usize, with: u8) {
    let to = from.saturating_add(count).min(end);
    if let Some(part) = bytes.get_mut(from..to) {
        part.fill(with);
    }
}

/// What a recording is, by how it begins: the type a sealed one had is inside.
pub fn media_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        "audio/webm"
    } else if bytes.get(4..8) == Some(b"ftyp") {
        "audio/mp4"
    } else if bytes.starts_with(b"OggS") {
        "audio/ogg"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn boxed(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        let size = (inside.len() as u32 + 8).to_be_bytes();
        [size.as_slice(), kind, inside].concat()
    }

    fn holds(bytes: &[u8], text: &[u8]) -> bool {
        bytes.windows(text.len()).any(|window| window == text)
    }

    #[test]
    fn an_mp4_forgets_when_and_with_what_it_was_made() {
        let time = [0xE4, 0x12, 0x34, 0x56];
        let head = |version| [&[version, 0, 0, 0][..], &time, &time, &[7; 8]].concat();
        let track = boxed(
            b"trak",
            &[
                boxed(b"tkhd", &head(0)),
                boxed(b"mdia", &boxed(b"mdhd", &head(0))),
            ]
            .concat(),
        );
        let told = boxed(b"udta", b"Lavf 61 on a tablet");
        let film = boxed(b"moov", &[boxed(b"mvhd", &head(0)), track, told].concat());
        let sound = boxed(b"mdat", b"a voice");
        let mut bytes = [boxed(b"ftyp", b"mp42"), film, sound].concat();
        let before = bytes.len();
        forget_origin(&mut bytes);
        assert_eq!(bytes.len(), before);
        assert!(!holds(&bytes, &time) && !holds(&bytes, b"Lavf"));
        assert!(holds(&bytes, b"a voice") && holds(&bytes, &[7; 8]));
    }

    #[test]
    fn a_webm_forgets_when_and_with_what_it_was_made() {
        let element =
            |id: &[u8], inside: &[u8]| [id, &[0x80 | inside.len() as u8], inside].concat();
        let told = [
            element(&[0x44, 0x61], b"8 bytes."),
            element(&[0x4D, 0x80], b"Chrome"),
            element(&[0x57, 0x41], b"QTmuxingAppLibWebM-0.0.1"),
        ]
        .concat();
        let info = element(&[0x15, 0x49, 0xA9, 0x66], &told);
        let cluster = element(&[0x1F, 0x43, 0xB6, 0x75], b"a voice of Chrome");
        // A recorder does not know how long the segment will be.
        let mut bytes = [
            &[0x1A, 0x45, 0xDF, 0xA3, 0x80][..],
            &[
                0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            ],
            &info,
            &cluster,
        ]
        .concat();
        forget_origin(&mut bytes);
        assert!(!holds(&bytes, b"8 bytes.") && !holds(&bytes, b"QTmuxing"));
        assert!(holds(&bytes, b"a voice of Chrome"));
    }

    proptest! {
        #[test]
        fn no_bytes_whatever_upset_it(
            kind in 0_usize..3, rest in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let start: [&[u8]; 3] = [&[0x1A, 0x45, 0xDF, 0xA3], b"\0\0\0\x08ftyp", b""];
            let mut bytes = [start[kind], &rest].concat();
            let length = bytes.len();
            forget_origin(&mut bytes);
            prop_assert_eq!(bytes.len(), length);
        }
    }
}
