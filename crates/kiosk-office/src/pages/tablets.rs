//! All tablets the office knows.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::NoPage;
use crate::office::App;
use crate::session::{Staff, StaffForm};
use crate::store::codes;
use crate::store::events::{self, EventRow};
use crate::store::tablets::{self, TabletRow};
use axum::extract::{Path, State};
use axum::response::Redirect;
use maud::{Markup, html};

/// Lists them.
pub async fn list(State(app): State<App>, staff: Staff) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let rows = tablets::all(&mut db).await?;
    let events = events::all(&mut db).await?;
    Ok(layout::page(
        &staff,
        "Tablets",
        content(&staff, &rows, &events),
    ))
}

fn content(staff: &Staff, rows: &[TabletRow], events: &[EventRow]) -> Markup {
    html! {
        h1 { "Tablets" }
        @if rows.is_empty() {
            p { "No tablet has been enrolled yet. Make a code on the page of an event." }
        } @else {
            table {
                caption { "Tablets that were enrolled" }
                thead { tr {
                    th scope="col" { "Tablet" }
                    th scope="col" { "Event" }
                    th scope="col" { "App" }
                    th scope="col" { "Storage" }
                    th scope="col" { "Last in touch" }
                    th.no-print scope="col" { "Shut out" }
                } }
                tbody { @for row in rows { (line(staff, row, events)) } }
            }
            p.fine { "A tablet that is shut out keeps its answers but can no longer send them. "
                "The codes it came in with end too. Enrol it again with a new code." }
        }
    }
}

fn line(staff: &Staff, row: &TabletRow, events: &[EventRow]) -> Markup {
    let event = |id: &str| events.iter().find(|event| event.id == id);
    html! { tr {
        th scope="row" {
            (row.name)
            @if row.may_be_wiped() {
                p.wrong { "May have lost its storage. What it had not sent would then be lost." }
                p { "It found signs of an earlier life, or another tablet has the name it was given. "
                    "If nothing was cleared on it and two tablets were only given one name, say so." }
                form.no-print method="post" action={ "/office/tablets/" (row.id) "/another" } {
                    (form_token(staff))
                    button.quiet type="submit" aria-label={ (row.name) ": it is another tablet, nothing was lost" } {
                        "It is another tablet, nothing was lost"
                    }
                }
            }
        }
        td {
            @match row.event.as_deref().and_then(event) {
                Some(event) => a href={ "/office/events/" (event.id) } { (event.name) },
                None => "none",
            }
            @if !row.revoked {
                form.row.no-print method="post" action={ "/office/tablets/" (row.id) "/event" } {
                    (form_token(staff))
                    div.field {
                        label for={ "event-" (row.id) } { "Move " (row.name) " to" }
                        select id={ "event-" (row.id) } name="event" {
                            @for event in events {
                                option value=(event.id) selected[row.event.as_deref() == Some(event.id.as_str())] { (event.name) }
                            }
                        }
                    }
                    button.quiet type="submit" { "Move" }
                }
            }
        }
        td { (row.version) }
        td { @match row.persisted {
            Some(true) => "kept by the browser",
            Some(false) => "may be cleared by the browser",
            None => "not known",
        } }
        td { (row.last_contact.as_deref().unwrap_or("never")) }
        td.no-print {
            @if row.revoked { "shut out" } @else {
                form method="post" action={ "/office/tablets/" (row.id) "/revoke" } {
                    (form_token(staff))
                    button.quiet type="submit" aria-label={ "Shut out " (row.name) } { "Shut out" }
                }
            }
        }
    } }
}

/// Shuts a tablet out, and ends the codes it came in with.
pub async fn revoke(
    State(app): State<App>,
    Path(id): Path<String>,
    _sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let mut writing = app.store.writer().await?;
    tablets::find(&mut writing, &id)
        .await?
        .ok_or(NoPage::NotHere)?;
    tablets::revoke(&mut writing, &id).await?;
    codes::end_those_of(&mut writing, &id).await?;
    writing.commit().await?;
    Ok(Redirect::to("/office/tablets"))
}

/// Notes that a tablet is another one of the same name, not one that was wiped.
pub async fn another(
    State(app): State<App>,
    Path(id): Path<String>,
    _sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let mut writing = app.store.writer().await?;
    tablets::find(&mut writing, &id)
        .await?
        .ok_or(NoPage::NotHere)?;
    tablets::set_another(&mut writing, &id).await?;
    writing.commit().await?;
    Ok(Redirect::to("/office/tablets"))
}

/// Gives a tablet to another event.
pub async fn assign(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let mut writing = app.store.writer().await?;
    let event = sent.fields.get("event");
    let known = tablets::find(&mut writing, &id).await?.is_some()
        && events::find(&mut writing, event).await?.is_some();
    if !known {
        return Err(NoPage::NotHere);
    }
    tablets::assign(&mut writing, &id, event).await?;
    writing.commit().await?;
    Ok(Redirect::to("/office/tablets"))
}
