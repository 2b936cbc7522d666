//! "You said": the wall for the end of an event.

use crate::arrival::enrolled;
use crate::desk::signs_in;
use crate::keep::{nothing_readable, seal_the_event, staff};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::Visitor;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "wall",
            "the wall shows the tiles of many, hides those of few, and grows while people answer",
            wall
        ),
        shared!(
            "wall",
            "a sealed event's wall counts what the tablet cannot read",
            sealed
        ),
    ]
}

async fn wall(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.shows_from(2).await?;
    enrolled(hall, browser).await?;
    for tiles in [&[0][..], &[0, 1], &[0]] {
        says(browser, tiles).await?;
    }
    let room = browser.page().await?;
    opens(hall, browser).await?;
    // Three chose the first tile, one the second: that one stays hidden, and so do own words.
    ensure!(
        shown(browser).await? == 1,
        "{}",
        browser.text(".wall").await?
    );
    let own = browser.text(".wall").await?;
    ensure!(!own.contains("belonging"), "{own}");
    // In another window two more answer, as many as may be shown together; the wall follows by itself.
    let visitor = browser.another_page().await?;
    browser.open_kiosk(&hall.address()).await?;
    for _ in 0..2 {
        says(browser, &[0, 1]).await?;
    }
    browser.turn_to(&room).await?;
    browser.awaits(".wall-tiles li:nth-child(2)").await?;
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    // WebKitGTK's driver takes minutes for one picture where there is no graphics card.
    if browser.engine == Engine::Chromium {
        let file = places::screens("say")?.join("wall.png");
        browser.picture(&file).await?;
    }
    browser.turn_to(&visitor).await?;
    clears(hall, browser, "belonging").await?;
    browser.turn_to(&room).await?;
    browser.awaits(".wall-own li").await?;
    let own = browser.text(".wall-own").await?;
    ensure!(own.trim() == "belonging", "{own}");
    if browser.engine == Engine::Chromium {
        let file = places::screens("say")?.join("wall-own-words.png");
        browser.picture(&file).await?;
    }
    browser.close_page(&visitor).await?;
    let before = browser.text(".wall-words").await?;
    browser.act("close-wall").await?;
    browser.screen("start").await?;
    // One more answers between two looks: what they chose is not to be seen by what has grown.
    says(browser, &[0, 1]).await?;
    opens(hall, browser).await?;
    let after = browser.text(".wall-words").await?;
    ensure!(before == after, "{before}, then {after}");
    browser.act("close-wall").await?;
    browser.screen("start").await
}

/// Staff open the wall.
async fn opens(hall: &Hall, browser: &Browser) -> Result<()> {
    staff(hall, browser).await?;
    browser.act("open-wall").await?;
    browser.screen("staff-wall").await?;
    browser.awaits(".wall .people").await
}

async fn sealed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    seal_the_event(hall, browser).await?;
    hall.office.shows_from(2).await?;
    enrolled(hall, browser).await?;
    for tiles in [&[0][..], &[0, 1]] {
        says(browser, tiles).await?;
    }
    nothing_readable(browser, "responses: {").await?;
    opens(hall, browser).await?;
    ensure!(
        shown(browser).await? == 1,
        "{}",
        browser.text(".wall").await?
    );
    let people = browser.text(".wall .people").await?;
    ensure!(people.contains('2'), "{people}");
    browser.act("close-wall").await?;
    browser.screen("start").await
}

async fn shown(browser: &Browser) -> Result<usize> {
    Ok(browser.all(".wall-tiles li", "data-tile").await?.len())
}

/// A visitor who chooses these tiles, and one word of their own.
async fn says(browser: &Browser, tiles: &[usize]) -> Result<()> {
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        if question == "five_words" {
            let acts = browser.all("[data-act^=\"tile-\"]", "data-act").await?;
            for tile in tiles {
                browser.act(&acts[*tile]).await?;
            }
            person.adds_a_word("belonging").await?;
            browser.awaits(".line .on").await?;
        }
        browser.act("next").await?;
        if person.went_on_from(&question).await? {
            return person.leaves().await;
        }
    }
}

/// Staff read the own words at the office and clear this one.
async fn clears(hall: &Hall, browser: &Browser, word: &str) -> Result<()> {
    signs_in(hall, browser).await?;
    let page = format!("{}/office/events/demo/words", hall.address());
    browser.open(&page).await?;
    ensure!(browser.text("tbody label").await? == word);
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    browser.press("tbody input[type=checkbox]").await?;
    browser.press("main form button").await?;
    browser.awaits("tbody input:checked").await
}
