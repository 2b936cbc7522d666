//! What leads on is in view, without scrolling, wherever a visitor may stand with whatever letters.

use crate::arrival::enrolled;
use crate::look::to_look;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::{After, Visitor};
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "look",
            "a picture looked at closer leaves its tools in view, on every screen with any letters",
            closer
        ),
        shared!(
            "access",
            "the way on is in view on every screen with any letters",
            ways_on
        ),
        shared!(
            "access",
            "the spine's words are whole, however long, and nothing runs out of its side",
            spine
        ),
        shared!(
            "say",
            "the last look cuts no answer on a tablet, and deleting is a question of its own",
            last_look
        ),
    ]
}

/// Two ways up on a common tablet, and a phone: as narrow as an engine's window goes.
pub fn screens(browser: &Browser) -> [(u32, u32); 3] {
    let narrow = match browser.engine {
        Engine::Chromium => 390,
        _ => 500,
    };
    [(1024, 768), (768, 1024), (narrow, 844)]
}

/// Letters of this size, in place.
pub async fn letters(browser: &Browser, step: u32) -> Result<()> {
    let script = "document.documentElement.setAttribute('data-text', arguments[0])";
    browser
        .js(script, vec![step.to_string().into()])
        .await
        .map(drop)
}

/// Says which of these are not whole in the window, or not what a finger in their middle meets.
const UNSEEN: &str = "const out = []; const all = [...document.querySelectorAll(arguments[0])]; \
    if (!all.length) out.push('nothing is there'); \
    for (const e of all) { const r = e.getBoundingClientRect(); \
        const met = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2); \
        if (r.top < -1 || r.left < -1 || r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || !e.contains(met)) \
            out.push(`${e.dataset.act ?? e.className} at ${[r.left, r.top, r.right, r.bottom].map(Math.round)} \
                in ${innerWidth}×${innerHeight}, met ${met?.id || met?.className || met?.tagName}`); } \
    return out.join('; ')";

/// What of all that matches is out of view, on each screen with the usual and the largest letters.
pub async fn unseen(browser: &Browser, what: &str, css: &str) -> Result<Vec<String>> {
    unseen_on(browser, &screens(browser), what, css).await
}

async fn unseen_on(
    browser: &Browser,
    screens: &[(u32, u32)],
    what: &str,
    css: &str,
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for &(width, height) in screens {
        browser.size(width, height).await?;
        for step in [1, 4] {
            letters(browser, step).await?;
            browser.js("scrollTo(0, 0)", vec![]).await?;
            browser.settled().await?;
            let out = browser.js(UNSEEN, vec![css.into()]).await?;
            if out != "" {
                found.push(format!("{what}, {width}×{height}, letters {step}: {out}"));
            }
        }
    }
    letters(browser, 1).await?;
    browser.size(1024, 768).await?;
    Ok(found)
}

