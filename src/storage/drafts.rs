//! Drafts: autosaved as each answer is given, under a lock of their own.

use super::ToSave;
use super::database::{
    self, DRAFTS, IDS, Store, Trouble, get, reading, remove, send_value, strict, texts,
};
use kiosk_core::response::{Draft, State};
use kiosk_core::{EventId, ResponseId, TabletId, json};
use serde::Serialize;

/// An autosave of a sealed event: a *partial* response, ready but for its number. It cannot be opened here.
#[derive(Clone, Debug, Serialize)]
pub struct Ready {
    id: ResponseId,
    tablet: TabletId,
    event: EventId,
    sealed: String,
    card: Option<String>,
    key: Option<String>,
}

kiosk_core::from_json_fields! { Ready {
    "id" id, "tablet" tablet, "event" event, "sealed" sealed, "card" card or blank, "key" key or blank,
} }

impl From<ToSave> for Ready {
    fn from(new: ToSave) -> Self {
        Self {
            id: new.id,
            tablet: new.tablet,
            event: new.event,
            // A recording lives in the page: what is kept for a next start names none.
            sealed: new.bare.unwrap_or(new.body),
            card: new.card,
            key: new.key,
        }
    }
}

impl From<Ready> for ToSave {
    fn from(ready: Ready) -> Self {
        Self {
            id: ready.id,
            tablet: ready.tablet,
            event: ready.event,
            body: ready.sealed,
            bare: None,
            recordings: Vec::new(),
            card: ready.card,
            key: ready.key,
            state: State::Partial,
            // What one visitor chose is not kept in clear, so what a kill left is not counted.
            chosen: Vec::new(),
        }
    }
}

/// What an autosave left.
#[derive(Clone, Debug)]
pub enum Left {
    /// Answers in clear.
    Draft(Box<Draft>),
    /// Sealed ones.
    Ready(Ready),
}

impl Left {
    /// The response they belong to.
    pub fn id(&self) -> &ResponseId {
        match self {
            Self::Draft(draft) => &draft.id,
            Self::Ready(ready) => &ready.id,
        }
    }

    /// Reads one; `None` when it is neither.
    pub(super) fn read(text: &str) -> Option<Self> {
        match json::read::<Ready>(text) {
            Ok(ready) => Some(Self::Ready(ready)),
            Err(_) => json::read(text)
                .ok()
                .map(|draft| Self::Draft(Box::new(draft))),
        }
    }

    /// As it is written.
    pub(super) fn to_text(&self) -> Result<String, Trouble> {
        match self {
            Self::Draft(draft) => database::json(draft.as_ref()),
            Self::Ready(ready) => database::json(ready),
        }
    }
}

impl Store {
    /// Writes the draft as it stands now. Once its response is saved it writes nothing and gives the
    /// response's number, so that a slow autosave can never bring a finished draft back.
    pub async fn autosave(&self, left: &Left) -> Result<Option<u64>, Trouble> {
        self.autosave_if(left, &|| true).await
    }

    /// The same, if it is still wanted when its turn comes: on a slow disk the one before may take longer than
    /// the next letter, and what is written is to be the newest, not each there ever was.
    pub async fn autosave_if(
        &self,
        left: &Left,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Option<u64>, Trouble> {
        let text = left.to_text()?;
        let database = self.database().await?;
        let transaction = strict(&database, &[DRAFTS, IDS])?;
        let id = left.id().as_str();
        let saved = get::<u64>(&transaction.store(IDS)?, id).await?;
        if saved.is_none() && is_wanted() {
            send_value(&transaction.store(DRAFTS)?, id, &text.into())?;
        }
        transaction.commit().await?;
        Ok(saved)
    }

    /// The draft of this response, if there is still one.
    pub async fn draft(&self, id: &ResponseId) -> Result<Option<Left>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[DRAFTS])?;
        let text = database::text(&transaction.store(DRAFTS)?, id.as_str()).await?;
        transaction.commit().await?;
        Ok(text.and_then(|text| Left::read(&text)))
    }

    /// All drafts on the tablet. One that cannot be read stays where it is and holds nobody up.
    pub async fn drafts(&self) -> Result<Vec<Left>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[DRAFTS])?;
        let texts = texts(&transaction.store(DRAFTS)?, "", u32::MAX).await?;
        transaction.commit().await?;
        Ok(texts.iter().filter_map(|text| Left::read(text)).collect())
    }

    /// Throws a draft away: nothing was answered, or the visitor asked for it.
    pub async fn drop_draft(&self, id: &ResponseId) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[DRAFTS])?;
        remove(&transaction.store(DRAFTS)?, id.as_str()).await?;
        transaction.commit().await?;
        Ok(())
    }
}
