//! Not one answer lost: by hand where no network goes, through a database that goes away under a visitor,
//! and under older and newer apps; and nothing kept longer than the office needs.

use crate::arrival::enrolled;
use crate::desk::signs_in;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Fault;
use journeys::visitor::{Until, Visitor};
use journeys::wait;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "keep",
            "numbers that do not add up are said to staff, and nothing is deleted",
            unbalanced
        ),
        shared!(
            "keep",
            "what the office holds for good is cleared after the event, and nothing else",
            cleared
        ),
        shared!(
            "keep",
            "a database that goes away under a visitor gives the same question back",
            lost_connection
        ),
        shared!(
            "keep",
            "an app that finds an older or a newer app's database keeps every answer in it",
            other_versions
        ),
        shared!(
            "keep",
            "a database that a window of an older app holds on to is opened as soon as it lets go",
            held_by_another
        ),
        shared!(
            "keep",
            "a link's code outlives a page that loads itself anew before the office has heard of it",
            link_kept
        ),
        shared!(
            "keep",
            "a sealed event's tablet holds nothing readable, and the office reads it with the passphrase",
            sealed
        ),
    ]
}

/// Opens staff's screens behind their PIN.
pub async fn staff(hall: &Hall, browser: &Browser) -> Result<()> {
    browser
        .open_kiosk(&format!("{}/staff", hall.address()))
        .await?;
    browser.screen("staff-pin").await?;
    browser
        .write("[data-act=\"pin-input\"]", &hall.office.pin)
        .await?;
    browser.act("pin-open").await?;
    browser.screen("staff-ready").await
}

/// Somebody else's hand in the database: one more confirmed than there ever were.
const CHANGED: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum'); \
    open.onsuccess = () => { const db = open.result; const t = db.transaction('counters', 'readwrite'); \
      const all = t.objectStore('counters'); const asked = all.openCursor(); \
      asked.onsuccess = () => { const at = asked.result; if (!at) return; \
        const counters = JSON.parse(at.value); counters.confirmed += 1; \
        at.update(JSON.stringify(counters)); at.continue(); }; \
      t.oncomplete = () => { db.close(); done(true); }; }";

async fn unbalanced(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    browser.js_later(CHANGED, vec![]).await?;
    staff(hall, browser).await?;
    wait::holds("the notice", async || {
        let said = browser.text("[role=\"status\"] .notice").await?;
        Ok(said.contains("do not add up"))
    })
    .await?;
    // What was answered goes to the office all the same.
    hall.proxy.set(Fault::Pass);
    browser.act("sync-now").await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await
}

/// Counts the records of a store.
pub async fn records(browser: &Browser, store: &str) -> Result<u64> {
    let count = "const done = arguments[arguments.length - 1]; \
        const open = indexedDB.open('popup-museum'); \
        open.onsuccess = () => { const db = open.result; \
          const asked = db.transaction(arguments[0]).objectStore(arguments[0]).count(); \
          asked.onsuccess = () => { db.close(); done(asked.result); }; }";
    let count = browser.js_later(count, vec![store.into()]).await?;
    count.as_u64().context("a number of records")
}

async fn cleared(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).has_a_say().await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await?;
    ensure!(
        records(browser, "responses").await? == 1,
        "it stays for now"
    );
    hall.office.closed_long_ago().await?;
    // Whoever still answers is not cleared: the office has not got it.
    hall.proxy.set(Fault::Status(500, None));
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "1").await?;
    hall.proxy.set(Fault::Pass);
    browser.open_kiosk(&hall.address()).await?;
    hall.receives(2).await?;
    wait::holds("what was confirmed to be cleared", async || {
        Ok(records(browser, "responses").await? == 0)
    })
    .await?;
    staff(hall, browser).await?;
    let ledger = browser.text("[data-ledger]").await?;
    ensure!(
        ledger.contains("2 finished") && ledger.contains("0 missing"),
        "{ledger}"
    );
    ensure!(hall.office.records().await?.count().await? == 2);
    Ok(())
}

