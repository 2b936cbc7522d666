//! Looking: finding things, and everything there is beside one.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::visitor::{Until, Visitor};
use journeys::{hall::Hall, places, wait};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "look",
            "a thing is found by typing, by touching words and by narrowing, with no dead end",
            found
        ),
        shared!(
            "look",
            "a place that is chosen stays chosen in another language and in Easy Read",
            stays_chosen
        ),
    ]
}

pub async fn to_look(browser: &Browser) -> Result<()> {
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await
}

/// How many things the status speaks of.
async fn things(browser: &Browser) -> Result<usize> {
    let said = browser.text(".look .status").await?;
    let number: String = said.chars().take_while(char::is_ascii_digit).collect();
    number
        .parse()
        .with_context(|| format!("no number in {said:?}"))
}

async fn comes_to(browser: &Browser, count: usize) -> Result<()> {
    wait::holds(&format!("{count} things"), async || {
        Ok(things(browser).await? == count)
    })
    .await
}

/// Every visitor finds something: by a word misspelt, by words to touch, by when and where.
async fn found(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    comes_to(browser, 24).await?;
    browser.act("find").await?;
    by_typing(browser).await?;
    by_touching(browser).await?;
    within_a_theme(browser).await?;
    by_other_words(browser).await?;
    by_narrowing(browser).await?;
    no_dead_end(browser).await?;
    nothing_stays(browser).await
}

async fn by_typing(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "wirless").await?;
    browser.awaits("[data-act=item-DEMO-03]").await?;
    let marked =
        "return document.querySelector('[data-act=item-DEMO-03] mark')?.textContent ?? null";
    ensure!(
        browser.js(marked, vec![]).await? == "Wireless",
        "the match is not marked"
    );
    look_at(browser, "look-found").await?;
    let violations = browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:?}");
    // Into a thing and back: what was found is still there.
    browser.act("item-DEMO-03").await?;
    browser.screen("item").await?;
    browser.act("back").await?;
    browser.screen("look").await?;
    browser.awaits("[data-act=item-DEMO-03] mark").await
}

async fn by_touching(browser: &Browser) -> Result<()> {
    browser.act("everything").await?;
    comes_to(browser, 24).await?;
    let before = browser.text("[data-act=word-0]").await?;
    browser.act("word-0").await?;
    wait::holds("fewer things", async || {
        Ok((1..24).contains(&things(browser).await?))
    })
    .await?;
    let typed = "return document.querySelector('[data-act=find-input]').value";
    ensure!(
        browser.js(typed, vec![]).await? == before.as_str(),
        "the word is not in the field"
    );
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

const TYPED: &str = "return document.querySelector('[data-act=find-input]').value";

const CLEARED: &str = "const field = document.querySelector('[data-act=find-input]'); \
    field.value = ''; field.dispatchEvent(new Event('input', {bubbles: true}))";

/// Search was opened on things of wartime: every word to touch finds some of them.
async fn within_a_theme(browser: &Browser) -> Result<()> {
    browser.act("find").await?;
    browser.act("theme-wartime").await?;
    wait::holds("fewer things", async || Ok(things(browser).await? < 24)).await?;
    browser.act("find").await?;
    let all = things(browser).await?;
    browser.awaits("[data-act=word-0]").await?;
    let words = browser.all(".suggested button", "data-act").await?;
    for word in &words {
        browser.act(word).await?;
        wait::holds(&format!("some of wartime by {word}"), async || {
            let typed = browser.js(TYPED, vec![]).await?;
            Ok(typed != "" && (1..=all).contains(&things(browser).await?))
        })
        .await?;
        // Back to what was chosen: nothing typed, the theme still there.
        browser.js(CLEARED, vec![]).await?;
        comes_to(browser, all).await?;
        browser.awaits(&format!("[data-act={word}]")).await?;
    }
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

/// A word that only the Easy Read story has: that wording is shown, with its mark.
async fn by_other_words(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "danger").await?;
    browser
        .awaits("[data-act=item-DEMO-04] .why [lang=en-simple] mark")
        .await?;
    let marked = "return document.querySelector('[data-act=item-DEMO-04] .why mark').textContent";
    ensure!(browser.js(marked, vec![]).await? == "danger");
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

/// The place that is said to be chosen, its language, and how many things are shown.
const CHOSEN: &str = "const way = document.querySelector('[data-act=way-place] b span'); \
    return [way?.textContent ?? '', way?.lang ?? '', document.querySelectorAll('.look .object').length]";

async fn stays_chosen(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    browser.act("find").await?;
    browser.act("way-place").await?;
    // The first of the places is where most things are from.
    browser
        .press("[data-act^=choice-]:not([data-act=choice-all])")
        .await?;
    comes_to(browser, 2).await?;
    for (act, place, language) in [
        ("easy-read", "Easington Colliery", "en"),
        ("language-ar", "إيزنغتون كوليري", "ar"),
        ("easy-read", "إيزنغتون كوليري", "ar"),
        ("language-en", "Easington Colliery", "en"),
    ] {
        browser.act("easier").await?;
        browser.act(act).await?;
        // Its words come a moment later and move what is pressed next.
        browser.html("lang", language).await?;
        browser.act("close-easier").await?;
        wait::holds(&format!("two things of {place}"), async || {
            let chosen = browser.js(CHOSEN, vec![]).await?;
            Ok(chosen == serde_json::json!([place, language, 2]))
        })
        .await?;
        browser.act("way-place").await?;
        browser
            .awaits("[data-act^=choice-][aria-pressed=true]:not([data-act=choice-all])")
            .await?;
        browser.act("way-place").await?;
    }
    Ok(())
}

async fn by_narrowing(browser: &Browser) -> Result<()> {
    browser.act("way-decade").await?;
    let count = browser.text("[data-act=choice-1930] .count").await?;
    look_at(browser, "look-decades").await?;
    browser.act("choice-1930").await?;
    comes_to(browser, count.trim().parse()?).await?;
    browser.act("way-place").await?;
    browser
        .press("[data-act^=choice-]:not([data-act=choice-all])")
        .await?;
    comes_to(browser, 1).await?;
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

async fn no_dead_end(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "zzzqqq").await?;
    browser.awaits(".nothing").await?;
    look_at(browser, "look-nothing").await?;
    ensure!(
        browser.sees("[data-act=word-0]").await?,
        "no words to touch"
    );
    browser.act("everything-again").await?;
    comes_to(browser, 24).await
}

/// The next visitor finds Look as it was at first.
async fn nothing_stays(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "lamp").await?;
    wait::holds("fewer things", async || Ok(things(browser).await? < 24)).await?;
    let person = Visitor::of(browser);
    browser.act("home").await?;
    browser.screen("home").await?;
    person.goes_to_say().await?;
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    to_look(browser).await?;
    comes_to(browser, 24).await?;
    ensure!(
        !browser.sees("[data-act=find-input]").await?,
        "the search is still open"
    );
    let typed = "return document.querySelector('[data-act=find-input]').value";
    ensure!(
        browser.js(typed, vec![]).await? == "",
        "what was typed is still there"
    );
    let page = browser
        .js("return document.documentElement.outerHTML", vec![])
        .await?;
    ensure!(!page.to_string().contains("<mark"), "a mark is still there");
    Ok(())
}

/// Pictures are for people to look at, from one engine.
pub async fn look_at(browser: &Browser, name: &str) -> Result<()> {
    if browser.engine != Engine::Chromium {
        return Ok(());
    }
    browser
        .picture(&places::screens("look")?.join(format!("{name}.png")))
        .await
}
