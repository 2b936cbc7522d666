//! The pixels of a JPEG: one scan after the other, to the end of the picture. Phones write more behind
//! that end (a film, a second picture with a place of its own), and a comment may stand between scans.

use img_parts::jpeg::markers;

/// True for segments that applications add, and for comments.
pub(super) fn is_added(marker: u8) -> bool {
    matches!(marker, markers::APP0..=markers::APP15 | markers::COM)
}

/// The scans without what was added between and behind them. A picture that ends too early stays as
/// long as it is.
pub(super) fn without(scans: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(scans.len());
    let mut rest = scans;
    while let Some(at) = rest.iter().position(|byte| *byte == markers::P) {
        let (pixels, from_mark) = rest.split_at(at);
        clean.extend_from_slice(pixels);
        let length = match from_mark.get(1) {
            Some(&markers::EOI) => {
                clean.extend([markers::P, markers::EOI]);
                return clean;
            }
            // A mark may be preceded by any number of fill bytes.
            None | Some(&markers::P) => 1,
            // A pixel's own 0xFF, or a mark to start again from: neither has a length.
            Some(0x00 | 0x01 | markers::RST0..=markers::RST7) => 2,
            Some(_) => 2 + length(from_mark),
        };
        let (part, after) = from_mark.split_at(length.min(from_mark.len()));
        if !part.get(1).is_some_and(|marker| is_added(*marker)) {
            clean.extend_from_slice(part);
        }
        rest = after;
    }
    clean.extend_from_slice(rest);
    clean
}

/// Bytes of a segment behind its mark, as it says itself.
fn length(from_mark: &[u8]) -> usize {
    match from_mark {
        [_, _, high, low, ..] => usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_and_behind_the_scans_goes_and_the_scans_stay() {
        let scans = b"ab\xFF\x00c\xFF\xD0d\xFF\xFE\x00\x06note\xFF\xC4\x00\x04\xFF\xD9\xFF\xDA\x00\x02e\xFF\xD9film";
        let clean = b"ab\xFF\x00c\xFF\xD0d\xFF\xC4\x00\x04\xFF\xD9\xFF\xDA\x00\x02e\xFF\xD9";
        assert_eq!(without(scans), clean);
    }

    #[test]
    fn scans_that_end_too_early_stay_as_they_are() {
        for scans in [
            &b"ab\xFF"[..],
            b"",
            b"a\xFF\xC4",
            b"a\xFF\xC4\x00\x09b",
            b"a\xFF\xFF",
        ] {
            assert_eq!(without(scans), scans);
        }
    }
}
