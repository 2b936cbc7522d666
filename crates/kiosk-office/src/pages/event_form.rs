//! Making and changing an event.

use super::layout::{self, Page};
use super::plain::form_token;
use crate::error::{Fault, NoPage};
use crate::intake;
use crate::office::App;
use crate::session::{Fields, Staff, StaffForm};
use crate::store::events::{self, EventRow};
use crate::store::keys;
use crate::store::packs::{self, PackRow};
use crate::store::responses;
use crate::store::sets::{self, SetRow};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fields::Wrong;
use kiosk_core::ids::uuid_v4;
use kiosk_core::time::date;
use maud::{Markup, html};
use sqlx::SqliteConnection;

mod fields;

/// What there is to choose from.
struct Choices {
    packs: Vec<PackRow>,
    sets: Vec<SetRow>,
}

impl Choices {
    async fn read(db: &mut SqliteConnection) -> Result<Self, Fault> {
        Ok(Self {
            packs: packs::all(db).await?,
            sets: sets::all(db).await?,
        })
    }
}

/// The form for a new event.
pub async fn new(State(app): State<App>, staff: Staff) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let choices = Choices::read(&mut db).await?;
    let fields = fields::fresh(&choices.packs, &choices.sets);
    Ok(form(&staff, None, &fields, &[], &choices))
}

/// Makes an event.
pub async fn make(State(app): State<App>, sent: StaffForm) -> Result<Response, NoPage> {
    let mut writing = app.store.writer().await?;
    let choices = Choices::read(&mut writing).await?;
    match fields::event(&sent.fields, &choices.packs, &choices.sets) {
        Err(wrong) => Ok(again(&sent, None, &wrong, &choices)),
        Ok(event) => {
            let seal_key = match seal_key(&mut writing, &sent, None).await? {
                Ok(key) => key,
                Err(wrong) => return Ok(again(&sent, None, &[wrong], &choices)),
            };
            let event = EventRow {
                id: uuid_v4(app.random()?),
                made_on: date(app.now()),
                seal_key,
                ..event
            };
            events::put(&mut writing, &event).await?;
            intake::release(&mut writing, app.now()).await?;
            writing.commit().await?;
            Ok(Redirect::to(&format!("/office/events/{}", event.id)).into_response())
        }
    }
}

/// The form for an event there is.
pub async fn edit(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<String>,
) -> Result<Page, NoPage> {
    let mut db = app.store.reader().await?;
    let event = events::find(&mut db, &id).await?.ok_or(NoPage::NotHere)?;
    let choices = Choices::read(&mut db).await?;
    Ok(form(&staff, Some(&id), &fields::of(&event), &[], &choices))
}

/// Changes an event. The threshold stays once somebody has answered: an earlier table and a later one
/// with another threshold could be subtracted from each other.
pub async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    sent: StaffForm,
) -> Result<Response, NoPage> {
    let mut writing = app.store.writer().await?;
    let old = events::find(&mut writing, &id)
        .await?
        .ok_or(NoPage::NotHere)?;
    let choices = Choices::read(&mut writing).await?;
    let mut wrong = Vec::new();
    let event = match fields::event(&sent.fields, &choices.packs, &choices.sets) {
        Ok(event) => event,
        Err(wrong) => return Ok(again(&sent, Some(&id), &wrong, &choices)),
    };
    let answered = responses::count_of_event(&mut writing, &id).await? > 0;
    if answered && event.threshold != old.threshold {
        wrong.push(Wrong {
            field: "threshold",
            sentence: format!(
                "People have answered already, so this must stay {}.",
                old.threshold
            ),
        });
        return Ok(again(&sent, Some(&id), &wrong, &choices));
    }
    let seal_key = match seal_key(&mut writing, &sent, old.seal_key).await? {
        Ok(key) => key,
        Err(wrong) => return Ok(again(&sent, Some(&id), &[wrong], &choices)),
    };
    let event = EventRow {
        id: old.id,
        made_on: old.made_on,
        seal_key,
        ..event
    };
    events::put(&mut writing, &event).await?;
    writing.commit().await?;
    Ok(Redirect::to(&format!("/office/events/{id}")).into_response())
}

