//! What to mark in the texts of an item that was found.

use super::Index;
use super::fields::{Field, Part, parts};
use super::query::Query;
use super::words::words;
use crate::pack::Pack;
use std::ops::Range;

/// Places to mark in one text of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The field.
    pub field: Field,
    /// Which of the item's themes, counted from 0; 0 in other fields.
    pub nth: usize,
    /// Language of the text (BCP 47); empty for the number. Mark only the text shown in it.
    pub tag: String,
    /// Whole words, as bytes of the text, in order. Half a marked word is hard to read, and letters
    /// of Arabic would come apart.
    pub ranges: Vec<Range<usize>>,
}

/// A word of a text that was asked for.
struct Found {
    part: usize,
    range: Range<usize>,
    slot: usize,
    sure: bool,
}

/// Marks in the texts of an item.
pub fn marks(index: &Index, pack: &Pack, query: &Query, item: usize) -> Vec<Mark> {
    let Some(item) = pack.items.get(item) else {
        return Vec::new();
    };
    let mut marks: Vec<Mark> = Vec::new();
    let mut found = Vec::new();
    parts(pack, item, &index.tag, &mut |part| {
        let number = marks.len();
        marks.push(empty(part));
        words(part.text, &mut |word, range| {
            let Some(term) = index.terms.find(word) else {
                return;
            };
            for (slot, wanted) in query.slots.iter().enumerate() {
                let matches = &wanted.matches;
                if let Ok(at) = matches.binary_search_by_key(&(term as u32), |m| m.term) {
                    found.push(Found {
                        part: number,
                        range: range.clone(),
                        slot,
                        sure: matches[at].sure,
                    });
                }
            }
        });
    });
    // Where an item has the very word, guesses at it are not marked.
    let sure: Vec<usize> = found.iter().filter(|f| f.sure).map(|f| f.slot).collect();
    for found in found {
        let ranges = &mut marks[found.part].ranges;
        if (found.sure || !sure.contains(&found.slot)) && ranges.last() != Some(&found.range) {
            ranges.push(found.range);
        }
    }
    marks.retain(|mark| !mark.ranges.is_empty());
    marks
}

fn empty(part: Part) -> Mark {
    Mark {
        field: part.field,
        nth: part.nth,
        tag: part.tag.to_owned(),
        ranges: Vec::new(),
    }
}
