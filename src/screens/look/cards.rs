//! Things as cards, with what was asked for marked.

use super::CARDS;
use crate::browser::element::{El, class, el};
use crate::model::{Found, Kiosk, Route, Shown, excerpt, pieces, reasons};
use crate::storage::Content;
use crate::widgets::{Purpose, bare, button, first_picture, pack_text, picture_for, word};
use kiosk_core::pack::Item;
use kiosk_core::search::Mark;
use leptos::prelude::*;
use std::ops::Range;

/// The cards of the open page; nothing while choices are open in their place.
pub fn objects(kiosk: Kiosk) -> El {
    let cards = move || {
        let from = kiosk.look_page.get() * CARDS;
        let (found, content) = (kiosk.found.get(), kiosk.content.get());
        let Some(content) = content else {
            return Vec::new();
        };
        if found.results.hits.is_empty() && kiosk.look.read_untracked().finding {
            return vec![nothing(kiosk)];
        }
        let shown = found.results.hits.iter().skip(from).take(CARDS);
        shown
            .filter_map(|hit| card(kiosk, &content, &found, hit.item))
            .collect()
    };
    class("div", "objects")
        .only(
            "hidden",
            "",
            Box::new(move || kiosk.look.read().choosing.is_some()),
        )
        .holds(cards)
}

/// An empty result leads on: everything again, by one button.
fn nothing(kiosk: Kiosk) -> El {
    class("div", "nothing label")
        .child(word("p", "look.nothing"))
        .child(word("p", "look.nothing-more"))
        .child(button(
            "btn btn-main",
            "everything-again",
            "look",
            "look.everything",
            move || super::find::everything(kiosk),
        ))
}

fn card(kiosk: Kiosk, content: &Content, found: &Found, at: usize) -> Option<El> {
    let item = content.pack.items.get(at)?;
    let marks = found.index.marks(&content.pack, &found.results, at);
    let (in_heading, elsewhere) = reasons(&content.pack, item, marks, &kiosk.wanted());
    let number = item.number.clone();
    let go = move || kiosk.go(Route::Item(number.clone()));
    let heading = kiosk.pick(&item.heading());
    let name = el("b", &[]).child(marked(&heading, in_heading.as_ref(), false));
    let why = elsewhere.map(|reason| {
        let shown = Shown {
            text: reason.text,
            tag: reason.mark.tag.clone(),
        };
        class("span", "why").child(marked(&shown, Some(&reason.mark), true))
    });
    let card = bare("object", &["item-", &item.number].concat(), go);
    Some(on_mount(kiosk, item, card).child(name).all(why))
}

/// A card: the picture of an item over its name.
pub fn pictured(kiosk: Kiosk, item: &Item, card: El) -> El {
    let name = el("b", &[]).child(pack_text(&item.heading()));
    on_mount(kiosk, item, card).child(name)
}

fn on_mount(kiosk: Kiosk, item: &Item, card: El) -> El {
    let media = first_picture(kiosk, item);
    card.child(picture_for(
        Purpose::Card,
        media.as_ref(),
        Box::new(String::new),
        "pic",
    ))
}

/// A text with its marks; of a longer one the part around the first.
fn marked(shown: &Shown, mark: Option<&Mark>, cut: bool) -> El {
    let span = el("span", &[("lang", &shown.tag), ("dir", shown.dir())]);
    // The marks are of one language; where another is shown by now, there are none.
    let ranges = match mark {
        Some(mark) if mark.tag == shown.tag => mark.ranges.as_slice(),
        _ => &[],
    };
    let part = if cut {
        excerpt(&shown.text, ranges)
    } else {
        0..shown.text.len()
    };
    let within = ranges
        .iter()
        .filter(|r| r.start >= part.start && r.end <= part.end);
    let within: Vec<Range<usize>> = within
        .map(|r| r.start - part.start..r.end - part.start)
        .collect();
    let text = shown.text.get(part.clone()).unwrap_or_default();
    let before = (part.start > 0).then_some("… ");
    let after = (part.end < shown.text.len()).then_some(" …");
    let span = before.into_iter().fold(span, |span, dots| span.text(dots));
    let span = pieces(text, &within)
        .into_iter()
        .fold(span, |span, (piece, is_marked)| {
            if is_marked {
                span.child(el("mark", &[]).text(piece))
            } else {
                span.text(piece)
            }
        });
    after.into_iter().fold(span, |span, dots| span.text(dots))
}
