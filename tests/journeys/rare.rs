//! Screens few visitors meet, and staff's: right by every measure in both directions, and with pictures in
//! `target/screens/rare`.

use crate::access::is_whole;
use crate::arrival::enrolled;
use crate::idle;
use crate::measures::measured;
use crate::pictures::outside;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::places;
use journeys::proxy::Fault;
use journeys::visitor::{After, Visitor};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "measures",
            "what a visitor meets when something is wrong is right in both directions",
            wrong
        ),
        shared!(
            "measures",
            "staff's screens are right in both directions",
            behind_the_latch
        ),
        shared!(
            "measures",
            "symbols stand beside the words of whoever wants them, and go when they go",
            symbols
        ),
    ]
}

/// Measures the screen that stands, and takes its pictures where that is quick.
async fn is_right(browser: &Browser, language: &str, screen: &str) -> Result<()> {
    measured(browser, &format!("{language}, {screen}")).await?;
    if browser.engine != Engine::Chromium {
        return Ok(());
    }
    let folder = places::screens("rare")?;
    let sets = "document.documentElement.dataset.text = arguments[0]";
    let mut spilt = Vec::new();
    for (look, width, height, text) in [
        ("", 1024, 768, "1"),
        ("-portrait", 768, 1024, "1"),
        ("-phone", 390, 844, "1"),
        ("-largest", 1024, 768, "4"),
    ] {
        browser.size(width, height).await?;
        browser.js(sets, vec![text.into()]).await?;
        let name = format!("{language}-{screen}{look}");
        browser.picture(&folder.join(format!("{name}.png"))).await?;
        spilt.extend(outside(browser, &name).await?);
    }
    browser.js(sets, vec!["1".into()]).await?;
    browser.size(1024, 768).await?;
    ensure!(spilt.is_empty(), "\n{}", spilt.join("\n"));
    Ok(())
}

/// A hand on the database: shut for a page's whole life, or full until the journey lets it have room.
const HAND: &str = concat!(
    include_str!("faults/prelude.js"),
    "{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) { \
        if (window.journeyFull && this.name === 'responses') throw new DOMException('full', 'QuotaExceededError'); \
        return put.apply(this, given); }; }"
);

/// What another window does that lets a response go.
const LET_GO: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum'); \
    open.onsuccess = () => { const db = open.result; const t = db.transaction('outbox', 'readwrite'); \
      const all = t.objectStore('outbox'); const asked = all.openCursor(IDBKeyRange.bound('h/', 'h0')); let count = 0; \
      asked.onsuccess = () => { const at = asked.result; if (!at) return; \
        all.put(at.value.replace(/.held./, '\\x22waiting\\x22'), at.key.replace('h/', 'w/')); at.delete(); count += 1; at.continue(); }; \
      t.oncomplete = () => { db.close(); done(count); }; }";

async fn in_language(hall: &Hall, browser: &Browser, language: &str) -> Result<()> {
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    browser.html("data-content", "true").await?;
    browser.act(&format!("language-{language}")).await?;
    browser.html("lang", language).await
}

/// To the last look, with everything answered.
async fn has_answered(browser: &Browser) -> Result<()> {
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        person.answer(&question).await?;
        browser.act("next").await?;
        if person.comes_after(&question).await? == After::Look {
            return Ok(());
        }
    }
}

async fn wants_nothing_kept(browser: &Browser, then: &str) -> Result<()> {
    browser.act("delete-answers").await?;
    browser.act("delete-sure").await?;
    browser.awaits(then).await
}

async fn wrong(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(HAND);
    enrolled(hall, browser).await?;
    for language in ["en", "ar"] {
        in_language(hall, browser, language).await?;
        has_answered(browser).await?;
        idle::later(browser, 121).await?;
        browser.awaits("[role=alertdialog]").await?;
        is_right(browser, language, "still-there").await?;
        browser.act("still-here").await?;

        browser.js("window.journeyFull = true", vec![]).await?;
        browser.act("say-send").await?;
        browser.awaits("#screen [data-act=try-again]").await?;
        is_right(browser, language, "not-kept").await?;
        browser.js("window.journeyFull = false", vec![]).await?;
        browser.act("try-again").await?;
        browser.screen("thanks").await?;
        ensure!(browser.js_later(LET_GO, vec![]).await? == 1);
        wants_nothing_kept(browser, "#screen [data-act=finish]").await?;
        is_right(browser, language, "already-sent").await?;
        browser.act("finish").await?;
        browser.screen("start").await?;

        in_language(hall, browser, language).await?;
        has_answered(browser).await?;
        browser.js("journey.shut()", vec![]).await?;
        wants_nothing_kept(browser, "[data-act=delete-again]").await?;
        is_right(browser, language, "not-deleted-yet").await?;

        in_language(hall, browser, language).await?;
        has_answered(browser).await?;
        wants_nothing_kept(browser, "#screen [data-act=finish]").await?;
        is_right(browser, language, "deleted").await?;
        browser.act("finish").await?;
        browser.screen("start").await?;
    }
    // What was said to have gone had gone, once in each language, and nothing else.
    browser.open_kiosk(&hall.address()).await?;
    hall.receives(2).await.map(drop)
}

