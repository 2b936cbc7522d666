//! What belongs beside an item: things to do with it, and more like it.

use super::{Activity, Item, Pack};

/// What a shared theme says, against a shared place.
const THEME: u32 = 3;
/// What the same decade says.
const DECADE: u32 = 2;
/// What the same place says.
const PLACE: u32 = 2;

impl Pack {
    /// Activities that the item names, then those that name the item; each once.
    pub fn activities_of(&self, item: &Item) -> Vec<&Activity> {
        let named = item.activities.iter().filter_map(|id| self.activity(id));
        let mut all: Vec<&Activity> = named.collect();
        for activity in &self.activities {
            if activity.items.contains(&item.number)
                && !all.iter().any(|known| known.id == activity.id)
            {
                all.push(activity);
            }
        }
        all
    }

    /// Items that share themes, decade or place with this one, most alike first; of equals, those the
    /// pack shows next. At most `most`; none that shares nothing.
    pub fn more_like(&self, number: &str, most: usize) -> Vec<&Item> {
        let Some(at) = self.items.iter().position(|item| item.number == number) else {
            return Vec::new();
        };
        let own = &self.items[at];
        // From the next item round to the one before: of equals the first come stay.
        let others = self.items[at + 1..].iter().chain(&self.items[..at]);
        let mut best: Vec<(u32, &Item)> = Vec::with_capacity(most + 1);
        for other in others {
            let alike = alike(own, other);
            if alike == 0 || (best.len() == most && best.last().is_none_or(|l| l.0 >= alike)) {
                continue;
            }
            let place = best.iter().position(|known| known.0 < alike);
            best.insert(place.unwrap_or(best.len()), (alike, other));
            best.truncate(most);
        }
        best.into_iter().map(|(_, item)| item).collect()
    }
}

/// How alike two items are; 0 when they share nothing.
fn alike(own: &Item, other: &Item) -> u32 {
    let shared = own
        .themes
        .iter()
        .filter(|theme| other.themes.contains(theme));
    let themes = shared.count() as u32 * THEME;
    let decade = own.decade.is_some() && own.decade == other.decade;
    let place = !own.place.is_empty() && own.place == other.place;
    themes + u32::from(decade) * DECADE + u32::from(place) * PLACE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    fn item(number: &str, themes: &[&str], decade: Option<i32>, place: &str) -> Item {
        Item {
            number: number.into(),
            themes: themes.iter().map(|theme| (*theme).into()).collect(),
            decade,
            place: if place.is_empty() {
                Text::default()
            } else {
                Text::one("en", place)
            },
            ..Item::default()
        }
    }

    fn pack() -> Pack {
        Pack {
            items: vec![
                item("tub", &["home", "work"], Some(1930), "Gateshead"),
                item("mangle", &["home"], Some(1910), "Percy Main"),
                item("iron", &["home", "work"], Some(1920), "Jarrow"),
                item("kite", &["seaside"], None, ""),
                item("radio", &["home"], Some(1930), "Sunderland"),
                item("bridge", &[], None, "Gateshead"),
                item("mask", &["wartime"], Some(1930), ""),
            ],
            ..Pack::default()
        }
    }

    fn numbers(items: &[&Item]) -> Vec<String> {
        items.iter().map(|item| item.number.clone()).collect()
    }

    #[test]
    fn more_like_this_begins_with_what_shares_most_and_never_shows_the_thing_itself() {
        let pack = pack();
        let like = numbers(&pack.more_like("tub", 4));
        assert_eq!(like, ["iron", "radio", "mangle", "bridge"]);
        assert_eq!(numbers(&pack.more_like("tub", 2)), ["iron", "radio"]);
        assert!(pack.more_like("tub", 0).is_empty());
    }

    #[test]
    fn of_things_equally_alike_those_the_pack_shows_next_come_first() {
        let pack = pack();
        assert_eq!(
            numbers(&pack.more_like("mangle", 3)),
            ["iron", "radio", "tub"]
        );
    }

    #[test]
    fn what_shares_nothing_has_nothing_like_it() {
        let pack = pack();
        assert!(pack.more_like("kite", 4).is_empty());
        assert!(pack.more_like("nothing", 4).is_empty());
    }

    #[test]
    fn things_to_do_come_from_both_sides_and_each_once() {
        let activity = |id: &str, items: &[&str]| Activity {
            id: id.into(),
            items: items.iter().map(|item| (*item).into()).collect(),
            ..Activity::default()
        };
        let mut pack = pack();
        pack.items[0].activities = vec!["peg-out".into(), "gone".into()];
        pack.activities = vec![
            activity("beat", &["tub"]),
            activity("peg-out", &["tub"]),
            activity("knit", &["mangle"]),
        ];
        let of = |at: usize| -> Vec<&str> {
            let all = pack.activities_of(&pack.items[at]);
            all.into_iter()
                .map(|activity| activity.id.as_str())
                .collect()
        };
        assert_eq!(of(0), ["peg-out", "beat"]);
        assert_eq!(of(1), ["knit"]);
        assert!(of(3).is_empty());
    }
}
