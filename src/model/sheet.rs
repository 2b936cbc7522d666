//! How a sheet is set, so that it fits one page of A4 with type as large as it may be.

/// Sizes of type, in points, the best first.
const POINTS: [usize; 6] = [22, 20, 18, 16, 14, 12];
/// The smallest of them: nothing is ever set smaller.
const LEAST: usize = 12;
/// Letters in a line of one point: 178 mm wide, half a square to a letter, and a tenth for ragged ends.
const LETTERS: usize = 900;
/// Points of height for text on the page, less the head of the sheet and the code at its foot.
const HEIGHT: usize = 520;
/// Points of height the code takes.
const CODE: usize = 150;
/// Points of height of each further line of a long title.
const TITLE: usize = 40;

/// What takes height on a sheet, by its number of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetRow {
    /// The heading of a thing: larger, with air and a rule above it.
    Head(usize),
    /// A word on a line of its own (so many letters), and under it what it is about.
    Led(usize, usize),
    /// A paragraph.
    Text(usize),
}

impl SheetRow {
    /// Tenths of a point at this size of type: lines are 1.4 high, a paragraph has 0.3 of air.
    fn height(self, points: usize) -> usize {
        let lines = |letters: usize| (letters * points).div_ceil(LETTERS).max(1) * 14;
        let ems = match self {
            Self::Head(letters) => lines(letters * 5 / 4) + 13,
            Self::Led(lead, said) => lines(lead) + lines(said) + 3,
            Self::Text(letters) => lines(letters) + 3,
        };
        ems * points
    }
}

/// Type and fullness of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Size of its type in points.
    pub points: usize,
    /// Which of the tellings is on it, from 0; nothing: only names are.
    pub telling: Option<usize>,
    /// How many of the names there is room for, where only names are on it.
    pub names: usize,
    /// Whether there is room for a code at its foot.
    pub code: bool,
}

/// Chooses for a sheet with a title of so many letters that can be told in these ways, the fullest first;
/// where none fits, by names, a row each, of which so many are on it as there is room for. Words matter
/// more than a code: a fuller telling without one comes before a shorter with it.
pub fn setting(
    title: usize,
    tellings: &[Vec<SheetRow>],
    names: &[SheetRow],
    coded: bool,
) -> Setting {
    let tellings = tellings.iter().map(Vec::as_slice).enumerate();
    let tries = tellings.map(|(at, rows)| (Some(at), rows));
    for (telling, rows) in tries.chain([(None, names)]) {
        for code in [true, false] {
            let fits = |points: &usize| height(rows, *points) <= room(title, code);
            if let Some(points) = POINTS.into_iter().find(fits)
                && (coded || !code)
            {
                return Setting {
                    points,
                    telling,
                    names: names.len(),
                    code,
                };
            }
        }
    }
    Setting {
        points: LEAST,
        telling: None,
        names: room_for(title, names),
        code: false,
    }
}

/// Points of height left for text; a title of one line is in the head already.
fn room(title: usize, code: bool) -> usize {
    let further = (title * 30).div_ceil(LETTERS).max(1) - 1;
    let all = if code { HEIGHT } else { HEIGHT + CODE };
    all.saturating_sub(further * TITLE)
}

fn height(rows: &[SheetRow], points: usize) -> usize {
    let tenths: usize = rows.iter().map(|row| row.height(points)).sum();
    tenths / 10
}

/// How many of these fit the page, with a line that says how many more there are.
fn room_for(title: usize, names: &[SheetRow]) -> usize {
    let more = height(&[SheetRow::Text(LETTERS / LEAST)], LEAST);
    let fits = |count: &usize| height(&names[..*count], LEAST) + more <= room(title, false);
    (0..names.len()).rev().find(fits).unwrap_or(0)
}

/// Most letters a code carries that a telephone can still read from the screen or from paper.
const MOST_IN_CODE: usize = 560;

