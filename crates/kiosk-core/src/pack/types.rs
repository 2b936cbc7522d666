//! The types of `pack.json`. Field names are the published format.

use super::Size;
use crate::{Hash, Text};
use serde::{Deserialize, Serialize};

/// The only format number there is so far.
pub const FORMAT: u32 = 1;

/// Content of an event: items, themes, activities, ways to get involved, media, credits, languages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pack {
    /// Always 1.
    pub format: u32,
    /// A short name of the pack, stable over its versions.
    pub id: String,
    /// What people call it.
    pub title: Text,
    /// BCP 47 tags the pack is written in, the main one first.
    pub languages: Vec<String>,
    /// Who made it, and what is invented.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub credits: Text,
    /// Groups of items, in the order to show them.
    #[serde(default)]
    pub themes: Vec<Theme>,
    /// The objects, in the order to show them.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Ideas to do.
    #[serde(default)]
    pub activities: Vec<Activity>,
    /// Ways to get involved.
    #[serde(default)]
    pub opportunities: Vec<Opportunity>,
    /// Files in `media/`.
    #[serde(default)]
    pub media: Vec<Media>,
    /// The curator's recorded word that items whose rights the gate does not know may be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights_confirmed: Option<String>,
}

/// A group of items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Theme {
    /// Unique within the pack.
    pub id: String,
    /// One or two words.
    pub title: Text,
    /// One sentence.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
}

/// A museum object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Object number (Spectrum), unique within the pack.
    pub number: String,
    /// Title, if the object has one.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// Object name (Spectrum): what kind of thing it is.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub object_name: Text,
    /// Brief description (Spectrum).
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub brief: Text,
    /// What people like to hear about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub story: Text,
    /// The date as staff wrote it; shown as it is, never parsed to show.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub date_text: Text,
    /// Where it was made or used.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub place: Text,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub maker: Text,
    /// First year of its decade, for browsing: 1930.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decade: Option<i32>,
    /// Ids of its themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Names of its pictures in `media`, the main one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
    /// Names of its sounds in `media`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sounds: Vec<String>,
    /// Name of its video in `media`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<String>,
    /// Name of a video in `media` in which somebody signs its story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_video: Option<String>,
    /// Names of sounds in `media` in which somebody reads its story aloud, for each language.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub spoken: Text,
    /// Questions that start a memory.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<Text>,
    /// A hint for somebody's companion.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub carer_hint: Text,
    /// Ids of activities that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// The object's page at the institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// A statement the institution requires wherever the item is shown.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub credit: Text,
    /// Rights in the item's texts and pictures: address of a licence or rights statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
}

impl Item {
    /// What is told of it: the story, else the brief description.
    pub fn told(&self) -> &Text {
        if self.story.is_empty() {
            &self.brief
        } else {
            &self.story
        }
    }

    /// What stands at the head of the item: title, else object name, else the first sentence of the
    /// brief description. Each whole, with all its languages.
    pub fn heading(&self) -> Text {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        if !self.object_name.is_empty() {
            return self.object_name.clone();
        }
        let mut heading = self.brief.clone();
        for text in heading.0.values_mut() {
            *text = first_sentence(text).to_owned();
        }
        heading
    }
}

fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let end = text
        .char_indices()
        .zip(text.chars().skip(1).chain([' ']))
        .find(|((_, c), next)| matches!(c, '.' | '!' | '?' | '؟' | '।') && next.is_whitespace())
        .map(|((at, c), _)| at + c.len_utf8());
    &text[..end.unwrap_or(text.len())]
}

/// An idea to do.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Activity {
    /// Unique within the pack; part of its address (`/do/<id>`).
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// One sentence.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// What to do, in order.
    #[serde(default)]
    pub steps: Vec<Text>,
    /// What must be at hand.
    #[serde(default)]
    pub needs: Vec<Text>,
    /// About how long it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Where it can be done.
    #[serde(rename = "where", default)]
    pub place: Place,
    /// Who it suits.
    #[serde(default)]
    pub with: Vec<Company>,
    /// How much the body has to do.
    #[serde(default)]
    pub effort: Effort,
    /// Outcome tags (`glo:…`, `gso:…`, `five_ways:…`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Object numbers it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// Name of a printable sheet in `media`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
}

/// Where an activity can be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    Indoors,
    Outdoors,
    #[default]
    Anywhere,
}

/// Who an activity suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Company {
    Alone,
    Two,
    SmallGroup,
    MixedAges,
    Children,
}

/// How much the body has to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Effort {
    #[default]
    Sitting,
    Standing,
    Walking,
}

/// A way to get involved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opportunity {
    /// Unique within the pack.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// One or two sentences.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub summary: Text,
    /// The organisation's own contact, never a private person's.
    #[serde(default)]
    pub contact: Contact,
    /// Where to read more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// How to reach an organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// The organisation.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub name: Text,
    /// Postal address.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub address: Text,
    /// Telephone number as people write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// A file in the pack's `media/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Media {
    /// File name within `media/`, without folders.
    pub name: String,
    /// Hash of the file; empty in a draft that has not been built yet.
    #[serde(default = "no_hash")]
    pub sha256: Hash,
    /// Size of the file in bytes; 0 in a draft.
    #[serde(default)]
    pub bytes: u64,
    /// Media type (IANA), for example `image/webp`.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Width in pixels, of pictures and video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// What is to be seen, for those who cannot see it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub alt: Text,
    /// The credit line the rights holder asks for.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub credit: Text,
    /// Address of a licence or rights statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// What is said in a sound or video.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub transcript: Text,
    /// What is said in a video as timed captions (WebVTT), for each language.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub captions: Text,
    /// How the picture's ground goes on past its edge, for drawings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// Colour of the picture's wall or cloth, or of the place it will take: `#E6D9BE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<String>,
    /// Smaller copies of a picture.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<Size>,
}

fn no_hash() -> Hash {
    Hash(String::new())
}

/// The ground of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The object stands on a table before a wall.
    Stand,
    /// The object lies on a cloth, seen from above.
    Flat,
}

impl Pack {
    /// The media entry of that name.
    pub fn media(&self, name: &str) -> Option<&Media> {
        self.media.iter().find(|media| media.name == name)
    }

    /// The item with that object number.
    pub fn item(&self, number: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }

    /// The activity with that id.
    pub fn activity(&self, id: &str) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_without_a_title_is_headed_by_its_name_then_by_its_first_sentence() {
        let mut item = Item {
            brief: Text::one("en", "A tin for bait, 1.5 in high. Dented."),
            ..Item::default()
        };
        assert_eq!(
            item.heading(),
            Text::one("en", "A tin for bait, 1.5 in high.")
        );
        item.object_name = Text::one("en", "food container");
        assert_eq!(item.heading(), Text::one("en", "food container"));
        item.title = Text::one("en", "Bait tin");
        assert_eq!(item.heading(), Text::one("en", "Bait tin"));
    }
}
