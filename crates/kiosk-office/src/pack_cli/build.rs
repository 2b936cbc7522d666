//! `pack build`: from a spreadsheet and a folder of pictures, or from a pack folder, to a pack file.

mod folder;
mod spreadsheet;

use super::check::{contents, title};
use super::pictures::Source;
use super::report::Report;
use super::sizes;
use clap::Args;
use kiosk_core::Hash;
use kiosk_core::pack::{Pack, Problem, archive, validate};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// `pack build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// A spreadsheet saved as CSV, or a folder with a pack.json and the folder media.
    pub source: PathBuf,
    /// Folder of the pictures that the spreadsheet names.
    #[arg(long)]
    pub pictures: Option<PathBuf>,
    /// The pack file to make (`*.popup.zip`).
    #[arg(long)]
    pub out: PathBuf,
    /// What people call the pack. Left out: the name of the spreadsheet.
    #[arg(long)]
    pub title: Option<String>,
    /// Language of the spreadsheet. Left out: en.
    #[arg(long)]
    pub language: Option<String>,
    /// A short name of the pack that stays the same when it is built again.
    #[arg(long)]
    pub id: Option<String>,
    /// Your recorded word that objects whose rights we do not know may be shown: name, date, why.
    #[arg(long, value_name = "NAME, DATE, WHY")]
    pub confirm_rights: Option<String>,
}

/// A pack with its files at hand, and what was found on the way.
struct Built {
    pack: Pack,
    files: HashMap<String, Source>,
    problems: Vec<Problem>,
    /// Sentences for the end of the first paragraph.
    notes: Vec<String>,
}

pub(super) fn run(arguments: &BuildArguments) -> Result<Report, Report> {
    if arguments
        .confirm_rights
        .as_deref()
        .is_some_and(|word| word.trim().is_empty())
    {
        return Err(Report::failed(
            "--confirm-rights needs a name, a date and why: they are kept in the pack.",
        ));
    }
    let source = &arguments.source;
    let built = match source.is_dir() || source.file_name().is_some_and(|name| name == "pack.json")
    {
        true => folder::build(arguments)?,
        false => spreadsheet::build(arguments)?,
    };
    finish(built, &arguments.out)
}

fn finish(mut built: Built, out: &Path) -> Result<Report, Report> {
    sizes::add(&mut built.pack, &mut built.files);
    let found = validate(&built.pack);
    let unfit = found.iter().any(Problem::is_error);
    // What the rows were told of their rights has been said, with their numbers.
    let said = |problem: &Problem| {
        problem.field == "rights"
            && built
                .problems
                .iter()
                .any(|known| known.message == problem.message)
    };
    let new: Vec<Problem> = found.into_iter().filter(|problem| !said(problem)).collect();
    built.problems.extend(new);
    if unfit {
        return Err(Report::bad("No pack was made.", built.problems));
    }
    let file = |name: &str| built.files.get(name).and_then(Source::bytes);
    let bytes = match archive::write(&built.pack, file) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Err(Report::bad(
                format!("No pack was made. {error}"),
                built.problems,
            ));
        }
    };
    store(out, &bytes)?;
    let mut headline = format!(
        "Made {}: {}.\n{}",
        out.display(),
        title(&built.pack),
        contents(&built.pack, bytes.len())
    );
    for note in &built.notes {
        headline.push('\n');
        headline.push_str(note);
    }
    headline.push_str(&format!("\nHash: {}", Hash::of(&bytes)));
    Ok(Report::good(headline, built.problems))
}

/// The file is there whole or not at all: it is written beside its place and then moved.
fn store(out: &Path, bytes: &[u8]) -> Result<(), Report> {
    let failed = |error: std::io::Error| {
        Report::failed(format!("{} cannot be written: {error}.", out.display()))
    };
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut beside = out.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, out));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}
