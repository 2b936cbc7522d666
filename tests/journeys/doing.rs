//! Do, Remember, Take away.

mod paper;

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::content::Made;
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::wait;
use kiosk_core::response::Status;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "doing",
            "an idea is found by what suits, done by steps, and the quiet clock ends nothing",
            finds_and_does
        ),
        shared!(
            "doing",
            "an idea says for whom it is, and letting go never leaves an empty page",
            suits
        ),
        shared!(
            "doing",
            "what a curator left open leaves neither a lone sign nor a heading over nothing",
            says_nothing_of_what_is_open
        ),
        shared!(
            "doing",
            "remembering brings every object once, and leads to a memory told",
            remembers
        ),
        shared!(
            "doing",
            "what is kept is on the sheet, and forgotten with the visitor",
            keeps
        ),
        shared!(
            "doing",
            "every sheet is one page of A4, whatever the screen looks like",
            paper::prints,
            |engine| engine == Engine::Chromium
        ),
    ]
}

async fn finds_and_does(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-do").await?;
    browser.screen("do").await?;
    ensure!(!browser.sees("[data-act=\"show-all\"]").await?);
    browser.act("side-do.time").await?;
    browser.act("choose-10").await?;
    browser
        .awaits("[data-act=\"choose-10\"][aria-pressed=\"true\"]")
        .await?;
    browser.act("side-do.people").await?;
    // Nobody is offered what would show nothing, and every number is kept.
    let counts = "return [...document.querySelectorAll('.options .tag')]\
        .map((e) => [e.disabled, e.querySelector('.count').textContent])";
    let counts: Vec<(bool, String)> = serde_json::from_value(browser.js(counts, vec![]).await?)?;
    ensure!(counts.len() == 5, "{counts:?}");
    ensure!(
        counts.iter().all(|(off, count)| *off == (count == "0")),
        "{counts:?}"
    );
    browser.act("choose-do.alone").await?;
    browser.act("show-ideas").await?;
    let ideas = "[data-act^=\"activity-\"]";
    browser.awaits(ideas).await?;
    ensure!(
        browser.all(ideas, "data-act").await? == ["activity-five-minutes-of-sound"],
        "the one idea that suits"
    );
    browser.act("activity-five-minutes-of-sound").await?;
    steps(browser).await?;
    clock(browser).await?;
    browser.act("back").await?;
    browser.screen("do").await?;
    // The choice is still there, and one touch shows everything.
    ensure!(browser.all(ideas, "data-act").await?.len() == 1);
    browser.act("show-all").await?;
    wait::holds("all the ideas", async || {
        Ok(browser.all(ideas, "data-act").await?.len() > 1)
    })
    .await
}

/// A group finds itself on the card, among the facts and on the paper; further things are announced; and what
/// would be left without an idea is let go of too.
async fn suits(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-do").await?;
    browser.act("side-do.people").await?;
    browser.act("choose-do.small-group").await?;
    browser.act("show-ideas").await?;
    let mat = "[data-act=\"activity-clippy-mat-square\"]";
    browser.awaits(mat).await?;
    let card = browser.text(mat).await?;
    ensure!(card.contains("45 minutes · A small group"), "{card}");
    browser.press(mat).await?;
    browser.screen("activity").await?;
    let all = "A small group · On your own · Two people · Old and young";
    let facts = browser.text(".facts").await?;
    ensure!(facts.contains(all), "{facts}");
    let paper = words_of(browser, ".sheet").await?;
    ensure!(paper.contains(all), "{paper}");
    browser.act("back").await?;
    browser.act("show-all").await?;
    browser.act("side-do.things").await?;
    let stands = "const e = document.querySelector('.beside [role=status]'); \
        const stood = e.stands === true; e.stands = true; return [stood, e.textContent]";
    ensure!(browser.js(stands, vec![]).await? == serde_json::json!([false, ""]));
    browser.act("more-things").await?;
    wait::holds("what came is announced where it stood", async || {
        let said = browser.js(stands, vec![]).await?;
        Ok(said[0] == true && said[1].as_str().is_some_and(|said| said.contains("2 of")))
    })
    .await?;
    has(browser, "Tea and milk").await?;
    has(browser, "Pegs").await?;
    browser.act("side-do.place").await?;
    browser.act("choose-do.outdoors").await?;
    browser.act("side-do.things").await?;
    has(browser, "Pegs").await?;
    let show = browser.text("[data-act=\"show-ideas\"]").await?;
    ensure!(!show.contains(" 0 "), "{show}");
    browser.act("show-ideas").await?;
    browser
        .awaits("[data-act=\"activity-measure-a-leek\"]")
        .await
}

