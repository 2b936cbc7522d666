//! The compiler's wasm target, wasm-bindgen, Trunk, and wasm-opt when it can be had.

use super::{BINARYEN, Say, npm};
use crate::project::{locked_version, must};
use crate::{Project, build};
use anyhow::{Context, Result};
use std::path::Path;

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";

/// The standard library for wasm.
pub fn target(project: &Project, say: Say) -> Result<()> {
    let folder = project.ask("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        say.found(&format!("Rust for {TARGET}"));
        return Ok(());
    }
    say.does(&format!("Rust for {TARGET}"));
    must(
        project.command("rustup").args(["target", "add", TARGET]),
        "Rust for wasm is missing. With rustup: `rustup target add wasm32-unknown-unknown`; \
         with a Rust of the system, install its wasm32 standard library",
    )
}

/// The sources of the standard library make the download about 8 % smaller; nothing breaks without them.
pub fn library(project: &Project, say: Say) {
    let what = "sources of Rust's own library";
    if build::lean_std::is_here(project) {
        return say.found(what);
    }
    say.does(what);
    let mut rustup = project.command("rustup");
    if let Err(why) = must(
        rustup.args(["component", "add", "rust-src"]),
        "rustup failed",
    ) {
        println!("without  {what}, so the kiosk is a little larger: {why:#}");
    }
}

/// wasm-bindgen's program, in exactly the version of the library: the two check each other.
pub fn bindgen(project: &Project, say: Say) -> Result<()> {
    let version = locked_version(project, "wasm-bindgen")?;
    let name = "wasm-bindgen-cli";
    if has(project, "wasm-bindgen", &version) {
        say.found(&format!("wasm-bindgen {version}"));
        return Ok(());
    }
    say.does(&format!("{name} {version} (some minutes)"));
    // Without --locked: the lock file it ships with names versions that no longer build.
    install(project, "wasm-bindgen", name, &version, false)
}

/// Trunk, the bundler.
pub fn trunk(project: &Project, say: Say) -> Result<()> {
    if has(project, "trunk", TRUNK) {
        say.found(&format!("trunk {TRUNK}"));
        return Ok(());
    }
    say.does(&format!("trunk {TRUNK} (some minutes)"));
    install(project, "trunk", "trunk", TRUNK, true)
}

/// wasm-opt makes the download about 5 % smaller; nothing breaks without it.
pub fn wasm_opt(project: &Project, say: Say) {
    if project.find("wasm-opt").is_some() {
        say.found("wasm-opt");
    } else if let Err(why) = npm::package(project, BINARYEN, say) {
        say.without(&format!(
            "wasm-opt, so the kiosk is a little larger: {why:#}"
        ));
    }
}

fn has(project: &Project, program: &str, version: &str) -> bool {
    project
        .ask(program, &["--version"])
        .is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// Installs a cargo program: beside the user's others, or into the project's own tools when the user
/// has another version, which is theirs to keep.
fn install(
    project: &Project,
    program: &str,
    package: &str,
    version: &str,
    locked: bool,
) -> Result<()> {
    let mut command = project.cargo();
    if project.find("cargo-binstall").is_some() {
        command.args(["binstall", "--no-confirm", "--force"]);
    } else {
        command.args(["install", "--force"]);
        if locked {
            command.arg("--locked");
        }
    }
    command.arg("--version").arg(version).arg(package);
    if project.find(program).is_some() {
        command.arg("--root").arg(project.tools());
    }
    must(
        &mut command,
        &format!("{package} {version} could not be installed"),
    )
    .context("A C compiler and a way to the package registry are needed for this step")
}

/// Installs a cargo program in whatever is its newest version.
pub fn install_newest(project: &Project, package: &str) -> Result<()> {
    must(
        project.cargo().args(["install", "--locked", package]),
        &format!("{package} could not be installed"),
    )
}
