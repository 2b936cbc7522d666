//! A hand that trembles: it taps again and again, and comes down where it did not mean to.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Move};
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "tremor",
            "a hand that taps two or three times answers once and goes on once",
            trembles
        ),
        shared!(
            "tremor",
            "a press acts when the finger goes up, and not at all once it has moved away",
            on_the_way_up
        ),
    ]
}

/// Milliseconds between the taps of a trembling hand: the third comes later than half a second after the first.
const APART: u64 = 280;
/// The same, where the first tap builds another screen: the drivers' hands wait for that.
const CLOSE: u64 = 100;

async fn taps(browser: &Browser, css: &str, times: usize, apart: u64) -> Result<()> {
    let (x, y) = browser.middle(css).await?;
    let mut moves = vec![Move::Rest(600), Move::To(x, y)];
    for _ in 0..times {
        moves.extend([Move::Down, Move::Up, Move::Rest(apart)]);
    }
    browser.moves(&moves).await
}

async fn trembles(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(1)).await?;
    for times in [2, 3] {
        let question = person.question().await?;
        let answer = "#screen :is([data-act^=option-], [data-act^=tile-])";
        ensure!(browser.sees(answer).await?, "`{question}` offers no answer");
        taps(browser, answer, times, APART).await?;
        let chosen = browser.all(answer, "aria-pressed").await?;
        ensure!(
            chosen.first().is_some_and(|first| first == "true"),
            "{times} taps chose {chosen:?}"
        );
        let before = at(browser).await?;
        taps(browser, "[data-act=next]", times, CLOSE).await?;
        person.comes_after(&question).await?;
        let after = at(browser).await?;
        ensure!(
            after == before + 1,
            "{times} taps led from {before} to {after}"
        );
    }
    Ok(())
}

/// How many questions lie behind the visitor.
async fn at(browser: &Browser) -> Result<usize> {
    Ok(browser.all(".progress .done", "class").await?.len())
}

async fn on_the_way_up(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let (x, y) = browser.middle("[data-act=begin]").await?;
    browser.moves(&[Move::To(x, y), Move::Down]).await?;
    stays(browser, "start").await?;
    browser.moves(&[Move::Up]).await?;
    browser.screen("home").await?;
    // Whoever has come down on the wrong thing moves away and lets go.
    let (x, y) = browser.middle("[data-act=go-look]").await?;
    browser.moves(&[Move::To(x, y), Move::Down]).await?;
    stays(browser, "home").await?;
    let (x, y) = browser.middle("#screen h1").await?;
    browser.moves(&[Move::To(x, y), Move::Up]).await?;
    stays(browser, "home").await?;
    // A field, an answer and a dialog are no different.
    let (x, y) = browser.middle("[data-act=easier]").await?;
    browser.moves(&[Move::To(x, y), Move::Down]).await?;
    stays(browser, "home").await?;
    ensure!(
        !browser.sees("[role=dialog]").await?,
        "opened on the way down"
    );
    browser.moves(&[Move::Up]).await?;
    browser.awaits("[role=dialog]").await
}

/// Two pictures later the screen is still the same.
async fn stays(browser: &Browser, screen: &str) -> Result<()> {
    let two_pictures = "const done = arguments[arguments.length - 1]; \
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))";
    browser.js_later(two_pictures, vec![]).await?;
    browser.screen(screen).await
}
