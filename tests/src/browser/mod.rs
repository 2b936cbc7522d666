//! A real browser under a journey's hand.

mod axe;
mod engine;
mod hand;
mod keys;
mod look;
mod names;
mod pages;
mod paper;
mod screen;
mod seen;
mod start;
mod touch;

pub use axe::Violation;
pub use engine::{ENGINES, Engine};
pub use hand::Move;
pub use names::Told;
pub use pages::Page;
pub use paper::Paper;
pub use screen::close as close_screen;
pub use start::webkit_surroundings as surroundings;

use crate::process::{self, Process};
use crate::wait;
use anyhow::{Context, Result, bail};
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A running browser with its driver.
#[derive(Debug)]
pub struct Browser {
    /// Which one.
    pub engine: Engine,
    client: Client,
    driver: Process,
    profile: Profile,
    hand: hand::Hand,
    window: look::Window,
}

/// Where a browser keeps what must outlive it.
#[derive(Debug)]
enum Profile {
    /// Gone with the browser.
    Own(TempDir),
    /// The journey's: a killed browser is started with it again.
    Lent(PathBuf),
}

impl Profile {
    fn path(&self) -> &Path {
        match self {
            Self::Own(folder) => folder.path(),
            Self::Lent(path) => path,
        }
    }
}

impl Browser {
    /// Starts with a fresh profile.
    ///
    /// # Errors
    /// When driver or browser do not start.
    pub async fn start(engine: Engine) -> Result<Self> {
        Self::begin(engine, Profile::Own(tempfile::tempdir()?)).await
    }

    /// Starts with a profile that stays.
    ///
    /// # Errors
    /// When driver or browser do not start.
    pub async fn start_with(engine: Engine, profile: &Path) -> Result<Self> {
        Self::begin(engine, Profile::Lent(profile.to_owned())).await
    }

    /// Starts with a fresh profile and a microphone that hums, for which nobody is asked.
    ///
    /// # Errors
    /// When driver or browser do not start.
    pub async fn start_with_a_microphone(engine: Engine) -> Result<Self> {
        Self::begin_so(engine, Profile::Own(tempfile::tempdir()?), true).await
    }

    async fn begin(engine: Engine, profile: Profile) -> Result<Self> {
        Self::begin_so(engine, profile, false).await
    }

    async fn begin_so(engine: Engine, profile: Profile, hums: bool) -> Result<Self> {
        let (driver, client) = start::start(engine, profile.path(), hums)
            .await
            .with_context(|| format!("{engine} does not start"))?;
        Ok(Self {
            engine,
            client,
            driver,
            profile,
            hand: hand::Hand::default(),
            window: look::Window::default(),
        })
    }

