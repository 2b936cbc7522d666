//! Everything there is beside an item: pictures, a sound, films, whom to thank, and where to go on.

use crate::arrival::enrolled;
use crate::in_view::unseen;
use crate::look::{look_at, to_look};
use crate::measures::measured;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use journeys::browser::{Browser, Engine};
use journeys::content::{Made, tone};
use journeys::hall::Hall;
use journeys::wait;
use serde_json::{Value, json};

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "look",
        "all that belongs to an item is beside it, and a tap on its picture closes nothing",
        beside
    )]
}

/// The poss tub with all a pack can have.
fn rich(pack: &mut Value) {
    let tub = pack["items"]
        .as_array_mut()
        .and_then(|items| items.iter_mut().find(|item| item["number"] == "DEMO-01"));
    if let Some(tub) = tub {
        tub["pictures"] = json!(["poss-tub.svg", "mangle.svg", "flat-iron.svg"]);
        tub["sounds"] = json!(["possing.wav"]);
        tub["video"] = json!("possing.webm");
        tub["sign_video"] = json!("signed.webm");
        tub["link"] = json!("https://museum.example/o/DEMO-01/");
        tub["credit"] = json!({"en": "Lent by a family in Gateshead."});
        tub["rights"] = json!("https://creativecommons.org/licenses/by/4.0/");
    }
    let mut media = pack["media"].as_array_mut().into_iter().flatten();
    if let Some(mangle) = media.find(|media| media["name"] == "mangle.svg") {
        mangle["credit"] = json!({"en": "Drawn by another hand."});
        mangle["rights"] = json!("http://rightsstatements.org/vocab/NoC-US/1.0/");
    }
    let said = json!({"en": "The stick goes up and down in the water."});
    let cue = |says: &str| format!("WEBVTT\n\n00:00.000 --> 00:02.000\n{says}\n");
    let captions = json!({
        "en": cue("The stick goes up and down."),
        "pl": cue("Kij idzie w górę i w dół."),
    });
    for (name, kind) in [
        ("possing.wav", "audio/wav"),
        ("possing.webm", "video/webm"),
        ("signed.webm", "video/webm"),
    ] {
        let mut media = json!({"name": name, "type": kind, "transcript": said});
        if name == "possing.webm" {
            media["captions"] = captions.clone();
        }
        if let Some(all) = pack["media"].as_array_mut() {
            all.push(media);
        }
    }
}

/// The beginning of a film: enough for a pack to know it by.
fn film(end: u8) -> Vec<u8> {
    let mut film = b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm".to_vec();
    film.push(end);
    film
}

/// Two seconds of a moving square, filmed by the browser itself: WebM in base64.
const FILMED: &str = "const done = arguments[arguments.length - 1]; \
    const canvas = document.createElement('canvas'); canvas.width = 160; canvas.height = 120; \
    const brush = canvas.getContext('2d'); let at = 0; \
    const paint = setInterval(() => { brush.fillStyle = '#fff'; brush.fillRect(0, 0, 160, 120); \
        brush.fillStyle = '#00503a'; brush.fillRect(at++ % 120, 40, 40, 40); }, 40); \
    const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm'}); const parts = []; \
    recorder.ondataavailable = (event) => parts.push(event.data); \
    recorder.onstop = async () => { clearInterval(paint); \
        const bytes = new Uint8Array(await new Blob(parts).arrayBuffer()); \
        done(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))); }; \
    recorder.start(); setTimeout(() => recorder.stop(), 2000)";

/// A film that plays, where the browser can make one; elsewhere the beginning of one.
async fn moving(browser: &Browser) -> Result<Vec<u8>> {
    if browser.engine != Engine::Chromium {
        return Ok(film(1));
    }
    let text = browser.js_later(FILMED, vec![]).await?;
    Ok(STANDARD.decode(text.as_str().context("a film")?)?)
}

/// It plays when its button is pressed, with its words, and stops at the next press.
async fn plays(browser: &Browser) -> Result<()> {
    let find = "window.film = [...document.querySelectorAll('video')].find((v) => v.querySelector('track')); \
        film.muted = true; return film.paused";
    ensure!(
        browser.js(find, vec![]).await? == true,
        "it did not wait to be asked"
    );
    browser.act("film").await?;
    wait::holds("a film that goes on, with its words", async || {
        let now = "return film.currentTime > 0.2 && film.videoWidth === 160 \
            && (film.textTracks[0].activeCues?.[0]?.text ?? '')";
        Ok(browser.js(now, vec![]).await? == "The stick goes up and down.")
    })
    .await
}

