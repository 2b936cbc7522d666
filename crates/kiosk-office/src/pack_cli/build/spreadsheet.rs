//! From a spreadsheet and a folder of pictures.

use super::{BuildArguments, Built};
use crate::pack_cli::pictures::{Folder, Sought, Source, about_hidden, bring};
use crate::pack_cli::report::Report;
use kiosk_core::import::{self, Draft, Options, Picture, Wanted};
use kiosk_core::pack::Problem;
use std::collections::HashMap;
use std::path::PathBuf;

pub(super) fn build(arguments: &BuildArguments) -> Result<Built, Report> {
    let source = &arguments.source;
    let bytes = std::fs::read(source).map_err(|error| {
        Report::failed(format!("{} cannot be read: {error}.", source.display()))
    })?;
    let draft = import::csv(&bytes, &options(arguments))
        .map_err(|refused| Report::bad(format!("{}: {refused}", source.display()), Vec::new()))?;
    if draft.pack.items.is_empty() {
        let mut headline = format!(
            "No pack was made: none of the {} rows could come in.",
            draft.rows
        );
        headline.extend(about_rights(&draft).map(|said| format!("\n{said}")));
        return Err(Report::bad(headline, draft.report));
    }
    let folder = match &arguments.pictures {
        Some(path) => Some(Folder::open(path).map_err(|error| {
            Report::failed(format!(
                "The folder {} cannot be read: {error}.",
                path.display()
            ))
        })?),
        None => None,
    };
    let mut gathering = Gathering {
        draft,
        folder,
        ..Gathering::default()
    };
    gathering.all();
    Ok(gathering.built())
}

fn options(arguments: &BuildArguments) -> Options {
    let title = arguments.title.clone().unwrap_or_else(|| {
        let stem = arguments.source.file_stem().unwrap_or_default();
        title_of(&stem.to_string_lossy())
    });
    let id = arguments.id.clone().unwrap_or_else(|| import::slug(&title));
    Options {
        id: if id.is_empty() { "pack".to_owned() } else { id },
        title,
        language: arguments
            .language
            .clone()
            .unwrap_or_else(|| "en".to_owned()),
        confirm_rights: arguments.confirm_rights.clone(),
    }
}

/// "summer_show-2026" → "Summer show 2026".
fn title_of(stem: &str) -> String {
    let words = stem.replace(['_', '-'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// How to bring in what the gate kept out, where it kept something out.
fn about_rights(draft: &Draft) -> Option<&'static str> {
    let asked = draft
        .report
        .iter()
        .any(|p| p.is_error() && p.field == "rights");
    asked.then_some(
        "If you have checked yourself that objects may be shown, add --confirm-rights \"name, date, why\".",
    )
}

/// Pictures on their way into the pack.
#[derive(Default)]
struct Gathering {
    draft: Draft,
    folder: Option<Folder>,
    files: HashMap<String, Source>,
    /// Name in the pack of each file that was taken.
    taken: HashMap<PathBuf, Picture>,
    problems: Vec<Problem>,
    /// Pictures that hidden data was taken out of.
    had_hidden: usize,
}

impl Gathering {
    fn all(&mut self) {
        for wanted in std::mem::take(&mut self.draft.pictures_wanted) {
            if let Some(picture) = self.one(&wanted) {
                self.draft.add_picture(&wanted, picture);
            }
        }
    }

    fn one(&mut self, wanted: &Wanted) -> Option<Picture> {
        let warn = |message: String| {
            Problem::warning(format!("item {}", wanted.item), "image", message).at_row(wanted.row)
        };
        let Some(folder) = &self.folder else {
            let message =
                "Pictures are named, but no folder of pictures. Add --pictures and the folder.";
            self.problems.push(warn(message.to_owned()));
            return None;
        };
        let path = match folder.find(&wanted.name) {
            Sought::Found(path) => path,
            Sought::Missing => {
                let message = format!("The picture \"{}\" is not in the folder.", wanted.name);
                self.problems.push(warn(message));
                return None;
            }
        };
        if let Some(known) = self.taken.get(&path) {
            return Some(known.clone());
        }
        match bring(&path, |name| {
            self.files
                .keys()
                .any(|taken| taken.eq_ignore_ascii_case(name))
        }) {
            Ok(brought) => {
                self.problems.extend(brought.note.map(warn));
                self.had_hidden += usize::from(brought.had_hidden);
                self.files
                    .insert(brought.picture.name.clone(), brought.source);
                self.taken.insert(path, brought.picture.clone());
                Some(brought.picture)
            }
            Err(why) => {
                self.problems.push(warn(why));
                None
            }
        }
    }

    fn built(self) -> Built {
        let Self {
            draft,
            files,
            mut problems,
            had_hidden,
            ..
        } = self;
        let came_in = draft.rows - draft.bad_rows();
        let mut notes = vec![format!("{came_in} of {} rows came in.", draft.rows)];
        notes.extend(about_rights(&draft).map(str::to_owned));
        notes.extend(about_hidden(had_hidden));
        if !draft.left_out.is_empty() {
            notes.push(format!(
                "Columns that were not read: {}.",
                draft.left_out.join(", ")
            ));
        }
        problems.splice(..0, draft.report);
        problems.sort_by_key(|problem| problem.row);
        Built {
            pack: draft.pack,
            files,
            problems,
            notes,
        }
    }
}
