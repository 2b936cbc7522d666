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
    /// Place of a place among [`Index::places`](super::Index::places).
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
    /// Most items first.
    pub places: Vec<Count>,
}

/// Where each item stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelves {
    pub places: Vec<String>,
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
    places: Vec<String>,
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
        if number == self.places.len() {
            self.places.push(text.trim().to_owned());
        }
        number as i32
    }

    pub fn filled(self, pack: &Pack) -> Shelves {
        Shelves {
            places: self.places,
            themes: pack.themes.len(),
            items: self.items,
        }
    }
}

impl Shelves {
    /// Counts what each choice would show, and leaves only hits that `filter` lets through.
    pub fn sort(&self, hits: &mut Vec<Hit>, filter: &Filter) -> Facets {
        let mut themes = vec![0u32; self.themes];
        let mut places = vec![0u32; self.places.len()];
        let mut decades: Vec<Count> = Vec::new();
        hits.retain(|hit| {
            let Some(shelf) = self.items.get(hit.item) else {
                return false;
            };
            let theme = filter.theme.is_none_or(|key| shelf.themes.contains(&key));
            let decade = filter.decade.is_none_or(|key| shelf.decade == Some(key));
            let place = filter.place.is_none_or(|key| shelf.place == Some(key));
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
            places: most_first(&places),
        }
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
