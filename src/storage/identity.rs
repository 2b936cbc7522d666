//! Who this tablet is, and whether somebody wiped it.

use super::database::{SETTINGS, Store, Trouble, get, send, strict};
use super::local;
use crate::browser::random;
use kiosk_core::{EventId, TabletId};
use serde::Serialize;

/// The copy in localStorage, only compared, never trusted.
const SHADOW: &str = "popup-museum.tablet";
/// In this window's own storage.
const LINK: &str = "popup-museum.link";
/// Its record.
const IDENTITY: &str = "identity";

/// Who this tablet is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Its own id, made here.
    pub tablet: TabletId,
    /// Its secret, made and kept here before the office hears of it.
    pub token: String,
    /// What staff call it.
    pub name: String,
    /// Whether the office knows it.
    pub enrolled: bool,
    /// The event responses belong to until the office names one.
    pub own_event: EventId,
    /// True when the id was found in one store and not in the other: a wipe, perhaps.
    pub wipe_suspected: bool,
}

kiosk_core::from_json_fields! { Identity {
    "tablet" tablet, "token" token, "name" name, "enrolled" enrolled, "own_event" own_event,
    "wipe_suspected" wipe_suspected or blank,
} }

impl Store {
    /// Reads who this tablet is. A new database is a new tablet, always.
    pub async fn identity(&self) -> Result<Identity, Trouble> {
        let shadow: Option<String> = local::get(SHADOW);
        if let Some(mut known) = self.setting::<Identity>(IDENTITY).await? {
            if shadow.as_deref() != Some(known.tablet.as_str()) {
                // localStorage loses its last seconds on a kill; an empty one alone proves nothing.
                known.wipe_suspected |= shadow.is_some();
                local::set(SHADOW, known.tablet.as_str());
            }
            return Ok(known);
        }
        let new = Identity {
            tablet: TabletId(random::uuid()),
            token: random::token(),
            name: String::new(),
            enrolled: false,
            own_event: EventId(random::uuid()),
            wipe_suspected: shadow.is_some(),
        };
        let identity = self.first_identity(new).await?;
        local::set(SHADOW, identity.tablet.as_str());
        Ok(identity)
    }

    /// Looks once more and writes in one transaction: two windows that start together are one tablet.
    async fn first_identity(&self, new: Identity) -> Result<Identity, Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[SETTINGS])?;
        let settings = transaction.store(SETTINGS)?;
        let identity = match get(&settings, IDENTITY).await? {
            Some(known) => known,
            None => {
                send(&settings, IDENTITY, &new)?;
                new
            }
        };
        transaction.commit().await?;
        Ok(identity)
    }

    /// Keeps a change of it.
    pub async fn keep_identity(&self, identity: &Identity) -> Result<(), Trouble> {
        self.put_setting(IDENTITY, identity).await
    }
}

/// The code of the link this window was opened by: its page may load itself anew before the office has heard of it.
pub fn keep_code_of_link(code: &str) {
    local::set_for_session(LINK, &code);
}

/// That code, until the office has answered.
pub fn code_of_link() -> Option<String> {
    local::get_for_session(LINK)
}

/// The office has answered.
pub fn forget_code_of_link() {
    local::remove_for_session(LINK);
}
