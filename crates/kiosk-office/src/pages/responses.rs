//! What people said: every question with its exact wording, its version and n.

use super::layout::{self, Page};
use super::plain::count;
use crate::error::NoPage;
use crate::keys::Reader;
use crate::office::App;
use crate::session::Staff;
use crate::store::events::{self, EventRow};
use crate::store::{responses, sets};
use axum::extract::{Path, State};
use kiosk_core::disclosure::Cell;
use kiosk_core::evidence::{Mix, Others, States, Tally, mix, tally};
use kiosk_core::intake::read_body;
use kiosk_core::language::direction;
use kiosk_core::questions::{Kind, QuestionSet};
use kiosk_core::response::{self, Body};
use kiosk_core::{EventId, Hash};
use maud::{Markup, html};
use sqlx::SqliteConnection;

/// The readable responses of an event and the wordings they answer.
pub struct Said {
    /// The event.
    pub event: EventRow,
    /// The bodies, in the order of their random ids.
    pub bodies: Vec<Body>,
    /// The wordings with the hashes of their files, by id and version.
    pub sets: Vec<(Hash, QuestionSet)>,
    /// How many bodies are sealed and cannot be read here.
    pub sealed: u64,
}

impl Said {
    /// Reads them.
    pub async fn read(
        db: &mut SqliteConnection,
        id: &str,
        reader: &Reader,
    ) -> Result<Self, NoPage> {
        let event = events::find(db, id).await?.ok_or(NoPage::NotHere)?;
        let rows = responses::of_event(db, &EventId::from(id)).await?;
        let bodies: Vec<Body> = rows
            .iter()
            .filter_map(|row| read_body(&reader.text(&row.body)))
            .collect();
        let named = bodies.iter().map(|body| body.question_set.sha256.clone());
        let mut known = sets::wordings(db, named.collect()).await?;
        known.sort_by(|(_, a), (_, b)| (&a.id, a.version).cmp(&(&b.id, b.version)));
        Ok(Self {
            sealed: (rows.len() - bodies.len()) as u64,
            event,
            bodies,
            sets: known,
        })
    }

    /// The bodies that were not taken back. Older tablets left language and viewpoint in those that were.
    pub fn kept(&self) -> impl Iterator<Item = &Body> {
        let kept = |body: &&Body| body.state != response::State::Withdrawn;
        self.bodies.iter().filter(kept)
    }

    /// Cells under this are hidden.
    pub fn threshold(&self) -> u64 {
        self.event.threshold.into()
    }
}

/// Shows them.
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let reader = app.opened.of(&staff.session(), app.now());
    let said = Said::read(&mut db, &id, &reader).await?;
    let title = format!("What people said: {}", said.event.name);
    Ok(layout::page(&staff, &title, content(&said)))
}

fn content(said: &Said) -> Markup {
    let threshold = said.threshold();
    html! {
        p { a href={ "/office/events/" (said.event.id) } { (said.event.name) } }
        h1 { "What people said" }
        (states(said))
        p.fine { "Numbers under " (threshold) ", and those that would give them away, are hidden. "
            "Free text and own words are only counted. Own words can be cleared for "
            a href={ "/office/events/" (said.event.id) "/words" } { "the wall" } "." }
        @if said.kept().next().is_some() {
            (spread("Languages", mix(said.kept().map(|body| body.language.as_str()), threshold)))
            (spread("Viewpoints", mix(said.kept().map(|body| body.viewpoint.as_deref().unwrap_or("none")), threshold)))
        }
        @for (hash, set) in &said.sets { (wording(said, hash, set)) }
    }
}

fn states(said: &Said) -> Markup {
    let states = States::of(&said.bodies);
    html! {
        dl.figures {
            div { dt { "complete" } dd { (states.complete) } }
            div { dt { "left half-way" } dd { (states.partial) } }
            div { dt { "taken back" } dd { (states.withdrawn) } }
            @if said.sealed > 0 { div { dt { "sealed" } dd { (said.sealed) } } }
        }
        @if said.sealed > 0 {
            p { "Sealed answers are counted, and shown once you open them under " a href="/office/keys" { "Keys" } "." }
        }
    }
}

