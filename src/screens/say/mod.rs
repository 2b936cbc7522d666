//! Have your say: privacy, one question a screen, thanks.

mod heard;
mod last_look;
mod options;
mod pairs;
mod question;
mod text;
mod voice;
mod words;

use crate::app::{
    Services, answered, begin_say, can_keep, draw_card, finish_say, leave, take_back,
};
use crate::browser::element::{El, class, el};
use crate::browser::focus;
use crate::model::{Kiosk, Questions, Route, Step};
use crate::widgets::{
    Chosen, answer, bare, button, button_on, choice_text, frame, heading, icon, pack_text,
    paragraphs, word, worded,
};
use kiosk_core::questions::Choice;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The screen of the step the visitor is at.
pub fn say(step: &Step) -> El {
    let kiosk = Kiosk::here();
    let Some(questions) = kiosk.questions.get() else {
        return nothing_to_ask(kiosk);
    };
    match step {
        Step::Privacy if !can_keep(kiosk, Services::here()) => {
            kiosk.tell_staff("notice.cannot-seal");
            nothing_to_ask(kiosk)
        }
        Step::Privacy => privacy(kiosk, &questions),
        Step::Viewpoint => viewpoint(kiosk, questions),
        Step::Moment => pairs::moment(kiosk, questions),
        Step::Drawn => pairs::drawn(kiosk, questions),
        Step::CardPicture => pairs::card_picture(kiosk, questions),
        Step::CardNumber => pairs::card_number(kiosk, questions),
        Step::Look => last_look::last_look(kiosk, &questions),
        Step::Question(key) => question::question(kiosk, questions, key),
        Step::Saving => saving(),
        Step::Thanks(_) => thanks(kiosk, &questions),
        Step::Withdrawn => ended(kiosk, "thanks.deleted"),
        Step::Sent => ended(kiosk, "thanks.sent"),
        Step::Trouble => trouble(kiosk),
        Step::NotDeleted => not_deleted(kiosk),
    }
}

/// A page of Have your say.
fn page() -> El {
    class("main", "page say")
}

