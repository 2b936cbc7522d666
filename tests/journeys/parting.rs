//! Words that are on their way to the disk while the page is left, or while more words come.

use crate::arrival::enrolled;
use crate::leaving::{the_word_has_come, to_the_last_look, types_a_word};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use kiosk_core::response::State;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "parting",
            "what is written last stays noted, though what was written before it comes to the disk meanwhile",
            written_last
        ),
        shared!(
            "parting",
            "words are noted before the page is left, and not for longer where it stays",
            stays
        ),
        shared!(
            "parting",
            "of what is written faster than the disk takes it, the newest goes there, and once",
            newest
        ),
        shared!(
            "parting",
            "words that were noted and then erased come to nobody",
            erased
        ),
        shared!(
            "parting",
            "a word that is still being typed is kept by whoever leaves the page",
            typed
        ),
        shared!(
            "parting",
            "answers given while they are being deleted bring nothing back",
            deleted_meanwhile
        ),
    ]
}

/// A page that is put by while something is on its way to the disk.
pub const PUT_BY: &str = include_str!("put_by.js");

const WORDS: &str = "the smell of coal";

/// To where there is paper to write on; then something is done with it.
async fn writes(hall: &Hall, browser: &Browser, what: &str) -> Result<serde_json::Value> {
    hall.proxy.prelude(PUT_BY);
    enrolled(hall, browser).await?;
    let to_paper = "await begin(); while (!act('text-input')) { const at = find('[data-question]'); \
        await press('next'); await until('the next', () => !at.isConnected); \
        await until('a question', () => find('[data-question]')); } ";
    browser
        .quick(&[to_paper, what].concat(), vec![WORDS.into()])
        .await
}

/// The page is left, and they are what the office gets.
async fn come_to_the_office(hall: &Hall, browser: &Browser) -> Result<()> {
    browser.open_kiosk(&hall.address()).await?;
    let stored = hall.receives(1).await?;
    let mut texts = stored[0]
        .body
        .answers
        .iter()
        .flat_map(|answer| &answer.text);
    ensure!(texts.any(|text| text == WORDS), "{:?}", stored[0].body);
    Ok(())
}

async fn written_last(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let what = "return journey.written(act('text-input'), 'the smell', given[0])";
    let noted = writes(hall, browser, what).await?;
    ensure!(noted.to_string().contains(WORDS), "noted: {noted}");
    come_to_the_office(hall, browser).await
}

async fn stays(hall: &mut Hall, browser: &Browser) -> Result<()> {
    // Firefox may end the process of a page in the middle of `pagehide`: it is noted before that.
    let what = "const noted = await journey.aboutToBeLeft(act('text-input'), 'the smell', given[0]); \
        await until('nothing noted', () => journey.noted().length === 0); return noted";
    let noted = writes(hall, browser, what).await?;
    for (at, words) in ["the smell", WORDS].iter().enumerate() {
        ensure!(noted[at].to_string().contains(words), "noted: {noted}");
    }
    come_to_the_office(hall, browser).await
}

async fn newest(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let what = "return journey.letters(act('text-input'), given[0])";
    let kept = writes(hall, browser, what).await?;
    ensure!(kept == 1, "{kept} times to the disk");
    come_to_the_office(hall, browser).await
}

async fn erased(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let what = "await journey.erases(act('text-input'), given[0]); \
        await until('the start', () => screen() === 'start'); \
        await until('nothing noted', () => journey.noted().length === 0)";
    writes(hall, browser, what).await?;
    browser.open_kiosk(&hall.address()).await?;
    only_the_next_is_heard(hall, browser).await
}

async fn typed(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    types_a_word(browser).await?;
    browser.open_kiosk(&hall.address()).await?;
    the_word_has_come(hall).await
}

async fn deleted_meanwhile(hall: &mut Hall, browser: &Browser) -> Result<()> {
    hall.proxy.prelude(PUT_BY);
    enrolled(hall, browser).await?;
    let visitor = Visitor::of(browser);
    visitor.begins().await?;
    visitor.goes_to_say().await?;
    to_the_last_look(browser).await?;
    browser.act("delete-answers").await?;
    let what = "return journey.meanwhile('delete-sure', 'back', 'text-input', given[0])";
    let wrote = browser.quick(what, vec![WORDS.into()]).await?;
    ensure!(wrote == true, "there was no paper to write on");
    browser.awaits("[data-act=\"finish\"]").await?;
    browser.open_kiosk(&hall.address()).await?;
    only_the_next_is_heard(hall, browser).await
}

/// Whoever comes next is the only one the office ever hears of.
async fn only_the_next_is_heard(hall: &Hall, browser: &Browser) -> Result<()> {
    Visitor::of(browser).has_a_say().await?;
    browser.html("data-outbox", "0").await?;
    let stored = hall.receives(1).await?;
    ensure!(stored[0].body.state == State::Complete, "{:?}", stored[0]);
    Ok(())
}
