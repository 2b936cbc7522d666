//! The picture as large as wanted, and moved about: by big buttons, by keys, or by fingers. Nothing needs a
//! drag, and a tap never closes it.

use super::credit;
use super::gallery::Gallery;
use crate::browser::element::{El, Event, class, el, key_of};
use crate::browser::pointer::{self, Did};
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::model::{Fingers, Kiosk};
use crate::widgets::{Purpose, bare, button, icon, pack_text};
use kiosk_core::pack::Item;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Zoom goes from whole to at least four times, in steps a person can feel: per cent.
const MOST_ZOOM: usize = 400;
/// The zoom at which the picture is whole. A closer look begins with it.
const WHOLE: usize = 100;
/// Parts of a per cent that a zoom is reckoned in.
const PARTS: usize = 10_000;
/// Pixels that an arrow key moves the picture.
const STEP: f64 = 96.0;
/// How much of the frame a button moves the picture: what was in the middle stays in sight.
const SHARE: f64 = 0.5;
/// The frame and what is in it.
const FRAME: &str = ".pan";
const INSIDE: &str = ".panned";

/// A button at an edge of the picture: `data-act`, word, frames to the right and down.
type Edge = (&'static str, &'static str, f64, f64);

const EDGES: [Edge; 4] = [
    ("move-up", "item.look-up", 0.0, -SHARE),
    ("move-left", "item.look-left", -SHARE, 0.0),
    ("move-right", "item.look-right", SHARE, 0.0),
    ("move-down", "item.look-down", 0.0, SHARE),
];

/// The open picture, closer.
pub fn closer(kiosk: Kiosk, item: &Item, gallery: &Gallery) -> El {
    let zoom = Zoom::up_to(most(gallery));
    let title =
        el("h1", &[("class", "unseen"), ("tabindex", "-1")]).child(pack_text(&item.heading()));
    let tools = tools(zoom);
    let tools = if gallery.pictures.len() > 1 {
        tools.all(gallery.turns("btn")).child(gallery.place(kiosk))
    } else {
        tools
    };
    let close = button(
        "btn btn-main",
        "close-picture",
        "close",
        "item.close",
        move || kiosk.opened.set(false),
    );
    class("div", "closer")
        .on("keydown", move |event| by_key(zoom, &event))
        .child(title)
        .child(
            class("div", "stage")
                .child(frame(kiosk, gallery, zoom))
                .child(credit(item, gallery))
                .child(edges(kiosk, zoom)),
        )
        .child(tools.child(close))
}

#[derive(Clone, Copy)]
struct Zoom {
    percent: RwSignal<usize>,
    /// The same in parts of a per cent. A slow hand draws by less than one at a time, and that adds up.
    parts: RwSignal<usize>,
    most: usize,
}

impl Zoom {
    fn up_to(most: usize) -> Self {
        Self {
            percent: RwSignal::new(WHOLE),
            parts: RwSignal::new(WHOLE * PARTS),
            most,
        }
    }

    fn bigger(self) {
        self.times(1.5);
    }

    fn smaller(self) {
        self.times(1.0 / 1.5);
    }

    fn times(self, times: f64) {
        let wanted = (self.parts.get_untracked() as f64 * times).round() as usize;
        let parts = wanted.clamp(WHOLE * PARTS, self.most * PARTS);
        self.parts.set(parts);
        let next = (parts + PARTS / 2) / PARTS;
        if next != self.percent.get_untracked() {
            self.percent.set(next);
        }
    }
}

/// Until one pixel of the picture is two of a common tablet's page: there is no more to be seen.
fn most(gallery: &Gallery) -> usize {
    let widths = gallery.pictures.iter().filter_map(|picture| picture.width);
    let widest = widths.max().unwrap_or_default() as usize;
    (widest * 200 / 888).clamp(MOST_ZOOM, 4 * MOST_ZOOM)
}

