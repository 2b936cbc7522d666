use crate::model::{Kiosk, Route};
use crate::widgets::{Frame, Icon, PackText, Picture, Tag};
use kiosk_core::pack::{Item, Pack};
use leptos::prelude::*;

/// Cards on one page: the page turns by a button, so nothing needs a swipe.
pub const CARDS: usize = 4;

/// Look: themes as tags, four objects at a time.
pub fn look() -> impl IntoView {
    let kiosk = Kiosk::here();
    let pages = Memo::new(move |_| items(kiosk).len().div_ceil(CARDS).max(1));
    let turn = move |by: isize| {
        kiosk.look_page.update(|page| {
            *page = page
                .saturating_add_signed(by)
                .min(pages.get_untracked() - 1)
        });
    };
    view! {
        <Frame screen="look" class="page">
            <div class="head">
                <h1 tabindex="-1">{move || kiosk.t("look.title")}</h1>
                <p class="small" aria-live="polite">
                    {move || kiosk.t_with("look.page", &[
                        ("n", &kiosk.number(kiosk.look_page.get() + 1)), ("all", &kiosk.number(pages.get()))])}
                </p>
                <button type="button" class="btn" data-act="before" prop:disabled={move || kiosk.look_page.get() == 0}
                    on:click=move |_| turn(-1)>
                    <Icon name="back" />{move || kiosk.t("look.before")}
                </button>
                <button type="button" class="btn" data-act="more"
                    prop:disabled={move || kiosk.look_page.get() + 1 >= pages.get()} on:click=move |_| turn(1)>
                    {move || kiosk.t("look.more")}<Icon name="next" />
                </button>
            </div>
            <div class="look">
                {themes(kiosk)}
                <div class="objects">
                    {move || {
                        let from = kiosk.look_page.get() * CARDS;
                        items(kiosk).into_iter().skip(from).take(CARDS).map(|item| card(kiosk, &item)).collect_view()
                    }}
                </div>
            </div>
        </Frame>
    }
}

/// The items of the chosen theme.
fn items(kiosk: Kiosk) -> Vec<Item> {
    let theme = kiosk.look_theme.get();
    let content = kiosk.content.read();
    let all = content
        .as_ref()
        .map(|content| content.pack.items.as_slice())
        .unwrap_or_default();
    all.iter()
        .filter(|item| {
            theme
                .as_ref()
                .is_none_or(|theme| item.themes.contains(theme))
        })
        .cloned()
        .collect()
}

fn themes(kiosk: Kiosk) -> impl IntoView {
    let choose = move |theme: Option<String>| {
        Callback::new(move |()| {
            kiosk.look_theme.set(theme.clone());
            kiosk.look_page.set(0);
        })
    };
    let used = move |pack: &Pack, id: &str| {
        pack.items
            .iter()
            .any(|item| item.themes.iter().any(|theme| theme == id))
    };
    let tags = move || {
        let content = kiosk.content.read();
        content.as_ref().map(|content| {
            let themes = content.pack.themes.iter().filter(|theme| used(&content.pack, &theme.id));
            themes
                .map(|theme| {
                    let (id, title) = (theme.id.clone(), theme.title.clone());
                    let chosen = Signal::derive(move || kiosk.look_theme.get().as_ref() == Some(&id));
                    view! {
                        <li><Tag act=format!("theme-{}", theme.id) chosen on_touch=choose(Some(theme.id.clone()))>
                            <PackText text=title />
                        </Tag></li>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <ul class="themes" aria-label=move || kiosk.t("look.themes")>
            <li><Tag act="theme-all".to_owned() chosen=Signal::derive(move || kiosk.look_theme.get().is_none())
                on_touch=choose(None)>{move || kiosk.t("look.all")}</Tag></li>
            {tags}
        </ul>
    }
}

fn card(kiosk: Kiosk, item: &Item) -> impl IntoView + use<> {
    let media = item
        .pictures
        .first()
        .and_then(|name| kiosk.content.read().as_ref()?.pack.media(name).cloned());
    let number = item.number.clone();
    view! {
        <button type="button" class="object" data-act=format!("item-{}", item.number)
            on:click=move |_| kiosk.go(Route::Item(number.clone()))>
            <Picture media alt=String::new() class="pic" />
            <b><PackText text=item.heading() /></b>
        </button>
    }
}
