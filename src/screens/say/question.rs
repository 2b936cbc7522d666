use super::{next, options, page, progress, text, voice, words};
use crate::app::{Services, answered};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, Questions};
use crate::widgets::{Chosen, button, frame, pack_text, pressed};
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
    /// Whether they just chose one too many.
    pub full: RwSignal<bool>,
}

impl Asking {
    /// Chooses or lets go, and keeps it at once. `false` when there was no room.
    pub fn touch(&self, key: &str) -> bool {
        let mut fits = true;
        self.kiosk
            .say
            .update(|say| fits = say.toggle(&self.question, key));
        answered(self.kiosk, self.services);
        self.full.set(!fits);
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
        full: RwSignal::new(false),
    };
    if asking.question.kind == Kind::Voice {
        return voice::voice(asking, questions);
    }
    let question = &asking.question;
    let is_words = question.kind == Kind::Words;
    let main = page()
        .child(progress(kiosk, Arc::clone(&questions)))
        .child(title(&asking));
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
        Kind::Number => options::numbers(&asking, main),
        Kind::Words => words::words(&asking, main, foot),
        Kind::Text | Kind::Voice => (main.all(text::text(&asking)), foot),
        Kind::Item => (main.all(options::favourites(&asking)), foot),
    };
    let unsure = question.offers_dont_know().then(|| dont_know(&asking));
    frame(
        "say",
        main.child(foot.all(unsure).child(next(kiosk, questions, given(kiosk)))),
    )
}

/// The question itself, and how to answer.
pub fn title(asking: &Asking) -> El {
    let question = &asking.question;
    let title = el("div", &[("data-question", &question.key)]).child(
        el("h1", &[("tabindex", "-1"), ("id", "question")]).child(pack_text(&question.text)),
    );
    let about = question.memory.then(|| about(asking.kiosk)).flatten();
    // The line of words counts for itself; two sentences that say the same are one too many.
    let many = question.kind == Kind::Many;
    let helps = question.kind != Kind::Words && (many || !question.help.is_empty());
    if about.is_none() && !helps {
        return title;
    }
    let help = helps.then(|| help(asking).only("aria-live", "polite", Box::new(move || many)));
    title.child(class("p", "help").all(about).all(help))
}

/// How to answer; or, for whoever touched one option too many, how to go on.
fn help(asking: &Asking) -> El {
    let own = asking.clone();
    el("span", &[]).holds(move || {
        vec![if own.full.get() {
            let most = own.kiosk.number(own.question.most());
            let kiosk = own.kiosk;
            el("span", &[]).says(move || kiosk.t_with("say.full", &[("all", &most)]))
        } else {
            pack_text(&own.question.help)
        }]
    })
}

/// The name of the object that led here from Remember: nobody needs to keep it in mind.
fn about(kiosk: Kiosk) -> Option<El> {
    let number = kiosk.about.get_untracked()?;
    let content = kiosk.content.get_untracked()?;
    let item = content.pack.item(&number)?;
    Some(class("b", "about-object").child(pack_text(&item.heading())))
}

/// Whether the question on screen has an answer.
pub fn given(kiosk: Kiosk) -> Chosen {
    Rc::new(move || {
        let say = kiosk.say.read();
        say.typed.is_some()
            || say
                .answer()
                .is_some_and(|answer| answer.status != Status::Skipped)
    })
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
