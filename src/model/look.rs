//! What a visitor looks for, and how what was found is shown.

use kiosk_core::Text;
use kiosk_core::pack::{Item, Pack};
use kiosk_core::search::{Count, Field, Filter, Index, Mark, Results};
use std::ops::Range;
use std::sync::Arc;

/// Words to touch that are offered at a time.
pub const WORDS: usize = 5;
/// Letters of a longer text that are shown before what was found in it.
const BEFORE: usize = 16;
/// Letters that are shown in all.
const LONGEST: usize = 72;

/// A way of narrowing what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Way {
    Theme,
    Decade,
    Place,
}

impl Way {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Theme, Self::Decade, Self::Place];

    /// Its name in `data-act` and in the keys of the locale files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Decade => "decade",
            Self::Place => "place",
        }
    }
}

/// What a visitor looks for. Forgotten at reset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether the search is open.
    pub finding: bool,
    /// What was typed or touched.
    pub typed: String,
    /// What is narrowed to. Themes and places are numbers that mean something to the pack in hand only.
    pub filter: Filter,
    /// The way of narrowing that is open, with its choices in the place of the things.
    pub choosing: Option<Way>,
}

impl Look {
    /// Opens the search, or closes it and shows everything again: nothing narrows unseen.
    pub fn turn_finding(&mut self) {
        let theme = self.filter.theme;
        *self = Self {
            finding: !self.finding,
            ..Self::default()
        };
        if self.finding {
            self.filter.theme = theme;
        }
    }

    /// One step back within the search; false where there is none.
    pub fn back(&mut self) -> bool {
        if self.choosing.take().is_some() {
            return true;
        }
        let was = self.finding;
        if was {
            *self = Self::default();
        }
        was
    }

    /// Narrows one way, or no longer, and shows the things again.
    pub fn narrow(&mut self, way: Way, key: Option<i32>) {
        match way {
            Way::Theme => self.filter.theme = key,
            Way::Decade => self.filter.decade = key,
            Way::Place => self.filter.place = key,
        }
        self.choosing = None;
    }

    /// What one way is narrowed to.
    pub fn narrowed(&self, way: Way) -> Option<i32> {
        match way {
            Way::Theme => self.filter.theme,
            Way::Decade => self.filter.decade,
            Way::Place => self.filter.place,
        }
    }
}

/// What was found, with the index that found it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Hash of the pack the index is of.
    pub pack: String,
    /// Empty of items until the pack has been read.
    pub index: Arc<Index>,
    /// Items, best first, and what narrows them further.
    pub results: Results,
}

impl Found {
    /// Looks for it. Until the index is made, a theme is all that can be looked for.
    pub fn of(pack: &Pack, hash: &str, index: &Arc<Index>, look: &Look) -> Self {
        let results = if index.len() == pack.items.len() {
            index.search(&look.typed, &look.filter)
        } else {
            Index::unsearched(of_theme(pack, look.filter.theme))
        };
        Self {
            pack: hash.to_owned(),
            index: Arc::clone(index),
            results,
        }
    }

    /// The same without what was looked for: nothing of a visitor is left in it.
    pub fn forgotten(&self) -> Self {
        Self {
            pack: self.pack.clone(),
            index: Arc::clone(&self.index),
            results: Results::default(),
        }
    }

    /// The choices of one way.
    pub fn choices(&self, way: Way) -> &[Count] {
        match way {
            Way::Theme => &self.results.facets.themes,
            Way::Decade => &self.results.facets.decades,
            Way::Place => &self.results.facets.places,
        }
    }

    /// The item after this one, round to the first again. One that was not found is followed by the
    /// next of the pack.
    pub fn next<'a>(&self, pack: &'a Pack, number: &str) -> Option<&'a Item> {
        let own = pack.items.iter().position(|item| item.number == number)?;
        let hits = &self.results.hits;
        let next = match hits.iter().position(|hit| hit.item == own) {
            Some(at) => hits[(at + 1) % hits.len()].item,
            None => (own + 1) % pack.items.len(),
        };
        pack.items.get(next).filter(|_| next != own)
    }
}

