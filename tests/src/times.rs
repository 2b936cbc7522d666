//! Finds times that are too exact to be kept.

/// The first time in a text that is finer than a quarter of an hour: as ISO 8601, or as seconds or
/// milliseconds since 1970 within a day of now.
#[must_use]
pub fn exact_time(text: &str, now: u64) -> Option<String> {
    let numbers = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    for word in numbers {
        let seconds = match (word.len(), word.parse::<u64>()) {
            (10, Ok(seconds)) => seconds,
            (13, Ok(milliseconds)) => milliseconds / 1000,
            _ => continue,
        };
        if seconds.abs_diff(now) < 86_400 {
            return Some(word.to_owned());
        }
    }
    let bytes = text.as_bytes();
    for (at, window) in bytes.windows(17).enumerate() {
        let shape = b"dddd-dd-ddTdd:dd";
        let fits = |(byte, shape): (&u8, &u8)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == other,
        };
        if window.iter().zip(shape).all(fits) {
            let minutes = &window[14..16];
            let quarter = [&b"00"[..], b"15", b"30", b"45"].contains(&minutes);
            if !quarter || window[16] == b':' {
                return Some(text.get(at..at + 17)?.to_owned());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_finer_than_a_quarter_of_an_hour_are_found_in_every_spelling() {
        let now = 1_796_480_999;
        for bad in [
            "at 2026-12-05T14:16Z.",
            "2026-12-05T14:15:00Z",
            "{\"at\":1796480900}",
            "1796480900123",
        ] {
            assert!(exact_time(bad, now).is_some(), "{bad}");
        }
        for good in [
            "2026-12-05T14:15Z",
            "2026-12-05",
            "{\"seq\":1234567890}",
            "",
        ] {
            assert!(exact_time(good, now).is_none(), "{good}");
        }
    }
}
