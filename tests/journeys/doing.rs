//! Do, Remember, Take away.

use crate::access::{largest_text, strongest_contrast};
use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;
use journeys::{places, wait};
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
            prints,
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
    let sheet = "return document.querySelector('.sheet').textContent";
    let sheet = async || -> Result<String> {
        Ok(browser
            .js(sheet, vec![])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    };
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

/// Every idea of the demo in both its scripts, then with everything kept, the largest text and the
/// strongest contrast.
async fn prints(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let folder = places::screens("paper")?;
    for language in ["en", "ar"] {
        browser.open_kiosk(&hall.address()).await?;
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        Visitor::of(browser).begins().await?;
        browser.act("go-do").await?;
        let ideas = "[data-act^=\"activity-\"]";
        loop {
            browser.awaits(ideas).await?;
            for act in browser.all(ideas, "data-act").await? {
                browser.act(&act).await?;
                browser.screen("activity").await?;
                let paper = browser.print().await?;
                paper.keep(&folder.join(format!("{act}-{language}.pdf")))?;
                ensure!(
                    paper.pages()? == 1,
                    "{act} in {language}: {} pages",
                    paper.pages()?
                );
                ensure!(paper.is_a4(), "{act} in {language} is not A4");
                ensure!(
                    !browser.all(".sheet .qr", "class").await?.is_empty(),
                    "{act}: no code"
                );
                browser.act("back").await?;
                browser.screen("do").await?;
            }
            if browser.sees("[data-act=\"more\"]:disabled").await? {
                break;
            }
            browser.act("more").await?;
        }
    }
    browser.open_kiosk(&hall.address()).await?;
    largest_text(browser).await?;
    strongest_contrast(browser).await?;
    Visitor::of(browser).begins().await?;
    for kept in 0..4 {
        browser.act("go-do").await?;
        let ideas = browser.all("[data-act^=\"activity-\"]", "data-act").await?;
        if let Some(act) = ideas.get(kept) {
            browser.act(act).await?;
            browser.press("[data-act^=\"keep-\"]").await?;
        }
        browser.act("home").await?;
        browser.act("go-take").await?;
        let paper = browser.print().await?;
        paper.keep(&folder.join(format!("kept-{kept}.pdf")))?;
        ensure!(paper.pages()? == 1, "{kept} kept: {} pages", paper.pages()?);
        browser.act("home").await?;
    }
    Ok(())
}
