//! How much the browser keeps for us and whether it promises to, as far as it says. Some never answer
//! (trap 5): nobody waits for them.

use super::{clock, page};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Milliseconds an answer may take.
const LIMIT: u32 = 2_000;

/// What is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Whether the browser promised not to clear it; unknown is not no.
    pub persisted: Option<bool>,
    /// Bytes in use.
    pub used: Option<u64>,
    /// Bytes there may be. Made up in some engines, so only its end is taken seriously.
    pub quota: Option<u64>,
}

impl Room {
    /// Whether there may soon be no room for a recording.
    pub fn is_tight(&self) -> bool {
        let left = self.quota.zip(self.used);
        left.is_some_and(|(quota, used)| quota.saturating_sub(used) < 50_000_000)
    }
}

/// Looks.
pub async fn look() -> Room {
    let estimate = estimate().await;
    let number = |name: &str| {
        let value = Reflect::get(estimate.as_ref()?, &name.into()).ok()?;
        value.as_f64().map(|bytes| bytes as u64)
    };
    Room {
        persisted: page::said("data-persisted").map(|said| said == "true"),
        used: number("usage"),
        quota: number("quota"),
    }
}

async fn estimate() -> Option<JsValue> {
    let navigator = super::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let estimate: Function = Reflect::get(&storage, &"estimate".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let asked = estimate.call0(&storage).ok()?;
    let late = future_to_promise(async {
        clock::pause(LIMIT).await;
        Ok(JsValue::UNDEFINED)
    });
    let first = Promise::race(&js_sys::Array::of2(&asked, &late));
    JsFuture::from(first)
        .await
        .ok()
        .filter(|value| value.is_object())
}
