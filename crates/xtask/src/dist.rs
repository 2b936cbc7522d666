//! `cargo xtask dist`: what a tablet downloads, in figures.

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

/// Builds and prints the table; fails when the goal is missed.
pub fn run(project: &Project) -> Result<()> {
    build::run(project)?;
    let dist = project.path("dist");
    let list: Precache = serde_json::from_slice(&fs::read(dist.join("precache.json"))?)?;
    let [mut code, mut later, mut fonts, mut rest] = [Sizes::default(); 4];
    println!(
        "\n{:<44} {:>10} {:>10} {:>10}",
        "bytes", "raw", "gzip", "brotli 11"
    );
    for entry in &list.files {
        let name = entry.url.trim_start_matches('/');
        let bytes = fs::read(dist.join(name))
            .with_context(|| format!("{name} is in the list and not in dist/"))?;
        if is_content(name) {
            continue;
        }
        let sizes = Sizes::of(&bytes)?;
        sizes.line(name);
        match name.rsplit('.').next() {
            Some("wasm") if is_later(name) => later.add(sizes),
            Some("js" | "wasm" | "css") => code.add(sizes),
            Some("woff2" | "woff" | "ttf") => fonts.add(sizes),
            _ => rest.add(sizes),
        }
    }
    println!();
    code.line("first load: JavaScript, wasm and styles");
    later.line("wasm fetched once the first screen stands");
    fonts.line("fonts");
    rest.line("page, languages, icons");
    judge(code.gzip)
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
