//! What is searched of an item.

use crate::Text;
use crate::language::base;
use crate::pack::{Item, Pack};

/// A field of an item that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// Its object name.
    ObjectName,
    /// Its number.
    Number,
    /// Its maker.
    Maker,
    /// Its place.
    Place,
    /// The title of one of its themes.
    Theme,
    /// Its brief description.
    Brief,
    /// Its story.
    Story,
}

const ALL: [Field; 8] = [
    Field::Title,
    Field::ObjectName,
    Field::Number,
    Field::Maker,
    Field::Place,
    Field::Theme,
    Field::Brief,
    Field::Story,
];

impl Field {
    /// Its bit in [`Fields`].
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// How much a word in this field says about the item.
    fn weight(self) -> u32 {
        match self {
            Self::Title | Self::Number => 12,
            Self::ObjectName => 9,
            Self::Maker => 8,
            Self::Place | Self::Theme => 6,
            Self::Brief => 4,
            Self::Story => 2,
        }
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub(super) u8);

impl Fields {
    /// True when this field is one of them.
    pub fn has(self, field: Field) -> bool {
        self.0 & field.bit() != 0
    }
}

/// What a word is worth in each set of fields: the best of them, and a little for the others.
pub(super) fn weights() -> [u32; 256] {
    let mut table = [0; 256];
    for (set, weight) in table.iter_mut().enumerate() {
        let found = ALL.iter().filter(|field| set as u8 & field.bit() != 0);
        let (mut best, mut sum) = (0, 0);
        for field in found {
            best = best.max(field.weight());
            sum += field.weight();
        }
        *weight = best * 4 + (sum - best);
    }
    table
}

/// One text of an item, in one language.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub field: Field,
    /// Which of the item's themes.
    pub nth: usize,
    pub tag: &'a str,
    pub text: &'a str,
}

/// Every text of an item that is searched for a reader of `wanted`: what is shown, and the same in
/// Easy Read (or, to a reader of Easy Read, in the full wording).
pub(super) fn parts<'a>(
    pack: &'a Pack,
    item: &'a Item,
    wanted: &str,
    each: &mut dyn FnMut(Part<'a>),
) {
    each(Part {
        field: Field::Number,
        nth: 0,
        tag: "",
        text: &item.number,
    });
    let single = [
        (Field::Title, &item.title),
        (Field::ObjectName, &item.object_name),
        (Field::Maker, &item.maker),
        (Field::Place, &item.place),
        (Field::Brief, &item.brief),
        (Field::Story, &item.story),
    ];
    let themes = item.themes.iter().enumerate().filter_map(|(nth, id)| {
        let theme = pack.themes.iter().find(|theme| theme.id == *id)?;
        Some((Field::Theme, nth, &theme.title))
    });
    let single = single.into_iter().map(|(field, text)| (field, 0, text));
    for (field, nth, text) in single.chain(themes) {
        for (tag, text) in variants(text, wanted, &pack.languages)
            .into_iter()
            .flatten()
        {
            each(Part {
                field,
                nth,
                tag,
                text,
            });
        }
    }
}

/// The text shown, and its other wording where there is one.
fn variants<'a>(
    text: &'a Text,
    wanted: &str,
    languages: &[String],
) -> [Option<(&'a str, &'a str)>; 2] {
    let Some(shown) = text.choose(wanted, languages) else {
        return [None, None];
    };
    let mut others = text.0.iter();
    let other = others.find(|(tag, text)| {
        *tag != shown.tag && base(tag) == base(shown.tag) && !text.trim().is_empty()
    });
    [
        Some((shown.tag, shown.text)),
        other.map(|(tag, text)| (tag.as_str(), text.as_str())),
    ]
}
