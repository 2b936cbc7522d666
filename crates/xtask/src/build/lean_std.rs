//! Rust's standard library, built for the kiosk alone: small, and without the sentences of panics, which
//! nobody at a tablet reads. A panic stops the program as before; `boot.js` then loads the page anew.
//!
//! The pinned compiler counts this as unstable and says so to no other build: what it needs is set for
//! Trunk's one call. Host programs and the quick kiosk are built as ever.

use crate::Project;
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// For the kiosk's target only.
pub const FLAGS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// The hook in Trunk.toml.
const HOOK: &str = "command = \"cargo\"\ncommand_arguments = [\"xtask\", \"finish\"]";

/// Whether the library's sources are here; rustup calls them `rust-src`.
pub fn is_here(project: &Project) -> bool {
    project
        .ask("rustc", &["--print", "sysroot"])
        .is_some_and(|sysroot| {
            let library = Path::new(&sysroot).join("lib/rustlib/src/rust/library");
            library.join("std/Cargo.toml").is_file()
        })
}

/// Makes Trunk build the library with the kiosk.
pub fn ask_for(project: &Project, trunk: &mut Command) -> Result<()> {
    trunk
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    // The hook inherits all that, and cargo would build xtask anew with it: so the hook is this very
    // program, in a copy of Trunk's configuration.
    let text = fs::read_to_string(project.path("Trunk.toml"))?;
    ensure!(
        text.contains(HOOK),
        "Trunk.toml does not call `cargo xtask finish` as it did."
    );
    let hook = format!(
        "command = '{}'\ncommand_arguments = [\"finish\"]",
        project.program().display()
    );
    let copy = project.target().join("xtask").join("Trunk.toml");
    fs::write(&copy, text.replace(HOOK, &hook))?;
    trunk
        .arg("--config")
        .arg(copy)
        .arg("--dist")
        .arg(project.path("dist"))
        .arg(project.path("index.html"));
    Ok(())
}
