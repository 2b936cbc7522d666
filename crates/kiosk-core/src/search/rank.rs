//! Best first.
//!
//! An item scores, for each word looked for, its best match: how well it fits × where it stands ×
//! how telling the word is. A title that the words fill scores up to half as much again.

use super::fields::{Field, weights};
use super::query::{Match, Query, Slot, WHOLE};
use super::{Fields, Hit, Index, order};

/// What is known of an item while a query is read.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: u32,
    /// How much of the query was found, by rarity.
    cover: u32,
    /// How much of the title was asked for.
    title: u32,
    fields: u8,
    /// The word being read: its best match here.
    best: u32,
    best_title: u32,
    sure: bool,
}

/// Items that have what was asked for, best first; all of them when nothing was.
pub fn rank(index: &Index, query: &Query) -> Vec<Hit> {
    let mut tallies = vec![Tally::default(); index.len()];
    if query.slots.is_empty() {
        let all = (0..index.len()).map(|item| Hit {
            item,
            fields: Fields::default(),
        });
        return all.collect();
    }
    let weights = weights();
    let mut touched = Vec::new();
    for slot in &query.slots {
        find(index, slot, &weights, &mut tallies, &mut touched);
        for item in touched.drain(..) {
            settle(&mut tallies[item], slot);
        }
    }
    sorted(index, &tallies)
}

/// Notes the best match of one word in each item.
fn find(
    index: &Index,
    slot: &Slot,
    weights: &[u32; 256],
    tallies: &mut [Tally],
    touched: &mut Vec<usize>,
) {
    let title = Field::Title.bit();
    for Match {
        term,
        quality,
        sure,
    } in &slot.matches
    {
        for (item, fields) in index.postings.of(*term as usize) {
            let Some(tally) = tallies.get_mut(item) else {
                continue;
            };
            if tally.best == 0 {
                touched.push(item);
            }
            tally.best = tally.best.max(quality * weights[usize::from(fields)]);
            tally.fields |= fields;
            tally.sure |= sure;
            if fields & title != 0 {
                tally.best_title = tally.best_title.max(*quality);
            }
        }
    }
}

/// Adds what was found of one word.
fn settle(tally: &mut Tally, slot: &Slot) {
    tally.score += (tally.best * slot.rarity) >> 4;
    // A guess where others have the very word counts half.
    tally.cover += if tally.sure || !slot.sure { 2 } else { 1 } * slot.rarity;
    tally.title += tally.best_title;
    (tally.best, tally.best_title, tally.sure) = (0, 0, false);
}

fn sorted(index: &Index, tallies: &[Tally]) -> Vec<Hit> {
    let most = tallies.iter().map(|tally| tally.cover).max().unwrap_or(0);
    let mut found: Vec<u64> = Vec::new();
    for (item, tally) in tallies.iter().enumerate() {
        // A word that most items have may be missing; half of the query may not.
        if tally.cover > 0 && tally.cover * 10 >= most * 6 {
            let title = index.title_words[item].max(1) * WHOLE;
            let filled = tally.title.min(title);
            let bonus = u64::from(tally.score) * u64::from(filled) / u64::from(title * 2);
            let score = u64::from(tally.score) + bonus;
            let score = score.min(u64::from(u32::MAX)) as u32;
            found.push(order::most_first(score, item));
        }
    }
    order::sort(&mut found);
    let hits = found.iter().map(|key| {
        let item = order::number(*key);
        Hit {
            item,
            fields: Fields(tallies[item].fields),
        }
    });
    hits.collect()
}
