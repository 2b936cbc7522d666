//! `cargo xtask test`: every check there is, or one part of them, and a sum at the end.

mod programs;
mod stage;
mod tally;

use crate::{Project, build, dist, setup};
use anyhow::{Result, bail};
use programs::{Program, Wanted};
use stage::{Beside, Stages};

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
            let kiosk = stages.beside(KIOSK, build::run);
            look(&mut stages);
            let programs = programs(&mut stages, Wanted::Every);
            unit(&mut stages, programs.as_deref(), None);
            journeys(&mut stages, kiosk, programs.as_deref(), None);
        }
        Part::Unit => {
            setup::kiosk(project, setup::Say::Changes)?;
            look(&mut stages);
            let programs = programs(&mut stages, Wanted::Every);
            unit(&mut stages, programs.as_deref(), None);
        }
        Part::Journeys => {
            setup::tests(project)?;
            let kiosk = stages.beside(KIOSK, build::run);
            let programs = programs(&mut stages, Wanted::Journeys);
            journeys(&mut stages, kiosk, programs.as_deref(), None);
        }
        Part::Named(name) => {
            let kiosk = stages.beside(KIOSK, build::run);
            let programs = programs(&mut stages, Wanted::Every);
            unit(&mut stages, programs.as_deref(), Some(name));
            journeys(&mut stages, kiosk, programs.as_deref(), Some(name));
        }
    }
    stages.end()
}

const KIOSK: &str = "kiosk in release";

/// What can be said without running anything.
fn look(stages: &mut Stages) {
    stages.cargo("format", &["fmt", "--all", "--check"]);
    // The kiosk among them: it has no line for one target only, so what is linted on the host is all of it.
    let lint = ["clippy", "--quiet", "--workspace", "--all-targets"];
    stages.cargo("lints", &[&lint[..], &["--", "-D", "warnings"]].concat());
    stages.documents();
}

/// All of them, or nothing when one does not build.
fn programs(stages: &mut Stages, wanted: Wanted) -> Option<Vec<Program>> {
    stages.own("tests built", |project| programs::built(project, wanted))
}

/// Tests that need no browser.
fn unit(stages: &mut Stages, programs: Option<&[Program]>, name: Option<&str>) {
    let Some(programs) = programs else {
        return;
    };
    for (title, package) in [
        ("core", "kiosk-core"),
        ("office", "kiosk-office"),
        ("chores", "xtask"),
        ("kiosk's own logic", "kiosk"),
        ("what journeys stand on", "journeys"),
    ] {
        let theirs = programs
            .iter()
            .filter(|program| program.package == package && !program.is_journeys());
        stages.programs(title, theirs, name, false);
    }
}

/// Real browsers against the real office.
fn journeys(stages: &mut Stages, kiosk: Beside, programs: Option<&[Program]>, name: Option<&str>) {
    let built = stages.joined(kiosk);
    if built && !build::is_quick() {
        stages.own("first load under its goal", dist::check);
    }
    if let Some(programs) = programs.filter(|_| built) {
        let journeys = programs.iter().filter(|program| program.is_journeys());
        stages.programs("journeys", journeys, name, true);
    }
}
