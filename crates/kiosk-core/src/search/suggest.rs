//! Words to touch, so that nobody needs a keyboard.

use super::fields::{Field, parts};
use super::words::{plain, words};
use super::{Filter, Index, order};
use crate::pack::Pack;
use std::ops::Range;

/// Hits that are read to find words that lead on.
const READ: usize = 60;

/// A word to touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word as a text has it; a theme's whole name.
    pub word: String,
    /// What stands in the search box after it was touched.
    pub query: String,
    /// Items that have the word it was found by.
    pub items: u32,
}

/// Words to touch next: to begin with, to finish the word being typed, or to narrow what was found.
pub fn suggestions(index: &Index, pack: &Pack, typed: &str, most: usize) -> Vec<Suggestion> {
    let typed = typed.trim_start();
    let known = plain(typed);
    let open = known
        .last()
        .filter(|_| !typed.ends_with(char::is_whitespace));
    let terms = match open {
        None if known.is_empty() => beginnings(index, 0..index.terms.len()),
        Some(last) if index.terms.find(last).is_none() => {
            beginnings(index, index.terms.beginning(last))
        }
        _ => leading_on(index, pack, typed),
    };
    let finishes = open.is_some_and(|last| index.terms.find(last).is_none());
    let stem = if finishes { without_last(typed) } else { typed };
    let mut list: Vec<Suggestion> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for term in terms.into_iter().map(order::number) {
        if list.len() == most {
            break;
        }
        let word = index.terms.get(term);
        if known.iter().any(|known| known == word) || taken.iter().any(|t| alike(t, word)) {
            continue;
        }
        if let Some(shown) = as_written(index, pack, term)
            && !list.iter().any(|known| known.word == shown)
        {
            taken.push(word);
            list.push(Suggestion {
                query: query(stem, &shown, &known),
                word: shown,
                items: index.postings.count(term),
            });
        }
    }
    list
}

/// Words that name things, those that name most first.
fn beginnings(index: &Index, terms: Range<usize>) -> Vec<u64> {
    let counted = terms.filter_map(|term| {
        let items = index.naming(term);
        (items > 0 && meaningful(index, term)).then(|| order::most_first(items, term))
    });
    sorted(counted.collect())
}

/// Words that name the things found first.
fn leading_on(index: &Index, pack: &Pack, typed: &str) -> Vec<u64> {
    let hits = index.search(typed, &Filter::default()).hits;
    let mut seen: Vec<u64> = Vec::new();
    for hit in hits.iter().take(READ) {
        let Some(item) = pack.items.get(hit.item) else {
            continue;
        };
        parts(pack, item, &index.tag, &mut |part| {
            if names(part.field) {
                words(part.text, &mut |word, _| {
                    seen.extend(index.terms.find(word).map(|term| term as u64));
                });
            }
        });
    }
    let seen = sorted(seen);
    let same = seen.chunk_by(|a, b| a == b);
    let counted = same.map(|same| order::most_first(same.len() as u32, same[0] as usize));
    let meant = counted.filter(|key| meaningful(index, order::number(*key)));
    sorted(meant.collect())
}

fn sorted(mut keys: Vec<u64>) -> Vec<u64> {
    order::sort(&mut keys);
    keys
}

fn names(field: Field) -> bool {
    matches!(field, Field::Title | Field::ObjectName | Field::Theme)
}

/// Three letters or more, no number, no small word, not in most items.
fn meaningful(index: &Index, term: usize) -> bool {
    let word = index.terms.get(term);
    word.chars().count() >= 3
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && SMALL_WORDS.binary_search(&word).is_err()
        && (index.len() < 4 || index.postings.count(term) as usize * 2 <= index.len())
}

/// A word and its plural are one suggestion.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.len() <= 2)
}

/// The word as the first item that has it writes it where it names the thing. A theme is named whole: a word
/// out of its middle, such as "time" of "War time", would tell nobody what it leads to.
fn as_written(index: &Index, pack: &Pack, term: usize) -> Option<String> {
    let wanted = index.terms.get(term);
    let bits = Field::Title.bit() | Field::ObjectName.bit() | Field::Theme.bit();
    let mut items = index.postings.of(term).filter(|(_, set)| set & bits != 0);
    let item = pack.items.get(items.next()?.0)?;
    let mut written = None;
    parts(pack, item, &index.tag, &mut |part| {
        if written.is_none() && names(part.field) {
            words(part.text, &mut |word, range| {
                if word == wanted && written.is_none() {
                    written = match part.field {
                        Field::Theme => Some(part.text.trim().to_owned()),
                        _ => part.text.get(range).map(str::to_owned),
                    };
                }
            });
        }
    });
    written
}

/// What was typed with the word at its end. A theme of which a word was typed takes the place of that.
fn query(stem: &str, shown: &str, known: &[String]) -> String {
    let repeats = plain(shown).iter().any(|word| known.contains(word));
    with_word(if repeats { "" } else { stem }, shown)
}

fn with_word(stem: &str, word: &str) -> String {
    let space = if stem.trim().is_empty() { "" } else { " " };
    [stem.trim(), space, word].concat()
}

/// What was typed, without the word being typed.
fn without_last(typed: &str) -> &str {
    let mut start = 0;
    words(typed, &mut |_, range| start = range.start);
    &typed[..start]
}

/// Small words of the languages that labels here are written in, three letters and more, in their
/// plain form and in order.
#[rustfmt::skip]
const SMALL_WORDS: [&str; 110] = [
    "aan", "about", "after", "also", "and", "are", "auf", "aus", "bei", "but", "con", "dans", "das",
    "dei", "del", "della", "dem", "den", "der", "des", "die", "dla", "een", "ein", "eine", "est",
    "for", "from", "gan", "gyda", "had", "has", "have", "her", "het", "his", "how", "hyn", "into",
    "its", "las", "les", "los", "mit", "nad", "near", "not", "off", "one", "oraz", "our", "out",
    "over", "par", "para", "per", "pod", "por", "pour", "przed", "roc", "sans", "some", "sur",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "two", "una",
    "und", "under", "une", "van", "von", "voor", "was", "were", "what", "when", "who", "with",
    "yng", "you", "your", "zum", "zur", "або", "без", "від", "для", "над", "при", "під", "التي",
    "الي", "علي", "هذا", "هذه", "একটি", "এবং", "জন্য", "থেকে", "সঙ্গে",
];
