//! Before and after: just come or about to go, and the picture card that joins the two.

use super::{go_on, next, page};
use crate::app::{Services, answered};
use crate::browser::element::{El, class, el, svg};
use crate::model::{Kiosk, Questions};
use crate::widgets::{Chosen, answer, button_on, frame, heading, word};
use kiosk_core::cards::{NUMBERS, PICTURES, parts};
use kiosk_core::questions::Moment;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Words of the pictures, in the order of [`PICTURES`].
const WORDS: [&str; PICTURES.len()] = [
    "card.kite",
    "card.boat",
    "card.tree",
    "card.fish",
    "card.cup",
    "card.hat",
    "card.star",
    "card.key",
    "card.bird",
    "card.bell",
    "card.leaf",
    "card.lamp",
];

/// Just come, or about to go.
pub fn moment(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let services = Services::here();
    let is = move |moment: Moment| {
        let say = kiosk.say.read();
        say.draft
            .as_ref()
            .is_some_and(|draft| draft.moment == Some(moment))
    };
    let one = |moment: Moment, act: &str, said: &'static str| {
        let chosen: Chosen = Rc::new(move || is(moment));
        answer(act, &chosen, None, word("span", said), move || {
            kiosk.say.update(|say| say.take_moment(moment));
            answered(kiosk, services);
        })
    };
    let both = group("answers plain")
        .child(one(Moment::Before, "option-before", "pair.come"))
        .child(one(Moment::After, "option-after", "pair.go"));
    let any: Chosen = Rc::new(move || is(Moment::Before) || is(Moment::After));
    asked("moment", "pair.moment", both, next(kiosk, questions, any))
}

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

fn asked(key: &str, question: &'static str, answers: El, next: El) -> El {
    let title =
        el("div", &[("data-question", key)]).child(heading(question).with("id", "question"));
    let foot = class("div", "row foot").child(next);
    frame("say", page().child(title).child(answers).child(foot))
}

/// The card drawn on arrival.
pub fn drawn(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let services = Services::here();
    let card = {
        let say = kiosk.say.read_untracked();
        let card = say.draft.as_ref().and_then(|draft| draft.card.as_deref());
        card.and_then(parts)
    };
    let shown = card.map(|(at, number)| {
        class("div", "card-drawn")
            .child(picture(at))
            .child(el("b", &[]).says(move || card_name(kiosk, at, number)))
    });
    let foot = class("div", "row foot").child(button_on(
        "btn btn-main btn-answer",
        "next",
        "say.next",
        "next",
        move || go_on(kiosk, services, &questions),
    ));
    let main = page()
        .child(el("div", &[("data-question", "card-drawn")]).child(heading("pair.yours")))
        .all(shown)
        .child(word("p", "pair.keep-in-mind"))
        .child(foot);
    frame("say", main)
}

fn card_name(kiosk: Kiosk, picture: usize, number: usize) -> String {
    let word = kiosk.t(WORDS[picture % WORDS.len()]);
    [word.as_str(), " ", &kiosk.number(number)].concat()
}

fn picture(at: usize) -> El {
    let shape = ["#c-", PICTURES[at % PICTURES.len()]].concat();
    svg(
        "svg",
        &[
            ("class", "card-picture"),
            ("viewBox", "0 0 96 96"),
            ("aria-hidden", "true"),
        ],
    )
    .child(svg("use", &[("href", &shape)]))
}

/// The picture of the card, found again.
pub fn card_picture(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let one = |at: usize| {
        let chosen: Chosen = Rc::new(move || kiosk.say.read().card.0 == Some(at));
        let name = el("span", &[])
            .child(picture(at))
            .says(move || kiosk.t(WORDS[at]));
        answer(
            &["option-", PICTURES[at]].concat(),
            &chosen,
            None,
            name,
            move || {
                kiosk.say.update(|say| {
                    say.card.0 = Some(at).filter(|_| say.card.0 != Some(at));
                });
            },
        )
    };
    let all = group("answers cards").all((0..PICTURES.len()).map(one));
    let any: Chosen = Rc::new(move || kiosk.say.read().card.0.is_some());
    asked(
        "card-picture",
        "pair.picture",
        all,
        next(kiosk, questions, any),
    )
}

/// Its number.
pub fn card_number(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let one = |number: usize| {
        let chosen: Chosen = Rc::new(move || kiosk.say.read().card.1 == Some(number));
        let name = el("span", &[]).says(move || kiosk.number(number));
        answer(
            &["option-", &number.to_string()].concat(),
            &chosen,
            None,
            name,
            move || {
                kiosk.say.update(|say| {
                    say.card.1 = Some(number).filter(|_| say.card.1 != Some(number));
                });
            },
        )
    };
    let all = group("answers numbers tens").all((1..=NUMBERS).map(one));
    let any: Chosen = Rc::new(move || kiosk.say.read().card.1.is_some());
    asked(
        "card-number",
        "pair.number",
        all,
        next(kiosk, questions, any),
    )
}
