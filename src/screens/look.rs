use super::pages::{Pages, head, pages};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Route};
use crate::widgets::{
    Chosen, Purpose, bare, first_picture, frame, pack_text, picture_for, tag, word,
};
use kiosk_core::pack::{Item, Pack, Theme};
use leptos::prelude::*;
use std::rc::Rc;

/// Cards on one page: the page turns by a button, so nothing needs a swipe.
pub const CARDS: usize = 4;

/// Look: themes as tags, four objects at a time.
pub fn look() -> El {
    let kiosk = Kiosk::here();
    let turning = Pages {
        at: kiosk.look_page,
        all: Rc::new(move || pages(with_items(kiosk, |items| items.len()), CARDS)),
    };
    let cards = move || {
        let from = kiosk.look_page.get() * CARDS;
        with_items(kiosk, |items| {
            items
                .iter()
                .skip(from)
                .take(CARDS)
                .map(|item| card(kiosk, item))
                .collect()
        })
    };
    let body = class("div", "look")
        .child(themes(kiosk))
        .child(class("div", "objects").holds(cards));
    frame(
        "look",
        class("main", "page")
            .child(head(kiosk, "look.title", &turning))
            .child(body),
    )
}

/// Works with the items of the chosen theme.
fn with_items<T>(kiosk: Kiosk, work: impl FnOnce(&[&Item]) -> T) -> T {
    let theme = kiosk.look_theme.get();
    let content = kiosk.content.get();
    let all = content
        .as_ref()
        .map(|content| content.pack.items.as_slice())
        .unwrap_or_default();
    let in_theme = |item: &&Item| {
        theme
            .as_ref()
            .is_none_or(|theme| item.themes.contains(theme))
    };
    work(&all.iter().filter(in_theme).collect::<Vec<_>>())
}

fn themes(kiosk: Kiosk) -> El {
    let none: Chosen = Rc::new(move || kiosk.look_theme.get().is_none());
    let all = tag("theme-all", &none, word("span", "look.all"), move || {
        choose(kiosk, None)
    });
    let tags = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let used = content
            .pack
            .themes
            .iter()
            .filter(|theme| is_used(&content.pack, &theme.id));
        used.map(|theme| one(kiosk, theme)).collect()
    };
    class("ul", "themes")
        .live("aria-label", move || kiosk.t("look.themes"))
        .child(el("li", &[]).child(all))
        .holds(tags)
}

fn choose(kiosk: Kiosk, theme: Option<String>) {
    kiosk.look_theme.set(theme);
    kiosk.look_page.set(0);
}

fn is_used(pack: &Pack, id: &str) -> bool {
    pack.items
        .iter()
        .any(|item| item.themes.iter().any(|theme| theme == id))
}

fn one(kiosk: Kiosk, theme: &Theme) -> El {
    let (id, own) = (theme.id.clone(), theme.id.clone());
    let chosen: Chosen = Rc::new(move || kiosk.look_theme.get().as_ref() == Some(&id));
    let act = ["theme-", &theme.id].concat();
    let touch = move || choose(kiosk, Some(own.clone()));
    el("li", &[]).child(tag(&act, &chosen, pack_text(&theme.title), touch))
}

fn card(kiosk: Kiosk, item: &Item) -> El {
    let number = item.number.clone();
    let go = move || kiosk.go(Route::Item(number.clone()));
    pictured(
        kiosk,
        item,
        bare("object", &["item-", &item.number].concat(), go),
    )
}

/// A card: the picture of an item over its name.
pub(super) fn pictured(kiosk: Kiosk, item: &Item, card: El) -> El {
    let name = el("b", &[]).child(pack_text(&item.heading()));
    card.child(picture_for(
        Purpose::Card,
        first_picture(kiosk, item).as_ref(),
        Box::new(String::new),
        "pic",
    ))
    .child(name)
}