/// The closer look once stood under the spine as high as the whole window: upright, Close was below its edge.
async fn closer(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.act("closer").await?;
    browser.awaits("[data-act=\"close-picture\"]").await?;
    // So that there is more of it than its frame shows, and buttons to move it by.
    browser.act("bigger").await?;
    browser.awaits("[data-act=\"move-left\"]").await?;
    let found = unseen(browser, "closer", ".closer button").await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// Start, Done and More were once below the edge, or under Before, for those who chose the largest letters.
async fn ways_on(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let mut found = Vec::new();
    for language in ["en", "uk", "ar"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.screen("start").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        let on = async |screen: &str, css: &str| {
            unseen(browser, &format!("{language}, {screen}"), css).await
        };
        found.extend(on("start", "[data-act=begin]").await?);
        // A tablet has room for the languages and Easier too.
        let tablets = &screens(browser)[..2];
        let foot = ".tongues button, [data-act=easier]";
        found.extend(
            unseen_on(
                browser,
                tablets,
                &format!("{language}, foot of start"),
                foot,
            )
            .await?,
        );
        to_look(browser).await?;
        found.extend(on("look", ".turning button").await?);
        found.extend(abreast(browser, language).await?);
        found.extend(chosen_from(browser, language).await?);
        browser.act("easier").await?;
        browser.awaits("[role=dialog]").await?;
        found.extend(on("easier", "[data-act=close-easier]").await?);
        browser.act("close-easier").await?;
        browser.act("home").await?;
        browser.act("go-do").await?;
        browser.screen("do").await?;
        found.extend(on("do", ".turning button").await?);
        found.extend(abreast(browser, language).await?);
        found.extend(no_hole(browser, language).await?);
        found.extend(whole_object(browser, language).await?);
    }
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// What is out of view of the choices that have just opened, and words of the ways that are broken in two.
const OPENED: &str = "const out = []; \
    const last = document.querySelectorAll('.choices li')[1].getBoundingClientRect(); \
    if (last.top < 0 || last.bottom > innerHeight + 1) out.push(`the second choice at ${Math.round(last.top)} to ${Math.round(last.bottom)}`); \
    for (const word of document.querySelectorAll('.ways .way span')) { \
        const range = document.createRange(); range.selectNodeContents(word); \
        const ends = [...range.getClientRects()].filter((r) => r.width > 1).map((r) => r.bottom).sort((a, b) => a - b); \
        const lines = ends.filter((end, at) => at === 0 || end - ends[at - 1] > 8).length; \
        if (lines > word.innerText.trim().split(/\\s+/).length) out.push(`“${word.innerText}” in ${lines} lines`); } \
    return out.join('; ')";

/// Decades once opened below the edge of a phone, so that nothing seemed to happen, and with the largest letters
/// "When" stood in two lines.
async fn chosen_from(browser: &Browser, language: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    browser.act("find").await?;
    for (width, height) in screens(browser) {
        browser.size(width, height).await?;
        for step in [1, 4] {
            letters(browser, step).await?;
            browser.settled().await?;
            browser.act("way-decade").await?;
            browser.awaits(".choices li:nth-child(2)").await?;
            browser.settled().await?;
            let out = browser.js(OPENED, vec![]).await?;
            if out != "" {
                found.push(format!(
                    "{language}, choices, {width}×{height}, letters {step}: {out}"
                ));
            }
            browser.act("way-decade").await?;
        }
    }
    letters(browser, 1).await?;
    browser.size(1024, 768).await?;
    browser.act("find").await?;
    Ok(found)
}

/// Where nothing can be turned, a phone leaves no room for what turns: it was a hole under the heading.
async fn no_hole(browser: &Browser, language: &str) -> Result<Option<String>> {
    browser.act("side-do.things").await?;
    browser.awaits("[data-act=\"show-ideas\"]").await?;
    let (width, height) = screens(browser)[2];
    browser.size(width, height).await?;
    browser.settled().await?;
    let script = "const at = (css) => document.querySelector(css).getBoundingClientRect(); \
        return at('.sides').top - at('.head h1').bottom";
    let hole = browser.js(script, vec![]).await?.as_f64();
    browser.size(1024, 768).await?;
    Ok((hole.is_none_or(|hole| hole > 48.0))
        .then(|| format!("{language}: {hole:?} pixels of hole")))
}

/// Remember shows all of an object: it is what people talk about.
async fn whole_object(browser: &Browser, language: &str) -> Result<Option<String>> {
    browser.act("home").await?;
    browser.act("go-remember").await?;
    browser.act("topic-any").await?;
    browser.awaits(".well img").await?;
    let script = "return getComputedStyle(document.querySelector('.well img')).objectFit";
    let fit = browser.js(script, vec![]).await?;
    Ok((fit != "contain").then(|| format!("{language}, remember: the picture is cut ({fit})")))
}

/// "More" stands beside "Before", where the line of reading ends.
async fn abreast(browser: &Browser, what: &str) -> Result<Vec<String>> {
    let script = "const [a, b] = ['before', 'more'].map((act) => document.querySelector(`[data-act=${act}]`).getBoundingClientRect()); \
        return Math.abs(a.top - b.top) < 2 && (document.dir === 'rtl' ? b.right < a.left : a.right < b.left)";
    let mut found = Vec::new();
    for (width, height) in screens(browser) {
        browser.size(width, height).await?;
        letters(browser, 4).await?;
        browser.settled().await?;
        if browser.js(script, vec![]).await? != true {
            found.push(format!(
                "{what}, {width}×{height}: More is not after Before"
            ));
        }
    }
    letters(browser, 1).await?;
    browser.size(1024, 768).await?;
    Ok(found)
}

/// What leads on once lay over the answers, a third of a phone high, and "Yes" stood there with no question.
async fn last_look(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        person.answer(&question).await?;
        browser.act("next").await?;
        if person.comes_after(&question).await? == After::Look {
            break;
        }
    }
    let tablet = [(1024, 768)];
    let whole = ".looked button, [data-act=say-send]";
    let mut found = Vec::new();
    browser.settled().await?;
    let out = browser.js(UNSEEN, vec![whole.into()]).await?;
    ensure!(out == "", "{out}");
    found.extend(unseen_on(browser, &tablet, "heading", "#screen h1").await?);
    for (width, height) in screens(browser) {
        browser.size(width, height).await?;
        let foot = browser
            .js(
                "const f = document.querySelector('.foot'); return f.offsetHeight / innerHeight",
                vec![],
            )
            .await?;
        if foot.as_f64().is_none_or(|share| share > 0.23) {
            found.push(format!(
                "{width}×{height}: the foot is {foot} of the window"
            ));
        }
    }
    browser.act("delete-answers").await?;
    browser.awaits("[data-act=\"delete-sure\"]").await?;
    ensure!(browser.text("#screen h1").await? == "Delete all your answers?");
    let focused = "return document.activeElement?.tagName";
    wait::holds("focus on the question", async || {
        Ok(browser.js(focused, vec![]).await? == "H1")
    })
    .await?;
    found.extend(unseen(browser, "sure", ".sure button").await?);
    browser.act("keep-answers").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    found.extend(green_to_the_edge(browser).await?);
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// With large letters a pale strip once stood beside the thanks.
async fn green_to_the_edge(browser: &Browser) -> Result<Option<String>> {
    letters(browser, 4).await?;
    browser.settled().await?;
    let script = "return document.documentElement.clientWidth - document.querySelector('.thanks .big').getBoundingClientRect().right";
    let strip = browser.js(script, vec![]).await?;
    letters(browser, 1).await?;
    let is_wide = strip.as_f64().is_none_or(|strip| strip > 1.0);
    Ok(is_wide.then(|| format!("a strip of {strip} pixels beside the thanks")))
}

/// The tablet has a voice for Ukrainian, so that all four words stand in the spine.
const VOICE: &str = "Object.defineProperty(window, 'speechSynthesis', {configurable: true, value: \
    {onvoiceschanged: null, getVoices: () => [{name: 'own', lang: 'uk-UA', localService: true}], speak() {}, cancel() {}}})";

/// What is too wide: the page, or a word for its button.
const TOO_WIDE: &str = "const out = []; const page = document.scrollingElement; \
    if (page.scrollWidth - page.clientWidth > 1) out.push(`${page.scrollWidth - page.clientWidth} pixels too wide`); \
    for (const b of document.querySelectorAll('.spine button')) { \
        const range = document.createRange(); range.selectNodeContents(b); \
        const [words, own] = [range.getBoundingClientRect(), b.getBoundingClientRect()]; \
        const lines = new Set([...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.bottom))).size; \
        if (words.left < own.left - 1 || words.right > own.right + 1 || own.right > innerWidth + 1 || own.left < -1 || lines > 3) \
            out.push(b.innerText); } \
    if (!document.querySelector('.spine [data-act=listen]')) out.push('no Listen'); \
    return out.join('; ')";

/// The longest words ran out of an upright tablet with the largest letters, and out of a small phone.
async fn spine(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICE);
    enrolled(hall, browser).await?;
    browser.act("language-uk").await?;
    browser.html("lang", "uk").await?;
    Visitor::of(browser).begins().await?;
    browser.awaits("[data-act=listen]").await?;
    let phone = match browser.engine {
        Engine::Chromium => 320,
        _ => 500,
    };
    let mut found = Vec::new();
    for (width, height) in [(768, 1024), (1024, 768), (phone, 640)] {
        browser.size(width, height).await?;
        for step in 1..=4 {
            letters(browser, step).await?;
            browser.settled().await?;
            let out = browser.js(TOO_WIDE, vec![]).await?;
            if out != "" {
                found.push(format!("{width}×{height}, letters {step}: {out}"));
            }
        }
    }
    letters(browser, 1).await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}
