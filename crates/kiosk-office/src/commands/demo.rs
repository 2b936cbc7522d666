//! `demo`: an office to try things with. Running it again changes nothing that is still good.

use super::{Failed, load, questions};
use crate::config::DemoArguments;
use crate::error::Fault;
use crate::office::Office;
use crate::say::out;
use crate::store::codes::{self, CodeRow};
use crate::store::events::{self, EventRow};
use crate::store::packs::{self, PackRow};
use crate::store::sets::{self, SetRow};
use kiosk_core::ids;
use kiosk_core::time::{DAY, date};
use sqlx::SqliteConnection;

/// The demo event's id.
const EVENT: &str = "demo";
/// How many tablets its code is for.
const TABLETS: u32 = 25;

/// Loads, makes, prints.
pub async fn run(office: &Office, arguments: &DemoArguments) -> Result<(), Failed> {
    let pack = load::pack(office, &arguments.pack).await?;
    let (set, _) = questions::load(office, &arguments.questions).await?;
    let mut writing = office.store.writer().await?;
    match events::find(&mut writing, EVENT).await? {
        Some(kept) => keep_up(&mut writing, kept, &pack, &set).await?,
        None => events::put(&mut writing, &event(&pack, &set, date(office.now()))).await?,
    }
    crate::intake::release(&mut writing, office.now()).await?;
    let code = code(office, &mut writing).await?;
    writing.commit().await.map_err(Fault::from)?;
    let base = arguments.link_base.trim_end_matches('/');
    out(&format!("Visitors: {base}/?enrol={code}"))?;
    out(&format!("Office: {base}/office"))?;
    out(&format!("Enrolment code: {code}"))?;
    out(&format!("Staff PIN on the tablet: {PIN}"))?;
    Ok(())
}

/// Opens the staff screens of the demo.
const PIN: &str = "2468";

/// Gives a demo event that is there a newer build of its pack and its wording. Where staff chose another
/// collection or other questions these stay; so does everything else of the event.
async fn keep_up(
    db: &mut SqliteConnection,
    mut kept: EventRow,
    pack: &PackRow,
    set: &SetRow,
) -> Result<(), Fault> {
    let old = (kept.pack.clone(), kept.question_set.clone());
    let packs = packs::all(db).await?;
    if packs
        .iter()
        .any(|known| known.sha256 == kept.pack && known.id == pack.id)
    {
        kept.pack.clone_from(&pack.sha256);
    }
    let shown = sets::find(db, &kept.question_set).await?;
    if shown.is_some_and(|known| known.id == set.id) {
        kept.question_set.clone_from(&set.sha256);
    }
    if old != (kept.pack.clone(), kept.question_set.clone()) {
        events::put(db, &kept).await?;
    }
    Ok(())
}

fn event(pack: &PackRow, set: &SetRow, today: String) -> EventRow {
    EventRow {
        id: EVENT.to_owned(),
        name: "Demo pop-up".to_owned(),
        venue: "Village hall".to_owned(),
        dates: "Any day".to_owned(),
        pack: pack.sha256.clone(),
        question_set: set.sha256.clone(),
        threshold: 5,
        idle_seconds: 120,
        retention_days: 30,
        language: pack.languages.split(' ').next().unwrap_or("en").to_owned(),
        staff_pin: Some(PIN.to_owned()),
        voice: false,
        child_mode: false,
        text_size: 1,
        contrast: "light".into(),
        easy_read: false,
        seal_key: None,
        tablets_used: None,
        made_on: today,
        closed_at: None,
    }
}

/// A code that is good for half a day at least: the last one, or a new one for a day.
async fn code(office: &Office, db: &mut SqliteConnection) -> Result<String, Fault> {
    let now = office.now();
    let known = codes::of_event(db, EVENT, now).await?;
    let good = known
        .into_iter()
        .find(|code| code.expires_at > now + DAY / 2 && code.used < code.tablets);
    if let Some(code) = good {
        return Ok(code.shown);
    }
    let shown = ids::code(office.random()?);
    let row = CodeRow {
        code: ids::clean_code(&shown),
        shown: shown.clone(),
        event: EVENT.to_owned(),
        tablets: TABLETS,
        expires_at: now + DAY,
        used: 0,
    };
    codes::add(db, &row, now).await?;
    Ok(shown)
}
