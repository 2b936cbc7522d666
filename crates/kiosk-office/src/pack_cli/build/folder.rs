//! From a pack folder: `pack.json`, written by hand or by a program, and the files in `media/`.

use super::{BuildArguments, Built};
use crate::pack_cli::pictures::{Source, bring};
use crate::pack_cli::report::Report;
use kiosk_core::pack::{Pack, Problem};
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
    let files = gather(&mut pack, &folder.join("media"), &mut problems)?;
    Ok(Built {
        pack,
        files,
        problems,
        notes: Vec::new(),
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

fn gather(
    pack: &mut Pack,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Result<HashMap<String, Source>, Report> {
    let mut files = HashMap::new();
    let (mut renamed, mut refused) = (Vec::new(), Vec::new());
    for media in &mut pack.media {
        let path = folder.join(&media.name);
        let subject = format!("file {}", media.name);
        if !media.media_type.starts_with("image/")
            || Path::new(&media.name).components().count() != 1
        {
            files.insert(media.name.clone(), Source::File(path));
            continue;
        }
        match bring(&path, |name| {
            files
                .keys()
                .any(|taken: &String| taken.eq_ignore_ascii_case(name))
        }) {
            Err(why) => refused.push(Problem::error(subject, "media", why)),
            Ok(brought) => {
                problems.extend(
                    brought
                        .note
                        .map(|note| Problem::warning(subject, "media", note)),
                );
                // What was made smaller may have become another kind of file.
                if brought.is_new {
                    renamed.push((media.name.clone(), brought.picture.name.clone()));
                    media.name.clone_from(&brought.picture.name);
                    media.media_type = brought.picture.media_type;
                    (media.width, media.height) = (brought.picture.width, brought.picture.height);
                }
                media.width = media.width.or(brought.picture.width);
                media.height = media.height.or(brought.picture.height);
                files.insert(media.name.clone(), brought.source);
            }
        }
    }
    for (from, to) in renamed {
        rename(pack, &from, &to);
    }
    match refused.is_empty() {
        true => Ok(files),
        false => Err(Report::bad("No pack was made.", refused)),
    }
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
