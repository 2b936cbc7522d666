//! Keeps the screen from going dark while the kiosk is in use, where the browser can.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Wanted or not. The browser takes the lock back whenever the page is hidden, and some give it only where
/// somebody has just touched the page: so each touch asks again for what is wanted and not held.
#[derive(Clone, Debug, Default)]
pub struct WakeLock(Rc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    wanted: Cell<bool>,
    asking: Cell<bool>,
    held: RefCell<Option<JsValue>>,
}

impl WakeLock {
    /// Not wanted yet; asked for again whenever the page is seen again, or touched.
    pub fn new() -> Self {
        let own = Self::default();
        let again = own.clone();
        super::page::when_seen_or_hidden(move |seen| {
            if seen && again.0.wanted.get() {
                again.ask();
            }
        });
        for sign in ["click", "keydown"] {
            let again = own.clone();
            super::window_listens(sign, true, move |_| {
                if again.0.wanted.get() && !again.is_held() {
                    again.ask();
                }
            });
        }
        own
    }

    fn is_held(&self) -> bool {
        let held = self.0.held.borrow();
        let released = |held: &JsValue| Reflect::get(held, &"released".into());
        held.as_ref()
            .is_some_and(|held| !released(held).is_ok_and(|released| released.is_truthy()))
    }

    /// Wants it, or lets it go. Asking twice asks once.
    pub fn want(&self, wanted: bool) {
        if self.0.wanted.replace(wanted) == wanted {
            return;
        }
        if wanted {
            self.ask();
        } else if let Some(held) = self.0.held.take() {
            let _ = call(&held, "release", None);
        }
    }

    fn ask(&self) {
        if self.0.asking.get() {
            return;
        }
        let lock = super::window()
            .and_then(|window| Reflect::get(&window.navigator(), &"wakeLock".into()).ok())
            .filter(JsValue::is_object);
        // Refused or absent: then the tablet's own settings must keep it awake (docs/operations.md).
        let Some(asked) = lock.and_then(|lock| call(&lock, "request", Some("screen"))) else {
            return;
        };
        let own = self.clone();
        own.0.asking.set(true);
        super::task::spawn(async move {
            let answered = JsFuture::from(asked).await;
            own.0.asking.set(false);
            if let Ok(held) = answered {
                *own.0.held.borrow_mut() = Some(held);
                if !own.0.wanted.get()
                    && let Some(held) = own.0.held.take()
                {
                    let _ = call(&held, "release", None);
                }
            }
        });
    }
}

fn call(object: &JsValue, name: &str, argument: Option<&str>) -> Option<Promise> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    let made = match argument {
        Some(argument) => function.call1(object, &argument.into()),
        None => function.call0(object),
    };
    made.ok()?.dyn_into::<Object>().ok()?.dyn_into().ok()
}
