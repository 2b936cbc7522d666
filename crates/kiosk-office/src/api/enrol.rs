//! `POST /enrol`.

use super::body;
use crate::error::{Fault, Refusal};
use crate::office::App;
use crate::store::codes::{self, CodeRow};
use crate::store::tablets;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use kiosk_core::TabletId;
use kiosk_core::ids::clean_code;
use kiosk_core::wire::{EnrolReply, EnrolRequest};
use sqlx::SqliteConnection;

/// Longest tablet id and name, in characters.
const MOST: usize = 60;

/// Makes a tablet known. The same tablet may repeat the call, even after its code has run out.
pub async fn enrol(State(app): State<App>, request: Body) -> Result<Json<EnrolReply>, Refusal> {
    let request: EnrolRequest = body::json(request).await?;
    check(&request)?;
    let now = app.now();
    app.limits.may_try_code(now).map_err(Refusal::Wait)?;
    let mut writing = app.store.writer().await?;
    // Asked again now that it is our turn: of many guesses at once each sees those before it counted.
    app.limits.may_try_code(now).map_err(Refusal::Wait)?;
    let code = clean_code(&request.code);
    if !is_repeat(&mut writing, &request, &code).await? {
        let Some(code) = codes::find(&mut writing, &code, now).await? else {
            app.limits.code_was_wrong(now);
            return Err(Refusal::CodeUnknown);
        };
        admit(&mut writing, &request, &code).await?;
    }
    let reply = reply(&mut writing, &request, &app.settings.name).await?;
    writing.commit().await?;
    Ok(Json(reply))
}

fn check(request: &EnrolRequest) -> Result<(), Refusal> {
    let id = request.tablet.as_str();
    if id.is_empty() || id.len() > MOST || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Refusal::BadField("tablet"));
    }
    if !request.token_sha256.is_well_formed() {
        return Err(Refusal::BadField("token_sha256"));
    }
    Ok(())
}

/// Whether this tablet came in with this code and this token before, and its answer was lost.
async fn is_repeat(
    db: &mut SqliteConnection,
    request: &EnrolRequest,
    code: &str,
) -> Result<bool, Fault> {
    let Some(known) = tablets::find(db, request.tablet.as_str()).await? else {
        return Ok(false);
    };
    Ok(!known.revoked
        && known.token_sha256 == request.token_sha256.as_str()
        && codes::was_used_by(db, code, request.tablet.as_str()).await?)
}

async fn admit(
    db: &mut SqliteConnection,
    request: &EnrolRequest,
    code: &CodeRow,
) -> Result<(), Refusal> {
    let tablet = &request.tablet;
    if code.used >= code.tablets && !codes::was_used_by(db, &code.code, tablet.as_str()).await? {
        return Err(Refusal::CodeUsedUp);
    }
    let other = tablets::by_token(db, &request.token_sha256).await?;
    if other.is_some_and(|other| other.id != tablet.as_str()) {
        return Err(Refusal::BadField("token_sha256"));
    }
    let name = name(db, tablet, &request.name).await?;
    tablets::enrol(db, tablet, &name, &request.token_sha256, &code.event).await?;
    codes::note_use(db, &code.code, tablet.as_str()).await?;
    Ok(())
}

/// The wanted name, numbered when another tablet has it: two lines of the ledger must not read alike.
async fn name(db: &mut SqliteConnection, tablet: &TabletId, wanted: &str) -> Result<String, Fault> {
    let others = tablets::other_names(db, tablet).await?;
    let wanted = tidy(wanted);
    if wanted.is_empty() {
        let free = (1..).map(|number| format!("Tablet {number}"));
        return Ok(first_free(free, &others));
    }
    let numbered = (2..).map(|number| format!("{wanted} ({number})"));
    Ok(first_free(
        [wanted.clone()].into_iter().chain(numbered),
        &others,
    ))
}

fn first_free(mut names: impl Iterator<Item = String>, taken: &[String]) -> String {
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

fn tidy(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(MOST)
        .collect();
    name.trim().to_owned()
}

async fn reply(
    db: &mut SqliteConnection,
    request: &EnrolRequest,
    office: &str,
) -> Result<EnrolReply, Fault> {
    let known = tablets::find(db, request.tablet.as_str())
        .await?
        .ok_or(Fault::Damaged("a tablet"))?;
    let wanted = tidy(&request.name);
    Ok(EnrolReply {
        tablet: request.tablet.clone(),
        name_was_taken: !wanted.is_empty() && known.name != wanted,
        name: known.name,
        office: office.to_owned(),
    })
}
