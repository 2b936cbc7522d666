//! What became of each fault in each engine, and the table of it in `docs/reliability.md`.

use crate::browser::{ENGINES, Engine};
use crate::places;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Before the table, and after it.
const MARKS: (&str, &str) = ("<!-- faults: begin -->\n", "<!-- faults: end -->\n");

/// Outcomes by fault, in the order of [`FAULTS`], and engine.
static KEPT: Mutex<BTreeMap<(usize, &'static str), usize>> = Mutex::new(BTreeMap::new());

/// A fault of the suite.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Its name, as the table has it.
    pub name: &'static str,
    /// Engines that can have it.
    pub engines: fn(Engine) -> bool,
    /// Why the others cannot.
    pub otherwise: &'static str,
}

/// Notes that so many thanked responses were at the office once, and nothing else.
pub fn note(faults: &[Fault], engine: Engine, fault: &str, kept: usize) -> Result<()> {
    let at = faults.iter().position(|known| known.name == fault);
    let at = at.with_context(|| format!("`{fault}` is not in the list of faults"))?;
    lock().insert((at, name(engine)), kept);
    Ok(())
}

/// Writes the table if the whole suite was played; on CI it only looks whether that would change it.
///
/// # Errors
/// When the page cannot be read or written, or on CI is not as it would be written.
pub fn publish(faults: &[Fault]) -> Result<()> {
    let kept = lock();
    if !is_whole(faults, &kept) {
        return Ok(());
    }
    let file = places::project("docs/reliability.md");
    let page = std::fs::read_to_string(&file)?;
    let written = replaced(&page, &table(faults, &kept))?;
    if written == page {
        return Ok(());
    }
    let never_written = page.contains(&[MARKS.0, MARKS.1].concat());
    if std::env::var_os("CI").is_some() && never_written {
        println!("docs/reliability.md has no table yet: run `cargo xtask test faults`");
        return Ok(());
    }
    if std::env::var_os("CI").is_some() {
        bail!("docs/reliability.md is not what the faults came to: run `cargo xtask test faults`");
    }
    std::fs::write(file, written)?;
    println!("docs/reliability.md has a new table.");
    Ok(())
}

fn is_whole(faults: &[Fault], kept: &BTreeMap<(usize, &'static str), usize>) -> bool {
    faults.iter().enumerate().all(|(at, fault)| {
        let mut engines = ENGINES
            .into_iter()
            .filter(|engine| (fault.engines)(*engine));
        engines.all(|engine| kept.contains_key(&(at, name(engine))))
    })
}

fn table(faults: &[Fault], kept: &BTreeMap<(usize, &'static str), usize>) -> String {
    let mut out = String::from("| fault | Chromium | Firefox | WebKit |\n|---|---|---|---|\n");
    for (at, fault) in faults.iter().enumerate() {
        out.push_str("| ");
        out.push_str(fault.name);
        for engine in ENGINES {
            match kept.get(&(at, name(engine))) {
                Some(count) => {
                    let _ = write!(out, " | {count} of {count} kept, 0 lost");
                }
                None => {
                    let _ = write!(out, " | {}", fault.otherwise);
                }
            }
        }
        out.push_str(" |\n");
    }
    out
}

fn replaced(page: &str, table: &str) -> Result<String> {
    let missing = "docs/reliability.md has lost the marks of its table";
    let (before, rest) = page.split_once(MARKS.0).context(missing)?;
    let (_, after) = rest.split_once(MARKS.1).context(missing)?;
    Ok([before, MARKS.0, table, MARKS.1, after].concat())
}

fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Chromium => "chromium",
        Engine::Firefox => "firefox",
        Engine::WebKit => "webkit",
    }
}

fn lock() -> MutexGuard<'static, BTreeMap<(usize, &'static str), usize>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}
