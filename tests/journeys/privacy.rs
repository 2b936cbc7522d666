//! What may be nowhere: who somebody is, when exactly they were there, and what an earlier visitor typed.

use crate::arrival::ready_for_the_hall;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::proxy::Seen;
use journeys::times::exact_time;
use journeys::wait;
use std::time::{SystemTime, UNIX_EPOCH};

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "privacy",
        "nothing of a visitor but their answers is stored, sent, received or logged",
        nothing_else
    )]
}

/// Everything the tablet has stored, as pairs of a place and a text; bytes of files are left out, they came
/// from the office.
const STORED: &str = "const out = []; \
    const asked = (r) => new Promise((d, f) => { r.onsuccess = () => d(r.result); r.onerror = () => f(r.error); }); \
    for (const { name } of await indexedDB.databases()) { \
        const db = await asked(indexedDB.open(name)); \
        for (const store of db.objectStoreNames) { \
            const all = db.transaction(store).objectStore(store); \
            const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())]); \
            if (store === 'media' || store === 'packs') continue; \
            keys.forEach((key, at) => out.push([store, String(key), \
                typeof values[at] === 'string' ? values[at] : ArrayBuffer.isView(values[at]) \
                    ? new TextDecoder('latin1').decode(values[at]) : JSON.stringify(values[at])])); } \
        db.close(); } \
    for (const [name, kept] of [['localStorage', localStorage], ['sessionStorage', sessionStorage]]) \
        for (const [key, value] of Object.entries(kept)) out.push([name, key, value]); \
    for (const name of await caches.keys()) out.push(['cache', name, '']); \
    out.push(['cookie', '', document.cookie]); \
    out.push(['page', location.href, JSON.stringify(history.state) + document.title \
        + document.documentElement.outerHTML \
        + [...document.querySelectorAll('input, textarea')].map((e) => e.value).join()]); \
    return out";

const TYPED: [&str; 3] = ["the smell of coal", "the sound of rain", "only half of it"];

async fn nothing_else(hall: &mut Hall, browser: &Browser) -> Result<()> {
    ready_for_the_hall(hall, browser).await?;
    for words in &TYPED[..2] {
        browser.is_quickly_thanked(words).await?;
    }
    // The third types and walks away; the fourth begins.
    let script = "await begin(); for (let n = 0; n < 40; n += 1) { \
        if (act('text-input')) break; const at = find('[data-question]'); await press('next'); \
        await until('the next', () => !at.isConnected); } \
        await answer(given[0]); await press('home'); await until('home', () => screen() === 'home')";
    browser.quick(script, vec![TYPED[2].into()]).await?;
    // The page is gone before the next begins, so that nobody holds the draft any more; what was typed
    // last may not be on disk yet.
    browser.open("about:blank").await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    hall.receives(3).await?;
    browser.html("data-outbox", "0").await?;
    wait::holds("a heartbeat", async || {
        Ok(!hall.proxy.seen("/heartbeat").is_empty())
    })
    .await?;

    let secrets = told_to_nobody(hall, browser).await?;
    hall.office.end().await?;
    let log = hall.office.said();
    for words in TYPED {
        ensure!(!log.contains(words), "the log holds `{words}`: {log}");
    }
    // It says once where it listens itself.
    for line in log.lines().filter(|line| !line.contains("listening on")) {
        ensure!(
            !line.contains("127.0.0.1"),
            "the log holds an address: {line}"
        );
    }
    secrets.are_not_in("the log", &log)
}

/// Who somebody is and when they were there lies neither on the tablet nor at the office, and went over no line.
pub async fn told_to_nobody(hall: &Hall, browser: &Browser) -> Result<Secrets> {
    let agent = browser.js("return navigator.userAgent", vec![]).await?;
    let secrets = Secrets::new(agent.as_str().context("a user agent")?)?;
    on_the_tablet(browser, &secrets).await?;
    for call in hall.proxy.seen("") {
        secrets.are_not_in(&call.path, &text_of(&call)?)?;
    }
    for (table, text) in hall.office.records().await?.everything().await? {
        secrets.are_not_in(&table, &text)?;
        own_words_only(&table, &text)?;
    }
    Ok(secrets)
}

/// What programmes write into the recordings they make.
const MAKERS: [&str; 7] = [
    "Chrome", "Mozilla", "Firefox", "WebKit", "Lavf", "Lavc", "QTmuxing",
];

async fn on_the_tablet(browser: &Browser, secrets: &Secrets) -> Result<()> {
    let stored = browser.quick(STORED, vec![]).await?;
    let mut places = 0;
    for entry in stored.as_array().context("a list")? {
        let [place, key, text] = [0, 1, 2].map(|at| entry[at].as_str().unwrap_or_default());
        places += 1;
        secrets.are_not_in(place, key)?;
        if place != "page" {
            secrets.are_not_in(place, text)?;
        }
        if place == "attachments" {
            secrets.are_not_in_a_voice(place, text.as_bytes())?;
        }
        if place == "responses" {
            own_words_only(place, text)?;
        } else {
            for words in TYPED {
                ensure!(!text.contains(words), "{place} {key} holds `{words}`");
            }
        }
    }
    ensure!(places > 10, "only {places} entries were looked at");
    Ok(())
}

/// A response holds one visitor's words, not another's.
fn own_words_only(place: &str, text: &str) -> Result<()> {
    let count = TYPED.iter().filter(|words| text.contains(*words)).count();
    ensure!(count <= 1, "{place} holds what several typed: {text}");
    Ok(())
}

/// The body of a call as text.
fn text_of(call: &Seen) -> Result<String> {
    let bytes = if call.encoding.as_deref() == Some("gzip") {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&call.body[..]), &mut text)?;
        text
    } else {
        call.body.to_vec()
    };
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What must not be found.
pub struct Secrets {
    agent: Vec<String>,
    now: u64,
}

impl Secrets {
    fn new(agent: &str) -> Result<Self> {
        let engine = agent.split(' ').filter(|word| word.contains('/'));
        let mut agent: Vec<String> = engine.map(str::to_owned).collect();
        agent.push("Mozilla".to_owned());
        Ok(Self {
            agent,
            now: SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs(),
        })
    }

    /// The bytes of a recording tell neither when it was made nor with what.
    pub fn are_not_in_a_voice(&self, place: &str, bytes: &[u8]) -> Result<()> {
        for maker in MAKERS {
            let mut windows = bytes.windows(maker.len());
            ensure!(
                !windows.any(|window| window == maker.as_bytes()),
                "{place} tells of {maker}"
            );
        }
        // The head of an MP4's film: nobody says when it was made.
        if let Some(at) = bytes.windows(4).position(|window| window == b"mvhd") {
            let times = bytes.get(at + 8..at + 16).context("two times")?;
            ensure!(times == [0; 8], "{place} tells when it was made: {times:?}");
        }
        self.are_not_in(place, &String::from_utf8_lossy(bytes))
    }

    fn are_not_in(&self, place: &str, text: &str) -> Result<()> {
        for secret in &self.agent {
            ensure!(!text.contains(secret), "{place} holds {secret}: {text}");
        }
        if let Some(time) = exact_time(text, self.now) {
            anyhow::bail!("{place} holds the exact time {time}: {text}");
        }
        Ok(())
    }
}
