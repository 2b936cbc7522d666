//! The way through Remember: a theme or a decade, then one object after the other, none twice before all
//! have been shown. Nothing is counted, nothing is asked for.

use kiosk_core::Text;
use kiosk_core::pack::{Item, Pack};

/// What the visitor wants to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Whatever comes.
    Anything,
    /// The theme with this id.
    Theme(String),
    /// The decade that begins with this year.
    Decade(i32),
}

impl Topic {
    fn has(&self, item: &Item) -> bool {
        match self {
            Self::Anything => true,
            Self::Theme(id) => item.themes.contains(id),
            Self::Decade(year) => item.decade == Some(*year),
        }
    }
}

/// Where the visitor is in Remember.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembering {
    /// What they chose; nothing while they choose.
    pub topic: Option<Topic>,
    /// Whether they came with an object instead of choosing.
    came_with: bool,
    /// Object numbers shown in this round, the one on screen last.
    shown: Vec<String>,
    /// Rounds that are over: an object that comes again brings its next prompt.
    rounds: usize,
}

/// An object to talk about is one with a prompt.
fn speaks(item: &Item) -> bool {
    item.prompts.iter().any(|prompt| !prompt.is_empty())
}

/// The topics that have something to talk about: themes in the pack's order, then decades from the
/// earliest, each with the first object of it.
pub fn topics(pack: &Pack) -> Vec<(Topic, &Item)> {
    let first = |topic: Topic| {
        let item = pack
            .items
            .iter()
            .find(|item| speaks(item) && topic.has(item))?;
        Some((topic, item))
    };
    let themes = pack
        .themes
        .iter()
        .filter_map(|theme| first(Topic::Theme(theme.id.clone())));
    let mut topics: Vec<_> = themes.collect();
    let decades = || pack.items.iter().filter_map(|item| item.decade);
    let mut next = decades().min();
    while let Some(year) = next {
        topics.extend(first(Topic::Decade(year)));
        next = decades().filter(|other| *other > year).min();
    }
    topics
}

impl Remembering {
    /// Begins a topic. `random` is any number.
    pub fn begin(&mut self, topic: Topic, pack: &Pack, random: u32) {
        *self = Self {
            topic: Some(topic),
            ..Self::default()
        };
        self.another(pack, random);
    }

    /// Begins with an object the visitor came from; `false` when there is nothing to say of it.
    pub fn begin_with(&mut self, number: &str, pack: &Pack) -> bool {
        let known = pack.item(number).is_some_and(speaks);
        if known {
            *self = Self {
                topic: Some(Topic::Anything),
                came_with: true,
                shown: vec![number.to_owned()],
                rounds: 0,
            };
        }
        known
    }

    /// Whether they came with an object, and so without a choice.
    pub fn came_with(&self) -> bool {
        self.came_with
    }

    /// Whether there was a choice to go back to.
    pub fn was_chosen(&self) -> bool {
        self.topic.is_some() && !self.came_with
    }

    /// Goes on to another object of the topic that this visitor has not seen in this round.
    pub fn another(&mut self, pack: &Pack, random: u32) {
        let Some(topic) = &self.topic else { return };
        let of_topic: Vec<&str> = pack
            .items
            .iter()
            .filter(|item| speaks(item) && topic.has(item))
            .map(|item| item.number.as_str())
            .collect();
        let is_new = |number: &&&str| !self.shown.iter().any(|shown| shown == **number);
        let mut new: Vec<&str> = of_topic.iter().filter(is_new).copied().collect();
        if new.is_empty() {
            self.rounds += 1;
            // The one on screen does not come again at once, unless there is no other.
            let last = self.shown.pop();
            self.shown.clear();
            new = of_topic;
            if new.len() > 1 {
                new.retain(|number| last.as_deref() != Some(number));
            }
        }
        if let Some(number) = new.get(random as usize % new.len().max(1)) {
            self.shown.push((*number).to_owned());
        }
    }

