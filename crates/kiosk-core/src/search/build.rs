//! From a pack to its index.

use super::facets::Filling;
use super::fields::{Field, parts};
use super::terms::{Numbering, Terms};
use super::words::{count, words};
use super::{Index, Postings, order};
use crate::pack::Pack;

/// Reads every item.
pub fn index(pack: &Pack, tag: &str) -> Index {
    let mut builder = Builder::new(pack, tag);
    while !builder.read(pack, pack.items.len()) {}
    builder.finish(pack)
}

/// An index in the making, a few items at a time: reading 10,000 items at once would let a slow
/// tablet stand still for a second.
#[derive(Default)]
pub struct Builder {
    tag: String,
    found: Found,
    title_words: Vec<u32>,
    shelves: Filling,
}

impl Builder {
    /// Nothing read yet.
    pub fn new(pack: &Pack, tag: &str) -> Self {
        Self {
            tag: tag.to_owned(),
            title_words: Vec::with_capacity(pack.items.len()),
            ..Self::default()
        }
    }

    /// Reads the next `most` items; true when all are read. `pack` is the same at every call.
    pub fn read(&mut self, pack: &Pack, most: usize) -> bool {
        let from = self.title_words.len();
        for item in pack.items.iter().skip(from).take(most) {
            let number = self.title_words.len();
            parts(pack, item, &self.tag, &mut |part| {
                let bit = part.field.bit();
                words(part.text, &mut |word, _| self.found.add(word, number, bit));
            });
            let title = item.title.choose(&self.tag, &pack.languages);
            self.title_words
                .push(title.map_or(0, |title| count(title.text)));
            self.shelves.add(pack, item, &self.tag);
        }
        self.title_words.len() >= pack.items.len()
    }

    /// The index of what was read.
    pub fn finish(self, pack: &Pack) -> Index {
        let (terms, postings) = self.found.sorted();
        Index {
            tag: self.tag,
            terms,
            postings,
            title_words: self.title_words,
            shelves: self.shelves.filled(pack),
        }
    }
}

/// Words in the order of coming, and where each was seen.
#[derive(Default)]
struct Found {
    words: Numbering,
    seen: Vec<Seen>,
    /// For each word, the place of its newest entry in `seen`.
    newest: Vec<u32>,
    /// For each word, how many items have it.
    counts: Vec<u32>,
}

/// A word in an item.
struct Seen {
    word: u32,
    item: u32,
    fields: u8,
}

impl Found {
    fn add(&mut self, word: &str, item: usize, field: u8) {
        let word = self.words.number(word);
        if word == self.newest.len() {
            self.newest.push(u32::MAX);
            self.counts.push(0);
        }
        if let Some(seen) = self.seen.get_mut(self.newest[word] as usize)
            && seen.item as usize == item
        {
            seen.fields |= field;
            return;
        }
        self.newest[word] = self.seen.len() as u32;
        self.counts[word] += 1;
        self.seen.push(Seen {
            word: word as u32,
            item: item as u32,
            fields: field,
        });
    }

    /// The words in order, and for each its items in the order of the pack.
    fn sorted(self) -> (Terms, Postings) {
        let order = order::sort_words(self.words.len(), &|word| self.words.get(word));
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut next = vec![0u32; order.len()];
        let mut sum = 0;
        for word in &order {
            starts.push(sum);
            next[*word] = sum;
            sum += self.counts[*word];
        }
        starts.push(sum);
        let mut postings = Postings {
            starts,
            items: vec![0; self.seen.len()],
            fields: vec![0; self.seen.len()],
        };
        for seen in &self.seen {
            let at = &mut next[seen.word as usize];
            postings.items[*at as usize] = seen.item;
            postings.fields[*at as usize] = seen.fields;
            *at += 1;
        }
        let words = order.iter().map(|word| self.words.get(*word));
        (Terms::sorted(words), postings)
    }
}

impl Index {
    /// In how many items a word names the thing: title, object name or theme.
    pub(super) fn naming(&self, term: usize) -> u32 {
        let bits = Field::Title.bit() | Field::ObjectName.bit() | Field::Theme.bit();
        let naming = self.postings.of(term).filter(|(_, set)| set & bits != 0);
        naming.count() as u32
    }
}
