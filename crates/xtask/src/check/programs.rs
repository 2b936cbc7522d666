//! The programs that test, built before any of them runs.
//!
//! `cargo test` for one package after the other would build what they share anew for each of them: which features a
//! library has follows from all that is asked for at once. So they are asked for together.

use crate::Project;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Two groups that share little. The chores were built to run this very check, with features of their own, and would
/// be built once more with those of the others.
const TOGETHER: [&[&str]; 2] = [
    &["kiosk-core", "kiosk-office", "kiosk", "journeys"],
    &["xtask"],
];

/// A program that tests a part of the project.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    /// The package it belongs to.
    pub package: String,
    /// What it is called.
    pub name: String,
    /// Whether it is a program of its own, beside the library of the same name.
    own: bool,
    file: PathBuf,
    folder: PathBuf,
}

impl Program {
    /// Whether it plays in browsers.
    pub fn is_journeys(&self) -> bool {
        self.own && self.package == "journeys" && self.name == "journeys"
    }

    /// Ready to run where `cargo test` would run it.
    pub fn command(&self, project: &Project) -> Command {
        let mut command = project.command(&self.file.to_string_lossy());
        command
            .current_dir(&self.folder)
            .env("CARGO_MANIFEST_DIR", &self.folder);
        command
    }
}

/// What is wanted of the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    Every,
    /// The journeys, and the office they go to.
    Journeys,
}

/// Builds them, and says which there are now.
///
/// # Errors
/// When one does not build; the compiler has said why.
pub fn built(project: &Project, wanted: Wanted) -> Result<Vec<Program>> {
    let mut all = Vec::new();
    for packages in TOGETHER {
        let mut cargo = project.cargo();
        cargo.args(["test", "--quiet", "--no-run"]);
        cargo.args(["--message-format", "json-render-diagnostics"]);
        cargo.args(packages.iter().flat_map(|package| ["--package", package]));
        if wanted == Wanted::Journeys {
            // Named in the same company as ever, so that nothing is built that a whole run would build anew.
            cargo.args(["--test", "journeys", "--bin", "kiosk-office"]);
        }
        let mut child = cargo.stdout(Stdio::piped()).spawn()?;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                all.extend(program(&line?)?);
            }
        }
        if !child.wait()?.success() {
            bail!("The tests did not build; the reason stands above.");
        }
        if wanted == Wanted::Journeys {
            break;
        }
    }
    Ok(all)
}

/// What cargo says of a thing it has built, as far as it is needed here.
#[derive(Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    target: Target,
    profile: Profile,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

/// The program a line tells of; most tell of something else.
fn program(line: &str) -> Result<Option<Program>> {
    if !line.contains("\"reason\":\"compiler-artifact\"") {
        return Ok(None);
    }
    let told: Artifact = serde_json::from_str(line).context("cargo says what is not known here")?;
    let Some(file) = told.executable.filter(|_| told.profile.test) else {
        return Ok(None);
    };
    let folder = told.manifest_path.parent().context("no folder")?;
    let manifest = std::fs::read_to_string(&told.manifest_path)?;
    Ok(Some(Program {
        package: package(&manifest).context("a package has a name")?,
        name: told.target.name,
        own: told.target.kind.iter().any(|kind| kind == "test"),
        file,
        folder: folder.to_owned(),
    }))
}

/// The name in a manifest. What cargo calls its id has another form with each release.
fn package(manifest: &str) -> Option<String> {
    let (_, rest) = manifest.split_once("[package]")?;
    let name = rest.lines().find_map(|line| line.strip_prefix("name = "))?;
    Some(name.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_its_package_and_runs_in_its_folder() -> Result<()> {
        let project = Project::here()?;
        for (folder, package) in [
            ("crates/xtask", "xtask"),
            ("tests", "journeys"),
            ("", "kiosk"),
        ] {
            let folder = project.path(folder);
            let line = serde_json::json!({
                "reason": "compiler-artifact", "manifest_path": folder.join("Cargo.toml"), "target": {"name": "one", "kind": ["test"]},
                "profile": {"test": true}, "executable": "/one-0123",
            });
            let program = program(&line.to_string())?.context("a program")?;
            assert_eq!((&*program.package, &*program.name), (package, "one"));
            let runs_in = program
                .command(&project)
                .get_current_dir()
                .map(PathBuf::from);
            assert_eq!(
                runs_in.map(|at| at.canonicalize()).transpose()?,
                Some(folder.canonicalize()?)
            );
        }
        Ok(())
    }

    /// The library's own tests have the same name; played in their place, a run without journeys was green.
    #[test]
    fn journeys_are_the_program_and_not_the_library_of_that_name() -> Result<()> {
        let project = Project::here()?;
        for (kind, journeys) in [("test", true), ("lib", false)] {
            let line = serde_json::json!({
                "reason": "compiler-artifact", "manifest_path": project.path("tests/Cargo.toml"),
                "target": {"name": "journeys", "kind": [kind]}, "profile": {"test": true}, "executable": "/one-0123",
            });
            let program = program(&line.to_string())?.context("a program")?;
            assert_eq!(program.is_journeys(), journeys, "{kind}");
        }
        Ok(())
    }

    #[test]
    fn what_is_built_for_another_use_is_no_test() -> Result<()> {
        for line in [
            r#"{"reason":"build-finished","success":true}"#,
            r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml","target":{"name":"a","kind":["lib"]},"profile":{"test":false},"executable":"/a"}"#,
            r#"{"reason":"compiler-artifact","manifest_path":"/a/Cargo.toml","target":{"name":"a","kind":["lib"]},"profile":{"test":true},"executable":null}"#,
        ] {
            assert_eq!(program(line)?, None);
        }
        Ok(())
    }
}
