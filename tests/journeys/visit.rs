//! A visitor's whole path, and what is kept of it.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::visitor::{Until, Visitor};
use kiosk_core::response::{State, Status};

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "visit",
            "a visitor looks, does, has a say, and it is at the office once",
            whole_path
        ),
        shared!(
            "visit",
            "skipped and I-don't-know arrive as two different things",
            skips
        ),
        shared!(
            "visit",
            "a visitor who takes the answers back leaves none",
            takes_back
        ),
        shared!(
            "visit",
            "home and back lose no answer, and the question comes again",
            comes_back
        ),
        shared!(
            "visit",
            "the next visitor finds nothing of the last",
            next_visitor
        ),
    ]
}

async fn whole_path(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-look").await?;
    browser.press("[data-act^=\"theme-\"]").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.act("home").await?;
    browser.act("go-do").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.screen("activity").await?;
    ensure!(browser.sees("ol li").await?, "an activity has steps");
    browser.act("home").await?;
    person.goes_to_say().await?;
    let asked = person.answers(Until::Thanks).await?;
    person.leaves().await?;
    let stored = hall.receives(1).await?;
    browser.html("data-outbox", "0").await?;
    let body = &stored[0].body;
    ensure!(body.state == State::Complete, "{body:?}");
    // The viewpoint is asked on a screen of its own and stands beside the answers.
    let answered = |answer: &&kiosk_core::response::Answer| answer.status == Status::Answered;
    let count =
        body.answers.iter().filter(answered).count() + usize::from(body.viewpoint.is_some());
    ensure!(count == asked.len(), "{asked:?} became {body:?}");
    let text = body
        .answers
        .iter()
        .find_map(|answer| answer.text.as_deref());
    ensure!(text == Some("The smell of the wash house."), "{text:?}");
    let own = body
        .answers
        .iter()
        .any(|answer| answer.own == ["belonging"]);
    ensure!(own, "the own word is not in {body:?}");
    Ok(())
}

async fn skips(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    let mut unknown = Vec::new();
    let mut at = person.question().await?;
    loop {
        if browser.sees("[data-act=\"dont-know\"]").await? && unknown.is_empty() {
            browser.act("dont-know").await?;
            unknown.push(at.clone());
        }
        browser.act("next").await?;
        if person.went_on_from(&at).await? {
            break;
        }
        at = person.question().await?;
    }
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    for answer in &body.answers {
        let expected = if unknown.contains(&answer.question) {
            Status::DontKnow
        } else {
            Status::Skipped
        };
        ensure!(answer.status == expected, "{answer:?}");
    }
    Ok(())
}

async fn takes_back(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.is_thanked().await?;
    // A shaking hand: the first touch only asks, and No is where everything was before.
    let finish = place(browser, "finish").await?;
    let delete = place(browser, "delete-answers").await?;
    ensure!(apart(delete, finish) >= 24.0, "{delete:?} and {finish:?}");
    browser.act("delete-answers").await?;
    browser.awaits("[data-act=\"keep-answers\"]").await?;
    let asked = browser.text(".thanks .next h2").await?;
    ensure!(asked.ends_with('?'), "`{asked}` asks nothing");
    let (keep, sure) = (
        place(browser, "keep-answers").await?,
        place(browser, "delete-sure").await?,
    );
    ensure!(keep[1] < sure[1], "what deletes comes first");
    ensure!(apart(keep, sure) >= 24.0, "{keep:?} and {sure:?}");
    ensure!(apart(delete, sure) > 0.0, "a second touch deletes");
    browser.act("keep-answers").await?;
    browser.act("delete-answers").await?;
    browser.act("delete-sure").await?;
    browser
        .awaits(
            "[data-screen=\"thanks\"]:not(:has([data-act=\"delete-sure\"])) [data-act=\"finish\"]",
        )
        .await?;
    person.leaves().await?;
    // The number is kept, so that the ledger closes; the answers are not.
    let body = hall.receives(1).await?.remove(0).body;
    ensure!(body.state == State::Withdrawn, "{body:?}");
    ensure!(body == body.clone().taken_back(), "{body:?}");
    Ok(())
}

/// Left, top, right and bottom of what carries this `data-act`.
async fn place(browser: &Browser, act: &str) -> Result<[f64; 4]> {
    let script = "const r = document.querySelector(`[data-act=\"${arguments[0]}\"]`).getBoundingClientRect(); \
        return [r.left, r.top, r.right, r.bottom]";
    let found = browser.js(script, vec![act.into()]).await?;
    Ok(serde_json::from_value(found)?)
}

/// How far two places are apart; less than nothing where they overlap.
fn apart(a: [f64; 4], b: [f64; 4]) -> f64 {
    let along = (b[0] - a[2]).max(a[0] - b[2]);
    let down = (b[1] - a[3]).max(a[1] - b[3]);
    along.max(down)
}

async fn comes_back(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    person.answers(Until::Answers(3)).await?;
    let at = person.question().await?;
    browser.act("home").await?;
    browser.screen("home").await?;
    browser.act("go-say").await?;
    let again = person.question().await?;
    ensure!(again == at, "left at `{at}`, came back to `{again}`");
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    let lost = body
        .answers
        .iter()
        .find(|answer| answer.status != Status::Answered);
    ensure!(lost.is_none(), "{lost:?}");
    Ok(())
}

async fn next_visitor(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    browser.act("language-ar").await?;
    browser.html("lang", "ar").await?;
    person.begins().await?;
    browser.html("dir", "rtl").await?;
    browser.act("access-text").await?;
    browser.html("data-text", "2").await?;
    browser.act("access-contrast").await?;
    person.goes_to_say().await?;
    person.answers(Until::Thanks).await?;
    person.leaves().await?;
    let fresh = [
        ("lang", "en"),
        ("dir", "ltr"),
        ("data-text", "1"),
        ("data-theme", "light"),
    ];
    for (name, value) in fresh {
        browser.html(name, value).await?;
    }
    browser.back().await?;
    browser.ready().await?;
    browser.screen("start").await?;
    // Nothing typed is left in the page, in its fields, or in the storage that is plain to see.
    let left = "return document.documentElement.outerHTML + JSON.stringify({...localStorage}) \
        + JSON.stringify({...sessionStorage})";
    let left = browser.js(left, vec![]).await?.to_string();
    ensure!(
        !left.contains("wash house") && !left.contains("belonging"),
        "{left}"
    );
    person.begins().await?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await
}
