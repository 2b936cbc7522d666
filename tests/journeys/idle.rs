//! A tablet that is left alone. The journeys own the page's steady clock, so nobody waits.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use journeys::wait;
use kiosk_core::response::State;
use serde_json::json;

mod asked;
mod awake;

pub fn journeys() -> Vec<Journey> {
    let mut all = vec![
        shared!(
            "idle",
            "a tablet left alone asks, waits, keeps what was said, and is ready for the next",
            left_alone
        ),
        shared!(
            "idle",
            "whoever is still there has in hand again what they had, and the next visitor the heading",
            in_hand
        ),
        shared!(
            "idle",
            "nobody is asked while they listen, watch or scroll",
            listening
        ),
        shared!(
            "idle",
            "a language chosen on Start and left there does not wait for the next visitor",
            left_on_start
        ),
        shared!(
            "idle",
            "an event says after how long its tablets ask",
            as_the_event_says
        ),
        shared!(
            "idle",
            "nothing moves by itself for those who want stillness, and Start's picture changes for the others",
            still,
            // Only its driver can say what a visitor's tablet is set to.
            |engine| engine == Engine::Chromium
        ),
    ];
    all.extend(asked::journeys());
    all.extend(awake::journeys());
    all
}

/// Lets the page's clock go on: by seconds that nobody has to wait.
pub async fn later(browser: &Browser, seconds: u32) -> Result<()> {
    // On the prototype: what is set on `performance` itself may go with a wrapper that WebKit collects.
    let script = "if (window.journeyLater === undefined) { const real = Performance.prototype.now; \
        window.journeyLater = 0; \
        Performance.prototype.now = function () { return real.call(this) + window.journeyLater; }; } \
        window.journeyLater += arguments[0] * 1000";
    browser.js(script, vec![seconds.into()]).await.map(drop)
}

const ASKS: &str = "[role=alertdialog]";

/// Whether the tablet asks if somebody is there.
pub async fn asks(browser: &Browser) -> Result<bool> {
    browser.sees(ASKS).await
}

async fn left_alone(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(3)).await?;
    let at = person.question().await?;
    later(browser, 119).await?;
    ensure!(!browser.sees(ASKS).await?, "asked before the time");
    later(browser, 2).await?;
    browser.awaits(ASKS).await?;
    is_said_once(browser).await?;
    browser.act("still-here").await?;
    ensure!(person.question().await? == at, "the place was lost");
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    later(browser, 60).await?;
    browser.screen("start").await?;
    browser.html("lang", "en").await?;
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Partial, "{body:?}");
    Ok(())
}

/// One question in the visitor's language, with focus on its one button, and a bar that shrinks without a
/// number; what shrinks is not said.
async fn is_said_once(browser: &Browser) -> Result<()> {
    let found = browser.axe().await?;
    ensure!(found.is_empty(), "{found:?}");
    let script = "const d = document.querySelector('[role=alertdialog]'); \
        const said = d.innerText; \
        return [/[\\u0600-\\u06ff]/.test(said) && !/[0-9\\u0660-\\u0669]/.test(said), \
          d.contains(document.activeElement) && document.activeElement.dataset.act === 'still-here', \
          d.querySelector('.ebb').getAttribute('aria-hidden') === 'true', \
          !d.querySelector('[aria-live], [role=status], [role=alert], [role=timer]'), \
          d.querySelectorAll('button').length === 1].join()";
    let said = browser.js(script, vec![]).await?;
    ensure!(said == "true,true,true,true,true", "{said}");
    let bar = "return document.querySelector('.ebb i').getBoundingClientRect().width";
    let before = browser.js(bar, vec![]).await?.as_f64();
    later(browser, 20).await?;
    wait::holds("a shorter bar", async || {
        Ok(browser.js(bar, vec![]).await?.as_f64() < before)
    })
    .await
}

async fn in_hand(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-look").await?;
    browser.act("find").await?;
    browser.write("[data-act=find-input]", "lam").await?;
    is_asked_and_stays(browser).await?;
    has_focus(browser, "[data-act=find-input]").await?;
    let typed = "return document.querySelector('[data-act=find-input]').value";
    ensure!(
        browser.js(typed, vec![]).await? == "lam",
        "what was typed is lost"
    );
    browser.act("home").await?;
    person.goes_to_say().await?;
    let answer = "#screen [data-act^=option-]";
    browser.press(answer).await?;
    let stands = "document.querySelector(arguments[0]).focus()";
    browser.js(stands, vec![answer.into()]).await?;
    is_asked_and_stays(browser).await?;
    has_focus(browser, answer).await?;
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    later(browser, 61).await?;
    browser.screen("start").await?;
    has_focus(browser, ".start h1").await?;
    // On Start itself the screen is the same before and after.
    browser.act("language-ar").await?;
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    later(browser, 61).await?;
    browser.html("lang", "en").await?;
    has_focus(browser, ".start h1").await
}

async fn is_asked_and_stays(browser: &Browser) -> Result<()> {
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    browser.act("still-here").await?;
    is_over(browser).await
}

async fn is_over(browser: &Browser) -> Result<()> {
    wait::holds("no question any more", async || {
        Ok(!browser.sees(ASKS).await?)
    })
    .await
}

