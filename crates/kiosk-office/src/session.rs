//! Who is signed in, and whether a form is ours.

use crate::error::{Fault, NoPage};
use crate::office::{App, Office};
use crate::store::sessions;
use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use kiosk_core::Hash;
use kiosk_core::ids::hex;
use kiosk_core::time::UnixMillis;
use std::collections::BTreeMap;
use subtle::ConstantTimeEq;

/// The cookie's name.
const COOKIE: &str = "office_session";
/// How long a session lasts.
const LASTS: UnixMillis = 12 * 60 * 60 * 1000;

/// Somebody of the staff.
#[derive(Debug)]
pub struct Staff {
    token: String,
}

impl Staff {
    /// Hash of the session's token, as it is stored.
    pub fn session(&self) -> Hash {
        Hash::of(self.token.as_bytes())
    }

    /// What every form of this session must carry. Made from the token, which only this browser has.
    pub fn form_token(&self) -> String {
        Hash::of(format!("form:{}", self.token).as_bytes()).0
    }
}

/// Opens a session and gives the cookie that holds it.
pub async fn open(office: &Office) -> Result<String, Fault> {
    let token = hex(&office.random::<32>()?);
    let now = office.now();
    let mut writing = office.store.writer().await?;
    sessions::add(&mut writing, &Hash::of(token.as_bytes()), now + LASTS, now).await?;
    writing.commit().await?;
    Ok(cookie(&token, LASTS / 1000, office.settings.secure))
}

/// The cookie that takes the session's cookie away.
pub fn no_cookie(secure: bool) -> String {
    cookie("", 0, secure)
}

fn cookie(token: &str, seconds: i64, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/office; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

impl FromRequestParts<App> for Staff {
    type Rejection = NoPage;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, NoPage> {
        let token = parts
            .headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .map(|(_, token)| token.to_owned())
            .ok_or(NoPage::SignIn)?;
        let staff = Self { token };
        let mut db = app.store.reader().await?;
        if sessions::is_open(&mut db, &staff.session(), app.now()).await? {
            Ok(staff)
        } else {
            Err(NoPage::SignIn)
        }
    }
}

/// What a form brought.
#[derive(Clone, Debug, Default)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Fields with these values, to fill a form with.
    pub fn of<const N: usize>(pairs: [(&str, String); N]) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// The value of a field without surrounding space; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// What follows this in the names of fields that hold something.
    pub fn named<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        let filled = self.0.iter().filter(|(_, value)| !value.trim().is_empty());
        filled.filter_map(move |(name, _)| name.strip_prefix(start))
    }

    async fn read(request: Request) -> Result<Self, NoPage> {
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        let Form(pairs) = form.map_err(|_| NoPage::Foreign)?;
        Ok(Self(pairs.into_iter().collect()))
    }
}

/// A form sent by somebody signed in, from a page of this very session.
#[derive(Debug)]
pub struct StaffForm {
    /// Who sent it.
    pub staff: Staff,
    /// What it brought.
    pub fields: Fields,
}

impl FromRequest<App> for StaffForm {
    type Rejection = NoPage;

    async fn from_request(request: Request, app: &App) -> Result<Self, NoPage> {
        let (mut parts, body) = request.into_parts();
        if is_foreign(&parts.headers) {
            return Err(NoPage::Foreign);
        }
        let staff = Staff::from_request_parts(&mut parts, app).await?;
        let fields = Fields::read(Request::from_parts(parts, body)).await?;
        let right = staff.form_token();
        if !bool::from(fields.get("form_token").as_bytes().ct_eq(right.as_bytes())) {
            return Err(NoPage::Foreign);
        }
        Ok(Self { staff, fields })
    }
}

/// A file sent by somebody signed in, from a page of this very session. The form's token comes first.
#[derive(Debug)]
pub struct StaffUpload {
    /// Who sent it.
    pub staff: Staff,
    /// The file.
    pub file: Bytes,
}

impl FromRequest<App> for StaffUpload {
    type Rejection = NoPage;

    async fn from_request(request: Request, app: &App) -> Result<Self, NoPage> {
        let (mut parts, body) = request.into_parts();
        if is_foreign(&parts.headers) {
            return Err(NoPage::Foreign);
        }
        let staff = Staff::from_request_parts(&mut parts, app).await?;
        let request = Request::from_parts(parts, body);
        let form = Multipart::from_request(request, app).await;
        let mut form = form.map_err(|_| NoPage::Foreign)?;
        let token = next_field(&mut form, "form_token").await?;
        if !bool::from(token.ct_eq(staff.form_token().as_bytes())) {
            return Err(NoPage::Foreign);
        }
        let file = next_field(&mut form, "file").await?;
        Ok(Self { staff, file })
    }
}

async fn next_field(form: &mut Multipart, name: &str) -> Result<Bytes, NoPage> {
    let field = form.next_field().await.map_err(|_| NoPage::Foreign)?;
    let field = field.filter(|field| field.name() == Some(name));
    let bytes = field.ok_or(NoPage::Foreign)?.bytes().await;
    bytes.map_err(|_| NoPage::TooLong)
}

/// A form sent before anybody is signed in: only its origin can be looked at.
#[derive(Debug)]
pub struct OpenForm(pub Fields);

impl FromRequest<App> for OpenForm {
    type Rejection = NoPage;

    async fn from_request(request: Request, _app: &App) -> Result<Self, NoPage> {
        if is_foreign(request.headers()) {
            return Err(NoPage::Foreign);
        }
        Ok(Self(Fields::read(request).await?))
    }
}

/// Whether another site sent this.
///
/// Browsers say so in `Sec-Fetch-Site`, but only over TLS and on loopback. `Origin` is the other sign; our
/// own pages send `null` there, because they send no referrer, so `null` decides nothing. A programme that
/// sends neither is held by the form's token.
fn is_foreign(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site != "same-origin";
    }
    match text(header::ORIGIN) {
        None | Some("null") => false,
        Some(origin) => {
            let from = origin.split_once("://").map(|(_, host)| host);
            from.is_none() || from != text(header::HOST)
        }
    }
}
