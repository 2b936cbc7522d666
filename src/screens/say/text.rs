//! The visitor's own words, written by them or by a helper, and the gentle notice where they seem to
//! tell who somebody is.

use super::question::Asking;
use crate::app::answered;
use crate::browser::clock;
use crate::browser::element::{El, class, el, value_of};
use crate::browser::task::spawn;
use crate::model::Kiosk;
use crate::widgets::{button, word, worded};
use kiosk_core::personal;
use leptos::prelude::*;

/// Milliseconds of rest before what was typed is looked at: nobody is interrupted in a word.
const REST: u32 = 700;

/// Paper to write on, and below it the notice or a quiet line, and "a helper types".
pub fn text(asking: &Asking) -> [El; 2] {
    let typed = so_far(asking);
    let notice = RwSignal::new(false);
    let kept = StoredValue::new(0_usize);
    let look = Look {
        asking: asking.clone(),
        notice,
        kept,
    };
    let paper = paper();
    paper.put(&typed);
    look.now();
    let (own, looking, leaving) = (asking.clone(), look.clone(), look.clone());
    let latest = StoredValue::new(0_u32);
    let written = move |event| {
        own.kiosk
            .say
            .update(|say| say.write(&own.question, &value_of(&event)));
        answered(own.kiosk, own.services);
        latest.update_value(|count| *count += 1);
        let (mine, look) = (latest.get_value(), looking.clone());
        spawn(async move {
            clock::pause(REST).await;
            if latest.try_get_value() == Some(mine) {
                look.now();
            }
        });
    };
    let (own, field) = (asking.clone(), paper.clone());
    let below = under().holds(move || {
        if notice.get() {
            vec![look.shown(&field)]
        } else {
            vec![worded(class("p", "small"), "say.no-names"), helper(&own)]
        }
    });
    let paper = paper
        .on("input", written)
        .on("change", move |_| leaving.now());
    [paper, below]
}

fn so_far(asking: &Asking) -> String {
    let say = asking.kiosk.say.read_untracked();
    let answer = say.answer();
    answer
        .and_then(|answer| answer.text.clone())
        .unwrap_or_default()
}

fn paper() -> El {
    el(
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
    )
}

/// What looks over the visitor's words.
#[derive(Clone)]
struct Look {
    asking: Asking,
    notice: RwSignal<bool>,
    /// How many such places the visitor has said to keep.
    kept: StoredValue<usize>,
}

impl Look {
    fn now(&self) {
        let found = personal::found(&so_far(&self.asking)).len();
        if self.kept.try_get_value().is_some_and(|kept| kept > found) {
            self.kept.set_value(found);
        }
        let more = self.kept.try_get_value().is_some_and(|kept| found > kept);
        if self
            .notice
            .try_get_untracked()
            .is_some_and(|shown| shown != more)
        {
            self.notice.set(more);
            if more {
                let Asking {
                    kiosk,
                    services,
                    question,
                    ..
                } = &self.asking;
                kiosk.say.update(|say| say.look_twice(question));
                answered(*kiosk, *services);
            }
        }
    }

    fn shown(&self, field: &El) -> El {
        let (own, field) = (self.clone(), field.clone());
        let take_out = move || {
            let text = personal::without(&so_far(&own.asking));
            field.put(&text);
            let Asking {
                kiosk,
                services,
                question,
                ..
            } = &own.asking;
            kiosk.say.update(|say| say.write(question, &text));
            answered(*kiosk, *services);
            own.now();
        };
        let own = self.clone();
        let keep = move || {
            own.kept
                .set_value(personal::found(&so_far(&own.asking)).len());
            own.now();
        };
        gently(take_out, keep)
    }
}

/// What stands below the paper. It is there before the notice: a region that comes with its words is not read out.
pub fn under() -> El {
    class("div", "row under").with("aria-live", "polite")
}

/// "You don't need to tell us who you are": take it out, or keep it.
pub fn gently(take_out: impl FnMut() + 'static, keep: impl FnMut() + 'static) -> El {
    class("div", "gently")
        .child(word("p", "say.personal"))
        .child(button("btn", "take-out", "close", "say.take-out", take_out))
        .child(button("btn", "keep-it", "tick", "say.keep-it", keep))
}

/// Whether somebody else types: noted with the answer.
pub fn helper(asking: &Asking) -> El {
    let own = asking.clone();
    let kiosk = asking.kiosk;
    let touch = move || {
        own.kiosk.say.update(|say| say.helper_types(&own.question));
        answered(own.kiosk, own.services);
    };
    button("btn helper", "helper-types", "people", "say.helper", touch)
        .states("aria-pressed", move || helped(kiosk))
}

fn helped(kiosk: Kiosk) -> bool {
    kiosk
        .say
        .read()
        .answer()
        .is_some_and(|answer| answer.staff_typed)
}
