//! Signs and words for what an idea asks for.

use crate::browser::element::{El, el};
use crate::model::Kiosk;
use crate::widgets::{icon, word};
use kiosk_core::activities::{Choice, Side};
use kiosk_core::pack::{Activity, Company, Effort, Place};
use leptos::prelude::Read;

/// Sign and word of a side to choose by.
pub fn side(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Time => ("clock", "do.time"),
        Side::Place => ("outdoors", "do.place"),
        Side::People => ("people", "do.people"),
        Side::Effort => ("walking", "do.effort"),
        Side::Things => ("box", "do.things"),
    }
}

/// What a choice is called.
pub fn choice(kiosk: Kiosk, choice: &Choice) -> String {
    match choice {
        Choice::Within(minutes) => kiosk.t_with("do.within", &[("time", &time(kiosk, *minutes))]),
        Choice::Thing(name) => name.clone(),
        Choice::Place(place) => place_of(*place).map_or_else(String::new, |(_, key)| kiosk.t(key)),
        Choice::Company(company) => kiosk.t(company_of(*company)),
        Choice::Effort(effort) => kiosk.t(effort_of(*effort).1),
    }
}

/// Value of `data-act` for a choice.
pub fn act(choice: &Choice) -> String {
    let name = match choice {
        Choice::Within(minutes) => &minutes.to_string(),
        Choice::Thing(name) => name,
        Choice::Place(place) => place_of(*place).map_or("", |(_, key)| key),
        Choice::Company(company) => company_of(*company),
        Choice::Effort(effort) => effort_of(*effort).1,
    };
    ["choose-", name].concat()
}

/// So many minutes, in words.
pub fn time(kiosk: Kiosk, minutes: u32) -> String {
    kiosk.t_count("do.minutes", u64::from(minutes))
}

/// What an idea asks for, one line each, with signs.
pub fn facts(kiosk: Kiosk, activity: &Activity) -> Vec<El> {
    let minutes = activity.minutes.map(|minutes| {
        el("li", &[])
            .child(icon("clock"))
            .child(el("span", &[]).says(move || time(kiosk, minutes)))
    });
    let company = (!activity.with.is_empty()).then(|| {
        let activity = activity.clone();
        let says = move || companies(kiosk, &activity).join(" · ");
        el("li", &[])
            .child(icon("people"))
            .child(el("span", &[("class", "whom")]).says(says))
    });
    let (sign, effort) = effort_of(activity.effort);
    let place = place_of(activity.place).map(|(sign, key)| fact(sign, key));
    minutes
        .into_iter()
        .chain(company)
        .chain([fact(sign, effort)])
        .chain(place)
        .collect()
}

/// The same as one line of text.
pub fn line(kiosk: Kiosk, activity: &Activity) -> String {
    let minutes = activity.minutes.map(|minutes| time(kiosk, minutes));
    let place = place_of(activity.place).map(|(_, key)| kiosk.t(key));
    let effort = kiosk.t(effort_of(activity.effort).1);
    let parts: Vec<String> = minutes
        .into_iter()
        .chain(companies(kiosk, activity))
        .chain([effort])
        .chain(place)
        .collect();
    parts.join(" · ")
}

/// Everybody an idea suits, those who are there first.
fn companies(kiosk: Kiosk, activity: &Activity) -> Vec<String> {
    let all = kiosk.visit.read().wish.companies(activity);
    all.into_iter()
        .map(|company| kiosk.t(company_of(company)))
        .collect()
}

/// Those who are there, where the visitor has chosen and the idea is for them.
pub fn company(kiosk: Kiosk, activity: &Activity) -> Option<String> {
    let chosen = kiosk.visit.read().wish.company(activity);
    chosen.map(|company| kiosk.t(company_of(company)))
}

fn fact(sign: &str, key: &'static str) -> El {
    el("li", &[]).child(icon(sign)).child(word("span", key))
}

fn place_of(place: Place) -> Option<(&'static str, &'static str)> {
    match place {
        Place::Anywhere => None,
        Place::Outdoors => Some(("outdoors", "do.outdoors")),
        Place::Indoors => Some(("home", "do.indoors")),
    }
}

fn company_of(company: Company) -> &'static str {
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
        Effort::Standing => ("standing", "do.standing"),
        Effort::Walking => ("walking", "do.walking"),
    }
}
