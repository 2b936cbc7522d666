//! What in a visitor's own words looks as if it told who somebody is: a name, a telephone number, an
//! e-mail address, a postcode. A hint for a gentle notice and for the office's clearance, no more: it
//! would rather miss a name than stop somebody at "I am Welsh".

use std::ops::Range;

/// Whether anything does.
pub fn is_suspect(text: &str) -> bool {
    !found(text).is_empty()
}

/// Where it stands: byte ranges in order, none touching another.
pub fn found(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut all = Vec::new();
    for at in 0..words.len() {
        let rest = &words[at..];
        all.extend(
            address(rest)
                .or_else(|| postcode(rest))
                .or_else(|| name(rest)),
        );
    }
    all.extend(telephones(text));
    merged(all)
}

/// The text without it.
pub fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in found(text) {
        out.push_str(text[from..span.start].trim_end_matches(' '));
        from = span.end;
        // Its full stop goes with it, where nothing is left for that to end.
        if out.is_empty() || out.ends_with(['.', '!', '?', '\n']) {
            let rest = &text[from..];
            from = text.len() - rest.trim_start_matches(['.', ',', ';', '!', '?']).len();
        }
    }
    out.push_str(&text[from..]);
    out.trim().to_owned()
}

fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    while let Some(first) = (0..spans.len()).min_by_key(|at| spans[*at].start) {
        let next = spans.swap_remove(first);
        match out.last_mut() {
            Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
            _ => out.push(next),
        }
    }
    out
}

/// A word without the marks around it.
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    /// A comma or a full stop follows: a name does not go on over it.
    ends_here: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    for part in text.split_whitespace() {
        let inner = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
        if inner.is_empty() {
            continue;
        }
        // `part` is a slice of `text`, and `inner` one of `part`.
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + inner.len();
        let ends_here = part.ends_with(['.', ',', ';', '!', '?', ':']);
        out.push(Word {
            text: inner,
            start,
            end,
            ends_here,
        });
    }
    out
}

fn address(rest: &[Word<'_>]) -> Option<Range<usize>> {
    let word = rest.first()?;
    let (who, place) = word.text.split_once('@')?;
    let (host, land) = place.rsplit_once('.')?;
    let whole = !who.is_empty() && !host.is_empty() && land.len() > 1;
    whole.then_some(word.start..word.end)
}

/// A British postcode, in one word or two.
fn postcode(rest: &[Word<'_>]) -> Option<Range<usize>> {
    let first = rest.first()?;
    let (out, inward, end) = match rest.get(1) {
        Some(second) if is_outward(first.text) && !first.ends_here => {
            (first.text, second.text, second.end)
        }
        _ => {
            let cut = first.text.len().checked_sub(3)?;
            (first.text.get(..cut)?, first.text.get(cut..)?, first.end)
        }
    };
    let ordinal = ["1st", "2nd", "3rd", "4th"].contains(&inward);
    let fits = is_outward(out) && is_inward(inward) && !ordinal;
    fits.then_some(first.start..end)
}

/// `N1`, `NE1`, `DL15`, `W1A`, `EC1A`.
fn is_outward(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let Some((digit, last)) = bytes.get(letters..).and_then(<[u8]>::split_first) else {
        return false;
    };
    let area = match letters {
        1 => b"BEGLMNSW".contains(&bytes[0].to_ascii_uppercase()),
        2 => true,
        _ => false,
    };
    area && digit.is_ascii_digit()
        && (last.is_empty() || last.len() == 1 && last[0].is_ascii_alphanumeric())
}

/// `4JA`: never with a letter that looks like another.
fn is_inward(text: &str) -> bool {
    let letter = |b: &u8| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase());
    match text.as_bytes() {
        [digit, letters @ ..] => {
            digit.is_ascii_digit() && letters.len() == 2 && letters.iter().all(letter)
        }
        [] => false,
    }
}

/// A digit in any script of the kiosk's languages.
fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹' | '০'..='৯')
}

fn is_nought(c: char) -> bool {
    matches!(c, '0' | '٠' | '۰' | '০')
}

/// Runs of ten to fifteen digits that begin with 0 or +, and nine in threes.
fn telephones(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut run = Run::default();
    for (at, c) in text.char_indices() {
        if is_digit(c) || c == '+' && run.digits == 0 {
            run.take(at, c);
        } else if run.digits == 0 || !matches!(c, ' ' | '-' | '–' | '(' | ')') {
            out.extend(std::mem::take(&mut run).number());
        } else {
            run.parted = true;
        }
    }
    out.extend(run.number());
    out
}

/// Digits that follow one another.
#[derive(Default)]
struct Run {
    start: usize,
    end: usize,
    digits: usize,
    begins_so: bool,
    parted: bool,
    groups: usize,
    group: usize,
    threes: bool,
}

