//! Own words: a person reads each before anybody else does, and clears what may stand on the wall.

use super::layout::{self, Page};
use super::plain::{count, form_token};
use crate::error::{Fault, NoPage};
use crate::keys::Reader;
use crate::office::App;
use crate::session::{Fields, Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::{clearance, responses, sets};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use kiosk_core::clearance::{OwnWord, own_words};
use kiosk_core::intake::read_body;
use kiosk_core::language::{Chosen, direction};
use kiosk_core::questions::QuestionSet;
use kiosk_core::response::Body;
use kiosk_core::wire::WallWord;
use kiosk_core::{EventId, Hash, ResponseId};
use maud::{Markup, html};
use sqlx::SqliteConnection;
use std::collections::BTreeSet;

/// What may be cleared, and what is.
struct Sheet {
    event: EventRow,
    words: Vec<OwnWord>,
    cleared: Vec<WallWord>,
    /// The wordings answered, the event's own before all.
    wordings: Vec<(Hash, QuestionSet)>,
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
        let mut named = vec![Hash(event.question_set.clone())];
        named.extend(
            bodies
                .iter()
                .map(|(_, body)| body.question_set.sha256.clone()),
        );
        Ok(Self {
            words: own_words(bodies.iter().map(|(id, body)| (id, body))),
            cleared: clearance::of_event(db, id).await?,
            wordings: sets::wordings(db, named).await?,
            sealed: rows.len() - bodies.len(),
            event,
        })
    }

    /// This word as it stands on the wall, if it does.
    fn cleared(&self, own: &OwnWord) -> impl Iterator<Item = &WallWord> {
        let cleared = self.cleared.iter();
        cleared.filter(|word| own.is(&word.question, &word.word))
    }

    /// What is on the wall and cannot be read here now.
    fn closed(&self) -> impl Iterator<Item = &WallWord> {
        let known = |word: &&WallWord| {
            let mut words = self.words.iter();
            !words.any(|own| own.is(&word.question, &word.word))
        };
        self.cleared.iter().filter(known)
    }

    /// The question with this key, in the event's language if there is one.
    fn asked(&self, key: &str) -> Option<Chosen<'_>> {
        let mut all = self.wordings.iter().flat_map(|(_, set)| &set.questions);
        let question = all.find(|question| question.key == key)?;
        question.text.choose(&self.event.language, &[])
    }

    /// How many words were ticked that no response has any more, or none that can be read now.
    fn gone(&self, sent: &Fields) -> u64 {
        let mut here: BTreeSet<String> = self.words.iter().map(name_of).collect();
        here.extend(self.closed().map(|word| name(&word.question, &word.word)));
        let gone = sent.named(TICKED).filter(|ticked| !here.contains(*ticked));
        gone.count() as u64
    }
}

/// What the name of a word's box begins with.
const TICKED: &str = "w-";
/// What the name of a field begins with that says: the page showed this box ticked.
const WAS: &str = "was-";

/// The name of a word on the form: a word itself may be anything.
fn name(question: &str, word: &str) -> String {
    let text = [question, "/", word].concat();
    let hash = Hash::of(text.to_lowercase().as_bytes());
    hash.as_str().chars().take(16).collect()
}

fn name_of(own: &OwnWord) -> String {
    name(&own.question, &own.word)
}

/// Shows them.
pub async fn form(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    page(&app, &staff, &id, html! {}).await
}

async fn page(app: &App, staff: &Staff, id: &str, said: Markup) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let sheet = Sheet::read(&mut db, id, &reader).await?;
    let content = content(staff, &sheet, said);
    Ok(layout::page(staff, "Own words for the wall", content))
}

fn content(staff: &Staff, sheet: &Sheet, said: Markup) -> Markup {
    let address = format!("/office/events/{}", sheet.event.id);
    let closed = sheet.closed().next().is_some();
    html! {
        p { a href=(address) { (sheet.event.name) } }
        h1 { "Own words for the wall" }
        (said)
        p { "Visitors may add words of their own. Nobody sees them but you, until you clear them here. "
            "Cleared ones stand on the wall “You said”, without how many wrote them." }
        p { strong { "Clear nothing that says who somebody is" } ": a name, a place few come from, an illness." }
        @if sheet.sealed > 0 {
            p { (sheet.sealed) " sealed answers are not read here until you open them under "
                a href="/office/keys" { "Keys" } ". What was cleared of them stays on the wall until you take its tick away." }
        }
        @if sheet.words.is_empty() { p { strong { "There are no own words to read." } } }
        @if closed || !sheet.words.is_empty() {
            form method="post" action={ (address) "/words" } {
                (form_token(staff))
                @if !sheet.words.is_empty() { (words(sheet)) }
                @if closed { (closed_words(sheet)) }
                button type="submit" { "Show exactly these on the wall" }
            }
        }
    }
}

