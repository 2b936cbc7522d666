//! Have your say: privacy, one question a screen, thanks.

mod question;
mod words;

use crate::app::{Services, answered, begin_say, finish_say, leave, take_back};
use crate::model::{Kiosk, Route, Step};
use crate::widgets::{Answer, Frame, Icon, PackText, Paragraphs};
use kiosk_core::questions::QuestionSet;
use leptos::prelude::*;

/// The screen of the step the visitor is at.
pub fn say() -> impl IntoView {
    let kiosk = Kiosk::here();
    let step = Memo::new(move |_| kiosk.say.read().step.clone());
    move || {
        let Some(questions) = kiosk.questions.get() else {
            return nothing_to_ask(kiosk).into_any();
        };
        match step.get() {
            Step::Privacy => privacy(kiosk, &questions.set).into_any(),
            Step::Viewpoint => viewpoint(kiosk, &questions.set).into_any(),
            Step::Question(key) => question::question(kiosk, &questions.set, &key).into_any(),
            Step::Saving => saving(kiosk).into_any(),
            Step::Thanks(_) => thanks(kiosk).into_any(),
            Step::Withdrawn => withdrawn(kiosk).into_any(),
            Step::Trouble => trouble(kiosk).into_any(),
        }
    }
}

/// Goes on after an answer, and saves after the last.
fn go_on(kiosk: Kiosk, services: Services, set: &QuestionSet) {
    let mut say = kiosk.say.get_untracked();
    let more = say.next(set);
    kiosk.say.set(say);
    answered(kiosk, services);
    if !more {
        finish_say(kiosk, services);
    }
}

fn privacy(kiosk: Kiosk, set: &QuestionSet) -> impl IntoView + use<> {
    let services = Services::here();
    let text = set.privacy.clone();
    view! {
        <Frame screen="say" class="page say">
            <h1 tabindex="-1">{move || kiosk.t("say.before")}</h1>
            <div class="privacy"><Paragraphs text /></div>
            <div class="row foot">
                <button type="button" class="btn btn-answer" data-act="not-now" on:click=move |_| kiosk.go(Route::Home)>
                    <Icon name="skip" />{move || kiosk.t("say.not-now")}
                </button>
                <button type="button" class="btn btn-main btn-answer" data-act="say-begin"
                    on:click=move |_| begin_say(kiosk, services)>
                    {move || kiosk.t("say.begin")}<Icon name="next" />
                </button>
            </div>
        </Frame>
    }
}

fn viewpoint(kiosk: Kiosk, set: &QuestionSet) -> impl IntoView + use<> {
    let services = Services::here();
    let set = StoredValue::new(set.clone());
    let options = set
        .get_value()
        .viewpoints
        .into_iter()
        .map(|viewpoint| {
            let key = viewpoint.key.clone();
            let mine = viewpoint.key.clone();
            let chosen = Signal::derive(move || {
                kiosk.say.read().draft.as_ref().is_some_and(|draft| draft.viewpoint.as_ref() == Some(&mine))
            });
            let on_touch = Callback::new(move |()| {
                let key = Some(key.clone()).filter(|_| !chosen.get_untracked());
                kiosk.say.update(|say| set.with_value(|set| say.take_viewpoint(set, key)));
                answered(kiosk, services);
            });
            view! {
                <Answer act=format!("option-{}", viewpoint.key) chosen on_touch><PackText text=viewpoint.text /></Answer>
            }
        })
        .collect_view();
    let any = move || {
        kiosk
            .say
            .read()
            .draft
            .as_ref()
            .is_some_and(|draft| draft.viewpoint.is_some())
    };
    view! {
        <Frame screen="say" class="page say">
            <div data-question="viewpoint"><h1 tabindex="-1">{move || kiosk.t("say.viewpoint")}</h1></div>
            <div class="answers plain" role="group" aria-label=move || kiosk.t("say.choose-one")>{options}</div>
            <div class="row foot">
                <button type="button" class="btn btn-answer" class:btn-main=any data-act="next"
                    on:click=move |_| set.with_value(|set| go_on(kiosk, services, set))>
                    {move || kiosk.t(if any() { "say.next" } else { "say.skip" })}
                    <Show when=any fallback=|| view! { <Icon name="skip" /> }><Icon name="next" /></Show>
                </button>
            </div>
        </Frame>
    }
}

