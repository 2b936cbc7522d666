//! What the next visitor could find of the last: nothing but the outbox and its counters.

use crate::arrival::enrolled;
use crate::idle::later;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use kiosk_core::response::State;
use serde_json::Value;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "isolation",
            "after a busy visit the tablet is as it was before, but for its outbox and counters",
            as_before
        ),
        shared!(
            "isolation",
            "after a busy visit that was only left, the tablet is as it was before as well",
            as_before_when_left
        ),
    ]
}

/// Everything a page could find: storage, the page itself, history, settings, scroll and title.
///
/// Left out: the responses and what counts them, ids of the tablet, and `history.length`, which no page can
/// shorten. What stands on Start by chance (which picture has its turn, where bytes of a picture lie in
/// memory) is made alike. Focus on Start's heading is how a screen reader hears that Start has come: it says
/// no more of the last visitor than focus nowhere.
const FINGERPRINT: &str = r"
const done = arguments[arguments.length - 1];
const ask = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
const counters = new Set(['responses', 'ids', 'outbox', 'counters', 'tallies', 'attachments']);
(async () => {
  const out = {};
  const names = (await indexedDB.databases()).map((d) => d.name);
  out.databases = names.sort();
  for (const name of names) {
    const db = await ask(indexedDB.open(name));
    for (const store of [...db.objectStoreNames]) {
      const read = db.transaction(store).objectStore(store);
      const keys = JSON.stringify(await ask(read.getAllKeys()));
      const values = ['settings', 'drafts'].includes(store) ? JSON.stringify(await ask(read.getAll())) : '';
      out[`${name}/${store}`] = counters.has(store) ? 'counts' : keys + values;
    }
    db.close();
  }
  out.local = JSON.stringify(Object.entries(localStorage).sort());
  out.session = JSON.stringify(Object.entries(sessionStorage).sort());
  out.caches = globalThis.caches ? (await caches.keys()).sort().join() : '';
  const page = document.documentElement.cloneNode(true);
  for (const chance of page.querySelectorAll('.start .frame, script')) chance.remove();
  page.removeAttribute('data-outbox');
  page.removeAttribute('data-drift');
  out.page = page.outerHTML.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
  out.fields = [...document.querySelectorAll('input, textarea, select')].map((e) => e.value).join();
  out.history = JSON.stringify([location.pathname, location.search, location.hash, history.state]);
  out.scroll = JSON.stringify([scrollX, scrollY, ...[...document.querySelectorAll('*')].filter((e) => e.scrollTop || e.scrollLeft).map((e) => e.className)]);
  out.title = document.title;
  out.focus = document.activeElement.matches('body, .start h1') ? 'start' : document.activeElement.outerHTML;
  out.chosen = String(getSelection());
  return out;
})().then(done, (why) => done(String(why)));
";

async fn fingerprint(browser: &Browser) -> Result<Value> {
    // Every start asks the office once what to show.
    browser.assigned().await?;
    let found = browser.js_later(FINGERPRINT, vec![]).await?;
    ensure!(found.is_object(), "{found}");
    Ok(found)
}

async fn as_before(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.html("data-worker", "true").await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    browser.html("data-outbox", "0").await?;
    let rooms = rooms(browser).await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    let fresh = fingerprint(browser).await?;
    busy_visit(browser).await?;
    hall.receives(1).await?;
    browser.html("data-outbox", "0").await?;
    same(&fresh, &fingerprint(browser).await?, "after the visit")?;
    // Back leads nowhere the last visitor was.
    browser.back().await?;
    browser.ready().await?;
    browser.screen("start").await?;
    same(&fresh, &fingerprint(browser).await?, "after Back")?;
    same(&rooms, &self::rooms(browser).await?, "in the rooms")?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await
}

