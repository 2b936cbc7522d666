//! A visit ends, and nothing of it is anybody else's: by Back, by a page that loads anew, or because the
//! visitor wants nothing kept.

use crate::arrival::enrolled;
use crate::keep::seal_the_event;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::{After, Until, Visitor};
use journeys::wait;
use kiosk_core::response::State;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "leaving",
            "whoever finds the tablet on Start sees nothing of the answers before",
            half_way
        ),
        shared!(
            "leaving",
            "thanks left by Back are nobody else's to delete, and the answers go",
            thanked
        ),
        shared!(
            "leaving",
            "answers that cannot be deleted now are deleted later, and never sent",
            deleted_later
        ),
        shared!(
            "leaving",
            "thanked answers that cannot be deleted now are deleted later, and no total counts them",
            deleted_from_totals
        ),
        shared!(
            "leaving",
            "what an earlier page could not save comes back to no stranger",
            stranger
        ),
        shared!(
            "leaving",
            "answers whose saving failed after their visitor had left are shown to nobody",
            left_while_saving
        ),
        shared!(
            "leaving",
            "a sealed visit in which nothing was said leaves nothing",
            said_nothing
        ),
        shared!(
            "leaving",
            "a word that was typed and not added is an answer all the same",
            typed
        ),
    ]
}

/// By Home and Back to Start.
async fn back_to_start(browser: &Browser) -> Result<()> {
    browser.act("home").await?;
    browser.screen("home").await?;
    browser.act("back").await?;
    browser.screen("start").await
}

async fn half_way(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(2)).await?;
    back_to_start(browser).await?;
    // Somebody else begins at the beginning.
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    ensure!(
        browser
            .all("#screen [aria-pressed=\"true\"]", "data-act")
            .await?
            .is_empty(),
        "an answer of somebody else's is chosen"
    );
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Partial, "{:?}", stored[0]);
    Ok(())
}

async fn thanked(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.is_thanked().await?;
    back_to_start(browser).await?;
    // Nobody pressed "I have finished".
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Complete, "{:?}", stored[0]);
    browser.html("data-outbox", "0").await?;
    visitor.begins().await?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await
}

/// Until the page is loaded anew, no connection to the database can be had.
const SHUT: &str = include_str!("faults/prelude.js");

/// How many drafts lie on the tablet.
const DRAFTS: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum'); \
    open.onsuccess = () => { const db = open.result; \
      const asked = db.transaction('drafts').objectStore('drafts').count(); \
      asked.onsuccess = () => { db.close(); done(asked.result); }; }";

pub async fn to_the_last_look(browser: &Browser) -> Result<()> {
    let visitor = Visitor::of(browser);
    loop {
        let question = visitor.question().await?;
        visitor.answer(&question).await?;
        browser.act("next").await?;
        if visitor.comes_after(&question).await? == After::Look {
            return Ok(());
        }
    }
}

/// Drafts that pages noted outside the database when their visitor had gone.
const NOTED: &str = "return Object.keys(localStorage).filter((key) => key.startsWith('popup-museum.parting')).length";

async fn left_while_saving(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(SHUT);
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    to_the_last_look(browser).await?;
    browser
        .js("window.here = true; journey.hang()", vec![])
        .await?;
    browser.act("say-send").await?;
    browser.act("home").await?;
    browser.act("back").await?;
    browser.screen("start").await?;
    wait::holds("the answers to be noted", async || {
        Ok(browser.js(NOTED, vec![]).await? == 1)
    })
    .await?;
    browser.screen("start").await?;
    let here = browser.js("return window.here === true", vec![]).await?;
    ensure!(
        here == true,
        "the page was loaded anew under whoever is there"
    );
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Partial, "{:?}", stored[0]);
    browser.screen("start").await
}

async fn said_nothing(hall: &mut Hall, browser: &Browser) -> Result<()> {
    seal_the_event(hall, browser).await?;
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    // Whoever comes next is number one.
    visitor.has_a_say().await?;
    browser.html("data-outbox", "0").await?;
    let stored = hall.office.records().await?.envelopes().await?;
    let numbers: Vec<u64> = stored.iter().map(|one| one.seq).collect();
    ensure!(numbers == [1], "{numbers:?}");
    Ok(())
}

