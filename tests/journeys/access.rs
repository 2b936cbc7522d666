//! What must be in view, and what must not run out of it.

use crate::arrival::enrolled;
use crate::idle;
use crate::in_view::letters;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "access",
            "nothing runs out of the side of a phone or a tablet, with letters of any size",
            no_overflow
        ),
        shared!(
            "access",
            "every question is whole on a small tablet, and every answer large enough",
            in_view
        ),
        shared!(
            "access",
            "what can be looked at and done is whole on a small tablet, in every language",
            rooms_in_view
        ),
        shared!(
            "access",
            "the access bar shows and says what is chosen",
            access_bar
        ),
        shared!(
            "access",
            "an event says with what letters, colours and words its visitors begin, and the next one does too",
            begun_with
        ),
    ]
}

/// Landscape on a common tablet, at the usual text size, in a script that needs more room too.
async fn in_view(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    for language in ["en", "ar"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.screen("start").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        let person = Visitor::of(browser);
        person.begins().await?;
        person.goes_to_say().await?;
        loop {
            let question = person.question().await?;
            is_whole(browser, &[language, &question].join(", ")).await?;
            browser.act("next").await?;
            if person.went_on_from(&question).await? {
                break;
            }
        }
        person.leaves().await?;
    }
    Ok(())
}

/// The bar once changed letters and colours without a word, and Easy Read looked the same on and off.
async fn access_bar(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    let letter = "return parseFloat(getComputedStyle(document.querySelector('.directory-words span')).fontSize)";
    let mut sizes = Vec::new();
    for (act, values) in [
        (
            "access-text",
            ["Usual size", "Larger", "Much larger", "Largest"].as_slice(),
        ),
        ("access-contrast", ["Light", "Dark", "Strong"].as_slice()),
    ] {
        let button = format!("[data-act={act}]");
        for value in values {
            wait::holds(&format!("{act} at {value}"), async || {
                let all = browser.text(&button).await?;
                let said = browser.text(&format!("{button} [aria-live]")).await?;
                Ok(said == *value && all.contains(value))
            })
            .await?;
            sizes.push(
                browser
                    .js(letter, vec![])
                    .await?
                    .as_f64()
                    .context("a size")?,
            );
            browser.act(act).await?;
        }
    }
    // Four steps to twice the size.
    let grows = sizes[..4].windows(2).all(|pair| pair[1] > pair[0]);
    let twice = sizes[3] / sizes[0];
    ensure!(grows && (1.95..2.05).contains(&twice), "{sizes:?}");
    let easy = "const e = document.querySelector('[data-act=access-easy-read]'); \
        return [getComputedStyle(e).backgroundColor, !!e.querySelector('[href=\"#i-tick\"]')]";
    let off = browser.js(easy, vec![]).await?;
    browser.act("access-easy-read").await?;
    browser
        .awaits("[data-act=access-easy-read][aria-pressed=true]")
        .await?;
    browser.settled().await?;
    let on = browser.js(easy, vec![]).await?;
    ensure!(
        off[0] != on[0] && off[1] == false && on[1] == true,
        "off {off}, on {on}"
    );
    Ok(())
}

