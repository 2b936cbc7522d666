//! The question sets that are shipped, every question of them in every language.

use crate::access::MEASURE;
use crate::stage::{Journey, shared};
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use serde_json::json;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "say",
        "every question of the shipped sets is whole on a small tablet, in every language and in Easy Read",
        whole,
        // Some hundred screens; their layout is measured in every engine with the demo's questions.
        |engine| engine == Engine::Chromium
    )]
}

const SETS: [&str; 4] = ["visitor-voice", "partner-voice", "wellbeing-today", "ons4"];
const LANGUAGES: [&str; 6] = ["en", "ar", "bn", "cy", "pl", "uk"];

/// Through all questions, measuring each, then thanks and the next start.
const THROUGH: &str = "const [language, easy] = given; const out = []; let seen = 0; \
    await until('the start', () => screen() === 'start'); \
    await press(`language-${language}`); \
    await until(language, () => language === 'en' || find('h1').textContent !== 'Please touch'); \
    await press('begin'); await until('home', () => screen() === 'home'); \
    if (easy) await press('access-easy-read'); \
    await press('go-say'); await press('say-begin'); \
    for (let at = 0; at < 60; at += 1) { \
        const title = await until('a question', () => find('[data-question]')); \
        await document.fonts.ready; \
        const bad = measure(); seen += 1; \
        if (bad) out.push(`${language}${easy ? '-simple' : ''} ${title.dataset.question}: ${bad}`); \
        await answer('rain'); await press('next'); \
        await until('what comes next', () => !title.isConnected); \
        const next = await until('what comes next', () => find('[data-question]') || act('say-send')); \
        if (next.dataset.act === 'say-send') break; } \
    await press('say-send'); await until('thanks', () => screen() === 'thanks'); await leave(); \
    return [seen, out]";

async fn whole(hall: &mut Hall, browser: &Browser) -> Result<()> {
    let script = ["const measure = () => { ", MEASURE, " }; ", THROUGH].concat();
    let (mut seen, mut found) = (0, Vec::new());
    for (at, set) in SETS.into_iter().enumerate() {
        hall.office.asks_with(set, false, false).await?;
        let address = if at == 0 { hall.link() } else { hall.address() };
        browser.open_kiosk(&address).await?;
        browser.assigned().await?;
        for language in LANGUAGES {
            for easy in [false, true] {
                let given = vec![language.into(), easy.into()];
                let said = browser.quick(&script, given).await?;
                seen += said[0].as_u64().unwrap_or_default();
                let bad = said[1].as_array().into_iter().flatten();
                found.extend(bad.map(|bad| format!("{set} {bad}")));
            }
        }
    }
    println!("{seen} questions were measured");
    ensure!(found.is_empty(), "{}", json!(found));
    ensure!(seen > 300, "only {seen} questions were seen");
    Ok(())
}
