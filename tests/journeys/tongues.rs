//! Languages: what is in another language says so, and one more is one more file.

use crate::arrival::{enrolled, ready_for_the_hall};
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::content::Made;
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::Visitor;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "languages",
            "in Arabic every word in Latin letters says which language it is",
            marked
        ),
        shared!(
            "languages",
            "a locale file added to a built kiosk is offered on Start, and there without a network",
            added,
            |engine| engine == Engine::Chromium
        ),
    ]
}

/// Texts with words in Latin letters that pass for Arabic, also among Arabic ones: a voice would read them with Arabic
/// sounds. What the visitor has written may be in any language.
const UNMARKED: &str = "const out = [], own = ['belonging', 'The smell of the wash house.']; \
    const layer = document.querySelector('[aria-modal=true]') ?? document.querySelector('#screen'); \
    const walk = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT); \
    while (walk.nextNode()) { \
        const text = walk.currentNode.data, e = walk.currentNode.parentElement; \
        if (own.includes(text) || !/[A-Za-z]{3}/.test(text) || !e.getClientRects().length) continue; \
        if (e.closest('[lang]').lang.startsWith('ar') && !e.closest('.contact, .address, [aria-hidden=true]')) \
            out.push(`${e.tagName} ${e.className}: ${text}`); } \
    return out";

/// Every picture under a statement that has an English name.
fn under_a_statement(pack: &mut Value) {
    for media in pack["media"].as_array_mut().into_iter().flatten() {
        media["rights"] = json!("http://rightsstatements.org/vocab/NoC-US/1.0/");
    }
}

async fn marked(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let made = Made::of_demo(under_a_statement, &[])?;
    hall.office.shows(&made.file()).await?;
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    let name = browser.all(".start .name", "lang").await?;
    let dir = browser.all(".start .name", "dir").await?;
    ensure!(name == ["en"] && dir == ["ltr"], "{name:?} {dir:?}");
    Visitor::of(browser).begins().await?;
    things_are_named(browser).await?;
    browser.act("home").await?;
    browser.screen("home").await?;
    rights_and_years(browser).await?;
    browser.act("home").await?;
    browser.screen("home").await?;
    // Back on Start as the next visitor, in Arabic again.
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    let mut found = Vec::new();
    tour::visitor(browser, async |screen| {
        let unmarked: Vec<String> = serde_json::from_value(browser.js(UNMARKED, vec![]).await?)?;
        found.extend(unmarked.into_iter().map(|text| format!("{screen}: {text}")));
        Ok(())
    })
    .await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// Whoever has chosen two things reads them in Arabic, on the side they chose them by.
async fn things_are_named(browser: &Browser) -> Result<()> {
    browser.act("go-do").await?;
    browser.screen("do").await?;
    browser.act("side-do.things").await?;
    browser.press(".options button:not(:disabled)").await?;
    let same = "const option = document.querySelector('.options [aria-pressed=true] [lang]'); \
        const named = document.querySelector('[data-act=\"side-do.things\"] .side-words > span [lang]'); \
        return [named?.lang ?? '', named?.textContent === option.textContent, \
            /[\\u0600-\\u06ff]/.test(named?.textContent ?? '')]";
    let same = browser.js(same, vec![]).await?;
    ensure!(same == json!(["ar", true, true]), "{same}");
    Ok(())
}

/// The decades to choose are in the digits of the sentence, and an English name within one says that it is English.
async fn rights_and_years(browser: &Browser) -> Result<()> {
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.act("find").await?;
    browser.act("way-decade").await?;
    browser.awaits("[data-act=choice-1930]").await?;
    let decade = browser.text("[data-act=choice-1930]").await?;
    ensure!(
        decade.contains("١٩٣٠") && !decade.contains(|c: char| c.is_ascii_digit()),
        "{decade:?}"
    );
    browser.act("choice-1930").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    let named = ".thanks-to .rights [lang=en][dir=ltr]";
    ensure!(browser.text(named).await? == "No Copyright – United States");
    let said = browser.text(".thanks-to .rights").await?;
    ensure!(said == "الحقوق: No Copyright – United States", "{said:?}");
    let unmarked = browser.js(UNMARKED, vec![]).await?;
    ensure!(unmarked == json!([]), "{unmarked}");
    Ok(())
}

async fn added(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kiosk = folder.path().join("kiosk");
    copy(&places::kiosk()?, &kiosk)?;
    // Somali, begun: what is not said yet stays English.
    let file = folder.path().join("so.json");
    let words =
        json!({"_tag": "so", "_name": "Soomaali", "_checked": false, "start.begin": "Bilow"});
    std::fs::write(&file, words.to_string())?;
    let output = Command::new(places::xtask()?)
        .arg("add-language")
        .args([&file, &kiosk])
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    hall.office.serves(&kiosk).await?;
    ready_for_the_hall(hall, browser).await?;
    hall.proxy.down().await;
    browser.open_kiosk(&hall.address()).await?;
    ensure!(browser.text("[data-act=language-so]").await? == "Soomaali");
    browser.act("language-so").await?;
    browser.html("lang", "so").await?;
    journeys::wait::holds("Start in Somali", async || {
        Ok(browser.text("[data-act=begin]").await?.trim() == "Bilow")
    })
    .await?;
    browser.act("begin").await?;
    browser.screen("home").await
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?;
        } else {
            std::fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
