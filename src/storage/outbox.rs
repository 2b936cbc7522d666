//! The outbox on disk. A response is *saved* when one strict transaction has completed that holds its
//! envelope and body, its number, its outbox row and the end of its draft.

use super::database::{
    COUNTERS, DRAFTS, IDS, OUTBOX, RESPONSES, Store, Trouble, count, get, list, put, reading,
    remove, strict,
};
use kiosk_core::outbox::{Place, Row};
use kiosk_core::response::{Envelope, Sealed};
use kiosk_core::wire::{EventCount, Missing};
use kiosk_core::{EventId, Hash, ResponseId, TabletId};
use serde::Serialize;

/// Most numbers taken back into the outbox at one word of the office; the next word takes more.
const MOST_AGAIN: u64 = 500;

/// A response whose bytes are on the tablet's disk. Only [`Store::save`] makes one; only it earns thanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The response.
    pub id: ResponseId,
    /// Its number.
    pub seq: u64,
}

/// Counters of one event. `next_seq − 1 = confirmed + waiting + held + set aside`, at every moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// The event.
    pub event: EventId,
    /// The number the next response gets.
    pub next_seq: u64,
    /// Responses with a receipt.
    pub confirmed: u64,
}

kiosk_core::from_json_fields! { Counters { "event" event, "next_seq" next_seq, "confirmed" confirmed } }

/// What the tablet holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Finished responses of all events.
    pub finished: u64,
    /// With a receipt.
    pub confirmed: u64,
    /// To be sent, those the visitor may still take back included.
    pub waiting: u64,
    /// Set aside for staff.
    pub set_aside: u64,
}

/// What makes a response, but for its number.
#[derive(Clone, Debug)]
pub struct ToSave {
    /// Its id, the same as its draft's.
    pub id: ResponseId,
    /// This tablet.
    pub tablet: TabletId,
    /// Its event.
    pub event: EventId,
    /// Its body, as it is to be stored and sent.
    pub body: String,
}

fn number_key(event: &EventId, seq: u64) -> String {
    format!("{event}/{seq:012}")
}

fn letter(place: &Place) -> char {
    match place {
        Place::Held => 'h',
        Place::Waiting => 'w',
        Place::SetAside => 'x',
    }
}

fn row_key(row: &Row) -> String {
    format!("{}/{}", letter(&row.place), number_key(&row.event, row.seq))
}

impl Store {
    /// Saves a response and ends its draft. Saying it twice saves it once: after a lost connection the
    /// same id finds what the first try left.
    pub async fn save(&self, new: ToSave) -> Result<Saved, Trouble> {
        let database = self.database().await?;
        let sha256 = Hash::of(new.body.as_bytes());
        let transaction = strict(&database, &[COUNTERS, RESPONSES, IDS, OUTBOX, DRAFTS])?;
        let ids = transaction.store(IDS)?;
        if let Some(seq) = get::<u64>(&ids, new.id.as_str()).await? {
            transaction.commit().await?;
            return Ok(Saved { id: new.id, seq });
        }
        let counters = transaction.store(COUNTERS)?;
        let mut count = get::<Counters>(&counters, new.event.as_str())
            .await?
            .unwrap_or_else(|| Counters {
                event: new.event.clone(),
                next_seq: 1,
                confirmed: 0,
            });
        let seq = count.next_seq;
        count.next_seq += 1;
        let row = Row {
            id: new.id.clone(),
            event: new.event.clone(),
            seq,
            sha256: sha256.clone(),
            bytes: new.body.len() as u64,
            place: Place::Held,
        };
        let envelope = Envelope {
            id: new.id.clone(),
            tablet: new.tablet,
            event: new.event.clone(),
            seq,
            sha256,
            attachments: Vec::new(),
            key: None,
            card: None,
        };
        put(&counters, new.event.as_str(), &count).await?;
        put(&ids, new.id.as_str(), &seq).await?;
        let sealed = Sealed {
            envelope,
            body: new.body,
        };
        put(
            &transaction.store(RESPONSES)?,
            &number_key(&new.event, seq),
            &sealed,
        )
        .await?;
        put(&transaction.store(OUTBOX)?, &row_key(&row), &row).await?;
        remove(&transaction.store(DRAFTS)?, new.id.as_str()).await?;
        transaction.commit().await?;
        Ok(Saved { id: new.id, seq })
    }

