//! The decade to browse by, where a date text has one clear year. The text itself is shown as staff
//! wrote it.

/// First year of the decade, or `None` where the text leaves room for another.
pub(super) fn decade(date: &str) -> Option<i32> {
    let lower = date.to_lowercase();
    if speaks_of_another_time(&lower) {
        return None;
    }
    let years = years(&lower)?;
    let first = *years.first()?;
    let decade = first - first % 10;
    let clear = years.iter().all(|year| year - year % 10 == decade);
    (clear && (1000..=2100).contains(&decade)).then_some(decade)
}

/// Before Christ, other calendars, centuries, and what lies before or after a year.
fn speaks_of_another_time(lower: &str) -> bool {
    const WORDS: [&str; 17] = [
        "bc",
        "bce",
        "b.c",
        "b.c.",
        "b.c.e.",
        "ah",
        "century",
        "centuries",
        "millennium",
        "before",
        "after",
        "or",
        "cent",
        "bp",
        "to",
        "until",
        "chr",
    ];
    lower
        .split(|c: char| !c.is_alphabetic() && c != '.')
        .any(|word| WORDS.contains(&word.trim_end_matches('.')) || WORDS.contains(&word))
}

/// Every year in the text; `None` where a number could be a year and is not clear.
fn years(text: &str) -> Option<Vec<i32>> {
    let mut years: Vec<i32> = Vec::new();
    let (mut rest, mut just_after_year) = (text, false);
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = &rest[start..];
        let length = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        let (number, after) = digits.split_at(length);
        let before = rest[..start].chars().next_back();
        match (length, years.last().copied()) {
            (4, _) => {
                let year: i32 = number.parse().ok()?;
                // "1700s" may be ten years or a hundred.
                if year % 100 == 0 && after.starts_with('s') {
                    return None;
                }
                years.push(year);
            }
            // "1910-05" and "1910-05-17" go on with a month and a day, "1910–15" with a year.
            (1 | 2, Some(year)) if just_after_year && is_end_of_range(before, number, after) => {
                let end: i32 = number.parse().ok()?;
                let base = if length == 1 { 10 } else { 100 };
                years.push(year - year % base + end);
            }
            (1 | 2, _) => {}
            _ => return None,
        }
        just_after_year = length == 4;
        rest = after;
    }
    Some(years)
}

fn is_end_of_range(before: Option<char>, number: &str, after: &str) -> bool {
    match before {
        Some('–' | '—' | '/') => true,
        Some('-') => {
            let is_month = number.len() == 2 && matches!(number.parse(), Ok(1..=12));
            !is_month && !after.starts_with('-')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clear_year_gives_its_decade() {
        for (date, expected) in [
            ("1910", 1910),
            ("1912-09-08", 1910),
            ("1912-09-28", 1910),
            ("1961-02", 1960),
            ("ca. 1650", 1650),
            ("c.1926", 1920),
            ("1850–55", 1850),
            ("1704–9", 1700),
            ("1912-13", 1910),
            ("1882/85", 1880),
            ("1670s", 1670),
            ("about 1930?", 1930),
            ("Nov 23, 1991", 1990),
            ("September 1889", 1880),
            ("possibly 1646–47", 1640),
            ("1830 - 1839", 1830),
        ] {
            assert_eq!(decade(date), Some(expected), "{date}");
        }
    }

    #[test]
    fn no_decade_is_guessed_where_another_is_possible() {
        for date in [
            "",
            "Unknown",
            "1845 - 1915",
            "1895; reworked by 1901",
            "1700s",
            "mid 1700s",
            "before 1915",
            "after 1878",
            "18th century",
            "100 BC–100 AD",
            "2100 - 2000 B.C.",
            "100 BCE",
            "dated 1039 AH/1630 CE",
            "early 770s",
            "1898–1902",
            "1929/30",
            "1905-15",
            "12/05/31",
            "1930 or 1940",
            "0",
            "12345",
        ] {
            assert_eq!(decade(date), None, "{date}");
        }
    }
}
