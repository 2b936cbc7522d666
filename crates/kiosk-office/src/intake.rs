//! Taking what a tablet sends. A batch is one transaction; receipts are given only after its commit.
//!
//! Nothing of the moment of receiving is written anywhere: no time, no address, no order.

use crate::error::{Fault, Refusal};
use crate::office::Office;
use crate::pairing;
use crate::store::responses::ResponseRow;
use crate::store::{attachments, ledger, quarantine, responses};
use kiosk_core::intake::{Decision, decide, read_body};
use kiosk_core::questions::SetRef;
use kiosk_core::response::{Envelope, Sealed};
use kiosk_core::time::UnixMillis;
use kiosk_core::wire::{MOST_RESPONSES, Outcome, Receipt, ResponsesReply};
use kiosk_core::{EventId, Hash, ResponseId, TabletId};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use sqlx::SqliteConnection;

/// One element of a batch, read as far as it can be read.
#[derive(Debug)]
pub struct Arrival {
    /// As the rules want it. What is no response has the number 0, which they call unreadable.
    sealed: Sealed,
    /// As the database wants it.
    row: ResponseRow,
    /// The wording, when the body could be read.
    set: Option<SetRef>,
}

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    responses: Vec<&'a RawValue>,
}

/// The envelope's own text, so that fields of a newer tablet are kept.
#[derive(Deserialize)]
struct EnvelopeText<'a> {
    #[serde(borrow)]
    envelope: &'a RawValue,
}

/// The least an element must have to be kept aside.
#[derive(Deserialize)]
struct Odd {
    envelope: OddEnvelope,
    body: String,
}

#[derive(Deserialize)]
struct OddEnvelope {
    id: ResponseId,
    sha256: Hash,
    #[serde(default)]
    tablet: Value,
    #[serde(default)]
    event: Value,
    #[serde(default)]
    seq: Value,
}

/// Reads a request of this tablet. One element that is no response does not stop the others, unless it
/// has not even an id, a hash and a body to keep it by.
pub fn read(request: &[u8], tablet: &TabletId) -> Result<Vec<Arrival>, Refusal> {
    let request: Request<'_> = serde_json::from_slice(request).map_err(|_| Refusal::NotJson)?;
    if request.responses.len() > MOST_RESPONSES {
        return Err(Refusal::TooLarge);
    }
    request
        .responses
        .iter()
        .enumerate()
        .map(|(index, element)| {
            let arrival = whole(element)
                .or_else(|| odd(element, tablet))
                .ok_or(Refusal::BadElement(index))?;
            if arrival.sealed.envelope.tablet == *tablet {
                Ok(arrival)
            } else {
                Err(Refusal::WrongTablet(index))
            }
        })
        .collect()
}

/// Reads one line of a backup file of this tablet. `None` when it has not even what it could be kept by.
pub fn read_line(line: &str, tablet: &TabletId) -> Option<Arrival> {
    let element: &RawValue = serde_json::from_str(line).ok()?;
    whole(element).or_else(|| odd(element, tablet))
}

fn whole(element: &RawValue) -> Option<Arrival> {
    let sealed: Sealed = serde_json::from_str(element.get()).ok()?;
    let seq = i64::try_from(sealed.envelope.seq).ok()?;
    let text: EnvelopeText<'_> = serde_json::from_str(element.get()).ok()?;
    let set = match sealed.envelope.key {
        Some(_) => None,
        None => read_body(&sealed.body).map(|body| body.question_set),
    };
    let row = ResponseRow {
        id: sealed.envelope.id.0.clone(),
        tablet: sealed.envelope.tablet.0.clone(),
        event: sealed.envelope.event.0.clone(),
        seq,
        sha256: sealed.envelope.sha256.0.clone(),
        question_set: set.as_ref().map(|set| set.sha256.0.clone()),
        envelope: text.envelope.get().to_owned(),
        body: sealed.body.clone(),
    };
    Some(Arrival { sealed, row, set })
}

fn odd(element: &RawValue, tablet: &TabletId) -> Option<Arrival> {
    let odd: Odd = serde_json::from_str(element.get()).ok()?;
    let envelope = odd.envelope;
    let event = envelope.event.as_str().unwrap_or_default();
    let named = envelope.tablet.as_str().map(TabletId::from);
    let sealed = Sealed {
        envelope: Envelope {
            id: envelope.id,
            tablet: named.unwrap_or_else(|| tablet.clone()),
            event: EventId::from(event),
            seq: 0,
            sha256: envelope.sha256,
            attachments: Vec::new(),
            key: None,
            card: None,
        },
        body: odd.body,
    };
    let row = ResponseRow {
        id: sealed.envelope.id.0.clone(),
        tablet: sealed.envelope.tablet.0.clone(),
        event: event.to_owned(),
        seq: envelope.seq.as_i64().unwrap_or(0).max(0),
        sha256: sealed.envelope.sha256.0.clone(),
        question_set: None,
        envelope: element.get().to_owned(),
        body: sealed.body.clone(),
    };
    Some(Arrival {
        sealed,
        row,
        set: None,
    })
}

