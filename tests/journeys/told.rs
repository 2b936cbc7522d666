//! What the staff of a tablet are told: each thing that may go wrong, in words that say what to do.

use crate::arrival::enrolled;
use crate::keep::{comes_half_way, nothing_readable, seal_the_event, staff};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::{Until, Visitor};
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "told",
            "staff are told of a tablet that is full or not known, and how long its browser keeps things",
            full_and_unknown
        ),
        shared!(
            "told",
            "where answers cannot be sealed nothing is kept in clear, and staff are told",
            cannot_seal
        ),
        shared!(
            "told",
            "a full tablet that starts with answers left half-way is called full, and counts what it holds",
            full_from_the_start
        ),
    ]
}

/// Full until the journey lets it have room; without the means to seal, as in a page that is not secure; and of a
/// browser that promises nothing, until it is said to promise. What a browser does promise differs from one to the
/// next, and in Chromium with how much its page has been touched.
const HAND: &str = "{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...given) { \
        if ((window.journeyFull || localStorage.journeyFull) && this.name === 'responses') throw new DOMException('full', 'QuotaExceededError'); \
        return put.apply(this, given); }; \
    const means = Object.getOwnPropertyDescriptor(Crypto.prototype, 'subtle'); \
    Object.defineProperty(Crypto.prototype, 'subtle', { configurable: true, \
        get() { return window.journeyPlain ? undefined : means.get.call(this); } }); \
    if (globalThis.StorageManager?.prototype.persist) \
        StorageManager.prototype.persist = async () => localStorage.journeyKept === 'yes'; }";

/// A notice with these words stands before staff.
async fn stands(browser: &Browser, words: &str) -> Result<()> {
    wait::holds(&format!("\u{201c}{words}\u{201d}"), async || {
        Ok(browser.text("#screen").await?.contains(words))
    })
    .await
}

/// Staff come by in the same page: nothing is loaded anew, and nothing is asked of the browser once more.
async fn full_and_unknown(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(HAND);
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    browser.js("window.journeyFull = true", vec![]).await?;
    visitor.answers(Until::Answers(2)).await?;
    browser.act("home").await?;
    browser.act("back").await?;
    browser.screen("start").await?;
    staff(hall, browser).await?;
    stands(
        browser,
        "This tablet is full. New answers cannot be kept. Please make room, then try again.",
    )
    .await?;
    let asked = "return !!globalThis.StorageManager?.prototype.persist";
    let promises = browser.js(asked, vec![]).await? == true;
    let may_clear = "The browser may clear this tablet. The home screen prevents that.";
    // WebKitGTK cannot be asked for a promise.
    let says_nothing = "The browser does not say how long it keeps things.";
    stands(browser, if promises { may_clear } else { says_nothing }).await?;
    // WebKitGTK does not say what is in use.
    if browser.engine != Engine::WebKit {
        stands(browser, "In use: ").await?;
    }
    browser.act("notices-read").await?;
    hall.proxy.set(Fault::Status(401, None));
    staff(hall, browser).await?;
    let unknown = "The office does not know this tablet any more. Everything is kept.";
    stands(browser, unknown).await?;
    // It is over by itself once the office answers as before.
    hall.proxy.set(Fault::Pass);
    staff(hall, browser).await?;
    wait::holds("nothing said of it", async || {
        Ok(!browser.text("#screen").await?.contains(unknown))
    })
    .await?;
    browser
        .js("localStorage.journeyKept = 'yes'", vec![])
        .await?;
    staff(hall, browser).await?;
    let keeps = "The browser keeps everything.";
    stands(browser, if promises { keeps } else { says_nothing }).await?;
    hall.receives(1).await.map(drop)
}

async fn cannot_seal(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(HAND);
    seal_the_event(hall, browser).await?;
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    comes_half_way(browser).await?;
    // It goes while somebody answers: what cannot be sealed any more is kept nowhere.
    browser.js("window.journeyPlain = true", vec![]).await?;
    visitor.answers(Until::Answers(1)).await?;
    browser.act("home").await?;
    browser.act("back").await?;
    browser.screen("start").await?;
    // Whoever comes next is not even asked.
    visitor.begins().await?;
    browser.act("go-say").await?;
    browser.screen("say").await?;
    ensure!(
        !browser.sees("[data-act=say-begin]").await?,
        "{}",
        browser.text("#screen").await?
    );
    staff(hall, browser).await?;
    stands(
        browser,
        "This tablet cannot lock answers away. Please open the museum by its https address.",
    )
    .await?;
    // What had been sealed before is kept as it was, sealed.
    nothing_readable(browser, "responses: {").await
}

async fn full_from_the_start(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(HAND);
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Refusing("/responses", 500));
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    comes_half_way(browser).await?;
    browser
        .js("localStorage.journeyFull = 'yes'", vec![])
        .await?;
    staff(hall, browser).await?;
    stands(browser, "This tablet is full.").await?;
    let screen = browser.text("#screen").await?;
    ensure!(!screen.contains("cannot reach its own storage"), "{screen}");
    let ledger = browser.text("[data-ledger]").await?;
    ensure!(
        ledger.contains("1 finished") && ledger.contains("1 missing"),
        "{ledger}"
    );
    browser
        .js("localStorage.removeItem('journeyFull')", vec![])
        .await?;
    hall.proxy.set(Fault::Pass);
    browser.open_kiosk(&hall.address()).await?;
    hall.receives(2).await.map(drop)
}
