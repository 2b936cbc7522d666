//! A whole visit by one switch, and one by keyboard alone.

use crate::arrival::enrolled;
use crate::idle::later;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, bail, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::wait;
use kiosk_core::response::State;

mod writing;

pub fn journeys() -> Vec<Journey> {
    let mut all = vec![
        shared!(
            "switch",
            "a whole visit is made by one switch alone",
            whole_visit
        ),
        shared!(
            "switch",
            "a touch anywhere is the switch, and time alone chooses nothing",
            by_touch
        ),
        shared!(
            "switch",
            "every room is reached and used by one switch",
            rooms
        ),
        shared!(
            "switch",
            "a switch begins on Start whatever a touch has done there before, and for the next visitor",
            begins_again
        ),
        shared!(
            "switch",
            "only what can be seen is lit, also where a place is kept free",
            nothing_hidden
        ),
    ];
    all.extend(writing::journeys());
    all
}

/// The journey owns the light's clock: pauses of two seconds end when it says so.
const CLOCK: &str = "(() => { const real = window.setTimeout; window.journeyTicks = []; \
    window.setTimeout = (run, pause, ...rest) => pause === 2000 \
      ? (journeyTicks.push(run), 0) : real(run, pause, ...rest); })()";

/// What is lit, once the light is at rest.
const LIT: &str = "if (!journeyTicks.length) return null; \
    const lit = [...document.querySelectorAll('[data-scan]')]; \
    return [lit[0]?.dataset.scan ?? '', lit.map((e) => e.dataset.act ?? '')]";

struct Lit {
    how: String,
    acts: Vec<String>,
}

/// Somebody with one switch.
pub struct Scanning<'a> {
    pub browser: &'a Browser,
    pub by_touch: bool,
}

impl Scanning<'_> {
    async fn lit(&self) -> Result<Lit> {
        wait::until("a light at rest", wait::PATIENCE, async || {
            let lit = self.browser.js(LIT, vec![]).await?;
            Ok(serde_json::from_value::<Option<(String, Vec<String>)>>(
                lit,
            )?)
        })
        .await
        .map(|(how, acts)| Lit { how, acts })
    }

    async fn time_passes(&self) -> Result<()> {
        let script = "for (const run of journeyTicks.splice(0)) run()";
        self.browser.js(script, vec![]).await.map(drop)
    }

    async fn presses(&self) -> Result<()> {
        self.browser.js("journeyTicks.length = 0", vec![]).await?;
        if self.by_touch {
            // In the middle of the heading, where there is nothing to press.
            let heading = if self.browser.sees("[aria-modal=true]").await? {
                "[aria-modal=true] h1"
            } else {
                "#screen h1"
            };
            self.browser.press(heading).await
        } else {
            self.browser.key(' ').await
        }
    }

    /// Waits for the light and presses, until this has been chosen. Returns the presses it took.
    pub async fn chooses(&self, act: &str) -> Result<usize> {
        let mut presses = 0;
        let mut seen = Vec::new();
        for _ in 0..80 {
            let lit = self.lit().await?;
            if lit.acts.iter().any(|lit| lit == act) {
                self.presses().await?;
                presses += 1;
                if lit.how == "thing" {
                    return Ok(presses);
                }
                continue;
            }
            seen.push(format!("{} {:?}", lit.how, lit.acts));
            self.time_passes().await?;
        }
        bail!("`{act}` is never lit, only {seen:#?}")
    }

    pub async fn goes(&self, act: &str, screen: &str) -> Result<()> {
        self.chooses(act).await?;
        self.browser.screen(screen).await
    }
}

/// Staff have said that a switch may begin on this tablet.
pub async fn with_a_switch(hall: &Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(CLOCK);
    enrolled(hall, browser).await?;
    let staff = "localStorage.setItem('popup-museum.preferences', JSON.stringify({language: null, switch: 2}))";
    browser.js(staff, vec![]).await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    browser.html("data-content", "true").await?;
    ensure!(!browser.sees("[data-scan]").await?, "lit without a press");
    Ok(())
}

pub async fn begins(browser: &Browser) -> Result<()> {
    browser.key(' ').await?;
    browser.html("data-scanning", "2").await
}

/// A volunteer has touched Easier and closed it; later the tablet was left alone. Both once left the focus on a
/// button, and the switch pressed that.
async fn begins_again(hall: &mut Hall, browser: &Browser) -> Result<()> {
    with_a_switch(hall, browser).await?;
    browser.act("easier").await?;
    browser.awaits("[role=dialog]").await?;
    browser.act("close-easier").await?;
    wait::holds("Start without a dialog, focus settled", async || {
        let script = "return !document.querySelector('[role=dialog]') \
            && document.activeElement.dataset.act === 'easier'";
        Ok(browser.js(script, vec![]).await? == true)
    })
    .await?;
    begins(browser).await?;
    let person = Scanning {
        browser,
        by_touch: false,
    };
    person.goes("begin", "home").await?;
    later(browser, 121).await?;
    browser.awaits("[role=alertdialog]").await?;
    later(browser, 61).await?;
    browser.screen("start").await?;
    browser.html("data-scanning", "0").await?;
    wait::holds("focus on the heading", async || {
        let script = "return document.activeElement.matches('.start h1')";
        Ok(browser.js(script, vec![]).await? == true)
    })
    .await?;
    begins(browser).await?;
    ensure!(
        !browser.sees("[role=dialog]").await?,
        "the switch pressed Easier"
    );
    Ok(())
}

