//! `cargo xtask bench search`: the search of Look beside two that everybody knows, on the same rows
//! and the same key-strokes, in one run. It fails when ours falls short of what it has to keep to (`demand`).

mod demand;
mod ours;
mod theirs;

#[path = "../../../kiosk-core/tests/search_quality/collections.rs"]
mod collections;

use crate::project::must;
use crate::setup;
use crate::{Project, build};
use anyhow::{Context, Result, bail};
use collections::{Row, collection, rows};
use kiosk_core::pack::Pack;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many of the first items a visitor looks at.
const FEW: usize = 3;
/// End of the name of a collection that repeats another with longer texts.
const WITH_STORIES: &str = " with stories";
/// How often an index is built; the median counts.
const BUILDS: usize = 5;

/// Does what `cargo xtask bench …` asks for.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    match words {
        [word] if word == "search" => {}
        [word] if word == "saving" || word == "visits" => return in_a_browser(project, word),
        _ => bail!("`bench` knows `search`, `saving` and `visits`."),
    }
    if cfg!(debug_assertions) {
        // Figures of unoptimised code say nothing.
        let again = ["run", "--quiet", "--release", "--package", "xtask", "--"];
        let mut cargo = project.cargo();
        return must(
            cargo.args(again).args(["bench", "search"]),
            "The search was not measured, or is not as good as it has to be",
        );
    }
    setup::bench(project)?;
    let trials = trials(project)?;
    let ours = ours::measure(&trials);
    let minisearch = theirs::measure(project, &trials, "minisearch")?;
    let flexsearch = theirs::measure(project, &trials, "flexsearch")?;
    let engines = [
        ("this search", &*ours),
        ("MiniSearch", &*minisearch),
        ("FlexSearch", &*flexsearch),
    ];
    print(&trials, &engines);
    demand::check(&trials, &ours, &minisearch)
}

/// Measures the real kiosk, built as tablets get it, in Chromium.
fn in_a_browser(project: &Project, what: &str) -> Result<()> {
    setup::tests(project)?;
    build::run(project)?;
    let office = ["build", "--quiet", "--package", "kiosk-office"];
    must(project.cargo().args(office), "The office did not build")?;
    let measure = [
        "run",
        "--quiet",
        "--package",
        "journeys",
        "--bin",
        "measure",
        "--",
        what,
    ];
    must(project.cargo().args(measure), "The measurement failed")
}

/// A collection and what is asked of it.
struct Trial {
    name: &'static str,
    pack: Pack,
    tag: &'static str,
    rows: Vec<Row>,
}

impl Trial {
    /// What stands in the search box after each key-stroke of each query.
    fn strokes(&self) -> Vec<&'static str> {
        let queries = self.rows.iter().map(|row| row.query);
        let strokes = queries.flat_map(|query| {
            let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.map(move |end| &query[..end])
        });
        strokes.collect()
    }

    /// Counts the rows whose item is among the first few of what `find` gives.
    fn found(&self, find: impl Fn(usize) -> Vec<usize>) -> Found {
        let mut found = Found::default();
        for (nth, row) in self.rows.iter().enumerate() {
            let items = find(nth).into_iter().take(FEW);
            let mut items = items.filter_map(|item| self.pack.items.get(item));
            if !items.any(|item| row.wants(item)) {
                found.lost.push(row.query);
            } else if row.misspelt {
                found.misspelt += 1;
            } else {
                found.well += 1;
            }
        }
        found
    }
}

fn trials(project: &Project) -> Result<Vec<Trial>> {
    let names = ["demo", "demo-ar", "pictures", "culturecraft", "moma"];
    let mut trials = Vec::new();
    for name in names.into_iter().chain(["moma with stories"]) {
        let Some((pack, tag)) = collection(&project.path(""), name) else {
            println!("without  {name}: there is no museum-data beside this repository");
            continue;
        };
        let rows = rows().into_iter();
        let rows =
            rows.filter(|row| name.strip_suffix(WITH_STORIES).unwrap_or(name) == row.collection);
        trials.push(Trial {
            name,
            pack,
            tag,
            rows: rows.collect(),
        });
    }
    Ok(trials)
}

/// Rows whose item was among the first few.
#[derive(Default)]
struct Found {
    well: usize,
    misspelt: usize,
    /// The queries of the others.
    lost: Vec<&'static str>,
}

/// What was measured of one engine on one collection. Times in microseconds.
struct Measured {
    build: f64,
    strokes: Vec<f64>,
    found: Found,
}

impl Measured {
    /// The time that this share of the key-strokes stays under, in milliseconds.
    fn share(&self, percent: usize) -> f64 {
        let mut strokes = self.strokes.clone();
        strokes.sort_by(f64::total_cmp);
        let at = (strokes.len() * percent / 100).min(strokes.len().saturating_sub(1));
        strokes.get(at).copied().unwrap_or_default() / 1000.0
    }
}

fn print(trials: &[Trial], engines: &[(&str, &[Measured])]) {
    println!(
        "{:<12} {:<18} {:>6} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9}",
        "", "", "items", "build ms", "p50 ms", "p95 ms", "max ms", "well", "misspelt"
    );
    for (at, trial) in trials.iter().enumerate() {
        let misspelt = trial.rows.iter().filter(|row| row.misspelt).count();
        let well = trial.rows.len() - misspelt;
        for (engine, measured) in engines {
            let measured = &measured[at];
            println!(
                "{engine:<12} {:<18} {:>6} {:>9.1} {:>8.2} {:>8.2} {:>8.2} {:>8} {:>9}",
                trial.name,
                trial.pack.items.len(),
                measured.build / 1000.0,
                measured.share(50),
                measured.share(95),
                measured.share(100),
                format!("{}/{well}", measured.found.well),
                format!("{}/{misspelt}", measured.found.misspelt),
            );
        }
    }
    sums(trials, engines);
    println!("\nwell, misspelt: queries whose item is among the first {FEW}");
}

/// What each found of the whole table. Collections made for the time alone ask nothing new.
fn sums(trials: &[Trial], engines: &[(&str, &[Measured])]) {
    println!();
    for (engine, measured) in engines {
        let (mut well, mut misspelt, mut asked) = (0, 0, [0, 0]);
        for (trial, measured) in trials.iter().zip(*measured) {
            if trial.name.ends_with(WITH_STORIES) {
                continue;
            }
            well += measured.found.well;
            misspelt += measured.found.misspelt;
            for row in &trial.rows {
                asked[usize::from(row.misspelt)] += 1;
            }
        }
        println!(
            "{engine:<12} well spelt {well} of {}, misspelt {misspelt} of {}",
            asked[0], asked[1]
        );
    }
}

/// The median.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// What the other engines report for a collection.
#[derive(Deserialize)]
struct Report {
    build: Vec<f64>,
    strokes: Vec<f64>,
    /// For each query, the first items.
    found: Vec<Vec<usize>>,
}

/// Reports by name of the collection.
type Reports = BTreeMap<String, Report>;

fn reported(reports: &mut Reports, trial: &Trial) -> Result<Measured> {
    let report = reports.remove(trial.name);
    let report = report.with_context(|| format!("no figures for {}", trial.name))?;
    Ok(Measured {
        build: median(report.build),
        found: trial.found(|nth| report.found.get(nth).cloned().unwrap_or_default()),
        strokes: report.strokes,
    })
}