async fn beside(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let files = [
        ("possing.wav", tone(1)),
        ("possing.webm", moving(browser).await?),
        ("signed.webm", film(2)),
    ];
    let made = Made::of_demo(rich, &files)?;
    hall.office.shows(&made.file()).await?;
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    browser.act("item-DEMO-01").await?;
    browser.screen("item").await?;
    all_pictures(browser).await?;
    sound_and_film(browser).await?;
    whom_and_where(browser).await?;
    closer(browser).await?;
    leads_on(browser).await?;
    right_to_left(hall, browser).await
}

async fn right_to_left(hall: &Hall, browser: &Browser) -> Result<()> {
    browser.open_kiosk(&hall.address()).await?;
    browser.screen("start").await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    to_look(browser).await?;
    browser.act("item-DEMO-01").await?;
    browser.screen("item").await?;
    browser.awaits("[data-act=signed] svg").await?;
    look_at(browser, "item-gallery-right-to-left").await?;
    measured(browser, "an item with sound and films, right to left").await
}

async fn alt(browser: &Browser) -> Result<Value> {
    let script = "return document.querySelector('.picture img')?.alt ?? ''";
    browser.js(script, vec![]).await
}

async fn shows(browser: &Browser, words: &str) -> Result<()> {
    let what = format!("a picture of {words}");
    wait::holds(&what, async || {
        Ok(alt(browser)
            .await?
            .as_str()
            .is_some_and(|alt| alt.to_lowercase().contains(words)))
    })
    .await
}

async fn all_pictures(browser: &Browser) -> Result<()> {
    shows(browser, "poss stick").await?;
    look_at(browser, "item-gallery").await?;
    let low = "return [...document.querySelectorAll('.gallery button')].filter((e) => e.offsetHeight < 96).length";
    ensure!(
        browser.js(low, vec![]).await? == 0,
        "what turns to another picture is under 96 pixels high"
    );
    let credit = browser.text(".credits").await?;
    browser.act("picture-next").await?;
    shows(browser, "mangle").await?;
    // Each picture is its own rights holder's.
    let other = browser.text(".credits").await?;
    ensure!(
        other == "Drawn by another hand." && other != credit,
        "{credit}, {other}"
    );
    browser.act("thumb-2").await?;
    shows(browser, "iron").await?;
    let pressed = browser.all(".thumb", "aria-pressed").await?;
    ensure!(pressed == ["false", "false", "true"], "{pressed:?}");
    let names = browser.all(".thumb", "aria-label").await?;
    ensure!(names[1] == "Picture 2 of 3", "{names:?}");
    browser.act("thumb-0").await?;
    shows(browser, "poss stick").await
}

/// Two films, one with captions, shown in this language.
async fn films(browser: &Browser, language: &str) -> Result<()> {
    let films = "return [...document.querySelectorAll('video')].map((v) => \
        `${v.controls} ${v.autoplay} ${v.src.slice(0, 5)} ${[...v.textTracks].map((t) => t.mode === 'showing' ? t.language : '').join('')}`).sort()";
    let captioned = format!("false false blob: {language}");
    wait::holds("two films", async || {
        Ok(browser.js(films, vec![]).await? == json!(["false false blob: ", captioned]))
    })
    .await
}

async fn sound_and_film(browser: &Browser) -> Result<()> {
    for act in ["hear", "sound-1", "film", "signed"] {
        browser.awaits(&format!("[data-act={act}] svg")).await?;
    }
    measured(browser, "an item with sound and films").await?;
    browser.press(".played summary").await?;
    browser.awaits(".played details[open] .story").await?;
    films(browser, "en").await?;
    // The captions go with the visitor's language, on the spot.
    for language in ["pl", "en"] {
        browser.act("easier").await?;
        browser.act(&format!("language-{language}")).await?;
        browser.act("close-easier").await?;
        browser.html("lang", language).await?;
        films(browser, language).await?;
    }
    if browser.engine == Engine::Chromium {
        plays(browser).await?;
    }
    Ok(())
}