/// The key answers are sealed for, when staff want that: the one the event has, else the newest.
async fn seal_key(
    db: &mut SqliteConnection,
    sent: &StaffForm,
    old: Option<String>,
) -> Result<Result<Option<String>, Wrong>, NoPage> {
    if sent.fields.get("sealed") != fields::YES {
        return Ok(Ok(None));
    }
    if old.is_some() {
        return Ok(Ok(old));
    }
    let newest = keys::all(db).await?.into_iter().next();
    Ok(newest.map(|key| Some(key.id)).ok_or_else(|| Wrong {
        field: "sealed",
        sentence: "There is no key yet. Make one under Keys, then come back.".to_owned(),
    }))
}

fn again(sent: &StaffForm, id: Option<&str>, wrong: &[Wrong], choices: &Choices) -> Response {
    let page = form(&sent.staff, id, &sent.fields, wrong, choices);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn form(
    staff: &Staff,
    id: Option<&str>,
    values: &Fields,
    wrong: &[Wrong],
    choices: &Choices,
) -> Page {
    let (title, action, button) = match id {
        None => (
            "Make an event",
            "/office/events".to_owned(),
            "Make the event",
        ),
        Some(id) => (
            "Change the event",
            format!("/office/events/{id}/edit"),
            "Save the changes",
        ),
    };
    let content = html! {
        h1 { (title) }
        @if !wrong.is_empty() {
            p.wrong role="alert" { "Some of this needs another look. Nothing is saved yet." }
        }
        form.fields method="post" action=(action) {
            (form_token(staff))
            (lines(values, wrong, choices))
            button type="submit" { (button) }
        }
    };
    layout::page(staff, title, content)
}

/// Which question set to take.
const SETS: &str = "Visitor voice suits most events. Partner voice asks the people you work with. \
    Wellbeing today asks before and after. The four ONS questions are about a whole life.";

const SIZES: [(&str, &str); 4] = [
    ("1", "Usual"),
    ("2", "Larger"),
    ("3", "Much larger"),
    ("4", "Largest"),
];
const COLOURS: [(&str, &str); 3] = [
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "Strong contrast"),
];

fn lines(values: &Fields, wrong: &[Wrong], choices: &Choices) -> Markup {
    let line = |field: Field| text_field(&field, values, wrong);
    html! {
        (line(Field::text("name", "Name of the event").required()))
        (line(Field::text("venue", "Where it is")))
        (line(Field::text("dates", "Its day or days").hint("As people should read it.")))
        (select("pack", "Pack", None, values, wrong, choices.packs.iter().map(|pack| (
            pack.sha256.as_str(), format!("{} (loaded {})", pack.title, pack.loaded_on)))))
        (select("question_set", "Question set", Some(SETS), values, wrong, choices.sets.iter().map(|set| (
            set.sha256.as_str(), format!("{}, version {}", set.title, set.version)))))
        (line(Field::text("language", "Language on the first screen").hint("A language of the pack, such as en or ar.").required()))
        (select("text_size", "Size of text visitors find", Some("Each can change it; the next one finds this again."), values, wrong,
            SIZES.map(|(value, words)| (value, words.to_owned())).into_iter()))
        (select("contrast", "Colours visitors find", None, values, wrong,
            COLOURS.map(|(value, words)| (value, words.to_owned())).into_iter()))
        (tick_box("easy_read", "Visitors find Easy Read", "Short sentences, where the pack and the questions have them.", values))
        (line(Field::number("threshold", "Smallest group that may be shown").hint("Use 5, or 10 where the setting is sensitive. It stays once people have answered.").required()))
        (line(Field::number("idle_seconds", "Seconds before the kiosk asks: Are you still there?").required()))
        (line(Field::number("retention_days", "Days that tablets keep answers after the event is closed").required()))
        (line(Field::number("staff_pin", "Staff PIN on the tablets").hint("4 to 8 digits. Leave it empty for none.")))
        (tick_box("voice", "Voices may be recorded", "Voice questions are then asked. Each person says yes first.", values))
        (tick_box("sealed", "Answers are sealed on the tablets", "Only the office can read them, with the passphrase of its key. Make a key first.", values))
        @for wrong in wrong.iter().filter(|wrong| wrong.field == "sealed") { p.wrong { (wrong.sentence) } }
        (tick_box("child_mode", "Children are asked", "Tiles and faces only: nothing to write, nothing recorded.", values))
        (line(Field::number("tablets_used", "How many tablets were used").hint("So that a tablet the office never met is missed. Leave it empty if you do not know yet.")))
    }
}

