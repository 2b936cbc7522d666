//! A program that fails within itself, as WebAssembly does at a panic: it never runs on.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "stumble",
            "a kiosk that fails within itself starts again once in the same place, then asks for help",
            starts_again
        ),
        shared!(
            "stumble",
            "a screen stands empty until its words have come, and words that do not come are asked for again",
            waits_for_words
        ),
        shared!(
            "stumble",
            "a page says it is in another language when its words have come, and asks again for words that do not",
            speaks_when_it_can
        ),
    ]
}

/// The page's own script, because a driver's script may fail in a world of its own: a module whose one
/// function is `unreachable`, which is what a panic of ours ends in.
const TRAP: &str = "addEventListener('journey-fails', () => setTimeout(() => { \
    const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, \
        7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]); \
    new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f(); }, 0));";

/// The page has a flag that a load takes away.
const FAIL: &str = "window.before = true; window.dispatchEvent(new Event('journey-fails'))";

async fn starts_again(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(TRAP);
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.js(FAIL, vec![]).await?;
    wait::holds("the page anew", async || {
        Ok(browser.js("return !window.before", vec![]).await? == true)
    })
    .await?;
    browser.ready().await?;
    browser.screen("look").await?;
    browser.js(FAIL, vec![]).await?;
    browser.awaits("body > p.no-script").await?;
    ensure!(browser.js("return window.before", vec![]).await? == true);
    // The browser is shared: the next journey begins afresh.
    browser.js("window.name = ''", vec![]).await?;
    Ok(())
}

/// The page's words come when they are let go, and the first time an error comes instead.
fn words_held(language: &str) -> String {
    "const all = window.fetch; window.asked = 0; \
    const come = new Promise((go) => addEventListener('journey-words', go)); \
    window.fetch = async (...what) => { \
        if (!String(what[0]).includes('/locales/TAG.json')) return all(...what); \
        window.asked += 1; \
        if (window.asked > 1) return all(...what); \
        await come; \
        return new Response('', { status: 503 }); \
    };"
    .replace("TAG", language)
}

const LET_WORDS_GO: &str = "window.dispatchEvent(new Event('journey-words'))";

async fn waits_for_words(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(&words_held("en"));
    browser.open(&hall.link()).await?;
    // By then all else that begins a start is done.
    browser.enrolled().await?;
    let shown = "return document.querySelector('#screen').textContent";
    let shown = browser.js(shown, vec![]).await?;
    ensure!(browser.js("return window.asked", vec![]).await? == 1);
    ensure!(shown == "", "before a word has come: {shown}");
    let title = browser.js("return document.title", vec![]).await?;
    ensure!(title == "Museum on the Table", "the page is called {title}");
    let ready = "return document.documentElement.dataset.ready ?? null";
    ensure!(browser.js(ready, vec![]).await?.is_null());
    browser.js(LET_WORDS_GO, vec![]).await?;
    browser.ready().await?;
    browser.screen("start").await?;
    ensure!(browser.js("return window.asked", vec![]).await? == 2);
    ensure!(browser.text("#screen h1").await? == "Please touch");
    Ok(())
}

async fn speaks_when_it_can(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(&words_held("ar"));
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    let asked = async |times: usize| {
        wait::holds("words asked for", async || {
            Ok(browser.js("return window.asked", vec![]).await? == times)
        })
        .await
    };
    asked(1).await?;
    let tongue = async || {
        let now = "const page = document.documentElement; \
            return [page.lang, page.dir, document.querySelector('#screen h1').textContent].join()";
        browser.js(now, vec![]).await
    };
    let now = tongue().await?;
    ensure!(now == "en,ltr,Please touch", "{now}");
    browser.js(LET_WORDS_GO, vec![]).await?;
    asked(2).await?;
    browser.html("dir", "rtl").await?;
    let now = tongue().await?;
    ensure!(now == "ar,rtl,المس من فضلك", "{now}");
    Ok(())
}
