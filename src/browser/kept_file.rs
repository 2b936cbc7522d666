//! A file of the device that a page may write again and again, where the browser has such files: the File
//! System Access API, in Chromium.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

const PICKER: &str = "showSaveFilePicker";

/// Whether this browser has such files.
pub fn can_be() -> bool {
    Reflect::has(&js_sys::global(), &PICKER.into()).unwrap_or(false)
}

/// Lets staff choose a file; nothing when they would rather not. Call it straight from a touch.
pub async fn choose(name: &str) -> Option<JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into()).ok()?;
    asked(&js_sys::global(), PICKER, &Array::of1(&options)).await
}

/// Whether the page may write the file. After a start it may have to ask; call it straight from a touch then.
pub async fn may_write(file: &JsValue, asks: bool) -> bool {
    let mode = Object::new();
    let _ = Reflect::set(&mode, &"mode".into(), &"readwrite".into());
    let name = if asks {
        "requestPermission"
    } else {
        "queryPermission"
    };
    let said = asked(file, name, &Array::of1(&mode)).await;
    said.and_then(|said| said.as_string()).as_deref() == Some("granted")
}

/// Writes the file anew; what was in it stays until all of it is written. `false` when it could not be.
pub async fn write(file: &JsValue, content: &Blob) -> bool {
    let Some(stream) = asked(file, "createWritable", &Array::new()).await else {
        return false;
    };
    asked(&stream, "write", &Array::of1(content))
        .await
        .is_some()
        && asked(&stream, "close", &Array::new()).await.is_some()
}

/// What a method promises; nothing when it is not there or does not keep it.
async fn asked(object: &JsValue, method: &str, given: &Array) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.apply(object, given).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
