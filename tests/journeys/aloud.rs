//! Reading aloud. A browser under test has no voice, so the journey gives it one: the platform's interface
//! is pretended, nothing of the kiosk's own.

use crate::arrival::enrolled;
use crate::say::comes_to_voice;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::content::{Made, tone};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;
use serde_json::{Value, json};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "aloud",
            "the screen is read by the tablet's own voice, word by word, and no longer than it stands",
            reads
        ),
        shared!(
            "aloud",
            "a tablet whose voices need the internet does not offer to read",
            no_voice
        ),
        shared!(
            "aloud",
            "whether somebody is still there is asked once by the tablet's voice too",
            asks_once
        ),
        shared!(
            "aloud",
            "what happens to a recording is read by itself before anybody is asked for one",
            consent,
            crate::faults::can_record
        ),
        shared!(
            "aloud",
            "nothing is read that is not on the screen: no closed hint, no other step, no sheet for the printer",
            only_what_is_seen
        ),
        shared!(
            "aloud",
            "reading ends when another thing is shown in the same place",
            ends_with_its_object
        ),
        shared!(
            "aloud",
            "where somebody has read a story for the pack, that is heard and its words are lit",
            recorded,
            // The others run no clock for sounds on a machine without a sound card.
            |engine| engine == Engine::Chromium
        ),
    ]
}

/// Voices come late, as they do in most browsers: with `journey.arrive()`.
const VOICES: &str = "(() => { \
    const local = {name: 'own', lang: 'en_GB', localService: true}; \
    const cloud = [{name: 'cloud', lang: 'en-US', localService: false}, {name: 'cloud', lang: 'pl-PL', localService: false}]; \
    const j = window.journey = {said: [], silenced: 0, now: null, voices: cloud, \
      arrive() { j.voices = [...cloud, local]; fake.onvoiceschanged?.(new Event('voiceschanged')); }, \
      word(at) { j.now.onboundary({name: 'word', charIndex: at}); }, \
      end() { const u = j.now; j.now = null; u.onend({}); }, \
      lit() { const h = globalThis.CSS?.highlights; return h ? [...(h.get('spoken') ?? [])].map(String).join('|') \
        : document.querySelector('[data-spoken]')?.textContent ?? ''; } }; \
    const fake = {onvoiceschanged: null, getVoices: () => j.voices, \
      speak(u) { j.said.push([u.text, u.lang, u.voice.name]); j.now = u; }, \
      cancel() { j.silenced += 1; j.now = null; }}; \
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } }; \
    Object.defineProperty(window, 'speechSynthesis', {value: fake, configurable: true}); })()";

const LISTEN: &str = "[data-act=\"listen\"]";

async fn reads(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    ensure!(!browser.sees(LISTEN).await?, "no voice has come yet");
    browser.js("journey.arrive()", vec![]).await?;
    browser.act("listen").await?;
    said(browser, 0, "What would you like to do?").await?;
    let how = browser.js("return journey.said[0].join()", vec![]).await?;
    ensure!(how == "What would you like to do?,en_GB,own", "{how}");
    browser.js("journey.word(5)", vec![]).await?;
    let lit = browser.js("return journey.lit()", vec![]).await?;
    let has_highlights = browser
        .js("return Boolean(globalThis.CSS?.highlights)", vec![])
        .await?
        == true;
    let wanted = if has_highlights {
        "would"
    } else {
        "What would you like to do?"
    };
    ensure!(lit == wanted, "lit is {lit}");
    browser.js("journey.end()", vec![]).await?;
    said(browser, 1, "Look").await?;
    falls_silent(browser).await
}

async fn consent(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    hall.office.asks_with("visitor-voice", true, false).await?;
    enrolled(hall, browser).await?;
    browser.js("journey.arrive()", vec![]).await?;
    ensure!(comes_to_voice(browser).await?, "no voice is asked for");
    // The tablet's own voice goes on by itself; the question comes first, then what it means to answer.
    wait::holds("the consent", async || {
        browser.js("if (journey.now) journey.end()", vec![]).await?;
        let said = browser
            .js("return journey.said.map((one) => one[0]).join(' ')", vec![])
            .await?;
        let shown = browser.text(".voice .privacy p").await?;
        let first = shown.split('.').next().unwrap_or_default().to_owned();
        Ok(!first.is_empty() && said.as_str().is_some_and(|said| said.contains(&first)))
    })
    .await?;
    // Whoever agrees is recorded in silence.
    browser.act("voice-agree").await?;
    wait::holds("silence", async || {
        Ok(browser.js("return journey.now === null", vec![]).await? == true)
    })
    .await
}

