//! What each engine tells a screen reader, on every screen a visitor meets.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Told};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "access",
            "every screen has one main heading, and everything to touch a role and a name with its words in it",
            every_screen
        ),
        shared!(
            "access",
            "a button that goes out of use in somebody's hand gives the focus to the one beside it",
            out_of_use
        ),
    ]
}

/// What can be touched or typed into, in the layer that lies on top.
const TOUCHED: [&str; 4] = ["button", "a[href]", "input", "textarea"];
/// What these may be, to an engine.
const ROLES: [&str; 8] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "radio",
    "checkbox",
    "switch",
    // What Chromium calls a `summary`.
    "DisclosureTriangle",
];

async fn every_screen(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let (mut found, mut seen) = (Vec::new(), 0);
    tour::visitor(browser, async |screen| {
        let layer = match browser.sees("[aria-modal=true]").await? {
            true => "[aria-modal=true]",
            false => "#screen",
        };
        let headings = browser.told(&format!("{layer} h1")).await?;
        if headings.len() != 1
            || headings
                .iter()
                .any(|told| told.role != "heading" || told.name.is_empty())
        {
            found.push(format!("{screen}: main headings {headings:?}"));
        }
        // A screen begins at its heading: that is what a screen reader says of it. A page that has just come is read
        // from its top.
        let same = ["start",
            "-answered", "-find", "-choices", "-found", "-nothing", "-closer", "-companion", "-choose", "-step", "easier"];
        if !same.iter().any(|same| screen.ends_with(same)) {
            // The focus follows its screen a moment later.
            let mut on = String::new();
            let begins = wait::holds("the focus on a heading", async || {
                let script = "const e = document.activeElement; return `${e?.tagName} ${e?.textContent.slice(0, 40)}`";
                on = browser.js(script, vec![]).await?.to_string();
                Ok(on.starts_with("\"H1 ") || on.starts_with("\"H2 "))
            });
            if begins.await.is_err() {
                found.push(format!("{screen}: begins on {on}"));
            }
        }
        let touched = TOUCHED.map(|css| format!("{layer} {css}")).join(", ");
        let touched = browser.told(&touched).await?;
        seen += touched.len();
        let nothing = touched.iter().filter(|told| told.role.is_empty());
        found.extend(nothing.map(|told| format!("{screen}: no role {told:?}")));
        let opened = browser.told(&format!("{layer} summary")).await?;
        found.extend(
            touched
                .iter()
                .chain(&opened)
                .filter_map(|told| fault(screen, told)),
        );
        Ok(())
    })
    .await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    ensure!(seen > 200, "only {seen} things to touch were seen");
    Ok(())
}

/// A voice user says the words they see (WCAG 2.5.3).
fn fault(screen: &str, told: &Told) -> Option<String> {
    let letters = |text: &str| -> String {
        let text = text.to_lowercase();
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let name = letters(&told.name);
    let what = match told {
        _ if name.is_empty() => "nameless",
        // `summary` has no role of its own in two engines.
        _ if !told.role.is_empty() && !ROLES.contains(&told.role.as_str()) => "what is this?",
        _ if !name.contains(&letters(&told.text)) => "its words are not in its name",
        _ => return None,
    };
    Some(format!("{screen}: {what} {told:?}"))
}

/// At the end of the pages the focus once fell out of the page, and Escape did nothing.
async fn out_of_use(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    let on = "document.querySelector('[data-act=more]').focus()";
    browser.js(on, vec![]).await?;
    for _ in 0..40 {
        if browser.sees("[data-act=more]:disabled").await? {
            break;
        }
        browser.enter().await?;
    }
    wait::holds("the focus on Before", async || {
        let on = "return document.activeElement?.dataset.act ?? null";
        Ok(browser.js(on, vec![]).await? == "before")
    })
    .await?;
    browser.escape().await?;
    browser.screen("home").await
}