/// What WebKit does when its database server dies: every transaction fails until the page is loaded anew.
async fn lost_connection(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(1)).await?;
    let question = visitor.question().await?;
    let breaks = "window.before = true; IDBDatabase.prototype.transaction = function () { \
        throw new DOMException('Connection to Indexed Database server lost.', 'UnknownError'); }";
    browser.js(breaks, vec![]).await?;
    visitor.answer(&question).await.ok();
    wait::holds("the page to be loaded anew", async || {
        let anew = "return !window.before && document.documentElement.dataset.ready === 'true'";
        Ok(browser.js(anew, vec![]).await? == true)
    })
    .await?;
    ensure!(visitor.question().await? == question, "the same question");
    // What was touched as the database went is there; another touch would take it back.
    browser.awaits("#screen [aria-pressed=\"true\"]").await?;
    browser.act("next").await?;
    visitor.went_on_from(&question).await?;
    visitor.answers(Until::Thanks).await?;
    visitor.leaves().await?;
    let stored = hall.receives(1).await?;
    let answers = &stored[0].body.answers;
    let given = answers.iter().filter(|answer| !answer.says_nothing());
    ensure!(given.count() > 1, "{answers:?}");
    let journal = "return Object.keys(localStorage).some((key) => key.includes('journal'))";
    ensure!(browser.js(journal, vec![]).await? == false);
    Ok(())
}

/// Puts what the database holds into one of an older schema.
const OLDER: &str = "const done = arguments[arguments.length - 1]; (async () => { \
    const name = 'popup-museum'; \
    const asked = (r) => new Promise((well, bad) => { r.onsuccess = () => well(r.result); r.onerror = () => bad(r.error); }); \
    const db = await asked(indexedDB.open(name)); const all = {}; \
    for (const store of db.objectStoreNames) { if (store === 'tallies') continue; \
      const s = db.transaction(store).objectStore(store); \
      all[store] = await Promise.all([asked(s.getAllKeys()), asked(s.getAll())]); } \
    db.close(); await asked(indexedDB.deleteDatabase(name)); \
    const open = indexedDB.open(name, 1); \
    open.onupgradeneeded = () => { for (const store in all) open.result.createObjectStore(store); }; \
    const old = await asked(open); const t = old.transaction(Object.keys(all), 'readwrite'); \
    for (const store in all) all[store][0].forEach((key, at) => t.objectStore(store).put(all[store][1][at], key)); \
    await new Promise((well) => t.oncomplete = well); old.close(); return 'well'; \
  })().then(done, (why) => done(String(why)))";

/// Leaves what an app of tomorrow would.
const NEWER: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum', 1000); \
    open.onupgradeneeded = () => open.result.createObjectStore('tomorrow'); \
    open.onsuccess = () => { open.result.close(); done('well'); }; open.onerror = () => done(String(open.error))";

async fn other_versions(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    for (script, unsent) in [(OLDER, 1), (NEWER, 2)] {
        browser
            .open(&format!("{}/office/sign-in", hall.address()))
            .await?;
        let done = browser.js_later(script, vec![]).await?;
        ensure!(done == "well", "{done}");
        browser.open_kiosk(&hall.address()).await?;
        browser.html("data-outbox", &unsent.to_string()).await?;
        Visitor::of(browser).has_a_say().await?;
        browser
            .html("data-outbox", &(unsent + 1).to_string())
            .await?;
    }
    hall.proxy.set(Fault::Pass);
    hall.receives(3).await?;
    browser.html("data-outbox", "0").await
}

/// A window that does not make room for a newer schema.
const HOLDS: &str = "const done = arguments[arguments.length - 1]; \
    const open = indexedDB.open('popup-museum', 1); \
    open.onsuccess = () => { window.held = open.result; done('well'); }; open.onerror = () => done(String(open.error))";

async fn held_by_another(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    hall.proxy.set(Fault::Portal);
    Visitor::of(browser).has_a_say().await?;
    browser
        .open(&format!("{}/office/sign-in", hall.address()))
        .await?;
    let older = browser.page().await?;
    for script in [OLDER, HOLDS] {
        let done = browser.js_later(script, vec![]).await?;
        ensure!(done == "well", "{done}");
    }
    browser.another_page().await?;
    browser.open(&hall.address()).await?;
    browser
        .html("data-trouble", "lost: blocked by another window")
        .await?;
    browser.close_page(&older).await?;
    browser.html("data-outbox", "1").await?;
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "2").await?;
    hall.proxy.set(Fault::Pass);
    hall.receives(2).await?;
    browser.html("data-outbox", "0").await
}

async fn link_kept(hall: &mut Hall, browser: &Browser) -> Result<()> {
    browser
        .open(&format!("{}/office/sign-in", hall.address()))
        .await?;
    let older = browser.page().await?;
    ensure!(browser.js_later(HOLDS, vec![]).await? == "well");
    browser.another_page().await?;
    browser.open(&hall.link()).await?;
    browser
        .html("data-trouble", "lost: blocked by another window")
        .await?;
    browser.close_page(&older).await?;
    browser.html("data-enrolled", "true").await?;
    let kept = "return sessionStorage.length";
    wait::holds("nothing kept of the link", async || {
        Ok(browser.js(kept, vec![]).await? == 0)
    })
    .await
}

