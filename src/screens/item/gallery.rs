//! All pictures of an item, one at a time.

use crate::browser::element::{El, class, el};
use crate::model::Kiosk;
use crate::widgets::{Purpose, alt_text, bare, button, button_on, picture_for, pressed};
use kiosk_core::Text;
use kiosk_core::pack::{Item, Media};
use leptos::prelude::*;
use std::rc::Rc;

/// Most small pictures in the row; the buttons beside it reach all the others.
const THUMBS: usize = 5;

/// The pictures of an item, and the one that is open.
pub struct Gallery {
    /// All of them, in the pack's order.
    pub pictures: Rc<Vec<Media>>,
    /// The open one.
    pub at: RwSignal<usize>,
    heading: Text,
}

impl Gallery {
    /// The pictures an item has.
    pub fn of(kiosk: Kiosk, item: &Item) -> Self {
        let content = kiosk.content.get_untracked();
        let named = |name: &String| content.as_ref()?.pack.media(name).cloned();
        Self {
            pictures: Rc::new(item.pictures.iter().filter_map(named).collect()),
            at: RwSignal::new(0),
            heading: item.heading(),
        }
    }

    /// The open picture, whole, with the way to the others beneath: nothing lies over it.
    pub fn figure(&self, kiosk: Kiosk) -> El {
        let figure = class("figure", "figure").child(self.shown(kiosk, Purpose::Page));
        if self.pictures.len() < 2 {
            return figure;
        }
        let [before, next] = self.turns("btn");
        let thumbs = (0..self.pictures.len().min(THUMBS)).map(|at| self.thumb(kiosk, at));
        let row = class("div", "gallery")
            .child(before)
            .child(class("div", "thumbs").all(thumbs))
            .child(next);
        figure.child(row).child(self.place(kiosk))
    }

    /// The open picture.
    pub fn shown(&self, kiosk: Kiosk, purpose: Purpose) -> El {
        let (pictures, at, heading) = (Rc::clone(&self.pictures), self.at, self.heading.clone());
        class("div", "opened").holds(move || {
            let media = pictures.get(at.get());
            let alt = alt_text(kiosk, media, heading.clone());
            vec![picture_for(purpose, media, Box::new(alt), "picture")]
        })
    }

    /// The buttons to the pictures before and after.
    pub fn turns(&self, class: &str) -> [El; 2] {
        let (at, last) = (self.at, self.pictures.len().saturating_sub(1));
        let back = move || at.update(|at| *at = at.saturating_sub(1));
        let on = move || at.update(|at| *at = (*at + 1).min(last));
        [
            button(class, "picture-before", "back", "item.picture-before", back)
                .disabled(move || at.get() == 0),
            button_on(class, "picture-next", "item.picture-next", "next", on)
                .disabled(move || at.get() >= last),
        ]
    }

    /// Which picture is open, for those who cannot see it.
    pub fn place(&self, kiosk: Kiosk) -> El {
        let (at, all) = (self.at, self.pictures.len());
        el("p", &[("class", "unseen"), ("aria-live", "polite")])
            .says(move || numbered(kiosk, at.get(), all))
    }

    fn thumb(&self, kiosk: Kiosk, own: usize) -> El {
        let (at, all) = (self.at, self.pictures.len());
        let act = ["thumb-", &own.to_string()].concat();
        let chosen: crate::widgets::Chosen = Rc::new(move || at.get() == own);
        let small = picture_for(
            Purpose::Card,
            self.pictures.get(own),
            Box::new(String::new),
            "thumb-pic",
        );
        pressed(bare("thumb", &act, move || at.set(own)), &chosen, true)
            .live("aria-label", move || numbered(kiosk, own, all))
            .child(small)
    }
}

fn numbered(kiosk: Kiosk, at: usize, all: usize) -> String {
    let (n, all) = (kiosk.number(at + 1), kiosk.number(all));
    kiosk.t_with("item.picture", &[("n", &n), ("all", &all)])
}
