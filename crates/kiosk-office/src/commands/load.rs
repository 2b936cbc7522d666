//! Loading packs and question sets.

use super::{Failed, open};
use crate::config::DataArguments;
use crate::error::Fault;
use crate::intake;
use crate::office::Office;
use crate::pack_cli::checked_pack;
use crate::pages::count;
use crate::say::out;
use crate::store::packs::{self, PackRow};
use crate::store::sets::{self, SetRow};
use kiosk_core::questions::{QuestionSet, validate};
use kiosk_core::time::date;
use kiosk_core::{Hash, Text};
use std::path::Path;

/// `pack load`.
pub async fn pack_command(data: &DataArguments, file: &Path) -> Result<(), Failed> {
    let office = open(data).await?;
    let pack = pack(&office, file).await?;
    out(&format!(
        "Loaded the pack “{}”. Its hash: {}",
        pack.title, pack.sha256
    ))?;
    office.store.close().await;
    Ok(())
}

/// `questions load`.
pub async fn questions_command(data: &DataArguments, file: &Path) -> Result<(), Failed> {
    let office = open(data).await?;
    let (set, let_go) = questions(&office, file).await?;
    out(&format!(
        "Loaded the question set “{}”, version {}. Its hash: {}",
        set.title, set.version, set.sha256
    ))?;
    if let_go > 0 {
        let waited = count(
            let_go.into(),
            "response that waited",
            "responses that waited",
        );
        out(&format!("Taken from quarantine: {waited} for it."))?;
    }
    office.store.close().await;
    Ok(())
}

/// Checks a pack file and puts it into the office: bytes first, then the row that speaks of them.
pub async fn pack(office: &Office, file: &Path) -> Result<PackRow, Failed> {
    let checked = checked_pack(file).map_err(|report| Failed(report.to_string()))?;
    let place = office.files.pack(&checked.hash);
    office.files.put(&checked.bytes, &place).await?;
    let row = PackRow {
        sha256: checked.hash.0,
        id: checked.pack.id.clone(),
        title: title(
            &checked.pack.title,
            &checked.pack.languages,
            &checked.pack.id,
        ),
        languages: checked.pack.languages.join(" "),
        loaded_on: date(office.now()),
    };
    let mut writing = office.store.writer().await?;
    packs::add(&mut writing, &row).await?;
    writing.commit().await.map_err(Fault::from)?;
    Ok(row)
}

/// Checks a question set and puts it into the office; lets go what waited for it.
pub async fn questions(office: &Office, file: &Path) -> Result<(SetRow, u32), Failed> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failed(format!("Cannot read {}: {error}.", file.display())))?;
    let set: QuestionSet = serde_json::from_str(&text)
        .map_err(|error| Failed(format!("{} is no question set: {error}.", file.display())))?;
    let problems = validate(&set);
    if !problems.is_empty() {
        return Err(Failed(format!(
            "{} cannot be used:\n- {}",
            file.display(),
            problems.join("\n- ")
        )));
    }
    let row = SetRow {
        sha256: Hash::of(text.as_bytes()).0,
        title: title(&set.title, &[], &set.id),
        id: set.id,
        version: set.version,
        loaded_on: date(office.now()),
    };
    let let_go = add(office, &row, &text).await?;
    Ok((row, let_go))
}

async fn add(office: &Office, row: &SetRow, text: &str) -> Result<u32, Failed> {
    let mut writing = office.store.writer().await?;
    if sets::is_frozen(&mut writing, &row.reference()).await? {
        return Err(Failed(format!(
            "Version {} of “{}” has been answered with other words and can no longer change. Give the new wording a new version number.",
            row.version, row.title
        )));
    }
    sets::add(&mut writing, row, text).await?;
    let let_go = intake::release(&mut writing).await?;
    writing.commit().await.map_err(Fault::from)?;
    Ok(let_go)
}

fn title(text: &Text, languages: &[String], id: &str) -> String {
    text.choose("en", languages)
        .map_or(id, |chosen| chosen.text)
        .to_owned()
}
