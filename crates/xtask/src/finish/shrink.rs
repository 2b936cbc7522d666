//! Runs wasm-opt over the kiosk's wasm.

use crate::project::must;
use crate::{Project, build};
use anyhow::{Context, Result};
use kiosk_core::Hash;
use std::fs;
use std::path::{Path, PathBuf};

/// Size first, and exactly the features rustc uses for this target. `--all-features` would let the
/// optimiser write encodings that the oldest browsers we promise (Safari 16.4) cannot read.
const OPTIONS: [&str; 9] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Makes every `.wasm` in the folder smaller, if wasm-opt is there.
pub fn wasm(project: &Project, staging: &Path) -> Result<()> {
    if project.find("wasm-opt").is_none() {
        return Ok(());
    }
    for file in build::files(staging)? {
        if file.extension().is_some_and(|ending| ending == "wasm") {
            shrink(project, &file)?;
        }
    }
    Ok(())
}

/// The optimiser takes its time, and most builds change no Rust: results are kept by what went in.
fn shrink(project: &Project, file: &Path) -> Result<()> {
    let mut recipe = fs::read(file)?;
    recipe.extend(OPTIONS.join(" ").bytes());
    recipe.extend(
        project
            .ask("wasm-opt", &["--version"])
            .unwrap_or_default()
            .bytes(),
    );
    let known: PathBuf = project
        .target()
        .join("xtask")
        .join("wasm-opt")
        .join(Hash::of(&recipe).0);
    if !known.is_file() {
        fs::create_dir_all(known.parent().context("target has no folder")?)?;
        let fresh = known.with_extension("fresh");
        must(
            project
                .command("wasm-opt")
                .args(OPTIONS)
                .arg(file)
                .arg("-o")
                .arg(&fresh),
            "wasm-opt failed",
        )?;
        fs::rename(&fresh, &known)?;
    }
    fs::copy(&known, file)?;
    Ok(())
}
