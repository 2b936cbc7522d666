use crate::app::{Services, became_known};
use crate::browser::page;
use crate::model::{Kiosk, Route};
use crate::sync::{self, EnrolTrouble};
use crate::widgets::Icon;
use leptos::prelude::*;

/// Staff: what this tablet holds, whom it serves, and the code that makes it known. One screen for now.
pub fn staff() -> impl IntoView {
    let kiosk = Kiosk::here();
    let open = RwSignal::new(
        kiosk
            .event
            .read_untracked()
            .sheet
            .as_ref()
            .is_none_or(|event| event.staff_pin.is_none()),
    );
    move || {
        if open.get() {
            ready(kiosk).into_any()
        } else {
            latch(kiosk, open).into_any()
        }
    }
}

/// The PIN keeps visitors out of staff's screens; it protects nothing that needs a lock.
fn latch(kiosk: Kiosk, open: RwSignal<bool>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let check = move || {
        let pin = kiosk
            .event
            .read_untracked()
            .sheet
            .as_ref()
            .and_then(|event| event.staff_pin.clone());
        let right = pin
            .as_deref()
            .is_none_or(|pin| pin == typed.read_untracked().trim());
        open.set(right);
        wrong.set(!right);
    };
    view! {
        <main class="page staff" data-screen="staff-pin">
            <h1 tabindex="-1">{move || kiosk.t("staff.pin")}</h1>
            <label for="pin">{move || kiosk.t("staff.pin-label")}</label>
            <input id="pin" class="paper" data-act="pin-input" type="password" inputmode="numeric" autocomplete="off"
                prop:value=typed on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" { check() } />
            <p role="alert">{move || wrong.get().then(|| kiosk.t("staff.pin-wrong"))}</p>
            <div class="row">
                <button type="button" class="btn" data-act="to-start" on:click=move |_| kiosk.route.set(Route::Start)>
                    <Icon name="back" />{move || kiosk.t("staff.to-start")}
                </button>
                <button type="button" class="btn btn-main" data-act="pin-open" on:click=move |_| check()>
                    <Icon name="lock" />{move || kiosk.t("staff.open")}
                </button>
            </div>
        </main>
    }
}

fn ready(kiosk: Kiosk) -> impl IntoView {
    let services = Services::here();
    let name = move || {
        let event = kiosk
            .event
            .read()
            .sheet
            .as_ref()
            .map(|event| event.name.clone());
        event.unwrap_or_else(|| kiosk.t("staff.no-event"))
    };
    let tablet = move || {
        kiosk
            .identity
            .read()
            .as_ref()
            .map(|identity| identity.name.clone())
            .unwrap_or_default()
    };
    view! {
        <main class="page staff" data-screen="staff-ready">
            <div class="head staff-head"><h1 tabindex="-1">{name}</h1><p>{tablet}</p></div>
            <p class="notice" role="status">{move || kiosk.notice.get().map(|key| kiosk.t(key))}</p>
            <ul class="checks">
                {content_line(kiosk)}
                {questions_line(kiosk)}
                {answers_line(kiosk)}
                {office_line(kiosk)}
            </ul>
            {enrolment(kiosk, services)}
            <div class="row foot">
                <button type="button" class="btn" data-act="sync-now" on:click=move |_| services.sender().wake()>
                    <Icon name="sync" />{move || kiosk.t("staff.send")}
                </button>
                <button type="button" class="btn" data-act="try-again" on:click=move |_| try_again(services)>
                    <Icon name="box" />{move || kiosk.t("staff.try-again")}
                </button>
                <button type="button" class="btn btn-main" data-act="to-start" on:click=move |_| kiosk.route.set(Route::Start)>
                    {move || kiosk.t("staff.open-kiosk")}<Icon name="next" />
                </button>
            </div>
        </main>
    }
}

fn try_again(services: Services) {
    leptos::task::spawn_local(async move {
        if services.store().try_set_aside_again().await.is_ok() {
            services.sender().wake();
        }
    });
}

