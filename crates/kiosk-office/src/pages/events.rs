//! The list of events.

use super::layout::{self, Page};
use super::plain::count;
use crate::error::NoPage;
use crate::office::App;
use crate::session::Staff;
use crate::store::events::{self, EventRow};
use crate::store::{packs, responses, sets};
use axum::extract::State;
use maud::{Markup, html};

/// Shows it.
pub async fn list(State(app): State<App>, staff: Staff) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let mut rows = Vec::new();
    for event in events::all(&mut db).await? {
        let received = responses::count_of_event(&mut db, &event.id).await?;
        rows.push((event, received));
    }
    let ready = !packs::all(&mut db).await?.is_empty() && !sets::all(&mut db).await?.is_empty();
    Ok(layout::page(&staff, "Events", content(&rows, ready)))
}

fn content(rows: &[(EventRow, u64)], ready: bool) -> Markup {
    html! {
        h1 { "Events" }
        @if rows.is_empty() {
            p { "There are no events yet." }
        } @else {
            table {
                caption { (count(rows.len() as u64, "event", "events")) }
                thead { tr {
                    th scope="col" { "Event" }
                    th scope="col" { "Where" }
                    th scope="col" { "When" }
                    th scope="col" { "State" }
                    th.number scope="col" { "Received" }
                } }
                tbody { @for (event, received) in rows { tr {
                    th scope="row" { a href={ "/office/events/" (event.id) } { (event.name) } }
                    td { (event.venue) }
                    td { (event.dates) }
                    td { @if event.closed_at.is_some() { "closed" } @else { "open" } }
                    td.number { (received) }
                } } }
            }
        }
        @if ready {
            p { a.button href="/office/events/new" { "Make an event" } }
        } @else {
            p { "An event needs a pack and a question set. Load them on the server with "
                code { "kiosk-office pack load" } " and " code { "kiosk-office questions load" } "." }
        }
    }
}

/// For addresses without a page.
pub async fn not_here() -> NoPage {
    NoPage::NotHere
}
