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
    let zoom = Zoom {
        percent: RwSignal::new(WHOLE),
        most: most(gallery),
    };
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
    most: usize,
}

impl Zoom {
    fn bigger(self) {
        self.times(1.5);
    }

    fn smaller(self) {
        self.times(1.0 / 1.5);
    }

    fn times(self, times: f64) {
        let percent = self.percent.get_untracked();
        let wanted = (percent as f64 * times).round() as usize;
        let next = wanted.clamp(WHOLE, self.most);
        if next != percent {
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
