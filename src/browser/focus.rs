//! Where the keyboard and the screen reader are.

use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves focus to the first element that matches, without scrolling the page about.
pub fn to(selector: &str) {
    let found =
        super::document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The same, once the screen that is being built stands.
pub fn soon(selector: &'static str) {
    super::task::spawn(async move {
        super::clock::pause(0).await;
        to(selector);
    });
}

thread_local! {
    /// What [`keep`] has kept.
    static KEPT: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Keeps in mind what has the focus now, for [`back`].
pub fn keep() {
    KEPT.set(active().filter(|active| active.tag_name() != "BODY"));
}

/// Gives focus back to what had it, without scrolling the page about; `false` where that is gone, or was nothing.
pub fn back() -> bool {
    KEPT.take()
        .filter(|kept| kept.is_connected())
        .is_some_and(|kept| {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            kept.focus_with_options(&options).is_ok()
        })
}

/// Whether an element has the focus.
pub fn is_on(element: &Element) -> bool {
    active().is_some_and(|active| active.is_same_node(Some(element)))
}

/// Whether the focus is on this element or on something in it.
pub fn is_within(element: &Element) -> bool {
    active().is_some_and(|active| element.contains(Some(&active)))
}

/// What the control that has the focus does.
pub fn act() -> Option<String> {
    active()?.get_attribute("data-act")
}

/// What can be used.
const USABLE: &str = ":is(button, input, textarea, a[href], summary):not(:disabled)";

/// Part of a page was built anew under the focus: it goes to the control that does the same there, to the first
/// that can be used there, or to the nearest around it. A part with a heading of its own, and a whole screen, give the
/// focus to their heading themselves.
pub fn carry_on(parts: &[&Element], place: &Element, act: Option<&str>) {
    let heads = |part: &&Element| part.query_selector("h1").ok().flatten().is_some();
    if place.closest("main").ok().flatten().is_none() || parts.iter().any(heads) {
        return;
    }
    let same = act.map(|act| ["[data-act=\"", act, "\"]:not(:disabled)"].concat());
    let there = |selector: &str| parts.iter().find_map(|part| usable(part, selector));
    let mut found = same.and_then(|same| there(&same)).or_else(|| there(USABLE));
    let mut around = Some(place.clone());
    while let (None, Some(element)) = (&found, around) {
        found = usable(&element, USABLE);
        around = element
            .parent_element()
            .filter(|_| element.tag_name() != "MAIN");
    }
    if let Some(found) = found {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = found.focus_with_options(&options);
    }
}

/// The element itself or the first in it that is meant.
fn usable(element: &Element, selector: &str) -> Option<HtmlElement> {
    let itself = element.matches(selector).unwrap_or(false);
    let found = match itself {
        true => Some(element.clone()),
        false => element.query_selector(selector).ok().flatten(),
    };
    found.and_then(|found| found.dyn_into::<HtmlElement>().ok())
}

/// Gives the focus to a button that can be used beside this one, else to the heading.
pub fn beside(element: &Element) {
    let row = element.parent_element();
    let other = row.and_then(|row| row.query_selector("button:not(:disabled)").ok().flatten());
    match other.and_then(|other| other.dyn_into::<HtmlElement>().ok()) {
        Some(other) => {
            let _ = other.focus();
        }
        None => to("#screen h1"),
    }
}

fn active() -> Option<HtmlElement> {
    let active = super::document().and_then(|document| document.active_element());
    active.and_then(|element| element.dyn_into::<HtmlElement>().ok())
}

/// Takes focus off whatever has it, so that an on-screen keyboard goes away.
pub fn drop() {
    if let Some(active) = active() {
        let _ = active.blur();
    }
}
