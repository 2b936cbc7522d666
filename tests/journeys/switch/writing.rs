//! Somebody scans with a switch, and a helper beside them writes.

use super::{is_over, scans_home};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "switch",
        "a helper writes what they like while somebody scans, and the switch goes on after it",
        helper_writes
    )]
}

const PAPER: &str = "[data-act=text-input]";

/// On the way the page itself puts the focus into a field: that is nobody who writes.
async fn helper_writes(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = scans_home(hall, browser).await?;
    person.goes("go-say", "say").await?;
    person.chooses("say-begin").await?;
    let visitor = Visitor::of(browser);
    let mut question = visitor.question().await?;
    while !browser.sees(PAPER).await? {
        if browser.sees("[data-act=own-word]").await? {
            person.chooses("own-word").await?;
            has_focus(browser, "[data-act=own-word-input]", true).await?;
        }
        person.chooses("next").await?;
        is_over(browser, &question).await?;
        question = visitor.question().await?;
    }
    browser.press(PAPER).await?;
    for letter in "two words".chars() {
        browser.key(letter).await?;
    }
    holds(browser, "two words").await?;
    browser.escape().await?;
    has_focus(browser, PAPER, false).await?;
    browser.press(PAPER).await?;
    browser.key('!').await?;
    // A touch beside it leaves the field, and chooses nothing.
    browser.press("#question").await?;
    has_focus(browser, PAPER, false).await?;
    let words = browser.js(WRITTEN, vec![PAPER.into()]).await?;
    ensure!(
        words.as_str().is_some_and(|words| words.len() == 10),
        "{words}"
    );
    ensure!(
        visitor.question().await? == question,
        "something was chosen"
    );
    person.chooses("next").await?;
    is_over(browser, &question).await
}

const WRITTEN: &str = "return document.querySelector(arguments[0]).value";

async fn holds(browser: &Browser, words: &str) -> Result<()> {
    wait::holds(&format!("`{words}` on the paper"), async || {
        Ok(browser.js(WRITTEN, vec![PAPER.into()]).await? == words)
    })
    .await
}

async fn has_focus(browser: &Browser, css: &str, wanted: bool) -> Result<()> {
    let script = "return document.activeElement.matches(arguments[0])";
    wait::holds(&format!("focus on {css}: {wanted}"), async || {
        Ok(browser.js(script, vec![css.into()]).await? == wanted)
    })
    .await
}
