//! Have your say: the last look, what tells who somebody is, picture cards, children, voices.

use crate::access::is_whole;
use crate::arrival::enrolled;
use crate::stage::{Journey, own, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::{After, Until, Visitor};
use journeys::wait;
use kiosk_core::Hash;
use kiosk_core::response::{Answer, Body, Helped, State, Status};

pub fn journeys() -> Vec<Journey> {
    let can_record = |engine| engine != Engine::WebKit;
    vec![
        shared!(
            "say",
            "answers are looked over, changed, and cleared of what tells who somebody is",
            looks_back
        ),
        shared!(
            "say",
            "a picture card joins what was said on arrival to what was said at the end",
            pairs
        ),
        shared!(
            "say",
            "children choose tiles and faces, and nothing is to be written",
            children
        ),
        shared!(
            "say",
            "where nothing can be recorded the way goes on without that question",
            no_voice
        ),
        own!(
            "say",
            "a voice is recorded, heard again, and its very bytes are at the office",
            voice,
            can_record
        ),
    ]
}

fn answer<'a>(body: &'a Body, question: &str) -> Result<&'a Answer> {
    let mut answers = body.answers.iter();
    let found = answers.find(|answer| answer.question == question);
    found.with_context(|| format!("no `{question}` in {body:?}"))
}

async fn chooses(browser: &Browser, act: &str) -> Result<()> {
    browser.act(act).await?;
    let pressed = format!("[data-act=\"{act}\"][aria-pressed=\"true\"]");
    browser.awaits(&pressed).await
}

async fn looks_back(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.asks_with("visitor-voice", false, false).await?;
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        has_a_word(browser, &question).await?;
        browser.act("next").await?;
        if person.comes_after(&question).await? == After::Look {
            break;
        }
    }
    // An answer is changed, and Back leads to the last question and on again.
    browser.act("change-enjoyed").await?;
    chooses(browser, "option-2").await?;
    browser.act("next").await?;
    browser.awaits("[data-act=\"say-send\"]").await?;
    browser.act("back").await?;
    ensure!(
        person.question().await? == "remember",
        "Back from the last look"
    );
    browser.act("next").await?;
    // A shaking hand deletes nothing.
    browser.act("delete-answers").await?;
    browser.act("keep-answers").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    what_was_said(&body)
}

/// Says something particular to each question.
async fn has_a_word(browser: &Browser, question: &str) -> Result<()> {
    let person = Visitor::of(browser);
    let paper = "[data-act=\"text-input\"]";
    match question {
        "learned" => browser.act("dont-know").await,
        "favourite" => Ok(()),
        "again" => chooses(browser, "option-no").await,
        "five_words" => {
            person.adds_a_word("Mrs Hall").await?;
            browser.act("keep-it").await?;
            browser.awaits(".line .on").await
        }
        "better" => {
            browser
                .write(paper, "My name is Margaret. More chairs.")
                .await?;
            browser.act("take-out").await?;
            browser.awaits(".under .small").await
        }
        "remember" => {
            browser.act("helper-types").await?;
            browser.write(paper, "Ring me on 07700 900123").await?;
            browser.awaits("[data-act=\"take-out\"]").await?;
            is_whole(browser, "the gentle notice").await?;
            browser.act("keep-it").await?;
            browser.awaits(".under .small").await
        }
        _ => person.answer(question).await,
    }
}

fn what_was_said(body: &Body) -> Result<()> {
    ensure!(body.state == State::Complete, "{body:?}");
    ensure!(body.helped == Helped::StaffTyped, "{body:?}");
    ensure!(answer(body, "enjoyed")?.value == Some(2), "{body:?}");
    for (question, status) in [
        ("learned", Status::DontKnow),
        ("favourite", Status::Skipped),
        ("memory", Status::NotAsked),
        ("felt_welcome", Status::Answered),
    ] {
        ensure!(
            answer(body, question)?.status == status,
            "{question}: {body:?}"
        );
    }
    let better = answer(body, "better")?;
    ensure!(better.text.as_deref() == Some("More chairs."), "{better:?}");
    ensure!(better.flagged && !better.staff_typed, "{better:?}");
    let words = answer(body, "five_words")?;
    ensure!(words.own == ["Mrs Hall"] && words.flagged, "{words:?}");
    let remember = answer(body, "remember")?;
    ensure!(remember.flagged && remember.staff_typed, "{remember:?}");
    Ok(())
}

