//! Recorded voices, for staff to listen to.

use super::layout::{self, Page};
use super::plain::{count, form_token};
use super::sign_in::{self, Tried};
use crate::error::NoPage;
use crate::keys::{self, OPEN, Reader};
use crate::office::App;
use crate::session::{Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::{attachments, responses};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kiosk_core::recording::media_type;
use kiosk_core::response::{Attachment, Envelope};
use kiosk_core::{EventId, Hash, seal};
use maud::{Markup, html};
use sqlx::SqliteConnection;

/// A recording and how it stands.
struct Voice {
    sha256: Hash,
    stands: Stands,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// The tablet still has it alone.
    OnItsTablet,
    /// It is sealed and its key is not open.
    Sealed,
    /// It wants the password.
    Shut,
    /// It can be heard.
    Open,
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
    page(&app, &staff, &id, None).await
}

/// Opens them for somebody who has just given the password.
pub async fn open(
    State(app): State<App>,
    from: sign_in::From,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, NoPage> {
    match sign_in::tried(&app, from, sent.fields.get("password")).await? {
        Tried::Right => {
            let until = app.now() + OPEN;
            app.opened.keep_voices(sent.staff.session(), until);
            Ok(Redirect::to(&format!("/office/events/{id}/recordings")).into_response())
        }
        Tried::Wrong => {
            let page = page(&app, &sent.staff, &id, Some(sign_in::WRONG)).await?;
            Ok((StatusCode::FORBIDDEN, page).into_response())
        }
        Tried::TooOften(seconds) => Ok(sign_in::too_often(seconds)),
    }
}

async fn page(app: &App, staff: &Staff, id: &str, wrong: Option<&str>) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, id).await?.ok_or(NoPage::NotHere)?;
    let reader = app.opened.of(&staff.session(), app.now());
    let given = app.opened.has_voices(&staff.session(), app.now());
    let mut voices = Vec::new();
    for (envelope, recording) in of_event(&mut db, id).await? {
        let stands = if attachments::exists(&mut db, &recording.sha256).await? {
            how(&reader, given, &envelope, &recording)
        } else {
            Stands::OnItsTablet
        };
        voices.push(Voice {
            sha256: recording.sha256,
            stands,
        });
    }
    let content = content(staff, &event, &voices, wrong);
    Ok(layout::page(staff, "Recordings", content))
}

/// A sealed one wants its passphrase, any other the password.
fn how(reader: &Reader, given: bool, envelope: &Envelope, recording: &Attachment) -> Stands {
    let sealed = recording.media_type == seal::MEDIA_TYPE;
    let key = envelope.key.as_ref();
    match sealed {
        true if key.is_some_and(|key| reader.has(key)) => Stands::Open,
        true => Stands::Sealed,
        false if given => Stands::Open,
        false => Stands::Shut,
    }
}

fn content(staff: &Staff, event: &EventRow, voices: &[Voice], wrong: Option<&str>) -> Markup {
    let address = format!("/office/events/{}", event.id);
    html! {
        p { a href=(address) { (event.name) } }
        h1 { "Recordings" }
        p { "Recordings are personal data: a voice may tell who somebody is. Listen where nobody else hears them, and "
            "pass none on without the consent of whoever speaks. Nothing here protects a copy that you save: keep it "
            "where only those can hear it who must, and delete it when it is no longer needed." }
        @if voices.is_empty() {
            p { strong { "Nobody has recorded anything." } }
        } @else {
            @if voices.iter().any(|voice| voice.stands == Stands::Shut) { (ask(staff, &address, wrong)) }
            p { (count(voices.len() as u64, "recording", "recordings")) "." }
            ol.fields { @for (at, voice) in voices.iter().enumerate() { li { (one(&address, at + 1, voice)) } } }
        }
    }
}

fn ask(staff: &Staff, address: &str, wrong: Option<&str>) -> Markup {
    html! {
        p { "The password is asked for once more, because everybody who works here signs in with it: so nobody hears "
            "or saves a voice by a slip, or from a screen that somebody left open. The recordings then stay open for "
            "you for two hours, or until you sign out." }
        form.fields method="post" action={ (address) "/recordings" } {
            (form_token(staff))
            (sign_in::password_field(wrong))
            button type="submit" { "Open the recordings" }
        }
    }
}

fn one(address: &str, number: usize, voice: &Voice) -> Markup {
    let place = format!("{address}/recordings/{}", voice.sha256);
    html! {
        @match voice.stands {
            Stands::OnItsTablet => p { "Recording " (number) " is still on its tablet. It comes by itself." },
            Stands::Sealed => p { "Recording " (number) " is sealed. Open it under " a href="/office/keys" { "Keys" } "." },
            Stands::Shut => p { "Recording " (number) " is here." },
            Stands::Open => {
                audio controls preload="none" src=(place) aria-label={ "Recording " (number) } {}
                p { a href=(place) download={ "recording-" (number) } { "Save recording " (number) } }
            }
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
    if !keys::is_sealed(&bytes) && !app.opened.has_voices(&staff.session(), app.now()) {
        let sentence = "This recording wants the staff password once more. Give it under Recordings, then come back.";
        return Ok(layout::notice(StatusCode::FORBIDDEN, "Recording", sentence));
    }
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
