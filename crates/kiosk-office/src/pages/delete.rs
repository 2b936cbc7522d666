//! Deleting one response at somebody's wish.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::NoPage;
use crate::office::App;
use crate::pairing;
use crate::session::{Staff, StaffForm};
use crate::store::{events, responses};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kiosk_core::EventId;
use maud::{Markup, html};

/// The form.
pub async fn form(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    Ok(page(&staff, &event.id, &event.name, html! {}))
}

fn page(staff: &Staff, id: &str, name: &str, said: Markup) -> Page {
    let content = html! {
        p { a href={ "/office/events/" (id) } { (name) } }
        h1 { "Delete a response" }
        (said)
        p { "Find the response in the raw data and copy its id. "
            "It may also be among those kept in quarantine. It is deleted for good, and a tablet that sends it again cannot bring it back." }
        form.fields method="post" action={ "/office/events/" (id) "/delete" } {
            (form_token(staff))
            div.field {
                label for="response" { "Id of the response" }
                input id="response" name="response" type="text" required autocomplete="off" spellcheck="false";
            }
            button type="submit" { "Delete this response" }
        }
    };
    layout::page(staff, "Delete a response", content)
}

/// Deletes it: row and recordings, and what the write-ahead log still remembers.
pub async fn delete(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, NoPage> {
    let mut writing = app.store.writer().await?;
    let event = events::find(&mut writing, &id)
        .await?
        .ok_or(NoPage::NotHere)?;
    let response = sent.fields.get("response");
    let gone = responses::delete(&mut writing, &EventId(id), response).await?;
    pairing::settle(&mut writing, app.now()).await?;
    writing.commit().await?;
    let Some(recordings) = gone else {
        let said = html! { p.wrong role="alert" { "This event has no response with that id. Check it and try again." } };
        let page = page(&sent.staff, &event.id, &event.name, said);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    for recording in &recordings {
        app.files.remove_attachment(recording).await?;
    }
    app.store.checkpoint().await?;
    let said = html! { p role="status" { "The response is deleted." } };
    Ok(page(&sent.staff, &event.id, &event.name, said).into_response())
}