async fn pairs(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office
        .asks_with("wellbeing-today", false, false)
        .await?;
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    is_whole(browser, "come or go").await?;
    chooses(browser, "option-before").await?;
    browser.act("next").await?;
    browser.awaits(".card-drawn").await?;
    is_whole(browser, "the card").await?;
    let picture = "return document.querySelector('.card-drawn use').getAttribute('href').slice(3)";
    let picture = browser.js(picture, vec![]).await?;
    let card = browser.text(".card-drawn b").await?;
    let number = card.rsplit(' ').next().context("a card has a number")?;
    browser.act("next").await?;
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    // At the end of the day.
    person.begins().await?;
    person.goes_to_say().await?;
    chooses(browser, "option-after").await?;
    browser.act("next").await?;
    let picture = picture.as_str().context("a card has a picture")?;
    for (question, option) in [("card-picture", picture), ("card-number", number)] {
        browser
            .awaits(&format!("[data-question=\"{question}\"]"))
            .await?;
        is_whole(browser, question).await?;
        chooses(browser, &format!("option-{option}")).await?;
        browser.act("next").await?;
    }
    browser.awaits("[data-question=\"viewpoint\"]").await?;
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    let stored = hall.receives(2).await?;
    // The office has joined the two by a random id and has let go of the card.
    let pair = &stored[0].pair;
    let card = [picture, "-", number].concat();
    for (response, asked, other) in [
        (&stored[0], "calm_before", "calm_after"),
        (&stored[1], "calm_after", "calm_before"),
    ] {
        ensure!(
            response.pair.is_some() && response.pair == *pair,
            "{response:?}"
        );
        ensure!(
            response.envelope.card.is_none() && *pair != Some(card.clone()),
            "{response:?}"
        );
        ensure!(!response.text.contains(picture), "the card is in the body");
        let (asked, other) = (
            answer(&response.body, asked)?,
            answer(&response.body, other)?,
        );
        ensure!(asked.status == Status::Answered, "{response:?}");
        ensure!(other.status == Status::NotAsked, "{response:?}");
    }
    Ok(())
}

async fn children(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, true).await?;
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        let writing = "textarea, [data-act=\"own-word\"], [data-act=\"voice-agree\"]";
        ensure!(!browser.sees(writing).await?, "{question} is to be written");
        if question == "enjoyed" {
            person.answer(&question).await?;
        }
        browser.act("next").await?;
        if person.went_on_from(&question).await? {
            break;
        }
    }
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    for question in ["better", "remember", "memory"] {
        ensure!(
            answer(&body, question)?.status == Status::NotAsked,
            "{body:?}"
        );
    }
    ensure!(
        answer(&body, "enjoyed")?.status == Status::Answered,
        "{body:?}"
    );
    Ok(())
}

/// To the question for a voice; false when it is not asked.
pub async fn comes_to_voice(browser: &Browser) -> Result<bool> {
    let person = Visitor::of(browser);
    if browser.sees("[data-screen=\"start\"]").await? {
        person.begins().await?;
    }
    person.goes_to_say().await?;
    loop {
        let question = person.question().await?;
        if question == "memory" {
            return Ok(true);
        }
        if question == "enjoyed" {
            person.answer(&question).await?;
        }
        browser.act("next").await?;
        if person.comes_after(&question).await? == After::Look {
            return Ok(false);
        }
    }
}

/// Whether the page has anything to record with. WebKitGTK has if the machine has GStreamer's plugins for it.
const HAS_A_RECORDER: &str = "return Boolean(navigator.mediaDevices && window.MediaRecorder) \
    && ['audio/mp4', 'audio/webm'].some((type) => MediaRecorder.isTypeSupported(type))";

/// WebKitGTK mostly has nothing to record with; the others have no microphone here, or may not use one.
async fn no_voice(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    enrolled(hall, browser).await?;
    let asked = comes_to_voice(browser).await?;
    let has = browser.js(HAS_A_RECORDER, vec![]).await?;
    ensure!(has == asked, "has a recorder: {has}, asked: {asked}");
    if asked {
        browser.act("voice-agree").await?;
        browser.act("voice-record").await?;
        browser.awaits(".voice-state").await?;
        browser.act("next").await?;
    }
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(browser).leaves().await?;
    let stored = hall.receives(1).await?.remove(0);
    let memory = answer(&stored.body, "memory")?;
    ensure!(memory.status == Status::NotAsked, "{memory:?}");
    ensure!(stored.envelope.attachments.is_empty(), "{stored:?}");
    Ok(())
}

