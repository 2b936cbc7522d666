//! Every screen, one after the other.

use anyhow::{Context, Result};
use journeys::browser::Browser;
use journeys::visitor::{After, Visitor};

/// Leads through every screen a visitor can meet, and calls `see` at each with its name.
pub async fn visitor<F>(browser: &Browser, mut see: F) -> Result<()>
where
    F: AsyncFnMut(&str) -> Result<()>,
{
    let person = Visitor::of(browser);
    browser.screen("start").await?;
    see("start").await?;
    person.begins().await?;
    see("home").await?;
    rooms(browser, &mut see).await?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await?;
    see("say-privacy").await?;
    browser.act("say-begin").await?;
    questions(browser, &mut see).await?;
    see("thanks").await?;
    browser.act("delete-answers").await?;
    browser.awaits("[data-act=\"delete-sure\"]").await?;
    see("thanks-sure").await?;
    browser.act("keep-answers").await?;
    person.leaves().await
}

/// Look, Do, Remember, Take away, and what makes reading easier. Begins and ends at Home.
async fn rooms<F>(browser: &Browser, see: &mut F) -> Result<()>
where
    F: AsyncFnMut(&str) -> Result<()>,
{
    browser.act("go-look").await?;
    browser.screen("look").await?;
    see("look").await?;
    browser.act("find").await?;
    browser.awaits("[data-act=find-input]").await?;
    see("look-find").await?;
    browser.act("way-decade").await?;
    browser.awaits(".choices [data-act^=\"choice-\"]").await?;
    see("look-choices").await?;
    browser.act("way-decade").await?;
    // By its number a thing is found in any language; what does not exist is in none.
    browser.write("[data-act=find-input]", "DEMO-0").await?;
    browser.awaits(".object mark, .object .why").await?;
    see("look-found").await?;
    browser.act("everything").await?;
    browser.write("[data-act=find-input]", "xqzjkw").await?;
    browser.awaits(".nothing").await?;
    see("look-nothing").await?;
    browser.act("everything").await?;
    browser.act("find").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    see("item").await?;
    browser.act("closer").await?;
    browser.awaits("[data-act=\"close-picture\"]").await?;
    see("item-closer").await?;
    browser.act("close-picture").await?;
    home(browser).await?;
    doing(browser, see).await?;
    browser.act("go-remember").await?;
    browser.screen("remember").await?;
    see("remember-topics").await?;
    browser.act("topic-any").await?;
    browser.awaits("[data-act=\"another\"]").await?;
    see("remember").await?;
    browser.act("companion").await?;
    see("remember-companion").await?;
    home(browser).await?;
    browser.act("go-take").await?;
    browser.screen("take").await?;
    see("take").await?;
    home(browser).await?;
    browser.act("easier").await?;
    browser.awaits("[role=dialog]").await?;
    see("easier").await?;
    browser.act("close-easier").await?;
    browser.screen("home").await
}

/// Do: what to choose by, the ideas, and one of them all at once and step by step.
async fn doing<F>(browser: &Browser, see: &mut F) -> Result<()>
where
    F: AsyncFnMut(&str) -> Result<()>,
{
    browser.act("go-do").await?;
    browser.screen("do").await?;
    see("do").await?;
    browser.act("side-do.things").await?;
    browser.awaits("[data-act=\"show-ideas\"]").await?;
    see("do-choose").await?;
    browser.press(".options [data-act^=\"choose-\"]").await?;
    browser.act("show-ideas").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.screen("activity").await?;
    see("activity").await?;
    browser.press("[data-act^=\"keep-\"]").await?;
    browser.act("one-step").await?;
    browser.awaits("[data-act=\"step-next\"]").await?;
    see("activity-step").await?;
    home(browser).await
}

async fn home(browser: &Browser) -> Result<()> {
    browser.act("home").await?;
    browser.screen("home").await
}

/// Every question before and after it is answered, to the thanks.
async fn questions<F>(browser: &Browser, see: &mut F) -> Result<()>
where
    F: AsyncFnMut(&str) -> Result<()>,
{
    let person = Visitor::of(browser);
    for number in 1..40 {
        let question = person.question().await?;
        see(&format!("say-{number}-{question}")).await?;
        person.answer(&question).await?;
        see(&format!("say-{number}-{question}-answered")).await?;
        browser.act("next").await?;
        match person.comes_after(&question).await? {
            After::Question => {}
            After::Thanks => return Ok(()),
            After::Look => {
                see("say-look").await?;
                browser.act("say-send").await?;
                return browser.screen("thanks").await;
            }
        }
    }
    Err(anyhow::anyhow!("no end of questions")).context("forty questions and no thanks")
}

/// Staff's screens.
pub async fn staff<F>(browser: &Browser, address: &str, pin: &str, mut see: F) -> Result<()>
where
    F: AsyncFnMut(&str) -> Result<()>,
{
    browser.open_kiosk(&format!("{address}/staff")).await?;
    browser.screen("staff-pin").await?;
    see("staff-pin").await?;
    browser.write("[data-act=\"pin-input\"]", pin).await?;
    browser.act("pin-open").await?;
    browser.screen("staff-ready").await?;
    see("staff-ready").await?;
    browser.act("to-start").await?;
    browser.screen("start").await
}