fn saving(kiosk: Kiosk) -> impl IntoView {
    view! {
        <Frame screen="say" class="page say">
            <h1 tabindex="-1" aria-live="polite">{move || kiosk.t("say.saving")}</h1>
        </Frame>
    }
}

/// Shown on the transaction's `complete`, never earlier.
fn thanks(kiosk: Kiosk) -> impl IntoView {
    let services = Services::here();
    let said = kiosk
        .questions
        .get_untracked()
        .map(|questions| questions.set.thanks.clone())
        .unwrap_or_default();
    view! {
        <Frame screen="thanks" class="page">
            <div class="thanks">
                <div class="big">
                    <h1 tabindex="-1">{move || kiosk.t("thanks.title")}</h1>
                    <p class="safe">{move || kiosk.t("thanks.safe")}</p>
                    {(!said.is_empty()).then(|| view! { <p><PackText text=said /></p> })}
                </div>
                <div class="next">
                    <h2>{move || kiosk.t("thanks.next")}</h2>
                    <button type="button" class="btn" data-act="go-take" on:click=move |_| kiosk.go(Route::Take)>
                        <Icon name="take" />{move || kiosk.t("home.take")}
                    </button>
                    <button type="button" class="btn" data-act="go-look" on:click=move |_| kiosk.go(Route::Look)>
                        <Icon name="look" />{move || kiosk.t("thanks.look")}
                    </button>
                    <button type="button" class="btn" data-act="delete-answers" on:click=move |_| take_back(kiosk, services)>
                        <Icon name="close" />{move || kiosk.t("thanks.delete")}
                    </button>
                    <button type="button" class="btn btn-main" data-act="finish" on:click=move |_| leave(kiosk, services)>
                        <Icon name="tick" />{move || kiosk.t("thanks.finish")}
                    </button>
                </div>
            </div>
        </Frame>
    }
}

fn withdrawn(kiosk: Kiosk) -> impl IntoView {
    let services = Services::here();
    view! {
        <Frame screen="thanks" class="page">
            <h1 tabindex="-1">{move || kiosk.t("thanks.deleted")}</h1>
            <button type="button" class="btn btn-main btn-answer" data-act="finish"
                on:click=move |_| leave(kiosk, services)>
                <Icon name="tick" />{move || kiosk.t("thanks.finish")}
            </button>
        </Frame>
    }
}

/// The tablet could not keep the answers: said plainly, with a way to try again. The draft is still there.
fn trouble(kiosk: Kiosk) -> impl IntoView {
    let services = Services::here();
    view! {
        <Frame screen="say" class="page say">
            <h1 tabindex="-1">{move || kiosk.t("say.trouble")}</h1>
            <p>{move || kiosk.t("say.trouble-more")}</p>
            <button type="button" class="btn btn-main btn-answer" data-act="try-again"
                on:click=move |_| finish_say(kiosk, services)>
                <Icon name="sync" />{move || kiosk.t("say.try-again")}
            </button>
        </Frame>
    }
}

fn nothing_to_ask(kiosk: Kiosk) -> impl IntoView {
    view! {
        <Frame screen="say" class="page say">
            <h1 tabindex="-1">{move || kiosk.t("say.nothing")}</h1>
            <button type="button" class="btn btn-main" data-act="go-look" on:click=move |_| kiosk.go(Route::Look)>
                <Icon name="look" />{move || kiosk.t("home.look")}
            </button>
        </Frame>
    }
}
