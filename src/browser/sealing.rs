//! Sealing for the office's key with WebCrypto. What was sealed cannot be opened on this tablet again.

use super::random;
use js_sys::{Array, Object, Reflect, Uint8Array};
use kiosk_core::seal::{self, IV_BYTES, KEY_BYTES, SealKey};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Whether this page can seal at all: only one that came by a secure address.
pub fn can() -> bool {
    let crypto = super::window().and_then(|window| window.crypto().ok());
    crypto.is_some_and(|crypto| !JsValue::from(crypto.subtle()).is_undefined())
}

/// Seals bytes as JWE compact; `None` where this browser cannot (WebCrypto needs a secure address) or the
/// key is none.
pub async fn seal(key: &SealKey, bytes: &[u8]) -> Option<String> {
    let subtle = super::window()?.crypto().ok()?.subtle();
    let (point, secret) = agree(&subtle, &key.public_key).await.ok()?;
    let header = seal::header(&key.id, &point)?;
    let content_key = seal::derive(&secret, seal::CONTENT, b"", b"", 256);
    let random = random::bytes();
    let iv = random.get(..IV_BYTES)?;
    let encrypted = encrypt(&subtle, &content_key, iv, &header, bytes).await;
    Some(seal::compact(&header, iv, &encrypted.ok()?))
}

/// A fresh key pair, and what it shares with the office's: the fresh point, the shared secret.
async fn agree(subtle: &SubtleCrypto, office: &str) -> Result<(Vec<u8>, Vec<u8>), JsValue> {
    let office = seal::from_base64url(office).ok_or(JsValue::NULL)?;
    let curve = object(&[("name", &"ECDH".into()), ("namedCurve", &"P-256".into())])?;
    let derive = Array::of1(&"deriveBits".into());
    let pair = later(subtle.generate_key_with_object(&curve, true, &derive)?).await?;
    let own: CryptoKey = Reflect::get(&pair, &"privateKey".into())?.dyn_into()?;
    let fresh: CryptoKey = Reflect::get(&pair, &"publicKey".into())?.dyn_into()?;
    let point = later(subtle.export_key("raw", &fresh)?).await?;
    let office = Uint8Array::from(office.as_slice());
    let known = subtle.import_key_with_object("raw", &office, &curve, false, &Array::new())?;
    let known = later(known).await?;
    let with = object(&[("name", &"ECDH".into()), ("public", &known)])?;
    let secret = later(subtle.derive_bits_with_object(&with, &own, 256)?).await?;
    let bytes = |buffer: &JsValue| Uint8Array::new(buffer).to_vec();
    Ok((bytes(&point), bytes(&secret)))
}

async fn encrypt(
    subtle: &SubtleCrypto,
    key: &[u8; KEY_BYTES],
    iv: &[u8],
    header: &str,
    bytes: &[u8],
) -> Result<Vec<u8>, JsValue> {
    let name = JsValue::from("AES-GCM");
    let array = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let usages = Array::of1(&"encrypt".into());
    let raw = Uint8Array::from(key.as_slice());
    let key = subtle.import_key_with_str("raw", &raw, "AES-GCM", false, &usages)?;
    let key: CryptoKey = later(key).await?.dyn_into()?;
    let how = object(&[
        ("name", &name),
        ("iv", &array(iv)),
        ("additionalData", &array(header.as_bytes())),
    ])?;
    let encrypted =
        subtle.encrypt_with_object_and_buffer_source(&how, &key, &Uint8Array::from(bytes))?;
    Ok(Uint8Array::new(&later(encrypted).await?).to_vec())
}

async fn later(promise: js_sys::Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}

fn object(fields: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}
