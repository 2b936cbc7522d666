//! `cargo xtask setup`: finds what is needed, installs what is missing, says both in plain lines.

mod browsers;
mod kiosk;
mod npm;

use crate::{Project, build};
use anyhow::{Result, bail};

/// axe-core, which the journeys put into every screen.
pub const AXE: (&str, &str) = ("axe-core", "4.14.1");
/// MiniSearch, which `cargo xtask bench search` measures beside ours.
pub const MINISEARCH: (&str, &str) = ("minisearch", "7.2.0");
/// FlexSearch, likewise.
pub const FLEXSEARCH: (&str, &str) = ("flexsearch", "0.8.212");
/// binaryen, for `wasm-opt`.
pub const BINARYEN: (&str, &str) = ("binaryen", "132.0.0");

/// Does what `cargo xtask setup …` asks for.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    match words.first().map(String::as_str) {
        Some("kiosk") => kiosk(project, Say::All),
        Some("tests") => tests(project),
        None => kiosk(project, Say::All).and_then(|()| tests(project)),
        Some(other) => {
            bail!("`setup` knows `kiosk` and `tests`; without a word it does both. Not `{other}`.")
        }
    }
}

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    /// Each thing found or done.
    All,
    /// Only what is done: for commands that set up on their way to something else.
    Changes,
}

impl Say {
    fn found(self, what: &str) {
        if self == Self::All {
            println!("found    {what}");
        }
    }

    fn does(self, what: &str) {
        println!("installs {what}");
    }

    fn without(self, what: &str) {
        if self == Self::All {
            println!("without  {what}");
        }
    }
}

/// What building the kiosk takes.
pub fn kiosk(project: &Project, say: Say) -> Result<()> {
    kiosk::target(project, say)?;
    if !build::is_quick() {
        kiosk::library(project, say);
    }
    kiosk::bindgen(project, say)?;
    kiosk::trunk(project, say)?;
    kiosk::wasm_opt(project, say);
    Ok(())
}

/// What the journeys take.
pub fn tests(project: &Project) -> Result<()> {
    let say = Say::All;
    browsers::system(project, say)?;
    browsers::geckodriver(project, say)?;
    npm::package(project, AXE, say)
}

/// What measuring the search takes.
pub fn bench(project: &Project) -> Result<()> {
    npm::package(project, MINISEARCH, Say::Changes)?;
    npm::package(project, FLEXSEARCH, Say::Changes)
}
