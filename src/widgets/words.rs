use crate::browser::element::{El, class, el};
use crate::model::Kiosk;
use kiosk_core::Text;

/// A text of the pack or question set, in the visitor's language, with `lang` and `dir` of the text itself.
pub fn pack_text(text: &Text) -> El {
    let (kiosk, text) = (Kiosk::here(), text.clone());
    el("span", &[]).follow(move |span| {
        let shown = kiosk.pick(&text);
        span.set("lang", &shown.tag);
        span.set("dir", shown.dir());
        span.set_text(&shown.text);
    })
}

/// A longer text: one `<p>` for each paragraph.
pub fn paragraphs(text: &Text) -> El {
    let (kiosk, text) = (Kiosk::here(), text.clone());
    class("div", "story").follow(move |story| {
        let shown = kiosk.pick(&text);
        story.set("lang", &shown.tag);
        story.set("dir", shown.dir());
        story.set_text("");
        for part in shown
            .text
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let _ = story.clone().child(el("p", &[]).text(part));
        }
    })
}
