//! How a text is cut for reading aloud. Places are counted as the browser counts them: in UTF-16 units.

/// From where to where.
pub type Span = (usize, usize);

/// The sentences of a text, without the blanks between them.
pub fn sentences(units: &[u16]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..units.len() {
        let ends = is_end(units[at]) && units.get(at + 1).is_none_or(|next| is_blank(*next));
        if ends || at + 1 == units.len() {
            let span = trimmed(units, start, at + 1);
            if span.0 < span.1 {
                found.push(span);
            }
            start = at + 1;
        }
    }
    found
}

/// The word a voice has come to. A voice says where it begins, not always where it ends.
pub fn word_at(units: &[u16], at: usize) -> Span {
    let start = at.min(units.len());
    let length = units[start..].iter().take_while(|unit| !is_blank(**unit));
    (start, start + length.count())
}

/// Where words are said again that stand in several texts, one after the other: the text and the place in
/// it. Words that are not found have no place, and the search goes on where it was.
pub fn places(texts: &[Vec<u16>], words: &[String]) -> Vec<Option<(usize, Span)>> {
    let (mut text, mut from) = (0, 0);
    let mut found = Vec::with_capacity(words.len());
    for words in words {
        let wanted: Vec<u16> = words.encode_utf16().collect();
        let here = (text..texts.len()).find_map(|at| {
            let start = if at == text { from } else { 0 };
            let rest = texts[at].get(start..)?;
            let place = rest
                .windows(wanted.len().max(1))
                .position(|some| some == wanted)?;
            Some((at, (start + place, start + place + wanted.len())))
        });
        if let Some((at, (_, end))) = here {
            (text, from) = (at, end);
        }
        found.push(here);
    }
    found
}

fn trimmed(units: &[u16], mut start: usize, mut end: usize) -> Span {
    while start < end && is_blank(units[start]) {
        start += 1;
    }
    while end > start && is_blank(units[end - 1]) {
        end -= 1;
    }
    (start, end)
}

fn is_blank(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(char::is_whitespace)
}

/// A full stop, in Latin, Arabic and Bengali writing; a line's end; questions and calls.
fn is_end(unit: u16) -> bool {
    char::from_u32(u32::from(unit)).is_some_and(|c| ".!?…؟۔।\n".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        sentences(&units)
            .into_iter()
            .map(|(from, to)| String::from_utf16_lossy(&units[from..to]))
            .collect()
    }

    #[test]
    fn a_story_is_read_sentence_by_sentence_in_every_writing() {
        assert_eq!(cut("Monday was wash day. "), ["Monday was wash day."]);
        assert_eq!(
            cut("It cost £1.50 then.  Really?\nYes"),
            ["It cost £1.50 then.", "Really?", "Yes"]
        );
        assert_eq!(cut("هل تذكر؟ نعم"), ["هل تذكر؟", "نعم"]);
        assert_eq!(cut("এক। দুই।"), ["এক।", "দুই।"]);
        assert!(cut(" \n ").is_empty());
    }

    #[test]
    fn the_word_a_voice_has_come_to_ends_where_the_next_blank_is() {
        let units: Vec<u16> = "🎩 top hat".encode_utf16().collect();
        assert_eq!(word_at(&units, 3), (3, 6));
        assert_eq!(word_at(&units, 7), (7, 10));
        assert_eq!(word_at(&units, 99), (10, 10));
    }

    #[test]
    fn what_a_recording_says_is_found_in_the_texts_in_its_order() {
        let texts = ["It was cold. It was Monday.", "It was cold."]
            .map(|text| text.encode_utf16().collect());
        let words = [
            "It was cold.",
            "Not there.",
            "It was Monday.",
            "It was cold.",
            "",
        ]
        .map(str::to_owned);
        let found = places(&texts, &words);
        assert_eq!(
            found,
            [
                Some((0, (0, 12))),
                None,
                Some((0, (13, 27))),
                Some((1, (0, 12))),
                None
            ]
        );
    }
}
