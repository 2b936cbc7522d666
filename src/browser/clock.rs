//! The platform's clock and timers.

use js_sys::{Date, Promise};
use kiosk_core::time::UnixMillis;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970-01-01 UTC by the tablet's clock, which may be wrong.
pub fn now() -> UnixMillis {
    Date::now() as UnixMillis
}

/// Ends after `milliseconds`, or at once where there is no window.
pub async fn pause(milliseconds: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = super::window() {
            let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
        }
    });
    let _ = JsFuture::from(promise).await;
}
