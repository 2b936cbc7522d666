//! Words to touch, so that nobody needs a keyboard.

use super::fields::{Field, parts};
use super::words::{plain, words};
use super::{Filter, Index, order};
use crate::pack::Pack;
use std::ops::Range;

/// Hits that are read to find words that lead on, and words that are tried where something is chosen.
const READ: usize = 60;

/// A word to touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word as a text has it; a theme's whole name.
    pub word: String,
    /// What stands in the search box after it was touched.
    pub query: String,
    /// Items within what is chosen that have the word it was found by.
    pub items: u32,
}

/// Words to touch next: to begin with, to finish the word being typed, or to narrow what was found.
pub fn suggestions(
    index: &Index,
    pack: &Pack,
    typed: &str,
    filter: &Filter,
    most: usize,
) -> Vec<Suggestion> {
    let chosen = Chosen::of(index, filter);
    let typed = typed.trim_start();
    let known = plain(typed);
    let open = known
        .last()
        .filter(|_| !typed.ends_with(char::is_whitespace));
    let terms = match open {
        None if known.is_empty() => beginnings(&chosen, 0..index.terms.len()),
        Some(last) if index.terms.find(last).is_none() => {
            beginnings(&chosen, index.terms.beginning(last))
        }
        _ => leading_on(&chosen, pack, typed),
    };
    let finishes = open.is_some_and(|last| index.terms.find(last).is_none());
    let stem = if finishes { without_last(typed) } else { typed };
    let mut list: Vec<Suggestion> = Vec::new();
    let mut taken: Vec<&str> = Vec::new();
    for term in chosen.tried(terms) {
        if list.len() == most {
            break;
        }
        let word = index.terms.get(term);
        if known.iter().any(|known| known == word) || taken.iter().any(|t| alike(t, word)) {
            continue;
        }
        let Some(shown) = as_written(&chosen, pack, term) else {
            continue;
        };
        let query = query(stem, &shown, &known);
        if !list.iter().any(|known| known.word == shown) && chosen.leads_on(&query, &shown) {
            taken.push(word);
            list.push(Suggestion {
                query,
                word: shown,
                items: chosen.count(term),
            });
        }
    }
    list
}

/// What is chosen: only words of these items are offered, so that none is a dead end.
struct Chosen<'a> {
    index: &'a Index,
    filter: &'a Filter,
    /// Whether each item is among them; `None` where nothing is chosen.
    lets: Option<Vec<bool>>,
    /// How many they are.
    items: usize,
}

impl<'a> Chosen<'a> {
    fn of(index: &'a Index, filter: &'a Filter) -> Self {
        let lets = (*filter != Filter::default()).then(|| index.shelves.lets(filter));
        let counted = |lets: &Vec<bool>| lets.iter().filter(|lets| **lets).count();
        let items = lets.as_ref().map_or(index.len(), counted);
        Self {
            index,
            filter,
            lets,
            items,
        }
    }

    fn has(&self, item: usize) -> bool {
        let lets = self.lets.as_ref();
        lets.is_none_or(|lets| lets.get(item) == Some(&true))
    }

    /// How many of them have a word.
    fn count(&self, term: usize) -> u32 {
        match self.lets {
            None => self.index.postings.count(term),
            Some(_) => {
                let items = self.index.postings.of(term);
                items.filter(|(item, _)| self.has(*item)).count() as u32
            }
        }
    }

    /// Those in which a word names the thing: title, object name or theme.
    fn naming(&self, term: usize) -> impl Iterator<Item = usize> {
        let bits = Field::Title.bit() | Field::ObjectName.bit() | Field::Theme.bit();
        let items = self.index.postings.of(term);
        let naming = items.filter(move |(item, set)| set & bits != 0 && self.has(*item));
        naming.map(|(item, _)| item)
    }

    /// Words that may be offered: where each may have to be looked for first, not thousands.
    fn tried(&self, terms: Vec<u64>) -> impl Iterator<Item = usize> {
        let most = self.lets.as_ref().map_or(usize::MAX, |_| READ);
        terms.into_iter().take(most).map(order::number)
    }

    /// Whether a search for it finds anything. A word alone does, being one of theirs; with what was typed
    /// before it, what is found may all lie outside.
    fn leads_on(&self, query: &str, shown: &str) -> bool {
        self.lets.is_none()
            || query == shown
            || !self.index.search(query, self.filter).hits.is_empty()
    }
}

/// Words that name things, those that name most first.
fn beginnings(chosen: &Chosen, terms: Range<usize>) -> Vec<u64> {
    let counted = terms.filter_map(|term| {
        let items = chosen.naming(term).count() as u32;
        (items > 0 && meaningful(chosen, term)).then(|| order::most_first(items, term))
    });
    sorted(counted.collect())
}

/// Words that name the things found first.
fn leading_on(chosen: &Chosen, pack: &Pack, typed: &str) -> Vec<u64> {
    let index = chosen.index;
    let hits = index.search(typed, chosen.filter).hits;
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
    let meant = counted.filter(|key| meaningful(chosen, order::number(*key)));
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
fn meaningful(chosen: &Chosen, term: usize) -> bool {
    let word = chosen.index.terms.get(term);
    word.chars().count() >= 3
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && SMALL_WORDS.binary_search(&word).is_err()
        && (chosen.items < 4 || chosen.count(term) as usize * 2 <= chosen.items)
}

/// A word and its plural are one suggestion.
fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|rest| rest.len() <= 2)
}

/// The word as the first item that has it writes it where it names the thing. A theme is named whole: a word
/// out of its middle, such as "time" of "War time", would tell nobody what it leads to.
fn as_written(chosen: &Chosen, pack: &Pack, term: usize) -> Option<String> {
    let index = chosen.index;
    let wanted = index.terms.get(term);
    let item = pack.items.get(chosen.naming(term).next()?)?;
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
