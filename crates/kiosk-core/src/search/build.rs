//! From a pack to its index.

use super::facets::Filling;
use super::fields::parts;
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
    sorting: Option<Sorting>,
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

    /// Sorts what was read: the words at the first call, then where `most` of them were seen at each
    /// further one. True when all is sorted.
    pub fn sort(&mut self, most: usize) -> bool {
        match &mut self.sorting {
            None => {
                self.sorting = Some(Sorting::of(&self.found));
                false
            }
            Some(sorting) => sorting.go_on(&self.found, most),
        }
    }

    /// The index of what was read.
    pub fn finish(mut self, pack: &Pack) -> Index {
        while !self.sort(usize::MAX) {}
        let Sorting {
            order, postings, ..
        } = self.sorting.unwrap_or_default();
        let words = order.iter().map(|word| self.found.words.get(*word));
        Index {
            tag: self.tag,
            terms: Terms::sorted(words),
            postings,
            title_words: self.title_words,
            shelves: self.shelves.filled(pack),
        }
    }
}

/// The words in order, and for each its items in the order of the pack, as far as they have been put.
#[derive(Default)]
struct Sorting {
    order: Vec<usize>,
    /// For each word, where its next item goes.
    next: Vec<u32>,
    postings: Postings,
    done: usize,
}

impl Sorting {
    fn of(found: &Found) -> Self {
        let order = order::sort_words(found.words.len(), &|word| found.words.get(word));
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut next = vec![0u32; order.len()];
        let mut sum = 0;
        for word in &order {
            starts.push(sum);
            next[*word] = sum;
            sum += found.counts[*word];
        }
        starts.push(sum);
        let postings = Postings {
            starts,
            items: vec![0; found.seen.len()],
            fields: vec![0; found.seen.len()],
        };
        Self {
            order,
            next,
            postings,
            done: 0,
        }
    }

    fn go_on(&mut self, found: &Found, most: usize) -> bool {
        for seen in found.seen.iter().skip(self.done).take(most) {
            let at = &mut self.next[seen.word as usize];
            self.postings.items[*at as usize] = seen.item;
            self.postings.fields[*at as usize] = seen.fields;
            *at += 1;
            self.done += 1;
        }
        self.done >= found.seen.len()
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
}
