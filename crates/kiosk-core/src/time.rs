//! Coarse time: the quarter of an hour is all a response may know.

/// Milliseconds since 1970-01-01T00:00:00 UTC, as the platform's clock gives them.
pub type UnixMillis = i64;

/// Milliseconds in a day.
pub const DAY: UnixMillis = 24 * 60 * 60 * 1000;

const QUARTER: UnixMillis = 15 * 60 * 1000;

/// The quarter of an hour that holds `at`, rounded down: `2026-12-05T14:15Z`. Coarse on purpose.
pub fn quarter_hour(at: UnixMillis) -> String {
    let start = at.div_euclid(QUARTER) * QUARTER;
    let minutes = start.rem_euclid(DAY) / 60_000;
    format!("{}T{:02}:{:02}Z", date(start), minutes / 60, minutes % 60)
}

/// The calendar day (UTC) that holds `at`: `2026-12-05`.
pub fn date(at: UnixMillis) -> String {
    let (year, month, day) = civil(at.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a number of days since 1970-01-01 (proleptic Gregorian calendar).
///
/// Counts in eras of 400 years that begin on 1 March, so the leap day is the last of its year;
/// after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// True for the text of a quarter of an hour as [`quarter_hour`] writes it.
pub fn is_quarter_hour(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 17
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            10 => *byte == b'T',
            13 => *byte == b':',
            16 => *byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
        && matches!(&text[14..16], "00" | "15" | "30" | "45")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quarter_of_an_hour_is_rounded_down_and_shows_no_minute() {
        let at = 1_796_480_999_000; // 2026-12-05T14:29:59Z
        assert_eq!(quarter_hour(at), "2026-12-05T14:15Z");
        assert!(is_quarter_hour(&quarter_hour(at)));
        assert!(!is_quarter_hour("2026-12-05T14:29Z"));
    }

    #[test]
    fn days_are_right_at_the_edges_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(-1), "1969-12-31");
        assert_eq!(date(951_782_400_000), "2000-02-29");
        assert_eq!(date(4_107_542_399_999), "2100-02-28");
        assert_eq!(date(4_107_542_400_000), "2100-03-01");
    }
}
