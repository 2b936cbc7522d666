//! The search of Look: a field, words to touch instead, and three ways to narrow.

use super::narrow;
use crate::browser::element::{El, class, el, key_of, value_of};
use crate::browser::{focus, page};
use crate::model::{Kiosk, Look, WORDS, Way};
use crate::widgets::{Chosen, bare, button, icon, pack_text, tag, word};
use kiosk_core::search::Count;
use leptos::prelude::*;
use std::rc::Rc;

/// Choices on one page, the one for all among them.
pub const CHOICES: usize = 12;
/// Where focus goes when what had it is gone.
const STATUS: &str = ".look .status";

/// The field, the words and the ways.
pub fn panel(kiosk: Kiosk) -> El {
    let everything = button("btn", "everything", "look", "look.everything", move || {
        everything(kiosk)
    })
    .disabled(move || {
        let look = kiosk.look.read();
        look.typed.is_empty() && look.filter == Default::default()
    });
    let asked = class("div", "asked").child(field(kiosk)).child(everything);
    class("section", "find")
        .live("aria-label", move || kiosk.t("look.find"))
        .only("hidden", "", Box::new(move || !kiosk.look.read().finding))
        .child(asked)
        .child(words(kiosk))
        .child(class("div", "ways").all(Way::ALL.map(|way| opens(kiosk, way))))
}

/// Shows everything again, with the search still open.
pub fn everything(kiosk: Kiosk) {
    kiosk.look_page.set(0);
    kiosk.look.set(Look {
        finding: true,
        ..Look::default()
    });
    focus::soon(STATUS);
}

/// What was typed is looked for at once; Enter only puts the on-screen keyboard away.
fn field(kiosk: Kiosk) -> El {
    let attributes = [
        ("type", "search"),
        ("class", "paper"),
        ("data-act", "find-input"),
        ("enterkeyhint", "search"),
        ("autocomplete", "off"),
        ("autocorrect", "off"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
    ];
    let input = el("input", &attributes)
        .follow(move |input| input.put(&kiosk.look.read().typed))
        .on("input", move |event| looks_for(kiosk, value_of(&event)))
        .on("keydown", |event| {
            if key_of(&event) == "Enter" {
                focus::to(STATUS);
            }
        });
    el("label", &[])
        .child(word("span", "look.find-label"))
        .child(input)
}

fn looks_for(kiosk: Kiosk, typed: String) {
    kiosk.look_page.set(0);
    kiosk.look.update(|look| {
        look.typed = typed;
        look.choosing = None;
    });
}

/// Words to touch: to begin with, to finish the word, or to narrow. Nobody needs the keyboard.
fn words(kiosk: Kiosk) -> El {
    let offered = move || {
        let (found, content) = (kiosk.found.get(), kiosk.content.get());
        let look = kiosk.look.read_untracked();
        let Some(content) = content.filter(|_| look.finding) else {
            return Vec::new();
        };
        let mut typed = look.typed.as_str();
        if found.results.hits.is_empty() {
            typed = "";
        }
        let words = found
            .index
            .suggestions(&content.pack, typed, &look.filter, WORDS);
        let word = |(at, word): (usize, kiosk_core::search::Suggestion)| {
            let touch = move || {
                looks_for(kiosk, word.query.clone());
                focus::soon(STATUS);
            };
            let act = ["word-", &at.to_string()].concat();
            let button = bare("btn word", &act, touch).text(&word.word);
            el("li", &[]).child(button)
        };
        words.into_iter().enumerate().map(word).collect()
    };
    class("ul", "suggested")
        .live("aria-label", move || kiosk.t("look.words"))
        .holds(offered)
}

/// A button that opens the choices of one way, and says what is chosen.
fn opens(kiosk: Kiosk, way: Way) -> El {
    let act = ["way-", way.name()].concat();
    let touch = move || {
        kiosk.look_page.set(0);
        kiosk.look.update(|look| {
            look.choosing = (look.choosing != Some(way)).then_some(way);
        });
        // On a phone, and with large letters, what has opened is below the edge: nothing would seem to happen.
        if kiosk.look.read_untracked().choosing.is_some() {
            page::show_below(".ways .is-on", ".choices li:nth-child(2)");
        }
    };
    let chosen = class("b", "").holds(move || {
        let key = kiosk.look.read().narrowed(way);
        vec![key.map_or_else(|| word("span", "look.all"), |key| name(kiosk, way, key))]
    });
    bare("btn way", &act, touch)
        .only(
            "hidden",
            "",
            Box::new(move || {
                kiosk.found.get().choices(way).len() < 2
                    && kiosk.look.read().narrowed(way).is_none()
            }),
        )
        .class_if("is-on", move || kiosk.look.read().choosing == Some(way))
        .states("aria-expanded", move || {
            kiosk.look.read().choosing == Some(way)
        })
        .child(word("span", title(way)))
        .child(chosen)
        .child(icon("more"))
}

fn title(way: Way) -> &'static str {
    match way {
        Way::Theme => "look.themes",
        Way::Decade => "look.decades",
        Way::Place => "look.places",
    }
}

/// What a choice is called.
fn name(kiosk: Kiosk, way: Way, key: i32) -> El {
    let at = usize::try_from(key).unwrap_or_default();
    match way {
        Way::Theme => {
            let content = kiosk.content.get_untracked();
            let theme = content
                .as_ref()
                .and_then(|content| content.pack.themes.get(at));
            theme.map_or_else(|| el("span", &[]), |theme| pack_text(&theme.title))
        }
        Way::Decade => {
            let says = move || {
                let (first, last) = (kiosk.year(key), kiosk.year(key + 9));
                kiosk.t_with("look.decade", &[("first", &first), ("last", &last)])
            };
            el("span", &[]).says(says)
        }
        // As the item has it that the place is known by.
        Way::Place => {
            let content = kiosk.content.get_untracked();
            let item = content
                .as_ref()
                .and_then(|content| content.pack.items.get(at));
            item.map_or_else(|| el("span", &[]), |item| pack_text(&item.place))
        }
    }
}

/// The choices of the open way, in the place of the things.
pub fn choices(kiosk: Kiosk) -> El {
    let tags = move || {
        let Some(way) = kiosk.look.read().choosing else {
            return Vec::new();
        };
        let from = kiosk.look_page.get() * CHOICES;
        let found = kiosk.found.get();
        let all = std::iter::once(None).chain(found.choices(way).iter().map(Some));
        all.skip(from)
            .take(CHOICES)
            .map(|count| choice(kiosk, way, count))
            .collect()
    };
    class("ul", "choices")
        .only(
            "hidden",
            "",
            Box::new(move || kiosk.look.read().choosing.is_none()),
        )
        .holds(tags)
}

fn choice(kiosk: Kiosk, way: Way, count: Option<&Count>) -> El {
    let key = count.map(|count| count.key);
    let chosen: Chosen = Rc::new(move || kiosk.look.read().narrowed(way) == key);
    let touch = move || {
        narrow(kiosk, way, key);
        focus::soon(STATUS);
    };
    let act = key.map_or("all".to_owned(), |key| key.to_string());
    let named = key.map_or_else(|| word("span", "look.all"), |key| name(kiosk, way, key));
    let items = count.map(|count| {
        let items = count.items as usize;
        class("span", "count").says(move || kiosk.number(items))
    });
    let tag = tag(&["choice-", &act].concat(), &chosen, named, touch);
    el("li", &[]).child(tag.all(items))
}