async fn deleted_later(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(SHUT);
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    to_the_last_look(browser).await?;
    // As a page leaves it that could not load itself anew.
    let draft = browser.js_later(DRAFT, vec![false.into()]).await?;
    ensure!(draft.is_string(), "a draft: {draft}");
    browser.js(LEFT, vec![draft]).await?;
    browser.act("delete-answers").await?;
    browser.js("journey.shut()", vec![]).await?;
    browser.act("delete-sure").await?;
    browser.awaits("[data-act=\"delete-again\"]").await?;
    // It still cannot: nothing else is said.
    browser.act("delete-again").await?;
    browser.awaits("[data-act=\"delete-again\"]").await?;
    browser.open_kiosk(&hall.address()).await?;
    wait::holds("the draft to be gone", async || {
        let count = browser.js_later(DRAFTS, vec![]).await?;
        Ok(count.as_u64().context("a number of drafts")? == 0)
    })
    .await?;
    // Whoever comes next is the only one the office ever hears of.
    visitor.has_a_say().await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await?;
    let kept = "return Object.keys(localStorage).filter((key) => key.includes('unwanted')).length";
    ensure!(browser.js(kept, vec![]).await? == 0, "a mark is left");
    Ok(())
}

/// What the tablet counts for its wall.
const COUNTED: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum'); \
    open.onsuccess = () => { const db = open.result; \
      const asked = db.transaction('tallies').objectStore('tallies').getAll(); \
      asked.onsuccess = () => { db.close(); done(asked.result.flatMap((all) => JSON.parse(all)).length); }; }";

async fn deleted_from_totals(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(SHUT);
    enrolled(hall, browser).await?;
    Visitor::of(browser).is_thanked().await?;
    ensure!(
        browser.js_later(COUNTED, vec![]).await? != 0,
        "nothing is counted"
    );
    browser.act("delete-answers").await?;
    browser.js("journey.shut()", vec![]).await?;
    browser.act("delete-sure").await?;
    browser.awaits("[data-act=\"delete-again\"]").await?;
    browser.open_kiosk(&hall.address()).await?;
    let stored = hall.receives(1).await?;
    let body = &stored[0].body;
    ensure!(
        body.state == State::Withdrawn && body.answers.is_empty(),
        "{body:?}"
    );
    let counted = browser.js_later(COUNTED, vec![]).await?;
    ensure!(counted == 0, "{counted} are still counted");
    Ok(())
}

/// What a page left that found no database, and whose tablet then ran out of power.
const LEFT: &str = "const draft = JSON.parse(arguments[0]); \
    localStorage.setItem('popup-museum.journal.' + draft.id, arguments[0])";

/// The draft that lies on the tablet.
const DRAFT: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum'); \
    open.onsuccess = () => { const db = open.result; \
      const t = db.transaction('drafts', 'readwrite'); const all = t.objectStore('drafts'); \
      const asked = all.getAll(); asked.onsuccess = () => { if (arguments[0]) all.clear(); }; \
      t.oncomplete = () => { db.close(); done(asked.result[0] ?? null); }; }";

async fn stranger(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(2)).await?;
    wait::holds("an autosave", async || {
        let found = browser.js_later(DRAFT, vec![false.into()]).await?;
        Ok(found
            .as_str()
            .is_some_and(|text| text.contains("\"answered\"")))
    })
    .await?;
    let draft = browser.js_later(DRAFT, vec![true.into()]).await?;
    ensure!(draft.is_string(), "a draft: {draft}");
    browser
        .open(&format!("{}/office/sign-in", hall.address()))
        .await?;
    // Leaving the page may have written it down once more; here is only what the journal holds.
    browser.js("localStorage.clear()", vec![]).await?;
    browser.js_later(DRAFT, vec![true.into()]).await?;
    browser.js(LEFT, vec![draft]).await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Partial, "{:?}", stored[0]);
    browser.screen("start").await
}

async fn typed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    types_a_word(browser).await?;
    loop {
        let question = visitor.question().await?;
        browser.act("next").await?;
        if visitor.went_on_from(&question).await? {
            break;
        }
    }
    visitor.leaves().await?;
    the_word_has_come(hall).await
}

/// Goes on to where own words are asked for, and types one that is never added.
pub async fn types_a_word(browser: &Browser) -> Result<()> {
    let visitor = Visitor::of(browser);
    loop {
        let question = visitor.question().await?;
        if browser.sees("[data-act=\"own-word\"]").await? {
            break;
        }
        browser.act("next").await?;
        let asks = !visitor.went_on_from(&question).await?;
        ensure!(asks, "no own words are asked for");
    }
    browser.act("own-word").await?;
    browser
        .write("[data-act=\"own-word-input\"]", "togetherness")
        .await
}

/// The one response has that word.
pub async fn the_word_has_come(hall: &Hall) -> Result<()> {
    let stored = hall.receives(1).await?;
    let mut own = stored[0].body.answers.iter().flat_map(|answer| &answer.own);
    ensure!(
        own.any(|word| word == "togetherness"),
        "{:?}",
        stored[0].body
    );
    Ok(())
}