async fn asks_once(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    // No event asks sooner than that.
    hall.office.asks_after(15).await?;
    enrolled(hall, browser).await?;
    browser.js("journey.arrive()", vec![]).await?;
    Visitor::of(browser).begins().await?;
    browser.awaits("[data-act=\"still-here\"]").await?;
    said(browser, 0, "Are you still there?").await?;
    browser.js("journey.end()", vec![]).await?;
    // What was said is no sign of life: the bar goes on ebbing, and nothing is said again.
    wait::holds("less of the bar", async || {
        let left = "return parseFloat(document.querySelector('.ebb i').style.inlineSize) < 90";
        Ok(browser.js(left, vec![]).await? == true)
    })
    .await?;
    let times = browser.js("return journey.said.length", vec![]).await?;
    ensure!(times == 1, "said {times} times");
    Ok(())
}

/// On leaving the screen, on "Stop", when the page is hidden; and in a language without a voice.
async fn falls_silent(browser: &Browser) -> Result<()> {
    browser.act("go-look").await?;
    browser.screen("look").await?;
    silent(browser, 1).await?;
    browser.act("listen").await?;
    said(browser, 2, "Look").await?;
    browser.act("listen").await?;
    silent(browser, 2).await?;
    browser.act("listen").await?;
    said(browser, 3, "Look").await?;
    let hide = "Object.defineProperty(document, 'hidden', {value: true, configurable: true}); \
        document.dispatchEvent(new Event('visibilitychange', {bubbles: true})); delete document.hidden";
    browser.js(hide, vec![]).await?;
    silent(browser, 3).await?;
    browser.act("easier").await?;
    browser.act("language-pl").await?;
    browser.html("lang", "pl").await?;
    browser.act("close-easier").await?;
    wait::holds("no offer to read Polish", async || {
        Ok(!browser.sees(LISTEN).await?)
    })
    .await
}

async fn said(browser: &Browser, at: usize, text: &str) -> Result<()> {
    wait::holds(&format!("`{text}` as number {at}"), async || {
        let script = "return journey.said[arguments[0]]?.[0] ?? null";
        Ok(browser.js(script, vec![at.into()]).await? == text)
    })
    .await
}

/// The voice has been stopped this often, and nothing is lit.
async fn silent(browser: &Browser, times: usize) -> Result<()> {
    wait::holds(&format!("silence for the time {times}"), async || {
        let script = "return journey.silenced === arguments[0] && journey.lit() === '' \
            && !document.querySelector('[data-spoken]')";
        Ok(browser.js(script, vec![times.into()]).await? == true)
    })
    .await
}

/// Begins at Home, with a voice.
async fn with_a_voice(hall: &Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.js("journey.arrive()", vec![]).await.map(drop)
}

/// Listens to the end, with a voice that takes no time.
const ALL: &str = "const done = arguments[arguments.length - 1]; \
    const from = journey.said.length, silenced = journey.silenced; \
    document.querySelector('[data-act=listen]').click(); \
    const on = () => { if (journey.silenced > silenced) return done(journey.said.slice(from).map((said) => said[0])); \
      if (journey.now) journey.end(); setTimeout(on, 0); }; on()";

/// What is read oftener than it stands on the screen.
const TOO_OFTEN: &str = "const plain = (text) => text.toLowerCase().replace(/\\s+/g, ' ').trim(); \
    const said = arguments[0].map(plain), seen = plain(document.querySelector('main').innerText); \
    return said.filter((one) => seen.split(one).length - 1 < said.filter((other) => other === one).length)";

async fn reads_all(browser: &Browser) -> Result<Vec<String>> {
    browser.awaits(LISTEN).await?;
    browser.settled().await?;
    let said = browser.js_later(ALL, vec![]).await?;
    let extra = browser.js(TOO_OFTEN, vec![said.clone()]).await?;
    ensure!(
        extra == json!([]),
        "read, but not to be seen so often: {extra} in {said}"
    );
    Ok(serde_json::from_value(said)?)
}

async fn only_what_is_seen(hall: &mut Hall, browser: &Browser) -> Result<()> {
    with_a_voice(hall, browser).await?;
    browser.act("go-remember").await?;
    browser.act("topic-any").await?;
    browser.awaits("details.hint").await?;
    let hint = "return document.querySelector('details.hint p').textContent.trim()";
    let hint = browser.js(hint, vec![]).await?;
    let hint = hint.as_str().unwrap_or_default();
    let is_read = |said: &[String]| said.iter().any(|one| hint.starts_with(one.as_str()));
    let said = reads_all(browser).await?;
    ensure!(!said.is_empty() && !is_read(&said), "{hint:?} in {said:?}");
    browser.act("companion").await?;
    let said = reads_all(browser).await?;
    ensure!(is_read(&said), "opened, and still no {hint:?} in {said:?}");
    browser.act("home").await?;
    opens_an_idea(browser).await?;
    let all_steps = reads_all(browser).await?;
    browser.act("one-step").await?;
    browser.awaits("[data-act=step-next]").await?;
    let one_step = reads_all(browser).await?;
    ensure!(one_step.len() < all_steps.len(), "{one_step:?}");
    browser.press("[data-act^=\"keep-\"]").await?;
    browser.act("home").await?;
    browser.act("go-take").await?;
    browser.awaits("[data-act=put-back]").await?;
    let said = reads_all(browser).await?;
    ensure!(!said.is_empty(), "nothing is read on Take away");
    Ok(())
}

