use super::Icon;
use leptos::prelude::*;

/// An answer at least 128 pixels both ways: face (on a scale), word, and its place as dots.
#[component]
pub fn Answer(
    /// Value of `data-act`.
    act: String,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Its place on a scale, from 1, and the number of points.
    #[prop(optional_no_strip)]
    rank: Option<(usize, usize)>,
    /// Called at a touch; a second touch lets go.
    on_touch: Callback<()>,
    children: Children,
) -> impl IntoView {
    let face = rank.map(|(at, of)| {
        // Three faces of five for three points: least, middle, most.
        let face = if of < 2 { 3 } else { 1 + (at - 1) * 4 / (of - 1) };
        view! { <svg class="face" viewBox="0 0 96 96" aria-hidden="true"><use href=format!("#f-{face}")></use></svg> }
    });
    let dots = rank.map(|(at, of)| {
        let dots = (1..=of)
            .map(|dot| view! { <i class:on=dot <= at></i> })
            .collect_view();
        view! { <span class="rank" aria-hidden="true">{dots}</span> }
    });
    view! {
        <button type="button" class="answer" class:is-on=chosen data-act=act
            aria-pressed=move || chosen.get().to_string() on:click=move |_| on_touch.run(())>
            {face}
            {children()}
            {dots}
            <Show when=move || chosen.get()><span class="chosen"><Icon name="tick" /></span></Show>
        </button>
    }
}

/// A luggage tag: one of several. When chosen, the hole becomes a tick.
#[component]
pub fn Tag(
    /// Value of `data-act`.
    act: String,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Called at a touch.
    on_touch: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class="tag" data-act=act aria-pressed=move || chosen.get().to_string()
            on:click=move |_| on_touch.run(())>
            <Show when=move || chosen.get()><span class="punch"><Icon name="tick" /></span></Show>
            {children()}
        </button>
    }
}
