//! `cargo xtask finish`: the last step of Trunk's build, called by its one `post_build` hook.
//!
//! Trunk has put everything into a staging folder and moves it to `dist/` afterwards, so a failure
//! here leaves the old `dist/` as it was.

mod glue;
mod languages;
mod pack;
mod parts;
mod precache;
mod shrink;
mod squeeze;
mod styles;

pub use languages::{Language, languages};
pub use precache::{Entry, Precache};
pub use squeeze::{brotli, gzip};

use crate::{Project, build};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Shrinks, packs, lists and compresses what Trunk has staged.
///
/// # Errors
/// When a step fails; Trunk then stops, and `dist/` stays as it was.
pub fn run(project: &Project) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`finish` is called by Trunk. To build, use `cargo xtask build`.")?;
    let base = env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());
    if !build::is_quick() {
        glue::tighten(project, &staging)?;
        styles::join(&staging)?;
    }
    pack::demo(project, &staging)?;
    languages::list(&staging)?;
    precache::list(&staging, &base)?;
    if build::is_quick() {
        return Ok(());
    }
    // Last, because it reads what the others have written.
    squeeze::folder(&staging)
}

/// `cargo xtask add-language FILE [FOLDER]`: adds a locale file to a kiosk that is built, or puts it in the place
/// of the one there. Nothing is compiled; tablets fetch it as they fetch any new version.
///
/// # Errors
/// When the file is no locale file, or the folder holds no built kiosk.
pub fn add_language(project: &Project, words: &[String]) -> Result<()> {
    let (file, built) = match words {
        [file] => (Path::new(file), project.path("dist")),
        [file, folder] => (Path::new(file), PathBuf::from(folder)),
        _ => bail!("Say which file: `cargo xtask add-language so.json [FOLDER]`."),
    };
    let name = file.file_name().context("That is no file.")?;
    if !built.join("precache.json").is_file() {
        bail!("There is no built kiosk in {}.", built.display());
    }
    let place = built.join("locales").join(name);
    let before = fs::read(&place).ok();
    fs::copy(file, &place).with_context(|| file.display().to_string())?;
    if let Err(why) = languages::list(&built) {
        // A kiosk that runs is not left with half a language.
        match before {
            Some(bytes) => fs::write(&place, bytes)?,
            None => fs::remove_file(&place)?,
        }
        return Err(why);
    }
    precache::list_again(&built)?;
    if built.join("index.html.br").is_file() {
        squeeze::folder(&built)?;
    }
    println!("{} is on Start from now on.", place.display());
    Ok(())
}
