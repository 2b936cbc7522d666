//! Every screen in every look, measured from the page: axe-core, contrast, sizes of text and of what is touched.
//!
//! One tour for each direction of writing: on every screen the look is changed in place, so that three themes
//! and two text sizes cost no further tours.

use crate::arrival::enrolled;
use crate::stage::{Journey, shared};
use crate::tour;
use anyhow::{Result, ensure};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;

pub fn journeys() -> Vec<Journey> {
    vec![
        shared!(
            "measures",
            "every screen is right in every theme at 100 and 200 per cent, left to right",
            left_to_right
        ),
        shared!(
            "measures",
            "every screen is right in every theme at 100 and 200 per cent, right to left",
            right_to_left
        ),
    ]
}

const THEMES: [&str; 3] = ["light", "dark", "contrast"];
const SIZES: [&str; 2] = ["1", "4"];

/// Says what breaks a number of the design notes (4-inclusive-design) in the topmost layer.
const MEASURE: &str = concat!(
    include_str!("colours.js"),
    r"
const faults = [];
const layer = document.querySelector('[aria-modal=true]') ?? document.querySelector('#screen');
const seen = (e) => {
  const r = e.getBoundingClientRect();
  return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility === 'visible' && !e.closest('.unseen, [hidden]');
};
const name = (e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className} ${e.dataset?.act ?? ''} “${(e.innerText ?? '').trim().slice(0, 30)}”`;
const usual = root.dataset.text === '1';
// What leads to another screen or page.
const navigation = '.spine *, .aids *, .tongues *, .access *, .directory-row, .btn-main, [data-act^=go-], [data-act=before], [data-act=more], [data-act=next], [data-act^=picture-], .play';

// Volunteers, with both hands free.
const staff = 64;

const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
for (let t = texts.nextNode(); t; t = texts.nextNode()) {
  const e = t.parentElement;
  if (!t.data.trim() || !seen(e) || e.closest(':disabled, option')) continue;
  const style = getComputedStyle(e);
  const below = ground(e);
  if (below) {
    const r = ratio(over(colour(style.color), below), below);
    if (r < 7) faults.push(`text ${r.toFixed(2)}:1 ${name(e)}`);
  }
  const size = parseFloat(style.fontSize);
  if (usual) {
    if (size < 24) faults.push(`text of ${size} px ${name(e)}`);
    if (e.closest('h1') && size < 36) faults.push(`heading of ${size} px ${name(e)}`);
    const body = e.closest('.story, .privacy, .steps') || (t.data.trim().length > 80 && !e.closest('.small, .credit, .credits'));
    if (body && size < (e.closest('.staff') ? 24 : 28)) faults.push(`body of ${size} px ${name(e)}`);
  }
}
for (const e of layer.querySelectorAll('svg.icon')) {
  const below = ground(e);
  if (!seen(e) || !below || e.closest(':disabled')) continue;
  const r = ratio(over(colour(getComputedStyle(e).stroke), below), below);
  if (r < 3) faults.push(`icon ${r.toFixed(2)}:1 in ${name(e.parentElement)}`);
}
for (const e of layer.querySelectorAll('button, a[href], input, textarea, select, summary')) {
  if (!seen(e)) continue;
  const box = e.getBoundingClientRect();
  const least = e.matches('.answer, .words .tag, .say .foot button') ? 128 : e.closest('.staff') ? staff : e.matches(navigation) ? 96 : 44;
  // Navigation is as wide as its word needs; the spine's row on a narrow screen shares the width.
  const wide = least === 96 ? 44 : least;
  if (Math.round(box.height) < least || Math.round(box.width) < wide)
    faults.push(`${Math.round(box.width)} by ${Math.round(box.height)} ${name(e)}`);
  const style = getComputedStyle(e);
  const outside = ground(e.parentElement);
  if (e.disabled || !outside || style.borderTopStyle === 'none' || parseFloat(style.borderTopWidth) === 0) continue;
  const edge = ratio(over(colour(style.borderTopColor), outside), outside);
  const inside = ratio(over(colour(style.backgroundColor), outside), outside);
  if (Math.max(edge, inside) < 3) faults.push(`edge ${edge.toFixed(2)}:1 ${name(e)}`);
}
for (const e of layer.querySelectorAll('audio[controls], video[controls]')) faults.push(`the browser's own controls: ${name(e)}`);
const answers = [...layer.querySelectorAll('.answer, .words .tag, .picks .object, .say .foot button')].filter(seen).map((e) => [e, e.getBoundingClientRect()]);
for (const [a, r] of answers) for (const [b, s] of answers) {
  if (a === b) continue;
  const [dx, dy] = [Math.max(s.left - r.right, r.left - s.right), Math.max(s.top - r.bottom, r.top - s.bottom)];
  if (dx < 23.5 && dy < 23.5) { faults.push(`a gap of ${Math.round(Math.max(dx, dy))} px at ${name(a)}`); break; }
}
const page = document.scrollingElement;
if (page.scrollWidth - page.clientWidth > 1) faults.push(`${page.scrollWidth - page.clientWidth} px too wide`);
return [...new Set(faults)];
"
);