impl Run {
    fn take(&mut self, at: usize, c: char) {
        if self.end == 0 {
            self.start = at;
            self.begins_so = c == '+' || is_nought(c);
            self.threes = true;
            self.groups = 1;
        }
        if self.parted {
            self.threes &= self.group == 3;
            self.groups += 1;
            self.group = 0;
            self.parted = false;
        }
        self.end = at + c.len_utf8();
        self.digits += usize::from(c != '+');
        self.group += 1;
    }

    fn number(self) -> Option<Range<usize>> {
        let in_threes = self.threes && self.group == 3 && self.groups == 3;
        let long = self.begins_so && (10..=15).contains(&self.digits);
        (long || in_threes).then_some(self.start..self.end)
    }
}

/// What comes before a name, in the kiosk's languages.
const BEFORE_ANY: [&str; 8] = [
    "my name is",
    "my name's",
    "nazywam się",
    "mam na imię",
    "fy enw i yw",
    "мене звати",
    "اسمي",
    "আমার নাম",
];
/// What comes before much else: only a capital letter tells.
const BEFORE_CAPITAL: [&str; 9] = [
    "i am",
    "i'm",
    "call me",
    "called me",
    "i am called",
    "i'm called",
    "jestem",
    "enw i yw",
    "моє ім'я",
];
/// Titles.
const TITLES: [&str; 17] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Rev",
    "Revd",
    "Pani",
    "Pan",
    "pani",
    "пані",
    "Пані",
    "пан",
    "السيدة",
    "السيد",
    "জনাব",
    "শ্রীমতী",
];
/// After "my name is", but no name.
const NO_NAME: [&str; 12] = [
    "on", "in", "not", "the", "a", "there", "still", "carved", "written", "up", "now", "too",
];
/// Written with a capital, but no name.
const NO_PERSON: [&str; 40] = [
    "english",
    "scottish",
    "welsh",
    "irish",
    "british",
    "polish",
    "ukrainian",
    "italian",
    "indian",
    "german",
    "french",
    "american",
    "european",
    "african",
    "asian",
    "chinese",
    "bengali",
    "bangladeshi",
    "pakistani",
    "arab",
    "muslim",
    "christian",
    "catholic",
    "jewish",
    "methodist",
    "hindu",
    "sikh",
    "geordie",
    "god",
    "happy",
    "polakiem",
    "polką",
    "walijczykiem",
    "deaf",
    "blind",
    "autistic",
    "disabled",
    "retired",
    "so",
    "very",
];

/// "My name is Margaret", "Mrs Hall".
fn name(rest: &[Word<'_>]) -> Option<Range<usize>> {
    let first = rest.first()?;
    let begins = |phrases: &[&str]| phrases.iter().find_map(|phrase| spoken(rest, phrase));
    // The longest phrase first: "fy enw i yw" holds "enw i yw".
    let (count, any) = match (begins(&BEFORE_ANY), begins(&BEFORE_CAPITAL)) {
        (Some(count), _) => (count, true),
        (None, Some(count)) => (count, false),
        (None, None) if TITLES.contains(&first.text) => (1, false),
        (None, None) => return None,
    };
    let next = rest.get(count)?;
    let low = lower(next.text);
    let fits = match (any, is_capital(next.text)) {
        (_, true) => !NO_PERSON.contains(&low.as_str()),
        (true, false) => {
            next.text.chars().all(char::is_alphabetic) && !NO_NAME.contains(&low.as_str())
        }
        (false, false) => false,
    };
    if !fits || first.ends_here && count > 1 {
        return None;
    }
    let mut last = next;
    for word in rest.iter().skip(count + 1).take(2) {
        if last.ends_here || !is_capital(word.text) || !last.text.is_ascii() {
            break;
        }
        last = word;
    }
    Some(first.start..last.end)
}

/// How many words this phrase takes at the beginning of `rest`, if it stands there. A phrase shouted in
/// capitals says nothing about the capital after it.
fn spoken(rest: &[Word<'_>], phrase: &str) -> Option<usize> {
    let mut count = 0;
    for wanted in phrase.split(' ') {
        let word = rest.get(count)?;
        let shouted = word.text.len() > 1 && word.text.chars().all(char::is_uppercase);
        if shouted || lower(word.text) != wanted {
            return None;
        }
        count += 1;
    }
    Some(count)
}

fn lower(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Begins with a capital letter and goes on in small ones, or is of a script that has none.
fn is_capital(text: &str) -> bool {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let caseless = first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase();
    let second = letters.next();
    let goes_on = match second {
        // O'Neill, but not I'm.
        Some('\'' | '’') => letters.next().is_some_and(char::is_uppercase),
        other => other.is_some_and(char::is_lowercase),
    };
    caseless || first.is_uppercase() && goes_on
}

#[cfg(test)]
#[path = "personal_tests.rs"]
mod tests;