async fn has_focus(browser: &Browser, css: &str) -> Result<()> {
    let now = "return document.activeElement.outerHTML.slice(0, 200)";
    let there = "return document.activeElement.matches(arguments[0])";
    let waited = wait::holds(&format!("focus on {css}"), async || {
        Ok(browser.js(there, vec![css.into()]).await? == true)
    })
    .await;
    match waited {
        Ok(()) => Ok(()),
        Err(why) => Err(why.context(format!("it is on {}", browser.js(now, vec![]).await?))),
    }
}

/// Sound and video say that they play, whoever shows them; a page that scrolls is being read.
async fn listening(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    for event in ["timeupdate", "scroll"] {
        happens(browser, event).await?;
        later(browser, 100).await?;
        happens(browser, event).await?;
        later(browser, 100).await?;
        stays_quiet(browser).await?;
        happens(browser, event).await?;
    }
    later(browser, 90).await?;
    later(browser, 30).await?;
    browser.awaits(ASKS).await
}

async fn happens(browser: &Browser, event: &str) -> Result<()> {
    let script = "const a = document.createElement('audio'); a.className = 'unseen'; \
        document.querySelector('main').append(a); a.dispatchEvent(new Event(arguments[0])); a.remove()";
    browser.js(script, vec![event.into()]).await.map(drop)
}

/// Two looks of the watcher at the clock have passed and nothing is asked.
async fn stays_quiet(browser: &Browser) -> Result<()> {
    let two_looks = "const done = arguments[arguments.length - 1]; setTimeout(done, 1100)";
    browser.js_later(two_looks, vec![]).await?;
    ensure!(!browser.sees(ASKS).await?, "asked in the middle of it");
    Ok(())
}

async fn left_on_start(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    later(browser, 121).await?;
    browser.awaits(ASKS).await?;
    later(browser, 61).await?;
    browser.html("lang", "en").await?;
    browser.html("dir", "ltr").await
}

async fn as_the_event_says(hall: &mut Hall, browser: &Browser) -> Result<()> {
    for (seconds, again) in [(40, false), (300, true)] {
        hall.office.asks_after(seconds).await?;
        let address = if again { hall.address() } else { hall.link() };
        browser.open_kiosk(&address).await?;
        browser.assigned().await?;
        Visitor::of(browser).begins().await?;
        later(browser, seconds - 5).await?;
        stays_quiet(browser).await?;
        later(browser, 5).await?;
        browser.awaits(ASKS).await?;
        later(browser, 61).await?;
        browser.screen("start").await?;
    }
    Ok(())
}

/// The journey owns the pictures' clock: pauses of twelve seconds end when it says so.
const PICTURES: &str = "(() => { const real = window.setTimeout; window.journeyTurns = []; \
    window.setTimeout = (run, pause, ...rest) => pause === 12000 \
      ? (journeyTurns.push(run), 0) : real(run, pause, ...rest); })()";

async fn still(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(PICTURES);
    enrolled(hall, browser).await?;
    let played = stillness(browser).await;
    // The browser is shared: the next journey finds it as it was.
    wants(browser, "no-preference").await?;
    played
}

async fn stillness(browser: &Browser) -> Result<()> {
    browser.awaits(".start .frame").await?;
    for (wanted, changes) in [
        ("no-preference", true),
        ("reduce", false),
        ("no-preference", true),
    ] {
        wants(browser, wanted).await?;
        let still = (wanted == "reduce").to_string();
        browser.html("data-still", &still).await?;
        for _ in 0..2 {
            let before = picture(browser).await?;
            turn(browser).await?;
            if changes {
                wait::holds("another picture", async || {
                    Ok(picture(browser).await? != before)
                })
                .await?;
            } else {
                ensure!(picture(browser).await? == before, "it moved by itself");
            }
        }
    }
    wants(browser, "reduce").await?;
    browser.html("data-still", "true").await?;
    Visitor::of(browser).begins().await?;
    let moves = "return document.getAnimations().filter((a) => a.playState === 'running').length";
    ensure!(browser.js(moves, vec![]).await? == 0, "Home moves");
    Ok(())
}

async fn wants(browser: &Browser, motion: &str) -> Result<()> {
    let media = json!({"features": [{"name": "prefers-reduced-motion", "value": motion}]});
    browser
        .dev_tools("Emulation.setEmulatedMedia", media)
        .await
        .map(drop)
}

/// The picture's twelve seconds are over, and the next have begun.
async fn turn(browser: &Browser) -> Result<()> {
    let waits = "return journeyTurns.length > 0";
    wait::holds("a picture that has its turn", async || {
        Ok(browser.js(waits, vec![]).await? == true)
    })
    .await?;
    let over = "for (const run of journeyTurns.splice(0)) run()";
    browser.js(over, vec![]).await?;
    wait::holds("the next turn", async || {
        Ok(browser.js(waits, vec![]).await? == true)
    })
    .await
}

async fn picture(browser: &Browser) -> Result<serde_json::Value> {
    let script = "return document.querySelector('.start .frame figcaption').textContent";
    browser.js(script, vec![]).await
}
