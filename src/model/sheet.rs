//! How a sheet is set, so that it fits one page of A4 with type as large as it may be.

/// Sizes of type, in points, the best first.
const POINTS: [usize; 6] = [22, 20, 18, 16, 14, 12];
/// Letters in a line of one point: 178 mm wide, half a square to a letter, and a tenth for ragged ends.
const LETTERS: usize = 900;
/// Points of height for text on the page, less the head of the sheet and the code at its foot.
const HEIGHT: usize = 520;
/// Points of height the code takes.
const CODE: usize = 150;

/// Type and fullness of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Size of its type in points.
    pub points: usize,
    /// Whether everything is on it; else only what a reader needs to ask further.
    pub whole: bool,
    /// Whether there is room for a code at its foot.
    pub code: bool,
}

/// Chooses for a sheet whose paragraphs have these numbers of letters: all of them, else the few that
/// must be on it. A sheet that is too long even so is set small and goes on over the page.
pub fn setting(whole: &[usize], least: &[usize]) -> Setting {
    let tries = [
        (whole, true, HEIGHT),
        (least, false, HEIGHT),
        (least, false, HEIGHT + CODE),
    ];
    for (paragraphs, whole, room) in tries {
        for points in POINTS {
            if height(paragraphs, points) <= room {
                return Setting {
                    points,
                    whole,
                    code: room == HEIGHT,
                };
            }
        }
    }
    Setting {
        points: 12,
        whole: false,
        code: false,
    }
}

/// Each paragraph has a line's height of 1.4 and a third of a line above it.
fn height(paragraphs: &[usize], points: usize) -> usize {
    let lines = |letters: &usize| (letters * points).div_ceil(LETTERS).max(1);
    let thirds: usize = paragraphs
        .iter()
        .map(|letters| lines(letters) * 3 + 1)
        .sum();
    thirds * points * 14 / 30
}

/// Most letters a code carries that a telephone can still read from the screen or from paper.
const MOST_IN_CODE: usize = 560;

/// The text for a code: the first of these, the fullest first, that is short enough.
pub fn for_code(texts: &[String]) -> Option<String> {
    let fits = |text: &&String| !text.is_empty() && text.len() <= MOST_IN_CODE;
    texts.iter().find(fits).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_text_is_set_large_and_much_text_small() {
        let points = |paragraphs: usize| setting(&vec![60; paragraphs], &[]).points;
        assert_eq!(points(4), 22);
        assert!(points(4) > points(14) && points(14) > points(20));
        assert_eq!(points(20), 12);
    }

    #[test]
    fn what_does_not_fit_is_said_in_short_and_never_smaller_than_twelve_points() {
        let much = setting(&[400; 30], &[60; 10]);
        assert!(!much.whole && much.points >= 14, "{much:?}");
        let crowded = setting(&[400; 30], &[60; 29]);
        assert_eq!(
            (crowded.points, crowded.code),
            (12, false),
            "the code makes room"
        );
        let endless = setting(&[400; 300], &[60; 100]);
        assert_eq!((endless.points, endless.whole), (12, false));
    }

    #[test]
    fn a_code_carries_the_text_itself_only_when_a_telephone_can_read_it() {
        let long = "x".repeat(MOST_IN_CODE + 1);
        let code =
            |texts: &[&str]| for_code(&texts.iter().map(|text| (*text).into()).collect::<Vec<_>>());
        assert_eq!(code(&["all", "some"]).as_deref(), Some("all"));
        assert_eq!(code(&[&long, "some", "little"]).as_deref(), Some("some"));
        assert_eq!(code(&[&long, &long]), None);
        assert_eq!(code(&[&long, ""]), None);
    }
}
