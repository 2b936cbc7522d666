//! Key pairs for sealed answers: made here, kept under a passphrase, opened for a session and in memory only.
//!
//! The passphrase becomes a key by argon2id (64 MiB, three passes), which encrypts the private half with
//! AES-256-GCM. Answers are JWE (`kiosk_core::seal`); the curve is RustCrypto's `p256`.

use crate::error::Fault;
use crate::office::Office;
use crate::store::keys::KeyRow;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use argon2::{Algorithm, Argon2, Params, Version};
use kiosk_core::Hash;
use kiosk_core::ids::hex;
use kiosk_core::seal::{self, CONTENT, IV_BYTES, KEY_BYTES, from_base64url, to_base64url};
use kiosk_core::time::{UnixMillis, date};
use p256::{PublicKey, SecretKey};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How long what staff opened stays open.
pub const OPEN: UnixMillis = 2 * 60 * 60 * 1000;
/// Fewest characters of a passphrase.
pub const FEWEST: usize = 12;
/// Tries until random bytes are a scalar of the curve; one in 2³² is not.
const TRIES: usize = 8;
/// Bytes of the salt.
const SALT: usize = 16;

/// Makes a key pair. Takes its time: call it off the threads that serve.
pub fn make(office: &Office, passphrase: &str) -> Result<KeyRow, Fault> {
    let secret = (0..TRIES)
        .find_map(|_| {
            let bytes = office.random::<KEY_BYTES>().ok()?;
            SecretKey::from_slice(&bytes).ok()
        })
        .ok_or(Fault::Random)?;
    let public = secret.public_key().to_sec1_bytes();
    let salt = office.random::<SALT>()?;
    let iv = office.random::<IV_BYTES>()?;
    let cipher = cipher(passphrase, &salt)?;
    let private = cipher
        .encrypt((&iv).into(), secret.to_bytes().as_slice())
        .map_err(|_| Fault::Damaged("the key"))?;
    Ok(KeyRow {
        id: hex(&office.random::<8>()?),
        public_key: to_base64url(&public),
        private_key: [&salt[..], &iv, &private].map(to_base64url).join("."),
        made_on: date(office.now()),
    })
}

/// Opens the private half. `None` when the passphrase is another. Takes its time.
pub fn open(key: &KeyRow, passphrase: &str) -> Result<Option<SecretKey>, Fault> {
    let damaged = || Fault::Damaged("a key");
    let parts: Option<Vec<Vec<u8>>> = key.private_key.split('.').map(from_base64url).collect();
    let parts = parts.ok_or_else(damaged)?;
    let [salt, iv, private] = parts.as_slice() else {
        return Err(damaged());
    };
    let iv: [u8; IV_BYTES] = iv.as_slice().try_into().map_err(|_| damaged())?;
    let opened = cipher(passphrase, salt)?.decrypt((&iv).into(), private.as_slice());
    Ok(opened
        .ok()
        .and_then(|bytes| SecretKey::from_slice(&bytes).ok()))
}

fn cipher(passphrase: &str, salt: &[u8]) -> Result<Aes256Gcm, Fault> {
    let damaged = || Fault::Damaged("the passphrase");
    let params = Params::new(64 * 1024, 3, 1, Some(KEY_BYTES)).map_err(|_| damaged())?;
    let mut key = [0; KEY_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut key)
        .map_err(|_| damaged())?;
    Aes256Gcm::new_from_slice(&key).map_err(|_| damaged())
}

/// What was sealed for this key; `None` when it was not, or is not whole.
pub fn unseal(secret: &SecretKey, text: &str) -> Option<Vec<u8>> {
    let parts = seal::parts(text)?;
    let fresh = PublicKey::from_sec1_bytes(&parts.point).ok()?;
    let shared = secret.diffie_hellman(&fresh);
    let key = seal::derive(shared.raw_secret_bytes(), CONTENT, b"", b"", 256);
    let sealed = Payload {
        msg: &parts.encrypted,
        aad: parts.header.as_bytes(),
    };
    let cipher = Aes256Gcm::new_from_slice(&key).ok()?;
    cipher.decrypt((&parts.iv).into(), sealed).ok()
}

/// What staff opened, each thing for the session it was opened in. Never on disk.
#[derive(Default)]
pub struct Opened {
    /// Private halves, opened with their passphrase.
    keys: Mutex<Vec<OpenedKey>>,
    /// Sessions that gave the password once more to hear voices, and until when it holds.
    voices: Mutex<BTreeMap<Hash, UnixMillis>>,
}

struct OpenedKey {
    session: Hash,
    until: UnixMillis,
    id: String,
    secret: SecretKey,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened")
    }
}

impl Opened {
    /// Keeps a key open for this session until then.
    pub fn keep(&self, session: Hash, until: UnixMillis, id: &str, secret: SecretKey) {
        let mut all = lock(&self.keys);
        all.retain(|key| !(key.session == session && key.id == id));
        all.push(OpenedKey {
            session,
            until,
            id: id.to_owned(),
            secret,
        });
    }

    /// The keys this session has open. Those whose time is over are forgotten.
    pub fn of(&self, session: &Hash, now: UnixMillis) -> Reader {
        let mut all = lock(&self.keys);
        all.retain(|key| key.until > now);
        let mine = all.iter().filter(|key| key.session == *session);
        Reader(
            mine.map(|key| (key.id.clone(), key.secret.clone()))
                .collect(),
        )
    }

    /// Lets this session hear recordings until then.
    pub fn keep_voices(&self, session: Hash, until: UnixMillis) {
        lock(&self.voices).insert(session, until);
    }

    /// Whether this session may hear recordings. Sessions whose time is over are forgotten.
    pub fn has_voices(&self, session: &Hash, now: UnixMillis) -> bool {
        let mut all = lock(&self.voices);
        all.retain(|_, until| *until > now);
        all.contains_key(session)
    }

    /// Forgets what a session had open.
    pub fn forget(&self, session: &Hash) {
        lock(&self.keys).retain(|key| key.session != *session);
        lock(&self.voices).remove(session);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether these are the bytes of a sealed recording.
pub fn is_sealed(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .ok()
        .and_then(seal::parts)
        .is_some()
}

/// Reads bodies, sealed or not.
#[derive(Default)]
pub struct Reader(BTreeMap<String, SecretKey>);

impl Reader {
    /// Whether it has this key.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The body as the visitor gave it, or as it came where no open key fits.
    pub fn text<'a>(&self, body: &'a str) -> Cow<'a, str> {
        let sealed = !self.0.is_empty() && !body.starts_with('{');
        let opened = sealed.then(|| self.unsealed(body)).flatten();
        opened.map_or(Cow::Borrowed(body), Cow::Owned)
    }

    /// The bytes of a recording as they were recorded; `None` where they are sealed and no open key fits.
    pub fn recording(&self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        let sealed = std::str::from_utf8(&bytes).ok().and_then(seal::parts);
        let Some(parts) = sealed else {
            return Some(bytes);
        };
        let secret = self.0.get(&parts.key)?;
        unseal(secret, std::str::from_utf8(&bytes).ok()?)
    }

    fn unsealed(&self, body: &str) -> Option<String> {
        let secret = self.0.get(&seal::parts(body)?.key)?;
        String::from_utf8(unseal(secret, body)?).ok()
    }
}
