//! Requests to the office, as typed calls.

use crate::browser::fetch::{self, Ask};
use crate::storage::Identity;
use js_sys::Uint8Array;
use kiosk_core::json::FromJson;
use kiosk_core::outbox::{self, Answer, Meaning};
use serde::Serialize;
use web_sys::Response;

/// Milliseconds until a call is given up.
const LIMIT: u32 = 30_000;
/// Milliseconds until an enrolment is: it is small, staff stand and wait, and it is tried again.
const ENROLMENT_LIMIT: u32 = 10_000;
/// Milliseconds until a recording is given up: three minutes of voice are under a megabyte.
const RECORDING_LIMIT: u32 = 120_000;
/// Milliseconds until a pack is given up: a slow hall's Wi-Fi may take minutes.
const PACK_LIMIT: u32 = 10 * 60 * 1000;

/// Sends JSON and takes whatever comes back; `None` when nothing did. Without an identity it is an enrolment.
pub async fn post<T: Serialize>(
    identity: Option<&Identity>,
    path: &str,
    value: &T,
) -> Option<Answer> {
    let json = serde_json::to_string(value).ok()?;
    let token = identity.map(|identity| identity.token.as_str());
    let response = fetch::send(Ask {
        method: "POST",
        url: path,
        token,
        json: Some(&json),
        bytes: None,
        limit: identity.map_or(ENROLMENT_LIMIT, |_| LIMIT),
    })
    .await?;
    answer(response).await
}

/// Sends a recording; `None` when nothing came back.
pub async fn put(identity: &Identity, path: &str, bytes: &Uint8Array) -> Option<Answer> {
    let response = fetch::send(Ask {
        method: "PUT",
        url: path,
        token: Some(&identity.token),
        json: None,
        bytes: Some(bytes),
        limit: RECORDING_LIMIT,
    })
    .await?;
    answer(response).await
}

async fn answer(response: Response) -> Option<Answer> {
    let retry_after = response
        .headers()
        .get("Retry-After")
        .ok()
        .flatten()
        .and_then(|text| text.trim().parse().ok());
    Some(Answer {
        status: response.status(),
        body: fetch::text(&response).await?,
        retry_after,
    })
}

/// Asks for JSON; `Err` says what came instead.
pub async fn get<T: FromJson>(identity: &Identity, path: &str) -> Result<T, Meaning> {
    let ask = Ask {
        token: Some(&identity.token),
        limit: LIMIT,
        ..Ask::get(path)
    };
    let response = fetch::send(ask).await.ok_or(Meaning::NoOffice)?;
    let answer = answer(response).await.ok_or(Meaning::NoOffice)?;
    if answer.status != 200 {
        return Err(outbox::meaning(Some(&answer)));
    }
    kiosk_core::json::read(&answer.body).map_err(|_| Meaning::NoOffice)
}

/// Asks for a file.
pub async fn file(identity: &Identity, path: &str) -> Option<Vec<u8>> {
    let ask = Ask {
        token: Some(&identity.token),
        limit: PACK_LIMIT,
        ..Ask::get(path)
    };
    let response = fetch::send(ask).await.filter(Response::ok)?;
    fetch::bytes(&response).await
}
