//! The outbox on disk. A response is *saved* when one strict transaction has completed that holds its
//! envelope and body, its number, its outbox row and the end of its draft.

use super::database::{
    ATTACHMENTS, COUNTERS, DRAFTS, IDS, OUTBOX, RESPONSES, Store, TALLIES, Trouble, get, list, put,
    reading, remove_all, send, send_removal, send_value, strict,
};
use super::idb::Transaction;
use super::sending::{move_row, place_in, unconfirm};
use js_sys::Uint8Array;
use kiosk_core::outbox::{Place, Row};
use kiosk_core::response::{Attachment, Envelope, Sealed, State, Stored};
use kiosk_core::seal;
use kiosk_core::tally::{self, Count};
use kiosk_core::{EventId, Hash, ResponseId, TabletId};
use serde::Serialize;
use web_sys::IdbObjectStore;

/// The stores a saving transaction writes to.
const SAVING: [&str; 7] = [
    COUNTERS,
    RESPONSES,
    IDS,
    OUTBOX,
    DRAFTS,
    ATTACHMENTS,
    TALLIES,
];

/// A response whose bytes are on the tablet's disk. Only [`Store::save`] makes one; only it earns thanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The response.
    pub id: ResponseId,
    /// Its number.
    pub seq: u64,
    /// True when there was room for the answers only: staff must hear of it.
    pub recording_left_out: bool,
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
    /// Of these, the ones whose bytes are no longer here: the office said that it is safe.
    pub cleared: u64,
}

kiosk_core::from_json_fields! { Counters {
    "event" event, "next_seq" next_seq, "confirmed" confirmed, "cleared" cleared or blank,
} }

/// A voice, as it was recorded or sealed.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Media type without parameters.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Uint8Array,
    /// Their hash.
    pub sha256: Hash,
}

impl Recording {
    /// The same, sealed: other bytes under another hash.
    pub fn sealed(text: &str) -> Self {
        Self {
            media_type: seal::MEDIA_TYPE.to_owned(),
            bytes: Uint8Array::from(text.as_bytes()),
            sha256: Hash::of(text.as_bytes()),
        }
    }
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
    /// The body without its recordings, for a tablet that has room for the answers only.
    pub bare: Option<String>,
    /// The recordings the body names.
    pub recordings: Vec<Recording>,
    /// The picture card that joins the halves of a pair.
    pub card: Option<String>,
    /// Which office key sealed the body.
    pub key: Option<String>,
    /// How far its visitor came.
    pub state: State,
    /// What it chose, for the event's totals.
    pub chosen: Vec<Count>,
}

impl ToSave {
    fn sealed(&self, seq: u64, body: &str, recordings: &[Recording]) -> Sealed {
        let attachments = recordings.iter().map(|recording| Attachment {
            sha256: recording.sha256.clone(),
            media_type: recording.media_type.clone(),
            bytes: u64::from(recording.bytes.length()),
        });
        let envelope = Envelope {
            id: self.id.clone(),
            tablet: self.tablet.clone(),
            event: self.event.clone(),
            seq,
            sha256: Hash::of(body.as_bytes()),
            attachments: attachments.collect(),
            key: self.key.clone(),
            card: self.card.clone(),
        };
        Sealed {
            envelope,
            body: body.to_owned(),
        }
    }
}

pub(super) fn number_key(event: &EventId, seq: u64) -> String {
    format!("{event}/{seq:012}")
}

/// The row of a response as it is stored.
pub(super) fn row_of(sealed: &Sealed, place: Place) -> Row {
    Row {
        id: sealed.envelope.id.clone(),
        event: sealed.envelope.event.clone(),
        seq: sealed.envelope.seq,
        sha256: sealed.envelope.sha256.clone(),
        bytes: sealed.body.len() as u64,
        place,
    }
}

/// Where a recording of the response with this key lies.
pub(super) fn attachment_key(response: &str, sha256: &Hash) -> String {
    [response, "/", sha256.as_str()].concat()
}

pub(super) fn letter(place: &Place) -> char {
    match place {
        Place::Held => 'h',
        Place::Waiting => 'w',
        Place::SetAside => 'x',
    }
}

