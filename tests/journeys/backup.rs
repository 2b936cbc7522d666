//! Answers carried out by hand: the file staff make, and the one that keeps itself up to date.

use crate::arrival::enrolled;
use crate::keep::staff;
use crate::say::{comes_to_voice, records};
use crate::stage::{Journey, own, shared};
use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::Visitor;
use journeys::wait;
use kiosk_core::Hash;
use kiosk_core::backup::Backup;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "backup",
            "a backup file brings what no network carried, and sending it later makes nothing twice",
            backup_file
        ),
        shared!(
            "backup",
            "a file that staff chose keeps itself up to date, and says when it may no longer be written",
            kept_file,
            // The only engine in which a page can write a file again and again.
            |engine| engine == Engine::Chromium
        ),
        own!(
            "backup",
            "a backup file carries recordings too, any number of times",
            recordings,
            |engine| engine == Engine::Chromium
        ),
        shared!(
            "backup",
            "a tablet that can share hands the file to its share sheet, and offers it again when that is closed",
            shared_file
        ),
    ]
}

/// The file that staff would be given, caught on its way out of the page.
async fn file_made(browser: &Browser) -> Result<Vec<u8>> {
    let watch = "const make = URL.createObjectURL; window.made = []; \
        URL.createObjectURL = (blob) => { window.made.push(blob); return make.call(URL, blob); }; \
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; }; \
        if (navigator.canShare) navigator.canShare = () => false;";
    browser.js(watch, vec![]).await?;
    browser.act("backup-make").await?;
    browser.act("backup-save").await?;
    browser.awaits("[data-act=\"backup-make\"]").await?;
    let name = browser.js("return window.named", vec![]).await?;
    let name = name.as_str().context("the file has a name")?;
    ensure!(name.ends_with(".popup-backup.zip"), "{name}");
    let read = "const done = arguments[arguments.length - 1]; \
        window.made.at(-1).arrayBuffer().then((all) => done(btoa( \
          [...new Uint8Array(all)].map((byte) => String.fromCharCode(byte)).join(''))))";
    let text = browser.js_later(read, vec![]).await?;
    Ok(STANDARD.decode(text.as_str().context("the file has bytes")?)?)
}

async fn backup_file(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "2").await?;
    staff(hall, browser).await?;
    let bytes = file_made(browser).await?;
    let backup = Backup::open(&bytes).map_err(|why| anyhow::anyhow!("{why}"))?;
    ensure!(backup.lines().count() == 2);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("tablet.popup-backup.zip");
    std::fs::write(&file, &bytes)?;
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("2 new, 0 known, 0 aside"), "{said}");
    hall.receives(2).await?;
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("0 new, 2 known, 0 aside"), "{said}");
    hall.proxy.set(Fault::Pass);
    browser.act("sync-now").await?;
    browser.html("data-outbox", "0").await?;
    hall.receives(2).await?;
    let ledger = browser.text("[data-ledger]").await?;
    ensure!(
        ledger.contains("2 finished") && ledger.contains("0 missing"),
        "{ledger}"
    );
    Ok(())
}

async fn recordings(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    hall.proxy.set(Fault::Portal);
    ensure!(comes_to_voice(&browser).await?, "no voice is asked for");
    browser.act("voice-agree").await?;
    records(&browser).await?;
    browser.act("next").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(&browser).leaves().await?;
    browser.html("data-outbox", "1").await?;
    staff(hall, &browser).await?;
    let bytes = file_made(&browser).await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("tablet.popup-backup.zip");
    std::fs::write(&file, &bytes)?;
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("1 new, 0 known, 0 aside"), "{said}");
    let stored = hall.receives(1).await?.remove(0);
    let sent = &stored.envelope.attachments;
    ensure!(sent.len() == 1, "{sent:?}");
    let kept = hall.office.recording(&sent[0].sha256)?;
    ensure!(Hash::of(&kept) == sent[0].sha256, "other bytes");
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("0 new, 1 known, 0 aside"), "{said}");
    hall.proxy.set(Fault::Pass);
    browser.act("sync-now").await?;
    browser.html("data-outbox", "0").await?;
    hall.receives(1).await?;
    browser.close().await
}

