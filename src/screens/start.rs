use crate::browser::{clock, page};
use crate::model::{Kiosk, Route};
use crate::widgets::{Icon, PackText, Picture, alt_text, staff_corner};
use kiosk_core::language::direction;
use kiosk_core::pack::Item;
use leptos::prelude::*;

/// Milliseconds a picture stays on the Start screen.
const PICTURE_STAYS: u32 = 12_000;

/// Start: what this is, one large button, a picture that changes slowly, the languages.
pub fn start() -> impl IntoView {
    let kiosk = Kiosk::here();
    // At rest a newer version of the app may take over, and only here.
    page::tell("rest", "");
    on_cleanup(|| page::tell("busy", ""));
    let name = move || {
        let event = kiosk
            .event
            .read()
            .sheet
            .as_ref()
            .map(|sheet| sheet.name.clone());
        event.unwrap_or_else(|| kiosk.t("app.title"))
    };
    view! {
        <main class="start" data-screen="start">
            {staff_corner(kiosk)}
            <div class="hang">
                <div class="greet">
                    <p class="name">{name}</p>
                    <h1 tabindex="-1">{move || kiosk.t("start.title")}</h1>
                    <p class="lead">{move || kiosk.t("start.lead")}</p>
                    <button type="button" class="btn btn-go tag" data-act="begin" on:click=move |_| kiosk.go(Route::Home)>
                        {move || kiosk.t("start.begin")}
                    </button>
                </div>
                {gallery(kiosk)}
            </div>
            {tongues(kiosk)}
        </main>
    }
}

/// One picture after another, so that no still burns in. Motion stops where it is unwanted.
fn gallery(kiosk: Kiosk) -> impl IntoView {
    let at = RwSignal::new(0_usize);
    leptos::task::spawn_local(async move {
        loop {
            clock::pause(PICTURE_STAYS).await;
            if page::wants_stillness() {
                continue;
            }
            if at.try_update(|at| *at += 1).is_none() {
                break;
            }
        }
    });
    let item = Memo::new(move |_| {
        let content = kiosk.content.read();
        let with_picture: Vec<&Item> = content.as_ref().map(|c| {
            c.pack
                .items
                .iter()
                .filter(|item| !item.pictures.is_empty())
                .collect()
        })?;
        with_picture
            .get(at.get() % with_picture.len().max(1))
            .map(|item| (*item).clone())
    });
    move || item.get().map(|item| frame(kiosk, &item))
}

fn frame(kiosk: Kiosk, item: &Item) -> impl IntoView + use<> {
    let media = item
        .pictures
        .first()
        .and_then(|name| kiosk.content.read().as_ref()?.pack.media(name).cloned());
    let alt = alt_text(kiosk, media.clone(), item.heading());
    view! {
        <figure class="frame">
            <Picture media alt class="pic" />
            <figcaption class="caption">
                <b><PackText text=item.heading() /></b>
                <PackText text=item.date_text.clone() />
            </figcaption>
        </figure>
    }
}

fn tongues(kiosk: Kiosk) -> impl IntoView {
    let buttons = move || {
        kiosk
            .languages()
            .into_iter()
            .map(|tongue| {
                let (tag, mine) = (tongue.tag.clone(), tongue.tag.clone());
                view! {
                    <button type="button" data-act=format!("language-{}", tongue.tag) lang=tongue.tag.clone()
                        dir=direction(&tongue.tag)
                        aria-current=move || (kiosk.language.get() == mine).then_some("true")
                        on:click=move |_| kiosk.language.set(tag.clone())>
                        {tongue.name.clone()}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="tongues" aria-label=move || kiosk.t("access.language")>
            <span class="tongues-sign" aria-hidden="true"><Icon name="language" /></span>
            {buttons}
        </nav>
    }
}
