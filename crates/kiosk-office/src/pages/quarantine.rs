//! What the office cannot accept as it is, and what to do about it.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::NoPage;
use crate::intake;
use crate::office::App;
use crate::session::{Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::quarantine::{self, AsideCount};
use axum::extract::State;
use axum::response::Redirect;
use kiosk_core::intake::Reason;
use maud::{Markup, html};

/// Lists it.
pub async fn list(State(app): State<App>, staff: Staff) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let counts = quarantine::counts(&mut db).await?;
    let events = events::all(&mut db).await?;
    Ok(layout::page(
        &staff,
        "Quarantine",
        content(&staff, &counts, &events),
    ))
}

fn content(staff: &Staff, counts: &[AsideCount], events: &[EventRow]) -> Markup {
    let name = |id: &str| {
        let known = events.iter().find(|event| event.id == id);
        known.map_or(id, |event| event.name.as_str()).to_owned()
    };
    html! {
        h1 { "Quarantine" }
        p { "Answers the office cannot take as they are. Their bytes are kept; nothing is lost." }
        @if counts.is_empty() {
            p { strong { "There is nothing in quarantine." } }
        } @else {
            table {
                caption { "Kept aside" }
                thead { tr {
                    th scope="col" { "Event" }
                    th scope="col" { "Why" }
                    th.number scope="col" { "How many" }
                    th scope="col" { "What to do" }
                } }
                tbody { @for row in counts { @let (why, what) = words(&row.reason); tr {
                    th scope="row" { (name(&row.event)) }
                    td { (why) }
                    td.number { (row.count) }
                    td {
                        (what)
                        @if row.reason == Reason::UnknownEvent.as_str() && !row.event.is_empty() {
                            (map_form(staff, &row.event, events))
                        }
                    }
                } } }
            }
        }
    }
}

fn words(reason: &str) -> (&'static str, &'static str) {
    match Reason::from_word(reason) {
        Some(Reason::UnknownEvent) => (
            "The office has no such event.",
            "Say which event it is. The answers then go there by themselves.",
        ),
        Some(Reason::UnknownQuestionSet) => (
            "The office has no such question set.",
            "Load the question set file. The answers then go to their event by themselves.",
        ),
        Some(Reason::OtherBytes) => (
            "The same answer arrived before with other content.",
            "Nothing to do now. The first one counts; both are kept.",
        ),
        Some(Reason::NumberTaken) => (
            "Another answer has the same number.",
            "The tablet may have been copied. Enrol it anew; both answers are kept.",
        ),
        Some(Reason::Unreadable) | None => (
            "This office cannot read it.",
            "Bring the office up to date: the tablet may run a newer version.",
        ),
    }
}

fn map_form(staff: &Staff, tablet_event: &str, events: &[EventRow]) -> Markup {
    html! {
        @if !events.is_empty() {
            form.row.no-print method="post" action="/office/quarantine/map" {
                (form_token(staff))
                input type="hidden" name="tablet_event" value=(tablet_event);
                div.field {
                    label for={ "map-" (tablet_event) } { "It is" }
                    select id={ "map-" (tablet_event) } name="event" {
                        @for event in events { option value=(event.id) { (event.name) } }
                    }
                }
                button type="submit" { "Take the answers" }
            }
        }
    }
}

/// Notes which event it is and lets go what waited for that.
pub async fn map(State(app): State<App>, sent: StaffForm) -> Result<Redirect, NoPage> {
    let tablet_event = sent.fields.get("tablet_event");
    let event = sent.fields.get("event");
    let mut writing = app.store.writer().await?;
    let known = events::find(&mut writing, event).await?.is_some();
    // An event of the office is what it is; only strange ones can be mapped.
    let strange = events::find(&mut writing, tablet_event).await?.is_none();
    if !known || !strange || tablet_event.is_empty() {
        return Err(NoPage::NotHere);
    }
    events::map(&mut writing, tablet_event, event).await?;
    intake::release(&mut writing, app.now()).await?;
    writing.commit().await?;
    Ok(Redirect::to("/office/quarantine"))
}
