//! Look: themes, things four at a time, and the search, all in one place.

mod cards;
mod find;
mod reading;

pub(super) use cards::pictured;

use super::pages::{Pages, pages, turns};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Way};
use crate::widgets::{Chosen, button, frame, heading, pack_text, tag, word};
use kiosk_core::pack::Theme;
use leptos::prelude::*;
use std::rc::Rc;

/// Cards on one page: the page turns by a button, so nothing needs a swipe.
pub const CARDS: usize = 4;

/// Look.
pub fn look() -> El {
    let kiosk = Kiosk::here();
    reading::search_as_asked(kiosk);
    let turning = Pages {
        at: kiosk.look_page,
        all: Rc::new(move || page_count(kiosk)),
    };
    let open = button("btn", "find", "search", "look.find", move || {
        kiosk.look_page.set(0);
        kiosk.look.update(crate::model::Look::turn_finding);
    })
    .class_if("is-on", move || kiosk.look.read().finding)
    .states("aria-expanded", move || kiosk.look.read().finding);
    let head = class("div", "head")
        .child(heading("look.title"))
        .child(open)
        .child(turns(&turning));
    let shown = class("div", "shown")
        .child(status(kiosk, &turning))
        .child(cards::objects(kiosk))
        .child(find::choices(kiosk));
    let body = class("div", "look")
        .class_if("is-finding", move || kiosk.look.read().finding)
        .child(themes(kiosk))
        .child(find::panel(kiosk))
        .child(shown);
    frame("look", class("main", "page").child(head).child(body))
}

fn page_count(kiosk: Kiosk) -> usize {
    let found = kiosk.found.get();
    match kiosk.look.read().choosing {
        Some(way) => pages(found.choices(way).len() + 1, find::CHOICES),
        None => pages(found.results.hits.len(), CARDS),
    }
}

/// How many there are, and which page is open. Said after each key, and where focus goes when what
/// had it is gone.
fn status(kiosk: Kiosk, turning: &Pages) -> El {
    let (at, all) = (turning.at, Rc::clone(&turning.all));
    let says = move || {
        let things = kiosk.found.get().results.hits.len() as u64;
        let place = kiosk.t_with(
            "look.page",
            &[
                ("n", &kiosk.number(at.get() + 1)),
                ("all", &kiosk.number(all())),
            ],
        );
        [&kiosk.t_count("look.count", things), " · ", &place].concat()
    };
    el(
        "p",
        &[
            ("class", "small status"),
            ("tabindex", "-1"),
            ("aria-live", "polite"),
        ],
    )
    .says(says)
}

fn themes(kiosk: Kiosk) -> El {
    let none: Chosen = Rc::new(move || kiosk.look.read().filter.theme.is_none());
    let all = tag("theme-all", &none, word("span", "look.all"), move || {
        narrow(kiosk, Way::Theme, None)
    });
    let tags = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let pack = &content.pack;
        let themes = pack.themes.iter().enumerate();
        let used = themes.filter(|(_, theme)| {
            let mut items = pack.items.iter();
            items.any(|item| item.themes.contains(&theme.id))
        });
        used.map(|(key, theme)| one(kiosk, key as i32, theme))
            .collect()
    };
    class("ul", "themes")
        .only("hidden", "", Box::new(move || kiosk.look.read().finding))
        .live("aria-label", move || kiosk.t("look.themes"))
        .child(el("li", &[]).child(all))
        .holds(tags)
}

fn one(kiosk: Kiosk, key: i32, theme: &Theme) -> El {
    let chosen: Chosen = Rc::new(move || kiosk.look.read().filter.theme == Some(key));
    let act = ["theme-", &theme.id].concat();
    let touch = move || narrow(kiosk, Way::Theme, Some(key));
    let count = class("span", "count").says(move || {
        let found = kiosk.found.get();
        let count = found
            .choices(Way::Theme)
            .iter()
            .find(|count| count.key == key);
        count.map_or(String::new(), |count| kiosk.number(count.items as usize))
    });
    let tag = tag(&act, &chosen, pack_text(&theme.title), touch).child(count);
    el("li", &[]).child(tag)
}

/// Narrows one way, and begins at the first page.
fn narrow(kiosk: Kiosk, way: Way, key: Option<i32>) {
    kiosk.look_page.set(0);
    kiosk.look.update(|look| look.narrow(way, key));
}