async fn says_nothing_of_what_is_open(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let open = |pack: &mut serde_json::Value| {
        pack["activities"][0]["minutes"] = serde_json::Value::Null;
        pack["activities"][0]["needs"] = serde_json::json!([]);
    };
    let made = Made::of_demo(open, &[])?;
    hall.office.shows(&made.file()).await?;
    enrolled(hall, browser).await?;
    Visitor::of(browser).begins().await?;
    browser.act("go-do").await?;
    let ticket = "[data-act=\"activity-make-a-tram-ticket\"]";
    browser.awaits(ticket).await?;
    ensure!(!browser.sees(&format!("{ticket} .quick")).await?, "a sign");
    browser.press(ticket).await?;
    browser.screen("activity").await?;
    let how = words_of(browser, ".how").await?;
    ensure!(how.starts_with("What to do"), "{how}");
    ensure!(!browser.sees("[data-act=\"quiet-clock\"]").await?);
    Ok(())
}

/// All the words of what matches first, seen on the screen or not.
async fn words_of(browser: &Browser, css: &str) -> Result<String> {
    let words = "return document.querySelector(arguments[0])?.textContent ?? ''";
    let words = browser.js(words, vec![css.into()]).await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

/// Touches a thing, wherever among the things it is.
async fn has(browser: &Browser, thing: &str) -> Result<()> {
    let choice = format!("[data-act=\"choose-{thing}\"]");
    for _ in 0..8 {
        if browser.sees(&choice).await? {
            return browser.press(&choice).await;
        }
        browser.act("more-things").await?;
    }
    anyhow::bail!("no {thing} among the things")
}

/// One step at a time: nothing goes on by itself, and the last is the last.
async fn steps(browser: &Browser) -> Result<()> {
    browser.screen("activity").await?;
    let seen = "return [...document.querySelectorAll('.steps li')]\
        .filter((e) => e.offsetParent).map((e) => e.textContent)";
    let seen = async || -> Result<Vec<String>> {
        Ok(serde_json::from_value(browser.js(seen, vec![]).await?)?)
    };
    let all = seen().await?;
    ensure!(all.len() == 5, "{all:?}");
    browser.act("one-step").await?;
    for (at, step) in all.iter().enumerate() {
        wait::holds("its step alone", async || {
            Ok(seen().await? == [step.as_str()])
        })
        .await?;
        let place = format!("{} of {}", at + 1, all.len());
        let said = browser.text(".how > .small").await?;
        ensure!(said.contains(&place), "{said}");
        if at + 1 < all.len() {
            browser.act("step-next").await?;
        }
    }
    browser.awaits("[data-act=\"step-next\"]:disabled").await?;
    browser.act("step-before").await?;
    wait::holds("the step before", async || {
        Ok(seen().await? == [all[3].as_str()])
    })
    .await?;
    browser.act("one-step").await?;
    wait::holds("all steps", async || Ok(seen().await? == all)).await
}

/// The page's own clock is moved on, a minute at a time, past the five the idea takes: nobody touches
/// anything, nobody is asked whether they are still there, and at the end a few words change.
async fn clock(browser: &Browser) -> Result<()> {
    const ON: &str = "const real = Performance.prototype.now; window.later = 0; \
        Performance.prototype.now = function () { return real.call(this) + window.later; };";
    browser.js(ON, vec![]).await?;
    // What will be said at the end is listened for from the first.
    let stands = "return getComputedStyle(document.querySelector('[data-clock=\"end\"]')).display";
    ensure!(browser.js(stands, vec![]).await? != "none", "unspoken");
    browser.act("quiet-clock").await?;
    let left = "[data-clock=\"left\"]";
    for minutes in (1..=5).rev() {
        let says = format!("{minutes} minute");
        wait::holds(&says, async || {
            Ok(browser.text(left).await?.contains(&says))
        })
        .await?;
        browser.js("window.later += 60000", vec![]).await?;
    }
    wait::holds("the end in words", async || {
        Ok(browser
            .text("[data-clock=\"end\"]")
            .await?
            .contains("no hurry"))
    })
    .await?;
    ensure!(!browser.sees("[role=alertdialog]").await?);
    browser.screen("activity").await?;
    ensure!(browser.sees(".steps li").await?, "nothing has gone");
    // The clock that has ended holds nobody back: idle time counts again.
    browser.js("window.later += 130000", vec![]).await?;
    browser.act("still-here").await?;
    browser.screen("activity").await
}

async fn remembers(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-remember").await?;
    browser.act("topic-seaside").await?;
    let mut seen = Vec::new();
    for _ in 0..4 {
        let before = seen.last().cloned();
        let prompt = wait::until("another prompt", wait::PATIENCE, async || {
            let now = browser.text(".ask h1").await?;
            Ok((Some(&now) != before.as_ref()).then_some(now))
        })
        .await?;
        let stands = "return document.querySelector('.ask[aria-live=polite]').stands === true";
        let stands = browser.js(stands, vec![]).await? == true;
        ensure!(seen.is_empty() || stands, "the region came with its words");
        ensure!(!seen.contains(&prompt), "`{prompt}` again, after {seen:?}");
        seen.push(prompt);
        if seen.len() < 4 {
            // The region a screen reader listens to is there before its words, and stays.
            let marked = "document.querySelector('.ask[aria-live=polite]').stands = true";
            browser.js(marked, vec![]).await?;
            browser.act("another").await?;
        }
    }
    hints_only_for_those_who_ask(browser).await?;
    // Back leads to the choice, and from there Home.
    browser.act("back").await?;
    browser.awaits("[data-act=\"topic-any\"]").await?;
    browser.act("topic-1930").await?;
    let about = browser.text(".remembered .names b").await?;
    browser.act("tell-about").await?;
    browser.act("say-begin").await?;
    let at = person.question().await?;
    person.answer(&at).await?;
    browser.act("next").await?;
    wait::holds("the question that takes a memory", async || {
        Ok(person.question().await? == "remember")
    })
    .await?;
    let object = browser.text(".help .about-object").await?;
    ensure!(object == about, "{object}, not {about}");
    person.answer("remember").await?;
    browser.act("next").await?;
    ensure!(person.went_on_from("remember").await?, "it was the last");
    person.leaves().await?;
    let body = hall.receives(1).await?.remove(0).body;
    let told = body.answers.iter().find(|one| one.question == "remember");
    let told = told.context("the memory is at the office")?;
    ensure!(told.status == Status::Answered, "{told:?}");
    // What was passed over was not skipped by anybody.
    let skipped = |one: &&kiosk_core::response::Answer| one.status == Status::Skipped;
    ensure!(!body.answers.iter().any(|one| skipped(&one)), "{body:?}");
    // The next visitor chooses anew.
    person.begins().await?;
    browser.act("go-remember").await?;
    browser.awaits("[data-act=\"topic-any\"]").await
}

async fn hints_only_for_those_who_ask(browser: &Browser) -> Result<()> {
    // WebKit's driver takes what a closed one holds for visible: ask whether it is open.
    let open = browser.all("details.hint[open]", "class").await?;
    ensure!(open.is_empty(), "a hint nobody asked for");
    browser.act("companion").await?;
    browser.awaits("details.hint[open] p").await
}

async fn keeps(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-take").await?;
    let sheet = async || words_of(browser, ".sheet").await;
    let names =
        "return [...document.querySelectorAll('[data-act^=\"keep-\"]')].map((e) => e.textContent)";
    let names: Vec<String> = serde_json::from_value(browser.js(names, vec![]).await?)?;
    ensure!(
        names.len() == 5 && names.contains(&"Keep this Lend a hand".to_owned()),
        "each says what it keeps: {names:?}"
    );
    ensure!(!browser.sees(".taken").await?);
    let fresh = sheet().await?;
    ensure!(
        fresh.contains("01632 960101") && fresh.contains("01632 960105"),
        "{fresh}"
    );
    browser.act("home").await?;
    browser.act("go-do").await?;
    browser.press("[data-act^=\"activity-\"]").await?;
    browser.act("keep-make-a-tram-ticket").await?;
    browser
        .awaits("[data-act=\"keep-make-a-tram-ticket\"][aria-pressed=\"true\"]")
        .await?;
    browser.act("home").await?;
    browser.act("go-look").await?;
    browser.press("[data-act^=\"item-\"]").await?;
    browser.screen("item").await?;
    browser.press("[data-act^=\"keep-\"]").await?;
    browser.act("home").await?;
    browser.act("go-take").await?;
    ensure!(
        browser.all(".taken .tag", "class").await?.len() == 2,
        "an idea and an object"
    );
    browser.act("keep-the-quiet-hour").await?;
    wait::holds("both on the sheet", async || {
        let text = sheet().await?;
        Ok(text.contains("Make a tram ticket")
            && text.contains("01632 960103")
            && !text.contains("01632 960101"))
    })
    .await?;
    ensure!(
        browser.sees(".mine .qr").await?,
        "a code with the text itself"
    );
    browser.act("put-back").await?;
    wait::holds("the idea off the sheet", async || {
        Ok(!sheet().await?.contains("Make a tram ticket"))
    })
    .await?;
    // An unanswered say leaves nothing behind either: the way out is the one everybody takes.
    browser.act("home").await?;
    person.goes_to_say().await?;
    person.answers(journeys::visitor::Until::Thanks).await?;
    person.leaves().await?;
    person.begins().await?;
    browser.act("go-take").await?;
    browser.screen("take").await?;
    ensure!(
        !browser.sees(".taken").await?,
        "the next visitor finds nothing kept"
    );
    ensure!(sheet().await? == fresh, "the sheet is as it was at first");
    Ok(())
}
