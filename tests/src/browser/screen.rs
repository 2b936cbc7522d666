//! A screen for browsers that have no headless mode.

use crate::process::Process;
use crate::{places, wait};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use tokio::sync::Mutex;

/// One for all of a run: X servers start slowly. Locked while it starts: a second one that took the place of the
/// first would end it, under the browser that draws on it.
static SCREEN: Mutex<Option<(Process, String)>> = Mutex::const_new(None);

/// Name of the screen (`:97`), started when nobody has yet.
///
/// # Errors
/// When the X server does not start.
pub async fn name() -> Result<String> {
    let mut screen = SCREEN.lock().await;
    if let Some((_, name)) = &*screen {
        return Ok(name.clone());
    }
    let started = start().await?;
    let name = started.1.clone();
    *screen = Some(started);
    Ok(name)
}

/// Ends the screen; statics are never dropped.
pub fn close() {
    SCREEN.blocking_lock().take();
}

async fn start() -> Result<(Process, String)> {
    let program = places::program(&["Xvfb"]).context("Xvfb is absent")?;
    for number in 90..120 {
        let socket = format!("/tmp/.X11-unix/X{number}");
        let lock = format!("/tmp/.X{number}-lock");
        if is_taken(&lock) {
            continue;
        }
        // One that was killed leaves both behind.
        let _ = std::fs::remove_file(&lock);
        let _ = std::fs::remove_file(&socket);
        let name = format!(":{number}");
        let mut server = Process::start(
            Command::new(&program)
                .args([&name, "-screen", "0", "1280x1400x24"])
                .args(["-nolisten", "tcp"]),
        )?;
        // Somebody else may take the number at the same moment: then ours ends, and the next is tried.
        let up = wait::until("the X server", wait::PATIENCE, async || {
            Ok((!server.is_alive() || Path::new(&socket).exists()).then_some(()))
        });
        up.await?;
        if server.is_alive() {
            return Ok((server, name));
        }
    }
    bail!("No X server would start.")
}

/// Whether the server that wrote this lock still lives.
fn is_taken(lock: &str) -> bool {
    let id = std::fs::read_to_string(lock).unwrap_or_default();
    let id = id.trim();
    !id.is_empty() && Path::new("/proc").join(id).exists()
}
