//! What a visitor does, in any browser.

use crate::browser::Browser;
use crate::wait;
use anyhow::{Context, Result, bail};

/// A person in front of the tablet.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    browser: &'a Browser,
    text: &'a str,
}

/// How far a visitor goes in "Have your say".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Answers everything, and is thanked.
    Thanks,
    /// Has given this many answers, and stays at the next question.
    Answers(usize),
}

/// What comes after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// Another question.
    Question,
    /// All answers once more.
    Look,
    /// The thanks.
    Thanks,
}

impl<'a> Visitor<'a> {
    /// Somebody who uses this browser.
    pub fn of(browser: &'a Browser) -> Self {
        Self {
            browser,
            text: "The smell of the wash house.",
        }
    }

    /// From Start to Home.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn begins(self) -> Result<()> {
        self.browser.screen("start").await?;
        self.browser.act("begin").await?;
        self.browser.screen("home").await
    }

    /// Passes the privacy screen of "Have your say".
    ///
    /// # Errors
    /// When there is no way.
    pub async fn goes_to_say(self) -> Result<()> {
        self.browser.act("go-say").await?;
        self.browser.screen("say").await?;
        self.browser.act("say-begin").await?;
        self.browser.awaits("[data-question]").await
    }

    /// Answers one question after the other.
    ///
    /// # Errors
    /// When a question cannot be answered or nothing follows it.
    pub async fn answers(self, until: Until) -> Result<Vec<String>> {
        let mut asked = Vec::new();
        loop {
            if until == Until::Answers(asked.len()) {
                return Ok(asked);
            }
            let question = self.question().await?;
            if asked.contains(&question) || asked.len() > 40 {
                bail!("`{question}` comes again after {asked:?}");
            }
            self.answer(&question).await?;
            asked.push(question.clone());
            self.browser.act("next").await?;
            if self.went_on_from(&question).await? {
                return match until {
                    Until::Thanks => Ok(asked),
                    Until::Answers(_) => bail!("thanked after {asked:?}"),
                };
            }
        }
    }

    /// Start to thanks and back to Start.
    ///
    /// # Errors
    /// When any step fails.
    pub async fn has_a_say(self) -> Result<()> {
        self.is_thanked().await?;
        self.leaves().await
    }

    /// As [`Visitor::has_a_say`], with this as the free text.
    ///
    /// # Errors
    /// When any step fails.
    pub async fn says(self, text: &str) -> Result<()> {
        let other = Visitor {
            browser: self.browser,
            text,
        };
        other.has_a_say().await
    }

    /// Start to thanks.
    ///
    /// # Errors
    /// When any step fails.
    pub async fn is_thanked(self) -> Result<()> {
        self.begins().await?;
        self.goes_to_say().await?;
        self.answers(Until::Thanks).await.map(drop)
    }

    /// From thanks to Start, as the next visitor finds it.
    ///
    /// # Errors
    /// When there is no way.
    pub async fn leaves(self) -> Result<()> {
        self.browser.act("finish").await?;
        self.browser.screen("start").await
    }

    /// Key of the question on screen.
    ///
    /// # Errors
    /// When there is none.
    pub async fn question(self) -> Result<String> {
        self.browser.awaits("[data-question]").await?;
        let keys = self.browser.all("[data-question]", "data-question").await?;
        keys.into_iter().next().context("a question has a key")
    }

    /// Gives the question on screen the answer that comes first to hand.
    ///
    /// # Errors
    /// When it offers none.
    pub async fn answer(self, question: &str) -> Result<()> {
        let inside = "#screen";
        for (offer, count) in [("option-", 1), ("tile-", 3), ("pick-", 1)] {
            let offered = self
                .browser
                .all(&format!("{inside} [data-act^=\"{offer}\"]"), "data-act")
                .await?;
            if offered.is_empty() {
                continue;
            }
            // The last of a few: the best face, not the worst.
            for act in offered.iter().rev().take(count) {
                self.choose(act).await?;
            }
            if offer == "tile-" {
                self.adds_a_word("belonging").await?;
            }
            return Ok(());
        }
        let paper = "[data-act=\"text-input\"]";
        if self.browser.sees(paper).await? {
            return self.browser.write(paper, self.text).await;
        }
        bail!("`{question}` offers no answer")
    }

    /// Touches an answer until it shows that it is chosen.
    async fn choose(self, act: &str) -> Result<()> {
        self.browser.act(act).await?;
        self.browser
            .awaits(&format!("[data-act=\"{act}\"][aria-pressed=\"true\"]"))
            .await
            .with_context(|| format!("{act} does not stay chosen"))
    }

    /// Types a word of their own.
    ///
    /// # Errors
    /// When there is nowhere to.
    pub async fn adds_a_word(self, word: &str) -> Result<()> {
        self.browser.act("own-word").await?;
        self.browser
            .write("[data-act=\"own-word-input\"]", word)
            .await?;
        self.browser.act("own-word-add").await
    }

    /// Waits for what comes after a question, and agrees to the last look: true when that is the thanks.
    ///
    /// # Errors
    /// When nothing comes.
    pub async fn went_on_from(self, question: &str) -> Result<bool> {
        match self.comes_after(question).await? {
            After::Question => Ok(false),
            After::Thanks => Ok(true),
            After::Look => {
                self.browser.act("say-send").await?;
                self.browser.screen("thanks").await?;
                Ok(true)
            }
        }
    }

    /// Waits for what comes after a question.
    ///
    /// # Errors
    /// When nothing comes.
    pub async fn comes_after(self, question: &str) -> Result<After> {
        let script = "const q = document.querySelector('[data-question]')?.dataset.question;\
            if (document.querySelector('[data-screen=thanks]')) return 'thanks';\
            if (document.querySelector('[data-act=say-send]')) return 'look';\
            return q && q !== arguments[0] ? 'question' : null;";
        let what = format!("what comes after `{question}`");
        wait::until(&what, wait::PATIENCE, async || {
            let seen = self.browser.js(script, vec![question.into()]).await?;
            Ok(match seen.as_str() {
                Some("thanks") => Some(After::Thanks),
                Some("look") => Some(After::Look),
                Some(_) => Some(After::Question),
                None => None,
            })
        })
        .await
    }
}
