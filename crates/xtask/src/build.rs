//! `cargo xtask build`: the kiosk into `dist/`, unless `dist/` is what would come out anyway.

pub mod lean_std;
pub mod parts;

use crate::project::must;
use crate::{Project, setup};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything that decides what `dist/` holds.
const SOURCES: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    "crates/kiosk-core/Cargo.toml",
    "crates/kiosk-core/src",
    "crates/xtask/src/build",
    "crates/xtask/src/finish",
    "public",
    "src",
];

/// Set to anything, this asks for a kiosk that is built in seconds instead of minutes: larger and slower,
/// for trying things out. Never for a tablet.
pub const QUICK: &str = "KIOSK_QUICK";

/// Where cargo looks for the compiler's flags for the kiosk alone.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Whether a quick build is asked for. CI never asks.
pub fn is_quick() -> bool {
    std::env::var_os(QUICK).is_some() && std::env::var_os("CI").is_none()
}

/// Builds the kiosk if anything has changed.
pub fn run(project: &Project) -> Result<()> {
    setup::kiosk(project, setup::Say::Changes)?;
    let notes = project.target().join("xtask");
    fs::create_dir_all(&notes)?;
    // Two builds at once would write into one staging folder. The lock goes with the process.
    let turn = fs::File::create(notes.join("kiosk-build.lock"))?;
    turn.lock().context("no turn to build")?;
    let mark = notes.join("kiosk-built-from");
    let now = fingerprint(project)?;
    let finished = project.path("dist").join("precache.json");
    if finished.is_file() && fs::read_to_string(&mark).is_ok_and(|then| then == now) {
        println!("The kiosk in dist/ is up to date.");
        return Ok(());
    }
    println!("Building the kiosk into dist/.");
    // A build that fails half-way must not look finished next time.
    if mark.exists() {
        fs::remove_file(&mark)?;
    }
    let mut trunk = project.command("trunk");
    trunk.args(["build", "--quiet"]);
    if is_quick() {
        println!(
            "Quickly: large and slow, for trying things out. Without {QUICK} it is built for tablets."
        );
        trunk.args(["--cargo-profile", "quick"]);
    } else {
        parts::ask_for(&mut trunk);
        let mut flags = vec![parts::FLAG];
        if lean_std::is_here(project) {
            lean_std::ask_for(project, &mut trunk)?;
            flags.push(lean_std::FLAGS);
        }
        trunk.env(FLAGS, flags.join(" "));
    }
    must(
        &mut trunk,
        "The kiosk did not build; the reason stands above",
    )?;
    fs::write(&mark, now)?;
    Ok(())
}

/// A hash over names and bytes. Times of files lie after a checkout; bytes do not.
fn fingerprint(project: &Project) -> Result<String> {
    let mut hash = Sha256::new();
    for source in SOURCES {
        for file in files(&project.path(source))? {
            hash.update(file.as_os_str().as_encoded_bytes());
            let bytes = fs::read(&file)?;
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
    }
    // A tool that came or went changes the result as well.
    hash.update([
        u8::from(project.find("wasm-opt").is_some()),
        u8::from(is_quick()),
        u8::from(lean_std::is_here(project)),
    ]);
    Ok(kiosk_core::ids::hex(&hash.finalize()))
}

/// All files under a path, in one fixed order; the path itself when it is a file; none when absent.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}
