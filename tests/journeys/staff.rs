//! What staff do: enrol by a typed code, and put a curator's own collection before visitors.

use crate::arrival::{enrolled, started};
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::Visitor;
use serde_json::json;
use std::path::Path;
use std::process::Command;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "staff",
            "an installed app is enrolled by a code that is typed",
            typed_code
        ),
        shared!(
            "staff",
            "a code that does not exist is answered with a sentence, and nothing is lost",
            wrong_code
        ),
        shared!(
            "staff",
            "a curator's spreadsheet is built, chosen at the office and shown in the hall",
            own_collection
        ),
        shared!(
            "staff",
            "saving a response is one strict transaction over all its stores",
            one_strict_transaction
        ),
    ]
}

/// An installed app does not share the storage of a link: it starts unknown and is told a code.
async fn typed_code(hall: &mut Hall, browser: &Browser) -> Result<()> {
    started(browser, &hall.address()).await?;
    Visitor::of(browser).is_thanked().await?;
    Visitor::of(browser).leaves().await?;
    browser.html("data-outbox", "1").await?;
    staff_type(
        hall,
        browser,
        &hall.office.code.to_lowercase().replace('-', " "),
    )
    .await?;
    browser.html("data-enrolled", "true").await?;
    browser.act("to-start").await?;
    browser.assigned().await?;
    // What was collected before anybody knew the tablet is at the office too, kept aside until staff
    // say which event it was.
    browser.html("data-outbox", "0").await?;
    ensure!(hall.office.records().await?.quarantined().await? == 1);
    Ok(())
}

async fn wrong_code(hall: &mut Hall, browser: &Browser) -> Result<()> {
    started(browser, &hall.address()).await?;
    staff_type(hall, browser, "AAAA-AAAA").await?;
    browser.awaits(".enrol [role=status]:not(:empty)").await?;
    let said = browser.text(".enrol [role=status]").await?;
    ensure!(said.contains("code") && said.ends_with('.'), "{said}");
    browser.html("data-enrolled", "false").await
}

async fn staff_type(hall: &Hall, browser: &Browser, code: &str) -> Result<()> {
    browser
        .open_kiosk(&format!("{}/staff", hall.address()))
        .await?;
    browser.awaits("[data-act=\"code-input\"]").await?;
    browser.write("[data-act=\"code-input\"]", code).await?;
    browser
        .write("[data-act=\"name-input\"]", "Trestle table")
        .await?;
    browser.act("enrol").await
}

/// Museum data that its publishers made and nobody tidied; it lies beside the checkout, if at all.
async fn own_collection(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let data = places::project("../shared/museum-data");
    if !data.is_dir() {
        println!("left out: no museum data beside the checkout");
        return Ok(());
    }
    enrolled(hall, browser).await?;
    let open = data.join("open-pictures");
    shows(
        hall,
        browser,
        &open.join("open-pictures.csv"),
        &open.join("pictures"),
        "Open pictures",
        56,
    )
    .await?;
    let csv = data.join("csv/collectionbuilder_collection-metadata.csv");
    shows(
        hall,
        browser,
        &csv,
        &data.join("images-collectionbuilder"),
        "Campus cards",
        18,
    )
    .await
}

/// Builds and loads a pack with the commands a curator uses, chooses it as staff do, and looks at it.
pub async fn shows(
    hall: &Hall,
    browser: &Browser,
    csv: &Path,
    pictures: &Path,
    title: &str,
    items: usize,
) -> Result<()> {
    let pack = hall
        .office
        .database()
        .with_file_name(format!("{}.popup.zip", title.replace(' ', "-")));
    run(
        &["pack", "build"],
        &[
            csv,
            Path::new("--pictures"),
            pictures,
            Path::new("--out"),
            &pack,
            Path::new("--title"),
            Path::new(title),
        ],
    )?;
    let files = hall.office.database().with_file_name("files");
    run(
        &["pack", "load"],
        &[
            &pack,
            Path::new("--database"),
            &hall.office.database(),
            Path::new("--files"),
            &files,
        ],
    )?;
    choose(hall, browser, title).await?;
    // The tablet hears of it the next time it starts, and takes it in whole.
    browser.open_kiosk(&hall.address()).await?;
    browser.assigned().await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    let pages = items.div_ceil(4);
    let told = browser.text(".look .status").await?;
    ensure!(
        told.contains(&format!("of {pages}")),
        "{title}: {items} items, but {told}"
    );
    browser.settled().await?;
    browser.press("[data-act^=\"item-\"]:has(img)").await?;
    browser.screen("item").await?;
    browser.settled().await?;
    let seen = "const i = document.querySelector('main img'); return !!i && i.complete && i.naturalWidth > 200";
    ensure!(
        browser.js(seen, vec![]).await? == true,
        "{title}: no picture"
    );
    Ok(())
}

fn run(words: &[&str], arguments: &[&Path]) -> Result<()> {
    let output = Command::new(places::office()?)
        .args(words)
        .args(arguments)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{words:?}: {said}");
    Ok(())
}

/// Signs in and changes the event's pack, on the office's own pages.
async fn choose(hall: &Hall, browser: &Browser, title: &str) -> Result<()> {
    browser
        .open(&format!("{}/office/events/demo/edit", hall.address()))
        .await?;
    if browser.sees("input[type=password]").await? {
        browser
            .write("input[type=password]", &hall.office.password)
            .await?;
        browser.press("main button").await?;
        browser.awaits("nav a[href=\"/office/tablets\"]").await?;
        browser
            .open(&format!("{}/office/events/demo/edit", hall.address()))
            .await?;
    }
    browser.awaits("select[name=pack]").await?;
    let pick = "const s = document.querySelector('select[name=pack]'); \
        const o = [...s.options].find((o) => o.text.includes(arguments[0])); \
        if (!o) return [...s.options].map((o) => o.text).join(', '); s.value = o.value; return ''";
    let offered = browser.js(pick, vec![json!(title)]).await?;
    ensure!(offered == "", "{title} is not among {offered}");
    browser.press("main form button[type=submit]").await?;
    browser.awaits("h1").await
}

/// A kill alone cannot prove durability: the transaction itself says how it was asked for.
async fn one_strict_transaction(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let watch = "const open = IDBDatabase.prototype.transaction; window.seen = []; \
        IDBDatabase.prototype.transaction = function (stores, mode, options) { \
          const t = open.call(this, stores, mode, options); \
          window.seen.push({stores: [].concat(typeof stores === 'string' ? stores : [...stores]).sort().join(' '), \
            mode: t.mode, durability: t.durability}); return t; }";
    browser.js(watch, vec![]).await?;
    Visitor::of(browser).is_thanked().await?;
    let seen = browser.js("return window.seen", vec![]).await?;
    let seen = seen.as_array().context("nothing was seen")?;
    let saving: Vec<_> = seen
        .iter()
        .filter(|t| t["stores"] == "attachments counters drafts ids outbox responses tallies")
        .collect();
    ensure!(saving.len() == 1, "one saving transaction, not {saving:?}");
    for transaction in seen.iter().filter(|t| t["mode"] == "readwrite") {
        ensure!(transaction["durability"] == "strict", "{transaction}");
    }
    Ok(())
}
