//! Own words: a person reads each before anybody else does, and clears what may stand on the wall.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::NoPage;
use crate::keys::Reader;
use crate::office::App;
use crate::session::{Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::{clearance, responses};
use axum::extract::{Path, State};
use axum::response::Redirect;
use kiosk_core::clearance::{OwnWord, own_words};
use kiosk_core::intake::read_body;
use kiosk_core::response::Body;
use kiosk_core::wire::WallWord;
use kiosk_core::{EventId, Hash, ResponseId};
use maud::{Markup, html};
use sqlx::SqliteConnection;

/// What may be cleared, and what is.
struct Sheet {
    event: EventRow,
    words: Vec<OwnWord>,
    cleared: Vec<WallWord>,
    /// How many responses cannot be read now.
    sealed: usize,
}

impl Sheet {
    async fn read(db: &mut SqliteConnection, id: &str, reader: &Reader) -> Result<Self, NoPage> {
        let event = events::find(db, id).await?.ok_or(NoPage::NotHere)?;
        let rows = responses::of_event(db, &EventId::from(id)).await?;
        let bodies: Vec<(ResponseId, Body)> = rows
            .iter()
            .filter_map(|row| {
                Some((
                    ResponseId(row.id.clone()),
                    read_body(&reader.text(&row.body))?,
                ))
            })
            .collect();
        Ok(Self {
            words: own_words(bodies.iter().map(|(id, body)| (id, body))),
            cleared: clearance::of_event(db, id).await?,
            sealed: rows.len() - bodies.len(),
            event,
        })
    }

    fn is_cleared(&self, own: &OwnWord) -> bool {
        let mut cleared = self.cleared.iter();
        cleared.any(|word| own.is(&word.question, &word.word))
    }

    /// What is on the wall and cannot be read here now.
    fn closed(&self) -> impl Iterator<Item = &WallWord> {
        let known = |word: &&WallWord| {
            let mut words = self.words.iter();
            !words.any(|own| own.is(&word.question, &word.word))
        };
        self.cleared.iter().filter(known)
    }
}

/// The name of a word's box on the form: a word itself may be anything.
fn name_of(own: &OwnWord) -> String {
    let text = [own.question.as_str(), "/", &own.word].concat();
    let hash = Hash::of(text.to_lowercase().as_bytes());
    hash.as_str().chars().take(16).collect()
}

/// Shows them.
pub async fn form(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let sheet = Sheet::read(&mut db, &id, &reader).await?;
    Ok(layout::page(
        &staff,
        "Own words for the wall",
        content(&staff, &sheet),
    ))
}

fn content(staff: &Staff, sheet: &Sheet) -> Markup {
    let address = format!("/office/events/{}", sheet.event.id);
    html! {
        p { a href=(address) { (sheet.event.name) } }
        h1 { "Own words for the wall" }
        p { "Visitors may add words of their own. Nobody sees them but you, until you clear them here. "
            "Cleared ones stand on the wall “You said”, without how many wrote them." }
        p { strong { "Clear nothing that says who somebody is" } ": a name, a place few come from, an illness." }
        @if sheet.sealed > 0 {
            p { (sheet.sealed) " sealed answers are not read here until you open them under "
                a href="/office/keys" { "Keys" } ". What was cleared of them stays cleared." }
        }
        @if sheet.words.is_empty() {
            p { strong { "There are no own words to read." } }
        } @else {
            form method="post" action={ (address) "/words" } {
                (form_token(staff))
                (table(sheet))
                button type="submit" { "Show exactly these on the wall" }
            }
        }
        @if sheet.closed().next().is_some() {
            h2 { "Cleared before, from sealed answers" }
            ul { @for word in sheet.closed() { li dir="auto" { (word.word) } } }
        }
    }
}

fn table(sheet: &Sheet) -> Markup {
    html! {
        table {
            caption { "Own words" }
            thead { tr {
                th scope="col" { "Show" }
                th scope="col" { "Word" }
                th scope="col" { "Take care" }
            } }
            tbody { @for own in &sheet.words { @let name = name_of(own); tr {
                td { input type="checkbox" id={ "w-" (name) } name={ "w-" (name) } checked[sheet.is_cleared(own)]; }
                th scope="row" { label for={ "w-" (name) } dir="auto" { (own.word) } }
                td { @if own.flagged { strong { "May tell who somebody is" } } @else { "" } }
            } } }
        }
    }
}

/// Takes the ticks for what they are: these words and no others. What came since the page was read is not among
/// them; what cannot be read now stays as it is.
pub async fn clear(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Redirect, NoPage> {
    let mut writing = app.store.writer().await?;
    let reader = app.opened.of(&sent.staff.session(), app.now());
    let sheet = Sheet::read(&mut writing, &id, &reader).await?;
    for own in &sheet.words {
        for word in sheet
            .cleared
            .iter()
            .filter(|word| own.is(&word.question, &word.word))
        {
            clearance::forget(&mut writing, &id, word).await?;
        }
        if !sent.fields.get(&["w-", &name_of(own)].concat()).is_empty() {
            clearance::clear(&mut writing, &id, own).await?;
        }
    }
    writing.commit().await?;
    Ok(Redirect::to(&format!("/office/events/{id}/words")))
}
