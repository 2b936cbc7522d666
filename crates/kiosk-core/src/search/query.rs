//! From what was typed to words of the collection.

use super::near::Near;
use super::terms::{DOUBLED, letters};
use super::words::plain;
use super::{Index, order};
use std::ops::Range;

/// Most words that are looked for; a visitor types two or three.
const MOST_WORDS: usize = 12;
/// Most guesses at a misspelt word.
const MOST_GUESSES: usize = 48;

/// Out of how many a [`Match::quality`] is.
pub const WHOLE: u32 = 256;
const PLURAL: u32 = 220;
const JOINED: u32 = 215;
const BEGINNING: u32 = 140;

/// What was typed, as words of the collection.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// One for each word looked for.
    pub slots: Vec<Slot>,
}

/// One word looked for.
#[derive(Clone, Debug, Default)]
pub struct Slot {
    /// Words of the collection that may be meant, in their order there.
    pub matches: Vec<Match>,
    /// How telling the word is: 16 for one that is everywhere, more the rarer it is.
    pub rarity: u32,
    /// True when some match is no guess.
    pub sure: bool,
}

/// A word of the collection that may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its number.
    pub term: u32,
    /// How well it fits: [`WHOLE`] for the very word, then its beginning, then misspellings.
    pub quality: u32,
    /// True when it is no guess at a misspelling.
    pub sure: bool,
}

impl Match {
    /// A number that sorts by word, and of the same word the better fit first.
    fn key(self) -> u64 {
        let worse = u64::from(WHOLE - self.quality) << 1 | u64::from(!self.sure);
        u64::from(self.term) << 32 | worse
    }

    fn of_key(key: u64) -> Self {
        Self {
            term: (key >> 32) as u32,
            quality: WHOLE - ((key as u32) >> 1),
            sure: key & 1 == 0,
        }
    }
}

/// Reads what was typed.
pub fn read(index: &Index, typed: &str) -> Query {
    let mut typed_words = plain(typed);
    typed_words.truncate(MOST_WORDS);
    let open = typed.ends_with(|c: char| !c.is_whitespace());
    let count = typed_words.len();
    let mut slots = Vec::with_capacity(count);
    for (nth, word) in typed_words.iter().enumerate() {
        let last = open && nth + 1 == count;
        let before = nth.checked_sub(1).and_then(|nth| typed_words.get(nth));
        let joined = [
            before.map(|before| [before.as_str(), word.as_str()].concat()),
            typed_words
                .get(nth + 1)
                .map(|after| [word.as_str(), after.as_str()].concat()),
        ];
        let mut found = sure(index, word, last);
        for joined in joined.into_iter().flatten() {
            add_joined(index, &joined, &mut found);
        }
        push_slots(index, word, found, &mut slots);
    }
    slots.truncate(MOST_WORDS);
    Query { slots }
}

/// A word written in two, such as "post card".
fn add_joined(index: &Index, joined: &str, found: &mut Vec<Match>) {
    if joined.chars().count() >= 5 {
        let terms = index.terms.beginning(joined);
        found.extend(terms.map(|term| matched(term, JOINED, true)));
    }
}

/// The word's own slot; two where it is two words written as one.
fn push_slots(index: &Index, word: &str, mut found: Vec<Match>, slots: &mut Vec<Slot>) {
    let guesses = guesses(index, word);
    if found.is_empty() {
        let best = guesses.iter().map(|guess| guess.quality).max();
        // One slip in a whole word is likelier than a lost space; two are not.
        let parts = match best {
            Some(best) if best >= quality(1, false) => None,
            Some(_) => parted(index, word),
            None => parted(index, word).or_else(|| half_known(index, word)),
        };
        if let Some((left, right)) = parts {
            for part in [left, right] {
                let mut found = sure(index, part, true);
                found.extend(self::guesses(index, part));
                slots.push(slot(index, found));
            }
            return;
        }
    }
    found.extend(guesses);
    slots.push(slot(index, found));
}

fn slot(index: &Index, found: Vec<Match>) -> Slot {
    let mut keys: Vec<u64> = found.into_iter().map(Match::key).collect();
    order::sort(&mut keys);
    let mut matches: Vec<Match> = Vec::with_capacity(keys.len());
    for found in keys.into_iter().map(Match::of_key) {
        if matches.last().is_none_or(|last| last.term != found.term) {
            matches.push(found);
        }
    }
    // The best fit says how common the word is; rare words that begin like it do not make it rare.
    let best = matches.iter().map(|found| found.quality).max().unwrap_or(0);
    let best = best.min(PLURAL);
    let fits = matches.iter().filter(|found| found.quality >= best);
    let items = fits.map(|found| index.postings.count(found.term as usize));
    let items = items.max().unwrap_or(1);
    Slot {
        sure: matches.iter().any(|found| found.sure),
        rarity: 16 + log2(index.len() as u32).saturating_sub(log2(items)),
        matches,
    }
}

/// Sixteen times the binary logarithm, the steps between taken as straight.
fn log2(n: u32) -> u32 {
    let n = u64::from(n.max(1));
    let whole = n.ilog2();
    whole * 16 + ((n << 4 >> whole) & 15) as u32
}

fn matched(term: usize, quality: u32, sure: bool) -> Match {
    Match {
        term: term as u32,
        quality,
        sure,
    }
}

