//! Recorded voices, for staff to listen to.

use super::layout::{self, Page};
use super::plain::count;
use crate::error::NoPage;
use crate::keys::Reader;
use crate::office::App;
use crate::session::Staff;
use crate::store::events::{self, EventRow};
use crate::store::{attachments, responses};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kiosk_core::recording::media_type;
use kiosk_core::response::{Attachment, Envelope};
use kiosk_core::{EventId, Hash, seal};
use maud::{Markup, html};
use sqlx::SqliteConnection;

/// A recording and how it stands.
struct Voice {
    sha256: Hash,
    /// False while the tablet still has it alone.
    is_here: bool,
    /// Whether it is sealed and its key is not open.
    is_closed: bool,
}

/// The recordings of an event, in the order of their responses' random ids.
async fn of_event(
    db: &mut SqliteConnection,
    id: &str,
) -> Result<Vec<(Envelope, Attachment)>, NoPage> {
    let rows = responses::of_event(db, &EventId::from(id)).await?;
    let envelopes = rows
        .iter()
        .filter_map(|row| serde_json::from_str::<Envelope>(&row.envelope).ok());
    Ok(envelopes
        .flat_map(|envelope| {
            let all = envelope.attachments.clone();
            all.into_iter().map(move |one| (envelope.clone(), one))
        })
        .collect())
}

/// Lists them.
pub async fn list(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    let reader = app.opened.of(&staff.session(), app.now());
    let mut voices = Vec::new();
    for (envelope, recording) in of_event(&mut db, &id).await? {
        voices.push(Voice {
            is_here: attachments::exists(&mut db, &recording.sha256).await?,
            is_closed: is_closed(&reader, &envelope, &recording),
            sha256: recording.sha256,
        });
    }
    Ok(layout::page(&staff, "Recordings", content(&event, &voices)))
}

fn is_closed(reader: &Reader, envelope: &Envelope, recording: &Attachment) -> bool {
    recording.media_type == seal::MEDIA_TYPE
        && envelope.key.as_ref().is_none_or(|key| !reader.has(key))
}

fn content(event: &EventRow, voices: &[Voice]) -> Markup {
    let address = format!("/office/events/{}", event.id);
    html! {
        p { a href=(address) { (event.name) } }
        h1 { "Recordings" }
        p { "Voices may tell who somebody is. Listen where nobody else hears them, and pass none on without the "
            "consent of whoever speaks." }
        @if voices.is_empty() {
            p { strong { "Nobody has recorded anything." } }
        } @else {
            p { (count(voices.len() as u64, "recording", "recordings")) "." }
            ol.fields { @for (at, voice) in voices.iter().enumerate() { li { (one(&address, at + 1, voice)) } } }
        }
    }
}

fn one(address: &str, number: usize, voice: &Voice) -> Markup {
    let place = format!("{address}/recordings/{}", voice.sha256);
    html! {
        @if !voice.is_here {
            p { "Recording " (number) " is still on its tablet. It comes by itself." }
        } @else if voice.is_closed {
            p { "Recording " (number) " is sealed. Open it under " a href="/office/keys" { "Keys" } "." }
        } @else {
            audio controls preload="none" src=(place) aria-label={ "Recording " (number) } {}
            p { a href=(place) download={ "recording-" (number) } { "Save recording " (number) } }
        }
    }
}

/// Gives one, whole or the part a player asks for.
pub async fn listen(
    State(app): State<App>,
    staff: Staff,
    Path((id, sha256)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, NoPage> {
    let mut db = app.store.reader().await?;
    let all = of_event(&mut db, &id).await?;
    let mut mine = all.into_iter();
    let (_, recording) = mine
        .find(|(_, recording)| recording.sha256.as_str() == sha256)
        .ok_or(NoPage::NotHere)?;
    if !recording.sha256.is_well_formed()
        || !attachments::exists(&mut db, &recording.sha256).await?
    {
        return Err(NoPage::NotHere);
    }
    drop(db);
    let bytes = tokio::fs::read(app.files.attachment(&recording.sha256)).await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let Some(bytes) = reader.recording(bytes) else {
        let sentence = "This recording is sealed. Open its key under Keys, then come back.";
        return Ok(layout::notice(StatusCode::FORBIDDEN, "Sealed", sentence));
    };
    Ok(part(&headers, &bytes))
}

/// Players ask for parts (RFC 9110, 14.2), and some play nothing without.
fn part(headers: &HeaderMap, bytes: &[u8]) -> Response {
    let kind = [
        (header::CONTENT_TYPE, media_type(bytes)),
        (header::ACCEPT_RANGES, "bytes"),
    ];
    let wanted = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok());
    let Some((first, last)) = wanted.and_then(|range| ends(range, bytes.len())) else {
        return (kind, bytes.to_vec()).into_response();
    };
    let mut response = (
        StatusCode::PARTIAL_CONTENT,
        kind,
        bytes[first..=last].to_vec(),
    )
        .into_response();
    let range = format!("bytes {first}-{last}/{}", bytes.len());
    if let Ok(range) = HeaderValue::from_str(&range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

/// First and last byte of a single range within so many bytes; anything else is answered with the whole.
fn ends(range: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = match (first.trim(), last.trim()) {
        ("", last) => (length.saturating_sub(last.parse().ok()?), end),
        (first, "") => (first.parse().ok()?, end),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(end)),
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn a_range_is_cut_to_what_there_is_and_nonsense_is_none() {
        for (range, wanted) in [
            ("bytes=0-1", Some((0, 1))),
            ("bytes=4-", Some((4, 9))),
            ("bytes=4-99", Some((4, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=-99", Some((0, 9))),
            ("bytes=10-", None),
            ("bytes=3-2", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
        ] {
            assert_eq!(ends(range, 10), wanted, "{range}");
        }
        assert_eq!(ends("bytes=0-", 0), None);
    }
}
