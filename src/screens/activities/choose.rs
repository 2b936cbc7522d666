//! Choosing an idea: five sides, each opened by a button, each choice with the number of ideas behind it.

use super::{suiting, words};
use crate::browser::element::{El, class, el};
use crate::browser::focus;
use crate::model::{Kiosk, Visit};
use crate::widgets::{Chosen, bare, button, icon, pack_text, tag, word};
use kiosk_core::activities::{Choice, Side, Wish, choices, thing};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// Choices in view at once.
const OPTIONS: usize = 8;

/// The sides that leave something to choose, and the way back to everything.
pub fn sides(kiosk: Kiosk, open: RwSignal<usize>) -> El {
    let sides = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let leaves_a_choice = |(_, side): &(usize, Side)| choices(&content.pack, *side).len() > 1;
        let all = Side::ALL.into_iter().enumerate();
        all.filter(leaves_a_choice)
            .map(|(at, side)| el("li", &[]).child(one(kiosk, open, at + 1, side)))
            .collect()
    };
    let show_all = move || {
        kiosk.visit.update(|visit| visit.wish = Wish::default());
        kiosk.do_page.set(0);
        open.set(0);
        focus::soon("#screen h1");
    };
    let all = move || {
        if kiosk.visit.read().wish == Wish::default() {
            return Vec::new();
        }
        let all = button("btn", "show-all", "close", "do.all", show_all);
        vec![el("li", &[]).child(all)]
    };
    class("ul", "sides")
        .live("aria-label", move || kiosk.t("do.choose"))
        .holds(sides)
        .holds(all)
}

fn one(kiosk: Kiosk, open: RwSignal<usize>, at: usize, side: Side) -> El {
    let (sign, name) = words::side(side);
    let toggle = move || {
        open.update(|open| *open = if *open == at { 0 } else { at });
        // Where the choices stand below, they come into view.
        focus::soon(".side-title");
    };
    let chosen = move || {
        let visit = kiosk.visit.read();
        let of_side = visit.wish.0.iter().filter(|choice| choice.side() == side);
        let mut names = Vec::new();
        for choice in of_side {
            if !names.is_empty() {
                names.push(el("span", &[]).text(", "));
            }
            names.push(self::name(kiosk, choice));
        }
        if names.is_empty() {
            names.push(word("span", "do.any"));
        }
        names
    };
    let says = class("span", "side-words")
        .child(word("b", name))
        .child(el("span", &[]).holds(chosen));
    bare("btn side", &["side-", name].concat(), toggle)
        .states("aria-expanded", move || open.get() == at)
        .class_if("is-set", move || {
            let visit = kiosk.visit.read();
            visit.wish.0.iter().any(|choice| choice.side() == side)
        })
        .child(icon(sign))
        .child(says)
}

/// The choices of one side, and the way on to the ideas. Built once for each side and page of it, so
/// that a touch moves nothing.
pub fn options(kiosk: Kiosk, open: RwSignal<usize>, side: Side) -> Vec<El> {
    let Some(content) = kiosk.content.get() else {
        return Vec::new();
    };
    let all = Rc::new(choices(&content.pack, side));
    let from = RwSignal::new(0_usize);
    let (sign, name) = words::side(side);
    let title = el("h2", &[("class", "side-title"), ("tabindex", "-1")])
        .child(icon(sign))
        .child(word("span", name));
    let more = more(&all, from);
    let turned = turned(kiosk, &all, from);
    let tags = move || {
        let shown = all.iter().skip(from.get()).take(OPTIONS);
        shown.map(|choice| option(kiosk, choice)).collect()
    };
    let group = el("div", &[("class", "options"), ("role", "group")])
        .live("aria-label", move || kiosk.t(name))
        .holds(tags);
    let foot = class("div", "row foot-4")
        .all(more)
        .child(show(kiosk, open));
    vec![title, group, turned, foot]
}

/// Which of the choices are shown, for those who do not see them change. It stands before its words come:
/// a region that comes with its words is not read out.
fn turned(kiosk: Kiosk, all: &Rc<Vec<Choice>>, from: RwSignal<usize>) -> El {
    let (all, touched) = (Rc::clone(all), Cell::new(false));
    let says = move || {
        let from = from.get();
        if from == 0 && !touched.get() {
            return String::new();
        }
        touched.set(true);
        let (n, of) = (from / OPTIONS + 1, all.len().div_ceil(OPTIONS));
        let (n, of) = (kiosk.number(n), kiosk.number(of));
        kiosk.t_with("look.page", &[("n", &n), ("all", &of)])
    };
    el("p", &[("class", "unseen"), ("role", "status")]).says(says)
}

/// "More things": the next eight, and after the last the first again.
fn more(all: &Rc<Vec<Choice>>, from: RwSignal<usize>) -> Option<El> {
    let count = all.len();
    let turn = move || {
        from.update(|from| {
            *from = if *from + OPTIONS < count {
                *from + OPTIONS
            } else {
                0
            }
        });
    };
    (count > OPTIONS).then(|| button("btn", "more-things", "more", "do.more-things", turn))
}

/// Goes on to the ideas and says how many there are.
fn show(kiosk: Kiosk, open: RwSignal<usize>) -> El {
    let ideas = move || {
        open.set(0);
        focus::soon("#screen h1");
    };
    let says = move || kiosk.t_count("do.show", suiting(kiosk).len() as u64);
    bare("btn btn-main", "show-ideas", ideas)
        .child(el("span", &[("aria-live", "polite")]).says(says))
        .child(icon("next"))
}

fn option(kiosk: Kiosk, choice: &Choice) -> El {
    let (held, counted, mine) = (choice.clone(), choice.clone(), choice.clone());
    let chosen: Chosen = Rc::new(move || kiosk.visit.read().wish.has(&held));
    let count = move || {
        let content = kiosk.content.get();
        content.map_or(0, |content| {
            kiosk.visit.read().wish.would_suit(&counted, &content.pack)
        })
    };
    let (none, now) = (count.clone(), Rc::clone(&chosen));
    let touch = move || {
        if let Some(content) = kiosk.content.get_untracked() {
            let toggle = |visit: &mut Visit| visit.wish.toggle(&mine, &content.pack);
            kiosk.visit.update(toggle);
        }
        kiosk.do_page.set(0);
    };
    let number = class("span", "count").says(move || kiosk.number(count()));
    let text = class("span", "option-words").child(name(kiosk, choice));
    tag(&words::act(choice), &chosen, text.child(number), touch)
        .disabled(move || none() == 0 && !now())
}

/// A thing in the visitor's language, anything else in words of the locale files.
fn name(kiosk: Kiosk, choice: &Choice) -> El {
    let content = kiosk.content.get_untracked();
    if let (Choice::Thing(name), Some(content)) = (choice, &content) {
        let pack = &content.pack;
        let needs = pack.activities.iter().flat_map(|activity| &activity.needs);
        let mut same = needs.filter(|need| thing(need, pack) == name);
        if let Some(need) = same.next() {
            return pack_text(need);
        }
    }
    let choice = choice.clone();
    el("span", &[]).says(move || words::choice(kiosk, &choice))
}
