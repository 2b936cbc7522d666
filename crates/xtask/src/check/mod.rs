//! `cargo xtask test`: every check there is, or one part of them, and a sum at the end.

mod stage;
mod tally;

use crate::{Project, build, dist, setup};
use anyhow::{Result, bail};
use stage::Stages;

/// Which part was asked for.
enum Part {
    Everything,
    Unit,
    Journeys,
    /// Tests whose name contains this, wherever they are.
    Named(String),
}

/// Runs the checks; fails when any of them does.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let part = match words {
        [] => Part::Everything,
        [word] if word == "unit" => Part::Unit,
        [word] if word == "journeys" => Part::Journeys,
        [name] => Part::Named(name.clone()),
        _ => bail!("`test` takes one word at most: unit, journeys, faults, or part of a name."),
    };
    let mut stages = Stages::new(project);
    match &part {
        Part::Everything => {
            setup::kiosk(project, setup::Say::All)?;
            setup::tests(project)?;
            look(&mut stages);
            unit(&mut stages, None);
            journeys(&mut stages, None, Office::Tested);
        }
        Part::Unit => {
            setup::kiosk(project, setup::Say::Changes)?;
            look(&mut stages);
            unit(&mut stages, None);
        }
        Part::Journeys => {
            setup::tests(project)?;
            journeys(&mut stages, None, Office::ToBuild);
        }
        Part::Named(name) => {
            unit(&mut stages, Some(name));
            journeys(&mut stages, Some(name), Office::ToBuild);
        }
    }
    stages.end()
}

/// What can be said without running anything.
fn look(stages: &mut Stages) {
    stages.cargo("format", &["fmt", "--all", "--check"]);
    // The kiosk among them: it has no line for one target only, so what is linted on the host is all of it.
    let lint = ["clippy", "--quiet", "--workspace", "--all-targets"];
    stages.cargo("lints", &[&lint[..], &["--", "-D", "warnings"]].concat());
    stages.documents();
}

/// Tests that need no browser.
fn unit(stages: &mut Stages, name: Option<&str>) {
    let name: Vec<&str> = name.into_iter().collect();
    let tests: [(&str, &[&str]); 3] = [
        (
            "core",
            &["test", "--quiet", "-p", "kiosk-core", "--all-features"],
        ),
        (
            "office and chores",
            &["test", "--quiet", "-p", "kiosk-office", "-p", "xtask"],
        ),
        (
            "kiosk's own logic",
            &["test", "--quiet", "-p", "kiosk", "--lib"],
        ),
    ];
    for (title, arguments) in tests {
        stages.cargo(title, &[arguments, &name].concat());
    }
}

/// Whether the office stands already: its own tests run the very program that serves the journeys.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Office {
    Tested,
    ToBuild,
}

/// Real browsers against the real office.
fn journeys(stages: &mut Stages, name: Option<&str>, office: Office) {
    let built = stages.own("kiosk in release", build::run);
    if built && !build::is_quick() {
        stages.own("first load under its goal", dist::check);
    }
    let office = office == Office::Tested
        || stages.cargo(
            "office for the journeys",
            &["build", "--quiet", "--package", "kiosk-office"],
        );
    let ready = built && office;
    if ready {
        let mut arguments = vec!["test", "--quiet", "--package", "journeys", "--"];
        arguments.extend(name);
        stages.cargo_aloud("journeys", &arguments);
    }
}
