//! Searches from npm, measured by Node.

use super::{BUILDS, FEW, Measured, Reports, Trial, reported};
use crate::Project;
use anyhow::{Context, Result, bail};
use kiosk_core::Text;
use kiosk_core::language::base;
use kiosk_core::pack::{Item, Pack};
use serde_json::{Value, json};
use std::fs;

const SCRIPT: &str = include_str!("search.mjs");

/// Measures one of them on every collection.
pub fn measure(project: &Project, trials: &[Trial], engine: &str) -> Result<Vec<Measured>> {
    if project.find("node").is_none() {
        bail!("Node is not installed; the other two searches run in it");
    }
    // Beside its packages, where Node looks for them.
    let script = project.tools().join("search.mjs");
    fs::write(&script, SCRIPT)?;
    let input = project.tools().join("search.json");
    let trials_json: Vec<Value> = trials.iter().map(trial).collect();
    let asked = json!({ "trials": trials_json, "builds": BUILDS, "few": FEW });
    fs::write(&input, serde_json::to_vec(&asked)?)?;
    let output = project
        .command("node")
        .args([&script, &input])
        .arg(engine)
        .output()?;
    if !output.status.success() {
        bail!("{engine}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut reports: Reports =
        serde_json::from_slice(&output.stdout).context("unexpected words from Node")?;
    trials
        .iter()
        .map(|trial| reported(&mut reports, trial))
        .collect()
}

fn trial(trial: &Trial) -> Value {
    let items = trial.pack.items.iter().enumerate();
    let items = items.map(|(id, item)| row(&trial.pack, trial.tag, id, item));
    json!({
        "name": trial.name,
        "items": items.collect::<Vec<_>>(),
        "strokes": trial.strokes(),
        "queries": trial.rows.iter().map(|row| row.query).collect::<Vec<_>>(),
    })
}

/// The same texts as ours reads, a field each.
fn row(pack: &Pack, tag: &str, id: usize, item: &Item) -> Value {
    let text = |text: &Text| {
        let variants = text.0.iter().filter(|(known, _)| base(known) == base(tag));
        let variants: Vec<&str> = variants.map(|(_, text)| text.as_str()).collect();
        variants.join("\n")
    };
    let themes = pack
        .themes
        .iter()
        .filter(|theme| item.themes.contains(&theme.id));
    let themes: Vec<String> = themes.map(|theme| text(&theme.title)).collect();
    json!({
        "id": id,
        "title": text(&item.title),
        "number": item.number,
        "object_name": text(&item.object_name),
        "maker": text(&item.maker),
        "place": text(&item.place),
        "theme": themes.join("\n"),
        "brief": text(&item.brief),
        "story": text(&item.story),
    })
}
