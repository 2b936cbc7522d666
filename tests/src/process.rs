//! Programs that are started for a journey, and are gone after it.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// A program and everything it has started. Ends when dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts it, silent unless the variable `JOURNEY_LOUD` is set.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        if std::env::var_os("JOURNEY_LOUD").is_none() {
            command.stdout(Stdio::null()).stderr(Stdio::null());
        }
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", command.get_program().display()))?;
        Ok(Self { child })
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Kills it and all its descendants at once (SIGKILL): nothing of them gets to say goodbye.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub fn kill_tree(&mut self) -> Result<()> {
        kill(&family(self.id())?);
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The last chance: a test that failed half-way must leave no browser behind.
        if self.is_alive() {
            let _ = self.kill_tree();
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Sends a signal by name to processes.
fn signal(name: &str, ids: &BTreeSet<u32>) {
    if !ids.is_empty() {
        let _ = Command::new("kill")
            .arg(format!("-{name}"))
            .args(ids.iter().map(u32::to_string))
            .stderr(Stdio::null())
            .status();
    }
}

/// Kills these processes at once.
pub fn kill(ids: &BTreeSet<u32>) {
    signal("KILL", ids);
}

/// Asks a process to end (SIGTERM).
pub fn ask_to_end(id: u32) {
    signal("TERM", &BTreeSet::from([id]));
}

/// A process and all its descendants.
///
/// # Errors
/// When the table of processes cannot be read: these tests need Linux for that.
pub fn family(of: u32) -> Result<BTreeSet<u32>> {
    let parents = parents()?;
    let mut family = BTreeSet::from([of]);
    loop {
        let more: Vec<u32> = parents
            .iter()
            .filter(|(id, parent)| family.contains(parent) && !family.contains(id))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            return Ok(family);
        }
        family.extend(more);
    }
}

/// All processes that name this folder on their command line, with their descendants.
///
/// # Errors
/// When the table of processes cannot be read.
pub fn users_of(folder: &Path) -> Result<BTreeSet<u32>> {
    let folder = folder.to_string_lossy().into_owned();
    let mut users = BTreeSet::new();
    for id in parents()?.into_keys() {
        let line = std::fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        if String::from_utf8_lossy(&line).contains(&folder) {
            users.extend(family(id)?);
        }
    }
    Ok(users)
}

/// Every process with its parent.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let entries = std::fs::read_dir("/proc").context("There is no /proc to read")?;
    let mut parents = BTreeMap::new();
    for entry in entries.flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        // A process may be gone by now; then it needs no killing.
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name in brackets may hold anything, so the fields are counted from its end.
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split_whitespace().nth(1))
            .and_then(|field| field.parse().ok());
        if let Some(parent) = parent {
            parents.insert(id, parent);
        }
    }
    Ok(parents)
}

/// A port nobody listens on just now, and that this run has not given out before: an origin is a port, and a
/// shared browser would still have the database of an earlier journey there.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Result<u16> {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    for _ in 0..1_000 {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let mut given = GIVEN.lock().unwrap_or_else(PoisonError::into_inner);
        if port != 0 && given.insert(port) {
            return Ok(port);
        }
    }
    bail!("No free port.")
}
