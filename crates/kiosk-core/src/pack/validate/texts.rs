//! Checks of the languages a pack is written in.

use super::Check;
use crate::Text;
use std::collections::BTreeSet;

/// True for the shape of a BCP 47 tag: letters first, then parts of letters and digits.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let first = tag.split('-').next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && tag.split('-').all(part)
}

impl Check<'_> {
    /// A text in a language the pack does not list is work that no visitor ever meets.
    pub(super) fn languages_of_texts(&mut self) {
        let pack = self.pack;
        let items = pack
            .items
            .iter()
            .flat_map(|item| [&item.title, &item.object_name, &item.brief, &item.story]);
        let themes = pack.themes.iter().map(|theme| &theme.title);
        let activities = pack.activities.iter().map(|activity| &activity.title);
        let opportunities = pack
            .opportunities
            .iter()
            .map(|opportunity| &opportunity.title);
        let media = pack.media.iter().map(|media| &media.alt);
        let unlisted: BTreeSet<&str> = items
            .chain(themes)
            .chain(activities)
            .chain(opportunities)
            .chain(media)
            .chain([&pack.title])
            .flat_map(tags)
            .filter(|tag| !pack.languages.iter().any(|listed| listed == tag))
            .collect();
        for tag in unlisted {
            let message = format!(
                "Some texts are in \"{tag}\", which is not listed. \
                 Add it to the languages, so that visitors can choose it."
            );
            self.warn("pack", "languages", message);
        }
    }
}

fn tags(text: &Text) -> impl Iterator<Item = &str> {
    text.0.keys().map(String::as_str)
}