async fn voice(engine: Engine, hall: &mut Hall) -> Result<()> {
    hall.office.asks_with("visitor-voice", true, false).await?;
    let browser = Browser::start_with_a_microphone(engine).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    ensure!(comes_to_voice(&browser).await?, "no voice is asked for");
    is_whole(&browser, "consent").await?;
    browser.act("voice-agree").await?;
    records(&browser).await?;
    // Deleted, and once more.
    browser.act("voice-delete").await?;
    browser.awaits("[data-act=\"next\"]:not(.btn-main)").await?;
    records(&browser).await?;
    // It is short: over before anybody has looked whether the button is pressed.
    let watch =
        "document.querySelector('audio').addEventListener('play', () => { window.played = true })";
    browser.js(watch, vec![]).await?;
    browser.act("voice-listen").await?;
    wait::holds("the recording to play", async || {
        Ok(browser.js("return window.played", vec![]).await? == true)
    })
    .await?;
    browser.act("next").await?;
    // The last look names it, and Back finds it again.
    browser
        .awaits("[data-act=\"change-memory\"] .said .icon")
        .await?;
    browser.act("back").await?;
    browser
        .awaits("[data-act=\"voice-listen\"]:not([disabled])")
        .await?;
    browser.act("next").await?;
    browser.act("say-send").await?;
    browser.screen("thanks").await?;
    Visitor::of(&browser).leaves().await?;
    let stored = hall.receives(1).await?.remove(0);
    browser.html("data-outbox", "0").await?;
    let hash = answer(&stored.body, "memory")?.recording.clone();
    let hash = hash.with_context(|| format!("no recording in {:?}", stored.body))?;
    let sent = &stored.envelope.attachments;
    ensure!(sent.len() == 1 && sent[0].sha256 == hash, "{sent:?}");
    let bytes = hall.office.recording(&hash)?;
    ensure!(Hash::of(&bytes) == hash, "other bytes at the office");
    ensure!(bytes.len() as u64 == sent[0].bytes, "{sent:?}");
    let known = [&b"\x1a\x45\xdf\xa3"[..], b"OggS"]
        .iter()
        .any(|head| bytes.starts_with(head));
    ensure!(
        known || bytes.get(4..8) == Some(b"ftyp"),
        "{:?}",
        &bytes[..8]
    );
    let agent = browser.js("return navigator.userAgent", vec![]).await?;
    tells_no_origin(&bytes, agent.as_str().context("a user agent")?)?;
    browser.close().await
}

/// What a recorder writes beside the voice is in the bytes no more; the hash says that the tablet's are the same.
fn tells_no_origin(bytes: &[u8], agent: &str) -> Result<()> {
    let found = |what: &[u8]| bytes.windows(what.len()).position(|some| some == what);
    let browsers = agent
        .split([' ', '/', '(', ')', ';'])
        .filter(|word| word.len() > 4 && word.chars().any(char::is_alphabetic));
    for word in browsers.chain(["Chrome", "Mozilla", "Lavf", "libwebm", "QTmux", "WebKit"]) {
        ensure!(
            found(word.as_bytes()).is_none(),
            "the recording says `{word}`"
        );
    }
    // WebM: the element DateUTC with its eight bytes. MP4: creation and modification in the header of the movie.
    let date = found(&[0x44, 0x61, 0x88]).and_then(|at| bytes.get(at + 3..at + 11));
    ensure!(
        date.is_none_or(|date| date.iter().all(|byte| *byte == 0)),
        "{date:?}"
    );
    let movie = found(b"mvhd").and_then(|at| bytes.get(at + 8..at + 16));
    ensure!(
        movie.is_none_or(|times| times.iter().all(|byte| *byte == 0)),
        "{movie:?}"
    );
    Ok(())
}

/// Records for a moment, with a pause, while the meter moves.
pub async fn records(browser: &Browser) -> Result<()> {
    browser.act("voice-record").await?;
    browser.awaits("[data-act=\"voice-pause\"]").await?;
    is_whole(browser, "recording").await?;
    let moves = "return parseInt(document.querySelector('.level i').style.inlineSize) > 0";
    // Firefox runs no audio clock on a machine without a sound card; it records all the same.
    if browser.engine == Engine::Chromium {
        wait::holds("the meter to move", async || {
            Ok(browser.js(moves, vec![]).await? == true)
        })
        .await?;
    }
    browser.act("voice-pause").await?;
    browser.act("voice-resume").await?;
    browser.awaits("[data-act=\"voice-pause\"]").await?;
    browser.act("voice-stop").await?;
    browser
        .awaits("[data-act=\"voice-listen\"]:not([disabled])")
        .await
}
