//! Themes from what the spreadsheet calls subjects: the few that group the objects well.

use super::text;
use crate::Text;
use crate::pack::{Item, Theme};
use std::collections::{BTreeSet, HashMap};

/// Themes that fit on one screen.
const MOST: usize = 7;

/// What an item's row says of its themes.
pub(super) struct Subjects {
    /// From a column that is called theme: chosen by the curator for this.
    pub themes: Vec<String>,
    /// From a column of subjects or keywords.
    pub subjects: Vec<String>,
}

/// Chooses themes and puts the items into them. Items without one stay outside: all are shown
/// together anyway.
pub(super) fn choose(items: &mut [Item], subjects: &[Subjects], language: &str) -> Vec<Theme> {
    let curated = subjects.iter().any(|of_item| !of_item.themes.is_empty());
    let named = |of_item: &Subjects| match curated {
        true => of_item.themes.clone(),
        false => of_item.subjects.clone(),
    };
    let mut candidates = gather(subjects.iter().map(named));
    if !curated {
        // A group of one is no group, and one that holds nearly all of them, or next to none of a
        // large collection, tells nothing.
        let most = items.len() - items.len() / 10;
        let least = (items.len() / 50).max(2);
        candidates.retain(|(_, members)| (least..most).contains(&members.len()));
    }
    // A stable sort: among equals the one that came first.
    candidates.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    let mut themes: Vec<(Theme, BTreeSet<usize>)> = Vec::new();
    for (name, members) in candidates {
        if themes.len() == MOST {
            break;
        }
        if curated || !themes.iter().any(|(_, known)| *known == members) {
            let theme = theme(&name, &themes, language);
            themes.push((theme, members));
        }
    }
    for (theme, members) in &themes {
        for at in members {
            if let Some(item) = items.get_mut(*at) {
                item.themes.push(theme.id.clone());
            }
        }
    }
    themes.into_iter().map(|(theme, _)| theme).collect()
}

/// Each name with the items that have it. Names that differ in capitals are one.
fn gather(named: impl Iterator<Item = Vec<String>>) -> Vec<(String, BTreeSet<usize>)> {
    let mut order: Vec<(String, BTreeSet<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (item, names) in named.enumerate() {
        for name in names {
            let place = *places.entry(name.to_lowercase()).or_insert_with(|| {
                order.push((name.clone(), BTreeSet::new()));
                order.len() - 1
            });
            order[place].1.insert(item);
        }
    }
    order
}

fn theme(name: &str, known: &[(Theme, BTreeSet<usize>)], language: &str) -> Theme {
    let free = |id: &String| !id.is_empty() && !known.iter().any(|(theme, _)| theme.id == *id);
    // Names that leave no slug, or the slug of another, are numbered.
    let numbered = (known.len() + 1..).map(|number| format!("theme-{number}"));
    Theme {
        id: [slug(name)]
            .into_iter()
            .chain(numbered)
            .find(free)
            .unwrap_or_default(),
        title: Text::one(language, capital(&text::line(name))),
        summary: Text::default(),
    }
}

/// Small letters, digits and hyphens, at most 40 of them.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            _ if out.len() >= 40 => break,
            'a'..='z' | '0'..='9' => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(rows: &[(&[&str], &[&str])]) -> (Vec<String>, Vec<Vec<String>>) {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let subjects: Vec<Subjects> = rows
            .iter()
            .map(|(themes, subjects)| Subjects {
                themes: owned(themes),
                subjects: owned(subjects),
            })
            .collect();
        let mut items = vec![Item::default(); rows.len()];
        let themes = choose(&mut items, &subjects, "en");
        (
            themes.into_iter().map(|theme| theme.id).collect(),
            items.into_iter().map(|item| item.themes).collect(),
        )
    }

    #[test]
    fn the_commonest_subjects_become_themes_and_lonely_ones_do_not() {
        let (themes, items) = chosen(&[
            (&[], &["Farms", "Horses"]),
            (&[], &["farms", "carts"]),
            (&[], &["Clock towers"]),
            (&[], &["horses", "Farms"]),
        ]);
        assert_eq!(themes, ["farms", "horses"]);
        assert_eq!(items[3], ["farms", "horses"]);
        assert!(items[2].is_empty());
    }

    #[test]
    fn a_subject_of_nearly_all_items_and_a_second_name_of_one_group_are_no_themes() {
        let mut rows: Vec<(&[&str], &[&str])> = vec![(&[], &["objects"]); 20];
        rows[0].1 = &["objects", "flutes", "pipes"];
        rows[1].1 = &["objects", "flutes", "pipes"];
        assert_eq!(chosen(&rows).0, ["flutes"]);
    }

    #[test]
    fn seven_are_enough() {
        let names: Vec<String> = (0..12).map(|n| format!("s{n}")).collect();
        let all: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows: Vec<(&[&str], &[&str])> = (0..12)
            .flat_map(|n| [(&[][..], &all[n..]), (&[][..], &all[n..=n])])
            .collect();
        assert_eq!(chosen(&rows).0.len(), 7);
    }

    #[test]
    fn themes_a_curator_chose_are_all_kept_as_they_are() {
        let (themes, items) = chosen(&[
            (&["Home"], &["a"]),
            (&["Work", "Home"], &["a"]),
            (&["منزل"], &[]),
        ]);
        assert_eq!(themes, ["home", "work", "theme-3"]);
        assert_eq!(items[1], ["home", "work"]);
    }
}
