use super::home::directory_row;
use super::pages::{Pages, head, pages};
use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::model::{Kiosk, Route};
use crate::widgets::{bare, button, first_picture, frame, heading, icon, pack_text, picture, word};
use kiosk_core::Text;
use kiosk_core::pack::{Activity, Company, Effort, Place};
use leptos::prelude::*;
use std::rc::Rc;

/// Activities on one page.
const ROWS: usize = 4;

/// Do: ideas, four at a time.
pub fn activities() -> El {
    let kiosk = Kiosk::here();
    let count = move || {
        kiosk
            .content
            .get()
            .map_or(0, |content| content.pack.activities.len())
    };
    let turning = Pages {
        at: RwSignal::new(0),
        all: Rc::new(move || pages(count(), ROWS)),
    };
    let at = turning.at;
    let rows = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let shown = content
            .pack
            .activities
            .iter()
            .skip(at.get() * ROWS)
            .take(ROWS);
        shown.map(|activity| idea(kiosk, activity)).collect()
    };
    let main = class("main", "page").child(head(kiosk, "home.do", &turning));
    frame("do", main.child(class("ul", "ideas").holds(rows)))
}

fn idea(kiosk: Kiosk, activity: &Activity) -> El {
    let id = activity.id.clone();
    let go = move || kiosk.go(Route::Activity(id.clone()));
    let button = bare("directory-row", &["activity-", &activity.id].concat(), go);
    let words = class("span", "directory-words")
        .child(el("b", &[]).child(pack_text(&activity.title)))
        .child(pack_text(&activity.summary));
    el("li", &[]).child(directory_row(button, "do", words))
}

/// An activity: what is needed, what to do, and a sheet to take away.
pub fn activity(id: &str) -> El {
    let kiosk = Kiosk::here();
    let content = kiosk.content.get();
    match content
        .as_ref()
        .and_then(|content| content.pack.activity(id))
    {
        Some(activity) => steps(kiosk, activity),
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

fn steps(kiosk: Kiosk, activity: &Activity) -> El {
    let head = class("div", "head head-1")
        .child(el("h1", &[("tabindex", "-1")]).child(pack_text(&activity.title)))
        .child(button(
            "btn btn-main",
            "print",
            "print",
            "do.print",
            page::print,
        ));
    let need = |text: &Text| el("li", &[]).child(pack_text(text));
    let step = |text: &Text| el("li", &[]).child(class("span", "step").child(pack_text(text)));
    let how = el("div", &[])
        .child(word("h2", "do.need"))
        .child(class("ul", "needs").all(activity.needs.iter().map(need)))
        .child(word("h2", "do.steps"))
        .child(class("ol", "steps").all(activity.steps.iter().map(step)));
    let about = el("div", &[])
        .all(picture_of(kiosk, activity))
        .child(facts(kiosk, activity));
    let body = class("div", "activity").child(about).child(how);
    frame("activity", class("main", "page").child(head).child(body))
}

fn picture_of(kiosk: Kiosk, activity: &Activity) -> Option<El> {
    let content = kiosk.content.get_untracked()?;
    let media = first_picture(kiosk, content.pack.item(activity.items.first()?)?)?;
    Some(class("figure", "mount").child(picture(Some(&media), String::new, "mounted")))
}

fn facts(kiosk: Kiosk, activity: &Activity) -> El {
    let minutes = activity.minutes.map(|minutes| {
        let text = move || kiosk.t_count("do.minutes", u64::from(minutes));
        el("li", &[])
            .child(icon("clock"))
            .child(el("span", &[]).says(text))
    });
    let company = activity
        .with
        .first()
        .map(|company| fact("people", company_word(*company)));
    let (sign, effort) = effort_of(activity.effort);
    let place = match activity.place {
        Place::Anywhere => None,
        Place::Outdoors => Some(fact("outdoors", "do.outdoors")),
        Place::Indoors => Some(fact("home", "do.indoors")),
    };
    class("ul", "facts")
        .all(minutes)
        .all(company)
        .child(fact(sign, effort))
        .all(place)
}

fn fact(sign: &str, key: &'static str) -> El {
    el("li", &[]).child(icon(sign)).child(word("span", key))
}

fn company_word(company: Company) -> &'static str {
    match company {
        Company::Alone => "do.alone",
        Company::Two => "do.two",
        Company::SmallGroup => "do.small-group",
        Company::MixedAges => "do.mixed-ages",
        Company::Children => "do.children",
    }
}

/// Icon and word.
fn effort_of(effort: Effort) -> (&'static str, &'static str) {
    match effort {
        Effort::Sitting => ("sitting", "do.sitting"),
        Effort::Standing => ("people", "do.standing"),
        Effort::Walking => ("walking", "do.walking"),
    }
}
