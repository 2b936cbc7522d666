//! Builds the demo pack from its loose files.

use crate::Project;
use anyhow::{Context, Result, anyhow};
use kiosk_core::pack::{Pack, archive};
use std::fs;
use std::path::Path;

/// Puts `demo.popup.zip` and `demo.questions.json` into the folder, and takes the loose files out of it
/// should Trunk have copied them there.
pub fn demo(project: &Project, staging: &Path) -> Result<()> {
    let source = project.path("public/demo-pack");
    if source.join("pack.json").is_file() {
        fs::write(staging.join("demo.popup.zip"), build(&source)?)?;
        fs::copy(
            source.join("demo.questions.json"),
            staging.join("demo.questions.json"),
        )
        .context("The demo's questions could not be copied")?;
    }
    let loose = staging.join("demo-pack");
    if loose.is_dir() {
        fs::remove_dir_all(loose)?;
    }
    Ok(())
}

/// The demo pack as one file.
fn build(source: &Path) -> Result<Vec<u8>> {
    let text = fs::read(source.join("pack.json"))?;
    let pack: Pack = serde_json::from_slice(&text).context("public/demo-pack/pack.json")?;
    archive::write(&pack, |name| fs::read(source.join("media").join(name)).ok())
        .map_err(|why| anyhow!("The demo pack cannot be built: {why}"))
}
