//! Handing a file over: by the share sheet where this browser shares such files, else as a download.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, HtmlElement, Url};

/// Offers a file; `false` when whoever was asked did not want it. Call it straight from a touch.
pub async fn hand_over(blob: &Blob, name: &str) -> bool {
    match share(blob, name) {
        Some(shared) => match JsFuture::from(shared).await {
            Ok(_) => true,
            Err(why) => !was_turned_down(&why) && download(blob, name).is_some(),
        },
        None => download(blob, name).is_some(),
    }
}

fn was_turned_down(why: &JsValue) -> bool {
    why.dyn_ref::<DomException>()
        .is_some_and(|why| why.name() == "AbortError")
}

/// The share sheet, if there is one and it takes such a file.
fn share(blob: &Blob, name: &str) -> Option<Promise> {
    let navigator: JsValue = super::window()?.navigator().into();
    let function = |object: &JsValue, name: &str| -> Option<Function> {
        Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
    };
    let can_share = function(&navigator, "canShare")?;
    let maker = function(&js_sys::global(), "File")?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &blob.type_().into()).ok()?;
    let parts = Array::of3(&Array::of1(blob).into(), &name.into(), &options.into());
    let file = Reflect::construct(&maker, &parts).ok()?;
    let shared = Object::new();
    Reflect::set(&shared, &"files".into(), &Array::of1(&file)).ok()?;
    if !can_share.call1(&navigator, &shared).ok()?.is_truthy() {
        return None;
    }
    function(&navigator, "share")?
        .call1(&navigator, &shared)
        .ok()?
        .dyn_into()
        .ok()
}

fn download(blob: &Blob, name: &str) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let link = super::document()?.create_element("a").ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    // The address lives as long as the page: whoever takes the file may take their time.
    link.dyn_into::<HtmlElement>().ok()?.click();
    Some(())
}
