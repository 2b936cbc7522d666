use crate::model::Kiosk;
use kiosk_core::Text;
use leptos::prelude::*;

/// A text of the pack or question set, in the visitor's language, with `lang` and `dir` of the text itself.
#[component]
pub fn PackText(
    /// The text in its languages.
    #[prop(into)]
    text: Text,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    let shown = Memo::new(move |_| kiosk.pick(&text));
    view! { <span lang=move || shown.get().tag dir=move || shown.read().dir()>{move || shown.get().text}</span> }
}

/// A longer text: one `<p>` for each paragraph.
#[component]
pub fn Paragraphs(
    /// The text in its languages.
    #[prop(into)]
    text: Text,
) -> impl IntoView {
    let kiosk = Kiosk::here();
    let shown = Memo::new(move |_| kiosk.pick(&text));
    let paragraphs = move || {
        let shown = shown.get();
        shown
            .text
            .split("\n\n")
            .filter(|part| !part.trim().is_empty())
            .map(|part| view! { <p>{part.trim().to_owned()}</p> })
            .collect_view()
    };
    view! { <div class="story" lang=move || shown.get().tag dir=move || shown.read().dir()>{paragraphs}</div> }
}
