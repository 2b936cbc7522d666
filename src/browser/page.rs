//! The page itself: what stands on `<html>`, where it is scrolled, its address.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, HtmlElement, ScrollToOptions, UrlSearchParams};

/// Sets an attribute of `<html>`; all styles and tests read from there.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = super::document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the page.
pub fn title(text: &str) {
    if let Some(document) = super::document() {
        document.set_title(text);
    }
}

/// Scrolls to the top at once.
pub fn to_top() {
    if let Some(window) = super::window() {
        let options = ScrollToOptions::new();
        options.set_top(0.0);
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Where the first that matches `what` is below the window's edge, once it stands, the page scrolls until `from`,
/// above it, is at the top.
pub fn show_below(from: &'static str, what: &'static str) {
    super::task::spawn(async move {
        super::clock::pause(0).await;
        let find = |css| super::document()?.query_selector(css).ok().flatten();
        let (Some(window), Some(from), Some(what)) = (super::window(), find(from), find(what))
        else {
            return;
        };
        let height = window
            .inner_height()
            .ok()
            .and_then(|height| height.as_f64());
        if height.is_some_and(|height| what.get_bounding_client_rect().bottom() > height) {
            from.scroll_into_view();
        }
    });
}

/// The value of a parameter in the page's address.
pub fn parameter(name: &str) -> Option<String> {
    let search = super::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// How many pixels of the screen so many CSS pixels are.
pub fn pixels(css: u32) -> u32 {
    let ratio = super::window().map_or(1.0, |window| window.device_pixel_ratio());
    (f64::from(css) * ratio) as u32
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = super::window() {
        let _ = window.location().reload();
    }
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = super::window() {
        let _ = window.print();
    }
}

/// Calls `run` when the page is left: with `true` when the browser puts it by as it is, perhaps to come
/// back to it, else with `false`.
pub fn when_left(mut run: impl FnMut(bool) + 'static) {
    let run = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into());
        run(persisted.is_ok_and(|persisted| persisted.is_truthy()));
    });
    if let Some(window) = super::window() {
        let _ = window.add_event_listener_with_callback("pagehide", run.as_ref().unchecked_ref());
    }
    run.forget();
}

/// Calls `run` when the page is about to be left, and perhaps stays after all. Earlier than [`when_left`], and while
/// the browser still waits for the page; not every browser tells.
pub fn when_about_to_be_left(mut run: impl FnMut() + 'static) {
    super::window_listens("beforeunload", false, move |_| run());
}

/// Calls `run` with `true` whenever the page comes into view, and with `false` when it is hidden or left.
pub fn when_seen_or_hidden(run: impl Fn(bool) + 'static) {
    let run = std::rc::Rc::new(run);
    let left = std::rc::Rc::clone(&run);
    super::window_listens("pagehide", true, move |_| left(false));
    super::window_listens("visibilitychange", true, move |_| {
        run(super::document().is_some_and(|document| !document.hidden()));
    });
}

/// Makes what is inside a scrolling frame this large (of the frame, in per cent), so that the middle of
/// what is seen stays in the middle.
pub fn enlarge(frame: &str, inside: &str, percent: usize) {
    let Some(document) = super::document() else {
        return;
    };
    let find = |selector| document.query_selector(selector).ok().flatten();
    let (Some(frame), Some(inside)) = (find(frame), find(inside)) else {
        return;
    };
    let Ok(inside) = inside.dyn_into::<HtmlElement>() else {
        return;
    };
    let middle = |at: i32, seen: i32, all: i32| (at.abs() * 2 + seen) * 1000 / (all * 2).max(1);
    let x = middle(
        frame.scroll_left(),
        frame.client_width(),
        frame.scroll_width(),
    );
    let y = middle(
        frame.scroll_top(),
        frame.client_height(),
        frame.scroll_height(),
    );
    let size = format!("{percent}%");
    let _ = inside.style().set_property("inline-size", &size);
    let _ = inside.style().set_property("block-size", &size);
    let start = |middle: i32, seen: i32, all: i32| (middle * all / 1000 - seen / 2).max(0);
    let left = start(x, frame.client_width(), frame.scroll_width());
    // From right to left the start is 0 and the rest is below it.
    let mirrored = document
        .document_element()
        .is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"));
    frame.set_scroll_left(if mirrored { -left } else { left });
    frame.set_scroll_top(start(y, frame.client_height(), frame.scroll_height()));
}

/// Scrolls what is inside a frame by so many pixels.
pub fn pan(frame: &str, x: f64, y: f64) {
    let found = super::document().and_then(|page| page.query_selector(frame).ok().flatten());
    if let Some(frame) = found {
        frame.scroll_by_with_x_and_y(x, y);
    }
}

/// Scrolls what is inside a frame by so much of the frame: 1 is all that is seen of it.
pub fn shift(frame: &str, x: f64, y: f64) {
    let found = super::document().and_then(|page| page.query_selector(frame).ok().flatten());
    if let Some(frame) = found {
        let (wide, high) = (frame.client_width(), frame.client_height());
        frame.scroll_by_with_x_and_y(x * f64::from(wide), y * f64::from(high));
    }
}

/// Tells the page's start script something (`kiosk-<name>` on `document`).
pub fn tell(name: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&detail.into());
    if let (Some(document), Ok(event)) = (
        super::document(),
        CustomEvent::new_with_event_init_dict(&format!("kiosk-{name}"), &init),
    ) {
        let _ = document.dispatch_event(&event);
    }
}

/// What an attribute of `<html>` says.
pub fn said(name: &str) -> Option<String> {
    super::document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute(name))
}

/// Whether the app runs from the home screen, with storage of its own.
pub fn is_installed() -> bool {
    said("data-installed").as_deref() == Some("true")
}

/// Whether motion is unwanted.
pub fn wants_stillness() -> bool {
    said("data-still").as_deref() == Some("true")
}

/// Whether an attribute of `<html>` has this value.
pub fn is_marked(name: &str, value: &str) -> bool {
    said(name).as_deref() == Some(value)
}
