//! What became of each fault in each engine, and the table of it in `docs/reliability.md`.

use crate::browser::{ENGINES, Engine};
use crate::places;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Before the table, and after it.
const MARKS: (&str, &str) = ("<!-- faults: begin -->\n", "<!-- faults: end -->\n");

/// What the table says of a fault that cost a response.
const LOST: &str = "**LOST**";

/// What a fault came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    /// So many thanked responses are at the office once, and nothing else is.
    Kept(usize),
    /// They are not.
    Lost,
}

/// What all came to, by fault, in the order of the suite, and engine.
type All = BTreeMap<(usize, &'static str), Came>;

static CAME: Mutex<All> = Mutex::new(BTreeMap::new());

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
    came(faults, engine, fault, Came::Kept(kept))
}

/// Notes that something a visitor was thanked for is not at the office, or not once.
pub fn lost(faults: &[Fault], engine: Engine, fault: &str) -> Result<()> {
    println!("LOST in {engine}: {fault}");
    came(faults, engine, fault, Came::Lost)
}

fn came(faults: &[Fault], engine: Engine, fault: &str, came: Came) -> Result<()> {
    let at = faults.iter().position(|known| known.name == fault);
    let at = at.with_context(|| format!("`{fault}` is not in the list of faults"))?;
    lock().insert((at, name(engine)), came);
    Ok(())
}

/// Writes the table if the whole suite was played, and at once if anything was lost: then what was not
/// played stays as it was. On CI it only looks whether that would change the page.
///
/// # Errors
/// When the page cannot be read or written, or on CI is not as it would be written.
pub fn publish(faults: &[Fault]) -> Result<()> {
    let all = lock();
    let lost = all.values().any(|came| *came == Came::Lost);
    if !is_whole(faults, &all) && !lost {
        return Ok(());
    }
    let file = places::project("docs/reliability.md");
    let page = std::fs::read_to_string(&file)?;
    let written = replaced(&page, &table(faults, &all, &page))?;
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

fn is_whole(faults: &[Fault], all: &All) -> bool {
    faults.iter().enumerate().all(|(at, fault)| {
        let mut engines = ENGINES
            .into_iter()
            .filter(|engine| (fault.engines)(*engine));
        engines.all(|engine| all.contains_key(&(at, name(engine))))
    })
}

fn table(faults: &[Fault], all: &All, page: &str) -> String {
    let mut out = String::from("| fault | Chromium | Firefox | WebKit |\n|---|---|---|---|\n");
    for (at, fault) in faults.iter().enumerate() {
        out.push_str("| ");
        out.push_str(fault.name);
        for (column, engine) in ENGINES.into_iter().enumerate() {
            let cell = match all.get(&(at, name(engine))) {
                Some(Came::Kept(count)) => format!("{count} of {count} kept, 0 lost"),
                Some(Came::Lost) => LOST.to_owned(),
                None if (fault.engines)(engine) => earlier(page, fault.name, column),
                None => fault.otherwise.to_owned(),
            };
            let _ = write!(out, " | {cell}");
        }
        out.push_str(" |\n");
    }
    out
}

/// What the page says now of a fault that was not played.
fn earlier(page: &str, fault: &str, column: usize) -> String {
    let start = format!("| {fault} | ");
    let row = page.lines().find_map(|line| line.strip_prefix(&start));
    let cell = row.and_then(|row| row.trim_end_matches(" |").split(" | ").nth(column));
    cell.unwrap_or("not played yet").to_owned()
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

fn lock() -> MutexGuard<'static, All> {
    CAME.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAULTS: [Fault; 2] = [
        Fault {
            name: "no office",
            engines: |_| true,
            otherwise: "",
        },
        Fault {
            name: "no room",
            engines: |engine| engine == Engine::Chromium,
            otherwise: "not asked",
        },
    ];
    const PAGE: &str = "Before\n<!-- faults: begin -->\n| fault | Chromium | Firefox | WebKit |\n|---|---|---|---|\n\
        | no office | 2 of 2 kept, 0 lost | 3 of 3 kept, 0 lost | 4 of 4 kept, 0 lost |\n\
        | no room | 1 of 1 kept, 0 lost | not asked | not asked |\n<!-- faults: end -->\nAfter\n";

    #[test]
    fn a_loss_stands_in_the_table_and_what_was_not_played_stays() -> Result<()> {
        let all = All::from([
            ((0, "firefox"), Came::Lost),
            ((1, "chromium"), Came::Kept(7)),
        ]);
        assert!(!is_whole(&FAULTS, &all));
        let page = replaced(PAGE, &table(&FAULTS, &all, PAGE))?;
        let expected = PAGE
            .replace("3 of 3 kept, 0 lost", LOST)
            .replace("1 of 1", "7 of 7");
        assert_eq!(page, expected);
        Ok(())
    }
}
