//! The same bytes again, from a tablet that never heard the answer or from a second page.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use kiosk_core::response::State;
use kiosk_core::wire::{Outcome, ResponsesReply};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "repeat",
            "a batch that is sent again and again is stored once",
            sent_again
        ),
        shared!(
            "repeat",
            "an office restored from an older copy gets back what it lost",
            restored
        ),
        shared!(
            "repeat",
            "two pages of one tablet number their responses without a gap",
            two_pages
        ),
    ]
}

/// Sends a recorded batch from the page itself, with the tablet's own token.
const SEND: &str = "const [body, token, encoding, done] = arguments;\
    const bytes = Uint8Array.from(atob(body), (c) => c.charCodeAt(0));\
    const headers = {'content-type': 'application/json', authorization: token};\
    if (encoding) headers['content-encoding'] = encoding;\
    const one = () => fetch('/api/v1/responses', {method: 'POST', headers, body: bytes})\
        .then((r) => r.text());\
    Promise.all([one(), one(), one(), one(), one()]).then(done, (e) => done([String(e)]));";

async fn sent_again(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.has_a_say().await?;
    person.has_a_say().await?;
    hall.receives(2).await?;
    for batch in hall.proxy.seen("/responses") {
        use base64::Engine as _;
        let body = base64::engine::general_purpose::STANDARD.encode(&batch.body);
        let token = batch.authorization.context("a batch carries a token")?;
        let arguments = vec![body.into(), token.into(), batch.encoding.into()];
        let replies = browser.js_later(SEND, arguments).await?;
        for reply in replies.as_array().context("five answers")? {
            let text = reply.as_str().unwrap_or_default();
            let reply: ResponsesReply =
                serde_json::from_str(text).with_context(|| text.to_owned())?;
            let known =
                |receipt: &kiosk_core::wire::Receipt| receipt.outcome == Outcome::AlreadyStored;
            ensure!(
                !reply.receipts.is_empty() && reply.receipts.iter().all(known),
                "{text}"
            );
        }
    }
    hall.receives(2).await?;
    ensure!(
        hall.office.records().await?.quarantined().await? == 0,
        "in quarantine"
    );
    Ok(())
}

async fn restored(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let copy = hall.office.copied().await?;
    let person = Visitor::of(browser);
    person.has_a_say().await?;
    person.has_a_say().await?;
    hall.receives(2).await?;
    browser.html("data-outbox", "0").await?;
    hall.office.restored_from(&copy).await?;
    ensure!(
        hall.office.records().await?.count().await? == 0,
        "the copy is not older"
    );
    // The third makes the office see that it has never heard of the first two.
    person.has_a_say().await?;
    hall.receives(3).await?;
    browser.html("data-outbox", "0").await
}

async fn two_pages(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(2)).await?;
    let first = browser.page().await?;
    let second = browser.another_page().await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.html("data-content", "true").await?;
    person.has_a_say().await?;
    browser.turn_to(&first).await?;
    // The first page's half-done answers were not taken for left ones by the second.
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    let stored = hall.receives(2).await?;
    ensure!(
        stored.iter().all(|r| r.body.state == State::Complete),
        "{stored:?}"
    );
    browser.turn_to(&second).await?;
    browser.close_page(&first).await
}