const LOOK: &str = "const root = document.documentElement; \
    root.setAttribute('data-theme', arguments[0]); root.setAttribute('data-text', arguments[1])";

async fn left_to_right(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    every_look(browser).await
}

async fn right_to_left(hall: &mut Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    browser.act("language-ar").await?;
    browser.html("dir", "rtl").await?;
    every_look(browser).await
}

/// Collects over the whole tour: one run then names everything there is to mend.
async fn every_look(browser: &Browser) -> Result<()> {
    let mut found = Vec::new();
    tour::visitor(browser, async |screen| {
        found.extend(looks(browser, screen).await?);
        if screen == "home" {
            sees_faults(browser).await?;
        }
        Ok(())
    })
    .await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// The measure is worth something only if it finds what is wrong: pale text, small text, small buttons.
async fn sees_faults(browser: &Browser) -> Result<()> {
    let spoil = "const s = document.documentElement.style; s.setProperty('--ink-2', '#999'); \
        document.querySelector('.directory-words span').style.fontSize = '12px'; document.querySelector('.spine button').style.blockSize = '40px'; \
        document.querySelector('.spine button').style.minBlockSize = '0'";
    browser.js(spoil, vec![]).await?;
    let found = browser.js(MEASURE, vec![]).await?.to_string();
    let mend = "document.documentElement.removeAttribute('style'); \
        document.querySelector('.directory-words span').removeAttribute('style'); \
        document.querySelector('.spine button').removeAttribute('style')";
    browser.js(mend, vec![]).await?;
    for fault in ["text 2.", "text of 12 px", " by 40 "] {
        ensure!(found.contains(fault), "`{fault}` is not in {found}");
    }
    Ok(())
}

/// The screen as it stands breaks nothing.
pub async fn measured(browser: &Browser, screen: &str) -> Result<()> {
    let found = looks(browser, screen).await?;
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

/// What it breaks, in every theme and size; in the other engines as it mostly is, and at its hardest: themes are
/// colours, and colours are the same in all of them. `JOURNEY_ALL` asks for every look there too.
async fn looks(browser: &Browser, screen: &str) -> Result<Vec<String>> {
    let every = std::env::var_os(crate::EVERY).is_some();
    let mut found = Vec::new();
    for theme in THEMES {
        for size in SIZES {
            let told = [("light", "1"), ("contrast", "4")].contains(&(theme, size));
            if told || every || browser.engine == Engine::Chromium {
                browser.js(LOOK, vec![theme.into(), size.into()]).await?;
                let look = format!("{screen}, {theme}, text {size}");
                found.extend(faults(browser, &look).await?);
            }
        }
    }
    browser.js(LOOK, vec!["light".into(), "1".into()]).await?;
    Ok(found)
}

async fn faults(browser: &Browser, look: &str) -> Result<Vec<String>> {
    let violations = browser.axe().await?;
    let measured: Vec<String> = serde_json::from_value(browser.js(MEASURE, vec![]).await?)?;
    Ok(violations
        .iter()
        .map(ToString::to_string)
        .chain(measured)
        .map(|fault| format!("{look}: {fault}"))
        .collect())
}
