//! Looking: finding things, and everything there is beside one.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::visitor::{Until, Visitor};
use journeys::{content::Made, content::tone, hall::Hall, places, wait};
use serde_json::{Value, json};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "look",
            "a thing is found by typing, by touching words and by narrowing, with no dead end",
            found
        ),
        shared!(
            "look",
            "all that belongs to an item is beside it, and a tap on its picture closes nothing",
            beside
        ),
    ]
}

async fn to_look(browser: &Browser) -> Result<()> {
    Visitor::of(browser).begins().await?;
    browser.act("go-look").await?;
    browser.screen("look").await
}

/// How many things the status speaks of.
async fn things(browser: &Browser) -> Result<usize> {
    let said = browser.text(".look .status").await?;
    let number: String = said.chars().take_while(char::is_ascii_digit).collect();
    number
        .parse()
        .with_context(|| format!("no number in {said:?}"))
}

async fn comes_to(browser: &Browser, count: usize) -> Result<()> {
    wait::holds(&format!("{count} things"), async || {
        Ok(things(browser).await? == count)
    })
    .await
}

/// Every visitor finds something: by a word misspelt, by words to touch, by when and where.
async fn found(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    to_look(browser).await?;
    comes_to(browser, 24).await?;
    browser.act("find").await?;
    by_typing(browser).await?;
    by_touching(browser).await?;
    by_narrowing(browser).await?;
    no_dead_end(browser).await?;
    nothing_stays(browser).await
}

async fn by_typing(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "wirless").await?;
    browser.awaits("[data-act=item-DEMO-03]").await?;
    let marked =
        "return document.querySelector('[data-act=item-DEMO-03] mark')?.textContent ?? null";
    ensure!(
        browser.js(marked, vec![]).await? == "Wireless",
        "the match is not marked"
    );
    look_at(browser, "look-found").await?;
    let violations = browser.axe().await?;
    ensure!(violations.is_empty(), "{violations:?}");
    // Into a thing and back: what was found is still there.
    browser.act("item-DEMO-03").await?;
    browser.screen("item").await?;
    browser.act("back").await?;
    browser.screen("look").await?;
    browser.awaits("[data-act=item-DEMO-03] mark").await
}

async fn by_touching(browser: &Browser) -> Result<()> {
    browser.act("everything").await?;
    comes_to(browser, 24).await?;
    let before = browser.text("[data-act=word-0]").await?;
    browser.act("word-0").await?;
    wait::holds("fewer things", async || {
        Ok((1..24).contains(&things(browser).await?))
    })
    .await?;
    let typed = "return document.querySelector('[data-act=find-input]').value";
    ensure!(
        browser.js(typed, vec![]).await? == before.as_str(),
        "the word is not in the field"
    );
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

async fn by_narrowing(browser: &Browser) -> Result<()> {
    browser.act("way-decade").await?;
    let count = browser.text("[data-act=choice-1930] .count").await?;
    look_at(browser, "look-decades").await?;
    browser.act("choice-1930").await?;
    comes_to(browser, count.trim().parse()?).await?;
    browser.act("way-place").await?;
    browser
        .press("[data-act^=choice-]:not([data-act=choice-all])")
        .await?;
    comes_to(browser, 1).await?;
    browser.act("everything").await?;
    comes_to(browser, 24).await
}

async fn no_dead_end(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "zzzqqq").await?;
    browser.awaits(".nothing").await?;
    look_at(browser, "look-nothing").await?;
    ensure!(
        browser.sees("[data-act=word-0]").await?,
        "no words to touch"
    );
    browser.act("everything-again").await?;
    comes_to(browser, 24).await
}

/// The next visitor finds Look as it was at first.
async fn nothing_stays(browser: &Browser) -> Result<()> {
    browser.write("[data-act=find-input]", "lamp").await?;
    wait::holds("fewer things", async || Ok(things(browser).await? < 24)).await?;
    let person = Visitor::of(browser);
    browser.act("home").await?;
    browser.screen("home").await?;
    person.goes_to_say().await?;
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    to_look(browser).await?;
    comes_to(browser, 24).await?;
    ensure!(
        !browser.sees("[data-act=find-input]").await?,
        "the search is still open"
    );
    let typed = "return document.querySelector('[data-act=find-input]').value";
    ensure!(
        browser.js(typed, vec![]).await? == "",
        "what was typed is still there"
    );
    let page = browser
        .js("return document.documentElement.outerHTML", vec![])
        .await?;
    ensure!(!page.to_string().contains("<mark"), "a mark is still there");
    Ok(())
}

/// Pictures are for people to look at, from one engine.
async fn look_at(browser: &Browser, name: &str) -> Result<()> {
    if browser.engine != Engine::Chromium {
        return Ok(());
    }
    browser
        .picture(&places::screens("look")?.join(format!("{name}.png")))
        .await
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
    let said = json!({"en": "The stick goes up and down in the water."});
    let captions =
        json!({"en": "WEBVTT\n\n00:00.000 --> 00:02.000\nThe stick goes up and down.\n"});
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

/// The beginning of a film: enough for a pack to know it by. No journey watches it.
fn film(end: u8) -> Vec<u8> {
    let mut film = b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm".to_vec();
    film.push(end);
    film
}

async fn beside(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let files = [
        ("possing.wav", tone(1)),
        ("possing.webm", film(1)),
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
    leads_on(browser).await
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
    browser.act("picture-next").await?;
    shows(browser, "mangle").await?;
    browser.act("thumb-2").await?;
    shows(browser, "iron").await?;
    let pressed = browser.all(".thumb", "aria-pressed").await?;
    ensure!(pressed == ["false", "false", "true"], "{pressed:?}");
    let names = browser.all(".thumb", "aria-label").await?;
    ensure!(names[1] == "Picture 2 of 3", "{names:?}");
    browser.act("thumb-0").await?;
    shows(browser, "poss stick").await
}

async fn sound_and_film(browser: &Browser) -> Result<()> {
    browser.act("hear").await?;
    let focused = "return document.activeElement?.tagName ?? ''";
    wait::holds("focus on the sound", async || {
        Ok(browser.js(focused, vec![]).await? == "AUDIO")
    })
    .await?;
    let ready =
        "const a = document.querySelector('audio'); return a.paused && a.controls && a.duration";
    if browser.engine != Engine::WebKit {
        wait::holds("a second of sound", async || {
            Ok(browser
                .js(ready, vec![])
                .await?
                .as_f64()
                .is_some_and(|long| (0.9..1.2).contains(&long)))
        })
        .await?;
    }
    browser.press(".played summary").await?;
    browser.awaits(".played details[open] .story").await?;
    let films = "return [...document.querySelectorAll('video')].map((v) => \
        `${v.controls} ${v.autoplay} ${v.src.slice(0, 5)} ${v.querySelectorAll('track[kind=captions][default]').length}`).sort()";
    wait::holds("two films", async || {
        Ok(browser.js(films, vec![]).await? == json!(["true false blob: 0", "true false blob: 1"]))
    })
    .await
}

async fn whom_and_where(browser: &Browser) -> Result<()> {
    browser.act("about").await?;
    let thanks = browser.text(".thanks-to").await?;
    for said in ["Lent by a family in Gateshead.", "CC BY 4.0", "CC0"] {
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
    let wide = grows_from(browser, 900.0).await?;
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
