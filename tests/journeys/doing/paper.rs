//! What comes out of the printer.

use super::words_of;
use crate::access::{largest_text, strongest_contrast};
use crate::arrival::enrolled;
use anyhow::{Result, ensure};
use journeys::browser::Browser;
use journeys::hall::Hall;
use journeys::places;
use journeys::visitor::Visitor;

/// Every idea of the demo in both its scripts, then with ever more kept, the largest text and the
/// strongest contrast.
pub async fn prints(hall: &mut Hall, browser: &Browser) -> Result<()> {
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
                // Not all of this is short enough for a code, and the word beside it says so.
                if act == "activity-clippy-mat-square" {
                    let says = words_of(browser, ".sheet .code p").await?;
                    let says_so = says.contains(if language == "en" {
                        "keeps the"
                    } else {
                        "بعض"
                    });
                    ensure!(says_so, "{act} in {language}: {says}");
                }
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
        if kept == 1 {
            let steps = browser.all(".sheet-step", "class").await?.len();
            let needs = browser.all(".sheet-needs", "class").await?.len();
            ensure!(
                (steps, needs) == (10, 2),
                "two ideas whole: {steps} {needs}"
            );
        }
        browser.act("home").await?;
    }
    let objects = keeps_every_object(browser).await?;
    browser.act("home").await?;
    browser.act("go-take").await?;
    browser.screen("take").await?;
    let paper = browser.print().await?;
    paper.keep(&folder.join("kept-everything.pdf"))?;
    ensure!(paper.pages()? == 1, "everything: {} pages", paper.pages()?);
    let names = browser.all(".sheet .sheet-facts", "class").await?.len();
    let more = words_of(browser, ".sheet-more").await?;
    let told = format!(": {}", objects + 3 - names);
    ensure!(more.ends_with(&told), "{names} names, and `{more}`");
    let ways = browser.all(".sheet .sheet-way", "class").await?.len();
    ensure!(ways == 5, "whom to ask is never left out: {ways}");
    Ok(())
}

/// Keeps every object of the demo and says how many there are.
async fn keeps_every_object(browser: &Browser) -> Result<usize> {
    browser.act("go-look").await?;
    let objects = "[data-act^=\"item-\"]";
    let mut kept = 0;
    loop {
        browser.awaits(objects).await?;
        for act in browser.all(objects, "data-act").await? {
            browser.act(&act).await?;
            browser.screen("item").await?;
            browser.press("[data-act^=\"keep-\"]").await?;
            kept += 1;
            browser.act("back").await?;
            browser.screen("look").await?;
        }
        if browser.sees("[data-act=\"more\"]:disabled").await? {
            break;
        }
        browser.act("more").await?;
    }
    ensure!(kept >= 15, "{kept} objects");
    Ok(kept)
}
