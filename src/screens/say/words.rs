use super::question::{is_chosen, touch};
use crate::app::{Services, answered};
use crate::browser::focus;
use crate::model::Kiosk;
use crate::widgets::{Icon, PackText, Tag};
use kiosk_core::questions::{Choice, Question};
use kiosk_core::response::Answer;
use leptos::attr::custom::CustomAttribute;
use leptos::prelude::*;

/// Tiles in view at a time.
const TILES: usize = 8;

/// What the words screen shows besides the answer.
#[derive(Clone, Copy, Debug)]
pub struct Hanging {
    /// Which eight tiles.
    page: RwSignal<usize>,
    /// Whether the visitor writes a word of their own.
    writing: RwSignal<bool>,
    /// Whether they just tried to hang one word too many.
    full: RwSignal<bool>,
}

impl Default for Hanging {
    fn default() -> Self {
        Self {
            page: RwSignal::new(0),
            writing: RwSignal::new(false),
            full: RwSignal::new(false),
        }
    }
}

/// Words: tiles eight at a time, the visitor's own, and the line the chosen ones hang on.
pub fn words(
    kiosk: Kiosk,
    services: Services,
    question: &Question,
    hanging: Hanging,
) -> impl IntoView + use<> {
    let Hanging {
        page,
        writing,
        full,
    } = hanging;
    let pages = question.options.len().div_ceil(TILES).max(1);
    let question = StoredValue::new(question.clone());
    let tiles = move || {
        let from = page.get() % pages * TILES;
        let shown: Vec<Choice> =
            question.with_value(|q| q.options.iter().skip(from).take(TILES).cloned().collect());
        shown
            .into_iter()
            .map(|choice| tile(kiosk, services, question, choice, full))
            .collect_view()
    };
    view! {
        <div class="hanging">
            <p aria-live="polite">{move || count(kiosk, question, full.get())}</p>
            {line(kiosk, services, question, full)}
        </div>
        <Show when=move || writing.get() fallback=move || view! {
            <div class="words" role="group" aria-labelledby="question">{tiles}</div>
        }>
            {own_word(kiosk, services, question, writing, full)}
        </Show>
    }
}

/// The two buttons that stand beside "I don't know" and Skip.
pub fn tools(kiosk: Kiosk, hanging: Hanging) -> impl IntoView {
    let Hanging { page, writing, .. } = hanging;
    let more = move |_| {
        writing.set(false);
        page.update(|at| *at += 1);
    };
    view! {
        <button type="button" class="btn" data-act="more-words" on:click=more>
            <Icon name="more" />{move || kiosk.t("words.more")}
        </button>
        <button type="button" class="btn" data-act="own-word" aria-pressed=move || writing.get().to_string()
            on:click=move |_| writing.update(|writing| *writing = !*writing)>
            <Icon name="write" />{move || kiosk.t("words.own")}
        </button>
    }
}

fn answer_of(kiosk: Kiosk) -> Option<Answer> {
    kiosk.say.read().answer().cloned()
}

fn count(kiosk: Kiosk, question: StoredValue<Question>, full: bool) -> String {
    let most = question.with_value(Question::most);
    let have = answer_of(kiosk).map_or(0, |answer| answer.tiles.len() + answer.own.len());
    if full && have >= most {
        return kiosk.t("words.full");
    }
    let all = kiosk.number(most);
    let have = if have == 0 {
        kiosk.t("words.none")
    } else {
        kiosk.t_count("words.have", have as u64)
    };
    kiosk.t_with("words.choose", &[("all", &all), ("have", &have)])
}

/// The line: chosen words, each a button that takes it down again, and the empty places.
fn line(
    kiosk: Kiosk,
    services: Services,
    question: StoredValue<Question>,
    full: RwSignal<bool>,
) -> impl IntoView {
    let hung = move || {
        let answer = answer_of(kiosk)
            .unwrap_or_else(|| Answer::bare("", kiosk_core::response::Status::Skipped));
        let most = question.with_value(Question::most);
        let options = question.with_value(|question| question.options.clone());
        let tiles = answer.tiles.iter().filter_map(|key| {
            let text = options
                .iter()
                .find(|option| option.key == *key)?
                .text
                .clone();
            Some((key.clone(), view! { <PackText text /> }.into_any(), false))
        });
        let own = answer
            .own
            .iter()
            .map(|word| (word.clone(), word.clone().into_any(), true));
        let mut places: Vec<AnyView> = tiles
            .chain(own)
            .map(|(key, word, is_own)| {
                let take_down = move |_| {
                    full.set(false);
                    if is_own {
                        kiosk.say.update(|say| question.with_value(|question| say.remove_word(question, &key)));
                        answered(kiosk, services);
                    } else {
                        question.with_value(|question| touch(kiosk, services, question, &key));
                    }
                };
                view! {
                    <li class="on"><button type="button" on:click=take_down>{word}
                        <span class="unseen">{move || kiosk.t("words.take-down")}</span><Icon name="close" /></button></li>
                }
                .into_any()
            })
            .collect();
        for place in places.len()..most {
            places.push(view! { <li aria-hidden="true">{kiosk.number(place + 1)}</li> }.into_any());
        }
        places
    };
    view! { <ol class="line" aria-label=move || kiosk.t("words.yours")>{hung}</ol> }
}

fn tile(
    kiosk: Kiosk,
    services: Services,
    question: StoredValue<Question>,
    choice: Choice,
    full: RwSignal<bool>,
) -> impl IntoView {
    let key = choice.key.clone();
    let on_touch = Callback::new(move |()| {
        full.set(!question.with_value(|question| touch(kiosk, services, question, &key)));
    });
    view! {
        <Tag act=format!("tile-{}", choice.key) chosen=is_chosen(kiosk, choice.key.clone()) on_touch>
            <PackText text=choice.text />
        </Tag>
    }
}

fn own_word(
    kiosk: Kiosk,
    services: Services,
    question: StoredValue<Question>,
    writing: RwSignal<bool>,
    full: RwSignal<bool>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| focus::to("[data-act=own-word-input]"));
    let add = move || {
        let word = typed.get_untracked();
        let mut fits = false;
        kiosk
            .say
            .update(|say| fits = question.with_value(|question| say.add_word(question, &word)));
        answered(kiosk, services);
        full.set(!fits && !word.trim().is_empty());
        writing.set(false);
    };
    let paper = view! {
            <input id="own-word" class="paper" data-act="own-word-input" type="text" maxlength="40"
                autocomplete="off" spellcheck="false" enterkeyhint="done"
                prop:value=typed on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" { add() } />
    };
    view! {
        <div class="own">
            <label for="own-word">{move || kiosk.t("words.own-label")}</label>
            {paper.attr("autocorrect", "off")}
            <button type="button" class="btn btn-main" data-act="own-word-add" on:click=move |_| add()>
                <Icon name="tick" />{move || kiosk.t("words.add")}
            </button>
        </div>
    }
}
