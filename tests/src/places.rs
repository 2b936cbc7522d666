//! Where things are on this machine.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};

/// A path inside the project.
pub fn project(inside: impl AsRef<Path>) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or_else(|| Path::new("."));
    root.join(inside)
}

/// Cargo's output folder.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| project("target"), project)
}

/// The office's program; another one than the last built where `JOURNEY_OFFICE` names it.
///
/// # Errors
/// When it has not been built.
pub fn office() -> Result<PathBuf> {
    let name = format!("kiosk-office{}", env::consts::EXE_SUFFIX);
    let usual = || target().join("debug").join(name);
    built(env::var_os("JOURNEY_OFFICE").map_or_else(usual, PathBuf::from))
}

/// The kiosk as visitors get it, and the demo it carries; another one where `JOURNEY_KIOSK` names its
/// folder.
///
/// # Errors
/// When it has not been built.
pub fn kiosk() -> Result<PathBuf> {
    let folder = env::var_os("JOURNEY_KIOSK").map_or_else(|| project("dist"), PathBuf::from);
    built(folder.join("precache.json"))?;
    Ok(folder)
}

/// The project's own chores.
///
/// # Errors
/// When they have not been built.
pub fn xtask() -> Result<PathBuf> {
    let name = format!("xtask{}", env::consts::EXE_SUFFIX);
    built(target().join("debug").join(name))
}

/// axe-core's program text.
///
/// # Errors
/// When it has not been installed.
pub fn axe() -> Result<String> {
    let file = target().join("tools/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&file).with_context(|| {
        format!(
            "{} is absent: run `cargo xtask setup tests`",
            file.display()
        )
    })
}

fn built(path: PathBuf) -> Result<PathBuf> {
    if !path.is_file() {
        bail!(
            "{} is absent: run the journeys with `cargo xtask test journeys`",
            path.display()
        );
    }
    Ok(path)
}

/// The first of these programs that can be found.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = home
        .map(|home| home.join("bin"))
        .into_iter()
        .chain(env::split_paths(&path))
        .collect();
    names.iter().find_map(|name| {
        folders
            .iter()
            .map(|folder| folder.join(name))
            .find(|file| file.is_file())
    })
}

/// WebKitGTK's small browser, which lies in no folder of programs.
pub fn mini_browser() -> Option<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    // Debian puts it below the name of the architecture.
    folders.extend(children(Path::new("/usr/lib")));
    let mut found: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| children(folder))
        .filter(|folder| {
            folder
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4"))
        })
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|file| file.is_file())
        .collect();
    found.sort();
    found.pop()
}

fn children(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

/// A folder below `target/screens`, made when absent.
///
/// # Errors
/// When it cannot be made.
pub fn screens(inside: &str) -> Result<PathBuf> {
    let folder = target().join("screens").join(inside);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
