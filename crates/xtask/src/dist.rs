//! `cargo xtask dist`: what a tablet downloads, in figures; and whether the first load stays under its goal.

use crate::finish::{Precache, brotli, gzip};
use crate::{Project, build};
use anyhow::{Context, Result, bail};
use std::fs;

/// JavaScript, wasm and styles of the first load together, gzip, in bytes.
const GOAL: u64 = 130 * 1024;

/// A file's three sizes.
#[derive(Clone, Copy, Default)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Sizes {
    fn of(bytes: &[u8]) -> Result<Self> {
        Ok(Self {
            raw: bytes.len() as u64,
            gzip: gzip(bytes)?.len() as u64,
            brotli: brotli(bytes)?.len() as u64,
        })
    }

    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }

    fn line(self, name: &str) {
        println!(
            "{name:<44} {:>10} {:>10} {:>10}",
            self.raw, self.gzip, self.brotli
        );
    }
}

/// When a file is fetched, or what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// JavaScript, wasm and styles that the first screens need, and the worker.
    First,
    /// Wasm fetched once the first screen stands.
    Later,
    Fonts,
    /// Page, languages, icons, the list of files.
    Rest,
}

impl Share {
    fn of(name: &str) -> Self {
        match name.rsplit('.').next() {
            Some("wasm") if is_later(name) => Self::Later,
            Some("js" | "wasm" | "css") => Self::First,
            Some("woff2" | "woff" | "ttf") => Self::Fonts,
            _ => Self::Rest,
        }
    }
}

/// Builds and prints the table; fails when the goal is missed.
pub fn run(project: &Project) -> Result<()> {
    build::run(project)?;
    let files = files(project)?;
    println!(
        "\n{:<44} {:>10} {:>10} {:>10}",
        "bytes", "raw", "gzip", "brotli 11"
    );
    for (name, sizes) in &files {
        sizes.line(name);
    }
    println!();
    let sum = |share| sum(&files, |name| Share::of(name) == share);
    sum(Share::First).line("first load: JavaScript, wasm and styles");
    sum(Share::Later).line("wasm fetched once the first screen stands");
    sum(Share::Fonts).line("fonts");
    sum(Share::Rest).line("page, languages, icons");
    self::sum(&files, |_| true).line("all");
    judge(sum(Share::First).gzip)
}

/// Whether the first load of what was built for tablets stays under the goal.
pub fn check(project: &Project) -> Result<()> {
    let mut first = 0;
    for name in names(project)? {
        if Share::of(&name) == Share::First {
            first += gzip(&read(project, &name)?)?.len() as u64;
        }
    }
    judge(first)
}

/// Everything a tablet fetches but an event's own content, with its sizes.
fn files(project: &Project) -> Result<Vec<(String, Sizes)>> {
    let sized = |name: String| Ok((name.clone(), Sizes::of(&read(project, &name)?)?));
    names(project)?.into_iter().map(sized).collect()
}

/// Their names: those in the list, the list, and the worker that reads it.
fn names(project: &Project) -> Result<Vec<String>> {
    let list: Precache = serde_json::from_slice(&read(project, "precache.json")?)?;
    let listed = list
        .files
        .iter()
        .map(|entry| entry.url.trim_start_matches('/'));
    let all = listed.chain(["precache.json", "sw.js"]);
    Ok(all
        .filter(|name| !is_content(name))
        .map(str::to_owned)
        .collect())
}

fn read(project: &Project, name: &str) -> Result<Vec<u8>> {
    let missing = || format!("{name} is in the list and not in dist/");
    fs::read(project.path("dist").join(name)).with_context(missing)
}

fn sum(files: &[(String, Sizes)], which: impl Fn(&str) -> bool) -> Sizes {
    let mut sum = Sizes::default();
    for (_, sizes) in files.iter().filter(|(name, _)| which(name)) {
        sum.add(*sizes);
    }
    sum
}

/// The demo pack belongs to the demo: an event brings its own.
fn is_content(name: &str) -> bool {
    name.ends_with(".popup.zip") || name.ends_with(".questions.json")
}

/// The first part of the program is what wasm-bindgen calls `_bg`; the others come after it.
fn is_later(name: &str) -> bool {
    !name.ends_with("_bg.wasm")
}

fn judge(gzip: u64) -> Result<()> {
    let kib = |bytes: u64| format!("{}.{} KB", bytes / 1024, bytes % 1024 * 10 / 1024);
    if gzip > GOAL {
        bail!("goal missed: {} of {} gzip", kib(gzip), kib(GOAL));
    }
    println!("\ngoal met: {} of {} gzip", kib(gzip), kib(GOAL));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_belongs_to_the_first_load_and_the_later_parts_do_not() {
        for (name, share) in [
            ("sw.js", Share::First),
            ("kiosk-1f_bg.wasm", Share::First),
            ("styles-1f.css", Share::First),
            ("kiosk-1f_visit.wasm", Share::Later),
            ("fonts/serif.woff2", Share::Fonts),
            ("index.html", Share::Rest),
        ] {
            assert_eq!(Share::of(name), share, "{name}");
        }
    }

    #[test]
    fn a_first_load_over_the_goal_fails() {
        assert!(judge(GOAL).is_ok());
        assert!(judge(GOAL + 1).is_err());
    }
}
