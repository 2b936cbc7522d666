//! Which tablet is calling.

use crate::error::Refusal;
use crate::office::App;
use crate::store::tablets::{self, TabletRow};
use axum::extract::FromRequestParts;
use axum::http::{header, request::Parts};
use kiosk_core::{Hash, TabletId};
use subtle::ConstantTimeEq;

/// A tablet that showed its token.
#[derive(Debug)]
pub struct Caller {
    /// Its id.
    pub id: TabletId,
    /// What the office knows of it.
    pub tablet: TabletRow,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let token = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or(Refusal::UnknownToken)?;
        let hash = Hash::of(token.trim().as_bytes());
        let mut db = app.store.reader().await?;
        let tablet = tablets::by_token(&mut db, &hash)
            .await?
            .ok_or(Refusal::UnknownToken)?;
        // The lookup compared hashes, whose guessing teaches nothing; this comparison takes the same
        // time wherever they differ.
        let same = tablet
            .token_sha256
            .as_bytes()
            .ct_eq(hash.as_str().as_bytes());
        if !bool::from(same) {
            return Err(Refusal::UnknownToken);
        }
        if tablet.revoked {
            return Err(Refusal::Revoked);
        }
        app.limits.tablet(&hash, app.now()).map_err(Refusal::Wait)?;
        Ok(Self {
            id: TabletId(tablet.id.clone()),
            tablet,
        })
    }
}
