//! The office: everything a request needs, with every outside thing a field.

use crate::error::Fault;
use crate::files::Files;
use crate::keys::Opened;
use crate::limits::Limits;
use crate::say;
use crate::store::Store;
use kiosk_core::time::UnixMillis;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What tells the time, in milliseconds since 1970. Tests bring their own.
pub type Clock = Arc<dyn Fn() -> UnixMillis + Send + Sync>;
/// What fills a slice with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) -> Result<(), Fault> + Send + Sync>;
/// Where faults of the machine are told. Never given anything of a response.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// Settings that hold while the server runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The office's name, as tablets show it.
    pub name: String,
    /// Folder of the built kiosk.
    pub kiosk: PathBuf,
    /// Whether the server speaks TLS: then cookies are for TLS only.
    pub secure: bool,
}

/// The office.
pub struct Office {
    /// The database.
    pub store: Store,
    /// Packs and recordings.
    pub files: Files,
    /// The clock.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Where faults are told.
    pub log: Log,
    /// Settings.
    pub settings: Settings,
    /// Keys staff opened; in memory only.
    pub opened: Opened,
    /// Who has asked how often; in memory only.
    pub limits: Limits,
}

/// What handlers share.
pub type App = Arc<Office>;

impl Office {
    /// The time.
    pub fn now(&self) -> UnixMillis {
        (self.clock)()
    }

    /// Fresh random bytes.
    pub fn random<const N: usize>(&self) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        (self.random)(&mut bytes)?;
        Ok(bytes)
    }
}

/// The computer's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_millis() as UnixMillis)
    })
}

/// The operating system's randomness.
pub fn system_random() -> Random {
    Arc::new(|bytes| getrandom::fill(bytes).map_err(|_| Fault::Random))
}

/// Faults go to standard error.
pub fn system_log() -> Log {
    Arc::new(|line| say::fault(&format!("office: {line}")))
}
