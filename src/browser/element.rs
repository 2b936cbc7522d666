//! Elements of the page, built by hand and kept in step with the signals they read.
//!
//! Every element is of one type and every function that keeps it in step is boxed, so a further
//! screen costs the bytes of what it says and no more (`docs/decisions/wasm-size.md`).

use super::focus;
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub use web_sys::Event;
use web_sys::{Element, HtmlElement, Node};

/// An element. Empty only outside a page, where no screen is ever shown.
#[derive(Clone, Debug)]
pub struct El(Option<Element>);

/// A new element with these attributes.
pub fn el(tag: &str, attributes: &[(&str, &str)]) -> El {
    El(super::document().and_then(|document| document.create_element(tag).ok()))
        .with_all(attributes)
}

/// The same, with nothing but a class.
pub fn class(tag: &str, class: &str) -> El {
    el(tag, &[("class", class)])
}

/// A new element of a drawing.
pub fn svg(tag: &str, attributes: &[(&str, &str)]) -> El {
    let made = super::document().and_then(|document| {
        document
            .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
            .ok()
    });
    El(made).with_all(attributes)
}

/// Puts the app on the page. It stays for as long as the page lives.
pub fn mount(app: fn() -> Vec<El>) {
    mount_to_body(move || {
        let body = super::document().and_then(|document| document.body());
        let _ = El(body.map(Into::into)).all(app());
    });
}

/// Runs `step` now and again whenever a signal it read has changed, for as long as the screen stands
/// that it belongs to.
pub fn follow(step: impl FnMut() + 'static) {
    keep_following(Box::new(step));
}

fn keep_following(mut step: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| step());
    StoredValue::new_local(Following(effect));
}

/// What follows signals, until its screen goes.
struct Following(RenderEffect<()>);

impl Drop for Following {
    /// Signals keep a name of whoever read them until they change next. The language of a screen may not
    /// change all day: without this every screen that is left stays in memory, by some 100 KB.
    fn drop(&mut self) {
        let own = self.0.to_any_subscriber();
        own.clear_sources(&own);
    }
}

