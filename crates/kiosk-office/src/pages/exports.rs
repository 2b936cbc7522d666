//! Files to take away.

use super::layout::{self, Page};
use super::plain::form_token;
use super::responses::Said;
use super::sign_in::{self, Tried};
use crate::error::{Fault, NoPage};
use crate::office::App;
use crate::pairing::without_card;
use crate::session::{Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::{quarantine, responses};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kiosk_core::EventId;
use kiosk_core::evidence::{TooFew, sheet};
use maud::html;
use serde::Serialize;
use serde_json::value::RawValue;

/// One row per response, without free text and own words; nothing at all of a small event.
pub async fn csv(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Response, NoPage> {
    let mut db = app.store.reader().await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let said = Said::read(&mut db, &id, &reader).await?;
    match sheet(&said.sets, &said.bodies, said.threshold()) {
        Ok(sheet) => Ok(file(
            "text/csv; charset=utf-8",
            &format!("responses-{}.csv", said.event.id),
            sheet.to_csv(),
        )),
        Err(TooFew) => Ok(too_few(&staff, &said)),
    }
}

fn too_few(staff: &Staff, said: &Said) -> Response {
    let content = html! {
        h1 { "Too few answers for a table" }
        p { "This event has fewer than " (said.threshold()) " answers. A table with one row for each "
            "could show who said what, so there is none." }
        p { a href={ "/office/events/" (said.event.id) } { (said.event.name) } }
    };
    let page = layout::page(staff, "Too few answers for a table", content);
    (StatusCode::CONFLICT, page).into_response()
}

/// Everything of an event, as it came. Marked as personal data before anything else.
#[derive(Serialize)]
struct PersonalData<'a> {
    personal_data: &'static str,
    event: &'a str,
    name: &'a str,
    responses: Vec<Raw>,
    in_quarantine: Vec<Aside>,
}

#[derive(Serialize)]
struct Raw {
    envelope: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pair: Option<String>,
    body: String,
}

/// A response kept aside, and why.
#[derive(Serialize)]
struct Aside {
    reason: String,
    envelope: Box<RawValue>,
    body: String,
}

const WARNING: &str = "This file holds personal data: people's own words, and when and where they gave them. Keep it where only those can read it who must, never pass it on, and delete it when it is no longer needed.";

/// Asks for the password before all raw data.
pub async fn personal_data_form(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    Ok(ask(&staff, &event, None))
}

fn ask(staff: &Staff, event: &EventRow, wrong: Option<&str>) -> Page {
    let content = html! {
        p { a href={ "/office/events/" (event.id) } { (event.name) } }
        h1 { "All raw data (personal data)" }
        p { "This file holds everything people said, in their own words, with the quarter of an hour in which they "
            "said it. It is for the one person who must have it; what people said as a whole is under "
            a href={ "/office/events/" (event.id) "/responses" } { "What people said" } "." }
        p { "The password is asked for once more, because everybody who works here signs in with it: so nobody "
            "takes this file along by a slip, or from a screen that somebody left open." }
        form.fields method="post" action={ "/office/events/" (event.id) "/personal-data" } {
            (form_token(staff))
            (sign_in::password_field(wrong))
            button type="submit" { "Download all raw data" }
        }
    };
    layout::page(staff, "All raw data (personal data)", content)
}

/// All raw data, for somebody who has just given the password.
pub async fn personal_data(
    State(app): State<App>,
    from: sign_in::From,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    drop(db);
    match sign_in::tried(&app, from, sent.fields.get("password")).await? {
        Tried::Right => Ok(everything(&app, &sent.staff, &event).await?),
        Tried::Wrong => {
            let page = ask(&sent.staff, &event, Some(sign_in::WRONG));
            Ok((StatusCode::FORBIDDEN, page).into_response())
        }
        Tried::TooOften(seconds) => Ok(sign_in::too_often(seconds)),
    }
}

async fn everything(app: &App, staff: &Staff, event: &EventRow) -> Result<Response, Fault> {
    let mut db = app.store.reader().await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let event_id = EventId::from(event.id.as_str());
    let rows = responses::of_event(&mut db, &event_id).await?;
    let mut pairs = responses::pairs_of_event(&mut db, &event_id).await?;
    let mut raw = Vec::with_capacity(rows.len());
    for row in rows {
        raw.push(Raw {
            envelope: RawValue::from_string(row.envelope)
                .map_err(|_| Fault::Damaged("an envelope"))?,
            pair: pairs.remove(&row.id),
            body: reader.text(&row.body).into_owned(),
        });
    }
    let mut in_quarantine = Vec::new();
    for row in quarantine::of_event(&mut db, &event.id).await? {
        let envelope = without_card(&row.envelope).map_or(row.envelope, |(without, _)| without);
        in_quarantine.push(Aside {
            reason: row.reason,
            envelope: RawValue::from_string(envelope).map_err(|_| Fault::Damaged("an envelope"))?,
            body: reader.text(&row.body).into_owned(),
        });
    }
    let data = PersonalData {
        personal_data: WARNING,
        event: &event.id,
        name: &event.name,
        responses: raw,
        in_quarantine,
    };
    let text = serde_json::to_string_pretty(&data).map_err(|_| Fault::Damaged("the responses"))?;
    let name = format!("personal-data-{}.json", event.id);
    Ok(file("application/json", &name, text))
}

fn file(kind: &str, name: &str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, text).into_response()
}
