//! Keys for sealed answers.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::{Fault, NoPage};
use crate::keys::{self, FEWEST, OPEN, Reader};
use crate::office::App;
use crate::pairing;
use crate::session::{Staff, StaffForm};
use crate::store::keys::{self as kept, KeyRow};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::sync::Arc;

/// Lists them.
pub async fn list(State(app): State<App>, staff: Staff) -> Result<Page, NoPage> {
    page(&app, &staff, html! {}).await
}

async fn page(app: &App, staff: &Staff, said: Markup) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let all = kept::all(&mut db).await?;
    let open = app.opened.of(&staff.session(), app.now());
    let content = html! {
        h1 { "Keys for sealed answers" }
        (said)
        p { "An event may seal its answers. Tablets then cannot read them again, and neither can this office without the passphrase." }
        p { strong { "Write the passphrase down. Nobody can find it out: without it sealed answers are lost." } }
        @if !all.is_empty() { (table(staff, &all, &open)) }
        section.no-print {
            h2 { "Make a new key" }
            form.fields method="post" action="/office/keys" {
                (form_token(staff))
                div.field {
                    label for="passphrase" { "Passphrase" }
                    p.hint id="passphrase-hint" { "At least " (FEWEST) " letters. Four or five words are easy to write down." }
                    input id="passphrase" name="passphrase" type="password" required autocomplete="new-password" aria-describedby="passphrase-hint";
                }
                div.field {
                    label for="again" { "The same once more" }
                    input id="again" name="again" type="password" required autocomplete="new-password";
                }
                button type="submit" { "Make the key" }
            }
        }
    };
    Ok(layout::page(staff, "Keys for sealed answers", content))
}

fn table(staff: &Staff, all: &[KeyRow], open: &Reader) -> Markup {
    html! {
        table {
            caption { "Keys" }
            thead { tr { th scope="col" { "Key" } th scope="col" { "Made on" } th scope="col" { "Now" } } }
            tbody { @for key in all { tr {
                th scope="row" { (key.id) }
                td { (key.made_on) }
                td {
                    @if open.has(&key.id) {
                        "Open for you. It closes when you sign out."
                    } @else {
                        form.row.no-print method="post" action="/office/keys/open" {
                            (form_token(staff))
                            input type="hidden" name="key" value=(key.id);
                            div.field {
                                label for={ "open-" (key.id) } { "Passphrase" }
                                input id={ "open-" (key.id) } name="passphrase" type="password" required autocomplete="off";
                            }
                            button type="submit" { "Open sealed answers" }
                        }
                    }
                }
            } } }
        }
    }
}

async fn refuse(app: &App, staff: &Staff, sentence: &str) -> Result<Response, NoPage> {
    let said = html! { p.wrong role="alert" { (sentence) } };
    let page = page(app, staff, said).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Makes one.
pub async fn make(State(app): State<App>, sent: StaffForm) -> Result<Response, NoPage> {
    let passphrase = sent.fields.get("passphrase").to_owned();
    if passphrase.chars().count() < FEWEST {
        return refuse(&app, &sent.staff, "This passphrase is too short.").await;
    }
    if passphrase != sent.fields.get("again") {
        return refuse(
            &app,
            &sent.staff,
            "The two passphrases differ. Type them again.",
        )
        .await;
    }
    let office = Arc::clone(&app);
    let made = tokio::task::spawn_blocking(move || keys::make(&office, &passphrase)).await;
    let key = made.map_err(|_| Fault::Damaged("the key"))??;
    let mut writing = app.store.writer().await?;
    kept::add(&mut writing, &key).await?;
    writing.commit().await?;
    Ok(Redirect::to("/office/keys").into_response())
}

/// Opens one for this session.
pub async fn open(State(app): State<App>, sent: StaffForm) -> Result<Response, NoPage> {
    let mut db = app.store.reader().await?;
    let key = kept::find(&mut db, sent.fields.get("key")).await?;
    drop(db);
    let key = key.ok_or(NoPage::NotHere)?;
    let (id, passphrase) = (key.id.clone(), sent.fields.get("passphrase").to_owned());
    let opened = tokio::task::spawn_blocking(move || keys::open(&key, &passphrase)).await;
    match opened.map_err(|_| Fault::Damaged("the key"))?? {
        Some(secret) => {
            let until = app.now() + OPEN;
            app.opened.keep(sent.staff.session(), until, &id, secret);
            let reader = app.opened.of(&sent.staff.session(), app.now());
            let mut writing = app.store.writer().await?;
            pairing::read_sealed(&mut writing, &reader, app.now()).await?;
            writing.commit().await?;
            Ok(Redirect::to("/office/keys").into_response())
        }
        None => refuse(&app, &sent.staff, "This is not the passphrase of that key.").await,
    }
}