/// The text for a code: the first of these, the fullest first, that is short enough; and whether that is
/// the fullest.
pub fn for_code(texts: &[String]) -> Option<(String, bool)> {
    let fits = |text: &&String| !text.is_empty() && text.len() <= MOST_IN_CODE;
    let text = texts.iter().find(fits)?;
    Some((text.clone(), texts.first() == Some(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An idea of the demo with its facts, what it needs and five steps.
    fn idea(whole: bool) -> Vec<SheetRow> {
        let mut rows = vec![SheetRow::Head(18), SheetRow::Text(80), SheetRow::Led(8, 42)];
        rows.extend([SheetRow::Text(40); 5]);
        rows.extend(whole.then_some(SheetRow::Text(41)));
        rows
    }

    /// The demo's five ways to join in, under their heading.
    fn ways() -> Vec<SheetRow> {
        [vec![SheetRow::Head(33)], vec![SheetRow::Led(14, 64); 5]].concat()
    }

    fn names(count: usize) -> Vec<SheetRow> {
        [
            vec![SheetRow::Led(14, 64); 5],
            vec![SheetRow::Text(14); count],
        ]
        .concat()
    }

    #[test]
    fn little_text_is_set_large_and_much_text_small() {
        let points = |paragraphs: usize| {
            setting(10, &[vec![SheetRow::Text(60); paragraphs]], &[], true).points
        };
        assert_eq!(points(4), 22);
        assert!(points(4) > points(14) && points(14) > points(22));
        assert_eq!(points(24), 12);
    }

    #[test]
    fn two_ideas_keep_what_is_needed_and_every_step_and_rather_lose_the_code() {
        let steps = [idea(false), idea(false), ways()].concat();
        let whole = [idea(true), idea(true), ways()].concat();
        let short = [[SheetRow::Head(18), SheetRow::Text(80)].repeat(2), ways()].concat();
        let set = setting(10, &[whole, steps, short], &names(2), true);
        assert!(set.telling.is_some_and(|telling| telling < 2), "{set:?}");
        assert!(!set.code, "{set:?}");
    }

    #[test]
    fn what_fits_with_the_code_has_it_and_a_sheet_without_one_gives_its_room_to_words() {
        let one = [idea(true)];
        assert!(setting(10, &one, &[], true).code);
        let without = setting(10, &one, &[], false);
        assert!(!without.code && without.points >= setting(10, &one, &[], true).points);
    }

    #[test]
    fn what_does_not_fit_is_said_in_short_and_never_smaller_than_twelve_points() {
        let much = vec![SheetRow::Text(400); 30];
        let set = setting(10, &[much.clone(), vec![SheetRow::Text(60); 10]], &[], true);
        assert!(set.telling == Some(1) && set.points >= 14, "{set:?}");
        let crowded = setting(10, &[much.clone(), vec![SheetRow::Text(60); 30]], &[], true);
        assert_eq!(
            (crowded.telling, crowded.points, crowded.code),
            (Some(1), 12, false),
            "the code makes room"
        );
    }

    #[test]
    fn fifteen_things_are_on_the_page_by_name_and_none_is_lost() {
        let told = [[SheetRow::Head(14), SheetRow::Text(60)].repeat(15), ways()].concat();
        assert!(height(&told, LEAST) > room(10, false), "they would go over");
        let set = setting(10, &[told], &names(15), true);
        assert_eq!((set.telling, set.names), (None, 20));
    }

    #[test]
    fn however_much_is_kept_the_sheet_is_one_page_and_has_room_to_count_the_rest() {
        for kept in [26, 41, 200, 5000] {
            let names = names(kept);
            let set = setting(10, &[vec![SheetRow::Head(14); kept]], &names, true);
            assert!((20..names.len()).contains(&set.names), "{kept}: {set:?}");
            let shown = [&names[..set.names], &[SheetRow::Text(60)]].concat();
            assert!(height(&shown, set.points) <= room(10, false), "{kept}");
        }
    }

    #[test]
    fn a_title_that_takes_a_second_line_takes_height() {
        assert_eq!(room(31, false) + TITLE, room(30, false));
        assert_eq!(setting(900, &[idea(true)], &names(3), false).telling, None);
    }

    #[test]
    fn a_code_carries_the_text_itself_only_when_a_telephone_can_read_it() {
        let long = "x".repeat(MOST_IN_CODE + 1);
        let code =
            |texts: &[&str]| for_code(&texts.iter().map(|text| (*text).into()).collect::<Vec<_>>());
        assert_eq!(code(&["all", "some"]), Some(("all".into(), true)));
        let shortened = code(&[&long, "some", "little"]);
        assert_eq!(shortened, Some(("some".into(), false)), "and says so");
        assert_eq!(code(&[&long, &long]), None);
        assert_eq!(code(&[&long, ""]), None);
    }
}