/// The word itself, words that begin with it, its singular.
fn sure(index: &Index, word: &str, last: bool) -> Vec<Match> {
    let terms = &index.terms;
    let exact = terms.find(word);
    let mut found: Vec<Match> = exact
        .map(|term| matched(term, WHOLE, true))
        .into_iter()
        .collect();
    let length = word.chars().count() as u32;
    // "a bouquet" asks for no word that begins with a.
    if !last && length < 3 && exact.is_some() {
        return found;
    }
    for term in terms.beginning(word).skip(usize::from(exact.is_some())) {
        let whole = terms.get(term).chars().count() as u32;
        let quality = BEGINNING + (PLURAL - BEGINNING) * length / (whole + 1);
        found.push(matched(term, quality, true));
    }
    for ending in ["s", "es"] {
        let single = word.strip_suffix(ending).filter(|word| word.len() >= 3);
        if let Some(term) = single.and_then(|single| terms.find(single)) {
            found.push(matched(term, PLURAL, true));
        }
    }
    // While the article is being typed onto an Arabic word.
    let rest = word.strip_prefix("ال").filter(|_| last && length <= 4);
    if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
        let terms = terms.beginning(rest);
        found.extend(terms.map(|term| matched(term, BEGINNING, true)));
    }
    found
}

/// How many slips a word of this length is forgiven.
fn forgiven(length: u32) -> u32 {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn quality(slips: u32, other_first_letter: bool) -> u32 {
    let base: u32 = if slips <= 1 { 120 } else { 80 };
    base - if other_first_letter { 30 } else { 0 }
}

/// Words that may be meant by a misspelt one, the likeliest of them.
fn guesses(index: &Index, word: &str) -> Vec<Match> {
    let length = word.chars().count() as u32;
    let slips = forgiven(length);
    let Some(near) = Near::new(word, false).filter(|_| slips > 0) else {
        return Vec::new();
    };
    let squeezed = Near::new(word, true).filter(|near| near.length() >= 4);
    let wanted = letters(word);
    let begins = index.terms.beginning(word);
    let mut found = Vec::new();
    for (term, has) in index.terms.letters().iter().enumerate() {
        if (wanted & !has & !DOUBLED).count_ones() > slips || begins.contains(&term) {
            continue;
        }
        let text = index.terms.get(term);
        let distance = near.distance(text);
        let mut whole = distance.whole;
        if let Some(squeezed) = &squeezed
            && whole > 1
            && (wanted | has) & DOUBLED != 0
        {
            whole = whole.min(squeezed.distance(text).whole.max(1));
        }
        let other_first_letter = text.chars().next() != word.chars().next();
        if whole <= slips {
            found.push(order::most_first(quality(whole, other_first_letter), term));
        } else if distance.beginning <= slips && !other_first_letter {
            let quality = quality(distance.beginning, false) / 2;
            found.push(order::most_first(quality, term));
        }
    }
    order::sort(&mut found);
    found.truncate(MOST_GUESSES);
    let found = found.into_iter();
    let found = found.map(|key| matched(order::number(key), order::counted(key), false));
    found.collect()
}

/// Two words of one item that were written as one: "milkbottle"; also with a letter lost where they
/// meet: "posstick".
fn parted<'a>(index: &Index, word: &'a str) -> Option<(&'a str, &'a str)> {
    let exact = |part: &str| index.terms.find(part).map(|term| term..term + 1);
    let begins = |part: &str| Some(index.terms.beginning(part)).filter(|terms| !terms.is_empty());
    for right_terms in [&exact as &dyn Fn(&str) -> Option<Range<usize>>, &begins] {
        for (left, right) in seams(word) {
            if let Some(left_term) = index.terms.find(left)
                && let Some(right_terms) = right_terms(right)
                && together(index, left_term, right_terms)
            {
                return Some((left, right));
            }
        }
    }
    None
}

/// A word that is known at one end, when nothing else can be made of it: "milkbotle".
fn half_known<'a>(index: &Index, word: &'a str) -> Option<(&'a str, &'a str)> {
    let known = |part: &str| part.len() >= 3 && index.terms.find(part).is_some();
    let pairs = || seams(word).filter(|(left, right)| left.len() + right.len() == word.len());
    let left = pairs().filter(|(left, _)| known(left)).last();
    left.or_else(|| pairs().find(|(_, right)| known(right)))
}

/// Each way to part a word in two.
fn seams(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let letters = word.chars().count();
    let mut last = ' ';
    let places = word.char_indices().enumerate().map(move |(nth, (at, c))| {
        let before = last;
        last = c;
        (nth, at, before, c)
    });
    let places = places.filter(move |(nth, _, before, c)| {
        let long = *nth >= 3 && letters - nth >= 3;
        // O'Keeffe without the apostrophe.
        let initial = *nth == 1 && letters >= 5;
        let number = *nth > 0 && before.is_ascii_digit() != c.is_ascii_digit();
        long || initial || number
    });
    places.flat_map(move |(_, at, before, _)| {
        let shared = at - before.len_utf8();
        [(&word[..at], &word[at..]), (&word[..at], &word[shared..])]
    })
}

/// True when some item has the left word and one of the right ones.
fn together(index: &Index, left: usize, right: Range<usize>) -> bool {
    let has: Vec<usize> = index.postings.of(left).map(|(item, _)| item).collect();
    right.take(MOST_GUESSES).any(|term| {
        let mut items = index.postings.of(term);
        items.any(|(item, _)| has.binary_search(&item).is_ok())
    })
}