/// Ways on that were below the edge in scripts with tall letters and languages with long words.
async fn rooms_in_view(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let mut found = Vec::new();
    for language in ["en", "ar", "pl", "cy", "uk", "bn"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.screen("start").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        Visitor::of(browser).begins().await?;
        let seen = async |screen: &str, css: &str| {
            browser.settled().await?;
            let out = browser.js(BELOW, vec![css.into()]).await?;
            anyhow::Ok((out != "").then(|| format!("{language}, {screen}: {out}")))
        };
        browser.act("go-look").await?;
        browser.screen("look").await?;
        found.extend(
            seen(
                "look",
                ".object, .object b, .themes button, .turning button",
            )
            .await?,
        );
        browser.press("[data-act^=\"item-\"]").await?;
        browser.screen("item").await?;
        found.extend(seen("item", ".item .picture, .item .text p, .item .row button").await?);
        browser.act("home").await?;
        browser.act("go-do").await?;
        browser.screen("do").await?;
        found.extend(seen("do", ".ideas button, .sides button, .turning button").await?);
        browser.act("side-do.things").await?;
        browser.awaits("[data-act=\"show-ideas\"]").await?;
        found.extend(seen("do-choose", ".beside button, .sides button").await?);
    }
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// Says how far what matches reaches below the window, and how high a picture of an item is if that is little.
const BELOW: &str = "const all = [...document.querySelectorAll(arguments[0])]; \
    const end = Math.max(...all.map((e) => e.getBoundingClientRect().bottom)); const out = []; \
    if (!all.length || end > innerHeight) out.push(`${Math.round(end - innerHeight)} pixels below the edge`); \
    const picture = document.querySelector('.item .picture')?.clientHeight ?? 999; \
    if (picture < (document.documentElement.lang === 'en' ? 340 : 280)) out.push(`a picture only ${picture} pixels high`); \
    return out.join('; ')";

/// Nothing of the question on screen is out of view, and no answer too small.
pub async fn is_whole(browser: &Browser, what: &str) -> Result<()> {
    browser.settled().await?;
    let measured = browser.js(MEASURE, vec![]).await?;
    ensure!(measured == "", "{what}: {measured}");
    Ok(())
}

/// Says what is out of view, or smaller than 128 CSS pixels either way.
pub const MEASURE: &str = "const page = document.scrollingElement; const out = []; \
    if (page.scrollHeight > innerHeight) out.push(`${page.scrollHeight - innerHeight} pixels below the edge`); \
    for (const e of document.querySelectorAll('.answer, .words .tag, .foot button')) { \
      const r = e.getBoundingClientRect(); \
      if (Math.round(r.width) < 128 || Math.round(r.height) < 128) \
        out.push(`${e.dataset.act} is ${Math.round(r.width)} by ${Math.round(r.height)}`); } \
    return out.join('; ')";

/// WCAG 1.4.10: no scrolling in two directions.
async fn no_overflow(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    // The narrowest each engine's window will go, and a tablet; the letters are changed in place.
    let phone = match browser.engine {
        Engine::Chromium => 320,
        _ => 500,
    };
    browser.size(phone, 844).await?;
    let mut found = Vec::new();
    tour::visitor(browser, async |screen| {
        found.extend(too_wide(browser, screen, phone).await?);
        // To change a window's size takes other engines a second.
        if browser.engine == Engine::Chromium {
            browser.size(768, 1024).await?;
            found.extend(too_wide(browser, screen, 768).await?);
            browser.size(phone, 844).await?;
        }
        Ok(())
    })
    .await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// Says how much wider than the window the page is, and what reaches out.
const TOO_WIDE: &str = "const page = document.scrollingElement; \
    const over = page.scrollWidth - page.clientWidth; if (over <= 1) return ''; \
    const end = (e) => { const r = e.getBoundingClientRect(); \
        return document.dir === 'rtl' ? -r.left : r.right - page.clientWidth; }; \
    const out = [...document.querySelectorAll('#screen *')].filter((e) => end(e) > 1 && ![...e.children].some((c) => end(c) > 1)); \
    return `${over} pixels too wide: ` + out.slice(0, 3).map((e) => `${e.tagName}.${e.className?.baseVal ?? e.className} ${(e.textContent ?? '').slice(0, 20)}`).join(', ')";

async fn too_wide(browser: &Browser, screen: &str, width: u32) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for step in 1..=4 {
        letters(browser, step).await?;
        let over = browser.js(TOO_WIDE, vec![]).await?;
        if over != "" {
            found.push(format!("{screen}, {width} wide, letters {step}: {over}"));
        }
    }
    letters(browser, 1).await?;
    Ok(found)
}

/// Sets the largest text and goes back to Start, where a tour begins.
pub async fn largest_text(browser: &Browser) -> Result<()> {
    browser.act("begin").await?;
    for step in 2..=4 {
        browser.act("access-text").await?;
        browser.html("data-text", &step.to_string()).await?;
    }
    browser.act("back").await?;
    browser.screen("start").await
}

/// Sets the strongest contrast and goes back to Start.
pub async fn strongest_contrast(browser: &Browser) -> Result<()> {
    browser.act("begin").await?;
    for theme in ["dark", "contrast"] {
        browser.act("access-contrast").await?;
        browser.html("data-theme", theme).await?;
    }
    browser.act("back").await?;
    browser.screen("start").await
}

async fn begun_with(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.begins_easy(3).await?;
    enrolled(hall, browser).await?;
    let finds = async || {
        browser.html("data-text", "3").await?;
        browser.html("data-theme", "contrast").await?;
        wait::holds("Easy Read", async || {
            let easy = "return document.querySelector('[data-act=access-easy-read]')?.ariaPressed";
            Ok(browser.js(easy, vec![]).await? == "true")
        })
        .await
    };
    for again in [false, true] {
        if again {
            browser.open_kiosk(&hall.address()).await?;
        }
        Visitor::of(browser).begins().await?;
        finds().await?;
        for act in ["access-text", "access-contrast", "access-easy-read"] {
            browser.act(act).await?;
        }
        browser.html("data-text", "4").await?;
        browser.html("data-theme", "light").await?;
        // Nobody stays: the next one finds what the event says. A page that was scrolled to press something says
        // so a frame later, and that is a sign of life.
        let drawn = "const done = arguments[arguments.length - 1]; \
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        browser.js_later(drawn, vec![]).await?;
        idle::later(browser, 121).await?;
        browser.awaits("[role=alertdialog]").await?;
        idle::later(browser, 61).await?;
        browser.screen("start").await?;
        browser.html("data-text", "3").await?;
        browser.html("data-theme", "contrast").await?;
        // Letters that are as the event wants them are nobody's choice: an empty Start asks nothing.
        idle::later(browser, 121).await?;
        ensure!(!idle::asks(browser).await?, "an untouched Start asks");
        Visitor::of(browser).begins().await?;
        finds().await?;
    }
    Ok(())
}
