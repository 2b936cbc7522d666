//! A curator's scans on a tablet: in the size that serves, in a place kept for them, and given back.

use crate::arrival::enrolled;
use crate::staff::shows;
use crate::stage::{Journey, shared};
use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::wait;
use std::fmt::Write as _;
use std::path::PathBuf;

pub fn journeys() -> Vec<Journey> {
    vec![shared!(
        "media",
        "large scans come in the size that serves, move nothing, and give their memory back",
        large_scans
    )]
}

const ITEMS: usize = 6;

async fn large_scans(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    let (csv, pictures) = desk(hall, browser).await?;
    shows(hall, browser, &csv, &pictures, "Large scans", ITEMS).await?;
    serves(browser, "an item", 1000, 1200).await?;
    browser.act("closer").await?;
    browser.awaits(".closer img").await?;
    serves(browser, "a closer look", 16_000, 2048).await?;
    browser.act("close-picture").await?;
    browser.awaits(".figure img").await?;
    let chromium = browser.engine == Engine::Chromium;
    if chromium {
        browser.js(WATCH, vec![]).await?;
    }
    let walked = browser
        .js_later(WALK, vec![if chromium { 500 } else { 60 }.into()])
        .await?;
    // One picture is to be seen; the next may be on its way.
    let (live, made) = (walked["live"].as_u64(), walked["made"].as_u64());
    ensure!(live.is_some_and(|live| live <= 2), "{walked}");
    ensure!(made.is_some_and(|made| made >= 60), "{walked}");
    browser.act("home").await?;
    browser.screen("home").await?;
    browser.act("go-look").await?;
    browser.screen("look").await?;
    browser.awaits(".object img").await?;
    serves(browser, "a card", 440, 480).await?;
    if chromium {
        let moved = browser.js("return shifts", vec![]).await?;
        let all: f64 = moved
            .as_array()
            .context("a list")?
            .iter()
            .filter_map(|shift| shift[0].as_f64())
            .sum();
        ensure!(all < 0.01, "the page moved by {all}: {moved}");
    }
    Ok(())
}

/// On a screen with one pixel to a CSS pixel, the picture that is shown is this wide; elsewhere it has
/// at least as many pixels as are wanted.
async fn serves(browser: &Browser, place: &str, wanted: u64, width: u64) -> Result<()> {
    browser.settled().await?;
    const SEEN: &str = "const i = document.querySelector('main img');\
        return i?.complete && i.naturalWidth\
            ? [i.naturalWidth, Math.floor(devicePixelRatio * 100), i.getAttribute('width')] : null";
    let seen = wait::until(
        &format!("the picture of {place}"),
        wait::PATIENCE,
        async || {
            let seen = browser.js(SEEN, vec![]).await?;
            Ok((!seen.is_null()).then_some(seen))
        },
    )
    .await?;
    let (natural, ratio) = (seen[0].as_u64(), seen[1].as_u64());
    let serves = match ratio {
        Some(100) => natural == Some(width),
        _ => natural >= ratio.map(|ratio| (wanted * ratio / 100).min(2048)),
    };
    ensure!(serves && seen[2] == "2048", "{place}: {seen}");
    Ok(())
}

/// The browser draws what a scanner would have made.
const DRAW: &str = "const c = document.createElement('canvas'); c.width = 2400; c.height = 1600;\
    const g = c.getContext('2d');\
    for (let i = 0; i < 4000; i++) {\
        g.fillStyle = `hsl(${(i * 37 + arguments[0] * 50) % 360}, 60%, ${30 + i % 50}%)`;\
        g.fillRect(i * 131 % 2400, i * 71 % 1600, 90, 70);\
    }\
    return c.toDataURL('image/jpeg', 0.9).split(',')[1];";

async fn desk(hall: &Hall, browser: &Browser) -> Result<(PathBuf, PathBuf)> {
    let folder = hall.office.database().with_file_name("scans");
    std::fs::create_dir_all(&folder)?;
    let mut csv = "id,title,image,alt text,rights\n".to_owned();
    for number in 0..ITEMS {
        let drawn = browser.js(DRAW, vec![number.into()]).await?;
        let bytes = STANDARD.decode(drawn.as_str().context("a picture")?)?;
        std::fs::write(folder.join(format!("scan{number}.jpg")), bytes)?;
        writeln!(csv, "{number},Scan {number},scan{number}.jpg,A scan.,CC0")?;
    }
    let file = folder.with_extension("csv");
    std::fs::write(&file, csv)?;
    Ok((file, folder))
}

/// Every move of what is on the page, also those that follow a touch.
const WATCH: &str = "window.shifts = [];\
    new PerformanceObserver((list) => {\
        for (const e of list.getEntries())\
            shifts.push([e.value, e.sources.map((s) => s.node?.className ?? '')]);\
    }).observe({type: 'layout-shift'});";

/// From item to item, each looked at until its picture stands; counts the pictures that are held.
const WALK: &str = "const [steps, done] = arguments;\
    const live = new Set(), make = URL.createObjectURL, back = URL.revokeObjectURL;\
    let made = 0;\
    URL.createObjectURL = (b) => { const u = make.call(URL, b); made++; live.add(u); return u; };\
    URL.revokeObjectURL = (u) => { live.delete(u); back.call(URL, u); };\
    const image = () => document.querySelector('.figure img');\
    const step = (left) => {\
        if (!left) return done({live: live.size, made});\
        const before = image()?.src;\
        document.querySelector('[data-act=next]').click();\
        const stands = () => {\
            const i = image();\
            if (i && i.src !== before && i.complete) step(left - 1); else setTimeout(stands, 0);\
        };\
        stands();\
    };\
    step(steps);";