const PASSPHRASE: &str = "harbour lantern thistle ginger";

/// Makes a key at the office and seals the event with it, on the office's own pages.
pub async fn seal_the_event(hall: &Hall, browser: &Browser) -> Result<()> {
    let office = |page: &str| format!("{}/office/{page}", hall.address());
    signs_in(hall, browser).await?;
    browser.open(&office("keys")).await?;
    browser.write("#passphrase", PASSPHRASE).await?;
    browser.write("#again", PASSPHRASE).await?;
    browser
        .press("form[action=\"/office/keys\"] button")
        .await?;
    browser.awaits("form[action=\"/office/keys/open\"]").await?;
    browser.open(&office("events/demo/edit")).await?;
    browser.press("#sealed").await?;
    browser.press("main form button[type=submit]").await?;
    browser.awaits("p.ledger").await
}

/// Staff who are signed in give the passphrase.
pub async fn opens_the_key(hall: &Hall, browser: &Browser) -> Result<()> {
    browser
        .open(&format!("{}/office/keys", hall.address()))
        .await?;
    browser.write("input[id^=open-]", PASSPHRASE).await?;
    browser
        .press("form[action=\"/office/keys/open\"] button")
        .await?;
    wait::holds("the key to be open", async || {
        Ok(browser.text("table").await?.contains("Open for you"))
    })
    .await
}

/// Every text and byte of the stores that hold what visitors gave, and of localStorage.
const DUMP: &str = "const done = arguments[arguments.length - 1]; (async () => { \
    const asked = (r) => new Promise((well, bad) => { r.onsuccess = () => well(r.result); r.onerror = () => bad(r.error); }); \
    const db = await asked(indexedDB.open('popup-museum')); let all = JSON.stringify({...localStorage}); \
    for (const store of ['drafts', 'responses', 'ids', 'outbox', 'counters', 'attachments', 'tallies']) \
      for (const value of await asked(db.transaction(store).objectStore(store).getAll())) \
        all += store + ': ' + (typeof value === 'object' ? new TextDecoder('latin1').decode(value) : value) + '\\n'; \
    db.close(); return all; })().then(done, (why) => done(String(why)))";

/// What a thief would find; it is never what somebody wrote, chose or added.
pub async fn nothing_readable(browser: &Browser, must: &str) -> Result<()> {
    let found = browser.js_later(DUMP, vec![]).await?;
    let found = found.as_str().context("the stores can be read")?;
    ensure!(found.contains(must), "no {must} in {found}");
    for answer in [
        "marmalade",
        "belonging",
        "\"answers\"",
        "quarter_hour",
        "viewpoint",
        // How a recorded voice begins.
        "OpusHead",
        "webm",
        "ftyp",
    ] {
        ensure!(!found.contains(answer), "{answer} lies in clear in {found}");
    }
    Ok(())
}

/// How many responses the office's page of the event tells of, by how far they came.
pub async fn figures(hall: &Hall, browser: &Browser) -> Result<String> {
    let responses = format!("{}/office/events/demo/responses", hall.address());
    browser.open(&responses).await?;
    let all = "return document.querySelector('.figures').innerText.replace(/\\s+/g, ' ')";
    let all = browser.js(all, vec![]).await?;
    Ok(all.as_str().context("figures")?.to_owned())
}

/// Somebody answers two questions, and what they said so far is on the disk.
pub async fn comes_half_way(browser: &Browser) -> Result<()> {
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    visitor.answers(Until::Answers(2)).await?;
    wait::holds("an autosave", async || {
        Ok(records(browser, "drafts").await? == 1)
    })
    .await
}

async fn sealed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    seal_the_event(hall, browser).await?;
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    // One leaves by a flat battery…
    comes_half_way(browser).await?;
    nothing_readable(browser, "drafts: {").await?;
    browser.open_kiosk(&hall.address()).await?;
    // …and one is thanked.
    visitor.says("Zanzibar marmalade").await?;
    browser.html("data-outbox", "0").await?;
    nothing_readable(browser, "responses: {").await?;
    let texts = hall.office.records().await?.texts().await?;
    ensure!(texts.len() == 2, "{} at the office", texts.len());
    ensure!(
        texts.iter().all(|text| text.split('.').count() == 5),
        "{texts:?}"
    );
    let closed = figures(hall, browser).await?;
    ensure!(closed.contains("sealed 2"), "{closed}");
    opens_the_key(hall, browser).await?;
    let open = figures(hall, browser).await?;
    ensure!(
        open.contains("complete 1") && open.contains("half-way 1") && !open.contains("sealed"),
        "{open}"
    );
    Ok(())
}