fn check(
    good: impl Fn() -> bool + Copy + Send + Sync + 'static,
    word: impl IntoView,
    line: impl IntoView,
) -> impl IntoView {
    view! {
        <li class:is-warn=move || !good()>
            <Show when=good fallback=|| view! { <Icon name="warning" /> }><Icon name="ready" /></Show>
            <div><b>{word}</b>{line}</div>
        </li>
    }
}

fn content_line(kiosk: Kiosk) -> impl IntoView {
    let count = move || {
        kiosk
            .content
            .read()
            .as_ref()
            .map_or(0, |content| content.pack.items.len())
    };
    check(
        move || count() > 0,
        move || kiosk.t("staff.content"),
        move || kiosk.t_count("staff.items", count() as u64),
    )
}

fn questions_line(kiosk: Kiosk) -> impl IntoView {
    let title = move || {
        let questions = kiosk.questions.read();
        questions.as_ref().map(|q| {
            format!(
                "{} {}",
                kiosk.pick(&q.set.title).text,
                kiosk.number(q.set.version as usize)
            )
        })
    };
    check(
        move || kiosk.questions.read().is_some(),
        move || kiosk.t("staff.questions"),
        title,
    )
}

fn answers_line(kiosk: Kiosk) -> impl IntoView {
    let line = move || {
        let totals = kiosk.totals.get();
        let values = [
            ("finished", kiosk.number(totals.finished as usize)),
            ("confirmed", kiosk.number(totals.confirmed as usize)),
            ("waiting", kiosk.number(totals.waiting as usize)),
            ("aside", kiosk.number(totals.set_aside as usize)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        kiosk.t_with("staff.answers-line", &values)
    };
    check(
        move || kiosk.totals.read().set_aside == 0,
        move || kiosk.t("staff.answers"),
        line,
    )
}

fn office_line(kiosk: Kiosk) -> impl IntoView {
    let known = move || {
        kiosk
            .identity
            .read()
            .as_ref()
            .is_some_and(|identity| identity.enrolled)
    };
    check(
        known,
        move || kiosk.t("staff.office"),
        move || {
            kiosk.t(if known() {
                "staff.office-known"
            } else {
                "staff.office-unknown"
            })
        },
    )
}

/// The code staff type: an installed app does not share the storage of the link that was scanned.
fn enrolment(kiosk: Kiosk, services: Services) -> impl IntoView {
    let (code, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let said = RwSignal::new(None::<String>);
    let send = move |_| {
        let Some(identity) = kiosk.identity.get_untracked() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let store = services.store();
            match sync::enrol(
                &store,
                &identity,
                &code.get_untracked(),
                &name.get_untracked(),
            )
            .await
            {
                Ok(known) => {
                    became_known(kiosk, services, known);
                    said.set(Some(kiosk.t("staff.enrolled")));
                    code.set(String::new());
                }
                Err(EnrolTrouble::NoOffice) => said.set(Some(kiosk.t("staff.no-office"))),
                Err(EnrolTrouble::Refused(sentence)) => said.set(Some(sentence)),
                Err(EnrolTrouble::Storage(_)) => said.set(Some(kiosk.t("notice.storage"))),
            }
        });
    };
    let installed = page::is_installed();
    view! {
        <fieldset class="enrol">
            <legend>{move || kiosk.t("staff.enrol")}</legend>
            {(!installed).then(|| view! { <p class="small">{move || kiosk.t("staff.install-first")}</p> })}
            <div class="row">
                <label>{move || kiosk.t("staff.code")}
                    <input class="paper" data-act="code-input" type="text" autocomplete="off" autocapitalize="characters"
                        spellcheck="false" prop:value=code on:input=move |event| code.set(event_target_value(&event)) />
                </label>
                <label>{move || kiosk.t("staff.name")}
                    <input class="paper" data-act="name-input" type="text" autocomplete="off" maxlength="40"
                        prop:value=name on:input=move |event| name.set(event_target_value(&event)) />
                </label>
                <button type="button" class="btn" data-act="enrol" on:click=send>
                    <Icon name="sync" />{move || kiosk.t("staff.enrol-now")}
                </button>
            </div>
            <p role="status">{said}</p>
        </fieldset>
    }
}
