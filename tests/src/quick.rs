//! A visitor as quick as the page itself, for journeys that need many of them.

use crate::browser::Browser;
use anyhow::{Context, Result, bail};
use serde_json::Value;

/// What the page is told to do, in words of `quick.js`.
const WORDS: &str = include_str!("quick.js");

impl Browser {
    /// Runs an async script that knows the words of `quick.js`; its arguments are in `given`.
    ///
    /// # Errors
    /// When it throws, or does not end in time.
    pub async fn quick(&self, script: &str, given: Vec<Value>) -> Result<Value> {
        let whole = [
            "const done = arguments[arguments.length - 1];\
             const given = [...arguments].slice(0, -1);",
            WORDS,
            "(async () => {",
            script,
            "})().then((said) => done({said: said ?? null}), (why) => done({why: String(why)}));",
        ]
        .concat();
        let mut answer = self.js_later(&whole, given).await?;
        if let Some(why) = answer["why"].as_str() {
            bail!("{why}");
        }
        Ok(answer["said"].take())
    }

    /// Somebody answers everything, with this as the free text, is thanked and goes. Gives the
    /// milliseconds from the last press to the thanks; none when the tablet said it could not.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn quick_say(&self, text: &str) -> Result<Option<f64>> {
        let took = self
            .quick("return says(given[0])", vec![text.into()])
            .await?;
        let took = took.as_f64().context("a time")?;
        Ok((took >= 0.0).then_some(took))
    }

    /// The same without haste. Gives the milliseconds from the last press until the answers were on the disk,
    /// and until there were thanks.
    ///
    /// # Errors
    /// When there are none.
    pub async fn timed_say(&self, text: &str) -> Result<(f64, f64)> {
        let took = self
            .quick("return timed(given[0])", vec![text.into()])
            .await?;
        let time = |at: usize| took[at].as_f64().context("a time");
        Ok((time(0)?, time(1)?))
    }

    /// The same, and there must be thanks.
    ///
    /// # Errors
    /// When there are none.
    pub async fn is_quickly_thanked(&self, text: &str) -> Result<()> {
        match self.quick_say(text).await? {
            Some(_) => Ok(()),
            None => bail!("no thanks for {text}"),
        }
    }
}

/// Makes responses in the page, as the app itself keeps them.
const SEED: &str = include_str!("seed.js");

/// How the responses that a journey makes stand with the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    /// To be sent.
    Waiting,
    /// Confirmed long ago.
    Confirmed,
}

impl Browser {
    /// Goes to a page of the same origin without the app, so that nobody else writes. Of the kiosk's own addresses
    /// none will do: its service worker answers every one of them with the app.
    ///
    /// # Errors
    /// When the office has no such page.
    pub async fn steps_aside(&self, origin: &str) -> Result<()> {
        self.open(&format!("{origin}/office/sign-in")).await?;
        let app = "return document.querySelector('[data-screen], script[data-wasm]') !== null";
        if self.js(app, vec![]).await? != false {
            bail!("the office's page is the app");
        }
        Ok(())
    }

    /// Makes so many more responses of the one whose free text is `words`. To be called on a page without
    /// the app, which would number its own meanwhile.
    ///
    /// # Errors
    /// When there is none to make them of, or no room.
    pub async fn seeds(&self, count: usize, words: &str, how: Seeded) -> Result<()> {
        let mut left = count;
        while left > 0 {
            let some = left.min(5_000);
            let script = [SEED, "return seed(given[0], given[1], given[2])"].concat();
            let given = vec![some.into(), words.into(), (how == Seeded::Waiting).into()];
            let made = self.quick(&script, given).await?;
            if made != some {
                bail!("{made} made instead of {some}");
            }
            left -= some;
        }
        Ok(())
    }

    /// Puts the database back to its first version, with everything that is in it.
    ///
    /// # Errors
    /// When a page still holds it.
    pub async fn first_version(&self) -> Result<()> {
        let script = [SEED, "await first_version()"].concat();
        self.quick(&script, vec![]).await.map(drop)
    }
}