async fn whom_and_where(browser: &Browser) -> Result<()> {
    browser.act("about").await?;
    let thanks = browser.text(".thanks-to").await?;
    for said in [
        "Lent by a family in Gateshead.",
        "Rights: CC BY 4.0",
        "Rights: No Copyright – United States",
        "CC0",
    ] {
        ensure!(thanks.contains(said), "{said:?} is not in {thanks:?}");
    }
    ensure!(browser.text(".address").await? == "museum.example/o/DEMO-01");
    let quiet = "const q = document.querySelector('svg.qr'); const b = q.getBBox(); \
        return q.getAttribute('aria-label') && b.x === 4 && b.y === 4";
    ensure!(
        browser.js(quiet, vec![]).await? == true,
        "the code has no quiet zone or no name"
    );
    let violations = browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:?}");
    if browser.engine == Engine::Chromium {
        whole_page(browser).await?;
    }
    Ok(())
}

/// Everything beside the item in one picture.
async fn whole_page(browser: &Browser) -> Result<()> {
    let height = browser
        .js("return document.scrollingElement.scrollHeight", vec![])
        .await?;
    let height = u32::try_from(height.as_u64().unwrap_or(3000))?;
    browser.size(1024, height).await?;
    look_at(browser, "item-about").await?;
    browser.size(1024, 768).await
}

async fn width(browser: &Browser) -> Result<f64> {
    let script = "return document.querySelector('.panned').getBoundingClientRect().width";
    browser
        .js(script, vec![])
        .await?
        .as_f64()
        .context("no width")
}

async fn grows_from(browser: &Browser, before: f64) -> Result<f64> {
    wait::holds("a larger picture", async || {
        Ok(width(browser).await? > before + 1.0)
    })
    .await?;
    width(browser).await
}

async fn closer(browser: &Browser) -> Result<()> {
    browser.act("closer").await?;
    browser.awaits("[data-act=close-picture]").await?;
    let wide = width(browser).await?;
    // A tap closes nothing.
    browser.press(".pan").await?;
    browser.awaits("[data-act=close-picture]").await?;
    browser.act("bigger").await?;
    let wide = grows_from(browser, wide).await?;
    browser.act("smaller").await?;
    wait::holds("a smaller picture", async || {
        Ok(width(browser).await? < wide - 1.0)
    })
    .await?;
    let wide = width(browser).await?;
    browser.js(KEY, vec!["+".into()]).await?;
    let wide = grows_from(browser, wide).await?;
    let scrolled = "return document.querySelector('.pan').scrollTop";
    let top = browser.js(scrolled, vec![]).await?.as_f64();
    browser.js(KEY, vec!["ArrowDown".into()]).await?;
    ensure!(
        browser.js(scrolled, vec![]).await?.as_f64() > top,
        "the arrow moved nothing"
    );
    browser.js(PINCH, vec![]).await?;
    grows_from(browser, wide).await?;
    look_at(browser, "item-closer").await?;
    browser.act("picture-next").await?;
    shows(browser, "mangle").await?;
    let found = unseen(browser, "closer, several", ".closer button").await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    browser.js(KEY, vec!["Escape".into()]).await?;
    browser.awaits("[data-act=closer]").await?;
    let focused = "return document.activeElement?.dataset.act ?? ''";
    wait::holds("focus back at the button", async || {
        Ok(browser.js(focused, vec![]).await? == "closer")
    })
    .await
}

const KEY: &str = "const at = document.querySelector('.closer h1'); \
    at.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))";

/// Two fingers, drawn apart.
const PINCH: &str = "const pan = document.querySelector('.pan'); pan.setPointerCapture = () => {}; \
    const at = (type, pointerId, clientX) => pan.dispatchEvent(new PointerEvent(type, \
      {pointerId, clientX, clientY: 300, bubbles: true, button: type === 'pointermove' ? -1 : 0})); \
    at('pointerdown', 11, 400); at('pointerdown', 12, 500); at('pointermove', 12, 540); \
    at('pointerup', 11, 400); at('pointerup', 12, 540)";

/// Things to do and more like this lead on, and one Back leads back to Look.
async fn leads_on(browser: &Browser) -> Result<()> {
    browser.act("activity-wash-day-beat").await?;
    browser.screen("activity").await?;
    browser.act("back").await?;
    browser.screen("item").await?;
    let like = browser.all("[data-act^=like-]", "data-act").await?;
    ensure!(
        like.len() == 4 && !like.contains(&"like-DEMO-01".to_owned()),
        "{like:?}"
    );
    browser.act(&like[0]).await?;
    wait::holds("another item", async || {
        Ok(browser
            .address()
            .await?
            .ends_with(like[0].trim_start_matches("like-")))
    })
    .await?;
    browser.act("back").await?;
    browser.screen("look").await
}
