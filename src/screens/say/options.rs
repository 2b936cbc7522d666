//! Answers to choose from: points and options, numbers, favourites.

use super::question::Asking;
use crate::browser::element::{El, class, el};
use crate::screens::look::{CARDS, pictured};
use crate::screens::pages::pages;
use crate::widgets::{answer, bare, button, button_on, choice_text, pack_text, pressed, ticked};
use kiosk_core::pack::Item;
use kiosk_core::questions::{Choice, Kind};
use leptos::prelude::*;

/// A row of answers.
fn group(look: &str) -> El {
    el(
        "div",
        &[
            ("class", look),
            ("role", "group"),
            ("aria-labelledby", "question"),
        ],
    )
}

/// Points of a scale, or options.
pub fn options(asking: &Asking) -> El {
    let (all, faces) = (
        &asking.question.options,
        asking.question.kind == Kind::Scale,
    );
    let one = |(at, option): (usize, &Choice)| {
        let rank = faces.then_some((at + 1, all.len()));
        choice(asking, &option.key, rank, choice_text(option))
    };
    group(if faces {
        "answers faces"
    } else {
        "answers plain"
    })
    .all(all.iter().enumerate().map(one))
}

fn choice(asking: &Asking, key: &str, rank: Option<(usize, usize)>, word: El) -> El {
    let (own, mine) = (asking.clone(), key.to_owned());
    let touch = move || {
        own.touch(&mine);
    };
    answer(
        &["option-", key].concat(),
        &asking.is_chosen(key),
        rank,
        word,
        touch,
    )
}

/// The numbers from 0 to 10, below what the ends mean. The last row has room for "I don't know" and Skip:
/// with a foot of their own, not all would be in view.
pub fn numbers(asking: &Asking, main: El) -> (El, El) {
    let kiosk = asking.kiosk;
    let one = |number: usize| {
        choice(
            asking,
            &number.to_string(),
            None,
            el("span", &[]).says(move || kiosk.number(number)),
        )
    };
    let end = |choice: &Choice| {
        let number = choice.key.parse().unwrap_or_default();
        let digits = el("b", &[]).says(move || kiosk.number(number));
        el("span", &[]).child(digits).child(pack_text(&choice.text))
    };
    let all = &asking.question.options;
    let main = if all.is_empty() {
        main
    } else {
        main.child(class("p", "ends").all(all.iter().map(end)))
    };
    (main, group("answers numbers").all((0..=10).map(one)))
}

/// A favourite: the pack's objects, four at a time, round and round.
pub fn favourites(asking: &Asking) -> [El; 2] {
    let page = RwSignal::new(0_usize);
    let content = asking.kiosk.content.get_untracked();
    let count = pages(
        content
            .as_ref()
            .map_or(0, |content| content.pack.items.len()),
        CARDS,
    );
    let own = asking.clone();
    let cards = move || {
        let all = content
            .as_ref()
            .map(|content| content.pack.items.as_slice())
            .unwrap_or_default();
        all.iter()
            .skip(page.get() * CARDS)
            .take(CARDS)
            .map(|item| favourite(&own, item))
            .collect()
    };
    let back = move || page.update(|at| *at = (*at + count - 1) % count);
    let turn = class("div", "row turn")
        .child(button("btn", "before", "back", "look.before", back))
        .child(button_on("btn", "more", "look.more", "next", move || {
            page.update(|at| *at = (*at + 1) % count)
        }));
    [group("objects picks").holds(cards), turn]
}

fn favourite(asking: &Asking, item: &Item) -> El {
    let (own, number) = (asking.clone(), item.number.clone());
    let chosen = asking.is_chosen(&item.number);
    let touch = move || {
        own.touch(&number);
    };
    let card = bare("object", &["pick-", &item.number].concat(), touch);
    ticked(
        pictured(asking.kiosk, item, pressed(card, &chosen, true)),
        &chosen,
        "chosen",
    )
}
