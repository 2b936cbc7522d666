use crate::browser::element::{El, svg};

/// Icons that point along the line of reading: mirrored where it runs from right to left.
const DIRECTIONAL: [&str; 7] = ["back", "next", "skip", "take", "walking", "aloud", "sound"];

/// A line icon from the sprite in the page, by its name there without `i-`. Never without a word beside it.
pub fn icon(name: &str) -> El {
    let class = if DIRECTIONAL.contains(&name) {
        "icon icon-dir"
    } else {
        "icon"
    };
    svg("svg", &[("class", class), ("aria-hidden", "true")])
        .child(svg("use", &[("href", &["#i-", name].concat())]))
}
