//! The edge where refusals and faults become HTTP: nothing else in the office knows a status code of
//! failure.

use crate::office::App;
use crate::pages::layout;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kiosk_core::wire::{ApiError, MOST_RESPONSES};
use std::fmt;

/// The machine let us down. Nobody outside learns more than "try again".
#[derive(Debug)]
pub enum Fault {
    /// The database.
    Database(sqlx::Error),
    /// Bringing the database up to date.
    Migration(sqlx::migrate::MigrateError),
    /// A file or folder.
    Disk(std::io::Error),
    /// The operating system gave no random bytes.
    Random,
    /// Something stored cannot be read back.
    Damaged(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => write!(f, "the database: {error}"),
            Self::Migration(error) => write!(f, "bringing the database up to date: {error}"),
            Self::Disk(error) => write!(f, "the files folder: {error}"),
            Self::Random => f.write_str("the operating system gave no random numbers"),
            Self::Damaged(what) => write!(f, "cannot read back {what}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<sqlx::migrate::MigrateError> for Fault {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(error)
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Why the API says no.
#[derive(Debug)]
pub enum Refusal {
    /// No token, or one nobody has.
    UnknownToken,
    /// Staff have taken this tablet's token away.
    Revoked,
    /// No such code, or its time is over.
    CodeUnknown,
    /// The code has met as many tablets as staff said.
    CodeUsedUp,
    /// A field is not of the shape it must have.
    BadField(&'static str),
    /// The request is no JSON of the right shape.
    NotJson,
    /// The element with this index is no response and cannot even be kept aside.
    BadElement(usize),
    /// The element with this index belongs to another tablet than the token.
    WrongTablet(usize),
    /// Too many bytes or responses.
    TooLarge,
    /// More than a recording may have.
    AttachmentTooLarge,
    /// The bytes do not have the hash in the address.
    HashDiffers,
    /// There is nothing under this name.
    NotHere,
    /// Come back after this many seconds.
    Wait(u32),
    /// The machine let us down.
    Fault(Fault),
}

impl<E: Into<Fault>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::UnknownToken => StatusCode::UNAUTHORIZED,
            Self::Revoked | Self::CodeUnknown | Self::CodeUsedUp => StatusCode::FORBIDDEN,
            Self::BadField(_)
            | Self::NotJson
            | Self::BadElement(_)
            | Self::WrongTablet(_)
            | Self::HashDiffers => StatusCode::BAD_REQUEST,
            Self::TooLarge | Self::AttachmentTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotHere => StatusCode::NOT_FOUND,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The word programs can test.
    fn word(&self) -> &'static str {
        match self {
            Self::UnknownToken => "token_unknown",
            Self::Revoked => "tablet_revoked",
            Self::CodeUnknown => "code_unknown",
            Self::CodeUsedUp => "code_used_up",
            Self::BadField(_) => "bad_field",
            Self::NotJson => "not_json",
            Self::BadElement(_) => "bad_response",
            Self::WrongTablet(_) => "wrong_tablet",
            Self::TooLarge | Self::AttachmentTooLarge => "too_large",
            Self::HashDiffers => "hash_differs",
            Self::NotHere => "not_found",
            Self::Wait(_) => "wait",
            Self::Fault(_) => "fault",
        }
    }
}

/// The sentence for people: what is wrong, and what to do.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadField(field) => {
                return write!(f, "The field {field} is not what it should be. The tablet may run another version than the office.");
            }
            Self::BadElement(index) => {
                return write!(
                    f,
                    "Response {index} (counted from 0) is not a response. Send the others without it."
                );
            }
            Self::WrongTablet(index) => {
                return write!(
                    f,
                    "Response {index} (counted from 0) names another tablet than the token."
                );
            }
            Self::TooLarge => {
                return write!(
                    f,
                    "Send at most {MOST_RESPONSES} responses and 1 MiB at a time. Send fewer."
                );
            }
            Self::UnknownToken => {
                "This office does not know this tablet. Enrol it with a code from the office."
            }
            Self::Revoked => "The office has shut this tablet out. Ask the office for a new code.",
            Self::CodeUnknown => {
                "This code is not known, or its time is over. Check it, or ask for a new one."
            }
            Self::CodeUsedUp => {
                "This code has been used for all its tablets. Ask the office for a new one."
            }
            Self::NotJson => "The office cannot read this request. The tablet may run another version than the office.",
            Self::AttachmentTooLarge => "A recording may have at most 32 MiB.",
            Self::HashDiffers => "The bytes do not match the hash in the address. Send them again.",
            Self::NotHere => "There is nothing here under this name.",
            Self::Wait(_) => "Too many requests. Wait a little, then try again.",
            Self::Fault(_) => {
                "Something went wrong at the office. Nothing is lost; try again later."
            }
        })
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Json(ApiError {
            error: self.word().to_owned(),
            message: self.to_string(),
        });
        let mut response = (self.status(), body).into_response();
        if let Self::Wait(seconds) = self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::UnknownToken) {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::Fault(fault) = self {
            response.extensions_mut().insert(Told(fault.to_string()));
        }
        response
    }
}

/// Why an office page is not shown.
#[derive(Debug)]
pub enum NoPage {
    /// Nobody is signed in.
    SignIn,
    /// The form did not come from our own page.
    Foreign,
    /// There is no such page, event or tablet.
    NotHere,
    /// The machine let us down.
    Fault(Fault),
}

impl<E: Into<Fault>> From<E> for NoPage {
    fn from(error: E) -> Self {
        Self::Fault(error.into())
    }
}

impl IntoResponse for NoPage {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn => axum::response::Redirect::to("/office/sign-in").into_response(),
            Self::Foreign => layout::notice(
                StatusCode::FORBIDDEN,
                "This form is out of date",
                "The form did not come from this office, or you signed in again since. Go back, load the page again and try once more.",
            ),
            Self::NotHere => layout::notice(
                StatusCode::NOT_FOUND,
                "Not found",
                "There is no such page here. Choose from the list of events.",
            ),
            Self::Fault(fault) => {
                let mut response = layout::notice(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Something went wrong",
                    "The office could not do this. Nothing is lost. Try again. If it stays so, ask whoever looks after the server.",
                );
                response.extensions_mut().insert(Told(fault.to_string()));
                response
            }
        }
    }
}

/// A fault on its way to the log; responses carry it there, because only there the log is at hand.
#[derive(Clone, Debug)]
struct Told(String);

/// Tells the log of faults. The request itself (address, tablet, response) is never told.
pub async fn tell_faults(
    axum::extract::State(app): axum::extract::State<App>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    let response = next.run(request).await;
    if let Some(Told(line)) = response.extensions().get::<Told>() {
        (app.log)(line);
    }
    response
}
