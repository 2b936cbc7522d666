//! The outbox seen by the sender: what waits, what was confirmed, what is set aside, what is wanted again.

use super::database::{
    ATTACHMENTS, COUNTERS, OUTBOX, RESPONSES, Store, Trouble, beginning_with, get, keys, list, put,
    read, reading, remove, strict, text, texts,
};
use super::idb::asked;
use super::outbox::{Counters, attachment_key, letter, number_key, row_key, row_of};
use js_sys::Uint8Array;
use kiosk_core::outbox::{Place, Row};
use kiosk_core::response::{Envelope, Sealed};
use kiosk_core::wire::Missing;
use kiosk_core::{EventId, Hash};
use wasm_bindgen::JsCast;
use web_sys::{IdbKeyRange, IdbObjectStore};

/// Most numbers taken back into the outbox at one word of the office; the next word takes more.
const MOST_AGAIN: usize = 500;

impl Store {
    /// The oldest waiting rows. One that cannot be read stays where it is and holds nobody up.
    pub async fn waiting(&self, most: u32) -> Result<Vec<Row>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX])?;
        let rows = texts(&transaction.store(OUTBOX)?, "w/", most).await?;
        transaction.commit().await?;
        Ok(rows.iter().filter_map(|row| read(row).ok()).collect())
    }

    /// The responses of these rows, as they are to be sent.
    pub async fn sealed(&self, rows: &[&Row]) -> Result<Vec<Sealed>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[RESPONSES])?;
        let responses = transaction.store(RESPONSES)?;
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            match get(&responses, &number_key(&row.event, row.seq)).await {
                Ok(Some(sealed)) => out.push(sealed),
                // One that cannot be read must not keep the others here; it is set aside in its turn.
                Ok(None) | Err(Trouble::Unreadable(_)) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        transaction.commit().await?;
        Ok(out)
    }

    /// The bytes of a recording of this response.
    pub async fn attachment(
        &self,
        response: &Envelope,
        sha256: &Hash,
    ) -> Result<Option<Uint8Array>, Trouble> {
        let key = attachment_key(&number_key(&response.event, response.seq), sha256);
        let database = self.database().await?;
        let transaction = reading(&database, &[ATTACHMENTS])?;
        let found = asked(transaction.store(ATTACHMENTS)?.get(&key.into())).await?;
        transaction.commit().await?;
        Ok(found.dyn_into().ok())
    }

    /// The office has confirmed these: their rows leave the outbox; their bytes stay. Only a picture card
    /// goes, because it has done its work.
    pub async fn confirm(&self, rows: &[&Row]) -> Result<(), Trouble> {
        if rows.is_empty() {
            return Ok(());
        }
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX, COUNTERS, RESPONSES])?;
        let (outbox, counters) = (transaction.store(OUTBOX)?, transaction.store(COUNTERS)?);
        let responses = transaction.store(RESPONSES)?;
        for row in rows {
            let key = row_key(row);
            // Another tab may have been first; count a receipt once.
            let Some(here) = get::<Row>(&outbox, &key).await? else {
                continue;
            };
            if here.sha256 != row.sha256 {
                continue;
            }
            remove(&outbox, &key).await?;
            if let Some(mut count) = get::<Counters>(&counters, row.event.as_str()).await? {
                count.confirmed += 1;
                put(&counters, row.event.as_str(), &count).await?;
            }
            drop_card(&responses, row).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The office would not take this one even alone: staff will see it, the rest goes on.
    pub async fn set_aside(&self, row: &Row) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX])?;
        move_row(&transaction.store(OUTBOX)?, row, Place::SetAside).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Staff want what was set aside to be tried again.
    pub async fn try_set_aside_again(&self) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX])?;
        let outbox = transaction.store(OUTBOX)?;
        for row in list::<Row>(&outbox, "x/", u32::MAX).await? {
            move_row(&outbox, &row, Place::Waiting).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The office names numbers it has not got: those this tablet still has, and does not hold to be sent
    /// already, go back into the outbox.
    pub async fn send_again(&self, missing: &[Missing]) -> Result<u64, Trouble> {
        let mut again = 0;
        for part in missing {
            for key in self.wanted_again(part).await? {
                again += u64::from(self.one_again(&part.event, &key).await?);
            }
        }
        Ok(again)
    }

    /// Keys of such responses, the oldest first, and not more than one word of the office can bring back.
    async fn wanted_again(&self, part: &Missing) -> Result<Vec<String>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX, RESPONSES])?;
        let outbox = transaction.store(OUTBOX)?;
        let mut waiting = Vec::new();
        for place in ["h/", "w/", "x/"] {
            let beginning = [place, part.event.as_str(), "/"].concat();
            let keys = keys(&outbox, &beginning_with(&beginning)?).await?;
            waiting.extend(keys.into_iter().map(|key| key[place.len()..].to_owned()));
        }
        waiting.sort_unstable();
        let responses = transaction.store(RESPONSES)?;
        let mut wanted = Vec::new();
        for range in &part.ranges {
            let ends = [range.0, range.1].map(|seq| number_key(&part.event, seq).into());
            let here = keys(&responses, &IdbKeyRange::bound(&ends[0], &ends[1])?.into()).await?;
            wanted.extend(
                here.into_iter()
                    .filter(|key| waiting.binary_search(key).is_err()),
            );
        }
        transaction.commit().await?;
        wanted.truncate(MOST_AGAIN);
        Ok(wanted)
    }

    async fn one_again(&self, event: &EventId, key: &str) -> Result<bool, Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX, RESPONSES, COUNTERS])?;
        let (outbox, counters) = (transaction.store(OUTBOX)?, transaction.store(COUNTERS)?);
        let in_outbox = place_in(&outbox, key).await?.is_some();
        let sealed: Option<Sealed> = get(&transaction.store(RESPONSES)?, key).await?;
        let (false, Some(sealed)) = (in_outbox, sealed) else {
            transaction.commit().await?;
            return Ok(false);
        };
        let row = row_of(&sealed, Place::Waiting);
        put(&outbox, &row_key(&row), &row).await?;
        unconfirm(&counters, event).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

pub(super) async fn move_row(outbox: &IdbObjectStore, row: &Row, to: Place) -> Result<(), Trouble> {
    remove(outbox, &row_key(row)).await?;
    let moved = Row {
        place: to,
        ..row.clone()
    };
    put(outbox, &row_key(&moved), &moved).await
}

/// Where the row of the response with this key stands; `None` when it has none any more.
pub(super) async fn place_in(outbox: &IdbObjectStore, key: &str) -> Result<Option<Place>, Trouble> {
    for place in [Place::Held, Place::Waiting, Place::SetAside] {
        let at = [letter(&place).encode_utf8(&mut [0; 4]), "/", key].concat();
        if text(outbox, &at).await?.is_some() {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// A response that had its receipt is to be sent once more.
pub(super) async fn unconfirm(counters: &IdbObjectStore, event: &EventId) -> Result<(), Trouble> {
    if let Some(mut count) = get::<Counters>(counters, event.as_str()).await? {
        count.confirmed = count.confirmed.saturating_sub(1);
        put(counters, event.as_str(), &count).await?;
    }
    Ok(())
}

/// The card travels beside the answers until the office has both.
async fn drop_card(responses: &IdbObjectStore, row: &Row) -> Result<(), Trouble> {
    let key = number_key(&row.event, row.seq);
    let stored = text(responses, &key).await?.unwrap_or_default();
    if !stored.contains("\"card\":") {
        return Ok(());
    }
    let mut sealed: Sealed = read(&stored)?;
    sealed.envelope.card = None;
    put(responses, &key, &sealed).await
}
