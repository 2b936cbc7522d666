//! The packages that come from npm, pinned, into `target/tools`.

use super::Say;
use crate::Project;
use crate::project::must;
use anyhow::{Result, bail};

/// Installs a package into the project's tools.
pub fn package(project: &Project, (name, version): (&str, &str), say: Say) -> Result<()> {
    let folder = project.tools();
    let manifest = folder.join("node_modules").join(name).join("package.json");
    let wanted = format!("\"version\": \"{version}\"");
    if std::fs::read_to_string(&manifest).is_ok_and(|text| text.contains(&wanted)) {
        say.found(&format!("{name} {version}"));
        return Ok(());
    }
    if project.find("npm").is_none() {
        bail!("npm is not installed (Debian: apt install npm; macOS, Windows: nodejs.org)");
    }
    say.does(&format!("{name} {version} into target/tools"));
    std::fs::create_dir_all(&folder)?;
    // No package's own scripts are run.
    let options = [
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ];
    must(
        project
            .command("npm")
            .args(options)
            .arg("--prefix")
            .arg(&folder)
            .arg(format!("{name}@{version}")),
        &format!("npm could not install {name} {version}"),
    )
}
