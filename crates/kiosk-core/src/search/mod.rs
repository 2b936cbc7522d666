//! The search of Look: as you type, forgiving, best first.
//!
//! An [`Index`] is made of a pack for one reader's language and kept while the pack is shown. It has
//! no texts of its own: what shows or marks texts is given the pack again.
//!
//! How it ranks, and what was measured: docs/decisions/search.md.

mod build;
mod facets;
mod fields;
mod fold;
mod marks;
mod near;
mod order;
mod query;
mod rank;
mod suggest;
mod terms;
mod words;

#[cfg(test)]
mod tests;

pub use build::Builder;
pub use facets::{Count, Facets, Filter};
pub use fields::{Field, Fields};
pub use marks::Mark;
pub use suggest::Suggestion;

use crate::pack::Pack;
use facets::Shelves;
use query::Query;
use terms::Terms;

/// All words of a pack's items in one language, and where they stand.
#[derive(Clone, Debug, Default)]
pub struct Index {
    tag: String,
    terms: Terms,
    postings: Postings,
    /// Words in the title of each item.
    title_words: Vec<u32>,
    shelves: Shelves,
}

/// For each word, the items that have it and in which fields.
#[derive(Clone, Debug, Default)]
struct Postings {
    starts: Vec<u32>,
    items: Vec<u32>,
    fields: Vec<u8>,
}

/// An item that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the pack's items.
    pub item: usize,
    /// Fields in which something was found.
    pub fields: Fields,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The items, best first; of equals, the one the pack shows first.
    pub hits: Vec<Hit>,
    /// How many of them each theme, decade and place has.
    pub facets: Facets,
    query: Query,
}

impl Index {
    /// Reads the items of a pack as a reader of `tag` (BCP 47) is shown them.
    pub fn new(pack: &Pack, tag: &str) -> Self {
        build::index(pack, tag)
    }

    /// The reader it is for (BCP 47).
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// How many items it knows.
    pub fn len(&self) -> usize {
        self.title_words.len()
    }

    /// True when it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Everything there is in these places of the pack, not narrowed: before there is an index.
    pub fn unsearched(items: impl Iterator<Item = usize>) -> Results {
        let hit = |item| Hit {
            item,
            fields: Fields::default(),
        };
        Results {
            hits: items.map(hit).collect(),
            ..Results::default()
        }
    }

    /// Finds what was typed so far. The last word may be unfinished; nothing typed finds everything.
    pub fn search(&self, typed: &str, filter: &Filter) -> Results {
        let query = query::read(self, typed);
        let mut hits = rank::rank(self, &query);
        let facets = self.shelves.sort(&mut hits, filter);
        Results {
            hits,
            facets,
            query,
        }
    }

    /// What to mark in an item's texts. `pack` is the one the index was made of.
    pub fn marks(&self, pack: &Pack, results: &Results, item: usize) -> Vec<Mark> {
        marks::marks(self, pack, &results.query, item)
    }

    /// Words to touch instead of typing, at most `most`; each finds something within `filter`. `pack` is the
    /// one the index was made of.
    pub fn suggestions(
        &self,
        pack: &Pack,
        typed: &str,
        filter: &Filter,
        most: usize,
    ) -> Vec<Suggestion> {
        suggest::suggestions(self, pack, typed, filter, most)
    }
}

impl Postings {
    /// Items with this word, and in which fields.
    fn of(&self, term: usize) -> impl Iterator<Item = (usize, u8)> {
        let bounds = self.starts.get(term).zip(self.starts.get(term + 1));
        let (from, to) = bounds.map_or((0, 0), |(from, to)| (*from as usize, *to as usize));
        let items = self.items.get(from..to).unwrap_or_default();
        let fields = self.fields.get(from..to).unwrap_or_default();
        let items = items.iter().map(|item| *item as usize);
        items.zip(fields.iter().copied())
    }

    /// How many items have this word.
    fn count(&self, term: usize) -> u32 {
        let bounds = self.starts.get(term).zip(self.starts.get(term + 1));
        bounds.map_or(0, |(from, to)| to - from)
    }
}
