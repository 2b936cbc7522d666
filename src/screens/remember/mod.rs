//! Remember: something to talk about, an object and one prompt, another one. Nothing is counted.

mod sound;

use crate::app::{Services, tell_about, tells};
use crate::browser::element::{El, class, el, follow};
use crate::browser::{focus, page, random};
use crate::model::{Kiosk, Remembering, Route, Topic, topics};
use crate::widgets::{
    alt_text, bare, button, button_on, first_picture, frame, heading, icon, pack_text, picture,
    word,
};
use kiosk_core::Text;
use kiosk_core::pack::{Item, Pack};
use leptos::prelude::*;

/// Remember: first what to talk about, then one object after the other.
pub fn remember() -> El {
    let kiosk = Kiosk::here();
    begin_where_they_come_from(kiosk);
    let chooses = Memo::new(move |_| kiosk.visit.read().remembering.topic.is_none());
    focus_after_topics(chooses);
    el("div", &[]).holds(move || {
        vec![frame(
            "remember",
            if chooses.get() {
                choice(kiosk)
            } else {
                talk(kiosk)
            },
        )]
    })
}

/// Who comes from an object begins with that object; who comes back from telling of one goes on where they were.
/// Anybody else who once came with an object chooses what to talk about.
fn begin_where_they_come_from(kiosk: Kiosk) {
    let came_with = kiosk.visit.read_untracked().remembering.came_with();
    let content = kiosk.content.get_untracked();
    let from = kiosk.trail.read_untracked().last().cloned();
    let Some(Route::Item(number)) = from else {
        if came_with {
            kiosk
                .visit
                .update_untracked(|visit| visit.remembering = Remembering::default());
        }
        return;
    };
    if let Some(content) = content.filter(|_| !came_with) {
        let mut way = Remembering::default();
        if way.begin_with(&number, &content.pack) {
            kiosk
                .visit
                .update_untracked(|visit| visit.remembering = way);
        }
    }
}

/// From the choice to an object and Back: each is a new screen, with focus on its heading.
fn focus_after_topics(chooses: Memo<bool>) {
    let mut before = chooses.get_untracked();
    follow(move || {
        let now = chooses.get();
        if now != before {
            page::to_top();
            focus::soon("#screen h1");
        }
        before = now;
    });
}

/// Large cards: anything, themes with the picture of an object, decades.
fn choice(kiosk: Kiosk) -> El {
    let cards = move || {
        let Some(content) = kiosk.content.get() else {
            return Vec::new();
        };
        let topics = topics(&content.pack);
        if topics.is_empty() {
            return nothing(kiosk);
        }
        let decade = |topic: &Topic| matches!(topic, Topic::Decade(_));
        let card = |(topic, item): &(Topic, &Item)| topic_card(kiosk, &content.pack, topic, item);
        let cards = |decades: bool| {
            let of_kind = topics.iter().filter(|(topic, _)| decade(topic) == decades);
            let any = (!decades).then(|| anything(kiosk));
            class("ul", if decades { "decades" } else { "topics" })
                .all(of_kind.map(card))
                .all(any)
        };
        vec![cards(false), cards(true)]
    };
    let head = class("div", "head").child(heading("remember.choose"));
    class("main", "page choosing-topic")
        .child(head)
        .child(class("div", "all-topics").holds(cards))
}

/// The card for those who would rather not choose.
fn anything(kiosk: Kiosk) -> El {
    let touch = move || begin(kiosk, Topic::Anything);
    let sign = class("span", "pic sign").child(icon("remember"));
    let card = bare("object", "topic-any", touch);
    el("li", &[]).child(card.child(sign).child(word("b", "remember.anything")))
}

/// A pack without prompts: never a dead end.
fn nothing(kiosk: Kiosk) -> Vec<El> {
    let look = button("btn btn-main", "go-look", "look", "home.look", move || {
        kiosk.go(Route::Look)
    });
    vec![word("p", "remember.nothing"), look]
}

fn begin(kiosk: Kiosk, topic: Topic) {
    if let Some(content) = kiosk.content.get_untracked() {
        kiosk.visit.update(|visit| {
            visit
                .remembering
                .begin(topic, &content.pack, random::number())
        });
    }
}

