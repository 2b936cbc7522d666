//! Sealed at rest: JWE compact (RFC 7516) with ECDH-ES on P-256 and A256GCM (RFC 7518).
//!
//! Here is what needs no secret: base64url, the header, the key derivation, taking a sealed text apart. The
//! ciphers themselves are the platform's on the tablet (WebCrypto) and a reviewed library's at the office.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name of the content encryption, as the header and the key derivation spell it.
pub const CONTENT: &str = "A256GCM";
/// Bytes of the content encryption key.
pub const KEY_BYTES: usize = 32;
/// Bytes of an initialisation vector.
pub const IV_BYTES: usize = 12;
/// Bytes of an authentication tag.
pub const TAG_BYTES: usize = 16;
/// Media type of a sealed recording.
pub const MEDIA_TYPE: &str = "application/jose";

/// The public half of an office key, as a tablet gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SealKey {
    /// Which key it is; the envelope names it.
    pub id: String,
    /// The point on P-256, uncompressed (65 bytes), in base64url.
    pub public_key: String,
}

crate::from_json_fields! { SealKey { "id" id, "public_key" public_key } }

/// base64url without padding.
pub fn to_base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=chunk.len() {
            out.push(char::from(DIGITS[(group >> (18 - 6 * at) & 63) as usize]));
        }
    }
    out
}

/// Bytes from base64url without padding; `None` when it is not that.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut group = 0_u32;
        for at in 0..4 {
            let value = chunk.get(at).map_or(Some(0), |digit| value_of(*digit))?;
            group = group << 6 | value;
        }
        let bytes = chunk.len().checked_sub(1).filter(|bytes| *bytes > 0)?;
        let all = group.to_be_bytes();
        // Bits that stand for nothing must be nothing: one text for each value.
        if all[1 + bytes..].iter().any(|left| *left != 0) {
            return None;
        }
        out.extend(&all[1..=bytes]);
    }
    Some(out)
}

fn value_of(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

/// The content encryption key from the shared secret: Concat KDF with SHA-256, one round (RFC 7518 4.6.2).
/// `bits` is 128 or 256; the key is the first bits of what comes out.
pub fn derive(secret: &[u8], name: &str, apu: &[u8], apv: &[u8], bits: u32) -> [u8; KEY_BYTES] {
    let mut hasher = Sha256::new();
    hasher.update(1_u32.to_be_bytes());
    hasher.update(secret);
    for part in [name.as_bytes(), apu, apv] {
        hasher.update((part.len() as u32).to_be_bytes());
        hasher.update(part);
    }
    hasher.update(bits.to_be_bytes());
    hasher.finalize().into()
}

/// The protected header in base64url, for a fresh point (uncompressed, 65 bytes). `None` when it is none.
pub fn header(key: &str, point: &[u8]) -> Option<String> {
    let (x, y) = point.strip_prefix(&[4])?.split_at_checked(32)?;
    let (x, y) = (to_base64url(x), to_base64url(y));
    // A key's id is made of hexadecimal digits: there is nothing to escape.
    let text = [
        r#"{"alg":"ECDH-ES","enc":"A256GCM","kid":""#,
        key,
        r#"","epk":{"kty":"EC","crv":"P-256","x":""#,
        &x,
        r#"","y":""#,
        &y,
        r#""}}"#,
    ]
    .concat();
    Some(to_base64url(text.as_bytes()))
}

/// Puts the parts together. `encrypted` is ciphertext and tag, as AES-GCM gives them.
pub fn compact(header: &str, iv: &[u8], encrypted: &[u8]) -> String {
    let (text, tag) = encrypted.split_at(encrypted.len().saturating_sub(TAG_BYTES));
    [
        header,
        "",
        &to_base64url(iv),
        &to_base64url(text),
        &to_base64url(tag),
    ]
    .join(".")
}

/// A sealed text, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Which key it was sealed for.
    pub key: String,
    /// The header as it is authenticated.
    pub header: String,
    /// The fresh point, uncompressed.
    pub point: Vec<u8>,
    /// The initialisation vector.
    pub iv: [u8; IV_BYTES],
    /// Ciphertext and tag.
    pub encrypted: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    kid: String,
    epk: Point,
}

#[derive(Deserialize)]
struct Point {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

/// Takes a sealed text apart; `None` when it is not one of ours.
pub fn parts(text: &str) -> Option<Parts> {
    let mut pieces = text.split('.');
    let mut piece = || pieces.next();
    let (header, key, iv, text, tag) = (piece()?, piece()?, piece()?, piece()?, piece()?);
    if piece().is_some() || !key.is_empty() {
        return None;
    }
    let read: Header = serde_json::from_slice(&from_base64url(header)?).ok()?;
    let ours = read.alg == "ECDH-ES"
        && read.enc == CONTENT
        && read.epk.kty == "EC"
        && read.epk.crv == "P-256";
    let (x, y) = (from_base64url(&read.epk.x)?, from_base64url(&read.epk.y)?);
    let tag = from_base64url(tag)?;
    if !ours || x.len() != 32 || y.len() != 32 || tag.len() != TAG_BYTES {
        return None;
    }
    Some(Parts {
        key: read.kid,
        header: header.to_owned(),
        point: [&[4], x.as_slice(), &y].concat(),
        iv: from_base64url(iv)?.try_into().ok()?,
        encrypted: [from_base64url(text)?, tag].concat(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 7518, appendix C.
    #[test]
    fn the_key_derivation_gives_what_the_standard_gives() {
        let secret = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49,
            110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let key = derive(&secret, "A128GCM", b"Alice", b"Bob", 128);
        assert_eq!(to_base64url(&key[..16]), "VqqN6vgjbSBcIijNcacQGg");
    }

    /// RFC 7515, appendix C.
    #[test]
    fn base64url_is_written_as_the_standard_writes_it() {
        assert_eq!(to_base64url(&[3, 236, 255, 224, 193]), "A-z_4ME");
        assert_eq!(from_base64url("A-z_4ME"), Some(vec![3, 236, 255, 224, 193]));
        for wrong in ["A", "A-z_4MF", "A+z/4ME", "A-z_4ME="] {
            assert_eq!(from_base64url(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_put_together_comes_apart() {
        let point = [&[4][..], &[7; 32], &[9; 32]].concat();
        let header = header("abc", &point).unwrap_or_default();
        let text = compact(&header, &[1; 12], &[5; 40]);
        let parts = parts(&text);
        assert_eq!(
            parts,
            Some(Parts {
                key: "abc".into(),
                header,
                point,
                iv: [1; 12],
                encrypted: vec![5; 40],
            })
        );
    }

    #[test]
    fn a_text_that_is_not_ours_is_not_taken_apart() {
        let point = [&[4][..], &[7; 32], &[9; 32]].concat();
        let good = compact(
            &header("abc", &point).unwrap_or_default(),
            &[1; 12],
            &[5; 40],
        );
        for wrong in [
            "{}".to_owned(),
            format!("{good}.x"),
            good.replacen('.', "..", 1),
            good.replacen("..", ".k.", 1),
        ] {
            assert_eq!(parts(&wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(from_base64url(&to_base64url(&bytes)), Some(bytes));
        }
    }
}
