//! What every page has: head, ways to go, room for what it says.

use super::plain::form_token;
use crate::session::Staff;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

/// A page, ready to send.
#[derive(Debug)]
pub struct Page(Markup);

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        ([(header::CONTENT_TYPE, kind)], self.0.into_string()).into_response()
    }
}

/// A page for somebody signed in.
pub fn page(staff: &Staff, title: &str, content: Markup) -> Page {
    Page(document(title, ways(staff), content))
}

/// A page for anybody.
pub fn open_page(title: &str, content: Markup) -> Page {
    Page(document(title, html! {}, content))
}

/// A page with one thing to say.
pub fn notice(status: StatusCode, title: &str, sentence: &str) -> Response {
    let content = html! {
        h1 { (title) }
        p { (sentence) }
        p { a href="/office/events" { "Events" } }
    };
    (status, open_page(title, content)).into_response()
}

fn ways(staff: &Staff) -> Markup {
    html! {
        nav aria-label="Office" {
            a href="/office/events" { "Events" }
            a href="/office/tablets" { "Tablets" }
            a href="/office/quarantine" { "Quarantine" }
            a href="/office/backup" { "Backup files" }
            a href="/office/keys" { "Keys" }
            form method="post" action="/office/sign-out" {
                (form_token(staff))
                button.quiet type="submit" { "Sign out" }
            }
        }
    }
}

fn document(title: &str, ways: Markup, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Pop-up Museum office" }
                link rel="stylesheet" href="/office/style.css";
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    p.name { "Pop-up Museum office" }
                    (ways)
                }
                main id="main" { (content) }
            }
        }
    }
}
