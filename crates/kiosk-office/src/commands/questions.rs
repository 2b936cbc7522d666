//! Question sets: checking a file, loading it, and knowing those that come with the kiosk.

use super::load::title;
use super::{Failed, open};
use crate::config::DataArguments;
use crate::error::Fault;
use crate::intake;
use crate::office::Office;
use crate::pack_cli::Report;
use crate::pages::count;
use crate::say::out;
use crate::store::sets::{self, SetRow};
use kiosk_core::Hash;
use kiosk_core::pack::Problem;
use kiosk_core::questions::{QuestionSet, check_file};
use kiosk_core::time::date;
use std::path::{Path, PathBuf};

/// Where the built kiosk keeps the sets that come with it.
const SHIPPED: &str = "question-sets";
/// How the name of a question set file ends.
const ENDING: &str = ".questions.json";

/// A question set that may be used.
struct CheckedSet {
    /// The file's text, byte for byte: its hash names the wording.
    text: String,
    set: QuestionSet,
    /// What somebody should look at.
    warnings: Vec<Problem>,
}

/// `questions check`.
pub fn check(file: &Path) -> Result<Report, Report> {
    let checked = read(file)?;
    let set = &checked.set;
    let questions = u64::try_from(set.questions.len()).unwrap_or(u64::MAX);
    let headline = format!(
        "This question set may be used: {}, version {}, {}.\nHash: {}",
        title(&set.title, &[], &set.id),
        set.version,
        count(questions, "question", "questions"),
        Hash::of(checked.text.as_bytes())
    );
    Ok(Report::good(headline, checked.warnings))
}

/// `questions load`.
pub async fn load_command(data: &DataArguments, file: &Path) -> Result<(), Failed> {
    // Nothing is made for a file that cannot be used.
    let checked = read(file).map_err(|report| Failed(report.to_string()))?;
    let office = open(data).await?;
    let (set, let_go) = put(&office, &checked).await?;
    let headline = format!(
        "Loaded the question set “{}”, version {}. Its hash: {}",
        set.title, set.version, set.sha256
    );
    out(&Report::good(headline, checked.warnings).to_string())?;
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

/// Checks a question set and puts it into the office; lets go what waited for it.
pub async fn load(office: &Office, file: &Path) -> Result<(SetRow, u32), Failed> {
    let checked = read(file).map_err(|report| Failed(report.to_string()))?;
    put(office, &checked).await
}

/// Makes the sets that come with the kiosk known to the office. The office opens without one of them
/// rather than not at all, and says which and why.
pub async fn shipped(office: &Office, kiosk: &Path) {
    for file in files(&kiosk.join(SHIPPED)) {
        if let Err(failed) = shipped_one(office, &file).await {
            (office.log)(&failed.to_string());
        }
    }
}

async fn shipped_one(office: &Office, file: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file).map_err(Fault::Disk)?;
    let mut db = office.store.reader().await?;
    let known = sets::find(&mut db, Hash::of(text.as_bytes()).as_str()).await?;
    drop(db);
    if known.is_none() {
        load(office, file).await?;
    }
    Ok(())
}

/// The question sets of a folder, by name. No folder: none.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ENDING))
        .collect();
    files.sort();
    files
}

fn read(file: &Path) -> Result<CheckedSet, Report> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Report::failed(format!("{} cannot be read: {error}.", file.display())))?;
    match check_file(&text) {
        (Some(set), warnings) => Ok(CheckedSet {
            text,
            set,
            warnings,
        }),
        (None, problems) => {
            let headline = format!("{} cannot be used yet.", file.display());
            Err(Report::bad(headline, problems))
        }
    }
}

async fn put(office: &Office, checked: &CheckedSet) -> Result<(SetRow, u32), Failed> {
    let set = &checked.set;
    let row = SetRow {
        sha256: Hash::of(checked.text.as_bytes()).0,
        id: set.id.clone(),
        version: set.version,
        title: title(&set.title, &[], &set.id),
        loaded_on: date(office.now()),
    };
    let mut writing = office.store.writer().await?;
    if sets::is_frozen(&mut writing, &row.reference()).await? {
        return Err(Failed(format!(
            "Version {} of “{}” has been answered with other words and can no longer change. Give the new wording a new version number.",
            row.version, row.title
        )));
    }
    sets::add(&mut writing, &row, &checked.text).await?;
    let let_go = intake::release(&mut writing, office.now()).await?;
    writing.commit().await.map_err(Fault::from)?;
    Ok((row, let_go))
}
