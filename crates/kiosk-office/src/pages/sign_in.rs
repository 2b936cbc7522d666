//! Signing in and out.

use super::layout::{self, Page};
use crate::error::{Fault, NoPage};
use crate::office::{App, Office};
use crate::password;
use crate::session::{self, OpenForm, StaffForm};
use crate::store::{sessions, settings};
use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use maud::{Markup, html};
use std::net::SocketAddr;

/// The address the connection came from; used for the limit on tries and then forgotten.
pub type From = Option<Extension<ConnectInfo<SocketAddr>>>;

/// The form.
pub async fn form() -> Page {
    page(None)
}

fn page(wrong: Option<&str>) -> Page {
    layout::open_page(
        "Sign in",
        html! {
            h1 { "Sign in" }
            form.fields method="post" action="/office/sign-in" {
                (password_field(wrong))
                button type="submit" { "Sign in" }
            }
        },
    )
}

/// The field for the password, with what was wrong.
pub fn password_field(wrong: Option<&str>) -> Markup {
    html! {
        div.field {
            label for="password" { "Staff password" }
            @if let Some(wrong) = wrong {
                p.wrong id="password-wrong" role="alert" { (wrong) }
            }
            input id="password" name="password" type="password" autocomplete="current-password"
                required aria-invalid=[wrong.map(|_| "true")]
                aria-describedby=[wrong.map(|_| "password-wrong")];
        }
    }
}

/// What came of a try at the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It is the password.
    Right,
    /// It is not.
    Wrong,
    /// Too many were wrong; wait so many seconds.
    TooOften(u32),
}

/// The sentence about a wrong one.
pub const WRONG: &str = "This is not the password. Check it and try again.";

/// One try at the password, wherever it is asked for: all count together.
pub async fn tried(app: &Office, from: From, password: &str) -> Result<Tried, Fault> {
    let from = from.map(|Extension(ConnectInfo(address))| address.ip());
    if let Err(seconds) = app.limits.sign_in(from, app.now()) {
        return Ok(Tried::TooOften(seconds));
    }
    if !is_right(app, password).await? {
        return Ok(Tried::Wrong);
    }
    app.limits.signed_in(from);
    Ok(Tried::Right)
}

/// Opens a session when the password is right.
pub async fn sign_in(
    State(app): State<App>,
    from: From,
    OpenForm(fields): OpenForm,
) -> Result<Response, NoPage> {
    match tried(&app, from, fields.get("password")).await? {
        Tried::TooOften(seconds) => return Ok(too_often(seconds)),
        Tried::Wrong => return Ok((StatusCode::FORBIDDEN, page(Some(WRONG))).into_response()),
        Tried::Right => {}
    }
    let cookie = session::open(&app).await?;
    Ok((
        AppendHeaders([(header::SET_COOKIE, cookie)]),
        Redirect::to("/office/events"),
    )
        .into_response())
}

async fn is_right(app: &Office, password: &str) -> Result<bool, Fault> {
    let mut db = app.store.reader().await?;
    let Some(hash) = settings::password(&mut db).await? else {
        return Ok(false);
    };
    drop(db);
    password::is_right(password.to_owned(), hash).await
}

/// The page for somebody who tried too often.
pub fn too_often(seconds: u32) -> Response {
    let minutes = seconds.div_ceil(60);
    let sentence = format!("That was tried too often. Wait {minutes} minutes, then try again.");
    let mut response = layout::notice(StatusCode::TOO_MANY_REQUESTS, "Too many tries", &sentence);
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Ends the session.
pub async fn sign_out(State(app): State<App>, form: StaffForm) -> Result<Response, NoPage> {
    let mut writing = app.store.writer().await?;
    sessions::end(&mut writing, &form.staff.session()).await?;
    writing.commit().await?;
    app.opened.forget(&form.staff.session());
    let cookie = session::no_cookie(app.settings.secure);
    Ok((
        AppendHeaders([(header::SET_COOKIE, cookie)]),
        Redirect::to("/office/sign-in"),
    )
        .into_response())
}
