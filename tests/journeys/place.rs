//! Nobody loses their place: the focus goes on where something was built anew under it, what was said is read out, and
//! whoever comes back to a screen finds what they expect there.

use crate::arrival::enrolled;
use crate::say::comes_to_voice;
use crate::stage::{Journey, own, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        own!(
            "place",
            "at the question for a voice each press by keyboard leaves the focus on what comes next",
            voice,
            |engine| engine != Engine::WebKit
        ),
        shared!(
            "place",
            "a word added, taken down or looked at twice leaves the focus on something to press",
            words
        ),
        shared!(
            "place",
            "one option too many is answered in words",
            too_many
        ),
        shared!(
            "place",
            "whoever once came with an object finds topics in Remember, and comes back from telling to where they were",
            remember
        ),
        shared!(
            "place",
            "whoever would tell of an object and then not now is asked everything later",
            not_now
        ),
    ]
}

/// Presses what does this, by the keyboard.
async fn presses(browser: &Browser, act: &str) -> Result<()> {
    let css = format!("[data-act=\"{act}\"]");
    browser.awaits(&css).await?;
    let focus = "document.querySelector(arguments[0]).focus()";
    browser.js(focus, vec![css.into()]).await?;
    browser.enter().await
}

/// What has the focus does this.
async fn stands_on(browser: &Browser, act: &str) -> Result<()> {
    let mut found = String::new();
    wait::holds(&format!("the focus on {act}"), async || {
        let what = "const on = document.activeElement; return on?.dataset.act ?? on?.tagName ?? ''";
        let said = browser.js(what, vec![]).await?;
        said.as_str().unwrap_or_default().clone_into(&mut found);
        Ok(found == act)
    })
    .await
    .with_context(|| format!("it is on {found}"))
}

/// The focus is on something that can be pressed, on the page itself.
async fn stands_somewhere(browser: &Browser, after: &str) -> Result<()> {
    let what = "const on = document.activeElement; \
        return !!on?.closest('main') && on.matches(':is(button, input, textarea):not(:disabled)')";
    ensure!(
        browser.js(what, vec![]).await? == true,
        "{after}: the focus is gone"
    );
    Ok(())
}

async fn voice(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    ensure!(comes_to_voice(&browser).await?, "no voice is asked for");
    // A new screen's heading has the focus first.
    stands_on(&browser, "H1").await?;
    presses(&browser, "voice-agree").await?;
    for next in ["voice-record", "voice-pause", "voice-resume", "voice-pause"] {
        stands_on(&browser, next).await?;
        if next != "voice-pause" || browser.sees(".voice-state").await? {
            browser.enter().await?;
        }
    }
    // What has just been pressed was Pause: the words for it were read out from where words stand.
    let said = browser.text(".voice-said[role=status]").await?;
    ensure!(!said.is_empty(), "nothing is said of the recording");
    presses(&browser, "voice-stop").await?;
    browser
        .awaits("[data-act=\"voice-listen\"]:not([disabled])")
        .await?;
    stands_somewhere(&browser, "stopped").await?;
    presses(&browser, "voice-delete").await?;
    browser.awaits("[data-act=\"voice-record\"]").await?;
    stands_on(&browser, "voice-record").await?;
    browser.close().await
}

/// On to the first question that shows this.
async fn comes_to(browser: &Browser, css: &str) -> Result<()> {
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    loop {
        let question = visitor.question().await?;
        if browser.sees(css).await? {
            return Ok(());
        }
        browser.act("next").await?;
        ensure!(
            !visitor.went_on_from(&question).await?,
            "no question shows {css}"
        );
    }
}

async fn words(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    comes_to(browser, "[data-act=\"own-word\"]").await?;
    let input = "[data-act=\"own-word-input\"]";
    presses(browser, "own-word").await?;
    stands_on(browser, "own-word-input").await?;
    // What looks like a name is asked about first, in a place that was there before the words.
    browser.write(input, "mavis@example.org").await?;
    ensure!(browser.sees(".under[aria-live=polite]").await?);
    presses(browser, "own-word-add").await?;
    browser.awaits(".gently").await?;
    presses(browser, "take-out").await?;
    wait::holds("the notice to go", async || {
        Ok(!browser.sees(".gently").await?)
    })
    .await?;
    stands_somewhere(browser, "taken out").await?;
    browser.write(input, "calmness").await?;
    presses(browser, "own-word-add").await?;
    let taken_down = ".line .on button";
    browser.awaits(taken_down).await?;
    stands_somewhere(browser, "added").await?;
    let focus = "document.querySelector(arguments[0]).focus()";
    browser.js(focus, vec![taken_down.into()]).await?;
    browser.enter().await?;
    wait::holds("the word to go", async || {
        Ok(!browser.sees(taken_down).await?)
    })
    .await?;
    stands_somewhere(browser, "taken down").await
}

async fn too_many(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    comes_to(browser, "[data-question=\"did_today\"]").await?;
    let acts = browser
        .all("#screen [data-act^=\"option-\"]", "data-act")
        .await?;
    let help = ".help [aria-live]";
    let before = browser.text(help).await?;
    for act in &acts[..4] {
        browser.act(act).await?;
    }
    ensure!(browser.text(help).await? == before, "full too early");
    browser.act(&acts[4]).await?;
    wait::holds("words for one too many", async || {
        Ok(browser.text(help).await?.contains("You have chosen 4."))
    })
    .await?;
    browser.act(&acts[0]).await?;
    browser.act(&acts[4]).await?;
    wait::holds("the help as before", async || {
        Ok(browser.text(help).await? == before)
    })
    .await
}

/// From Home to the page of an object that can be remembered, and on to Remember: its name.
async fn brings_an_object(browser: &Browser) -> Result<String> {
    browser.act("go-look").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.act("remember").await?;
    shown(browser).await
}

async fn shown(browser: &Browser) -> Result<String> {
    browser.awaits(".remembered .names b").await?;
    browser.text(".remembered .names b").await
}

async fn remember(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    let first = brings_an_object(browser).await?;
    browser.act("another").await?;
    let mut second = String::new();
    wait::holds("another object", async || {
        second = shown(browser).await?;
        Ok(second != first)
    })
    .await?;
    browser.act("tell-about").await?;
    browser.screen("say").await?;
    browser.act("back").await?;
    let now = shown(browser).await?;
    ensure!(now == second, "{second} became {now}");
    browser.act("home").await?;
    browser.act("go-remember").await?;
    browser.awaits("[data-act=\"topic-any\"]").await?;
    // Another object begins with itself, and Back leads to it.
    browser.act("home").await?;
    let first = brings_an_object(browser).await?;
    browser.act("back").await?;
    browser.screen("item").await?;
    browser.act("remember").await?;
    ensure!(shown(browser).await? == first);
    Ok(())
}

async fn not_now(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    brings_an_object(browser).await?;
    browser.act("tell-about").await?;
    browser.act("not-now").await?;
    browser.screen("home").await?;
    let led = first_questions(browser).await?;
    // As somebody is asked who never was in Remember.
    browser.open_kiosk(&hall.address()).await?;
    visitor.begins().await?;
    let all = first_questions(browser).await?;
    ensure!(led == all, "led to {led:?} and not to {all:?}");
    Ok(())
}

/// What is asked first, the viewpoint among it.
async fn first_questions(browser: &Browser) -> Result<Vec<String>> {
    let visitor = Visitor::of(browser);
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(2)).await
}
