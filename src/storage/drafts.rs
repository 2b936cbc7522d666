//! Drafts: autosaved as each answer is given, under a lock of their own.

use super::database::{DRAFTS, IDS, Store, Trouble, get, list, put, reading, remove, strict};
use kiosk_core::ResponseId;
use kiosk_core::response::Draft;

impl Store {
    /// Writes the draft as it stands now. Does nothing once its response is saved, so that a slow
    /// autosave can never bring a finished draft back.
    pub async fn autosave(&self, draft: &Draft) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[DRAFTS, IDS])?;
        if get::<u64>(&transaction.store(IDS)?, draft.id.as_str())
            .await?
            .is_none()
        {
            put(&transaction.store(DRAFTS)?, draft.id.as_str(), draft).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// All drafts on the tablet.
    pub async fn drafts(&self) -> Result<Vec<Draft>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[DRAFTS])?;
        let drafts = list(&transaction.store(DRAFTS)?, "", u32::MAX).await?;
        transaction.commit().await?;
        Ok(drafts)
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
