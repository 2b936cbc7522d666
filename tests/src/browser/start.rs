//! Starts a driver and, through it, a browser.

use super::engine::{CHROMIUM, Engine, FIREFOX};
use super::screen;
use crate::process::{Process, free_port};
use crate::{places, wait};
use anyhow::{Context, Result, anyhow};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// A driver on a free port with one session. With a microphone that hums, if that is wanted.
pub async fn start(engine: Engine, profile: &Path, hums: bool) -> Result<(Process, Client)> {
    let port = free_port()?;
    let (mut command, mut capabilities) = match engine {
        Engine::Chromium => chromium(port, profile)?,
        Engine::Firefox => firefox(port, profile)?,
        Engine::WebKit => webkit(port, profile).await?,
    };
    if hums {
        give_a_microphone(&mut capabilities);
    }
    let mut driver = Process::start(&mut command)?;
    let Value::Object(capabilities) = capabilities else {
        return Err(anyhow!("capabilities are an object"));
    };
    let client = session(&mut driver, port, capabilities).await?;
    Ok((driver, client))
}

/// Asks for a session until the driver listens; a driver that has ended will not.
async fn session(driver: &mut Process, port: u16, wanted: Capabilities) -> Result<Client> {
    wait::until("the driver to listen", wait::PATIENCE, async || {
        let listens = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
        Ok(listens.ok().map(drop))
    })
    .await?;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let address = format!("http://127.0.0.1:{port}");
    // A browser that dies while it starts leaves WebKit's driver waiting for ever.
    let asked = builder.capabilities(wanted).connect(&address);
    let client = tokio::time::timeout(wait::PATIENCE * 3, asked).await;
    let client = client.context("no session in time")?;
    client.with_context(|| format!("no session; driver alive: {}", driver.is_alive()))
}

/// The engines' own pretended devices; WebKitGTK cannot record.
fn give_a_microphone(capabilities: &mut Value) {
    if let Some(Value::Array(args)) = capabilities.pointer_mut("/goog:chromeOptions/args") {
        args.push("--use-fake-device-for-media-stream".into());
        args.push("--use-fake-ui-for-media-stream".into());
        args.push("--autoplay-policy=no-user-gesture-required".into());
    }
    if let Some(Value::Object(prefs)) = capabilities.pointer_mut("/moz:firefoxOptions/prefs") {
        prefs.insert("media.navigator.streams.fake".into(), true.into());
        prefs.insert("media.navigator.permission.disabled".into(), true.into());
    }
}

fn driver(name: &str) -> Result<Command> {
    Ok(Command::new(
        places::program(&[name]).with_context(|| format!("{name} is absent"))?,
    ))
}

fn chromium(port: u16, profile: &Path) -> Result<(Command, Value)> {
    let mut command = driver("chromedriver")?;
    command.arg(format!("--port={port}"));
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": places::program(CHROMIUM).context("chromium is absent")?,
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--no-first-run",
                "--window-size=1024,768",
                format!("--user-data-dir={}", profile.display()),
            ],
        },
    });
    Ok((command, capabilities))
}

fn firefox(port: u16, profile: &Path) -> Result<(Command, Value)> {
    // A killed Firefox would build the cache of its own scripts anew, which takes it half a second. Nothing of a page's
    // is in there.
    match std::fs::remove_file(profile.join(".startup-incomplete")) {
        Err(why) if why.kind() != ErrorKind::NotFound => return Err(why.into()),
        _ => {}
    }
    let mut command = driver("geckodriver")?;
    command
        .args(["--port", &port.to_string()])
        // A fixed one: a killed Firefox leaves the number of its last one in the profile.
        .args(["--marionette-port", &free_port()?.to_string()])
        .args(["--websocket-port", &free_port()?.to_string()])
        .env("MOZ_HEADLESS_WIDTH", "1024")
        .env("MOZ_HEADLESS_HEIGHT", "768");
    let capabilities = json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": places::program(FIREFOX).context("firefox is absent")?,
            "args": ["-headless", "-profile", profile],
            "prefs": {
                // No calls home, and no question about a session that was killed.
                "app.normandy.enabled": false,
                "browser.sessionstore.resume_from_crash": false,
                "toolkit.startup.max_resumed_crashes": -1,
                "datareporting.policy.dataSubmissionEnabled": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                // A bar above the first page, where the machine has no voices, takes 60 pixels of it at its own time.
                "media.webspeech.synth.dont_notify_on_error": true,
            },
        },
    });
    Ok((command, capabilities))
}

async fn webkit(port: u16, profile: &Path) -> Result<(Command, Value)> {
    let mut command = driver("WebKitWebDriver")?;
    command.arg(format!("--port={port}"));
    webkit_surroundings(&mut command, profile).await?;
    let capabilities = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": places::mini_browser().context("MiniBrowser is absent")?,
            "args": ["--automation"],
        },
    });
    Ok((command, capabilities))
}

/// What WebKitGTK needs to run on a machine without a desktop, keeping its files in one folder.
///
/// # Errors
/// When there is no screen to draw on.
pub async fn webkit_surroundings(command: &mut Command, home: &Path) -> Result<()> {
    command
        .env("DISPLAY", screen::name().await?)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("GDK_BACKEND", "x11")
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("NO_AT_BRIDGE", "1")
        .env("GSETTINGS_BACKEND", "memory")
        .env_remove("WAYLAND_DISPLAY");
    Ok(())
}
