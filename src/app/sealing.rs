//! What becomes of a response before the saving transaction opens: clear text, or sealed for the office.

use super::Services;
use super::visitor::event_of;
use crate::browser::sealing;
use crate::model::Kiosk;
use crate::storage::{Recording, Trouble};
use kiosk_core::response::Body;
use kiosk_core::seal::SealKey;

/// A body and its recordings as they are to be stored and sent.
pub(super) struct Made {
    pub body: String,
    pub bare: Option<String>,
    pub recordings: Vec<Recording>,
}

/// Whether answers for this event can be kept as it wants them: a tablet that cannot seal must not ask.
pub fn can_keep(kiosk: Kiosk, services: Services) -> bool {
    services.seal_of(&event_of(kiosk, services)).is_none() || sealing::can()
}

/// Makes them, sealed where there is a key. Nothing is ever kept in clear because sealing failed.
pub(super) async fn make(
    key: Option<&SealKey>,
    mut body: Body,
    mut recordings: Vec<Recording>,
) -> Result<Made, Trouble> {
    if let Some(key) = key {
        for recording in &mut recordings {
            let sealed = Recording::sealed(&sealed(key, &recording.bytes.to_vec()).await?);
            body.rename_recording(&recording.sha256, &sealed.sha256);
            *recording = sealed;
        }
    }
    let mut text = body.to_text();
    let mut bare = (!recordings.is_empty()).then(|| body.without_recordings().to_text());
    if let Some(key) = key {
        text = sealed(key, text.as_bytes()).await?;
        if let Some(bare) = &mut bare {
            *bare = sealed(key, bare.as_bytes()).await?;
        }
    }
    Ok(Made {
        body: text,
        bare,
        recordings,
    })
}

async fn sealed(key: &SealKey, bytes: &[u8]) -> Result<String, Trouble> {
    let sealed = sealing::seal(key, bytes).await;
    sealed.ok_or(Trouble::CannotSeal)
}
