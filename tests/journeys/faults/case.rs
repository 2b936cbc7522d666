//! One tablet through several faults: who was thanked for what, and whether that is at the office.

use super::FAULTS;
use crate::arrival::enrolled;
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::records::Stored;
use journeys::{outcome, wait};

/// A tablet, and what it thanked for.
pub struct Case<'a> {
    pub hall: &'a mut Hall,
    pub browser: &'a Browser,
    /// What each visitor wrote; no two the same.
    said: Vec<String>,
    proved: usize,
}

impl<'a> Case<'a> {
    /// A tablet that has arrived.
    pub async fn open(hall: &'a mut Hall, browser: &'a Browser) -> Result<Self> {
        enrolled(hall, browser).await?;
        Ok(Self {
            hall,
            browser,
            said: Vec::new(),
            proved: 0,
        })
    }

    /// What the next visitor will write: letters only, so that it looks like nobody's number.
    pub fn words(&self) -> String {
        let mut left = self.said.len();
        let mut letters = String::new();
        for _ in 0..4 {
            letters.insert(0, char::from(b'a' + (left % 26) as u8));
            left /= 26;
        }
        ["the smell of soap ", &letters].concat()
    }

    /// Somebody answers, is thanked and goes.
    pub async fn somebody(&mut self) -> Result<()> {
        let words = self.words();
        self.browser.is_quickly_thanked(&words).await?;
        self.said.push(words);
        Ok(())
    }

    /// Somebody was thanked in another way.
    pub fn thanked(&mut self, words: String) {
        self.said.push(words);
    }

    /// Waits until so many more calls with responses have been seen than there were.
    pub async fn tried(&self, before: usize) -> Result<()> {
        wait::holds("a try to send", async || Ok(self.calls() > before)).await
    }

    pub fn calls(&self) -> usize {
        self.hall.proxy.seen("/responses").len()
    }

    /// Everything thanked for is at the office once, nothing else is, nothing waits any more; noted as what
    /// this fault came to.
    pub async fn proves(&mut self, fault: &str) -> Result<Vec<Stored>> {
        let stored = match self.arrives().await {
            Ok(stored) => stored,
            Err(why) => {
                outcome::lost(&FAULTS, self.browser.engine, fault)?;
                return Err(why.context(fault.to_owned()));
            }
        };
        let kept = self.said.len() - self.proved;
        self.proved = self.said.len();
        outcome::note(&FAULTS, self.browser.engine, fault, kept)?;
        Ok(stored)
    }

    async fn arrives(&self) -> Result<Vec<Stored>> {
        self.browser.html("data-outbox", "0").await?;
        let stored = self.hall.receives(self.said.len()).await?;
        for words in &self.said {
            let with = |one: &&Stored| one.text.contains(words.as_str());
            let times = stored.iter().filter(with).count();
            ensure!(times == 1, "`{words}` is at the office {times} times");
        }
        let aside = self.hall.office.records().await?.quarantined().await?;
        ensure!(aside == 0, "{aside} in quarantine");
        Ok(stored)
    }
}