fn frame(kiosk: Kiosk, gallery: &Gallery, zoom: Zoom) -> El {
    let panned = class("div", "panned")
        .child(gallery.shown(kiosk, Purpose::Closer))
        .follow(move |_| {
            let percent = zoom.percent.get();
            // Once it stands: before that it has no size to keep the middle of.
            spawn(async move {
                clock::pause(0).await;
                page::enlarge(FRAME, INSIDE, percent);
            });
        });
    let attributes = [("class", "pan"), ("tabindex", "0"), ("role", "region")];
    let pan = el("div", &attributes)
        .live("aria-label", move || kiosk.t("item.closer"))
        .child(panned);
    let fingers = Rc::new(RefCell::new(Fingers::default()));
    pointer::follow(pan, move |did, finger, x, y| {
        let mut fingers = fingers.borrow_mut();
        match did {
            Did::Touch => fingers.touch(finger, x, y),
            Did::Lift => fingers.lift(finger),
            Did::Move => {
                if let Some(moved) = fingers.moved(finger, x, y) {
                    page::pan(FRAME, -moved.x, -moved.y);
                    zoom.times(moved.times);
                }
            }
        }
    })
}

/// A button at each edge while there is more of the picture than its frame shows. Left is left in every
/// script.
fn edges(kiosk: Kiosk, zoom: Zoom) -> El {
    let edge = |(act, word, x, y): Edge| {
        bare("edge", act, move || page::shift(FRAME, x, y))
            .live("aria-label", move || kiosk.t(word))
            .child(icon("up"))
    };
    class("div", "edges")
        .with("role", "group")
        .with("dir", "ltr")
        .live("aria-label", move || kiosk.t("item.move"))
        .only("hidden", "", Box::new(move || zoom.percent.get() <= WHOLE))
        .all(EDGES.map(edge))
}

/// Plus, minus and the arrows; Esc goes back, as everywhere.
fn by_key(zoom: Zoom, event: &Event) {
    let (x, y) = match key_of(event).as_str() {
        "+" | "=" => return zoom.bigger(),
        "-" | "_" => return zoom.smaller(),
        "ArrowLeft" => (-STEP, 0.0),
        "ArrowRight" => (STEP, 0.0),
        "ArrowUp" => (0.0, -STEP),
        "ArrowDown" => (0.0, STEP),
        _ => return,
    };
    // The frame would move of itself when it has the focus: once is enough.
    event.prevent_default();
    page::pan(FRAME, x, y);
}

fn tools(zoom: Zoom) -> El {
    class("div", "row tools")
        .child(
            button("btn", "bigger", "zoom-in", "item.bigger", move || {
                zoom.bigger()
            })
            .disabled(move || zoom.percent.get() >= zoom.most),
        )
        .child(
            button("btn", "smaller", "zoom-out", "item.smaller", move || {
                zoom.smaller()
            })
            .disabled(move || zoom.percent.get() <= WHOLE),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The zoom after two fingers, 300 pixels apart, were drawn apart by 100 in so many moves.
    fn drawn_apart(moves: u32) -> usize {
        let zoom = Zoom::up_to(MOST_ZOOM);
        let mut fingers = Fingers::default();
        fingers.touch(1, 0.0, 0.0);
        fingers.touch(2, 300.0, 0.0);
        for step in 1..=moves {
            let x = 300.0 + f64::from(step) * 100.0 / f64::from(moves);
            if let Some(moved) = fingers.moved(2, x, 0.0) {
                zoom.times(moved.times);
            }
        }
        zoom.percent.get_untracked()
    }

    #[test]
    fn slow_fingers_zoom_as_far_as_quick_ones() {
        assert_eq!(drawn_apart(1), 133);
        assert!(drawn_apart(100).abs_diff(133) <= 1);
    }

    #[test]
    fn a_zoom_ends_where_it_should_both_ways() {
        let zoom = Zoom::up_to(MOST_ZOOM);
        zoom.times(0.3);
        assert_eq!(zoom.percent.get_untracked(), WHOLE);
        (0..9).for_each(|_| zoom.bigger());
        assert_eq!(zoom.percent.get_untracked(), MOST_ZOOM);
        (0..9).for_each(|_| zoom.smaller());
        assert_eq!(zoom.percent.get_untracked(), WHOLE);
    }
}
