//! Narrowing a result by theme, decade and place.

use super::Hit;
use super::order;
use super::terms::Numbering;
use super::words::plain;
use crate::pack::{Item, Pack};

/// What a result is narrowed to; each part that is set must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Place of a theme among the pack's themes.
    pub theme: Option<i32>,
    /// First year of a decade.
    pub decade: Option<i32>,
    /// An item that stands where all the others must: its place among the pack's items. Places have other
    /// names in other languages; an item is the same in all.
    pub place: Option<i32>,
}

/// How many items there are behind a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Theme, decade or place, as [`Filter`] names it.
    pub key: i32,
    /// Items that touching it would show. Never 0.
    pub items: u32,
}

/// The choices that lead on from a result. Each count leaves its own kind of narrowing out, so that
/// a visitor can go straight from one theme to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// In the pack's order.
    pub themes: Vec<Count>,
    /// Oldest first.
    pub decades: Vec<Count>,
    /// Most items first. The key is the first item there, or the one the filter names.
    pub places: Vec<Count>,
}

/// Where each item stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    /// For each place, the first item there.
    firsts: Vec<i32>,
    themes: usize,
    items: Vec<Shelf>,
}

#[derive(Clone, Debug, Default)]
struct Shelf {
    themes: Vec<i32>,
    decade: Option<i32>,
    place: Option<i32>,
}

/// Shelves that are being filled, item by item.
#[derive(Default)]
pub(super) struct Filling {
    /// Places alike but for case and accents are one.
    known: Numbering,
    firsts: Vec<i32>,
    items: Vec<Shelf>,
}

impl Filling {
    pub fn add(&mut self, pack: &Pack, item: &Item, tag: &str) {
        let place = item.place.choose(tag, &pack.languages);
        let place = place.map(|place| self.place_of(place.text));
        self.items.push(Shelf {
            themes: theme_numbers(pack, &item.themes),
            decade: item.decade,
            place,
        });
    }

    fn place_of(&mut self, text: &str) -> i32 {
        let number = self.known.number(&plain(text).join(" "));
        if number == self.firsts.len() {
            self.firsts.push(self.items.len() as i32);
        }
        number as i32
    }

    pub fn filled(self, pack: &Pack) -> Shelves {
        Shelves {
            firsts: self.firsts,
            themes: pack.themes.len(),
            items: self.items,
        }
    }
}

impl Shelves {
    /// Whether `filter` lets each item through.
    pub fn lets(&self, filter: &Filter) -> Vec<bool> {
        let shelves = self.items.iter();
        shelves
            .map(|shelf| !self.fits(shelf, filter).contains(&false))
            .collect()
    }

    /// Whether a shelf has the theme, the decade and the place asked for.
    fn fits(&self, shelf: &Shelf, filter: &Filter) -> [bool; 3] {
        let stands = |item| shelf.place.is_some() && shelf.place == self.place_of(item);
        [
            filter.theme.is_none_or(|key| shelf.themes.contains(&key)),
            filter.decade.is_none_or(|key| shelf.decade == Some(key)),
            filter.place.is_none_or(stands),
        ]
    }

    fn place_of(&self, item: i32) -> Option<i32> {
        self.items.get(usize::try_from(item).ok()?)?.place
    }

    /// Counts what each choice would show, and leaves only hits that `filter` lets through.
    pub fn sort(&self, hits: &mut Vec<Hit>, filter: &Filter) -> Facets {
        let mut themes = vec![0u32; self.themes];
        let mut places = vec![0u32; self.firsts.len()];
        let mut decades: Vec<Count> = Vec::new();
        hits.retain(|hit| {
            let Some(shelf) = self.items.get(hit.item) else {
                return false;
            };
            let [theme, decade, place] = self.fits(shelf, filter);
            if decade && place {
                for theme in &shelf.themes {
                    themes[*theme as usize] += 1;
                }
            }
            if let Some(key) = shelf.decade.filter(|_| theme && place) {
                tally(&mut decades, key);
            }
            if let Some(key) = shelf.place.filter(|_| theme && decade) {
                places[key as usize] += 1;
            }
            theme && decade && place
        });
        Facets {
            themes: counts(&themes),
            decades,
            places: self.keyed(most_first(&places), filter),
        }
    }

    /// Places named by an item of theirs. The one that is chosen keeps the name it was chosen by, whatever
    /// the language makes of the others.
    fn keyed(&self, mut places: Vec<Count>, filter: &Filter) -> Vec<Count> {
        for count in &mut places {
            let chosen = filter
                .place
                .filter(|item| self.place_of(*item) == Some(count.key));
            let first = self.firsts.get(count.key as usize).copied();
            count.key = chosen.or(first).unwrap_or(count.key);
        }
        places
    }
}

fn theme_numbers(pack: &Pack, ids: &[String]) -> Vec<i32> {
    let mut numbers: Vec<i32> = Vec::new();
    for id in ids {
        if let Some(at) = pack.themes.iter().position(|theme| theme.id == *id)
            && !numbers.contains(&(at as i32))
        {
            numbers.push(at as i32);
        }
    }
    numbers
}

fn tally(decades: &mut Vec<Count>, key: i32) {
    match decades.binary_search_by_key(&key, |count| count.key) {
        Ok(at) => decades[at].items += 1,
        Err(at) => decades.insert(at, Count { key, items: 1 }),
    }
}

fn counts(items: &[u32]) -> Vec<Count> {
    let counts = items.iter().enumerate().filter(|(_, items)| **items > 0);
    let counts = counts.map(|(key, items)| Count {
        key: key as i32,
        items: *items,
    });
    counts.collect()
}

fn most_first(items: &[u32]) -> Vec<Count> {
    let counts = counts(items).into_iter();
    let mut keys: Vec<u64> = counts
        .map(|count| order::most_first(count.items, count.key as usize))
        .collect();
    order::sort(&mut keys);
    let counts = keys.iter().map(|key| Count {
        key: order::number(*key) as i32,
        items: order::counted(*key),
    });
    counts.collect()
}