fn words(sheet: &Sheet) -> Markup {
    html! {
        table {
            caption { "Own words" }
            thead { tr { (headings()) th scope="col" { "Take care" } } }
            tbody { @for own in &sheet.words { tr {
                (cells(sheet, &own.question, &own.word, sheet.cleared(own).next().is_some()))
                td { @if own.flagged { strong { "May tell who somebody is" } } @else { "" } }
            } } }
        }
    }
}

fn closed_words(sheet: &Sheet) -> Markup {
    html! {
        h2 { "Cleared before, from sealed answers" }
        p { "You can take these off the wall without their key. To put one back you need it." }
        table {
            caption { "Cleared words of sealed answers" }
            thead { tr { (headings()) } }
            tbody { @for word in sheet.closed() { tr {
                (cells(sheet, &word.question, &word.word, true))
            } } }
        }
    }
}

fn headings() -> Markup {
    html! {
        th scope="col" { "Show" }
        th scope="col" { "Word" }
        th scope="col" { "Question" }
    }
}

/// The cells both tables have. The same word may answer two questions, so its box is described by its own.
fn cells(sheet: &Sheet, question: &str, word: &str, ticked: bool) -> Markup {
    let name = name(question, word);
    let asked = sheet.asked(question);
    let tag = asked.map(|asked| asked.tag);
    html! {
        td {
            input type="checkbox" id={ (TICKED) (name) } name={ (TICKED) (name) } aria-describedby={ "q-" (name) }
                checked[ticked];
            @if ticked { input type="hidden" name={ (WAS) (name) } value="on"; }
        }
        th scope="row" { label for={ (TICKED) (name) } dir="auto" { (word) } }
        td id={ "q-" (name) } lang=[tag] dir=[tag.map(direction)] { (asked.map_or(question, |asked| asked.text)) }
    }
}

/// Does what staff changed on the page they read, and nothing else: what a colleague has cleared or taken down since
/// then stays as the colleague left it.
pub async fn clear(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, NoPage> {
    let mut writing = app.store.writer().await?;
    let reader = app.opened.of(&sent.staff.session(), app.now());
    let sheet = Sheet::read(&mut writing, &id, &reader).await?;
    save(&mut writing, &sheet, &sent.fields).await?;
    writing.commit().await?;
    match sheet.gone(&sent.fields) {
        0 => Ok(Redirect::to(&format!("/office/events/{id}/words")).into_response()),
        gone => {
            let said = gone_words(gone, sheet.sealed > 0);
            Ok(page(&app, &sent.staff, &id, said).await?.into_response())
        }
    }
}

async fn save(db: &mut SqliteConnection, sheet: &Sheet, sent: &Fields) -> Result<(), Fault> {
    let id = &sheet.event.id;
    let has = |start: &str, name: &str| !sent.get(&[start, name].concat()).is_empty();
    for own in &sheet.words {
        let name = name_of(own);
        let (was, is) = (has(WAS, &name), has(TICKED, &name));
        let stands = sheet.cleared(own).next().is_some();
        if is && (stands || !was) {
            // Sealed answers may hold the same word: what was noted of them stays, as it was written.
            let known = sheet.cleared(own).next().cloned();
            let word = known.unwrap_or_else(|| WallWord {
                question: own.question.clone(),
                word: own.word.clone(),
            });
            clearance::clear(db, id, &word, &own.responses).await?;
        }
        if was && !is {
            for word in sheet.cleared(own) {
                clearance::forget(db, id, word).await?;
            }
        }
    }
    for word in sheet.closed() {
        let name = name(&word.question, &word.word);
        if has(WAS, &name) && !has(TICKED, &name) {
            clearance::forget(db, id, word).await?;
        }
    }
    Ok(())
}

fn gone_words(gone: u64, sealed: bool) -> Markup {
    let words = count(gone, "ticked word is", "ticked words are");
    html! {
        p.wrong role="alert" {
            strong {
                (words) " not on the wall: the last answer with " (if gone == 1 { "it" } else { "each" })
                " was deleted meanwhile" @if sealed { ", or its key has closed" } ". "
            }
            "All the rest is saved."
        }
    }
}
