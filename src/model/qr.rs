//! A text as a square of dark and light modules that a telephone's camera reads.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules all round, without which readers do not find the code.
const QUIET: i32 = 4;
/// Most modules along a side: with more, a code as wide as a hand no longer reads at arm's length.
const MOST_MODULES: i32 = 97;

/// A code, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Its width and height in modules, with the quiet zone.
    pub side: i32,
    /// The dark modules as an SVG path, one unit to a module.
    pub path: String,
}

impl Qr {
    /// The code of a text, at the error correction that still reads with a thumb on the corner.
    /// `None` for nothing, and for what is too long to be read from a screen (666 bytes fit).
    pub fn of(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        // Bytes only: choosing between kinds of segments would weigh more than it saves on an address.
        let code = QrCode::encode_binary(text.as_bytes(), QrCodeEcc::Medium).ok()?;
        let modules = code.size();
        (modules <= MOST_MODULES).then(|| Self {
            side: modules + 2 * QUIET,
            path: path(&code),
        })
    }
}

/// One rectangle for each run of dark modules in a row.
fn path(code: &QrCode) -> String {
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let from = x;
            while x < side && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let run = (x - from).to_string();
                let (left, top) = ((from + QUIET).to_string(), (y + QUIET).to_string());
                for part in ["M", &left, " ", &top, "h", &run, "v1h-", &run, "z"] {
                    path.push_str(part);
                }
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules as the path draws them, read back by somebody else's reader.
    fn read(qr: &Qr) -> Option<String> {
        let side = usize::try_from(qr.side).ok()?;
        let mut dark = vec![false; side * side];
        for run in qr.path.split('M').skip(1) {
            let (left, rest) = run.split_once(' ')?;
            let (top, rest) = rest.split_once('h')?;
            let (width, _) = rest.split_once('v')?;
            let (left, top): (usize, usize) = (left.parse().ok()?, top.parse().ok()?);
            let width: usize = width.parse().ok()?;
            dark[top * side + left..top * side + left + width].fill(true);
        }
        // A camera sees a module as many points.
        let scale = 4;
        let at = |x: usize, y: usize| dark[y / scale * side + x / scale];
        let mut seen = rqrr::PreparedImage::prepare_from_bitmap(side * scale, side * scale, &at);
        Some(seen.detect_grids().first()?.decode().ok()?.1)
    }

    #[test]
    fn a_reader_reads_what_the_code_was_made_of() {
        let long = "Make a clippy mat: old cloth, a sack, a peg. ".repeat(14);
        for text in [
            "https://museum.example/o/1998.12",
            "tel:+441910000000",
            "Yr Amgueddfa – Музей – متحف",
            long.trim(),
        ] {
            let read = Qr::of(text).and_then(|qr| read(&qr));
            assert_eq!(read.as_deref(), Some(text));
        }
    }

    #[test]
    fn a_quiet_zone_of_four_light_modules_is_all_round() {
        let qr = Qr::of("https://museum.example").unwrap_or(Qr {
            side: 0,
            path: String::new(),
        });
        for run in qr.path.split('M').skip(1) {
            let numbers: Vec<i32> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let (left, top, width) = (numbers[0], numbers[1], numbers[2]);
            assert!(left >= 4 && top >= 4 && left + width <= qr.side - 4 && top < qr.side - 4);
        }
        assert!(qr.side >= 29);
    }

    #[test]
    fn nothing_and_what_is_too_long_to_read_make_no_code() {
        assert_eq!(Qr::of(""), None);
        assert!(Qr::of(&"a".repeat(666)).is_some());
        assert_eq!(Qr::of(&"a".repeat(667)), None);
        assert_eq!(Qr::of(&"a".repeat(5000)), None);
    }
}
