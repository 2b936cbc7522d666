use crate::browser::element::{El, class, el};
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::model::{Kiosk, Route};
use crate::widgets::{
    Purpose, alt_text, button, button_on, first_picture, frame, heading, pack_text, paragraphs,
    picture, picture_for,
};
use kiosk_core::Text;
use kiosk_core::pack::{Item, Media};
use leptos::prelude::*;

/// Zoom goes from whole to four times, in steps a person can feel: per cent.
const MOST_ZOOM: usize = 400;
/// The zoom a closer look begins with.
const FIRST_ZOOM: usize = 175;

/// An item: its picture whole, its label, its story, and three ways on; or the picture alone, closer.
pub fn item(number: &str) -> El {
    let kiosk = Kiosk::here();
    let content = kiosk.content.get();
    match content
        .as_ref()
        .and_then(|content| content.pack.item(number))
    {
        Some(item) if kiosk.opened.get() => enlarged(kiosk, item),
        Some(item) => label(kiosk, item),
        None => gone(kiosk),
    }
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

fn label(kiosk: Kiosk, item: &Item) -> El {
    let media = first_picture(kiosk, item);
    let alt = alt_text(kiosk, media.as_ref(), item.heading());
    let story = if item.story.is_empty() {
        &item.brief
    } else {
        &item.story
    };
    let credit = credit_of(item, media.as_ref());
    let name = class("div", "name")
        .child(el("h1", &[("tabindex", "-1")]).child(pack_text(&item.heading())))
        .child(catalogue_line(item));
    let credit = (!credit.is_empty()).then(|| class("p", "credit small").child(pack_text(&credit)));
    let text = class("div", "text")
        .child(name)
        .child(paragraphs(story))
        .all(credit);
    let figure = class("figure", "figure").child(picture(media.as_ref(), alt, "picture"));
    let ways = ways_on(kiosk, item, media.is_some());
    frame(
        "item",
        class("main", "item").child(figure).child(text.child(ways)),
    )
}

fn ways_on(kiosk: Kiosk, item: &Item, has_picture: bool) -> El {
    let look = has_picture.then(|| {
        button("btn", "closer", "zoom-in", "item.closer", move || {
            kiosk.opened.set(true)
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

/// What the rights holder wants said, with the picture's own first.
fn credit_of(item: &Item, media: Option<&Media>) -> Text {
    let own = media
        .map(|media| media.credit.clone())
        .filter(|credit| !credit.is_empty());
    own.unwrap_or_else(|| item.credit.clone())
}

/// The next item of the theme in hand, round to the first again.
fn next_of(kiosk: Kiosk, number: &str) -> Option<String> {
    let theme = kiosk.look_theme.get();
    let content = kiosk.content.get()?;
    let in_theme = |item: &&Item| {
        theme
            .as_ref()
            .is_none_or(|theme| item.themes.contains(theme))
    };
    let of_theme: Vec<&Item> = content.pack.items.iter().filter(in_theme).collect();
    let at = of_theme.iter().position(|item| item.number == number)?;
    let next = of_theme.get((at + 1) % of_theme.len())?;
    (next.number != number).then(|| next.number.clone())
}

/// The picture as large as wanted, by big buttons; a tap on it never closes it.
fn enlarged(kiosk: Kiosk, item: &Item) -> El {
    let zoom = RwSignal::new(FIRST_ZOOM);
    let media = first_picture(kiosk, item);
    let alt = alt_text(kiosk, media.as_ref(), item.heading());
    let panned = class("div", "panned")
        .child(picture_for(
            Purpose::Closer,
            media.as_ref(),
            Box::new(alt),
            "picture",
        ))
        .follow(move |_| {
            let percent = zoom.get();
            // Once it stands: before that it has no size to keep the middle of.
            spawn(async move {
                clock::pause(0).await;
                page::enlarge(".pan", ".panned", percent);
            });
        });
    let pan = el(
        "div",
        &[("class", "pan"), ("tabindex", "0"), ("role", "region")],
    )
    .live("aria-label", move || kiosk.t("item.closer"))
    .child(panned);
    let title =
        el("h1", &[("class", "unseen"), ("tabindex", "-1")]).child(pack_text(&item.heading()));
    frame(
        "item",
        class("main", "closer")
            .child(title)
            .child(pan)
            .child(tools(kiosk, zoom)),
    )
}

fn tools(kiosk: Kiosk, zoom: RwSignal<usize>) -> El {
    let bigger = move || zoom.update(|zoom| *zoom = (*zoom * 3 / 2).min(MOST_ZOOM));
    let smaller = move || zoom.update(|zoom| *zoom = (*zoom * 2 / 3).max(100));
    class("div", "row tools")
        .child(
            button("btn", "bigger", "zoom-in", "item.bigger", bigger)
                .disabled(move || zoom.get() >= MOST_ZOOM),
        )
        .child(
            button("btn", "smaller", "zoom-out", "item.smaller", smaller)
                .disabled(move || zoom.get() <= 100),
        )
        .child(button(
            "btn btn-main",
            "close-picture",
            "close",
            "item.close",
            move || kiosk.opened.set(false),
        ))
}
