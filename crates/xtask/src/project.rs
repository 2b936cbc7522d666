//! Where things are, and which programs this machine has.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's folder, and how to start programs in it.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    program: PathBuf,
}

impl Project {
    /// The project this program was built from.
    ///
    /// # Errors
    /// When the sources are no longer where they were compiled.
    pub fn here() -> Result<Self> {
        let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = crate_dir
            .parent()
            .and_then(Path::parent)
            .context("crates/xtask has lost its parent folders")?;
        if !root.join("Cargo.lock").is_file() {
            bail!(
                "The project has moved since xtask was built. Run `cargo clean -p xtask`, then try again."
            );
        }
        Ok(Self {
            root: root.to_owned(),
            program: env::current_exe()?,
        })
    }

    /// This program. Asked for at the start: a test run builds it anew meanwhile, and then the system
    /// only knows that the old file is gone.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// A path inside the project.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// Cargo's output folder.
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |dir| self.path(dir))
    }

    /// Where tools that are only for this project are put.
    pub fn tools(&self) -> PathBuf {
        self.target().join("tools")
    }

    /// A program, to be started in the project with the tools in reach.
    pub fn command(&self, program: &str) -> Command {
        let found = self.find(program);
        let mut command = Command::new(found.unwrap_or_else(|| program.into()));
        command.current_dir(&self.root).env("PATH", self.search());
        // These would make a build differ from one started by hand, and be done twice.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Cargo, the one that started us.
    pub fn cargo(&self) -> Command {
        let mut command = self.command("cargo");
        if env::var_os("CARGO_TERM_COLOR").is_none() {
            command.env("CARGO_TERM_COLOR", "auto");
        }
        command
    }

    /// Where a program is, if it is anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let endings: &[&str] = if cfg!(windows) {
            &[".exe", ".cmd"]
        } else {
            &[""]
        };
        self.folders()
            .iter()
            .flat_map(|dir| endings.iter().map(move |end| (dir, end)))
            .map(|(dir, end)| dir.join(format!("{program}{end}")))
            .find(|file| file.is_file())
    }

    /// What a program prints, trimmed; nothing when it is absent or fails.
    pub fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        self.find(program)?;
        let output = self.command(program).args(arguments).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn folders(&self) -> Vec<PathBuf> {
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        let mut folders = vec![
            self.tools().join("bin"),
            self.tools().join("node_modules").join(".bin"),
        ];
        folders.extend(cargo_home.map(|home| home.join("bin")));
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        folders
    }

    fn search(&self) -> OsString {
        env::join_paths(self.folders()).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }
}

/// Starts a command, waits, and turns a bad end into an error with these words.
///
/// # Errors
/// When the command cannot be started or fails.
pub fn must(command: &mut Command, otherwise: &str) -> Result<()> {
    let status = command.status().with_context(|| {
        format!(
            "{otherwise}: {} could not be started",
            command.get_program().display()
        )
    })?;
    if !status.success() {
        bail!("{otherwise}.");
    }
    Ok(())
}

/// The version of a package as Cargo.lock has it.
///
/// # Errors
/// When the lock file cannot be read or does not name the package.
pub fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(project.path("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    lock.split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))
        .and_then(|entry| {
            let line = entry
                .lines()
                .find_map(|line| line.strip_prefix("version = "))?;
            Some(line.trim_matches('"').to_owned())
        })
        .with_context(|| format!("Cargo.lock does not name {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindings_tool_follows_the_lock_file() -> Result<()> {
        let version = locked_version(&Project::here()?, "wasm-bindgen")?;
        assert!(version.starts_with("0.2."), "{version}");
        Ok(())
    }

    #[test]
    fn a_tool_of_the_project_comes_before_one_of_the_machine() -> Result<()> {
        let project = Project::here()?;
        assert_eq!(project.folders()[0], project.tools().join("bin"));
        Ok(())
    }
}
