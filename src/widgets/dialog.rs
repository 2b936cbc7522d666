use super::Icon;
use crate::app::Services;
use crate::browser::focus;
use crate::model::{Kiosk, Overlay, Theme};
use leptos::prelude::*;

/// Language, text size, contrast and Easy Read, from anywhere. Each works at once.
#[component]
pub fn Easier() -> impl IntoView {
    let kiosk = Kiosk::here();
    Effect::new(move |_| focus::to("#easier-title"));
    let close = move |_| kiosk.overlay.set(Overlay::None);
    view! {
        <div class="veil">
            <div class="dialog easier" role="dialog" aria-modal="true" aria-labelledby="easier-title">
                <h1 id="easier-title" tabindex="-1">{move || kiosk.t("easier.title")}</h1>
                <Languages />
                <Sizes />
                <Contrasts />
                <button type="button" class="btn" data-act="easy-read"
                    aria-pressed=move || kiosk.easy.get().to_string()
                    on:click=move |_| kiosk.easy.update(|easy| *easy = !*easy)>
                    <Icon name="easy-read" />{move || kiosk.t("access.easy-read")}
                    <Show when=move || kiosk.easy.get()><Icon name="tick" /></Show>
                </button>
                <button type="button" class="btn btn-main" data-act="close-easier" on:click=close>
                    <Icon name="tick" />{move || kiosk.t("easier.done")}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Languages() -> impl IntoView {
    let kiosk = Kiosk::here();
    let buttons = move || {
        kiosk
            .languages()
            .into_iter()
            .map(|tongue| {
                let (tag, mine) = (tongue.tag.clone(), tongue.tag.clone());
                view! {
                    <button type="button" class="btn" data-act=format!("language-{}", tongue.tag)
                        lang=tongue.tag.clone() dir=kiosk_core::language::direction(&tongue.tag)
                        aria-pressed=move || (kiosk.language.get() == mine).to_string()
                        on:click=move |_| kiosk.language.set(tag.clone())>
                        {tongue.name.clone()}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div class="choice" role="group" aria-label=move || kiosk.t("access.language")>
            <Icon name="language" />{buttons}
        </div>
    }
}

#[component]
fn Sizes() -> impl IntoView {
    let kiosk = Kiosk::here();
    let buttons = (1..=4_u8)
        .map(|step| {
            view! {
                <button type="button" class=format!("btn size-{step}") data-act=format!("text-{step}")
                    aria-pressed=move || (kiosk.text_step.get() == step).to_string()
                    aria-label=move || kiosk.t(SIZE_WORDS[usize::from(step) - 1])
                    on:click=move |_| kiosk.text_step.set(step)>
                    <span aria-hidden="true">{move || kiosk.t("easier.letter")}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="choice" role="group" aria-label=move || kiosk.t("access.text-size")>
            <Icon name="text-size" />{buttons}
        </div>
    }
}

const SIZE_WORDS: [&str; 4] = [
    "easier.size-1",
    "easier.size-2",
    "easier.size-3",
    "easier.size-4",
];

/// Key of the word for a theme.
fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "easier.light",
        Theme::Dark => "easier.dark",
        Theme::Contrast => "easier.strong",
    }
}

#[component]
fn Contrasts() -> impl IntoView {
    let kiosk = Kiosk::here();
    let buttons = Theme::ALL
        .into_iter()
        .map(|theme| {
            view! {
                <button type="button" class="btn" data-act=format!("theme-{}", theme.name())
                    aria-pressed=move || (kiosk.theme.get() == theme).to_string()
                    on:click=move |_| kiosk.theme.set(theme)>
                    {move || kiosk.t(theme_word(theme))}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="choice" role="group" aria-label=move || kiosk.t("access.contrast")>
            <Icon name="contrast" />{buttons}
        </div>
    }
}

/// "Are you still there?": one question, one large button, a bar that ebbs without numbers.
#[component]
pub fn StillThere(
    /// How much of the minute is left, 0 to 1.
    #[prop(into)]
    left: Signal<f64>,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    let services = Services::here();
    Effect::new(move |_| focus::to("[data-act=still-here]"));
    let stay = move |_| {
        services.pulse().touch();
        kiosk.overlay.set(Overlay::None);
    };
    view! {
        <div class="veil">
            <div class="dialog" role="alertdialog" aria-modal="true" aria-labelledby="still-there"
                aria-describedby="still-there-more">
                <h1 id="still-there">{move || kiosk.t("idle.title")}</h1>
                <p id="still-there-more">{move || kiosk.t("idle.text")}</p>
                <div class="ebb" aria-hidden="true">
                    <i style=("inline-size", move || format!("{:.1}%", left.get() * 100.0))></i>
                </div>
                <button type="button" class="btn btn-main" data-act="still-here" on:click=stay>
                    <Icon name="touch" />{move || kiosk.t("idle.stay")}
                </button>
            </div>
        </div>
    }
}
