//! Signing in, forms of our own, forms of others.

use crate::asking::{Reply, get, post_form};
use crate::hall::{Hall, PASSWORD};
use axum::http::StatusCode;
use std::sync::Arc;

const HOUR: i64 = 60 * 60 * 1000;

async fn try_password(hall: &Hall, password: &str) -> Reply {
    post_form("/office/sign-in", &[("password", password)])
        .of(hall)
        .await
}

#[tokio::test]
async fn the_cookie_is_for_the_office_alone_and_for_no_script() {
    let hall = Hall::open().await;
    let reply = try_password(&hall, PASSWORD).await;
    let cookie = reply.header("set-cookie");
    for part in [
        "Path=/office",
        "HttpOnly",
        "SameSite=Strict",
        "Max-Age=43200",
    ] {
        assert!(cookie.contains(part), "{part}");
    }
    assert!(!cookie.contains("Secure"));
}

#[tokio::test]
async fn under_tls_the_cookie_travels_only_so() {
    let hall = Hall::open().await;
    let secure = Hall::on(Arc::clone(&hall.folder), true).await;
    let reply = try_password(&secure, PASSWORD).await;
    assert!(reply.header("set-cookie").ends_with("; Secure"));
}

#[tokio::test]
async fn a_wrong_password_is_said_beside_its_field() {
    let hall = Hall::open().await;
    let reply = try_password(&hall, "wrong").await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("id=\"password-wrong\""));
    assert!(reply.header("set-cookie").is_empty());
}

#[tokio::test]
async fn after_five_wrong_passwords_one_must_wait_a_quarter_of_an_hour() {
    let hall = Hall::open().await;
    for _ in 0..5 {
        assert_eq!(
            try_password(&hall, "wrong").await.status,
            StatusCode::FORBIDDEN
        );
    }
    let reply = try_password(&hall, PASSWORD).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.header("retry-after"), "901");
    assert!(reply.text().contains("Wait 16 minutes"));
    hall.pass(15 * 60 * 1000);
    assert_eq!(
        try_password(&hall, PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn right_passwords_use_up_no_tries() {
    let hall = Hall::open().await;
    for _ in 0..12 {
        let reply = try_password(&hall, PASSWORD).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_or_by_signing_out() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    hall.pass(12 * HOUR - 1);
    assert_eq!(desk.get("/office/events").await.status, StatusCode::OK);
    hall.pass(1);
    assert_eq!(
        desk.get("/office/events").await.status,
        StatusCode::SEE_OTHER
    );
    let desk = hall.sign_in().await;
    let out = desk.post("/office/sign-out", &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        desk.get("/office/events").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_form_without_the_sessions_own_token_changes_nothing() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let other = hall.sign_in().await;
    for token in ["", "guess", &other.form_token] {
        let reply = post_form("/office/events/hall/close", &[("form_token", token)])
            .with("cookie", &desk.cookie)
            .of(&hall)
            .await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    assert!(!desk.get("/office/events").await.text().contains("closed"));
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing_even_with_the_right_token() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let send = async |name: &'static str, value: &str| {
        post_form(
            "/office/events/hall/codes",
            &[("form_token", desk.form_token.as_str())],
        )
        .with("cookie", &desk.cookie)
        .with(name, value)
        .of(&hall)
        .await
        .status
    };
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://elsewhere.test"),
        ("origin", "http://office.test:81"),
    ] {
        assert_eq!(send(name, value).await, StatusCode::FORBIDDEN, "{value}");
    }
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", "http://office.test"),
        ("origin", "null"),
    ] {
        assert_eq!(send(name, value).await, StatusCode::SEE_OTHER, "{value}");
    }
    let reply = post_form("/office/sign-in", &[("password", PASSWORD)])
        .with("sec-fetch-site", "cross-site")
        .of(&hall)
        .await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_address_without_signing_in_leads_to_the_form() {
    let hall = Hall::open().await;
    let reply = get("/office").of(&hall).await;
    assert_eq!(reply.header("location"), "/office/events");
    let form = get("/office/sign-in").of(&hall).await.text();
    assert!(form.contains("<label for=\"password\">Staff password</label>"));
}
