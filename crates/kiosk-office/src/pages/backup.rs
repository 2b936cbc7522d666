//! Backup files of tablets that no network reached.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::backup::{self, NotTaken};
use crate::error::NoPage;
use crate::office::App;
use crate::session::{Staff, StaffUpload};
use axum::extract::State;
use maud::{Markup, html};

/// The form.
pub async fn form(staff: Staff) -> Page {
    page(&staff, html! {})
}

/// Takes a file in and says what it brought.
pub async fn take(State(app): State<App>, sent: StaffUpload) -> Result<Page, NoPage> {
    let said = match backup::take(&app, &sent.file).await {
        Ok(brought) if brought.is_whole() => {
            html! { p.done role="status" { strong { (brought.to_string()) } } }
        }
        Ok(brought) => html! { p.wrong role="alert" { strong { (brought.to_string()) } } },
        Err(NotTaken::Unfit(unfit)) => {
            html! { p.wrong role="alert" { strong { (unfit.to_string()) } } }
        }
        Err(NotTaken::Fault(fault)) => return Err(fault.into()),
    };
    Ok(page(&sent.staff, said))
}

fn page(staff: &Staff, said: Markup) -> Page {
    let content = html! {
        h1 { "Backup files" }
        (said)
        p { "A tablet without internet can save its answers to a file. Choose that file here." }
        p { "You can take the same file in twice. Every answer is kept once." }
        form method="post" action="/office/backup" enctype="multipart/form-data" {
            (form_token(staff))
            div.field {
                label for="file" { "Backup file (ends in popup-backup.zip)" }
                input id="file" type="file" name="file" accept=".zip,application/zip" required;
            }
            button type="submit" { "Take the answers in" }
        }
    };
    layout::page(staff, "Backup files", content)
}
