//! From a pack folder: `pack.json`, written by hand or by a program, and the files in `media/`.

use super::{BuildArguments, Built};
use crate::pack_cli::pictures::{Source, about_hidden, bring};
use crate::pack_cli::report::Report;
use kiosk_core::pack::{Media, Pack, Problem};
use std::collections::HashMap;
use std::path::Path;

pub(super) fn build(arguments: &BuildArguments) -> Result<Built, Report> {
    let given = [&arguments.title, &arguments.language, &arguments.id];
    if given.iter().any(|option| option.is_some()) || arguments.pictures.is_some() {
        return Err(Report::failed(
            "A pack folder has its title, language, id and pictures in it. \
             Leave out --title, --language, --id and --pictures.",
        ));
    }
    let folder = match arguments.source.is_dir() {
        true => arguments.source.as_path(),
        false => arguments.source.parent().unwrap_or(Path::new("")),
    };
    let mut pack = read(&folder.join("pack.json"))?;
    if arguments.confirm_rights.is_some() {
        pack.rights_confirmed.clone_from(&arguments.confirm_rights);
    }
    let mut problems = Vec::new();
    let (files, had_hidden) = gather(&mut pack, &folder.join("media"), &mut problems)?;
    Ok(Built {
        pack,
        files,
        problems,
        notes: about_hidden(had_hidden).into_iter().collect(),
    })
}

fn read(path: &Path) -> Result<Pack, Report> {
    let bytes = std::fs::read(path)
        .map_err(|error| Report::failed(format!("{} cannot be read: {error}.", path.display())))?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Report::bad(
            format!("{} is not right: {error}.", path.display()),
            Vec::new(),
        )
    })
}

/// The files, and how many pictures hidden data was taken out of.
fn gather(
    pack: &mut Pack,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Result<(HashMap<String, Source>, usize), Report> {
    let mut files = HashMap::new();
    let mut had_hidden = 0;
    let (mut renamed, mut refused) = (Vec::new(), Vec::new());
    let mut names: Vec<String> = pack.media.iter().map(|media| media.name.clone()).collect();
    for (at, media) in pack.media.iter_mut().enumerate() {
        let old = std::mem::take(&mut names[at]);
        let subject = format!("file {old}");
        let taken = take(media, folder, &names);
        names[at].clone_from(&media.name);
        match taken {
            Err(why) => refused.push(Problem::error(subject, "media", why)),
            Ok(taken) => {
                let note = taken.note;
                problems.extend(note.map(|note| Problem::warning(subject, "media", note)));
                had_hidden += usize::from(taken.had_hidden);
                files.insert(media.name.clone(), taken.source);
            }
        }
        if media.name != old {
            renamed.push((old, media.name.clone()));
        }
    }
    for (from, to) in renamed {
        rename(pack, &from, &to);
    }
    match refused.is_empty() {
        true => Ok((files, had_hidden)),
        false => Err(Report::bad("No pack was made.", refused)),
    }
}

/// A file that was taken.
struct Taken {
    source: Source,
    note: Option<String>,
    had_hidden: bool,
}

/// Takes one file; a picture is checked and its size noted. What had to be drawn anew may have become
/// another kind of file, under another name.
fn take(media: &mut Media, folder: &Path, others: &[String]) -> Result<Taken, String> {
    let path = folder.join(&media.name);
    let is_plain = Path::new(&media.name).components().count() == 1;
    if !media.media_type.starts_with("image/") || !is_plain {
        return Ok(Taken {
            source: Source::File(path),
            note: None,
            had_hidden: false,
        });
    }
    let is_taken = |name: &str| others.iter().any(|other| other.eq_ignore_ascii_case(name));
    let brought = bring(&path, is_taken)?;
    let picture = brought.picture;
    if brought.is_new {
        media.name = picture.name;
        media.media_type = picture.media_type;
        (media.width, media.height) = (picture.width, picture.height);
    }
    media.width = media.width.or(picture.width);
    media.height = media.height.or(picture.height);
    Ok(Taken {
        source: brought.source,
        note: brought.note,
        had_hidden: brought.had_hidden,
    })
}

fn rename(pack: &mut Pack, from: &str, to: &str) {
    let pictures = pack.items.iter_mut().flat_map(|item| &mut item.pictures);
    let sheets = pack
        .activities
        .iter_mut()
        .flat_map(|activity| &mut activity.sheet);
    for name in pictures.chain(sheets).filter(|name| *name == from) {
        to.clone_into(name);
    }
}