fn topic_card(kiosk: Kiosk, pack: &Pack, topic: &Topic, item: &Item) -> El {
    let chosen = topic.clone();
    let touch = move || begin(kiosk, chosen.clone());
    let card = match topic {
        Topic::Theme(id) => {
            let theme = pack.themes.iter().find(|theme| theme.id == *id);
            let title = theme.map(|theme| theme.title.clone()).unwrap_or_default();
            let media = first_picture(kiosk, item);
            bare("object", &["topic-", id].concat(), touch)
                .child(picture(media.as_ref(), String::new, "pic"))
                .child(el("b", &[]).child(pack_text(&title)))
        }
        Topic::Decade(year) => {
            let year = *year;
            let says = move || {
                let (n, end) = (kiosk.year(year), kiosk.year(year + 9));
                kiosk.t_with("remember.decade", &[("n", &n), ("end", &end)])
            };
            bare("btn", &["topic-", &year.to_string()].concat(), touch).says(says)
        }
        Topic::Anything => bare("btn", "topic-any", touch),
    };
    el("li", &[]).child(card)
}

/// An object, its sound, one prompt, and the ways on.
fn talk(kiosk: Kiosk) -> El {
    // Only another object builds this anew, not what is chosen elsewhere.
    let round = Memo::new(move |_| kiosk.visit.read().remembering.clone());
    let shown = move || {
        let content = kiosk.content.get()?;
        let way = round.get();
        let item = way.item(&content.pack)?.clone();
        let prompt = way.prompt(&item).cloned().unwrap_or_default();
        Some((content, item, prompt))
    };
    let object = move || {
        let shown = shown();
        shown
            .map(|(content, item, _)| object(kiosk, &content.pack, &item))
            .into_iter()
            .collect()
    };
    // It stays while what it holds changes: a region that comes with its words is not read out.
    let ask = class("div", "ask")
        .with("aria-live", "polite")
        .holds(move || {
            let shown = shown();
            shown.map_or_else(Vec::new, |(content, item, prompt)| {
                asked(&content.pack, &item, &prompt)
            })
        });
    let another = button_on(
        "btn btn-main",
        "another",
        "remember.another",
        "next",
        move || go_on(kiosk),
    );
    let services = Services::here();
    let tell = tells(kiosk, services).then(|| {
        button("btn", "tell-about", "say", "remember.tell", move || {
            let content = kiosk.content.get_untracked();
            let visit = kiosk.visit.get_untracked();
            let item = content
                .as_ref()
                .and_then(|content| visit.remembering.item(&content.pack));
            tell_about(kiosk, services, item.map(|item| item.number.clone()));
        })
    });
    class("main", "remember")
        .holds(object)
        .child(ask)
        .child(class("div", "foot-remember").all(tell).child(another))
}

fn go_on(kiosk: Kiosk) {
    if let Some(content) = kiosk.content.get_untracked() {
        kiosk
            .visit
            .update(|visit| visit.remembering.another(&content.pack, random::number()));
    }
}

/// The object: its picture, its name, its sound.
fn object(kiosk: Kiosk, pack: &Pack, item: &Item) -> El {
    let media = first_picture(kiosk, item);
    let alt = alt_text(kiosk, media.as_ref(), item.heading());
    let names = class("div", "names")
        .child(class("b", "serif").child(pack_text(&item.heading())))
        .child(class("span", "catalogue").child(pack_text(&item.date_text)));
    let sound = item.sounds.iter().find_map(|name| pack.media(name));
    let caption = class("figcaption", "sound")
        .child(names)
        .all(sound.map(|sound| sound::play(kiosk, sound)));
    class("figure", "remembered")
        .child(picture(media.as_ref(), alt, "well"))
        .child(caption)
}

/// What it asks, a companion's hint, and the words of its sound.
fn asked(pack: &Pack, item: &Item, prompt: &Text) -> Vec<El> {
    let sound = item.sounds.iter().find_map(|name| pack.media(name));
    let question = el("h1", &[("tabindex", "-1")]).child(pack_text(prompt));
    [question]
        .into_iter()
        .chain(hint(item))
        .chain(sound.and_then(sound::words))
        .collect()
}

/// A companion's hint, for those who ask for it.
fn hint(item: &Item) -> Option<El> {
    let shown = !item.carer_hint.is_empty();
    shown.then(|| {
        class("details", "hint")
            .child(word("summary", "remember.companion").with("data-act", "companion"))
            .child(el("p", &[]).child(pack_text(&item.carer_hint)))
    })
}
