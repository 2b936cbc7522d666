use leptos::prelude::*;

/// Icons that point along the line of reading: mirrored where it runs from right to left.
const DIRECTIONAL: [&str; 7] = ["back", "next", "skip", "take", "walking", "aloud", "sound"];

/// A line icon from the sprite in the page. Never without a word beside it.
#[component]
pub fn Icon(
    /// Name in the sprite, without its `i-`.
    name: &'static str,
) -> impl IntoView {
    let class = if DIRECTIONAL.contains(&name) {
        "icon icon-dir"
    } else {
        "icon"
    };
    view! { <svg class=class aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}