/// No driver reaches the system's own dialog. What it would give is a handle; this one leads to a real file
/// too, in the folder that belongs to the page. Whether it may be written can be taken away.
const CHOSEN: &str = "window.showSaveFilePicker = async () => { \
        const folder = await navigator.storage.getDirectory(); \
        return folder.getFileHandle('kept.zip', {create: true}); }; \
    const asked = FileSystemHandle.prototype.queryPermission; \
    FileSystemHandle.prototype.queryPermission = async function (mode) { \
        return localStorage.getItem('journey-denied') ? 'denied' : asked.call(this, mode); };";

/// What is in that file.
const IN_IT: &str = "const done = arguments[arguments.length - 1]; (async () => { \
    const folder = await navigator.storage.getDirectory(); \
    const file = await (await folder.getFileHandle('kept.zip', {create: true})).getFile(); \
    done(btoa([...new Uint8Array(await file.arrayBuffer())].map((b) => String.fromCharCode(b)).join(''))); })()";

async fn kept_file(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(CHOSEN);
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    staff(hall, browser).await?;
    browser.act("backup-keep").await?;
    let says = async |words: &str| {
        wait::holds(words, async || {
            Ok(browser.text(".backup").await?.contains(words))
        })
        .await
    };
    says("keeps itself up to date").await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("kept.popup-backup.zip");
    let holds = async |count: usize| {
        wait::holds("the answers in the file", async || {
            let text = browser.js_later(IN_IT, vec![]).await?;
            let bytes = STANDARD.decode(text.as_str().context("bytes")?)?;
            std::fs::write(&file, &bytes)?;
            Ok(Backup::open(&bytes).is_ok_and(|backup| backup.lines().count() == count))
        })
        .await
    };
    holds(1).await?;
    // A new start: nobody has to choose again, and nothing but an answer is needed.
    browser.open_kiosk(&hall.address()).await?;
    Visitor::of(browser).has_a_say().await?;
    holds(2).await?;
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("2 new, 0 known, 0 aside"), "{said}");
    let denied = "localStorage.setItem('journey-denied', 'yes')";
    browser.js(denied, vec![]).await?;
    Visitor::of(browser).has_a_say().await?;
    staff(hall, browser).await?;
    says("no longer written").await?;
    browser
        .js("localStorage.removeItem('journey-denied')", vec![])
        .await?;
    browser.act("backup-keep").await?;
    says("keeps itself up to date").await?;
    holds(3).await
}

/// No driver reaches the system's own sheet. This one takes what it is given, or is closed by whoever holds the
/// tablet.
const SHEET: &str = "navigator.canShare = (what) => what.files?.length === 1; \
    navigator.share = async (what) => { \
        if (!navigator.userActivation?.isActive && navigator.userActivation) throw new DOMException('', 'NotAllowedError'); \
        if (window.closes) throw new DOMException('', 'AbortError'); window.given = what.files[0]; }; \
    HTMLAnchorElement.prototype.click = function () { window.loaded = this.download; };";

const GIVEN: &str = "const done = arguments[arguments.length - 1]; \
    window.given.arrayBuffer().then((all) => done([window.given.name, window.loaded ?? null, btoa( \
      [...new Uint8Array(all)].map((byte) => String.fromCharCode(byte)).join(''))]))";

async fn shared_file(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(SHEET);
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    staff(hall, browser).await?;
    browser.js("window.closes = true", vec![]).await?;
    browser.act("backup-make").await?;
    browser.act("backup-save").await?;
    // Nothing is said to be on its way, and the same touch is there again.
    browser.awaits("[data-act=\"backup-save\"]").await?;
    let says = browser.text(".backup").await?;
    ensure!(says.contains("Answers: 1"), "{says}");
    browser.js("window.closes = false", vec![]).await?;
    browser.act("backup-save").await?;
    browser.awaits("[data-act=\"backup-make\"]").await?;
    let (name, loaded, text): (String, Option<String>, String) =
        serde_json::from_value(browser.js_later(GIVEN, vec![]).await?)?;
    ensure!(name.ends_with(".popup-backup.zip"), "{name}");
    ensure!(loaded.is_none(), "{loaded:?} was saved as well");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(&name);
    std::fs::write(&file, STANDARD.decode(text)?)?;
    let said = hall.office.imports(&file)?;
    ensure!(said.contains("1 new, 0 known, 0 aside"), "{said}");
    hall.receives(1).await.map(drop)
}
