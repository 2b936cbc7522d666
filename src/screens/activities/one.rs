//! One idea: what is needed, what to do, all at once or a step at a time, and a sheet to take away.

use super::clock::QuietClock;
use super::words;
use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::model::{Keep, Kiosk, Route};
use crate::screens::take;
use crate::widgets::{
    bare, button, button_on, first_picture, frame, heading, icon, keep, pack_text, picture, word,
};
use kiosk_core::Text;
use kiosk_core::pack::Activity;
use leptos::prelude::*;

/// An activity.
pub fn activity(id: &str) -> El {
    let kiosk = Kiosk::here();
    let content = kiosk.content.get();
    match content
        .as_ref()
        .and_then(|content| content.pack.activity(id))
    {
        Some(activity) => idea(kiosk, activity),
        None => gone(kiosk),
    }
}

fn gone(kiosk: Kiosk) -> El {
    let back = button("btn btn-main", "go-do", "do", "home.do", move || {
        kiosk.go(Route::Do)
    });
    frame(
        "activity",
        class("main", "page")
            .child(heading("item.gone"))
            .child(back),
    )
}

/// Which steps are shown.
#[derive(Clone, Copy)]
struct Pace {
    /// One at a time.
    single: RwSignal<bool>,
    /// The one that is shown, from 0.
    at: RwSignal<usize>,
    /// How many there are.
    all: usize,
}

fn idea(kiosk: Kiosk, activity: &Activity) -> El {
    let pace = Pace {
        single: RwSignal::new(false),
        at: RwSignal::new(0),
        all: activity.steps.len(),
    };
    let clock = activity.minutes.map(QuietClock::new);
    let title = el("h1", &[("tabindex", "-1")]).child(pack_text(&activity.title));
    let about = class("div", "about")
        .all(picture_of(kiosk, activity))
        .child(class("ul", "facts").all(words::facts(kiosk, activity)))
        .all(clock.map(|clock| clock.words(kiosk)));
    let need = |text: &Text| el("li", &[]).child(pack_text(text));
    let needs = activity.needs.iter().map(need);
    let needs = class("ul", "needs").all(needs);
    let steps = steps(kiosk, pace, &activity.steps);
    let how = class("div", "how")
        .all(headed("do.need", &activity.needs, needs))
        .all(headed("do.steps", &activity.steps, steps))
        .holds(move || turn(kiosk, pace));
    let main = class("main", "page idea printed")
        .child(class("div", "head").child(title))
        .child(class("div", "activity").child(about).child(how))
        .child(tools(kiosk, pace, clock, activity))
        .child(take::sheet_of(kiosk, activity));
    frame("activity", main)
}

/// A list under its heading; where a curator left it open, neither.
fn headed(heading: &'static str, of: &[Text], list: El) -> Vec<El> {
    if of.is_empty() {
        return Vec::new();
    }
    vec![word("h2", heading), list]
}

/// All steps, or only the one the visitor is at.
fn steps(kiosk: Kiosk, pace: Pace, steps: &[Text]) -> El {
    let step = |(at, text): (usize, &Text)| {
        el("li", &[])
            .live("data-n", move || kiosk.number(at + 1))
            .class_if("now", move || pace.at.get() == at)
            .child(class("span", "step").child(pack_text(text)))
    };
    class("ol", "steps")
        .with("aria-live", "polite")
        .class_if("single", move || pace.single.get())
        .all(steps.iter().enumerate().map(step))
}

/// Before and Next, and where one is. The last step is the last: nothing goes on by itself.
fn turn(kiosk: Kiosk, pace: Pace) -> Vec<El> {
    if !pace.single.get() {
        return Vec::new();
    }
    let place = move || {
        let (n, all) = (kiosk.number(pace.at.get() + 1), kiosk.number(pace.all));
        kiosk.t_with("do.step", &[("n", &n), ("all", &all)])
    };
    let back = move || pace.at.update(|at| *at = at.saturating_sub(1));
    let on = move || pace.at.update(|at| *at = (*at + 1).min(pace.all - 1));
    let before = button("btn btn-answer", "step-before", "back", "look.before", back)
        .disabled(move || pace.at.get() == 0);
    let next = button_on(
        "btn btn-main btn-answer",
        "step-next",
        "item.next",
        "next",
        on,
    )
    .disabled(move || pace.at.get() + 1 >= pace.all);
    vec![
        class("p", "small").says(place),
        class("div", "row paces").child(before).child(next),
    ]
}

fn tools(kiosk: Kiosk, pace: Pace, clock: Option<QuietClock>, activity: &Activity) -> El {
    let toggle = move || {
        pace.at.set(0);
        pace.single.update(|single| *single = !*single);
    };
    let says = move || {
        let single = pace.single.get();
        kiosk.t(if single {
            "do.all-steps"
        } else {
            "do.one-step"
        })
    };
    let single = bare("btn", "one-step", toggle)
        .class_if("btn-main", move || !pace.single.get())
        .child(icon("do"))
        .child(el("span", &[]).says(says));
    let print = button("btn", "print", "print", "do.print", page::print);
    class("div", "row foot foot-4")
        .child(keep(kiosk, Keep::Activity(activity.id.clone())))
        .child(print)
        .all(clock.map(|clock| clock.button(kiosk)))
        .all((pace.all > 1).then_some(single))
}

fn picture_of(kiosk: Kiosk, activity: &Activity) -> Option<El> {
    let content = kiosk.content.get_untracked()?;
    let media = first_picture(kiosk, content.pack.item(activity.items.first()?)?)?;
    Some(class("figure", "mount").child(picture(Some(&media), String::new, "mounted")))
}
