//! Plurals and numbers by the platform's `Intl`.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The CLDR plural category of `n` in this language: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural(tag: &str, n: u64) -> String {
    let rules = Intl::PluralRules::new(&Array::of1(&tag.into()), &Object::new());
    let select = Reflect::get(&rules, &"select".into())
        .ok()
        .and_then(|f| f.dyn_into::<js_sys::Function>().ok());
    select
        .and_then(|select| select.call1(&rules, &JsValue::from_f64(n as f64)).ok())
        .and_then(|category| category.as_string())
        .unwrap_or_else(|| "other".to_owned())
}

/// A whole number as people write it in this language.
pub fn number(tag: &str, n: u64) -> String {
    let format = Intl::NumberFormat::new(&Array::of1(&tag.into()), &Object::new());
    format
        .format()
        .call1(&JsValue::NULL, &JsValue::from_f64(n as f64))
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| n.to_string())
}

/// A year as people write it in this language: its digits, not grouped.
pub fn year(tag: &str, year: i32) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"useGrouping".into(), &false.into());
    let format = Intl::NumberFormat::new(&Array::of1(&tag.into()), &options);
    let text = format
        .format()
        .call1(&JsValue::NULL, &f64::from(year).into());
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| year.to_string())
}
