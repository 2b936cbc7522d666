use super::{go_on, words};
use crate::app::{Services, answered};
use crate::model::Kiosk;
use crate::screens::look::CARDS;
use crate::widgets::{Answer, Frame, Icon, PackText, Picture};
use kiosk_core::pack::Item;
use kiosk_core::questions::{Kind, Question, QuestionSet};
use kiosk_core::response::Status;
use leptos::attr::custom::CustomAttribute;
use leptos::prelude::*;

/// One question: progress, the question, its answers, "I don't know" and Skip.
pub fn question(kiosk: Kiosk, set: &QuestionSet, key: &str) -> impl IntoView + use<> {
    let services = Services::here();
    let Some(question) = set
        .questions
        .iter()
        .find(|question| question.key == key)
        .cloned()
    else {
        return ().into_any();
    };
    let set = StoredValue::new(set.clone());
    let hanging = words::Hanging::default();
    let answer = match question.kind {
        Kind::Scale | Kind::One | Kind::Many => options(kiosk, services, &question).into_any(),
        Kind::Number => numbers(kiosk, services, &question).into_any(),
        Kind::Words => words::words(kiosk, services, &question, hanging).into_any(),
        Kind::Text => text(kiosk, services, &question).into_any(),
        Kind::Item => favourites(kiosk, services, &question).into_any(),
        Kind::Voice => ().into_any(),
    };
    // The line of words counts for itself; two sentences that say the same are one too many.
    let help = if question.kind == Kind::Words {
        kiosk_core::Text::default()
    } else {
        question.help.clone()
    };
    let is_words = question.kind == Kind::Words;
    let tools = is_words.then(|| words::tools(kiosk, hanging));
    view! {
        <Frame screen="say" class="page say">
            {progress(kiosk, set)}
            <div data-question=question.key.clone()>
                <h1 tabindex="-1" id="question"><PackText text=question.text.clone() /></h1>
                {(!help.is_empty()).then(|| view! { <p class="help"><PackText text=help /></p> })}
            </div>
            {answer}
            <div class="row foot" class:foot-4=is_words>
                {tools}
                {question.offers_dont_know().then(|| dont_know(kiosk, services, &question))}
                {next(kiosk, services, set)}
            </div>
        </Frame>
    }
    .into_any()
}

fn progress(kiosk: Kiosk, set: StoredValue<QuestionSet>) -> impl IntoView {
    let at = Memo::new(move |_| set.with_value(|set| kiosk.say.read().progress(set)));
    let bars = move || {
        let (at, all) = at.get();
        (1..=all)
            .map(|bar| view! { <li class:done=bar < at class:now=bar == at></li> })
            .collect_view()
    };
    view! {
        <div class="progress">
            <span>{move || {
                let (at, all) = at.get();
                kiosk.t_with("say.progress", &[("n", &kiosk.number(at)), ("all", &kiosk.number(all))])
            }}</span>
            <ol aria-hidden="true">{bars}</ol>
        </div>
    }
}

/// Skip, which becomes Next in the same place once something is answered.
fn next(kiosk: Kiosk, services: Services, set: StoredValue<QuestionSet>) -> impl IntoView {
    let given = Memo::new(move |_| {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.status != Status::Skipped)
    });
    let act = move |_| set.with_value(|set| go_on(kiosk, services, set));
    view! {
        <button type="button" class="btn btn-answer" class:btn-main=given data-act="next" on:click=act>
            {move || kiosk.t(if given.get() { "say.next" } else { "say.skip" })}
            <Show when=move || given.get() fallback=|| view! { <Icon name="skip" /> }><Icon name="next" /></Show>
        </button>
    }
}

fn dont_know(kiosk: Kiosk, services: Services, question: &Question) -> impl IntoView + use<> {
    let question = question.clone();
    let chosen = Memo::new(move |_| {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.status == Status::DontKnow)
    });
    view! {
        <button type="button" class="btn btn-answer" class:is-on=chosen data-act="dont-know"
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| {
                kiosk.say.update(|say| say.dont_know(&question));
                answered(kiosk, services);
            }>
            <Icon name="unsure" />{move || kiosk.t("say.dont-know")}
        </button>
    }
}

/// Chooses or lets go, and keeps it at once.
pub(super) fn touch(kiosk: Kiosk, services: Services, question: &Question, key: &str) -> bool {
    let mut fits = true;
    kiosk.say.update(|say| fits = say.toggle(question, key));
    answered(kiosk, services);
    fits
}

/// Whether this option is chosen now.
pub(super) fn is_chosen(kiosk: Kiosk, key: String) -> Signal<bool> {
    Signal::derive(move || {
        kiosk
            .say
            .read()
            .answer()
            .is_some_and(|answer| answer.chosen().any(|chosen| chosen == key))
    })
}