pub(super) fn row_key(row: &Row) -> String {
    format!("{}/{}", letter(&row.place), number_key(&row.event, row.seq))
}

impl Store {
    /// Saves a response and ends its draft. Saying it twice saves it once: after a lost connection the
    /// same id finds what the first try left. Where there is no room for a recording, the answers are
    /// saved without it; where there is none for them either, nothing is.
    pub async fn save(&self, new: &ToSave) -> Result<Saved, Trouble> {
        match (self.write(new, &new.body, &new.recordings).await, &new.bare) {
            (Err(Trouble::Full), Some(bare)) => {
                let saved = self.write(new, bare, &[]).await?;
                Ok(Saved {
                    recording_left_out: true,
                    ..saved
                })
            }
            (done, _) => done,
        }
    }

    async fn write(
        &self,
        new: &ToSave,
        body: &str,
        recordings: &[Recording],
    ) -> Result<Saved, Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &SAVING)?;
        let [ids, counters, tallies] = [IDS, COUNTERS, TALLIES].map(|name| transaction.store(name));
        let (ids, counters, tallies) = (ids?, counters?, tallies?);
        // Read together and written together: each time the page waits for the database costs milliseconds.
        let known = get::<u64>(&ids, new.id.as_str());
        let counted = get::<Counters>(&counters, new.event.as_str());
        let told = get::<Vec<Count>>(&tallies, new.event.as_str());
        let saved = |seq| Saved {
            id: new.id.clone(),
            seq,
            recording_left_out: false,
        };
        if let Some(seq) = known.await? {
            let sealed = new.sealed(seq, body, recordings);
            go_on(&transaction, new, &sealed, recordings).await?;
            transaction.commit().await?;
            return Ok(saved(seq));
        }
        let mut count = counted.await?.unwrap_or_else(|| first(&new.event));
        let mut chosen = told.await?.unwrap_or_default();
        let seq = count.next_seq;
        count.next_seq += 1;
        tally::add(&mut chosen, &new.chosen);
        let sealed = new.sealed(seq, body, recordings);
        let key = number_key(&new.event, seq);
        let row = row_of(&sealed, Place::Held);
        send(&counters, new.event.as_str(), &count)?;
        send(&ids, new.id.as_str(), &seq)?;
        send(&transaction.store(RESPONSES)?, &key, &sealed)?;
        send(&transaction.store(OUTBOX)?, &row_key(&row), &row)?;
        send_recordings(&transaction, &key, recordings)?;
        send(&tallies, new.event.as_str(), &chosen)?;
        send_removal(&transaction.store(DRAFTS)?, new.id.as_str())?;
        transaction.commit().await?;
        Ok(saved(seq))
    }

    /// Puts another body in the place of one that was not yet offered to the office: the visitor took
    /// it back. Same id, same number, so the ledger still closes; its recordings go, and what it chose is no
    /// longer counted: what is stored says it, or where that is sealed, `taken`. `false` when it is too late.
    pub async fn replace_held(
        &self,
        seq: u64,
        other: &ToSave,
        taken: &[Count],
    ) -> Result<bool, Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[RESPONSES, OUTBOX, ATTACHMENTS, TALLIES])?;
        let outbox = transaction.store(OUTBOX)?;
        let key = number_key(&other.event, seq);
        let held = ["h/", &key].concat();
        if get::<Row>(&outbox, &held).await?.is_none() {
            transaction.commit().await?;
            return Ok(false);
        }
        let sealed = other.sealed(seq, &other.body, &[]);
        let responses = transaction.store(RESPONSES)?;
        let before: Option<Sealed> = get(&responses, &key).await?;
        let taken = before
            .as_ref()
            .and_then(chosen_by)
            .unwrap_or_else(|| taken.to_vec());
        put(&outbox, &held, &row_of(&sealed, Place::Held)).await?;
        put(&responses, &key, &sealed).await?;
        let recordings = [&key, "/"].concat();
        remove_all(&transaction.store(ATTACHMENTS)?, &recordings).await?;
        let tallies = transaction.store(TALLIES)?;
        retell(&tallies, &other.event, |all| tally::subtract(all, &taken)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What visitors may still take back.
    pub async fn held(&self) -> Result<Vec<ResponseId>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[OUTBOX])?;
        let rows = list::<Row>(&transaction.store(OUTBOX)?, "h/", u32::MAX).await?;
        transaction.commit().await?;
        Ok(rows.into_iter().map(|row| row.id).collect())
    }

    /// These visitors have gone: what was held of theirs may now be sent.
    pub async fn release(&self, gone: &[ResponseId]) -> Result<(), Trouble> {
        // Most often there is none, and a start that only reads waits for nobody's writing.
        if gone.is_empty() {
            return Ok(());
        }
        let database = self.database().await?;
        let transaction = strict(&database, &[OUTBOX])?;
        let outbox = transaction.store(OUTBOX)?;
        for row in list::<Row>(&outbox, "h/", u32::MAX).await? {
            if gone.contains(&row.id) {
                move_row(&outbox, &row, Place::Waiting).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The number a response has been given, if it is saved.
    pub async fn number_of(&self, id: &ResponseId) -> Result<Option<u64>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[IDS])?;
        let seq = get(&transaction.store(IDS)?, id.as_str()).await?;
        transaction.commit().await?;
        Ok(seq)
    }
}