    /// Kills browser and driver at once, with everything they have started.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub fn kill(mut self) -> Result<()> {
        self.kill_all()
    }

    fn kill_all(&mut self) -> Result<()> {
        // The browser may have left the driver's family: its profile names it.
        let mut all = process::users_of(self.profile.path())?;
        all.extend(process::family(self.driver.id())?);
        process::kill(&all);
        self.driver.kill_tree()
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When the page cannot be had.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.client
            .goto(address)
            .await
            .with_context(|| format!("{address} does not open"))
    }

    /// Goes to an address and waits until the kiosk has started.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn open_kiosk(&self, address: &str) -> Result<()> {
        self.open(address).await?;
        self.ready().await
    }

    /// Waits until the kiosk has started.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<()> {
        self.html("data-ready", "true").await
    }

    /// Waits until the office has said what to show and the tablet has all of it. That takes longer than other
    /// things: pictures are fetched and written, and a call that stands still is given up after half a minute.
    ///
    /// # Errors
    /// When it does not come to that.
    pub async fn assigned(&self) -> Result<()> {
        wait::until(
            "what the office gives to show",
            wait::PATIENCE * 3,
            async || {
                let here = self.html_now("data-assigned").await?;
                Ok((here.as_deref() == Some("true")).then_some(()))
            },
        )
        .await
    }

    /// Waits until the office knows the tablet: likewise, with a second try.
    ///
    /// # Errors
    /// When it does not come to that.
    pub async fn enrolled(&self) -> Result<()> {
        wait::until("an enrolled tablet", wait::PATIENCE * 3, async || {
            let known = self.html_now("data-enrolled").await?;
            Ok((known.as_deref() == Some("true")).then_some(()))
        })
        .await
    }

    /// Waits until an attribute of `<html>` has this value.
    ///
    /// # Errors
    /// When it does not come to have it.
    pub async fn html(&self, name: &str, value: &str) -> Result<()> {
        let mut last = None;
        let what = format!("<html {name}=\"{value}\">");
        wait::holds(&what, async || {
            last = self.html_now(name).await?;
            Ok(last.as_deref() == Some(value))
        })
        .await
        .with_context(|| format!("it is {last:?}"))
    }

    /// An attribute of `<html>`.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn html_now(&self, name: &str) -> Result<Option<String>> {
        let value = self
            .js(
                "return document.documentElement.getAttribute(arguments[0])",
                vec![name.into()],
            )
            .await?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// When it throws.
    pub async fn js(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs a script that answers through its last argument.
    ///
    /// # Errors
    /// When it throws or takes too long.
    pub async fn js_later(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Presses what carries `data-act="…"`, as soon as it can be pressed.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn act(&self, name: &str) -> Result<()> {
        self.press(&format!("[data-act=\"{name}\"]")).await
    }

    /// Presses the first visible thing that matches, as soon as it can be pressed.
    ///
    /// # Errors
    /// When it cannot be pressed in time.
    pub async fn press(&self, css: &str) -> Result<()> {
        wait::until(&format!("{css} to press"), wait::PATIENCE, async || {
            let Some(element) = self.visible(css).await? else {
                return Ok(None);
            };
            self.touch(&element).await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types into the first visible thing that matches.
    ///
    /// # Errors
    /// When there is nothing to type into.
    pub async fn write(&self, css: &str, text: &str) -> Result<()> {
        let element = wait::until(&format!("{css} to write in"), wait::PATIENCE, async || {
            self.visible(css).await
        })
        .await?;
        Ok(element.send_keys(text).await?)
    }

    /// Whether something that matches is visible now.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn sees(&self, css: &str) -> Result<bool> {
        Ok(self.visible(css).await?.is_some())
    }

    /// Waits until something that matches is visible.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn awaits(&self, css: &str) -> Result<()> {
        wait::holds(css, async || self.sees(css).await).await
    }

    /// Waits for a screen.
    ///
    /// # Errors
    /// When another one stays.
    pub async fn screen(&self, name: &str) -> Result<()> {
        let now = async || {
            let script = "return document.querySelector('[data-screen]')?.dataset.screen ?? null";
            self.js(script, vec![]).await
        };
        let what = format!("the screen {name}");
        let waited = wait::holds(&what, async || Ok(now().await? == name)).await;
        match waited {
            Ok(()) => Ok(()),
            Err(why) => Err(why.context(format!("on screen is {}", now().await?))),
        }
    }

    /// The visible text of the first thing that matches.
    ///
    /// # Errors
    /// When there is none.
    pub async fn text(&self, css: &str) -> Result<String> {
        let element = self.client.find(Locator::Css(css)).await?;
        Ok(element.text().await?)
    }

    /// Values of an attribute of everything that matches.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn all(&self, css: &str, attribute: &str) -> Result<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])]\
            .map((e) => e.getAttribute(arguments[1]))";
        let found = self.js(script, vec![css.into(), attribute.into()]).await?;
        Ok(serde_json::from_value(found)?)
    }

    /// The page's own address.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// The browser's Back, as its gesture does it. WebKit's driver waits for a page to load after its
    /// own command, and the kiosk never leaves its page.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn back(&self) -> Result<()> {
        self.js("history.back()", vec![]).await.map(drop)
    }

    /// Loads the page again, as a person or the page itself does. The drivers' own command will not do:
    /// Firefox's goes past the service worker, like a reload with Shift.
    ///
    /// # Errors
    /// When no new page comes.
    pub async fn reload(&self) -> Result<()> {
        let script = "window.loadedBefore = true; location.reload()";
        self.js(script, vec![]).await?;
        wait::holds("the page anew", async || {
            let script = "return !window.loadedBefore && document.readyState === 'complete'";
            Ok(self.js(script, vec![]).await? == true)
        })
        .await
    }

    /// Whether the session still answers.
    pub async fn is_alive(&mut self) -> bool {
        let asked = self.client.execute("return 1", vec![]);
        let answered = tokio::time::timeout(wait::PATIENCE / 3, asked).await;
        self.driver.is_alive() && matches!(answered, Ok(Ok(_)))
    }

    /// Ends the session, so that the browser may tidy up.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn close(self) -> Result<()> {
        match self.client.clone().close().await {
            Ok(()) | Err(CmdError::Lost(_)) => Ok(()),
            Err(why) => bail!("the browser does not close: {why}"),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if self.driver.is_alive() {
            let _ = self.kill_all();
        }
    }
}
