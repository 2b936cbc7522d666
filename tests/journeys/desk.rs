//! The office's own pages under axe-core, without anything to show and with it.

use crate::arrival::{enrolled, started};
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::visitor::Visitor;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "desk",
        "no page of the office breaks a rule of axe-core, empty or full",
        pages,
        // The pages are plain HTML, and the rules are the same in every engine.
        |engine| engine == Engine::Chromium
    )]
}

/// Every page there is, by its address under `/office/`.
const PAGES: [&str; 14] = [
    "events",
    "events/new",
    "events/demo",
    "events/demo/edit",
    "events/demo/responses",
    "events/demo/responses.csv",
    "events/demo/personal-data",
    "events/demo/delete",
    "events/demo/words",
    "events/demo/recordings",
    "tablets",
    "quarantine",
    "backup",
    "keys",
];

async fn pages(hall: &mut Hall, browser: &Browser) -> Result<()> {
    look(hall, browser, "sign-in").await?;
    browser.write("#password", "not the password").await?;
    browser.press("main button").await?;
    browser.awaits("#password-wrong").await?;
    breaks_no_rule(browser, "a wrong password").await?;
    gives_the_password(hall, browser).await?;
    for page in PAGES {
        look(hall, browser, page).await?;
    }
    fill(hall, browser).await?;
    for page in PAGES {
        look(hall, browser, page).await?;
    }
    look(hall, browser, "no-such-page").await
}

async fn look(hall: &Hall, browser: &Browser, page: &str) -> Result<()> {
    let address = format!("{}/office/{page}", hall.address());
    // The table comes as a file once there are answers enough; before, a page says why there is none.
    browser.open(&address).await?;
    breaks_no_rule(browser, page).await
}

async fn breaks_no_rule(browser: &Browser, page: &str) -> Result<()> {
    let broken = browser.axe().await?;
    let broken: Vec<String> = broken.iter().map(ToString::to_string).collect();
    ensure!(broken.is_empty(), "{page}: {}", broken.join("\n"));
    Ok(())
}

/// An answer from a tablet that nobody knew yet, one from a known one, a code, a key, a wiped tablet.
async fn fill(hall: &Hall, browser: &Browser) -> Result<()> {
    started(browser, &hall.address()).await?;
    browser.is_quickly_thanked("the smell of soap").await?;
    enrolled(hall, browser).await?;
    browser.html("data-outbox", "0").await?;
    Visitor::of(browser).has_a_say().await?;
    hall.receives(1).await?;
    hall.office.suspects_a_wipe().await?;
    let phrase = "harbour lantern thistle ginger";
    browser
        .open(&format!("{}/office/keys", hall.address()))
        .await?;
    browser.write("#passphrase", phrase).await?;
    browser.write("#again", phrase).await?;
    browser
        .press("form[action=\"/office/keys\"] button")
        .await?;
    browser.awaits("form[action=\"/office/keys/open\"]").await?;
    browser
        .open(&format!("{}/office/events/demo", hall.address()))
        .await?;
    browser.press("form[action$=\"/codes\"] button").await?;
    browser.awaits(".code .shown").await
}

/// Staff sign in at the office.
pub async fn signs_in(hall: &Hall, browser: &Browser) -> Result<()> {
    browser
        .open(&format!("{}/office/sign-in", hall.address()))
        .await?;
    gives_the_password(hall, browser).await
}

async fn gives_the_password(hall: &Hall, browser: &Browser) -> Result<()> {
    browser.write("#password", &hall.office.password).await?;
    browser.press("main button").await?;
    browser.awaits("nav a[href=\"/office/keys\"]").await
}
