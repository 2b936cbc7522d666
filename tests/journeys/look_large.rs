//! Ten thousand things, and five hundred looked at: how fast, and how much memory.

use crate::arrival::enrolled;
use crate::stage::{Journey, own};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::content::{Made, many};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use serde_json::json;

pub fn journeys() -> Vec<Journey> {
    let chromium = |engine| engine == Engine::Chromium;
    vec![
        own!(
            "large",
            "ten thousand things are searched and turned over without a halt",
            ten_thousand,
            chromium
        ),
        own!(
            "long day",
            "memory is flat after five hundred things looked at",
            five_hundred,
            chromium
        ),
    ]
}

/// On a browser of its own, six times slower than this machine: about a tablet of ten years ago.
async fn ten_thousand(engine: Engine, hall: &mut Hall) -> Result<()> {
    let mut made = Ok(());
    let pack = Made::of_demo(|pack| made = many(pack, 10_000), &[])?;
    made?;
    hall.office.shows(&pack.file()).await?;
    let browser = Browser::start(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    Visitor::of(&browser).begins().await?;
    browser
        .dev_tools("Emulation.setCPUThrottlingRate", json!({"rate": 6}))
        .await?;
    let reading = browser.js_later(READING, vec![]).await?;
    browser.screen("look").await?;
    let turning = browser.js_later(&[TIMED, TURNING].concat(), vec![]).await?;
    browser.act("find").await?;
    browser.awaits("[data-act=find-input]").await?;
    let typing = browser.js_later(&[TIMED, TYPING].concat(), vec![]).await?;
    println!("10,000 things, 6 times slower: reading {reading}, a page {turning}, a key {typing}");
    let cards = browser
        .js("return document.querySelectorAll('.object').length", vec![])
        .await?;
    ensure!(
        cards.as_u64().is_some_and(|cards| cards <= 60),
        "{cards} cards in the page"
    );
    for (what, measured) in [("a page turned", &turning), ("a key", &typing)] {
        // The median: other work on the machine makes single ones as long as it likes.
        let p50 = measured["p50"].as_f64().context("no figure")?;
        ensure!(p50 <= SLOWEST, "{what} takes {p50} ms at the median");
    }
    let halt = reading["longest"].as_f64().context("no figure")?;
    ensure!(
        halt <= LONGEST_HALT,
        "reading the pack halts the page for {halt} ms"
    );
    browser.close().await
}

/// Milliseconds from a touch to what it shows, at a sixth of this machine's speed and with other work on it.
const SLOWEST: f64 = 300.0;
/// Milliseconds without an answer while the pack is read.
const LONGEST_HALT: f64 = 2_000.0;

/// Goes to Look, and says how long until everything is read, and the longest the page stood still.
const READING: &str = "const done = arguments[0]; const began = performance.now(); \
    let last = began, longest = 0; const beat = new MessageChannel(); \
    beat.port1.onmessage = () => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; \
      const read = document.querySelector('.themes .count')?.textContent; \
      if (read) { done({all: Math.round(now - began), longest: Math.round(longest)}); } else beat.port2.postMessage(0); }; \
    document.querySelector('[data-act=go-look]').click(); beat.port2.postMessage(0);";

/// Runs steps one after the other and says how long each took until it was shown.
const TIMED: &str = "const done = arguments[0]; \
    const shown = () => new Promise((on) => requestAnimationFrame(() => { const c = new MessageChannel(); \
      c.port1.onmessage = () => on(); c.port2.postMessage(0); })); \
    const run = async (steps) => { const times = []; \
      for (const step of steps) { await shown(); const began = performance.now(); step(); await shown(); \
        times.push(performance.now() - began); } \
      times.sort((a, b) => a - b); const at = (p) => Math.round(times[Math.floor(times.length * p)]); \
      done({p50: at(.5), p95: at(.95), longest: Math.round(times.at(-1)), of: times.length}); };";

const TURNING: &str = "const more = document.querySelector('[data-act=more]'); \
    let y = 0; run(Array(15).fill(() => more.dispatchEvent(new MouseEvent('click', {bubbles: true, clientY: (y += 100) % 700}))));";

const TYPING: &str = "const field = document.querySelector('[data-act=find-input]'); \
    const type = (text) => () => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); }; \
    const words = ['painted lamp', 'wirless', 'Hepba']; \
    run(words.flatMap((word) => [...word].map((_, n) => type(word.slice(0, n + 1)))));";

/// Looks at every thing of the demo, more than twenty times over.
async fn five_hundred(engine: Engine, hall: &mut Hall) -> Result<()> {
    let browser = Browser::start(engine).await?;
    browser.size(1024, 768).await?;
    let watch = json!({"source": COUNTED});
    browser
        .dev_tools("Page.addScriptToEvaluateOnNewDocument", watch)
        .await?;
    enrolled(hall, &browser).await?;
    Visitor::of(&browser).begins().await?;
    browser.act("go-look").await?;
    browser.press("[data-act^=item-]").await?;
    browser.screen("item").await?;
    browser.awaits(".picture img").await?;
    through(&browser, 100).await?;
    let early = memory(&browser).await?;
    through(&browser, 400).await?;
    let late = memory(&browser).await?;
    println!("things looked at: {early:?} after 100, {late:?} after 500");
    // What the last screen shows, and no more: its picture, and four things like it.
    ensure!(
        late.open_urls <= 12,
        "{} object URLs are open",
        late.open_urls
    );
    for (what, before, after) in [
        ("JavaScript", early.script, late.script),
        ("wasm", early.wasm, late.wasm),
        ("nodes", early.nodes, late.nodes),
    ] {
        ensure!(
            after <= before + before / 10,
            "{what}: {before} became {after}"
        );
    }
    browser.close().await
}

/// Counts object URLs that are made and not given back.
const COUNTED: &str = "window.openUrls = new Set(); const make = URL.createObjectURL, give = URL.revokeObjectURL; \
    URL.createObjectURL = (b) => { const url = make.call(URL, b); window.openUrls.add(url); return url; }; \
    URL.revokeObjectURL = (u) => { window.openUrls.delete(u); give.call(URL, u); }; \
    const start = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...all) => { \
      const made = await start.apply(WebAssembly, all); window.wasmMemory ??= made.instance.exports.memory; return made; };";

/// Goes on to the next thing so many times, each time when its picture is there.
async fn through(browser: &Browser, count: usize) -> Result<()> {
    for _ in 0..count / 25 {
        let gone = browser.js_later(ON, vec![json!(25)]).await?;
        ensure!(gone == 25, "only {gone} of 25 came");
    }
    Ok(())
}

const ON: &str = "const [count, done] = arguments; let gone = 0; \
    const until = async (holds) => { const end = performance.now() + 20000; \
      while (!holds() && performance.now() < end) await new Promise((on) => setTimeout(on, 4)); return holds(); }; \
    (async () => { for (; gone < count; gone++) { const was = location.pathname; let y = gone * 100 % 700; \
      document.querySelector('[data-act=next]').dispatchEvent(new MouseEvent('click', {bubbles: true, clientY: y})); \
      if (!await until(() => location.pathname !== was && document.querySelector('.picture img')?.complete)) break; } \
      done(gone); })();";

/// What is in use.
#[derive(Debug)]
struct Memory {
    /// Kilobytes of JavaScript.
    script: u64,
    /// Kilobytes of wasm: they never become fewer.
    wasm: u64,
    /// Nodes, in the page or held by somebody.
    nodes: u64,
    open_urls: u64,
}

/// What is in use after everything that can be given back has been.
async fn memory(browser: &Browser) -> Result<Memory> {
    for _ in 0..3 {
        browser
            .dev_tools("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let heap = browser.dev_tools("Runtime.getHeapUsage", json!({})).await?;
    let dom = browser
        .dev_tools("Memory.getDOMCounters", json!({}))
        .await?;
    let page = browser
        .js(
            "return [window.openUrls.size, window.wasmMemory.buffer.byteLength]",
            vec![],
        )
        .await?;
    let number = |value: &serde_json::Value| value.as_f64().map(|n| n as u64).context("no figure");
    Ok(Memory {
        script: number(&heap["usedSize"])? / 1024,
        wasm: number(&page[1])? / 1024,
        nodes: number(&dom["nodes"])?,
        open_urls: number(&page[0])?,
    })
}
