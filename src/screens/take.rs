use crate::browser::element::{El, class, el};
use crate::browser::page;
use crate::model::Kiosk;
use crate::widgets::{button, frame, heading, pack_text, word};
use kiosk_core::pack::Opportunity;
use leptos::prelude::*;

/// Take away: ways to get involved, with how to reach them, as one sheet to print.
pub fn take() -> El {
    let kiosk = Kiosk::here();
    let cards = move || {
        let content = kiosk.content.get();
        content
            .map(|content| content.pack.opportunities.iter().map(card).collect())
            .unwrap_or_default()
    };
    let head = class("div", "head head-1")
        .child(heading("take.title"))
        .child(button(
            "btn btn-main",
            "print",
            "print",
            "take.print",
            page::print,
        ));
    let main = class("main", "page")
        .child(head)
        .child(word("p", "take.lead"));
    frame(
        "take",
        main.child(class("ul", "opportunities").holds(cards)),
    )
}

fn card(opportunity: &Opportunity) -> El {
    let contact = &opportunity.contact;
    let mut lines = class("p", "contact").child(el("b", &[]).child(pack_text(&contact.name)));
    if !contact.address.is_empty() {
        lines = lines.child(el("span", &[]).child(pack_text(&contact.address)));
    }
    for line in [&contact.telephone, &contact.email, &opportunity.link]
        .into_iter()
        .flatten()
    {
        lines = lines.child(el("span", &[("dir", "ltr")]).text(line));
    }
    class("li", "label")
        .child(el("h2", &[]).child(pack_text(&opportunity.title)))
        .child(el("p", &[]).child(pack_text(&opportunity.summary)))
        .child(lines)
}