/// Goes on after an answer.
fn go_on(kiosk: Kiosk, services: Services, questions: &Questions) {
    let mut say = kiosk.say.get_untracked();
    let asked = say.is_asking();
    say.next(&questions.set);
    if say.step == Step::Drawn {
        draw_card(&mut say);
    }
    // Whoever came from Remember to tell something is led to it once the questions begin.
    if !asked && say.is_asking() && kiosk.about.get_untracked().is_some() {
        say.tell(&questions.set);
    }
    kiosk.say.set(say);
    answered(kiosk, services);
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

fn privacy(kiosk: Kiosk, questions: &Questions) -> El {
    let services = Services::here();
    let foot = class("div", "row foot")
        .child(button(
            "btn btn-answer",
            "not-now",
            "skip",
            "say.not-now",
            move || kiosk.go(Route::Home),
        ))
        .child(button_on(
            "btn btn-main btn-answer",
            "say-begin",
            "say.begin",
            "next",
            move || begin_say(kiosk, services),
        ));
    let text = class("div", "privacy")
        .child(paragraphs(&questions.set.privacy))
        .child(word("p", "say.kept-if-left"));
    frame(
        "say",
        page().child(heading("say.before")).child(text).child(foot),
    )
}

fn viewpoint(kiosk: Kiosk, questions: Arc<Questions>) -> El {
    let any: Chosen = Rc::new(move || {
        kiosk
            .say
            .read()
            .draft
            .as_ref()
            .is_some_and(|draft| draft.viewpoint.is_some())
    });
    let options = el("div", &[("class", "answers plain"), ("role", "group")])
        .live("aria-label", move || kiosk.t("say.choose-one"))
        .all(
            questions
                .set
                .viewpoints
                .iter()
                .map(|choice| one_viewpoint(kiosk, &questions, choice)),
        );
    let title = el("div", &[("data-question", "viewpoint")]).child(heading("say.viewpoint"));
    let foot = class("div", "row foot").child(next(kiosk, questions, any));
    frame("say", page().child(title).child(options).child(foot))
}

fn one_viewpoint(kiosk: Kiosk, questions: &Arc<Questions>, choice: &Choice) -> El {
    let (services, questions, key, mine) = (
        Services::here(),
        Arc::clone(questions),
        choice.key.clone(),
        choice.key.clone(),
    );
    let chosen: Chosen = Rc::new(move || {
        kiosk
            .say
            .read()
            .draft
            .as_ref()
            .is_some_and(|draft| draft.viewpoint.as_ref() == Some(&mine))
    });
    let now = Rc::clone(&chosen);
    let touch = move || {
        let key = Some(key.clone()).filter(|_| !untrack(|| now()));
        kiosk
            .say
            .update(|say| say.take_viewpoint(&questions.set, key));
        answered(kiosk, services);
    };
    answer(
        &["option-", &choice.key].concat(),
        &chosen,
        None,
        choice_text(choice),
        touch,
    )
}

/// Skip, which becomes Next in the same place once something is answered.
fn next(kiosk: Kiosk, questions: Arc<Questions>, given: Chosen) -> El {
    let services = Services::here();
    let (says, shows) = (Rc::clone(&given), Rc::clone(&given));
    bare("btn btn-answer", "next", move || {
        go_on(kiosk, services, &questions)
    })
    .class_if("btn-main", move || given())
    .says(move || kiosk.t(if says() { "say.next" } else { "say.skip" }))
    .holds(move || vec![icon(if shows() { "next" } else { "skip" })])
}

fn saving() -> El {
    frame(
        "say",
        page().child(heading("say.saving").with("aria-live", "polite")),
    )
}

/// Shown on the transaction's `complete`, never earlier.
fn thanks(kiosk: Kiosk, questions: &Questions) -> El {
    let services = Services::here();
    let said = &questions.set.thanks;
    let said = (!said.is_empty()).then(|| el("p", &[]).child(pack_text(said)));
    let big = class("div", "big")
        .child(heading("thanks.title"))
        .child(worded(class("p", "safe"), "thanks.safe"))
        .all(said);
    let sure = RwSignal::new(false);
    let ways = class("div", "next").holds(move || {
        if sure.get() {
            deletes(kiosk, services, sure)
        } else {
            ways_on(kiosk, services, sure)
        }
    });
    // Where the hand that asked comes down once more, it keeps.
    let ways = ways.class_if("asks", move || sure.get());
    frame(
        "thanks",
        class("main", "page").child(class("div", "thanks").child(big).child(ways)),
    )
}

/// Where the question stands that is asked before anything is deleted, and what it gives way to.
const WAYS: &str = ".thanks .next h2";

fn ways_on(kiosk: Kiosk, services: Services, sure: RwSignal<bool>) -> Vec<El> {
    let go = move |act, sign, says, to: Route| {
        button("btn", act, sign, says, move || kiosk.go(to.clone()))
    };
    let ask = move || {
        sure.set(true);
        focus::soon(WAYS);
    };
    vec![
        word("h2", "thanks.next").with("tabindex", "-1"),
        go("go-take", "take", "home.take", Route::Take),
        go("go-look", "look", "thanks.look", Route::Look),
        button("btn", "delete-answers", "close", "thanks.delete", ask),
        button(
            "btn btn-main",
            "finish",
            "tick",
            "thanks.finish",
            move || leave(kiosk, services),
        ),
    ]
}

/// Deleting asks once more, as in the last look: a shaking hand must lose nothing. What keeps comes first.
fn deletes(kiosk: Kiosk, services: Services, sure: RwSignal<bool>) -> Vec<El> {
    let keep = move || {
        sure.set(false);
        focus::soon(WAYS);
    };
    vec![
        word("h2", "thanks.sure").with("tabindex", "-1"),
        button(
            "btn btn-main",
            "keep-answers",
            "back",
            "look-back.not",
            keep,
        ),
        button("btn", "delete-sure", "close", "look-back.sure", move || {
            take_back(kiosk, services)
        }),
    ]
}

/// Taken back, or too late for that: either way the visit is over.
fn ended(kiosk: Kiosk, said: &'static str) -> El {
    let services = Services::here();
    let end = button(
        "btn btn-main btn-answer",
        "finish",
        "tick",
        "thanks.finish",
        move || leave(kiosk, services),
    );
    frame(
        "thanks",
        class("main", "page").child(heading(said)).child(end),
    )
}

/// The tablet could not keep the answers: said plainly, with a way to try again. The draft is still there.
fn trouble(kiosk: Kiosk) -> El {
    let services = Services::here();
    let again = move || finish_say(kiosk, services);
    let again = button(
        "btn btn-main btn-answer",
        "try-again",
        "sync",
        "say.try-again",
        again,
    );
    frame(
        "say",
        page()
            .child(heading("say.trouble"))
            .child(word("p", "say.trouble-more"))
            .child(again),
    )
}

/// The tablet could not delete the answers yet: said plainly, with a way to try again. They are not sent.
fn not_deleted(kiosk: Kiosk) -> El {
    let services = Services::here();
    let again = move || take_back(kiosk, services);
    let again = button(
        "btn btn-main btn-answer",
        "delete-again",
        "sync",
        "say.try-again",
        again,
    );
    frame(
        "say",
        page()
            .child(heading("thanks.not-deleted"))
            .child(word("p", "thanks.not-deleted-more"))
            .child(again),
    )
}

fn nothing_to_ask(kiosk: Kiosk) -> El {
    let look = button("btn btn-main", "go-look", "look", "home.look", move || {
        kiosk.go(Route::Look)
    });
    frame("say", page().child(heading("say.nothing")).child(look))
}
