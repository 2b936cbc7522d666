//! Clearing what the office holds for good: event closed, days passed, by the office's clock. Only what was
//! confirmed goes; a row of the outbox holds its response whatever the office says.

use super::database::{
    ATTACHMENTS, COUNTERS, OUTBOX, RESPONSES, Store, TALLIES, Trouble, get, put, remove,
    remove_all, strict,
};
use super::idb::asked;
use super::outbox::Counters;
use super::sending::place_in;
use js_sys::Array;
use kiosk_core::EventId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

/// Responses cleared in one transaction: a visitor's save must not wait behind more.
const SOME: u32 = 200;

impl Store {
    /// Clears the confirmed responses of an event and their recordings; says how many went. Numbers and
    /// counters stay, so the ledger stands.
    pub async fn clear_confirmed(&self, event: &EventId) -> Result<u64, Trouble> {
        let mut all = 0;
        let mut after = Some([event.as_str(), "/"].concat());
        while let Some(from) = after {
            let cleared;
            (cleared, after) = self.clear_some(event, &from).await?;
            all += cleared;
        }
        Ok(all)
    }

    /// Clears some of those after a key; answers with their number and the key to go on from.
    async fn clear_some(
        &self,
        event: &EventId,
        from: &str,
    ) -> Result<(u64, Option<String>), Trouble> {
        let database = self.database().await?;
        let stores = [RESPONSES, ATTACHMENTS, OUTBOX, COUNTERS, TALLIES];
        let transaction = strict(&database, &stores)?;
        let counters = transaction.store(COUNTERS)?;
        let count = get::<Counters>(&counters, event.as_str()).await?;
        let Some(mut count) = count.filter(|count| count.cleared < count.confirmed) else {
            transaction.commit().await?;
            return Ok((0, None));
        };
        let (responses, outbox) = (transaction.store(RESPONSES)?, transaction.store(OUTBOX)?);
        let attachments = transaction.store(ATTACHMENTS)?;
        let end = [event.as_str(), "/\u{ffff}"].concat();
        let range: JsValue = IdbKeyRange::bound_with_lower_open_and_upper_open(
            &from.into(),
            &end.into(),
            true,
            true,
        )?
        .into();
        let keys = asked(responses.get_all_keys_with_key_and_limit(&range, SOME)).await?;
        let (mut cleared, mut last) = (0, None);
        for key in keys.unchecked_into::<Array>().iter() {
            let key = key.as_string().unwrap_or_default();
            if place_in(&outbox, &key).await?.is_none() {
                remove(&responses, &key).await?;
                remove_all(&attachments, &[&key, "/"].concat()).await?;
                cleared += 1;
            }
            last = Some(key);
        }
        count.cleared += cleared;
        put(&counters, event.as_str(), &count).await?;
        if count.cleared == count.confirmed {
            remove(&transaction.store(TALLIES)?, event.as_str()).await?;
        }
        transaction.commit().await?;
        Ok((cleared, last))
    }
}