fn options(kiosk: Kiosk, services: Services, question: &Question) -> impl IntoView + use<> {
    let of = question.options.len();
    let faces = question.kind == Kind::Scale;
    let question = StoredValue::new(question.clone());
    let buttons = question
        .get_value()
        .options
        .into_iter()
        .enumerate()
        .map(|(at, option)| {
            let key = option.key.clone();
            let on_touch = Callback::new(move |()| {
                question.with_value(|question| touch(kiosk, services, question, &key));
            });
            let rank = faces.then_some((at + 1, of));
            view! {
                <Answer act=format!("option-{}", option.key) chosen=is_chosen(kiosk, option.key.clone()) rank on_touch>
                    <PackText text=option.text />
                </Answer>
            }
        })
        .collect_view();
    view! {
        <div class="answers" class:faces=faces class:plain=!faces role="group" aria-labelledby="question">{buttons}</div>
    }
}

fn numbers(kiosk: Kiosk, services: Services, question: &Question) -> impl IntoView + use<> {
    let ends = (
        question.options.first().cloned(),
        question.options.last().cloned(),
    );
    let question = StoredValue::new(question.clone());
    let buttons = (0..=10_usize)
        .map(|number| {
            let key = number.to_string();
            let chosen = is_chosen(kiosk, key.clone());
            let on_touch = Callback::new({
                let key = key.clone();
                move |()| {
                    question.with_value(|question| touch(kiosk, services, question, &key));
                }
            });
            view! { <Answer act=format!("option-{key}") chosen on_touch>{move || kiosk.number(number)}</Answer> }
        })
        .collect_view();
    let end = |choice: Option<kiosk_core::questions::Choice>| {
        choice.map(|choice| view! { <span><PackText text=choice.text /></span> })
    };
    view! {
        <div class="answers numbers" role="group" aria-labelledby="question">{buttons}</div>
        <p class="ends">{end(ends.0)}{end(ends.1)}</p>
    }
}

fn text(kiosk: Kiosk, services: Services, question: &Question) -> impl IntoView + use<> {
    let question = question.clone();
    let typed = kiosk
        .say
        .read_untracked()
        .answer()
        .and_then(|answer| answer.text.clone())
        .unwrap_or_default();
    let write = move |event| {
        let text = event_target_value(&event);
        kiosk.say.update(|say| say.write(&question, &text));
        answered(kiosk, services);
    };
    let paper = view! {
        <textarea class="paper" data-act="text-input" rows="4" maxlength="4000" aria-labelledby="question"
            autocomplete="off" autocapitalize="sentences" spellcheck="false"
            prop:value=typed on:input=write></textarea>
    };
    view! {
        {paper.attr("autocorrect", "off")}
        <p class="small">{move || kiosk.t("say.no-names")}</p>
    }
}

/// A favourite: the pack's objects, four at a time.
fn favourites(kiosk: Kiosk, services: Services, question: &Question) -> impl IntoView + use<> {
    let page = RwSignal::new(0_usize);
    let question = StoredValue::new(question.clone());
    let items: Vec<Item> = kiosk
        .content
        .read_untracked()
        .as_ref()
        .map(|content| content.pack.items.clone())
        .unwrap_or_default();
    let pages = items.len().div_ceil(CARDS).max(1);
    let items = StoredValue::new(items);
    let cards = move || {
        let shown = items.with_value(|items| {
            items
                .iter()
                .skip(page.get() * CARDS)
                .take(CARDS)
                .cloned()
                .collect::<Vec<Item>>()
        });
        shown
            .into_iter()
            .map(|item| favourite(kiosk, services, question, &item))
            .collect_view()
    };
    view! {
        <div class="objects picks" role="group" aria-labelledby="question">{cards}</div>
        <div class="row turn">
            <button type="button" class="btn" data-act="before" on:click=move |_| page.update(|at| *at = (*at + pages - 1) % pages)>
                <Icon name="back" />{move || kiosk.t("look.before")}
            </button>
            <button type="button" class="btn" data-act="more" on:click=move |_| page.update(|at| *at = (*at + 1) % pages)>
                {move || kiosk.t("look.more")}<Icon name="next" />
            </button>
        </div>
    }
}

fn favourite(
    kiosk: Kiosk,
    services: Services,
    question: StoredValue<Question>,
    item: &Item,
) -> impl IntoView + use<> {
    let media = item
        .pictures
        .first()
        .and_then(|name| kiosk.content.read().as_ref()?.pack.media(name).cloned());
    let number = item.number.clone();
    let chosen = is_chosen(kiosk, item.number.clone());
    let on_click = move |_| {
        question.with_value(|question| touch(kiosk, services, question, &number));
    };
    view! {
        <button type="button" class="object" class:is-on=chosen data-act=format!("pick-{}", item.number)
            aria-pressed=move || chosen.get().to_string() on:click=on_click>
            <Picture media alt=String::new() class="pic" />
            <b><PackText text=item.heading() /></b>
            <Show when=move || chosen.get()><span class="chosen"><Icon name="tick" /></span></Show>
        </button>
    }
}