fn of_theme(pack: &Pack, theme: Option<i32>) -> impl Iterator<Item = usize> {
    let theme = theme.and_then(|theme| pack.themes.get(usize::try_from(theme).ok()?));
    let items = pack.items.iter().enumerate();
    let of =
        items.filter(move |(_, item)| theme.is_none_or(|theme| item.themes.contains(&theme.id)));
    of.map(|(at, _)| at)
}

/// A text of an item that says why it was found, and what to mark in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The text in the wording in which it was found: what is marked is what is shown.
    pub text: String,
    /// The mark, and the language of that wording.
    pub mark: Mark,
}

/// What to show of an item that was found by a reader of `wanted`: marks in its heading as it stands on the card;
/// where there are none, the first other text as it is read, and at last one in the other wording.
pub fn reasons(
    pack: &Pack,
    item: &Item,
    marks: Vec<Mark>,
    wanted: &str,
) -> (Option<Mark>, Option<Reason>) {
    let (mut read, mut other) = (None, None);
    for mark in marks {
        if is_in_heading(pack, item, &mark, wanted) {
            return (Some(mark), None);
        }
        let Some(text) = text_of(pack, item, &mark) else {
            continue;
        };
        let shown = text.choose(wanted, &pack.languages);
        let is_read = shown.is_some_and(|shown| shown.tag == mark.tag);
        let first = if is_read { &mut read } else { &mut other };
        if first.is_none() {
            let text = text.0.get(&mark.tag).cloned();
            *first = text.map(|text| Reason { text, mark });
        }
    }
    (None, read.or(other))
}

/// Whether it marks the heading that is shown. A description is a heading as far as its first sentence.
fn is_in_heading(pack: &Pack, item: &Item, mark: &Mark, wanted: &str) -> bool {
    let heading = item.heading();
    let shown = heading.choose(wanted, &pack.languages);
    mark.field == heading_field(item)
        && shown.is_some_and(|shown| {
            let first = mark.ranges.first();
            shown.tag == mark.tag && first.is_some_and(|range| range.end <= shown.text.len())
        })
}

fn heading_field(item: &Item) -> Field {
    if !item.title.is_empty() {
        Field::Title
    } else if !item.object_name.is_empty() {
        Field::ObjectName
    } else {
        Field::Brief
    }
}

fn text_of(pack: &Pack, item: &Item, mark: &Mark) -> Option<Text> {
    let text = match mark.field {
        Field::Title => &item.title,
        Field::ObjectName => &item.object_name,
        Field::Maker => &item.maker,
        Field::Place => &item.place,
        Field::Brief => &item.brief,
        Field::Story => &item.story,
        Field::Number => return Some(Text::one("", &item.number)),
        Field::Theme => {
            let mut known = item
                .themes
                .iter()
                .filter_map(|id| pack.themes.iter().find(|theme| theme.id == *id));
            &known.nth(mark.nth)?.title
        }
    };
    Some(text.clone())
}

/// A text cut at its marks: `(text, marked)`, in order. Marks that do not fit it are left out.
pub fn pieces<'a>(text: &'a str, marks: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for mark in marks {
        let (Some(before), Some(marked)) = (text.get(from..mark.start), text.get(mark.clone()))
        else {
            continue;
        };
        if !before.is_empty() {
            pieces.push((before, false));
        }
        pieces.push((marked, true));
        from = mark.end;
    }
    if let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        pieces.push((rest, false));
    }
    pieces
}

/// The part of a longer text around its first mark, from the beginning of a word: where it begins
/// and ends in the text.
pub fn excerpt(text: &str, marks: &[Range<usize>]) -> Range<usize> {
    let first = marks.first().map_or(0, |mark| mark.start.min(text.len()));
    let lead = text.get(..first).unwrap_or_default();
    let mut from = 0;
    if lead.chars().count() > BEFORE {
        let near = lead
            .char_indices()
            .rev()
            .nth(BEFORE - 1)
            .map_or(0, |(at, _)| at);
        // From the next word on, so that no word is shown in half.
        from = lead[near..]
            .find(char::is_whitespace)
            .map_or(first, |space| near + space + 1);
    }
    let rest = text.get(from..).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(LONGEST) else {
        return from..text.len();
    };
    let to = rest[..end].rfind(char::is_whitespace).unwrap_or(end);
    from..from + to
}

#[cfg(test)]
#[path = "look_tests.rs"]
mod tests;
