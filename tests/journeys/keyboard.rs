//! A whole visit by keyboard alone, and what a screen reader is told of every screen.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Context, Result, bail, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::wait;
use kiosk_core::response::State;
use serde_json::{Value, json};

pub fn journeys() -> Vec<Journey> {
    let chromium = |engine| engine == Engine::Chromium;
    vec![
        shared!(
            "keyboard",
            "a whole visit is made by keyboard alone, with focus always to be seen",
            whole_visit
        ),
        shared!(
            "keyboard",
            "every room is reached and used by keyboard alone",
            rooms
        ),
        shared!(
            "keyboard",
            "Back from an object of Remember leads to the topics, and the focus with it",
            back_to_topics
        ),
        shared!(
            "keyboard",
            "whoever closes Easier is at the button that opened it, on Home and in the spine",
            back_to_the_opener
        ),
        shared!(
            "keyboard",
            "no field offers what was typed before, or changes what is typed now",
            typing
        ),
        shared!(
            "keyboard",
            "every screen has one main heading, landmarks, and a name for whatever can be used",
            named,
            chromium
        ),
    ]
}

/// What has the focus: its `data-act`, its tag, whether the ring shows, in every theme three times as bright or dark
/// as what it lies on.
///
/// Beyond the last thing Tab goes to the browser's own buttons; Firefox still names the page's element then,
/// though it has no focus.
const FOCUS: &str = concat!(
    include_str!("colours.js"),
    "const e = document.activeElement; const here = e.matches(':focus') && document.hasFocus(); \
    const own = root.dataset.theme; \
    const ring = (theme) => { root.dataset.theme = theme; const s = getComputedStyle(e); \
      if (s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 3) return [`${theme} none`]; \
      const below = ground(parseFloat(s.outlineOffset) < 0 ? e : e.parentElement); \
      const apart = below && ratio(over(colour(s.outlineColor), below), below); \
      return apart && apart < 3 ? [`${theme} ${apart.toFixed(2)}:1`] : []; }; \
    const faults = here ? ['light', 'dark', 'contrast'].flatMap(ring) : []; \
    root.dataset.theme = own; \
    return [e.dataset.act ?? '', e.tagName, faults.join(), here]"
);

async fn focus(browser: &Browser) -> Result<(String, String, String, bool)> {
    Ok(serde_json::from_value(browser.js(FOCUS, vec![]).await?)?)
}

/// Into the page again, at its first thing.
const BACK_IN: &str = "window.focus(); \
    (document.querySelector('[role=dialog] button') ?? document.querySelector('#screen button')).focus()";

/// Tab until there, then Enter.
async fn goes(browser: &Browser, act: &str) -> Result<()> {
    let mut seen = Vec::new();
    for _ in 0..60 {
        let (at, tag, faults, here) = focus(browser).await?;
        // A heading has it to be read, not to be pressed.
        if !["H1", "BODY", "HTML"].contains(&tag.as_str()) {
            ensure!(
                faults.is_empty(),
                "focus on {tag} `{at}` cannot be seen: {faults}"
            );
        }
        if at == act && (here || browser.engine != Engine::Firefox) {
            return browser.enter().await;
        }
        seen.push(at);
        if !here && tag == "BODY" && browser.engine == Engine::Firefox {
            // Beyond the last thing are Firefox's own buttons, and its driver does not lead back from them.
            browser.js(BACK_IN, vec![]).await?;
            continue;
        }
        browser.tab().await?;
    }
    bail!("Tab never comes to `{act}`, only to {seen:?}")
}

/// A new screen is announced: focus is on its heading.
async fn arrives(browser: &Browser, screen: &str) -> Result<()> {
    browser.screen(screen).await?;
    wait::holds(&format!("focus on the heading of {screen}"), async || {
        Ok(focus(browser).await?.1 == "H1")
    })
    .await
}

