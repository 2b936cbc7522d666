//! What belongs beside an item: sound and film, questions, things to do, more like it, whom to thank,
//! and where to read on.

use crate::browser::element::{El, class, el};
use crate::model::{Keep, Kiosk, Route};
use crate::screens::home::directory_row;
use crate::screens::look::pictured;
use crate::widgets::{Player, bare, keep, pack_text, played_sound, qr, video, word};
use kiosk_core::Text;
use kiosk_core::language::direction;
use kiosk_core::pack::{Activity, Item, Media, Pack};
use kiosk_core::rights;
use leptos::prelude::*;

/// Things like this one that are offered.
const LIKE: usize = 4;
/// Where "More about this" leads.
pub const HEADING: &str = ".about h2";

/// A sound of the item: what plays it, and its entry in the pack.
pub type Sound = (Player, Media);

/// The item's sounds.
pub fn sounds(kiosk: Kiosk, item: &Item) -> Vec<Sound> {
    let content = kiosk.content.get_untracked();
    let named = |name: &String| content.as_ref()?.pack.media(name).cloned();
    let all = item.sounds.iter().filter_map(named);
    all.map(|media| (Player::sound(kiosk, &media, "item.hear"), media))
        .collect()
}

/// Whether there is anything beside the item.
pub fn has_any(kiosk: Kiosk, item: &Item) -> bool {
    let content = kiosk.content.get_untracked();
    let Some(pack) = content.as_ref().map(|content| &content.pack) else {
        return false;
    };
    !(item.sounds.is_empty() && item.prompts.is_empty())
        || item.video.is_some()
        || item.sign_video.is_some()
        || item.link.is_some()
        || !thanks(pack, item).is_empty()
        || !pack.activities_of(item).is_empty()
        || !pack.more_like(&item.number, 1).is_empty()
}

/// Everything beside the item.
pub fn about(kiosk: Kiosk, item: &Item, sounds: &[Sound]) -> Option<El> {
    if !has_any(kiosk, item) {
        return None;
    }
    let content = kiosk.content.get_untracked()?;
    let pack = &content.pack;
    let title = word("h2", "item.more").with("tabindex", "-1");
    let about = class("section", "about")
        .child(title)
        .child(keep(kiosk, Keep::Item(item.number.clone())))
        .all(heard_and_seen(kiosk, pack, item, sounds))
        .all(asked(item))
        .all(to_do(kiosk, &pack.activities_of(item)))
        .all(like(kiosk, &pack.more_like(&item.number, LIKE)))
        .all(thanked(kiosk, pack, item))
        .all(item.link.as_deref().and_then(|link| linked(kiosk, link)));
    Some(about)
}

fn heard_and_seen(kiosk: Kiosk, pack: &Pack, item: &Item, sounds: &[Sound]) -> Vec<El> {
    let media = |name: &String| pack.media(name);
    let heard = |(at, (player, media)): (usize, &Sound)| {
        played_sound(player, media, &["sound-", &(at + 1).to_string()].concat())
    };
    let film = item.video.as_ref().and_then(media);
    let film = film.map(|media| video(kiosk, media, "item.watch", "film"));
    let signed = item.sign_video.as_ref().and_then(media);
    let signed = signed.map(|media| video(kiosk, media, "item.sign", "signed"));
    let heard = sounds.iter().enumerate().map(heard);
    signed.into_iter().chain(heard).chain(film).collect()
}

fn part(title: &'static str, rest: El) -> El {
    el("div", &[]).child(word("h3", title)).child(rest)
}

fn asked(item: &Item) -> Option<El> {
    let prompt = |prompt: &Text| el("li", &[]).child(pack_text(prompt));
    let prompts = class("ul", "prompts").all(item.prompts.iter().map(prompt));
    (!item.prompts.is_empty()).then(|| part("item.ask", prompts))
}

fn to_do(kiosk: Kiosk, activities: &[&Activity]) -> Option<El> {
    let idea = |activity: &&Activity| {
        let id = activity.id.clone();
        let go = move || kiosk.go(Route::Activity(id.clone()));
        let button = bare("directory-row", &["activity-", &activity.id].concat(), go);
        let words = class("span", "directory-words")
            .child(el("b", &[]).child(pack_text(&activity.title)))
            .child(pack_text(&activity.summary));
        el("li", &[]).child(directory_row(button, "do", words))
    };
    let ideas = class("ul", "ideas").all(activities.iter().map(idea));
    (!activities.is_empty()).then(|| part("item.to-do", ideas))
}

fn like(kiosk: Kiosk, items: &[&Item]) -> Option<El> {
    let card = |item: &&Item| {
        let number = item.number.clone();
        // Not one step further: a round from thing to thing is left by one Back.
        let go = move || kiosk.route.set(Route::Item(number.clone()));
        pictured(
            kiosk,
            item,
            bare("object", &["like-", &item.number].concat(), go),
        )
    };
    let cards = class("div", "objects").all(items.iter().map(card));
    (!items.is_empty()).then(|| part("item.like", cards))
}

/// Whom to thank and under which rights, each once: the item's own, then its pictures', sounds' and films'.
fn thanks(pack: &Pack, item: &Item) -> Vec<(Text, Option<String>)> {
    let names = item
        .pictures
        .iter()
        .chain(&item.sounds)
        .chain(&item.video)
        .chain(&item.sign_video);
    let media = names.filter_map(|name| pack.media(name));
    let of_media = |media: &Media| (media.credit.clone(), media.rights.clone());
    let own = (item.credit.clone(), item.rights.clone());
    let mut all: Vec<(Text, Option<String>)> = Vec::new();
    for one in std::iter::once(own).chain(media.map(of_media)) {
        let says_something = !one.0.is_empty() || one.1.is_some();
        if says_something && !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

fn thanked(kiosk: Kiosk, pack: &Pack, item: &Item) -> Option<El> {
    let thanks = thanks(pack, item);
    let line = |(credit, rights): &(Text, Option<String>)| {
        let rights = rights.as_deref();
        let rights = rights.map(|rights| rights_line(kiosk, pack, &rights::label(rights)));
        let credit = (!credit.is_empty()).then(|| pack_text(credit));
        el("li", &[]).all(credit).all(rights)
    };
    let lines = class("ul", "thanks-to").all(thanks.iter().map(line));
    (!thanks.is_empty()).then(|| part("item.thanks-to", lines))
}

/// The statement within the visitor's sentence, in a language of its own: a name from a standard is English, other
/// words are the museum's.
fn rights_line(kiosk: Kiosk, pack: &Pack, label: &rights::Label) -> El {
    let museums = pack.languages.first().map_or("en", String::as_str);
    let tag = if label.is_standard { "en" } else { museums };
    let what = el("span", &[("lang", tag), ("dir", direction(tag))]).text(&label.text);
    let around = move |nth: usize| {
        let sentence = kiosk.t("item.rights");
        let mut parts = sentence.split("{what}");
        parts.nth(nth).unwrap_or_default().to_owned()
    };
    class("span", "rights")
        .says(move || around(0))
        .child(what)
        .says(move || around(1))
}

/// The object's own page, for a telephone of the visitor's: this tablet leads nowhere else.
fn linked(kiosk: Kiosk, link: &str) -> Option<El> {
    let (_, address) = link.split_once("://")?;
    let words = el("div", &[]).child(word("p", "item.link-more")).child(
        el("p", &[("class", "address"), ("dir", "ltr")]).text(address.trim_end_matches('/')),
    );
    let link = class("div", "linked").all(qr(kiosk, link)).child(words);
    Some(part("item.link", link))
}
