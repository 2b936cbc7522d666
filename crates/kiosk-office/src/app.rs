//! All routes, on one page.

use crate::backup::MOST;
use crate::office::App;
use crate::pages::{
    backup, delete, event, event_form, events, exports, keys, quarantine, recordings, responses,
    sign_in, style, tablets, words,
};
use crate::{api, error, headers, kiosk};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post, put};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::decompression::RequestDecompressionLayer;

/// Most bytes of a form.
const FORM: usize = 64 * 1024;

/// The whole office as one service.
pub fn router(app: App) -> Router {
    Router::new()
        .nest("/api/v1", tablet_routes())
        .nest("/office", staff_routes())
        .merge(kiosk_routes())
        .layer(from_fn_with_state(app.clone(), error::tell_faults))
        .layer(from_fn(headers::stamp))
        .with_state(app)
}

fn tablet_routes() -> Router<App> {
    Router::new()
        .route("/enrol", post(api::enrol::enrol))
        .route("/assignment", get(api::assignment::show))
        .route("/packs/{sha256}", get(api::packs::pack))
        .route("/question-sets/{sha256}", get(api::packs::question_set))
        .route("/responses", post(api::responses::take))
        .route("/attachments/{sha256}", put(api::attachments::put))
        .route("/heartbeat", post(api::heartbeat::hear))
        .route("/wall", get(api::wall::show))
        .fallback(api::not_here)
        // The limits on bodies count what comes out of here, so a small bomb is a large body.
        .layer(RequestDecompressionLayer::new().gzip(true))
}

fn staff_routes() -> Router<App> {
    Router::new()
        .route("/", get(|| async { Redirect::to("/office/events") }))
        .route("/style.css", get(style::sheet))
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/events", get(events::list).post(event_form::make))
        .route("/events/new", get(event_form::new))
        .route("/events/{event}", get(event::show))
        .route(
            "/events/{event}/edit",
            get(event_form::edit).post(event_form::change),
        )
        .route("/events/{event}/close", post(event::close))
        .route("/events/{event}/open", post(event::open))
        .route("/events/{event}/codes", post(event::make_code))
        .route("/events/{event}/responses", get(responses::show))
        .route("/events/{event}/responses.csv", get(exports::csv))
        .route(
            "/events/{event}/personal-data",
            get(exports::personal_data_form).post(exports::personal_data),
        )
        .route(
            "/events/{event}/delete",
            get(delete::form).post(delete::delete),
        )
        .route("/events/{event}/words", get(words::form).post(words::clear))
        .route(
            "/events/{event}/recordings",
            get(recordings::list).post(recordings::open),
        )
        .route(
            "/events/{event}/recordings/{sha256}",
            get(recordings::listen),
        )
        .route("/tablets", get(tablets::list))
        .route("/tablets/{tablet}/revoke", post(tablets::revoke))
        .route("/tablets/{tablet}/another", post(tablets::another))
        .route("/tablets/{tablet}/event", post(tablets::assign))
        .route("/quarantine", get(quarantine::list))
        .route("/quarantine/map", post(quarantine::map))
        .route("/keys", get(keys::list).post(keys::make))
        .route("/keys/open", post(keys::open))
        .fallback(events::not_here)
        .layer(DefaultBodyLimit::max(FORM))
        // A file is longer than any form.
        .merge(
            Router::new()
                .route("/backup", get(backup::form).post(backup::take))
                .layer(DefaultBodyLimit::max(MOST + FORM)),
        )
}

/// Everything else is the kiosk's. Office pages are not compressed: they carry a secret form token
/// beside texts from outside, and the length of the two squeezed together would tell of it.
fn kiosk_routes() -> Router<App> {
    let squeeze = DefaultPredicate::new().and(NotForContentType::const_new("application/zip"));
    Router::new()
        .fallback(kiosk::serve)
        .layer(CompressionLayer::new().gzip(true).compress_when(squeeze))
}