fn spread(title: &str, mix: Mix) -> Markup {
    html! {
        section {
            h2 { (title) }
            @if mix.shown.is_empty() {
                p { "Too few to say." }
            } @else {
                p {
                    @for (at, (name, count)) in mix.shown.iter().enumerate() {
                        @if at > 0 { " · " }
                        (name) " " (count)
                    }
                    @if mix.more { " · others: hidden" }
                }
            }
        }
    }
}

fn wording(said: &Said, hash: &Hash, set: &QuestionSet) -> Markup {
    let bodies: Vec<&Body> = said
        .bodies
        .iter()
        .filter(|body| body.question_set.sha256 == *hash)
        .collect();
    let title = set.title.choose("en", &[]);
    html! {
        section {
            h2 { (title.map_or(set.id.as_str(), |title| title.text)) ", version " (set.version) }
            @for tally in tally(set, &bodies, said.threshold()) { (question(said, &tally, set.version)) }
        }
    }
}

fn question(said: &Said, tally: &Tally, version: u32) -> Markup {
    let address = format!("/office/events/{}", said.event.id);
    html! {
        section.question {
            h3 lang=(tally.asked_in) dir=(direction(&tally.asked_in)) { (tally.asked) }
            p.asked { "Version " (version) " · n = " (shown(tally.answered)) " · " (how(tally.kind)) }
            @if !tally.rows.is_empty() {
                table {
                    caption { "Answers" }
                    thead { tr { th scope="col" { "Answer" } th.number scope="col" { "People" } } }
                    tbody { @for row in &tally.rows { tr {
                        th scope="row" { (row.label) }
                        td.number { (shown(row.count)) }
                    } } }
                }
            }
            @if tally.more { p { "Others were chosen too, each by too few to name." } }
            @match tally.kind {
                Kind::Text => p { (given(tally.answered)) " wrote something. No page shows it: it is only in "
                    a href={ (address) "/personal-data" } { "All raw data (personal data)" } "." },
                Kind::Voice => p { (given(tally.answered)) " said something. Listen under "
                    a href={ (address) "/recordings" } { "Recordings" } "." },
                _ => {},
            }
            @if let Some(own) = tally.own { p { (given(own)) " gave words of their own." } }
            p.asked { (no_answer(&tally.others)) }
        }
    }
}

/// Those who gave no answer, as far as that may be said.
fn no_answer(others: &Others) -> String {
    let all = [
        ("I don’t know", others.dont_know),
        ("skipped", others.skipped),
        ("not asked", others.not_asked),
        ("not reached", others.not_reached),
    ];
    if all.iter().all(|(_, cell)| *cell == Cell::Shown(0)) {
        return "Everybody gave an answer.".to_owned();
    }
    let known: Vec<String> = all
        .iter()
        .filter_map(|(words, cell)| Some(format!("{words}: {}", cell.count()?)))
        .collect();
    if known.is_empty() {
        "Without an answer: too few to say.".to_owned()
    } else {
        known.join(" · ")
    }
}

fn shown(cell: Cell) -> String {
    cell.count()
        .map_or("hidden".to_owned(), |count| count.to_string())
}

fn given(cell: Cell) -> String {
    cell.count()
        .map_or("A hidden number of people".to_owned(), |number| {
            count(number, "person", "people")
        })
}

fn how(kind: Kind) -> &'static str {
    match kind {
        Kind::Scale => "one point of a scale",
        Kind::One => "one answer",
        Kind::Many => "several answers possible",
        Kind::Words => "up to five words",
        Kind::Number => "a number from 0 to 10",
        Kind::Text => "free text",
        Kind::Item => "a favourite object",
        Kind::Voice => "a recording",
    }
}
