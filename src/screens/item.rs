use crate::model::{Kiosk, Route};
use crate::widgets::{Frame, Icon, PackText, Paragraphs, Picture, alt_text};
use kiosk_core::Text;
use kiosk_core::pack::{Item, Media};
use leptos::prelude::*;

/// Zoom goes from whole to four times, in steps a person can feel.
const MOST_ZOOM: f64 = 4.0;

/// An item: its picture whole, its label, its story, and three ways on.
pub fn item(number: &str) -> impl IntoView + use<> {
    let kiosk = Kiosk::here();
    let number = number.to_owned();
    let found = Memo::new(move |_| {
        kiosk
            .content
            .read()
            .as_ref()
            .and_then(|c| c.pack.item(&number).cloned())
    });
    move || match found.get() {
        Some(item) => one(kiosk, item).into_any(),
        None => gone(kiosk).into_any(),
    }
}

/// The pack changed, or a link was wrong: never a dead end.
fn gone(kiosk: Kiosk) -> impl IntoView {
    view! {
        <Frame screen="item" class="page">
            <h1 tabindex="-1">{move || kiosk.t("item.gone")}</h1>
            <button type="button" class="btn btn-main" data-act="go-look" on:click=move |_| kiosk.go(Route::Look)>
                <Icon name="look" />{move || kiosk.t("home.look")}
            </button>
        </Frame>
    }
}

fn one(kiosk: Kiosk, item: Item) -> impl IntoView {
    let media = item
        .pictures
        .first()
        .and_then(|name| kiosk.content.read().as_ref()?.pack.media(name).cloned());
    let closer = RwSignal::new(false);
    move || {
        if closer.get() {
            enlarged(kiosk, &item, media.clone(), closer).into_any()
        } else {
            label(kiosk, &item, media.clone(), closer).into_any()
        }
    }
}

fn label(
    kiosk: Kiosk,
    item: &Item,
    media: Option<Media>,
    closer: RwSignal<bool>,
) -> impl IntoView + use<> {
    let item = item.clone();
    let alt = alt_text(kiosk, media.clone(), item.heading());
    let next = next_of(kiosk, &item.number);
    let has_picture = media.is_some();
    let story = if item.story.is_empty() {
        item.brief.clone()
    } else {
        item.story.clone()
    };
    let credit = credit_of(&item, media.as_ref());
    view! {
        <Frame screen="item" class="item">
            <figure class="figure"><Picture media alt class="picture" /></figure>
            <div class="text">
                <div class="name">
                    <h1 tabindex="-1"><PackText text=item.heading() /></h1>
                    <p class="catalogue">{catalogue_line(&item)}</p>
                </div>
                <Paragraphs text=story />
                {(!credit.is_empty()).then(|| view! { <p class="credit small"><PackText text=credit /></p> })}
                <div class="row foot-4">
                    {has_picture.then(|| view! {
                        <button type="button" class="btn" data-act="closer" on:click=move |_| closer.set(true)>
                            <Icon name="zoom-in" />{move || kiosk.t("item.closer")}
                        </button>
                    })}
                    <button type="button" class="btn" data-act="remember" on:click=move |_| kiosk.go(Route::Remember)>
                        <Icon name="remember" />{move || kiosk.t("home.remember")}
                    </button>
                    {next.map(|next| view! {
                        <button type="button" class="btn" data-act="next"
                            on:click=move |_| kiosk.route.set(Route::Item(next.clone()))>
                            {move || kiosk.t("item.next")}<Icon name="next" />
                        </button>
                    })}
                </div>
            </div>
        </Frame>
    }
}

/// Place, date and maker, as staff wrote them.
fn catalogue_line(item: &Item) -> impl IntoView + use<> {
    [&item.place, &item.date_text, &item.maker]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| view! { <span class="catalogue-part"><PackText text=part.clone() /></span> })
        .collect_view()
}

/// What the rights holder wants said, with the picture's own first.
fn credit_of(item: &Item, media: Option<&Media>) -> Text {
    let own = media
        .map(|media| media.credit.clone())
        .filter(|credit| !credit.is_empty());
    own.unwrap_or_else(|| item.credit.clone())
}

/// The next item of the theme in hand, round to the first again.
fn next_of(kiosk: Kiosk, number: &str) -> Option<String> {
    let theme = kiosk.look_theme.get();
    let content = kiosk.content.read();
    let of_theme: Vec<&Item> = content
        .as_ref()?
        .pack
        .items
        .iter()
        .filter(|item| {
            theme
                .as_ref()
                .is_none_or(|theme| item.themes.contains(theme))
        })
        .collect();
    let at = of_theme.iter().position(|item| item.number == number)?;
    let next = of_theme.get((at + 1) % of_theme.len())?;
    (next.number != number).then(|| next.number.clone())
}

/// The picture as large as wanted, by big buttons; a tap on it never closes it.
fn enlarged(
    kiosk: Kiosk,
    item: &Item,
    media: Option<Media>,
    closer: RwSignal<bool>,
) -> impl IntoView + use<> {
    let zoom = RwSignal::new(1.75_f64);
    let item = item.clone();
    let alt = alt_text(kiosk, media.clone(), item.heading());
    let by = move |factor: f64| zoom.update(|zoom| *zoom = (*zoom * factor).clamp(1.0, MOST_ZOOM));
    view! {
        <Frame screen="item" class="closer">
            <h1 class="unseen" tabindex="-1"><PackText text=item.heading() /></h1>
            <div class="pan" tabindex="0" role="region" aria-label=move || kiosk.t("item.closer")>
                <div class="panned" style=("inline-size", move || format!("{}%", zoom.get() * 100.0))
                    style=("block-size", move || format!("{}%", zoom.get() * 100.0))>
                    <Picture media alt class="picture" />
                </div>
            </div>
            <div class="row tools">
                <button type="button" class="btn" data-act="bigger" prop:disabled={move || zoom.get() >= MOST_ZOOM}
                    on:click=move |_| by(1.5)>
                    <Icon name="zoom-in" />{move || kiosk.t("item.bigger")}
                </button>
                <button type="button" class="btn" data-act="smaller" prop:disabled={move || zoom.get() <= 1.0}
                    on:click=move |_| by(1.0 / 1.5)>
                    <Icon name="zoom-out" />{move || kiosk.t("item.smaller")}
                </button>
                <button type="button" class="btn btn-main" data-act="close-picture" on:click=move |_| closer.set(false)>
                    <Icon name="close" />{move || kiosk.t("item.close")}
                </button>
            </div>
        </Frame>
    }
}
