//! The outbox: which responses go to the office, what an answer of the office means, and what to do next.
//!
//! Three layers use this: the tablet's storage keeps the rows, its sender carries the requests, and
//! everything that is *decided* is decided here, so that random schedules can test it.

use crate::response::{Envelope, Sealed};
use crate::wire::{MOST_BYTES, MOST_RESPONSES, Missing, ResponsesReply};
use crate::{EventId, Hash, ResponseId};
use serde::{Deserialize, Serialize};

/// One response the office has not confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The response.
    pub id: ResponseId,
    /// Its event.
    pub event: EventId,
    /// Its number.
    pub seq: u64,
    /// Hash of its body.
    pub sha256: Hash,
    /// Bytes of its body.
    pub bytes: u64,
    /// Where it stands.
    pub place: Place,
}

/// Where an unconfirmed response stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The visitor may still take it back: not offered to the sender before their reset.
    Held,
    /// To be sent.
    Waiting,
    /// The office would not take it even alone; staff see it, a backup file carries it.
    SetAside,
}

/// What came back from the office, before anything is believed of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
    /// `Retry-After` in seconds, if there was one.
    pub retry_after: Option<u32>,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// The office speaks: a 200 of the right shape.
    Receipts(ResponsesReply),
    /// 401, 403: the office does not know this tablet any more. Keep everything, go on collecting, tell staff.
    NotKnown,
    /// 400, 413 and the like: the batch, or something in it, cannot be taken.
    TooMuch,
    /// 429, 503: the office asks to wait this many seconds (or as long as back-off says).
    Wait(Option<u32>),
    /// Everything else: no office was there. A captive portal's 200, a 204, an HTML page count here.
    NoOffice,
}

/// Reads an answer to `POST /responses`; `None` stands for no answer at all (time-out, cut connection).
pub fn meaning(answer: Option<&Answer>) -> Meaning {
    let Some(answer) = answer else {
        return Meaning::NoOffice;
    };
    match answer.status {
        200 => crate::json::read(&answer.body).map_or(Meaning::NoOffice, Meaning::Receipts),
        401 | 403 => Meaning::NotKnown,
        400 | 413 | 422 => Meaning::TooMuch,
        429 | 503 => Meaning::Wait(answer.retry_after),
        _ => Meaning::NoOffice,
    }
}

/// Chooses the next batch from rows in order (oldest first): at most `limit` responses and
/// [`MOST_BYTES`] together, but always at least one.
pub fn batch<'a>(rows: impl IntoIterator<Item = &'a Row>, limit: usize) -> Vec<&'a Row> {
    // What the envelope and the JSON escapes of a body may add, generously.
    const ENVELOPE: u64 = 600;
    let mut bytes = 0;
    let mut out: Vec<&Row> = Vec::new();
    for row in rows.into_iter().filter(|row| row.place == Place::Waiting) {
        let weight = row.bytes * 5 / 4 + ENVELOPE;
        if out.len() >= limit.clamp(1, MOST_RESPONSES)
            || !out.is_empty() && bytes + weight > MOST_BYTES as u64
        {
            break;
        }
        bytes += weight;
        out.push(row);
    }
    out
}

/// The responses of a batch that this reply confirms: id, event, number and hash all match, and every
/// recording has its own receipt in `attachments_held`. Recordings are sent after the reply, so that no
/// answers wait for them and no receipt is older than what the reply says.
pub fn confirmed(
    sent: &[Envelope],
    reply: &ResponsesReply,
    attachments_held: &[Hash],
) -> Vec<ResponseId> {
    sent.iter()
        .filter(|envelope| {
            reply.receipts.iter().any(|receipt| {
                receipt.id == envelope.id
                    && receipt.sha256 == envelope.sha256
                    && receipt.event == envelope.event
                    && receipt.seq == envelope.seq
            }) && envelope
                .attachments
                .iter()
                .all(|recording| attachments_held.contains(&recording.sha256))
        })
        .map(|envelope| envelope.id.clone())
        .collect()
}

/// Whether the office named this response as missing: then it goes back into the outbox.
pub fn is_missing(missing: &[Missing], event: &EventId, seq: u64) -> bool {
    missing
        .iter()
        .filter(|missing| missing.event == *event)
        .any(|missing| missing.ranges.iter().any(|range| range.contains(seq)))
}

/// Shortest and longest pause between tries, in milliseconds.
pub const PAUSES: (u32, u32) = (2_000, 300_000);

/// The sender's pace: how many responses it dares to send at once, and how long it waits after a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Responses in the next batch, at most.
    pub limit: usize,
    /// Failures in a row.
    pub failures: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            limit: MOST_RESPONSES,
            failures: 0,
        }
    }
}

/// What the sender does after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send the next batch at once.
    Again,
    /// Set this one response aside and go on with the rest.
    SetAside,
    /// Wait this many milliseconds, then try again.
    Pause(u32),
    /// Wait this many milliseconds, whoever would rather not: the office asked for them.
    Obey(u32),
    /// Wait as long, and tell staff that the office does not know the tablet.
    PauseAndTell(u32),
}

impl Pace {
    /// Takes note of what an answer to a batch of `sent` responses meant. `settled` says whether it
    /// confirmed anything; `random` is a fresh random number.
    pub fn after(&mut self, meaning: &Meaning, sent: usize, settled: bool, random: u32) -> Step {
        match meaning {
            Meaning::Receipts(_) if settled => {
                *self = Self {
                    limit: (self.limit * 2).min(MOST_RESPONSES),
                    failures: 0,
                };
                Step::Again
            }
            // It spoke, yet confirmed nothing: something between us changes the bytes. Do not spin.
            Meaning::Receipts(_) => Step::Pause(self.pause(random)),
            // Perhaps the way is so narrow that the time runs out: half as much may get through.
            Meaning::NoOffice => {
                self.limit = (sent / 2).max(1);
                Step::Pause(self.pause(random))
            }
            Meaning::TooMuch if sent > 1 => {
                self.limit = sent / 2;
                Step::Again
            }
            Meaning::TooMuch => Step::SetAside,
            Meaning::NotKnown => Step::PauseAndTell(self.pause(random)),
            Meaning::Wait(seconds) => {
                let jittered = self.pause(random);
                seconds.map_or(Step::Pause(jittered), |seconds| {
                    Step::Obey(seconds.saturating_mul(1000).clamp(PAUSES.0, 3_600_000))
                })
            }
        }
    }

    /// Full jitter: anywhere between nothing and the doubled pause, but never under the shortest.
    fn pause(&mut self, random: u32) -> u32 {
        let top = PAUSES
            .0
            .saturating_mul(1 << self.failures.min(8))
            .min(PAUSES.1);
        self.failures = self.failures.saturating_add(1);
        PAUSES
            .0
            .max(((u64::from(random) * u64::from(top)) >> 32) as u32)
    }
}

/// Reads the stored text of a response back, if its bytes are still the ones that were hashed.
pub fn is_whole(sealed: &Sealed) -> bool {
    Hash::of(sealed.body.as_bytes()) == sealed.envelope.sha256
}

#[cfg(test)]
#[path = "outbox_tests.rs"]
mod tests;
