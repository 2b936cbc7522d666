//! What the tablet counts: its responses by where they are, and how often each tile was chosen.

use super::database::{COUNTERS, OUTBOX, Store, TALLIES, Trouble, count, get, list, reading};
use super::outbox::Counters;
use kiosk_core::EventId;
use kiosk_core::tally::Count;
use kiosk_core::wire::EventCount;

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
    /// Of the confirmed ones, those cleared after their event.
    pub cleared: u64,
    /// Whether finished = confirmed + waiting + set aside does *not* hold for some event. Never, if all
    /// is as it should be; staff hear of it.
    pub unbalanced: bool,
}

impl Store {
    /// What the tablet holds, over all events.
    pub async fn totals(&self) -> Result<Totals, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX, COUNTERS])?;
        let outbox = transaction.store(OUTBOX)?;
        let mut totals = Totals::default();
        for counts in list::<Counters>(&transaction.store(COUNTERS)?, "", u32::MAX).await? {
            let held = count(&outbox, &place_of('h', &counts.event)).await?;
            let waiting = held + count(&outbox, &place_of('w', &counts.event)).await?;
            let aside = count(&outbox, &place_of('x', &counts.event)).await?;
            let finished = counts.next_seq - 1;
            totals.finished += finished;
            totals.confirmed += counts.confirmed;
            totals.cleared += counts.cleared;
            totals.waiting += waiting;
            totals.set_aside += aside;
            totals.unbalanced |= finished != counts.confirmed + waiting + aside;
        }
        transaction.commit().await?;
        Ok(totals)
    }

    /// How often each tile, option and point was chosen at an event on this tablet.
    pub async fn tile_totals(&self, event: &EventId) -> Result<Vec<Count>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[TALLIES])?;
        let found = get(&transaction.store(TALLIES)?, event.as_str()).await?;
        transaction.commit().await?;
        Ok(found.unwrap_or_default())
    }

    /// The counters a heartbeat carries.
    pub async fn event_counts(&self) -> Result<Vec<EventCount>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX, COUNTERS])?;
        let outbox = transaction.store(OUTBOX)?;
        let mut out = Vec::new();
        for counters in list::<Counters>(&transaction.store(COUNTERS)?, "", u32::MAX).await? {
            let mut in_outbox = 0;
            for place in ['h', 'w', 'x'] {
                in_outbox += count(&outbox, &place_of(place, &counters.event)).await?;
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

/// The beginning of the keys of an event's rows in one place.
fn place_of(place: char, event: &EventId) -> String {
    [place.encode_utf8(&mut [0; 4]), "/", event.as_str(), "/"].concat()
}
