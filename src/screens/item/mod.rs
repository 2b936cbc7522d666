//! An item: its pictures, its label and story, and what belongs beside it.

mod beside;
mod closer;
mod gallery;

use crate::browser::element::{El, class, el, follow};
use crate::browser::focus;
use crate::model::{Kiosk, Route};
use crate::widgets::{button, button_on, frame, heading, pack_text, paragraphs, recorded};
use beside::Sound;
use gallery::Gallery;
use kiosk_core::Text;
use kiosk_core::pack::{Item, Media};
use leptos::prelude::*;
use std::rc::Rc;

/// An item: its picture whole, its label, its story, and the ways on; or the picture alone, closer.
pub fn item(number: &str) -> El {
    let kiosk = Kiosk::here();
    let content = kiosk.content.get();
    let Some(item) = content
        .as_ref()
        .and_then(|content| content.pack.item(number))
        .cloned()
    else {
        return gone(kiosk);
    };
    let gallery = Gallery::of(kiosk, &item);
    focus_after_closer(kiosk);
    let main = class("main", "item-page").holds(move || {
        if kiosk.opened.get() {
            vec![closer::closer(kiosk, &item, &gallery)]
        } else {
            let sounds = beside::sounds(kiosk, &item);
            let label = label(kiosk, &item, &gallery, &sounds);
            std::iter::once(label)
                .chain(beside::about(kiosk, &item, &sounds))
                .collect()
        }
    });
    // Closer, the picture and its tools share the window with the spine, whatever height that has.
    frame("item", main).states("data-closer", move || kiosk.opened.get())
}

/// The pack changed, or a link was wrong: never a dead end.
fn gone(kiosk: Kiosk) -> El {
    let back = button("btn btn-main", "go-look", "look", "home.look", move || {
        kiosk.go(Route::Look)
    });
    frame(
        "item",
        class("main", "page")
            .child(heading("item.gone"))
            .child(back),
    )
}

/// Focus goes into the picture that is opened, and back to the button that opened it.
fn focus_after_closer(kiosk: Kiosk) {
    let mut was_opened = false;
    follow(move || {
        let opened = kiosk.opened.get();
        match (was_opened, opened) {
            (false, true) => focus::soon(".closer h1"),
            (true, false) => focus::soon("[data-act=closer]"),
            _ => {}
        }
        was_opened = opened;
    });
}

fn label(kiosk: Kiosk, item: &Item, gallery: &Gallery, sounds: &[Sound]) -> El {
    let name = class("div", "name")
        .child(el("h1", &[("tabindex", "-1")]).child(pack_text(&item.heading())))
        .child(catalogue_line(item));
    let text = class("div", "text")
        .child(name)
        .child(story(kiosk, item))
        .child(credit(item, gallery));
    let ways = ways_on(kiosk, item, !gallery.pictures.is_empty(), sounds);
    class("div", "item")
        .child(gallery.figure(kiosk))
        .child(text.child(ways))
}

/// The story, and unseen beside it the sound in which it is read: "Listen" plays that.
fn story(kiosk: Kiosk, item: &Item) -> El {
    let own = item.clone();
    let sound = move || {
        let content = kiosk.content.get_untracked();
        let name = kiosk.recording_of(&own);
        let media = name.and_then(|name| content.as_ref()?.pack.media(&name).cloned());
        media
            .map(|media| recorded(kiosk, &media))
            .into_iter()
            .collect()
    };
    class("div", "read")
        .child(paragraphs(item.told()))
        .holds(sound)
}

fn ways_on(kiosk: Kiosk, item: &Item, has_picture: bool, sounds: &[Sound]) -> El {
    let look = has_picture.then(|| {
        button("btn", "closer", "zoom-in", "item.closer", move || {
            kiosk.opened.set(true)
        })
    });
    let hear = sounds.first();
    let hear = hear.map(|(player, _)| player.button("btn play", "hear"));
    let about = beside::has_any(kiosk, item).then(|| {
        button("btn", "about", "more", "item.more", || {
            focus::to(beside::HEADING)
        })
    });
    let remember = button("btn", "remember", "remember", "home.remember", move || {
        kiosk.go(Route::Remember)
    });
    let next = next_of(kiosk, &item.number).map(|next| {
        button_on("btn", "next", "item.next", "next", move || {
            kiosk.route.set(Route::Item(next.clone()))
        })
    });
    class("div", "row foot-4")
        .all(look)
        .all(hear)
        .all(about)
        .child(remember)
        .all(next)
}

/// Place, date and maker, as staff wrote them.
fn catalogue_line(item: &Item) -> El {
    let parts = [&item.place, &item.date_text, &item.maker]
        .into_iter()
        .filter(|part| !part.is_empty());
    class("p", "catalogue")
        .all(parts.map(|part| class("span", "catalogue-part").child(pack_text(part))))
}

/// The words of whoever holds the rights to the picture that is open.
fn credit(item: &Item, gallery: &Gallery) -> El {
    let (item, pictures, at) = (item.clone(), Rc::clone(&gallery.pictures), gallery.at);
    class("div", "credits").holds(move || {
        let credit = credit_of(&item, pictures.get(at.get()));
        let line = || class("p", "credit small").child(pack_text(&credit));
        (!credit.is_empty()).then(line).into_iter().collect()
    })
}

/// What the rights holder wants said, with the picture's own first.
fn credit_of(item: &Item, media: Option<&Media>) -> Text {
    let own = media
        .map(|media| media.credit.clone())
        .filter(|credit| !credit.is_empty());
    own.unwrap_or_else(|| item.credit.clone())
}

/// The next item of what was found, round to the first again.
fn next_of(kiosk: Kiosk, number: &str) -> Option<String> {
    let content = kiosk.content.get_untracked()?;
    let next = kiosk
        .found
        .get_untracked()
        .next(&content.pack, number)?
        .number
        .clone();
    Some(next)
}