/// Nobody says that they have finished: the tablet asks, waits and makes itself ready.
async fn as_before_when_left(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.html("data-worker", "true").await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    browser.html("data-outbox", "0").await?;
    let rooms = rooms(browser).await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    let fresh = fingerprint(browser).await?;
    goes_about(browser).await?;
    let person = Visitor::of(browser);
    person.answers(Until::Answers(3)).await?;
    browser.act("easier").await?;
    browser.awaits("[role=dialog]").await?;
    later(browser, 121).await?;
    browser.awaits("[role=alertdialog]").await?;
    later(browser, 61).await?;
    browser.screen("start").await?;
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Partial, "{body:?}");
    browser.html("data-outbox", "0").await?;
    same(&fresh, &fingerprint(browser).await?, "after the visit")?;
    browser.back().await?;
    browser.ready().await?;
    browser.screen("start").await?;
    same(&fresh, &fingerprint(browser).await?, "after Back")?;
    same(&rooms, &self::rooms(browser).await?, "in the rooms")
}

/// Everything a visit can leave behind.
async fn busy_visit(browser: &Browser) -> Result<()> {
    goes_about(browser).await?;
    let person = Visitor::of(browser);
    person.answers(Until::Thanks).await?;
    person.leaves().await
}

/// Up to the first question.
async fn goes_about(browser: &Browser) -> Result<()> {
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("easier").await?;
    for act in [
        "text-3",
        "theme-contrast",
        "easy-read",
        "symbols",
        "close-easier",
    ] {
        browser.act(act).await?;
    }
    looks_and_does(browser).await?;
    person.goes_to_say().await
}

/// Searches, chooses, opens, scrolls, keeps a sheet for later.
async fn looks_and_does(browser: &Browser) -> Result<()> {
    browser.act("go-look").await?;
    browser.act("find").await?;
    browser.write("[data-act=find-input]", "مصباح").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.js("scrollTo(0, 9999)", vec![]).await?;
    browser.act("home").await?;
    browser.act("go-do").await?;
    browser.act("side-do.things").await?;
    browser.press(".options [data-act^=\"choose-\"]").await?;
    browser.act("show-ideas").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.press("[data-act^=\"keep-\"]").await?;
    browser.act("home").await?;
    browser.act("go-remember").await?;
    browser.act("topic-any").await?;
    browser.act("companion").await?;
    browser.act("home").await?;
    browser.screen("home").await
}

/// Names every difference.
fn same(before: &Value, after: &Value, when: &str) -> Result<()> {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else {
        anyhow::bail!("no fingerprints");
    };
    let names = old.keys().chain(new.keys());
    let mut differing: Vec<String> = names
        .filter(|name| old.get(*name) != new.get(*name))
        .map(|name| {
            format!(
                "{name}\n  before: {:?}\n  after:  {:?}",
                old.get(name),
                new.get(name)
            )
        })
        .collect();
    differing.dedup();
    ensure!(differing.is_empty(), "{when}:\n{}", differing.join("\n"));
    Ok(())
}

/// What each room shows somebody who comes in: its words, what is chosen, what is typed, what is open.
async fn rooms(browser: &Browser) -> Result<Value> {
    let mut all = serde_json::Map::new();
    Visitor::of(browser).begins().await?;
    for room in ["look", "do", "remember", "take"] {
        browser.act(&format!("go-{room}")).await?;
        browser.screen(room).await?;
        browser.settled().await?;
        // How many lines are empty between two words depends on whether a picture has come.
        let script = "const all = (find, what) => [...document.querySelectorAll(find)].map(what).join(); \
            return [document.querySelector('main').innerText.replace(/\\s+/g, ' '), \
              all('[aria-pressed=true], [aria-current], [aria-expanded=true]', (e) => e.dataset.act), \
              all('input, textarea, select', (e) => e.value), all('details[open]', (e) => e.innerText), \
              scrollY].join(' / ')";
        all.insert(room.to_owned(), browser.js(script, vec![]).await?);
        browser.act("home").await?;
        browser.screen("home").await?;
    }
    Ok(Value::Object(all))
}
