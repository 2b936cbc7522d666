//! What this tablet offers each new visitor before the office says anything: small, and not precious.

use super::local;
use serde::Serialize;

const KEY: &str = "popup-museum.preferences";

/// Defaults of the tablet, set by staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preferences {
    /// The language visitors find on Start, when the event names none.
    pub language: Option<String>,
    /// Seconds of one-switch scanning that a switch on Start begins with; 0: no switch.
    pub switch: u32,
}

kiosk_core::from_json_fields! { Preferences { "language" language or blank, "switch" switch or blank } }

impl Preferences {
    /// Reads them; a tablet without any has the defaults.
    pub fn read() -> Self {
        local::get(KEY).unwrap_or_default()
    }

    /// Keeps them.
    pub fn keep(&self) {
        local::set(KEY, self);
    }
}