/// What an event's field holds now.
pub fn value_of(event: &Event) -> String {
    let value = event
        .target()
        .and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The key of a key press.
pub fn key_of(event: &Event) -> String {
    event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .map(web_sys::KeyboardEvent::key)
        .unwrap_or_default()
}

impl El {
    /// The browser's own element.
    pub(super) fn node(&self) -> Option<&Element> {
        self.0.as_ref()
    }

    /// Sets an attribute, unless that is what it has: a screen reader hears of every change.
    pub fn set(&self, name: &str, value: &str) {
        if let Some(element) = &self.0
            && element.get_attribute(name).as_deref() != Some(value)
        {
            let _ = element.set_attribute(name, value);
        }
    }

    /// Sets the whole text, unless that is what it has.
    pub fn set_text(&self, text: &str) {
        if let Some(element) = &self.0 {
            set_text(element, text);
        }
    }

    /// Sets or removes an attribute without a value of its own.
    pub fn mark(&self, name: &str, value: Option<&str>) {
        match (value, &self.0) {
            (Some(value), _) => self.set(name, value),
            (None, Some(element)) => {
                let _ = element.remove_attribute(name);
            }
            (None, None) => {}
        }
    }

    /// Sets a property of its style: the page's policy lets scripts do that, but no attribute.
    pub fn style(self, name: &str, value: &str) -> Self {
        if let Some(element) = self
            .0
            .as_ref()
            .and_then(|element| element.dyn_ref::<HtmlElement>())
        {
            let _ = element.style().set_property(name, value);
        }
        self
    }

    /// Puts a text into a field.
    pub fn put(&self, value: &str) {
        if let Some(element) = &self.0 {
            let _ = Reflect::set(element, &"value".into(), &value.into());
        }
    }

    /// Calls a method of it that takes nothing, such as `play`.
    pub fn call(&self, method: &str) {
        if let Some(element) = &self.0
            && let Ok(method) = Reflect::get(element, &method.into())
            && let Some(method) = method.dyn_ref::<js_sys::Function>()
        {
            let _ = method.call0(element);
        }
    }

    /// With this attribute.
    pub fn with(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    fn with_all(self, attributes: &[(&str, &str)]) -> Self {
        for (name, value) in attributes {
            self.set(name, value);
        }
        self
    }

    /// Kept in step: `step` runs now and whenever a signal it read has changed.
    pub fn follow(self, mut step: impl FnMut(&Self) + 'static) -> Self {
        let own = self.clone();
        keep_following(Box::new(move || step(&own)));
        self
    }

    /// With an attribute that follows signals.
    pub fn live(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.follow_attribute(name, Box::new(value))
    }

    fn follow_attribute(self, name: &'static str, value: Box<dyn Fn() -> String>) -> Self {
        self.follow(move |own| own.set(name, &value()))
    }

    /// With an attribute that says `true` or `false`.
    pub fn states(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.live(name, move || holds().to_string())
    }

    /// Out of use while this holds. A button that goes out of use in somebody's hand gives the focus to the one
    /// beside it: else keys would reach nothing, and a screen reader lose its place.
    pub fn disabled(self, holds: impl Fn() -> bool + 'static) -> Self {
        self.follow(move |own| {
            let out = holds();
            let held = out && own.0.as_ref().is_some_and(focus::is_on);
            own.mark("disabled", out.then_some(""));
            if held && let Some(element) = &own.0 {
                focus::beside(element);
            }
        })
    }

    /// With an attribute that is there only while this holds.
    pub fn only(
        self,
        name: &'static str,
        value: &'static str,
        holds: Box<dyn Fn() -> bool>,
    ) -> Self {
        self.follow(move |own| own.mark(name, holds().then_some(value)))
    }

    /// With a class it has only while this holds.
    pub fn class_if(self, name: &'static str, holds: impl Fn() -> bool + 'static) -> Self {
        self.follow_class(name, Box::new(holds))
    }

    fn follow_class(self, name: &'static str, holds: Box<dyn Fn() -> bool>) -> Self {
        self.follow(move |own| {
            if let Some(element) = &own.0 {
                let _ = element.class_list().toggle_with_force(name, holds());
            }
        })
    }

    /// Calls `handler` at every event of this name.
    pub fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(handler))
    }

    fn listen(self, event: &str, handler: Box<dyn FnMut(Event)>) -> Self {
        let handler = Closure::wrap(handler);
        if let Some(element) = &self.0 {
            let _ =
                element.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
        }
        // Given back with the screen it belongs to.
        StoredValue::new_local(handler);
        self
    }

    /// Calls `run` at every touch.
    pub fn press(self, mut run: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| run())
    }

    /// With this element at its end.
    pub fn child(self, child: El) -> Self {
        if let (Some(element), Some(child)) = (&self.0, child.0) {
            let _ = element.append_child(&child);
        }
        self
    }

    /// With these elements at its end.
    pub fn all(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// With this text at its end.
    pub fn text(self, text: &str) -> Self {
        self.text_node(text);
        self
    }

    fn text_node(&self, text: &str) -> Option<Node> {
        let node: Node = super::document()?.create_text_node(text).into();
        self.0.as_ref()?.append_child(&node).ok()
    }

    /// With a text at its end that follows signals.
    pub fn says(self, text: impl Fn() -> String + 'static) -> Self {
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Box<dyn Fn() -> String>) -> Self {
        if let Some(node) = self.text_node("") {
            keep_following(Box::new(move || set_text(&node, &text())));
        }
        self
    }

    /// With elements at this place that are built anew whenever a signal read in building has changed. Where the
    /// focus was on one of them, it goes on to what stands there now.
    pub fn holds(self, build: impl FnMut() -> Vec<El> + 'static) -> Self {
        self.follow_children(Box::new(build))
    }

    fn follow_children(self, mut build: Box<dyn FnMut() -> Vec<El>>) -> Self {
        let place = super::document().map(|document| Node::from(document.create_comment("")));
        let (Some(element), Some(place)) = (&self.0, place) else {
            return self;
        };
        let _ = element.append_child(&place);
        let mut shown: Vec<El> = Vec::new();
        keep_following(Box::new(move || {
            let next = build();
            let held = shown.iter().any(El::holds_focus).then(focus::act);
            for old in shown.drain(..) {
                old.remove();
            }
            for new in &next {
                if let (Some(parent), Some(new)) = (place.parent_node(), &new.0) {
                    let _ = parent.insert_before(new, Some(&place));
                }
            }
            shown = next;
            if let (Some(act), Some(parent)) = (held, place.parent_element()) {
                let parts: Vec<&Element> = shown.iter().filter_map(|new| new.0.as_ref()).collect();
                focus::carry_on(&parts, &parent, act.as_deref());
            }
        }));
        self
    }

    fn holds_focus(&self) -> bool {
        self.0.as_ref().is_some_and(focus::is_within)
    }

    fn remove(&self) {
        if let Some(element) = &self.0 {
            element.remove();
        }
    }
}

fn set_text(node: &Node, text: &str) {
    if node.text_content().as_deref() != Some(text) {
        node.set_text_content(Some(text));
    }
}
