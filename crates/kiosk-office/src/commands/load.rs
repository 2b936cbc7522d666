//! Loading packs.

use super::{Failed, open};
use crate::config::DataArguments;
use crate::error::Fault;
use crate::office::Office;
use crate::pack_cli::checked_pack;
use crate::say::out;
use crate::store::packs::{self, PackRow};
use kiosk_core::Text;
use kiosk_core::time::date;
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

/// The title as a person at this desk reads it.
pub(super) fn title(text: &Text, languages: &[String], id: &str) -> String {
    text.choose("en", languages)
        .map_or(id, |chosen| chosen.text)
        .to_owned()
}
