//! The tablet's disk: what one strict transaction writes together.

use kiosk_core::outbox::{Place, Row, is_missing};
use kiosk_core::response::{Envelope, Sealed};
use kiosk_core::wire::Missing;
use kiosk_core::{EventId, Hash, ResponseId, TabletId};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Tablet {
    /// Which tablet this is: a wiped one comes back as another.
    pub number: u32,
    responses: BTreeMap<u64, Sealed>,
    outbox: BTreeMap<u64, Row>,
    next_seq: u64,
    confirmed: u64,
}

impl Tablet {
    pub fn id(&self) -> TabletId {
        Self::id_of(self.number)
    }

    pub fn id_of(number: u32) -> TabletId {
        TabletId(format!("tablet-{number}"))
    }

    /// A new database is a new tablet, always.
    pub fn wiped(&self) -> Self {
        Self {
            number: self.number + 1,
            ..Self::default()
        }
    }

    pub fn highest(&self) -> u64 {
        self.next_seq
    }

    /// One transaction: number, envelope, body, outbox row.
    pub fn save(&mut self, state: &str) -> u64 {
        self.next_seq += 1;
        let seq = self.next_seq;
        let body = body(state, self.number, seq);
        let envelope = Envelope {
            id: ResponseId(format!("r-{}-{seq}", self.number)),
            tablet: self.id(),
            event: EventId::from("event"),
            seq,
            sha256: Hash::of(body.as_bytes()),
            attachments: Vec::new(),
            key: None,
            card: None,
        };
        let row = row(&envelope, &body, Place::Held);
        self.responses.insert(seq, Sealed { envelope, body });
        self.outbox.insert(seq, row);
        seq
    }

    pub fn body(&self, seq: u64) -> String {
        self.responses[&seq].body.clone()
    }

    /// Rewrites the newest response, if it is still held.
    pub fn take_back(&mut self) -> Option<u64> {
        let seq = self.next_seq;
        let held = self
            .outbox
            .get_mut(&seq)
            .filter(|row| row.place == Place::Held)?;
        let sealed = self.responses.get_mut(&seq)?;
        sealed.body = body("withdrawn", self.number, seq);
        sealed.envelope.sha256 = Hash::of(sealed.body.as_bytes());
        *held = row(&sealed.envelope, &sealed.body, Place::Held);
        Some(seq)
    }

    pub fn release_held(&mut self) {
        for row in self
            .outbox
            .values_mut()
            .filter(|row| row.place == Place::Held)
        {
            row.place = Place::Waiting;
        }
    }

    pub fn waiting(&self) -> Vec<Row> {
        self.outbox
            .values()
            .filter(|row| row.place == Place::Waiting)
            .cloned()
            .collect()
    }

    pub fn sealed(&self, rows: &[Row]) -> Vec<Sealed> {
        rows.iter()
            .filter_map(|row| self.responses.get(&row.seq))
            .cloned()
            .collect()
    }

    /// A receipt counts once, and only for the bytes that are here now.
    pub fn confirm(&mut self, row: &Row) {
        if self
            .outbox
            .get(&row.seq)
            .is_some_and(|here| here.sha256 == row.sha256)
        {
            self.outbox.remove(&row.seq);
            self.confirmed += 1;
        }
    }

    pub fn send_again(&mut self, missing: &[Missing]) {
        for (seq, sealed) in &self.responses {
            if is_missing(missing, &sealed.envelope.event, *seq) && !self.outbox.contains_key(seq) {
                self.outbox
                    .insert(*seq, row(&sealed.envelope, &sealed.body, Place::Waiting));
                self.confirmed -= 1;
            }
        }
    }

    pub fn conservation(&self) -> Result<(), String> {
        let here = self.confirmed + self.outbox.len() as u64;
        if here == self.next_seq {
            Ok(())
        } else {
            Err(format!("{} finished, {here} accounted for", self.next_seq))
        }
    }
}

fn row(envelope: &Envelope, body: &str, place: Place) -> Row {
    Row {
        id: envelope.id.clone(),
        event: envelope.event.clone(),
        seq: envelope.seq,
        sha256: envelope.sha256.clone(),
        bytes: body.len() as u64,
        place,
    }
}

fn body(state: &str, tablet: u32, seq: u64) -> String {
    format!(
        r#"{{"format":1,"language":"en","state":"{state}","quarter_hour":"2026-12-05T14:15Z","question_set":{{"id":"t{tablet}","version":{seq},"sha256":"h"}},"answers":[]}}"#
    )
}
