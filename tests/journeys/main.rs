//! Journeys through the real kiosk in three engines.
//!
//! `cargo xtask test journeys` builds what they need. A word after `--` chooses by name, as in any
//! Rust test: `-- firefox`, `-- faults`, `-- "a captive portal"`.

mod access;
mod aloud;
mod arrival;
mod backup;
mod beside;
mod closer;
mod desk;
mod doing;
mod faults;
mod idle;
mod in_view;
mod isolation;
mod keep;
mod keyboard;
mod killed;
mod killed_webkit;
mod leaving;
mod long_day;
mod look;
mod look_large;
mod measures;
mod media;
mod names;
mod offline;
mod parting;
mod pictures;
mod place;
mod plays;
mod privacy;
mod rare;
mod repeat;
mod say;
mod say_pictures;
mod say_sets;
mod sealed;
mod staff;
mod stage;
mod stumble;
mod switch;
mod talking;
mod told;
mod tongues;
mod touch;
mod tour;
mod tremor;
mod visit;
mod voices;
mod wall;
mod windows;
mod wiped;

use anyhow::Result;
use journeys::browser::{ENGINES, Engine, close_screen};
use libtest_mimic::{Arguments, Trial};
use stage::{Journey, Stage};
use std::process::ExitCode;
use std::sync::Arc;

/// Asks for every theme and size in every engine.
pub const EVERY: &str = "JOURNEY_ALL";

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // With three at a time two cores idled a fifth of the time: a journey often waits. So four go, in different engines
    // as far as there are some; what is measured goes alone.
    arguments.test_threads = arguments.test_threads.or(Some(4));
    match run(&arguments) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let stage = Arc::new(Stage::set()?);
    let trials = side_by_side(ENGINES.map(|engine| trials(engine, &stage)));
    let conclusion = libtest_mimic::run(arguments, trials);
    stage.strike();
    journeys::outcome::publish(&faults::FAULTS)?;
    close_screen();
    Ok(conclusion.exit_code())
}

/// Every journey in one engine. One that is absent is left out with a word, but not on CI.
fn trials(engine: Engine, stage: &Arc<Stage>) -> Vec<Trial> {
    let missing = engine.missing();
    let absent = !missing.is_empty();
    let on_ci = std::env::var_os("CI").is_some();
    if absent && !on_ci {
        println!(
            "{engine} is left out: {} missing. `cargo xtask setup tests` says how to get it.",
            missing.join(" and ")
        );
    }
    all()
        .into_iter()
        .filter(|journey| (journey.engines)(engine))
        .map(|journey| {
            let stage = Arc::clone(stage);
            let name = format!("{engine}: {}: {}", journey.group, journey.name);
            Trial::test(name.clone(), move || stage.play(engine, &name, journey))
                .with_ignored_flag(absent && !on_ci)
        })
        .collect()
}

/// The engines take turns, each as often as it has journeys, so that none is left over at the end.
fn side_by_side(engines: [Vec<Trial>; 3]) -> Vec<Trial> {
    let mut all = Vec::new();
    for trials in engines {
        let count = trials.len().max(1);
        all.extend(
            trials
                .into_iter()
                .enumerate()
                .map(|(at, trial)| (at as f64 / count as f64, trial)),
        );
    }
    all.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    all.into_iter().map(|(_, trial)| trial).collect()
}

/// First what goes alone, then what takes minutes: begun last, it would leave the other hands idle at the end.
fn all() -> Vec<Journey> {
    [
        look_large::journeys(),
        talking::journeys(),
        pictures::journeys(),
        wall::journeys(),
        long_day::journeys(),
        doing::journeys(),
        measures::journeys(),
        visit::journeys(),
        offline::journeys(),
        faults::journeys(),
        rare::journeys(),
        repeat::journeys(),
        say::journeys(),
        say_pictures::journeys(),
        say_sets::journeys(),
        voices::journeys(),
        windows::journeys(),
        wiped::journeys(),
        access::journeys(),
        media::journeys(),
        parting::journeys(),
        place::journeys(),
        plays::journeys(),
        aloud::journeys(),
        stumble::journeys(),
        touch::journeys(),
        tremor::journeys(),
        tongues::journeys(),
        idle::journeys(),
        isolation::journeys(),
        keyboard::journeys(),
        switch::journeys(),
        names::journeys(),
        backup::journeys(),
        desk::journeys(),
        keep::journeys(),
        killed::journeys(),
        killed_webkit::journeys(),
        sealed::journeys(),
        leaving::journeys(),
        told::journeys(),
        privacy::journeys(),
        staff::journeys(),
        look::journeys(),
        beside::journeys(),
        closer::journeys(),
        in_view::journeys(),
    ]
    .concat()
}