/// One line of a form.
struct Field {
    name: &'static str,
    label: &'static str,
    hint: Option<&'static str>,
    digits: bool,
    required: bool,
}

impl Field {
    fn text(name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            hint: None,
            digits: false,
            required: false,
        }
    }

    fn number(name: &'static str, label: &'static str) -> Self {
        Self {
            digits: true,
            ..Self::text(name, label)
        }
    }

    fn hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }
}

/// What a screen reader says after the label: the hint, and what is wrong.
fn described(name: &str, hint: bool, wrong: bool) -> Option<String> {
    let parts = [(hint, "hint"), (wrong, "wrong")];
    let ids: Vec<String> = parts
        .iter()
        .filter(|(there, _)| *there)
        .map(|(_, part)| format!("{name}-{part}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn text_field(field: &Field, values: &Fields, wrong: &[Wrong]) -> Markup {
    let wrong = wrong.iter().find(|wrong| wrong.field == field.name);
    let described = described(field.name, field.hint.is_some(), wrong.is_some());
    html! {
        div.field {
            label for=(field.name) { (field.label) }
            @if let Some(hint) = field.hint { p.hint id={ (field.name) "-hint" } { (hint) } }
            @if let Some(wrong) = wrong { p.wrong id={ (field.name) "-wrong" } { (wrong.sentence) } }
            input id=(field.name) name=(field.name) type="text" value=(values.get(field.name))
                inputmode=[field.digits.then_some("numeric")] required[field.required]
                autocomplete="off" aria-invalid=[wrong.map(|_| "true")] aria-describedby=[described];
        }
    }
}

fn tick_box(name: &str, label: &str, hint: &str, values: &Fields) -> Markup {
    html! {
        div.field {
            p.hint id={ (name) "-hint" } { (hint) }
            div.tick { label for=(name) {
                input id=(name) name=(name) type="checkbox" value=(fields::YES)
                    checked[values.get(name) == fields::YES] aria-describedby={ (name) "-hint" };
                " " (label)
            } }
        }
    }
}

fn select<'a>(
    name: &str,
    label: &str,
    hint: Option<&str>,
    values: &Fields,
    wrong: &[Wrong],
    options: impl Iterator<Item = (&'a str, String)>,
) -> Markup {
    let wrong = wrong.iter().find(|wrong| wrong.field == name);
    html! {
        div.field {
            label for=(name) { (label) }
            @if let Some(hint) = hint { p.hint id={ (name) "-hint" } { (hint) } }
            @if let Some(wrong) = wrong { p.wrong id={ (name) "-wrong" } { (wrong.sentence) } }
            select id=(name) name=(name) required aria-invalid=[wrong.map(|_| "true")]
                aria-describedby=[described(name, hint.is_some(), wrong.is_some())] {
                @for (value, words) in options {
                    option value=(value) selected[values.get(name) == value] { (words) }
                }
            }
        }
    }
}
