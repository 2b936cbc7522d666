//! What can be seen.

use super::Browser;
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

    /// A reference to an element has one field, named by the standard.
    fn element(&self, found: &Value) -> Option<Element> {
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), id.into()))
    }
}
