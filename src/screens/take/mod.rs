//! Take away: what this visitor kept as one sheet, and ways to get involved.

mod part;
mod sheet;

pub use sheet::sheet_of;

use crate::browser::element::{El, class, el};
use crate::browser::{focus, page};
use crate::model::{Keep, Kiosk};
use crate::widgets::{bare, button, frame, heading, icon, keep, pack_text, qr, word};
use kiosk_core::Text;
use kiosk_core::pack::{Opportunity, Pack};
use leptos::prelude::*;

/// Take away: the visitor's own sheet on one side, ways to get involved on the other.
pub fn take() -> El {
    let kiosk = Kiosk::here();
    let cards = move || {
        let content = kiosk.content.get();
        content
            .map(|content| {
                let all = content.pack.opportunities.iter();
                all.map(|one| card(kiosk, one)).collect()
            })
            .unwrap_or_default()
    };
    let ways = class("div", "ways")
        .child(word("h2", "take.lead"))
        .child(class("ul", "opportunities").holds(cards));
    let main = class("main", "page printed")
        .child(class("div", "head").child(heading("take.title")))
        .child(class("div", "taking").child(mine(kiosk)).child(ways))
        .child(sheet::sheet_kept(kiosk));
    frame("take", main)
}

/// The visitor's own sheet: what is on it, the code, and the way to paper.
fn mine(kiosk: Kiosk) -> El {
    let things = move || {
        let content = kiosk.content.get();
        let Some(content) = &content else {
            return Vec::new();
        };
        let visit = kiosk.visit.read();
        let known = visit.kept.iter().filter_map(|thing| {
            let name = name_of(&content.pack, thing)?;
            Some(el("li", &[]).child(taken(kiosk, thing, &name)))
        });
        let known: Vec<El> = known.collect();
        if known.is_empty() {
            return vec![word("p", "take.none")];
        }
        vec![word("p", "take.off"), class("ul", "taken").all(known)]
    };
    let code = move || {
        let content = kiosk.content.get();
        let parts = content.map(|content| part::kept(kiosk, &content.pack));
        let text = parts.and_then(|parts| sheet::text(&parts));
        text.and_then(|told| code(kiosk, &told))
            .into_iter()
            .collect()
    };
    class("section", "label mine")
        .child(word("h2", "take.sheet").with("tabindex", "-1"))
        .child(el("div", &[]).holds(things))
        .child(button(
            "btn btn-main",
            "print",
            "print",
            "take.print",
            page::print,
        ))
        .child(el("div", &[]).holds(code))
        .child(word("p", "take.forget").with("class", "small"))
}

/// A code a telephone reads the text from, and a word about it. A text that is too long for one is there
/// in part (`false`), and the word says so.
fn code(kiosk: Kiosk, (text, whole): &(String, bool)) -> Option<El> {
    let drawing = qr(kiosk, text)?;
    let says = if *whole {
        "take.code"
    } else {
        "take.code-part"
    };
    Some(class("div", "code").child(drawing).child(word("p", says)))
}

/// What a kept thing is called, while the pack has it.
fn name_of(pack: &Pack, thing: &Keep) -> Option<Text> {
    match thing {
        Keep::Activity(id) => pack.activity(id).map(|one| one.title.clone()),
        Keep::Item(number) => pack.item(number).map(kiosk_core::pack::Item::heading),
        Keep::Opportunity(id) => {
            let mut all = pack.opportunities.iter();
            all.find(|one| one.id == *id).map(|one| one.title.clone())
        }
    }
}

/// Something on the sheet; a touch takes it off.
fn taken(kiosk: Kiosk, thing: &Keep, name: &Text) -> El {
    let mine = thing.clone();
    let put_back = move || {
        kiosk.visit.update(|visit| visit.toggle(&mine));
        focus::soon(".mine h2");
    };
    bare("tag", "put-back", put_back)
        .with("aria-pressed", "true")
        .child(class("span", "punch").child(icon("tick")))
        .child(pack_text(name))
}

fn card(kiosk: Kiosk, opportunity: &Opportunity) -> El {
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
        .child(el("h3", &[]).child(pack_text(&opportunity.title)))
        .child(el("p", &[]).child(pack_text(&opportunity.summary)))
        .child(lines)
        .child(keep_way(kiosk, opportunity))
}

/// "Keep this", with what it keeps for those who hear the button without its card.
fn keep_way(kiosk: Kiosk, opportunity: &Opportunity) -> El {
    let title = class("span", "unseen")
        .text(" ")
        .child(pack_text(&opportunity.title));
    keep(kiosk, Keep::Opportunity(opportunity.id.clone())).child(title)
}
