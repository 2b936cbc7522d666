//! `cargo xtask finish`: the last step of Trunk's build, called by its one `post_build` hook.
//!
//! Trunk has put everything into a staging folder and moves it to `dist/` afterwards, so a failure
//! here leaves the old `dist/` as it was.

mod glue;
mod languages;
mod pack;
mod parts;
mod precache;
mod shrink;
mod squeeze;
mod styles;

pub use languages::{Language, languages};
pub use precache::{Entry, Precache};
pub use squeeze::{brotli, gzip};

use crate::{Project, build};
use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;

/// Shrinks, packs, lists and compresses what Trunk has staged.
///
/// # Errors
/// When a step fails; Trunk then stops, and `dist/` stays as it was.
pub fn run(project: &Project) -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("`finish` is called by Trunk. To build, use `cargo xtask build`.")?;
    let base = env::var("TRUNK_PUBLIC_URL").unwrap_or_else(|_| "/".to_owned());
    if !build::is_quick() {
        glue::tighten(project, &staging)?;
        styles::join(&staging)?;
    }
    pack::demo(project, &staging)?;
    languages::list(&staging)?;
    precache::list(&staging, &base)?;
    if build::is_quick() {
        return Ok(());
    }
    // Last, because it reads what the others have written.
    squeeze::folder(&staging)
}
