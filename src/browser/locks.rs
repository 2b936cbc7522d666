//! Web Locks: who may send, and whose draft is still being written.
//!
//! Bound by hand, because `web-sys` keeps `LockManager` behind its unstable flag.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until this is dropped (or the page goes away).
#[derive(Debug)]
pub struct Held {
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Takes the lock if nobody holds it. A browser without Web Locks gives it to everyone: one tab is all
/// it then can promise.
pub async fn try_hold(name: &str) -> Option<Held> {
    let (ended, release) = open_promise();
    let Some(locks) = manager() else {
        return Some(Held { release });
    };
    let got = Rc::new(RefCell::new(None));
    let asked = Promise::new(&mut |resolve, _| {
        let (ended, got, refused) = (ended.clone(), Rc::clone(&got), resolve.clone());
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let free = !lock.is_null() && !lock.is_undefined();
            *got.borrow_mut() = Some(free);
            let _ = resolve.call0(&JsValue::NULL);
            if free {
                ended.into()
            } else {
                JsValue::UNDEFINED
            }
        });
        if request(&locks, name, &granted).is_err() {
            let _ = refused.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(asked).await;
    let free = got.borrow().unwrap_or(true);
    free.then_some(Held { release })
}

fn manager() -> Option<JsValue> {
    let navigator = super::window()?.navigator();
    Reflect::get(&navigator, &"locks".into())
        .ok()
        .filter(|locks| !locks.is_undefined())
}

fn request(locks: &JsValue, name: &str, granted: &JsValue) -> Result<(), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    let function: Function = Reflect::get(locks, &"request".into())?.dyn_into()?;
    function.call3(locks, &name.into(), &options, granted)?;
    Ok(())
}

/// A promise and the function that fulfils it.
fn open_promise() -> (Promise, Function) {
    let slot = Rc::new(RefCell::new(Function::from(JsValue::UNDEFINED)));
    let promise = Promise::new(&mut |resolve, _| *slot.borrow_mut() = resolve);
    let release = slot.borrow().clone();
    (promise, release)
}