    /// Puts another body in the place of one that was not yet offered to the office: the visitor took
    /// it back. Same id, same number, so the ledger still closes. `false` when it is too late.
    pub async fn replace_held(
        &self,
        saved: &Saved,
        event: &EventId,
        body: String,
    ) -> Result<bool, Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[RESPONSES, OUTBOX])?;
        let (responses, outbox) = (transaction.store(RESPONSES)?, transaction.store(OUTBOX)?);
        let key = number_key(event, saved.seq);
        let held = format!("h/{key}");
        let row: Option<Row> = get(&outbox, &held).await?;
        let sealed: Option<Sealed> = get(&responses, &key).await?;
        let (Some(mut row), Some(mut sealed)) = (row, sealed) else {
            transaction.commit().await?;
            return Ok(false);
        };
        row.sha256 = Hash::of(body.as_bytes());
        row.bytes = body.len() as u64;
        sealed.envelope.sha256 = row.sha256.clone();
        sealed.envelope.attachments.clear();
        sealed.body = body;
        put(&outbox, &held, &row).await?;
        put(&responses, &key, &sealed).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The visitor has gone: what was held may now be sent.
    pub async fn release_held(&self) -> Result<(), Trouble> {
        let database = self.database().await?;
        // Most often there is none, and a start that only reads waits for nobody's writing.
        let looking = reading(&database, &[OUTBOX])?;
        let held = count(&looking.store(OUTBOX)?, "h/").await?;
        looking.commit().await?;
        if held == 0 {
            return Ok(());
        }
        let transaction = strict(&database, &[OUTBOX])?;
        let outbox = transaction.store(OUTBOX)?;
        for row in list::<Row>(&outbox, "h/", u32::MAX).await? {
            move_row(&outbox, &row, Place::Waiting).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The oldest waiting rows.
    pub async fn waiting(&self, most: u32) -> Result<Vec<Row>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX])?;
        let rows = list(&transaction.store(OUTBOX)?, "w/", most).await?;
        transaction.commit().await?;
        Ok(rows)
    }

    /// The responses of these rows, as they are to be sent.
    pub async fn sealed(&self, rows: &[&Row]) -> Result<Vec<Sealed>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[RESPONSES])?;
        let responses = transaction.store(RESPONSES)?;
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(sealed) = get(&responses, &number_key(&row.event, row.seq)).await? {
                out.push(sealed);
            }
        }
        transaction.commit().await?;
        Ok(out)
    }

    /// The office has confirmed these: their rows leave the outbox; their bytes stay.
    pub async fn confirm(&self, rows: &[&Row]) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX, COUNTERS])?;
        let (outbox, counters) = (transaction.store(OUTBOX)?, transaction.store(COUNTERS)?);
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

    /// The office names numbers it has not got: those this tablet still has go back into the outbox.
    pub async fn send_again(&self, missing: &[Missing]) -> Result<u64, Trouble> {
        let mut again = 0;
        for part in missing {
            for seq in part
                .ranges
                .iter()
                .flat_map(|range| range.0..=range.1)
                .take(MOST_AGAIN as usize)
            {
                again += u64::from(self.one_again(&part.event, seq).await?);
            }
        }
        Ok(again)
    }

    async fn one_again(&self, event: &EventId, seq: u64) -> Result<bool, Trouble> {
        let key = number_key(event, seq);
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX, RESPONSES, COUNTERS])?;
        let (outbox, counters) = (transaction.store(OUTBOX)?, transaction.store(COUNTERS)?);
        let mut in_outbox = false;
        for place in ["h", "w", "x"] {
            in_outbox |= get::<Row>(&outbox, &format!("{place}/{key}"))
                .await?
                .is_some();
        }
        let sealed: Option<Sealed> = get(&transaction.store(RESPONSES)?, &key).await?;
        let (false, Some(sealed)) = (in_outbox, sealed) else {
            transaction.commit().await?;
            return Ok(false);
        };
        let row = Row {
            id: sealed.envelope.id,
            event: event.clone(),
            seq,
            sha256: sealed.envelope.sha256,
            bytes: sealed.body.len() as u64,
            place: Place::Waiting,
        };
        put(&outbox, &row_key(&row), &row).await?;
        if let Some(mut count) = get::<Counters>(&counters, event.as_str()).await? {
            count.confirmed = count.confirmed.saturating_sub(1);
            put(&counters, event.as_str(), &count).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// What the tablet holds, over all events.
    pub async fn totals(&self) -> Result<Totals, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX, COUNTERS])?;
        let outbox = transaction.store(OUTBOX)?;
        let counts: Vec<Counters> = list(&transaction.store(COUNTERS)?, "", u32::MAX).await?;
        let totals = Totals {
            finished: counts.iter().map(|count| count.next_seq - 1).sum(),
            confirmed: counts.iter().map(|count| count.confirmed).sum(),
            waiting: count(&outbox, "w/").await? + count(&outbox, "h/").await?,
            set_aside: count(&outbox, "x/").await?,
        };
        transaction.commit().await?;
        Ok(totals)
    }

    /// The counters a heartbeat carries.
    pub async fn event_counts(&self) -> Result<Vec<EventCount>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX, COUNTERS])?;
        let outbox = transaction.store(OUTBOX)?;
        let mut out = Vec::new();
        for counters in list::<Counters>(&transaction.store(COUNTERS)?, "", u32::MAX).await? {
            let mut in_outbox = 0;
            for place in ["h", "w", "x"] {
                in_outbox += count(&outbox, &format!("{place}/{}/", counters.event)).await?;
            }
            out.push(EventCount {
                event: counters.event,
                highest_seq: counters.next_seq - 1,
                outbox: in_outbox,
            });
        }
        transaction.commit().await?;
        Ok(out)
    }
}

async fn move_row(outbox: &web_sys::IdbObjectStore, row: &Row, to: Place) -> Result<(), Trouble> {
    remove(outbox, &row_key(row)).await?;
    let moved = Row {
        place: to,
        ..row.clone()
    };
    put(outbox, &row_key(&moved), &moved).await
}
