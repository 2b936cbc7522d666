//! A browser without a driver: WebKit with a profile that outlives it.

use crate::browser::surroundings;
use crate::process::{self, Process};
use crate::proxy::{Command, Puppetry};
use crate::{places, wait};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// MiniBrowser, told what to do by the proxy's script in the page.
#[derive(Debug)]
pub struct Puppet {
    process: Process,
    home: PathBuf,
    strings: Arc<Puppetry>,
}

impl Puppet {
    /// Starts it on a page, keeping its files below `home`.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(home: &Path, address: &str, strings: Arc<Puppetry>) -> Result<Self> {
        let program = places::mini_browser().context("MiniBrowser is absent")?;
        let mut command = std::process::Command::new(program);
        surroundings(&mut command, home).await?;
        command.arg(address);
        Ok(Self {
            process: Process::start(&mut command)?,
            home: home.to_owned(),
            strings,
        })
    }

    /// Kills it at once, with its helpers.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub fn kill(mut self) -> Result<()> {
        let mut all = process::users_of(&self.home)?;
        all.extend(process::family(self.process.id())?);
        process::kill(&all);
        self.process.kill_tree()
    }

    /// Presses what carries `data-act="…"`, as soon as it is there.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn act(&self, name: &str) -> Result<()> {
        self.until_true(&Command::Press(format!("[data-act=\"{name}\"]")))
            .await
    }

    /// Waits until something that matches is visible.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn awaits(&self, css: &str) -> Result<()> {
        self.until_true(&Command::Exists(css.to_owned())).await
    }

    /// Types into the first thing that matches, as soon as it is there.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn write(&self, css: &str, text: &str) -> Result<()> {
        self.until_true(&Command::Type(css.to_owned(), text.to_owned()))
            .await
    }

    /// Whether something that matches is visible now.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn sees(&self, css: &str) -> Result<bool> {
        Ok(self.ask(&Command::Exists(css.to_owned())).await? == true)
    }

    /// An attribute of the first thing that matches.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        let said = self
            .ask(&Command::Attribute(css.to_owned(), name.to_owned()))
            .await?;
        Ok(said.as_str().map(str::to_owned))
    }

    /// Waits until an attribute of `<html>` has this value.
    ///
    /// # Errors
    /// When it does not come to have it.
    pub async fn html(&self, name: &str, value: &str) -> Result<()> {
        wait::holds(&format!("<html {name}=\"{value}\">"), async || {
            Ok(self.attribute("html", name).await?.as_deref() == Some(value))
        })
        .await
    }

    /// Chooses something wherever there is something to choose, and goes on to the thanks.
    ///
    /// # Errors
    /// When no thanks come.
    pub async fn skips_to_thanks(&self) -> Result<()> {
        self.skips_to_the_last_look().await?;
        self.act("say-send").await?;
        self.awaits("[data-screen=\"thanks\"]").await
    }

    /// The same, and stays at the last look.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn skips_to_the_last_look(&self) -> Result<()> {
        for _ in 0..40 {
            if self.goes_on().await? {
                return Ok(());
            }
        }
        bail!("Forty questions and no last look.")
    }

    /// Chooses something where there is something to choose, and goes on; true at the last look.
    ///
    /// # Errors
    /// When nothing comes.
    pub async fn goes_on(&self) -> Result<bool> {
        let choice = "[data-act^=\"option-\"], [data-act^=\"tile-\"], [data-act^=\"pick-\"]";
        let question = "[data-question]";
        let end = "[data-act=\"say-send\"]";
        self.awaits(&format!("{question}, {end}")).await?;
        if self.sees(end).await? {
            return Ok(true);
        }
        let at = self.attribute(question, "data-question").await?;
        if self.sees(choice).await? {
            self.until_true(&Command::Press(choice.to_owned())).await?;
            self.awaits("[aria-pressed=\"true\"]").await?;
        }
        self.act("next").await?;
        wait::holds("what comes next", async || {
            Ok(self.attribute(question, "data-question").await? != at || self.sees(end).await?)
        })
        .await?;
        Ok(false)
    }

    async fn until_true(&self, command: &Command) -> Result<()> {
        wait::holds(&format!("{command:?}"), async || {
            Ok(self.ask(command).await? == true)
        })
        .await
    }

    async fn ask(&self, command: &Command) -> Result<Value> {
        let once = || self.strings.ask(command, Duration::from_secs(10));
        let said = once().await;
        // The page that was killed before this one may have taken the order with it. What only looks may be
        // asked again; what presses is, by those who wait for what comes of it.
        if said.is_err() && matches!(command, Command::Exists(_) | Command::Attribute(..)) {
            return once().await;
        }
        said
    }
}