/// Staff hold a corner of Start; nobody waits for their three seconds but the page.
const HOLD: &str = "document.querySelector('[data-act=staff-corner]').dispatchEvent(new PointerEvent('pointerdown'))";

async fn behind_the_latch(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.shows_from(1).await?;
    enrolled(hall, browser).await?;
    Visitor::of(browser).has_a_say().await?;
    hall.receives(1).await?;
    for language in ["en", "ar"] {
        hall.proxy.set(Fault::Pass);
        in_language(hall, browser, language).await?;
        browser.js(HOLD, vec![]).await?;
        browser.screen("staff-pin").await?;
        browser.write("[data-act=pin-input]", "0000000").await?;
        browser.act("pin-open").await?;
        browser.awaits("#screen [role=alert]:not(:empty)").await?;
        is_right(browser, language, "staff-pin-wrong").await?;
        browser
            .js(
                "document.querySelector('[data-act=pin-input]').value = ''",
                vec![],
            )
            .await?;
        browser
            .write("[data-act=pin-input]", &hall.office.pin)
            .await?;
        browser.act("pin-open").await?;
        browser.screen("staff-ready").await?;
        browser.awaits(".staff [data-ledger]").await?;
        is_right(browser, language, "staff-ready").await?;
        // A code that is none, and an office that takes nothing: both are said in sentences.
        browser.write("[data-act=code-input]", "AAAA-AAAA").await?;
        browser.act("enrol").await?;
        browser.awaits(".enrol [role=status]:not(:empty)").await?;
        is_right(browser, language, "staff-told").await?;
        browser.act("open-wall").await?;
        browser.screen("staff-wall").await?;
        browser.awaits(".wall .people").await?;
        is_right(browser, language, "staff-wall").await?;
        browser.act("close-wall").await?;
        browser.screen("start").await?;
    }
    Ok(())
}

/// How many choices there are, and how many symbols beside them.
const SYMBOLS: &str = "const all = [...document.querySelectorAll('#screen :is(.answer, .words .tag)')] \
        .filter((e) => e.querySelector('.with-symbol')); \
    const drawn = (e) => { const s = e.querySelector('.symbol'); return s && s.getBoundingClientRect().width > 30 \
        && document.querySelector(s.querySelector('use').getAttribute('href')) !== null; }; \
    return [all.length, all.filter(drawn).length]";

async fn symbols(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    for language in ["en", "ar"] {
        in_language(hall, browser, language).await?;
        let person = Visitor::of(browser);
        person.begins().await?;
        browser.act("easier").await?;
        browser.act("symbols").await?;
        browser.act("close-easier").await?;
        person.goes_to_say().await?;
        let mut drawn = 0;
        loop {
            let question = person.question().await?;
            let (with, shown): (usize, usize) =
                serde_json::from_value(browser.js(SYMBOLS, vec![]).await?)?;
            ensure!(
                with == shown,
                "{language}, {question}: {shown} of {with} symbols"
            );
            if with > 0 {
                is_right(browser, language, &format!("symbols-{question}")).await?;
                is_whole(browser, &format!("{language}, {question} with symbols")).await?;
            }
            drawn += with;
            browser.act("next").await?;
            if person.went_on_from(&question).await? {
                break;
            }
        }
        ensure!(drawn >= 16, "only {drawn} choices with a symbol");
        person.leaves().await?;
        // The next visitor wants none until they say so.
        person.begins().await?;
        person.goes_to_say().await?;
        ensure!(!browser.sees(".symbol").await?, "symbols nobody asked for");
    }
    Ok(())
}
