//! One event: its ledger, its codes, the ways to its responses.

use super::layout::{self, Page};
use super::plain::{count, form_token, ranges};
use crate::error::NoPage;
use crate::office::App;
use crate::pairing;
use crate::session::{Staff, StaffForm};
use crate::store::codes::{self, CodeRow};
use crate::store::events::{self, EventRow};
use crate::store::ledger::{self, LedgerRow};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Redirect;
use kiosk_core::ids;
use kiosk_core::time::{UnixMillis, date, quarter_hour};
use maud::{Markup, html};

const HOUR: UnixMillis = 60 * 60 * 1000;

/// What the page shows.
struct Sheet {
    event: EventRow,
    ledger: Vec<LedgerRow>,
    codes: Vec<CodeRow>,
    /// Start of addresses on this server.
    base: String,
}

/// Shows it.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    let sheet = Sheet {
        ledger: ledger::of_event(&mut db, &id).await?,
        codes: codes::of_event(&mut db, &id, app.now()).await?,
        base: base(&headers, app.settings.secure),
        event,
    };
    Ok(layout::page(
        &staff,
        &sheet.event.name,
        content(&staff, &sheet),
    ))
}

fn base(headers: &HeaderMap, secure: bool) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    format!("{}://{host}", if secure { "https" } else { "http" })
}

fn content(staff: &Staff, sheet: &Sheet) -> Markup {
    let event = &sheet.event;
    let address = format!("/office/events/{}", event.id);
    html! {
        h1 { (event.name) }
        p.stand {
            (event.venue) @if !event.venue.is_empty() && !event.dates.is_empty() { " · " } (event.dates)
            @if let Some(closed) = event.closed_at { " · closed on " (date(closed)) }
        }
        ul.ways {
            li { a href={ (address) "/responses" } { "What people said" } }
            li { a href={ (address) "/words" } { "Own words for the wall" } }
            li { a href={ (address) "/recordings" } { "Recordings" } }
            li { a href={ (address) "/responses.csv" } { "Table for spreadsheets (CSV)" } }
            li { a href={ (address) "/personal-data" } { "All raw data (personal data)" } }
            li { a href={ (address) "/delete" } { "Delete a response" } }
            li { a href={ (address) "/edit" } { "Change the event" } }
        }
        (tablets(event, &sheet.ledger))
        (enrolment(staff, sheet))
        (closing(staff, event))
    }
}

fn tablets(event: &EventRow, rows: &[LedgerRow]) -> Markup {
    let mut known: Vec<&str> = rows.iter().map(|row| row.tablet.as_str()).collect();
    known.sort_unstable();
    known.dedup();
    let known = known.len() as u64;
    let used = event.tablets_used.map(u64::from);
    html! {
        section {
            h2 { "Ledger" }
            p.ledger { strong { (all_together(rows)) } }
            @match used {
                Some(used) if used > known => p.wrong {
                    (known) " of " (count(used, "tablet", "tablets")) " known. "
                    "Find the others and enrol them: their answers are not here."
                },
                Some(used) => p { (used.min(known)) " of " (count(used, "tablet", "tablets")) " known." },
                None => p { (count(known, "tablet", "tablets")) " known. Say how many were used under "
                    a href={ "/office/events/" (event.id) "/edit" } { "Change the event" } "." },
            }
            @if !rows.is_empty() { (ledger_table(rows)) }
        }
    }
}

/// The sentence a facilitator goes home on.
fn all_together(rows: &[LedgerRow]) -> String {
    let sum = |number: fn(&LedgerRow) -> u64| rows.iter().map(number).sum::<u64>();
    sentence(
        sum(|row| row.line.finished),
        sum(|row| row.line.stored),
        sum(|row| row.line.quarantined),
        sum(|row| row.line.missing_count()),
    )
}

fn sentence(finished: u64, received: u64, aside: u64, missing: u64) -> String {
    let aside = if aside > 0 {
        format!(" · {aside} in quarantine")
    } else {
        String::new()
    };
    format!("{finished} finished · {received} received{aside} · {missing} missing")
}