    /// The object on screen.
    pub fn item<'a>(&self, pack: &'a Pack) -> Option<&'a Item> {
        self.topic.as_ref()?;
        pack.item(self.shown.last()?)
    }

    /// Its prompt of this round.
    pub fn prompt<'a>(&self, item: &'a Item) -> Option<&'a Text> {
        let prompts = || item.prompts.iter().filter(|prompt| !prompt.is_empty());
        prompts().nth(self.rounds % prompts().count().max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiosk_core::pack::Theme;

    fn item(number: &str, decade: Option<i32>, theme: &str, prompts: &[&str]) -> Item {
        Item {
            number: number.into(),
            decade,
            themes: vec![theme.into()],
            prompts: prompts.iter().map(|text| Text::one("en", *text)).collect(),
            ..Item::default()
        }
    }

    fn pack() -> Pack {
        let theme = |id: &str| Theme {
            id: id.into(),
            ..Theme::default()
        };
        Pack {
            themes: vec![theme("home"), theme("empty"), theme("work")],
            items: vec![
                item("1", Some(1950), "work", &["One?", "More?"]),
                item("2", Some(1930), "home", &["Two?"]),
                item("3", None, "home", &["Three?"]),
                item("mute", Some(1900), "empty", &[]),
            ],
            ..Pack::default()
        }
    }

    #[test]
    fn only_topics_with_something_to_talk_about_are_offered() {
        let pack = pack();
        let topics: Vec<_> = topics(&pack).into_iter().map(|(topic, _)| topic).collect();
        let expected = [
            Topic::Theme("home".into()),
            Topic::Theme("work".into()),
            Topic::Decade(1930),
            Topic::Decade(1950),
        ];
        assert_eq!(topics, expected);
    }

    #[test]
    fn no_object_comes_again_before_all_have_been_shown_and_none_twice_running() {
        let pack = pack();
        for random in 0..200u32 {
            let mut way = Remembering::default();
            way.begin(Topic::Anything, &pack, random);
            let mut seen = Vec::new();
            for step in 0..12u32 {
                seen.push(way.item(&pack).map(|item| item.number.clone()));
                way.another(&pack, random.wrapping_mul(2_654_435_761).rotate_left(step));
            }
            for round in seen.chunks(3) {
                for number in ["1", "2", "3"] {
                    assert!(
                        round.contains(&Some(number.to_owned())),
                        "{random}: {seen:?}"
                    );
                }
            }
            for pair in seen.windows(2) {
                assert_ne!(pair[0], pair[1], "{random}: {seen:?}");
            }
        }
    }

    #[test]
    fn a_topic_with_one_object_goes_on_to_its_next_prompt() {
        let pack = pack();
        let mut way = Remembering::default();
        way.begin(Topic::Decade(1950), &pack, 7);
        let said = |way: &Remembering| {
            let prompt = way.item(&pack).and_then(|item| way.prompt(item));
            prompt.and_then(|prompt| prompt.0.get("en").cloned())
        };
        for text in ["One?", "More?", "One?"] {
            assert_eq!(said(&way).as_deref(), Some(text));
            way.another(&pack, 8);
        }
    }

    #[test]
    fn it_begins_with_the_object_the_visitor_came_from() {
        let pack = pack();
        let mut way = Remembering::default();
        assert!(!way.begin_with("mute", &pack));
        assert!(!way.begin_with("gone", &pack));
        assert_eq!(way, Remembering::default());
        assert!(way.begin_with("2", &pack));
        assert!(!way.was_chosen(), "there is no choice to go back to");
        assert_eq!(way.item(&pack).map(|item| item.number.as_str()), Some("2"));
        way.another(&pack, 0);
        way.another(&pack, 0);
        assert_ne!(way.item(&pack).map(|item| item.number.as_str()), Some("2"));
    }

    #[test]
    fn an_empty_pack_has_nothing_to_remember_by_and_breaks_nothing() {
        let empty = Pack::default();
        let mut way = Remembering::default();
        way.begin(Topic::Anything, &empty, 3);
        way.another(&empty, 4);
        assert!(way.item(&empty).is_none());
        assert!(topics(&empty).is_empty());
    }
}
