//! Pictures of what "Have your say" has beyond the demo's questions, in `target/screens/say`.

use crate::arrival::enrolled;
use crate::measures::measured;
use crate::say::comes_to_voice;
use crate::stage::{Journey, own};
use anyhow::Result;
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::{After, Visitor};

pub fn journeys() -> Vec<Journey> {
    vec![own!(
        "pictures",
        "every further screen of Have your say has its pictures, and is right by every measure",
        all,
        |_| true
    )]
}

async fn all(engine: Engine, hall: &mut Hall) -> Result<()> {
    let browser = Browser::start_with_a_microphone(engine).await?;
    hall.office.asks_with("visitor-voice", true, false).await?;
    browser.size(1024, 768).await?;
    enrolled(hall, &browser).await?;
    for language in ["en", "ar"] {
        // WebKitGTK cannot record, and asks for no voice.
        if engine != Engine::WebKit {
            browser.act(&format!("language-{language}")).await?;
            browser.html("lang", language).await?;
            voices(&browser, language).await?;
        }
    }
    hall.office
        .asks_with("wellbeing-today", false, false)
        .await?;
    browser.open_kiosk(&hall.address()).await?;
    browser.assigned().await?;
    for language in ["en", "ar"] {
        browser.act(&format!("language-{language}")).await?;
        browser.html("lang", language).await?;
        cards(&browser, language).await?;
    }
    browser.close().await
}

/// One picture a look: as it is, portrait, a phone, the largest text, the strongest contrast.
async fn looks(browser: &Browser, language: &str, screen: &str) -> Result<()> {
    // Pictures are taken where that is quick, and every theme is looked at there too.
    if browser.engine != Engine::Chromium {
        return measured(browser, &format!("{language}, {screen}")).await;
    }
    let folder = places::screens("say")?;
    let sets = "document.documentElement.dataset[arguments[0]] = arguments[1]";
    for (look, size, name, value) in [
        ("", (1024, 768), "text", "1"),
        ("-portrait", (768, 1024), "text", "1"),
        ("-phone", (390, 844), "text", "1"),
        ("-largest", (1024, 768), "text", "4"),
        ("-contrast", (1024, 768), "theme", "contrast"),
    ] {
        browser.size(size.0, size.1).await?;
        browser.js(sets, vec![name.into(), value.into()]).await?;
        let file = [language, "-", screen, look, ".png"].concat();
        browser.picture(&folder.join(file)).await?;
        let usual = if name == "text" { "1" } else { "light" };
        browser.js(sets, vec![name.into(), usual.into()]).await?;
    }
    browser.size(1024, 768).await?;
    measured(browser, &format!("{language}, {screen}")).await
}

async fn voices(browser: &Browser, language: &str) -> Result<()> {
    let person = Visitor::of(browser);
    person.begins().await?;
    browser.act("go-say").await?;
    browser.awaits("[data-act=\"say-begin\"]").await?;
    looks(browser, language, "privacy").await?;
    browser.act("home").await?;
    if !comes_to_voice(browser).await? {
        return Ok(());
    }
    looks(browser, language, "voice-consent").await?;
    browser.act("voice-agree").await?;
    looks(browser, language, "voice-ready").await?;
    browser.act("voice-record").await?;
    browser.awaits("[data-act=\"voice-pause\"]").await?;
    looks(browser, language, "voice-running").await?;
    browser.act("voice-stop").await?;
    browser
        .awaits("[data-act=\"voice-listen\"]:not([disabled])")
        .await?;
    looks(browser, language, "voice-kept").await?;
    // Back to the text before it, for the gentle notice.
    browser.act("back").await?;
    let name = if language == "ar" {
        "اسمي فاطمة"
    } else {
        "My name is Margaret."
    };
    browser.write("[data-act=\"text-input\"]", name).await?;
    browser.awaits("[data-act=\"take-out\"]").await?;
    looks(browser, language, "notice").await?;
    browser.act("keep-it").await?;
    browser.act("next").await?;
    browser.act("next").await?;
    browser.awaits("[data-act=\"say-send\"]").await?;
    looks(browser, language, "last-look").await?;
    browser.act("delete-answers").await?;
    looks(browser, language, "delete").await?;
    browser.act("delete-sure").await?;
    browser.act("finish").await?;
    browser.screen("start").await
}

async fn cards(browser: &Browser, language: &str) -> Result<()> {
    let person = Visitor::of(browser);
    person.begins().await?;
    person.goes_to_say().await?;
    looks(browser, language, "moment").await?;
    browser.act("option-before").await?;
    browser.act("next").await?;
    looks(browser, language, "card-drawn").await?;
    browser.act("back").await?;
    browser.act("option-after").await?;
    browser.act("next").await?;
    for (screen, option) in [("card-picture", "option-kite"), ("card-number", "option-7")] {
        looks(browser, language, screen).await?;
        browser.act(option).await?;
        browser.act("next").await?;
    }
    loop {
        let question = person.question().await?;
        browser.act("next").await?;
        if person.comes_after(&question).await? == After::Look {
            break;
        }
    }
    browser.act("delete-answers").await?;
    browser.act("delete-sure").await?;
    browser.act("finish").await?;
    browser.screen("start").await
}