fn ledger_table(rows: &[LedgerRow]) -> Markup {
    html! {
        table {
            caption { "Each tablet" }
            thead { tr {
                th scope="col" { "Tablet" }
                th scope="col" { "Answers" }
                th scope="col" { "Missing numbers" }
                th scope="col" { "Still on the tablet" }
                th scope="col" { "Last in touch" }
            } }
            tbody { @for row in rows { tr {
                th scope="row" {
                    (row.name)
                    @if row.wipe_suspected {
                        p.wrong { "This tablet may have lost its storage; what it had not sent would then be lost. "
                            "Or two tablets were given one name: say so under " a href="/office/tablets" { "Tablets" } "." }
                    }
                }
                td {
                    (sentence(row.line.finished, row.line.stored, row.line.quarantined, row.line.missing_count()))
                    @if row.deleted > 0 { " (" (row.deleted) " deleted since on request)" }
                }
                td { @if row.line.missing.is_empty() { "none" } @else { (ranges(&row.line.missing)) } }
                td { @match row.outbox { Some(waiting) => (waiting), None => "not reported" } }
                td { (row.last_contact.as_deref().unwrap_or("never")) }
            } } }
        }
    }
}

fn enrolment(staff: &Staff, sheet: &Sheet) -> Markup {
    let event = &sheet.event;
    html! {
        section.no-print {
            h2 { "Enrol tablets" }
            @for code in &sheet.codes { (code_card(code, &sheet.base)) }
            p { "Type the code on the tablet, after you have put the kiosk on its home screen." }
            form.row method="post" action={ "/office/events/" (event.id) "/codes" } {
                (form_token(staff))
                div.field {
                    label for="tablets" { "For how many tablets" }
                    input id="tablets" name="tablets" type="text" inputmode="numeric" required autocomplete="off"
                        value=(event.tablets_used.unwrap_or(1).max(1));
                }
                div.field {
                    label for="hours" { "For how long" }
                    select id="hours" name="hours" {
                        @for (hours, words) in [(1, "1 hour"), (4, "4 hours"), (24, "1 day"), (72, "3 days")] {
                            option value=(hours) selected[hours == 4] { (words) }
                        }
                    }
                }
                button type="submit" { "Make a code" }
            }
        }
    }
}

fn code_card(code: &CodeRow, base: &str) -> Markup {
    let link = format!("{base}/?enrol={}", code.shown);
    let end = quarter_hour(code.expires_at)
        .replace('T', " ")
        .replace('Z', " UTC");
    html! {
        div.code {
            p.shown { (code.shown) }
            p { "For " (count(code.tablets.into(), "tablet", "tablets")) ", " (code.used)
                " used. Ends at " (end) "." }
            p { "Link: " a href=(link) { (link) } }
        }
    }
}

fn closing(staff: &Staff, event: &EventRow) -> Markup {
    let (way, words) = if event.closed_at.is_some() {
        ("open", "Open the event again")
    } else {
        ("close", "Close the event")
    };
    html! {
        section.no-print {
            h2 { "Closing" }
            p { "Late answers still come in after closing. Tablets may clear what the office has "
                (count(event.retention_days.into(), "day", "days")) " later." }
            form method="post" action={ "/office/events/" (event.id) "/" (way) } {
                (form_token(staff))
                button type="submit" { (words) }
            }
        }
    }
}

/// Makes an enrolment code.
pub async fn make_code(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let now = app.now();
    let number = |field: &str, most: u32| {
        let typed = sent.fields.get(field).parse::<u32>().unwrap_or(1);
        typed.clamp(1, most)
    };
    let shown = ids::code(app.random()?);
    let row = CodeRow {
        code: ids::clean_code(&shown),
        shown,
        event: id.clone(),
        tablets: number("tablets", 500),
        expires_at: now + i64::from(number("hours", 72)) * HOUR,
        used: 0,
    };
    let mut writing = app.store.writer().await?;
    events::find(&mut writing, &id)
        .await?
        .ok_or(NoPage::NotHere)?;
    codes::add(&mut writing, &row, now).await?;
    writing.commit().await?;
    Ok(Redirect::to(&format!("/office/events/{id}")))
}

/// Closes the event.
pub async fn close(
    State(app): State<App>,
    Path(id): Path<String>,
    _sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let now = app.now();
    set_closed(&app, &id, Some(now)).await
}

/// Opens the event again.
pub async fn open(
    State(app): State<App>,
    Path(id): Path<String>,
    _sent: StaffForm,
) -> Result<Redirect, NoPage> {
    set_closed(&app, &id, None).await
}

async fn set_closed(app: &App, id: &str, at: Option<UnixMillis>) -> Result<Redirect, NoPage> {
    let mut writing = app.store.writer().await?;
    events::find(&mut writing, id)
        .await?
        .ok_or(NoPage::NotHere)?;
    events::set_closed(&mut writing, id, at).await?;
    pairing::settle(&mut writing, app.now()).await?;
    writing.commit().await?;
    Ok(Redirect::to(&format!("/office/events/{id}")))
}
