use crate::browser::page;
use crate::model::{Kiosk, Route};
use crate::widgets::{Frame, Icon, PackText, Picture};
use kiosk_core::pack::{Activity, Company, Effort, Place};
use leptos::prelude::*;

/// Activities on one page.
const ROWS: usize = 4;

/// Do: ideas, four at a time.
pub fn activities() -> impl IntoView {
    let kiosk = Kiosk::here();
    let page = RwSignal::new(0_usize);
    let all = Memo::new(move |_| {
        kiosk
            .content
            .read()
            .as_ref()
            .map(|content| content.pack.activities.clone())
            .unwrap_or_default()
    });
    let pages = Memo::new(move |_| all.read().len().div_ceil(ROWS).max(1));
    let turn = move |by: isize| {
        page.update(|at| *at = at.saturating_add_signed(by).min(pages.get_untracked() - 1))
    };
    view! {
        <Frame screen="do" class="page">
            <div class="head">
                <h1 tabindex="-1">{move || kiosk.t("home.do")}</h1>
                <p class="small" aria-live="polite">
                    {move || kiosk.t_with("look.page", &[
                        ("n", &kiosk.number(page.get() + 1)), ("all", &kiosk.number(pages.get()))])}
                </p>
                <button type="button" class="btn" data-act="before" prop:disabled={move || page.get() == 0}
                    on:click=move |_| turn(-1)><Icon name="back" />{move || kiosk.t("look.before")}</button>
                <button type="button" class="btn" data-act="more" prop:disabled={move || page.get() + 1 >= pages.get()}
                    on:click=move |_| turn(1)>{move || kiosk.t("look.more")}<Icon name="next" /></button>
            </div>
            <ul class="ideas">
                {move || all.get().into_iter().skip(page.get() * ROWS).take(ROWS)
                    .map(|activity| idea(kiosk, activity)).collect_view()}
            </ul>
        </Frame>
    }
}

fn idea(kiosk: Kiosk, activity: Activity) -> impl IntoView {
    let id = activity.id.clone();
    view! {
        <li>
            <button type="button" class="directory-row" data-act=format!("activity-{}", activity.id)
                on:click=move |_| kiosk.go(Route::Activity(id.clone()))>
                <span class="sign"><Icon name="do" /></span>
                <span class="directory-words">
                    <b><PackText text=activity.title /></b><PackText text=activity.summary />
                </span>
                <span class="go"><Icon name="next" /></span>
            </button>
        </li>
    }
}

/// An activity: what is needed, what to do, and a sheet to take away.
pub fn activity(id: &str) -> impl IntoView + use<> {
    let kiosk = Kiosk::here();
    let id = id.to_owned();
    let found = Memo::new(move |_| {
        kiosk
            .content
            .read()
            .as_ref()
            .and_then(|c| c.pack.activity(&id).cloned())
    });
    move || {
        match found.get() {
        Some(activity) => steps(kiosk, &activity).into_any(),
        None => view! {
            <Frame screen="activity" class="page">
                <h1 tabindex="-1">{move || kiosk.t("item.gone")}</h1>
                <button type="button" class="btn btn-main" data-act="go-do" on:click=move |_| kiosk.go(Route::Do)>
                    <Icon name="do" />{move || kiosk.t("home.do")}
                </button>
            </Frame>
        }
        .into_any(),
    }
    }
}

fn steps(kiosk: Kiosk, activity: &Activity) -> impl IntoView + use<> {
    let activity = activity.clone();
    let needs: Vec<_> = activity
        .needs
        .iter()
        .map(|need| view! { <li><PackText text=need.clone() /></li> })
        .collect();
    let steps: Vec<_> = activity
        .steps
        .iter()
        .map(|step| view! { <li><span class="step"><PackText text=step.clone() /></span></li> })
        .collect();
    view! {
        <Frame screen="activity" class="page">
            <div class="head head-1">
                <h1 tabindex="-1"><PackText text=activity.title.clone() /></h1>
                <button type="button" class="btn btn-main" data-act="print" on:click=|_| page::print()>
                    <Icon name="print" />{move || kiosk.t("do.print")}
                </button>
            </div>
            <div class="activity">
                <div>{picture_of(kiosk, &activity)}{facts(kiosk, &activity)}</div>
                <div>
                    <h2>{move || kiosk.t("do.need")}</h2><ul class="needs">{needs}</ul>
                    <h2>{move || kiosk.t("do.steps")}</h2><ol class="steps">{steps}</ol>
                </div>
            </div>
        </Frame>
    }
}

fn picture_of(kiosk: Kiosk, activity: &Activity) -> impl IntoView + use<> {
    let content = kiosk.content.read_untracked();
    let media = content.as_ref().and_then(|content| {
        let number = activity.items.first()?;
        content
            .pack
            .media(content.pack.item(number)?.pictures.first()?)
            .cloned()
    });
    media.map(|media| {
        view! { <figure class="mount"><Picture media=Some(media) alt=String::new() class="mounted" /></figure> }
    })
}

fn facts(kiosk: Kiosk, activity: &Activity) -> impl IntoView + use<> {
    let minutes = activity.minutes;
    let company = activity.with.first().copied();
    let place = activity.place;
    let effort = activity.effort;
    view! {
        <ul class="facts">
            {minutes.map(|minutes| view! {
                <li><Icon name="clock" /><span>{move || kiosk.t_count("do.minutes", u64::from(minutes))}</span></li>
            })}
            {company.map(|company| view! {
                <li><Icon name="people" /><span>{move || kiosk.t(company_word(company))}</span></li>
            })}
            <li><Icon name=effort_icon(effort) /><span>{move || kiosk.t(effort_word(effort))}</span></li>
            {(place != Place::Anywhere).then(|| view! {
                <li><Icon name=if place == Place::Outdoors { "outdoors" } else { "home" } />
                    <span>{move || kiosk.t(if place == Place::Outdoors { "do.outdoors" } else { "do.indoors" })}</span></li>
            })}
        </ul>
    }
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

fn effort_word(effort: Effort) -> &'static str {
    match effort {
        Effort::Sitting => "do.sitting",
        Effort::Standing => "do.standing",
        Effort::Walking => "do.walking",
    }
}

fn effort_icon(effort: Effort) -> &'static str {
    match effort {
        Effort::Sitting => "sitting",
        Effort::Standing => "people",
        Effort::Walking => "walking",
    }
}
