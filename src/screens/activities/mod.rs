//! Do: ideas that suit, and each one step by step.

mod choose;
mod clock;
mod one;
mod words;

pub use one::activity;
pub(super) use words::line;

use super::home::directory_row;
use super::pages::{Pages, head, pages};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Route};
use crate::widgets::{bare, first_picture, frame, icon, pack_text, picture, word};
use kiosk_core::activities::Side;
use kiosk_core::pack::{Activity, Pack};
use leptos::prelude::*;
use std::rc::Rc;

/// Activities on one page.
const ROWS: usize = 3;

/// Do: on one side what to choose by, on the other the ideas that suit, or the choices of one side.
pub fn activities() -> El {
    let kiosk = Kiosk::here();
    // 0: nothing is open; else the place of a side, from 1.
    let open = RwSignal::new(0_usize);
    let turning = Pages {
        at: kiosk.do_page,
        all: Rc::new(move || pages(suiting(kiosk).len(), ROWS)),
    };
    let beside = move || match opened(open.get()) {
        Some(side) => choose::options(kiosk, open, side),
        None => vec![ideas(kiosk)],
    };
    let head = head(kiosk, "home.do", &turning).class_if("choosing", move || open.get() != 0);
    let body = class("div", "doing")
        .child(choose::sides(kiosk, open))
        .child(class("div", "beside").holds(beside));
    frame("do", class("main", "page").child(head).child(body))
}

/// The side that is open.
fn opened(open: usize) -> Option<Side> {
    Side::ALL.get(open.checked_sub(1)?).copied()
}

/// Places in the pack of the ideas that suit.
fn suiting(kiosk: Kiosk) -> Vec<usize> {
    let content = kiosk.content.get();
    content.map_or_else(Vec::new, |content| {
        kiosk.visit.read().wish.suiting(&content.pack)
    })
}

/// The ideas on this page. Choices never leave none, but a pack may have none.
fn ideas(kiosk: Kiosk) -> El {
    let rows = rows(kiosk);
    if rows.is_empty() {
        return word("p", "look.nothing");
    }
    class("ul", "ideas").all(rows)
}

fn rows(kiosk: Kiosk) -> Vec<El> {
    let Some(content) = kiosk.content.get() else {
        return Vec::new();
    };
    let from = kiosk.do_page.get() * ROWS;
    let shown = suiting(kiosk).into_iter().skip(from).take(ROWS);
    shown
        .filter_map(|at| content.pack.activities.get(at))
        .map(|activity| idea(kiosk, &content.pack, activity))
        .collect()
}

fn idea(kiosk: Kiosk, pack: &Pack, activity: &Activity) -> El {
    let id = activity.id.clone();
    let go = move || kiosk.go(Route::Activity(id.clone()));
    let button = bare("directory-row", &["activity-", &activity.id].concat(), go);
    let words = class("span", "directory-words")
        .child(el("b", &[]).child(pack_text(&activity.title)))
        .child(pack_text(&activity.summary))
        .all(facts(kiosk, pack, activity));
    let row = directory_row(button, "do", words);
    el("li", &[]).child(match seen(kiosk, pack, activity) {
        Some(picture) => row.child(picture),
        None => row,
    })
}

/// A picture in the place of the sign, for those who read little.
fn seen(kiosk: Kiosk, pack: &Pack, activity: &Activity) -> Option<El> {
    let item = pack.item(activity.items.first()?)?;
    let media = first_picture(kiosk, item)?;
    Some(picture(Some(&media), String::new, "pic seen"))
}

/// How long it takes, that it is for those who are there, and what of it is at hand, once the visitor has
/// said so. A sign with nothing beside it would say nothing: where a curator left it all open, no line.
fn facts(kiosk: Kiosk, pack: &Pack, activity: &Activity) -> Option<El> {
    let here = kiosk.visit.read().wish.at_hand(activity, pack);
    let company = kiosk.visit.read().wish.company(activity);
    let sign = match (activity.minutes, company) {
        (Some(_), _) => "clock",
        (None, Some(_)) => "people",
        (None, None) if here > 0 => "box",
        (None, None) => return None,
    };
    let activity = activity.clone();
    let says = move || {
        let time = activity.minutes.map(|minutes| words::time(kiosk, minutes));
        let at_hand = (here > 0).then(|| {
            let (n, all) = (kiosk.number(here), kiosk.number(activity.needs.len()));
            kiosk.t_with("do.have", &[("n", &n), ("all", &all)])
        });
        let company = words::company(kiosk, &activity);
        let parts: Vec<String> = time.into_iter().chain(company).chain(at_hand).collect();
        parts.join(" · ")
    };
    Some(class("span", "quick").child(icon(sign)).says(says))
}
