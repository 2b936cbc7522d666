//! Requests as tests write them, and answers as they read them.

use crate::hall::{Hall, token};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use kiosk_core::response::Sealed;
use kiosk_office::office::App;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use tower::ServiceExt;

/// An answer of the office.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The word of a refusal.
    pub fn word(&self) -> String {
        self.json::<kiosk_core::wire::ApiError>().error
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A request being made.
pub struct Ask {
    request: Request<Body>,
}

pub fn get(path: &str) -> Ask {
    ask(Method::GET, path, Body::empty())
}

pub fn post(path: &str, body: impl Into<Body>) -> Ask {
    ask(Method::POST, path, body.into())
}

pub fn post_json(path: &str, body: &impl Serialize) -> Ask {
    post(path, serde_json::to_vec(body).unwrap())
}

pub fn post_form(path: &str, pairs: &[(&str, &str)]) -> Ask {
    post(path, form(pairs)).with("content-type", "application/x-www-form-urlencoded")
}

pub fn ask(method: Method, path: &str, body: Body) -> Ask {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = path.parse().unwrap();
    Ask { request }.with("host", "office.test")
}

fn form(pairs: &[(&str, &str)]) -> String {
    let escape =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

impl Ask {
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.request
            .headers_mut()
            .insert(name, value.parse().unwrap());
        self
    }

    pub fn by_tablet(self, tablet: &str) -> Self {
        self.with("authorization", &format!("Bearer {}", token(tablet)))
    }

    pub async fn of(self, hall: &Hall) -> Reply {
        self.of_routes(hall.routes.clone()).await
    }

    pub async fn of_app(self, app: &App) -> Reply {
        self.of_routes(kiosk_office::app::router(Arc::clone(app)))
            .await
    }

    async fn of_routes(self, routes: Router) -> Reply {
        let response = routes.oneshot(self.request).await.unwrap();
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

/// `POST /responses` of these.
pub fn batch(responses: &[Sealed]) -> Ask {
    let tablet = responses
        .first()
        .map_or("t1", |first| first.envelope.tablet.as_str());
    post_json(
        "/api/v1/responses",
        &kiosk_core::wire::ResponsesRequest {
            responses: responses.to_vec(),
        },
    )
    .by_tablet(tablet)
}