async fn opens_an_idea(browser: &Browser) -> Result<()> {
    browser.act("go-do").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.screen("activity").await
}

async fn ends_with_its_object(hall: &mut Hall, browser: &Browser) -> Result<()> {
    with_a_voice(hall, browser).await?;
    browser.act("go-remember").await?;
    browser.act("topic-any").await?;
    ends_with(browser, "another", 1).await?;
    browser.act("home").await?;
    opens_an_idea(browser).await?;
    browser.act("one-step").await?;
    ends_with(browser, "step-next", 2).await?;
    for (at, room) in ["do", "look"].into_iter().enumerate() {
        browser.act("home").await?;
        browser.act(&format!("go-{room}")).await?;
        browser.screen(room).await?;
        ends_with(browser, "more", 3 + at).await?;
    }
    Ok(())
}

/// Begins to listen, and hears no more once this is pressed.
async fn ends_with(browser: &Browser, act: &str, times: usize) -> Result<()> {
    browser.awaits(&format!("[data-act=\"{act}\"]")).await?;
    browser.act("listen").await?;
    wait::holds("a voice", async || {
        Ok(browser.js("return Boolean(journey.now)", vec![]).await? == true)
    })
    .await?;
    browser.act(act).await?;
    silent(browser, times).await
}

async fn no_voice(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    enrolled(hall, browser).await?;
    ensure!(!browser.sees(LISTEN).await?, "offered on Start");
    Visitor::of(browser).begins().await?;
    ensure!(!browser.sees(LISTEN).await?, "offered on Home");
    Ok(())
}

/// What was lit, in its order, for as long as the page stands.
const SEEN: &str = "window.seen = []; setInterval(() => { const now = journey.lit(); \
    if (now && seen.at(-1) !== now) seen.push(now); }, 20)";

async fn recorded(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(VOICES);
    let mut sentences = Vec::new();
    let told = |pack: &mut Value| sentences = reads_the_tub(pack);
    let made = Made::of_demo(told, &[("tub-read.wav", tone(3))])?;
    hall.office.shows(&made.file()).await?;
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    ensure!(!browser.sees(LISTEN).await?, "nobody has read Home");
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.act("item-DEMO-01").await?;
    browser.screen("item").await?;
    browser.awaits(LISTEN).await?;
    browser.js(SEEN, vec![]).await?;
    browser.act("listen").await?;
    wait::holds("both sentences, one after the other", async || {
        Ok(browser.js("return seen", vec![]).await? == json!(sentences))
    })
    .await?;
    // It ends by itself, and goes again from the beginning.
    let over =
        "return document.querySelector('audio[data-recorded]').paused && journey.lit() === ''";
    wait::holds("the end", async || {
        Ok(browser.js(over, vec![]).await? == true)
    })
    .await?;
    browser.js("seen.length = 0", vec![]).await?;
    browser.act("listen").await?;
    wait::holds("the first sentence again", async || {
        Ok(browser.js("return seen[0] ?? ''", vec![]).await? == sentences[0].as_str())
    })
    .await?;
    browser.act("listen").await?;
    wait::holds("silence", async || {
        Ok(browser.js(over, vec![]).await? == true)
    })
    .await?;
    ensure!(
        browser.js("return journey.said.length", vec![]).await? == 0,
        "a voice that needs the internet spoke"
    );
    // In a language it was not read in there is nothing to listen to.
    browser.act("easier").await?;
    browser.act("language-ar").await?;
    browser.act("close-easier").await?;
    wait::holds("no offer in Arabic", async || {
        Ok(!browser.sees(LISTEN).await?)
    })
    .await
}

/// The poss tub's story is read in English, in three seconds; gives its first two sentences.
fn reads_the_tub(pack: &mut Value) -> Vec<String> {
    let mut items = pack["items"].as_array_mut().into_iter().flatten();
    let Some(tub) = items.find(|item| item["number"] == "DEMO-01") else {
        return Vec::new();
    };
    tub["spoken"] = json!({"en": "tub-read.wav"});
    let story = tub["story"]["en"].as_str().unwrap_or_default();
    let sentences: Vec<String> = story
        .split_inclusive(". ")
        .take(2)
        .map(|sentence| sentence.trim().to_owned())
        .collect();
    let times = format!(
        "WEBVTT\n\n00:00.000 --> 00:01.400\n{}\n\n00:01.400 --> 00:03.500\n{}\n",
        sentences[0], sentences[1]
    );
    if let Some(all) = pack["media"].as_array_mut() {
        all.push(json!({"name": "tub-read.wav", "type": "audio/wav", "captions": {"en": times}}));
    }
    sentences
}
