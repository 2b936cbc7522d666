use crate::browser::element::{El, class, el};
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::model::{Kiosk, Overlay, Route, Tongue};
use crate::widgets::{
    aloud, alt_text, bare, first_picture, heading, icon, language_button, pack_text, picture,
    signed, staff_corner, word, worded,
};
use kiosk_core::language::direction;
use kiosk_core::pack::Item;
use leptos::prelude::*;

/// Milliseconds a picture stays on the Start screen.
const PICTURE_STAYS: u32 = 12_000;

/// Start: what this is, one large button, a picture that changes slowly, the languages.
pub fn start() -> El {
    let kiosk = Kiosk::here();
    // Whoever goes on from here is there at once; that nobody is any more, `app::idle` says.
    on_cleanup(|| page::tell("busy", ""));
    let begin = bare("btn btn-go tag", "begin", move || kiosk.go(Route::Home));
    let greet = class("div", "greet")
        .child(name(kiosk))
        .child(heading("start.title"))
        .child(word("p", "start.lead").with("class", "lead"))
        .child(worded(begin, "start.begin"));
    el("main", &[("class", "start"), ("data-screen", "start")])
        .child(staff_corner(kiosk))
        .child(gallery(kiosk, class("div", "hang").child(greet)))
        .child(
            class("div", "start-foot")
                .child(tongues(kiosk))
                .child(aids(kiosk)),
        )
}

/// What the event is called, in the language staff wrote it in.
fn name(kiosk: Kiosk) -> El {
    class("p", "name").follow(move |name| {
        let event = kiosk.event.read();
        let (says, tag) = match &event.sheet {
            Some(sheet) => (sheet.name.clone(), sheet.language.clone()),
            None => (kiosk.t("app.title"), kiosk.language_of_words()),
        };
        name.set("lang", &tag);
        name.set("dir", direction(&tag));
        name.set_text(&says);
    })
}

/// One picture after another, so that no still burns in. Motion stops where it is unwanted.
fn gallery(kiosk: Kiosk, wall: El) -> El {
    let at = RwSignal::new(0_usize);
    spawn(async move {
        loop {
            clock::pause(PICTURE_STAYS).await;
            if page::wants_stillness() {
                continue;
            }
            if at.try_update(|at| *at += 1).is_none() {
                break;
            }
        }
    });
    wall.holds(move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let shown: Vec<&Item> = content
            .pack
            .items
            .iter()
            .filter(|item| !item.pictures.is_empty())
            .collect();
        shown
            .get(at.get() % shown.len().max(1))
            .map(|item| hung(kiosk, item, at.get() > 0))
            .into_iter()
            .collect()
    })
}

/// A picture on the wall. One that takes another's place comes slowly.
fn hung(kiosk: Kiosk, item: &Item, slowly: bool) -> El {
    let media = first_picture(kiosk, item);
    let alt = alt_text(kiosk, media.as_ref(), item.heading());
    let caption = class("figcaption", "caption")
        .child(el("b", &[]).child(pack_text(&item.heading())))
        .child(pack_text(&item.date_text));
    class("figure", if slowly { "frame slowly" } else { "frame" })
        .child(picture(media.as_ref(), alt, "pic"))
        .child(caption)
}

/// Listen and Easier, in reach before the visit begins.
fn aids(kiosk: Kiosk) -> El {
    let easier = bare("", "easier", move || kiosk.overlay.set(Overlay::Easier));
    el("div", &[("class", "aids"), ("role", "group")])
        .live("aria-label", move || kiosk.t("easier.title"))
        .holds(move || aloud(kiosk))
        .child(signed(easier, "text-size", "spine.easier"))
}

fn tongues(kiosk: Kiosk) -> El {
    let sign = el(
        "span",
        &[("class", "tongues-sign"), ("aria-hidden", "true")],
    )
    .child(icon("language"));
    let buttons = move || {
        kiosk
            .languages()
            .iter()
            .map(|tongue| choose(kiosk, tongue))
            .collect()
    };
    class("nav", "tongues")
        .live("aria-label", move || kiosk.t("access.language"))
        .child(sign)
        .holds(buttons)
}

fn choose(kiosk: Kiosk, tongue: &Tongue) -> El {
    let mine = tongue.tag.clone();
    let current = move || kiosk.language.get() == mine;
    language_button(kiosk, "", tongue).only("aria-current", "true", Box::new(current))
}
