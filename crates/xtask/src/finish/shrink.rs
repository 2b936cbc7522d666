//! Runs wasm-opt over the kiosk's wasm.

use crate::Project;
use crate::project::must;
use anyhow::{Context, Result};
use kiosk_core::Hash;
use std::fs;
use std::path::PathBuf;

/// Size first, and exactly the features rustc uses for this target. `--all-features` would let the
/// optimiser write encodings that the oldest browsers we promise (Safari 16.4) cannot read.
const OPTIONS: [&str; 10] = [
    "-Oz",
    // Below 1024 lies the end of the stack, which nothing reaches that has not failed before.
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes this wasm smaller, if wasm-opt is there. It takes its time, and most builds change no Rust:
/// results are kept by what went in.
pub fn wasm(project: &Project, code: Vec<u8>) -> Result<Vec<u8>> {
    let Some(version) = project.ask("wasm-opt", &["--version"]) else {
        return Ok(code);
    };
    let recipe = [&code, OPTIONS.join(" ").as_bytes(), version.as_bytes()].concat();
    let known: PathBuf = project
        .target()
        .join("xtask")
        .join("wasm-opt")
        .join(Hash::of(&recipe).0);
    if !known.is_file() {
        fs::create_dir_all(known.parent().context("target has no folder")?)?;
        let (given, fresh) = (known.with_extension("given"), known.with_extension("fresh"));
        fs::write(&given, &code)?;
        must(
            project
                .command("wasm-opt")
                .args(OPTIONS)
                .arg(&given)
                .arg("-o")
                .arg(&fresh),
            "wasm-opt failed",
        )?;
        fs::remove_file(given)?;
        fs::rename(&fresh, &known)?;
    }
    Ok(fs::read(&known)?)
}
