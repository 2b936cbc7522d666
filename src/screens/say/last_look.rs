//! The last look: every answer in short, each to be changed, before anything is kept for good.

use super::{heard, page};
use crate::app::{Services, finish_say, take_back};
use crate::browser::element::{El, class, el};
use crate::browser::focus;
use crate::model::{Kiosk, Questions};
use crate::widgets::{bare, button, frame, heading, icon, pack_text, word, worded};
use kiosk_core::questions::{Choice, Kind, Question};
use kiosk_core::response::{Answer, Draft, Status};
use leptos::prelude::*;

/// Characters of a longer text that are shown.
const SHORT: usize = 60;

/// All answers in short; or alone on the page, whether they are to go.
pub fn last_look(kiosk: Kiosk, questions: &Questions) -> El {
    let (services, questions) = (Services::here(), questions.clone());
    let sure = RwSignal::new(false);
    let mut is_new = true;
    let shown = move || {
        let asks = sure.get();
        if !std::mem::take(&mut is_new) {
            focus::soon("#screen h1");
        }
        if asks {
            once_more(kiosk, services, sure)
        } else {
            answers(kiosk, services, &questions, sure)
        }
    };
    frame("say", page().holds(shown))
}

fn answers(
    kiosk: Kiosk,
    services: Services,
    questions: &Questions,
    sure: RwSignal<bool>,
) -> Vec<El> {
    let say = kiosk.say.get_untracked();
    let Some(draft) = &say.draft else {
        return Vec::new();
    };
    let who = (questions.set.viewpoints.len() > 1).then(|| {
        let chosen = draft.viewpoint.iter().cloned().collect::<Vec<_>>();
        let said = named(&questions.set.viewpoints, &chosen);
        row(kiosk, None, word("b", "say.viewpoint"), said)
    });
    let asked = draft.asked(&questions.set);
    let rows = asked.into_iter().map(|question| {
        let title = el("b", &[]).child(pack_text(&question.text));
        row(
            kiosk,
            Some(&question.key),
            title,
            in_short(kiosk, question, draft),
        )
    });
    let delete = button(
        "btn",
        "delete-answers",
        "close",
        "thanks.delete",
        move || sure.set(true),
    );
    let list = class("ul", "looked")
        .all(who)
        .all(rows)
        .child(class("li", "parting").child(delete));
    let send = button(
        "btn btn-main btn-answer",
        "say-send",
        "tick",
        "look-back.send",
        move || finish_say(kiosk, services),
    );
    let foot = class("div", "row foot").child(send);
    vec![heading("look-back.title"), list, foot]
}

/// Deleting asks once more: a shaking hand must lose nothing.
fn once_more(kiosk: Kiosk, services: Services, sure: RwSignal<bool>) -> Vec<El> {
    let keep = button(
        "btn btn-answer",
        "keep-answers",
        "back",
        "look-back.not",
        move || sure.set(false),
    );
    let delete = button(
        "btn btn-answer",
        "delete-sure",
        "close",
        "look-back.sure",
        move || take_back(kiosk, services),
    );
    let row = class("div", "row sure").child(keep).child(delete);
    vec![heading("look-back.ask"), row]
}

fn row(kiosk: Kiosk, key: Option<&str>, title: El, said: Vec<El>) -> El {
    let own = key.map(str::to_owned);
    let act = ["change-", key.unwrap_or("viewpoint")].concat();
    let touch = move || kiosk.say.update(|say| say.change(own.as_deref()));
    let words = class("span", "looked-words")
        .child(title)
        .child(class("span", "said").all(said));
    let change = worded(
        class("span", "change").child(icon("write")),
        "look-back.change",
    );
    el("li", &[]).child(bare("looked-row", &act, touch).child(words).child(change))
}

fn in_short(kiosk: Kiosk, question: &Question, draft: &Draft) -> Vec<El> {
    let Some(answer) = draft.answer(&question.key) else {
        return vec![word("i", "look-back.skipped")];
    };
    match answer.status {
        Status::DontKnow => return vec![word("span", "say.dont-know")],
        Status::Answered => {}
        _ => return vec![word("i", "look-back.skipped")],
    }
    match question.kind {
        Kind::Scale | Kind::One | Kind::Many | Kind::Words => {
            let mut said = named(&question.options, &answer.chosen().collect::<Vec<_>>());
            said.extend(answer.own.iter().map(|own| el("span", &[]).text(own)));
            said
        }
        Kind::Number => number(kiosk, answer),
        Kind::Text => vec![el("span", &[]).text(&shortened(answer.text.as_deref()))],
        Kind::Item => item(kiosk, answer),
        Kind::Voice => vec![heard::recorded()],
    }
}

fn named(choices: &[Choice], chosen: &[String]) -> Vec<El> {
    if chosen.is_empty() {
        return vec![word("i", "look-back.skipped")];
    }
    let known = |key: &String| choices.iter().find(|choice| choice.key == *key);
    let found = chosen.iter().filter_map(known);
    found.map(|choice| pack_text(&choice.text)).collect()
}

fn number(kiosk: Kiosk, answer: &Answer) -> Vec<El> {
    let value = answer.value.and_then(|value| usize::try_from(value).ok());
    let shown = value.map(|value| el("span", &[]).says(move || kiosk.number(value)));
    shown.into_iter().collect()
}

fn item(kiosk: Kiosk, answer: &Answer) -> Vec<El> {
    let content = kiosk.content.get_untracked();
    let items = content.iter().flat_map(|content| content.pack.items.iter());
    let mut chosen = items.filter(|item| answer.item.as_deref() == Some(&item.number));
    chosen
        .next()
        .map(|item| pack_text(&item.heading()))
        .into_iter()
        .collect()
}

fn shortened(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    let mut short: String = text.chars().take(SHORT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