/// Takes a batch. When this returns, everything with a receipt is on disk.
pub async fn take(
    office: &Office,
    tablet: &TabletId,
    batch: &[Arrival],
) -> Result<ResponsesReply, Fault> {
    let mut writing = office.store.writer().await?;
    let mut reply = ResponsesReply {
        receipts: Vec::with_capacity(batch.len()),
        missing: Vec::new(),
        attachments_wanted: Vec::new(),
    };
    for arrival in batch {
        if let Some(receipt) = take_one(&mut writing, arrival).await? {
            reply.receipts.push(receipt);
            want(&mut writing, arrival, &mut reply.attachments_wanted).await?;
        }
    }
    pairing::settle(&mut writing, office.now()).await?;
    reply.missing = ledger::missing_of(&mut writing, tablet).await?;
    writing.commit().await?;
    Ok(reply)
}

/// Takes what did not come from a tablet itself but in a file. The outcomes are in the order of the
/// arrivals; `None` where the bytes are not the ones that were hashed.
pub async fn take_in(office: &Office, batch: &[Arrival]) -> Result<Vec<Option<Outcome>>, Fault> {
    let mut writing = office.store.writer().await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for arrival in batch {
        let receipt = take_one(&mut writing, arrival).await?;
        outcomes.push(receipt.map(|receipt| receipt.outcome));
    }
    pairing::settle(&mut writing, office.now()).await?;
    writing.commit().await?;
    Ok(outcomes)
}

async fn take_one(db: &mut SqliteConnection, arrival: &Arrival) -> Result<Option<Receipt>, Fault> {
    let envelope = &arrival.sealed.envelope;
    let known = responses::known(db, envelope, arrival.set.as_ref()).await?;
    let decision = decide(&arrival.sealed, &known);
    match &decision {
        Decision::Store => pairing::add(db, &arrival.row).await?,
        Decision::Quarantine(reason) => quarantine::add(db, &arrival.row, *reason).await?,
        Decision::NoReceipt | Decision::AlreadyStored | Decision::AlreadyQuarantined => {}
    }
    let Some(outcome) = decision.outcome() else {
        return Ok(None);
    };
    let reason = match outcome {
        Outcome::Quarantined => quarantine::reason(db, &envelope.id.0, &envelope.sha256.0).await?,
        Outcome::Stored | Outcome::AlreadyStored => None,
    };
    Ok(Some(Receipt {
        id: envelope.id.clone(),
        event: envelope.event.clone(),
        seq: u64::try_from(arrival.row.seq).unwrap_or(0),
        sha256: envelope.sha256.clone(),
        outcome,
        reason,
    }))
}

/// Notes the recordings of this response whose bytes the office has not got.
async fn want(
    db: &mut SqliteConnection,
    arrival: &Arrival,
    wanted: &mut Vec<Hash>,
) -> Result<(), Fault> {
    for recording in &arrival.sealed.envelope.attachments {
        let hash = &recording.sha256;
        if hash.is_well_formed()
            && !wanted.contains(hash)
            && !attachments::exists(db, hash).await?
            && !attachments::is_buried(db, hash).await?
        {
            wanted.push(hash.clone());
        }
    }
    Ok(())
}

/// Looks again at what was kept aside for an unknown event or wording, and lets go what fits now.
/// Call it in the transaction that made or mapped the event, or loaded the wording.
pub async fn release(db: &mut SqliteConnection, now: UnixMillis) -> Result<u32, Fault> {
    let mut let_go = 0;
    for aside in quarantine::that_may_heal(db).await? {
        let Ok(envelope) = serde_json::from_str::<Envelope>(&aside.envelope) else {
            continue;
        };
        let set = read_body(&aside.body).map(|body| body.question_set);
        let mut known = responses::known(db, &envelope, set.as_ref()).await?;
        known.in_quarantine = false;
        let sealed = Sealed {
            envelope,
            body: aside.body.clone(),
        };
        match decide(&sealed, &known) {
            Decision::Store => {
                let row = ResponseRow {
                    id: aside.id.clone(),
                    tablet: aside.tablet,
                    event: aside.event,
                    seq: aside.seq,
                    sha256: aside.sha256.clone(),
                    question_set: set.map(|set| set.sha256.0),
                    envelope: aside.envelope,
                    body: aside.body,
                };
                pairing::add(db, &row).await?;
                quarantine::remove(db, &aside.id, &aside.sha256).await?;
                let_go += 1;
            }
            Decision::AlreadyStored => {
                quarantine::remove(db, &aside.id, &aside.sha256).await?;
            }
            Decision::Quarantine(reason) => {
                quarantine::set_reason(db, &aside.id, &aside.sha256, reason).await?;
            }
            Decision::NoReceipt | Decision::AlreadyQuarantined => {}
        }
    }
    pairing::settle(db, now).await?;
    Ok(let_go)
}
