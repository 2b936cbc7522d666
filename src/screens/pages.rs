//! Turning pages by buttons: nothing needs a swipe.

use crate::browser::element::{El, class, el};
use crate::model::Kiosk;
use crate::widgets::{button, button_on, heading};
use leptos::prelude::*;
use std::rc::Rc;

/// Which page is open, and how many there are.
#[derive(Clone)]
pub struct Pages {
    /// The open one, from 0.
    pub at: RwSignal<usize>,
    /// How many there are, at least 1.
    pub all: Rc<dyn Fn() -> usize>,
}

/// How many pages `things` fill at so many a page.
pub fn pages(things: usize, each: usize) -> usize {
    things.div_ceil(each).max(1)
}

/// The head of a screen with pages: heading, place, before, more.
pub fn head(kiosk: Kiosk, title: &'static str, pages: &Pages) -> El {
    let (at, all) = (pages.at, Rc::clone(&pages.all));
    let place = move || {
        kiosk.t_with(
            "look.page",
            &[
                ("n", &kiosk.number(at.get() + 1)),
                ("all", &kiosk.number(all())),
            ],
        )
    };
    class("div", "head")
        .child(heading(title))
        .child(el("p", &[("class", "small"), ("aria-live", "polite")]).says(place))
        .child(turns(pages))
}

/// The buttons that turn pages: side by side wherever they stand, so that on is never under back.
pub fn turns(pages: &Pages) -> El {
    let at = pages.at;
    let (end, last) = (Rc::clone(&pages.all), Rc::clone(&pages.all));
    let turn_back = move || at.update(|at| *at = at.saturating_sub(1));
    let turn_on = move || {
        let last = untrack(|| last()) - 1;
        at.update(|at| *at = (*at + 1).min(last));
    };
    let back =
        button("btn", "before", "back", "look.before", turn_back).disabled(move || at.get() == 0);
    let on = button_on("btn", "more", "look.more", "next", turn_on)
        .disabled(move || at.get() + 1 >= end());
    class("div", "turning").child(back).child(on)
}