async fn whole_visit(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    goes(browser, "begin").await?;
    arrives(browser, "home").await?;
    goes(browser, "go-look").await?;
    arrives(browser, "look").await?;
    browser.escape().await?;
    arrives(browser, "home").await?;
    arrows(browser).await?;
    dialog(browser).await?;
    goes(browser, "go-say").await?;
    browser.screen("say").await?;
    goes(browser, "say-begin").await?;
    questions(browser).await?;
    arrives(browser, "thanks").await?;
    goes(browser, "finish").await?;
    browser.screen("start").await?;
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

async fn goes_home(browser: &Browser) -> Result<()> {
    goes(browser, "home").await?;
    arrives(browser, "home").await
}

async fn rooms(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    goes(browser, "begin").await?;
    arrives(browser, "home").await?;
    goes(browser, "go-look").await?;
    arrives(browser, "look").await?;
    goes(browser, &first(browser, "item-").await?).await?;
    arrives(browser, "item").await?;
    goes(browser, "closer").await?;
    browser.awaits("[data-act=close-picture]").await?;
    goes(browser, "bigger").await?;
    goes(browser, "close-picture").await?;
    browser.awaits("[data-act=closer]").await?;
    goes_home(browser).await?;
    goes(browser, "go-do").await?;
    arrives(browser, "do").await?;
    goes(browser, &first(browser, "activity-").await?).await?;
    arrives(browser, "activity").await?;
    goes(browser, &first(browser, "keep-").await?).await?;
    goes(browser, "one-step").await?;
    browser.awaits("[data-act=step-next]").await?;
    goes(browser, "step-next").await?;
    goes_home(browser).await?;
    goes(browser, "go-remember").await?;
    arrives(browser, "remember").await?;
    goes(browser, "topic-any").await?;
    browser.awaits("[data-act=another]").await?;
    goes(browser, "another").await?;
    goes(browser, "companion").await?;
    goes_home(browser).await?;
    // What was kept by keyboard is on the sheet.
    goes(browser, "go-take").await?;
    arrives(browser, "take").await?;
    browser
        .awaits("#screen [data-act^=\"drop-\"], #screen [data-act^=\"keep-\"]")
        .await?;
    goes_home(browser).await
}

async fn back_to_topics(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    goes(browser, "begin").await?;
    arrives(browser, "home").await?;
    goes(browser, "go-remember").await?;
    arrives(browser, "remember").await?;
    goes(browser, "topic-any").await?;
    browser.awaits("[data-act=another]").await?;
    arrives(browser, "remember").await?;
    goes(browser, "another").await?;
    goes(browser, "back").await?;
    browser.awaits("[data-act=topic-any]").await?;
    arrives(browser, "remember").await
}

/// Arrows go round within a group.
async fn arrows(browser: &Browser) -> Result<()> {
    let first = "document.querySelector('[data-act=go-look]').focus()";
    browser.js(first, vec![]).await?;
    browser.arrow(true).await?;
    stands_on(browser, "go-do").await?;
    browser.arrow(false).await?;
    browser.arrow(false).await?;
    stands_on(browser, "go-take").await
}

/// A dialog takes the focus, keeps it, and gives it back.
async fn dialog(browser: &Browser) -> Result<()> {
    goes(browser, "easier").await?;
    browser.awaits("[role=dialog]").await?;
    goes(browser, "text-2").await?;
    browser.html("data-text", "2").await?;
    for _ in 0..30 {
        browser.tab().await?;
        let inside = "const e = document.activeElement; \
            return e === document.body || e.closest('[role=dialog]') !== null";
        ensure!(
            browser.js(inside, vec![]).await? == true,
            "focus went behind the dialog: {:?}",
            focus(browser).await?
        );
    }
    goes(browser, "text-1").await?;
    browser.escape().await?;
    stands_on(browser, "easier").await
}

async fn back_to_the_opener(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    goes(browser, "begin").await?;
    arrives(browser, "home").await?;
    for opener in ["access-language", "easier", "access-language"] {
        goes(browser, opener).await?;
        browser.awaits("[role=dialog]").await?;
        goes(browser, "close-easier").await?;
        stands_on(browser, opener).await?;
    }
    Ok(())
}

async fn stands_on(browser: &Browser, act: &str) -> Result<()> {
    wait::holds(&format!("focus on {act}"), async || {
        Ok(focus(browser).await?.0 == act)
    })
    .await
}

async fn questions(browser: &Browser) -> Result<()> {
    for _ in 0..40 {
        browser
            .awaits("[data-question], [data-act=\"say-send\"], [data-screen=\"thanks\"]")
            .await?;
        if browser.sees("[data-screen=\"thanks\"]").await? {
            return Ok(());
        }
        if browser.sees("[data-act=\"say-send\"]").await? {
            goes(browser, "say-send").await?;
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
        if let Some(first) = offered.first() {
            goes(browser, first).await?;
            browser
                .awaits(&format!("[data-act=\"{first}\"][aria-pressed=\"true\"]"))
                .await?;
        }
        goes(browser, "next").await?;
        wait::holds(&format!("what comes after {question}"), async || {
            Ok(!browser
                .sees(&format!("[data-question=\"{question}\"]"))
                .await?)
        })
        .await?;
    }
    bail!("forty questions and no thanks")
}

/// Every field that is built from now on, by its name, with what it lets the browser do.
const FIELDS: &str = "window.fields = {}; \
    const asks = ['autocomplete', 'autocorrect', 'spellcheck']; \
    const look = () => { for (const field of document.querySelectorAll('textarea, input:not([type=checkbox], [type=radio])')) \
        fields[field.dataset.act ?? field.outerHTML] = asks.map((ask) => field.getAttribute(ask)).join(); }; \
    new MutationObserver(look).observe(document, {childList: true, subtree: true}); look()";

async fn typing(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.js(FIELDS, vec![]).await?;
    tour::visitor(browser, async |_| Ok(())).await?;
    let fields = browser.js("return fields", vec![]).await?;
    let fields = fields.as_object().context("fields by name")?;
    for name in ["find-input", "own-word-input", "text-input"] {
        ensure!(fields.contains_key(name), "`{name}` is not in {fields:?}");
    }
    for (name, lets) in fields {
        ensure!(lets == "off,off,false", "`{name}` has {lets}");
    }
    Ok(())
}

/// The tree a screen reader reads, from the browser itself.
async fn named(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let mut found = Vec::new();
    tour::visitor(browser, async |screen| {
        let tree = browser
            .dev_tools("Accessibility.getFullAXTree", json!({}))
            .await?;
        found.extend(
            faults(&tree)
                .into_iter()
                .map(|fault| format!("{screen}: {fault}")),
        );
        Ok(())
    })
    .await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

fn faults(tree: &Value) -> Vec<String> {
    let nodes: Vec<&Value> = tree["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|node| node["ignored"] == false)
        .collect();
    let role = |node: &Value| {
        node["role"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let property = |node: &Value, name: &str| {
        node["properties"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|property| property["name"] == name)
            .map(|property| property["value"]["value"].clone())
    };
    let mut faults = Vec::new();
    let headings = nodes
        .iter()
        .filter(|node| role(node) == "heading" && property(node, "level") == Some(1.into()))
        .count();
    if headings != 1 {
        faults.push(format!("{headings} main headings"));
    }
    let dialog = nodes.iter().any(|node| role(node).ends_with("dialog"));
    let landmarks = nodes.iter().filter(|node| role(node) == "main").count();
    if landmarks != 1 && !dialog {
        faults.push(format!("{landmarks} main landmarks"));
    }
    for node in nodes {
        let usable =
            property(node, "focusable") == Some(true.into()) && role(node) != "RootWebArea";
        let name = node["name"]["value"].as_str().unwrap_or_default().trim();
        // A paragraph takes the focus from a script only, and then its words are read.
        if usable && name.is_empty() && role(node) != "paragraph" {
            faults.push(format!("a {} without a name", role(node)));
        }
    }
    faults
}