/// Puts a fuller response in the place of what another window took for left, under the number that has. It stays
/// where it stands in the outbox; confirmed already, it goes back there, and the office keeps both for somebody to
/// decide.
async fn go_on(
    transaction: &Transaction,
    new: &ToSave,
    sealed: &Sealed,
    recordings: &[Recording],
) -> Result<(), Trouble> {
    let key = number_key(&new.event, sealed.envelope.seq);
    let responses = transaction.store(RESPONSES)?;
    let Some(stored) = get::<Sealed>(&responses, &key).await? else {
        return Ok(());
    };
    if !sealed.goes_on_from(&stored, new.state) {
        return Ok(());
    }
    put(&responses, &key, sealed).await?;
    let attachments = [&key, "/"].concat();
    remove_all(&transaction.store(ATTACHMENTS)?, &attachments).await?;
    send_recordings(transaction, &key, recordings)?;
    let before = chosen_by(&stored).unwrap_or_default();
    retell(&transaction.store(TALLIES)?, &new.event, |all| {
        tally::subtract(all, &before);
        tally::add(all, &new.chosen);
    })
    .await?;
    let outbox = transaction.store(OUTBOX)?;
    let place = match place_in(&outbox, &key).await? {
        Some(place) => place,
        None => {
            unconfirm(&transaction.store(COUNTERS)?, &new.event).await?;
            Place::Waiting
        }
    };
    let row = row_of(sealed, place);
    put(&outbox, &row_key(&row), &row).await?;
    send_removal(&transaction.store(DRAFTS)?, new.id.as_str())
}

/// What a stored response chose; `None` where it is sealed.
fn chosen_by(stored: &Sealed) -> Option<Vec<Count>> {
    Stored::of(stored).map(|stored| tally::of(stored.state, &stored.answers))
}

fn send_recordings(
    transaction: &Transaction,
    key: &str,
    recordings: &[Recording],
) -> Result<(), Trouble> {
    let attachments = transaction.store(ATTACHMENTS)?;
    for recording in recordings {
        let place = attachment_key(key, &recording.sha256);
        send_value(&attachments, &place, &recording.bytes)?;
    }
    Ok(())
}

/// The counters of an event that has none yet.
fn first(event: &EventId) -> Counters {
    Counters {
        event: event.clone(),
        next_seq: 1,
        confirmed: 0,
        cleared: 0,
    }
}

/// Changes an event's totals.
async fn retell(
    tallies: &IdbObjectStore,
    event: &EventId,
    change: impl FnOnce(&mut Vec<Count>),
) -> Result<(), Trouble> {
    let mut all: Vec<Count> = get(tallies, event.as_str()).await?.unwrap_or_default();
    change(&mut all);
    put(tallies, event.as_str(), &all).await
}
