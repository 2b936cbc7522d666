//! The chores: set up, build, run, test, measure.
//!
//! Each command is one file. `project` knows where things are and which programs exist; nothing
//! else looks at the environment.

mod bench;
mod build;
mod check;
mod dist;
pub mod finish;
pub mod locales;
mod project;
mod run;
pub mod schemas;
mod setup;
pub mod structure;

pub use project::Project;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask setup [kiosk|tests]          install what the build (or the tests) needs
cargo xtask build                        build the kiosk into dist/
cargo xtask run [--listen A] [--data D]  build everything, load the demo, start the office
cargo xtask test [unit|journeys|faults|NAME]
                                         check and test everything, or a part of it
cargo xtask dist                         build and print the size of every first-load file
cargo xtask bench search                 measure the search of Look beside two known ones;
                                         fails when it finds too little or is too slow
cargo xtask bench saving|visits          measure saving, or 5,000 visits in one page
cargo xtask schemas                      write docs/schemas from the types
cargo xtask locales                      compare the locale files with the source
cargo xtask add-language FILE [FOLDER]   add a locale file to a built kiosk, without compiling

On the first run `run` and `test` install what is missing.";

/// Does what the words after `cargo xtask` ask for.
///
/// # Errors
/// When a step fails; the message says which, and what to do.
pub fn run(words: &[String]) -> Result<()> {
    let project = Project::here()?;
    let rest = words.get(1..).unwrap_or_default();
    match words.first().map(String::as_str) {
        Some("setup") => setup::run(&project, rest),
        Some("build") => build::run(&project),
        Some("finish") => finish::run(&project),
        Some("bench") => bench::run(&project, rest),
        Some("dist") => dist::run(&project),
        Some("run") => run::run(&project, rest),
        Some("test") => check::run(&project, rest),
        Some("schemas") => schemas::write(&project),
        Some("locales") => locales::report(&project),
        Some("add-language") => finish::add_language(&project, rest),
        Some("help" | "--help" | "-h") | None => {
            println!("{USAGE}");
            Ok(())
        }
        Some(other) => bail!("There is no `{other}` here. These exist:\n\n{USAGE}"),
    }
}
