use super::{next, options, page, words};
use crate::app::{Services, answered};
use crate::browser::element::{El, class, el, value_of};
use crate::model::{Kiosk, Questions};
use crate::widgets::{Chosen, button, frame, pack_text, pressed, worded};
use kiosk_core::questions::{Kind, Question};
use kiosk_core::response::Status;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// What every part of a question screen works with.
#[derive(Clone)]
pub struct Asking {
    /// The app's state.
    pub kiosk: Kiosk,
    /// Storage and the rest.
    pub services: Services,
    /// The question on screen.
    pub question: Rc<Question>,
}

impl Asking {
    /// Chooses or lets go, and keeps it at once. `false` when there was no room.
    pub fn touch(&self, key: &str) -> bool {
        let mut fits = true;
        self.kiosk
            .say
            .update(|say| fits = say.toggle(&self.question, key));
        answered(self.kiosk, self.services);
        fits
    }

    /// Whether this option is chosen now.
    pub fn is_chosen(&self, key: &str) -> Chosen {
        let (kiosk, key) = (self.kiosk, key.to_owned());
        Rc::new(move || {
            kiosk
                .say
                .read()
                .answer()
                .is_some_and(|answer| answer.chosen().any(|chosen| chosen == key))
        })
    }
}

/// One question: progress, the question, its answers, "I don't know" and Skip.
pub fn question(kiosk: Kiosk, questions: Arc<Questions>, key: &str) -> El {
    let Some(question) = questions
        .set
        .questions
        .iter()
        .find(|question| question.key == key)
        .cloned()
    else {
        return frame("say", page());
    };
    let asking = Asking {
        kiosk,
        services: Services::here(),
        question: Rc::new(question),
    };
    let question = &asking.question;
    let is_words = question.kind == Kind::Words;
    let mut title = el("div", &[("data-question", key)]).child(
        el("h1", &[("tabindex", "-1"), ("id", "question")]).child(pack_text(&question.text)),
    );
    // The line of words counts for itself; two sentences that say the same are one too many.
    if !is_words && !question.help.is_empty() {
        title = title.child(class("p", "help").child(pack_text(&question.help)));
    }
    let main = page()
        .child(progress(kiosk, Arc::clone(&questions)))
        .child(title);
    let foot = class(
        "div",
        if is_words {
            "row foot foot-4"
        } else {
            "row foot"
        },
    );
    let (main, foot) = match question.kind {
        Kind::Scale | Kind::One | Kind::Many => (main.child(options::options(&asking)), foot),
        Kind::Number => (main.all(options::numbers(&asking)), foot),
        Kind::Words => words::words(&asking, main, foot),
        Kind::Text => (main.all(text(&asking)), foot),
        Kind::Item => (main.all(options::favourites(&asking)), foot),
        Kind::Voice => (main, foot),
    };
    let unsure = question.offers_dont_know().then(|| dont_know(&asking));
    let given = Rc::new(move || {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.status != Status::Skipped)
    });
    frame(
        "say",
        main.child(foot.all(unsure).child(next(kiosk, questions, given))),
    )
}

fn progress(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let counted = Arc::clone(&questions);
    let line = move || {
        let (at, all) = kiosk.say.read().progress(&counted.set);
        kiosk.t_with(
            "say.progress",
            &[("n", &kiosk.number(at)), ("all", &kiosk.number(all))],
        )
    };
    let bars = move || {
        let (at, all) = kiosk.say.read().progress(&questions.set);
        let look = |bar| {
            if bar < at {
                "done"
            } else if bar == at {
                "now"
            } else {
                ""
            }
        };
        (1..=all).map(|bar| class("li", look(bar))).collect()
    };
    let bars = el("ol", &[("aria-hidden", "true")]).holds(bars);
    class("div", "progress")
        .child(el("span", &[]).says(line))
        .child(bars)
}

fn dont_know(asking: &Asking) -> El {
    let (own, kiosk) = (asking.clone(), asking.kiosk);
    let chosen: Chosen = Rc::new(move || {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.status == Status::DontKnow)
    });
    let touch = move || {
        own.kiosk.say.update(|say| say.dont_know(&own.question));
        answered(own.kiosk, own.services);
    };
    pressed(
        button(
            "btn btn-answer",
            "dont-know",
            "unsure",
            "say.dont-know",
            touch,
        ),
        &chosen,
        true,
    )
}

fn text(asking: &Asking) -> [El; 2] {
    let own = asking.clone();
    let typed = own
        .kiosk
        .say
        .read_untracked()
        .answer()
        .and_then(|answer| answer.text.clone())
        .unwrap_or_default();
    let paper = el(
        "textarea",
        &[
            ("class", "paper"),
            ("data-act", "text-input"),
            ("rows", "4"),
            ("maxlength", "4000"),
            ("aria-labelledby", "question"),
            ("autocomplete", "off"),
            ("autocapitalize", "sentences"),
            ("autocorrect", "off"),
            ("spellcheck", "false"),
        ],
    );
    paper.put(&typed);
    let paper = paper.on("input", move |event| {
        own.kiosk
            .say
            .update(|say| say.write(&own.question, &value_of(&event)));
        answered(own.kiosk, own.services);
    });
    [paper, worded(class("p", "small"), "say.no-names")]
}