async fn whole_visit(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = scans_home(hall, browser).await?;
    person.chooses("easier").await?;
    browser.awaits("[role=dialog]").await?;
    person.chooses("text-2").await?;
    browser.html("data-text", "2").await?;
    person.chooses("close-easier").await?;
    person.goes("go-do", "do").await?;
    person.goes("home", "home").await?;
    person.goes("go-remember", "remember").await?;
    person.goes("back", "home").await?;
    person.goes("go-say", "say").await?;
    person.chooses("say-begin").await?;
    let answered = answers(&person).await?;
    ensure!(answered >= 4, "only {answered} questions were answered");
    person.goes("finish", "start").await?;
    browser.html("data-scanning", "0").await?;
    browser.html("data-text", "1").await?;
    ensure!(
        !browser.sees("[data-scan]").await?,
        "lit for the next visitor"
    );
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Complete, "{body:?}");
    Ok(())
}

/// The first thing on screen whose name begins like this.
async fn first(browser: &Browser, beginning: &str) -> Result<String> {
    let css = format!("#screen [data-act^=\"{beginning}\"]");
    browser.awaits(&css).await?;
    let acts = browser.all(&css, "data-act").await?;
    acts.into_iter().next().context("something to choose")
}

/// Somebody with one key has begun, and is at Home.
pub async fn scans_home<'a>(hall: &mut Hall, browser: &'a Browser) -> Result<Scanning<'a>> {
    with_a_switch(hall, browser).await?;
    begins(browser).await?;
    let person = Scanning {
        browser,
        by_touch: false,
    };
    person.goes("begin", "home").await?;
    Ok(person)
}

/// Look and its closer look have a journey of their own.
async fn rooms(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = scans_home(hall, browser).await?;
    person.goes("go-do", "do").await?;
    let idea = first(browser, "activity-").await?;
    person.goes(&idea, "activity").await?;
    person.chooses(&first(browser, "keep-").await?).await?;
    person.chooses("one-step").await?;
    browser.awaits("[data-act=step-next]").await?;
    person.chooses("step-next").await?;
    person.goes("home", "home").await?;
    person.goes("go-remember", "remember").await?;
    person.chooses("topic-any").await?;
    browser.awaits("[data-act=another]").await?;
    person.chooses("another").await?;
    person.chooses("companion").await?;
    person.goes("home", "home").await?;
    person.goes("go-take", "take").await?;
    person.goes("home", "home").await
}

/// Answers what can be answered by choosing, skips what cannot, and sends.
async fn answers(person: &Scanning<'_>) -> Result<usize> {
    let browser = person.browser;
    let mut answered = 0;
    for _ in 0..40 {
        browser
            .awaits("[data-question], [data-act=\"say-send\"], [data-screen=\"thanks\"]")
            .await?;
        if browser.sees("[data-screen=\"thanks\"]").await? {
            return Ok(answered);
        }
        if browser.sees("[data-act=\"say-send\"]").await? {
            person.goes("say-send", "thanks").await?;
            continue;
        }
        let question = browser
            .all("[data-question]", "data-question")
            .await?
            .pop()
            .context("a question has a key")?;
        let offered = browser
            .all(
                "#screen :is([data-act^=\"option-\"], [data-act^=\"tile-\"], [data-act^=\"pick-\"])",
                "data-act",
            )
            .await?;
        let mut presses = 0;
        if let Some(first) = offered.first() {
            presses += person.chooses(first).await?;
            browser
                .awaits(&format!("[data-act=\"{first}\"][aria-pressed=\"true\"]"))
                .await?;
            answered += 1;
        }
        presses += person.chooses("next").await?;
        ensure!(presses <= 4, "`{question}` took {presses} presses");
        is_over(browser, &question).await?;
    }
    bail!("forty questions and no thanks")
}

async fn is_over(browser: &Browser, question: &str) -> Result<()> {
    wait::holds(&format!("what comes after {question}"), async || {
        Ok(!browser
            .sees(&format!("[data-question=\"{question}\"]"))
            .await?)
    })
    .await
}

async fn by_touch(hall: &mut Hall, browser: &Browser) -> Result<()> {
    with_a_switch(hall, browser).await?;
    begins(browser).await?;
    let person = Scanning {
        browser,
        by_touch: true,
    };
    person.goes("begin", "home").await?;
    // Sixty moments and no press: still Home, nothing opened.
    for _ in 0..60 {
        person.time_passes().await?;
        person.lit().await?;
    }
    browser.screen("home").await?;
    ensure!(
        !browser.sees("[role=dialog]").await?,
        "something opened by itself"
    );
    person.chooses("easier").await?;
    browser.awaits("[role=dialog]").await?;
    person.chooses("scan-0").await?;
    browser.html("data-scanning", "0").await?;
    // Without scanning a touch means what it touches.
    browser.act("close-easier").await?;
    browser.act("go-take").await?;
    browser.screen("take").await
}

/// What is lit and cannot be seen.
const HIDDEN: &str = "return [...document.querySelectorAll('[data-scan]')].filter((e) => \
    getComputedStyle(e).visibility !== 'visible' || !e.getClientRects().length).map((e) => e.dataset.act).join()";

/// While a side of Do is open, the buttons that turn its pages keep their place and are not to be seen.
async fn nothing_hidden(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let person = scans_home(hall, browser).await?;
    person.goes("go-do", "do").await?;
    person.chooses(&first(browser, "side-").await?).await?;
    browser.awaits(".side-title").await?;
    let mut lit = Vec::new();
    for _ in 0..24 {
        lit.extend(person.lit().await?.acts);
        let hidden = browser.js(HIDDEN, vec![]).await?;
        ensure!(hidden == "", "lit and hidden: {hidden}");
        person.time_passes().await?;
    }
    for act in ["show-ideas", "home"] {
        ensure!(lit.iter().any(|lit| lit == act), "no `{act}` in {lit:?}");
    }
    Ok(())
}
