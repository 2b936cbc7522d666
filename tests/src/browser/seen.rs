//! What can be seen, and where a hand reaches it.

use super::{Browser, Engine};
use anyhow::{Context, Result};
use fantoccini::elements::Element;
use serde_json::Value;

/// Whether something is visible. One question to the page, where asking the driver for each match costs it a long script
/// every time.
const SEEN: &str = "const size = (e) => [...e.getClientRects()].some((r) => r.width > 0 && r.height > 0); \
    const seen = (e) => { if (getComputedStyle(e).visibility !== 'visible') return false; \
        for (let at = e; at; at = at.parentElement) if (getComputedStyle(at).opacity === '0') return false; \
        return size(e) || [...e.querySelectorAll('*')].some(size); }; ";

/// The first match.
const FOUND: &str =
    "const found = [...document.querySelectorAll(arguments[0])].find(seen) ?? null; ";

/// All matches, each with its words.
const ALL: &str = "return [...document.querySelectorAll(arguments[0])].filter(seen).map((e) => [e, e.innerText ?? '']);";

/// Brings it to where a finger reaches it, and says where that is, and whether a press is all that can come of it: it
/// lies open there and leads to no other page. A bar at the edge may lie over what is only just in view: then a person
/// scrolls on, and so does this.
const REACHED: &str = "if (!found) return null; \
    const middle = () => { const r = found.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }; \
    const open = () => { const there = document.elementFromPoint(...middle()); \
        return Boolean(there) && (found === there || found.contains(there)); }; \
    found.scrollIntoView({block: 'nearest'}); \
    if (!open()) found.scrollIntoView({block: 'center'}); \
    return [found, ...middle(), open() && !found.closest('a, form, select, video, audio')];";

/// Something a hand can press.
#[derive(Debug)]
pub(super) struct Reached {
    pub element: Element,
    /// Its middle, in CSS pixels of the window.
    pub at: (f64, f64),
    /// Whether a hand that presses there needs nothing of the driver.
    pub plain: bool,
}

impl Browser {
    /// The first match that is visible; none is no error.
    pub(super) async fn visible(&self, css: &str) -> Result<Option<Element>> {
        let script = format!("{SEEN} {FOUND} return found;");
        let found = self.js(&script, vec![css.into()]).await?;
        Ok(self.element(&found))
    }

    /// All matches that are visible, each with its words.
    pub(super) async fn all_visible(&self, css: &str) -> Result<Vec<(Element, String)>> {
        let found = self.js(&format!("{SEEN} {ALL}"), vec![css.into()]).await?;
        let found: Vec<(Value, String)> = serde_json::from_value(found)?;
        let elements = found.into_iter().map(|(element, words)| {
            let element = self.element(&element).context("no element was found")?;
            Ok((element, words))
        });
        elements.collect()
    }

    /// The first match that is visible, where a hand reaches it.
    pub(super) async fn reached(&self, css: &str) -> Result<Option<Reached>> {
        let script = format!("{SEEN} {FOUND} {REACHED}");
        let found = self.js(&script, vec![css.into()]).await?;
        if found.is_null() {
            return Ok(None);
        }
        let (element, x, y, plain): (Value, f64, f64, bool) = serde_json::from_value(found)?;
        Ok(Some(Reached {
            element: self.element(&element).context("no element was found")?,
            at: (x, y),
            // WebKit's driver takes longer for its hand than for its own press.
            plain: plain && self.engine != Engine::WebKit,
        }))
    }

    /// A reference to an element has one field, named by the standard.
    fn element(&self, found: &Value) -> Option<Element> {
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), id.into()))
    }
}
