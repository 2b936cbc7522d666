//! What can be reached on the page without a pointer: in groups, in the order a person wants it.

use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlMediaElement, KeyboardEvent};

/// Something that can be pressed.
pub type Thing = Element;

/// What a key or a switch can press.
const THINGS: &str = "button:not(:disabled), a[href], summary, audio[controls], video[controls], \
    input[type=checkbox], input[type=radio]";
/// What holds things that belong together.
const GROUPS: &str =
    "[role=group], [role=toolbar], nav, fieldset, ul, ol, .row, .head, .tools, .own";

/// The topmost layer: a dialog that lies over the screen, else the screen.
pub fn layer() -> Option<Element> {
    let document = super::document()?;
    let find = |selector| document.query_selector(selector).ok().flatten();
    find("[aria-modal=true]").or_else(|| find("#screen"))
}

/// Everything in the topmost layer that can be pressed, in groups. The screen's own come first, the spine
/// last: whoever waits for a light wants the answer before Home.
pub fn groups() -> Vec<Vec<Thing>> {
    let Some(layer) = layer() else {
        return Vec::new();
    };
    let mut all: Vec<(Option<Element>, Vec<Element>)> = Vec::new();
    for thing in things(&layer) {
        let group = thing.closest(GROUPS).ok().flatten();
        let known = all
            .iter_mut()
            .find(|(known, _)| group.is_some() && *known == group);
        match known {
            Some((_, things)) => things.push(thing),
            None => all.push((group, vec![thing])),
        }
    }
    let is_spine =
        |group: &Option<Element>| group.as_ref().is_some_and(|group| has(group, ".spine"));
    let (spine, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|(group, _)| is_spine(group));
    own.into_iter()
        .chain(spine)
        .map(|(_, things)| things)
        .collect()
}

fn has(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

fn things(layer: &Element) -> Vec<Element> {
    let Ok(found) = layer.query_selector_all(THINGS) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into::<Element>().ok())
        .filter(|thing| is_shown(thing) && !has(thing, "[aria-hidden=true], [tabindex='-1']"))
        .collect()
}

/// What is hidden keeps its height where its place is kept free: then only its style says so.
fn is_shown(thing: &Element) -> bool {
    let has_height = thing.client_height() > 0
        || thing
            .dyn_ref::<HtmlElement>()
            .is_some_and(|thing| thing.offset_height() > 0);
    has_height && visibility(thing).is_none_or(|visibility| visibility == "visible")
}

fn visibility(thing: &Element) -> Option<String> {
    let style = web_sys::window()?.get_computed_style(thing).ok()??;
    style.get_property_value("visibility").ok()
}

/// Presses a thing; sound and video begin or pause.
pub fn press(thing: &Thing) {
    if let Some(media) = thing.dyn_ref::<HtmlMediaElement>() {
        if media.paused() {
            let _ = media.play();
        } else {
            let _ = media.pause();
        }
    } else if let Some(thing) = thing.dyn_ref::<HtmlElement>() {
        thing.click();
    }
}

/// Marks things as lit (`data-scan` with this value) and brings them into view; all others go dark.
pub fn light(things: &[Thing], how: &str) {
    if let Some(lit) =
        super::document().and_then(|document| document.query_selector_all("[data-scan]").ok())
    {
        for at in 0..lit.length() {
            if let Some(old) = lit
                .item(at)
                .and_then(|node| node.dyn_into::<Element>().ok())
                && !things.contains(&old)
            {
                let _ = old.remove_attribute("data-scan");
            }
        }
    }
    for thing in things {
        let _ = thing.set_attribute("data-scan", how);
    }
    // The last first, so that of a group too large for the page its beginning is seen.
    for thing in things.iter().rev() {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        thing.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether somebody with a keyboard stands on something that a key would press. A touch leaves the focus on
/// things too, and so does the page itself: that is nobody's way.
pub fn is_on_a_thing() -> bool {
    ON_ITS_WAY.get()
        && super::document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| has(&active, THINGS) || has(&active, "input, textarea, select"))
}

thread_local! {
    /// Whether the focus was last moved by keys, and not by a touch.
    static ON_ITS_WAY: Cell<bool> = const { Cell::new(false) };
    /// The name (`data-act`) of what was pressed last, by whatever hand. Not the thing itself: that would keep the whole
    /// screen it was on.
    static PRESSED: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The name (`data-act`) of what the focus came to last.
    static STOOD_ON: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The name of what was pressed last. A button that is touched does not get the focus in every browser.
pub fn pressed() -> Option<String> {
    PRESSED.with_borrow(Clone::clone)
}

/// The name (`data-act`) of what the focus came to last, be that gone by now; nothing where it had none.
pub fn stood_on() -> Option<String> {
    STOOD_ON.with_borrow(Clone::clone)
}

/// Gives the thing of this name the focus; `false` where it is gone.
pub fn stand_on(act: &str) -> bool {
    let named = ["#screen [data-act=\"", act, "\"]"].concat();
    let found =
        super::document().and_then(|document| document.query_selector(&named).ok().flatten());
    found
        .and_then(|found| found.dyn_into::<HtmlElement>().ok())
        .is_some_and(|found| found.focus().is_ok())
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()
}

fn watch_the_way() {
    super::window_listens("pointerdown", true, |_| ON_ITS_WAY.set(false));
    super::window_listens("keydown", true, |event| {
        let key = super::element::key_of(&event);
        if key == "Tab" || key.starts_with("Arrow") {
            ON_ITS_WAY.set(true);
        }
    });
    super::window_listens("click", true, |event| {
        let thing = target(&event).and_then(|on| on.closest(THINGS).ok().flatten());
        PRESSED.set(thing.and_then(|thing| thing.get_attribute("data-act")));
    });
    super::window_listens("focusin", true, |event| {
        STOOD_ON.set(target(&event).and_then(|on| on.get_attribute("data-act")));
    });
}

/// Arrow keys move within a group: on and back along the line of reading, down and up alike.
pub fn arrows() {
    watch_the_way();
    super::window_listens("keydown", false, |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let Some(active) = super::document().and_then(|document| document.active_element()) else {
            return;
        };
        if event.default_prevented() || !has(&active, "button, a[href], summary") {
            return;
        }
        let mirrored = active
            .closest("[dir]")
            .ok()
            .flatten()
            .is_some_and(|part| part.get_attribute("dir").as_deref() == Some("rtl"));
        let on = match key.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            "ArrowRight" => !mirrored,
            "ArrowLeft" => mirrored,
            _ => return,
        };
        let all = groups();
        let Some(group) = all.iter().find(|group| group.contains(&active)) else {
            return;
        };
        let at = group.iter().position(|thing| *thing == active).unwrap_or(0);
        let next = if on { at + 1 } else { at + group.len() - 1 } % group.len();
        if let Some(thing) = group
            .get(next)
            .and_then(|thing| thing.dyn_ref::<HtmlElement>())
        {
            event.prevent_default();
            let _ = thing.focus();
        }
    });
}
