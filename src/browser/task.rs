//! Work that goes on beside the page.

use std::future::Future;
use std::pin::Pin;

/// Begins a piece of work. Boxed here, so that the machinery that runs it exists once.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    begin(Box::pin(work));
}

fn begin(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}
