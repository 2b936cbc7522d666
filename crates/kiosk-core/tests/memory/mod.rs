//! An office in memory; its disk is written by core's decisions.

use crate::hall::{Desk, Held};
use kiosk_core::intake::{Decision, Known, decide};
use kiosk_core::ledger::{Line, Range};
use kiosk_core::outbox::Answer;
use kiosk_core::response::Sealed;
use kiosk_core::wire::{AttachmentReceipt, HeartbeatReply, Missing, Receipt, ResponsesReply};
use kiosk_core::{EventId, Hash, TabletId};
use std::rc::Rc;

const EVENT: &str = "event";

#[derive(Clone)]
struct Kept {
    sealed: Rc<Sealed>,
    aside: bool,
}

#[derive(Clone, Default)]
struct Disk {
    kept: Vec<Kept>,
    highest: Vec<(TabletId, u64)>,
    sounds: Vec<Hash>,
}

pub struct Office {
    disk: Disk,
    backup: Disk,
    event_known: bool,
    tablets: u32,
}

impl Default for Office {
    fn default() -> Self {
        Self {
            disk: Disk::default(),
            backup: Disk::default(),
            event_known: true,
            tablets: 0,
        }
    }
}

impl Office {
    fn of<'a>(&'a self, tablet: &'a TabletId) -> impl Iterator<Item = &'a Kept> {
        let all = self.disk.kept.iter();
        all.filter(move |kept| kept.sealed.envelope.tablet == *tablet)
    }

    fn known(&self, arriving: &Sealed) -> Known {
        let envelope = &arriving.envelope;
        let mut known = Known {
            event_known: self.event_known,
            set_known: true,
            ..Known::default()
        };
        for kept in &self.disk.kept {
            let here = &kept.sealed.envelope;
            if here.id == envelope.id {
                known.in_quarantine |= kept.aside && here.sha256 == envelope.sha256;
                known.same_id = (!kept.aside).then(|| here.sha256.clone()).or(known.same_id);
            } else if !kept.aside {
                known.number_taken |= here.tablet == envelope.tablet && here.seq == envelope.seq;
            }
        }
        known
    }

    fn missing(&self, tablet: &TabletId, recordings: bool) -> Vec<Missing> {
        let mut seqs: Vec<u64> = self
            .of(tablet)
            .map(|kept| kept.sealed.envelope.seq)
            .collect();
        seqs.sort_unstable();
        let mut ranges = Line::of(self.highest_of(tablet), &seqs, &[]).missing;
        for kept in self.of(tablet) {
            let envelope = &kept.sealed.envelope;
            let mut sounds = envelope.attachments.iter();
            if recordings && sounds.any(|sound| !self.disk.sounds.contains(&sound.sha256)) {
                ranges.push(Range(envelope.seq, envelope.seq));
            }
        }
        if ranges.is_empty() {
            return Vec::new();
        }
        vec![Missing {
            event: EVENT.into(),
            ranges,
        }]
    }

    fn wanted(&self, batch: &[Sealed]) -> Vec<Hash> {
        let sounds = batch.iter().flat_map(|one| &one.envelope.attachments);
        let hashes = sounds.map(|sound| sound.sha256.clone());
        hashes
            .filter(|hash| !self.disk.sounds.contains(hash))
            .collect()
    }

    fn highest_of(&self, tablet: &TabletId) -> u64 {
        let all = self.disk.highest.iter();
        all.filter(|(of, _)| of == tablet)
            .map(|(_, seq)| *seq)
            .max()
            .unwrap_or(0)
    }

    fn receive(&mut self, sealed: &Sealed) -> Option<Receipt> {
        let decision = decide(sealed, &self.known(sealed));
        if matches!(decision, Decision::Store | Decision::Quarantine(_)) {
            self.disk.kept.push(Kept {
                sealed: Rc::new(sealed.clone()),
                aside: decision != Decision::Store,
            });
        }
        let envelope = &sealed.envelope;
        Some(Receipt {
            id: envelope.id.clone(),
            event: envelope.event.clone(),
            seq: envelope.seq,
            sha256: envelope.sha256.clone(),
            outcome: decision.outcome()?,
            reason: None,
        })
    }
}

impl Desk for Office {
    fn event(&self) -> &str {
        EVENT
    }

    fn question_set(&self) -> &str {
        r#"{"id":"set","version":1,"sha256":"h"}"#
    }

    fn new_tablet(&mut self) -> TabletId {
        self.tablets += 1;
        TabletId(["t", &self.tablets.to_string()].concat())
    }

    /// One batch, one transaction, and receipts after it.
    fn take(&mut self, tablet: &TabletId, batch: &[Sealed]) -> Answer {
        let receipts = batch
            .iter()
            .filter_map(|sealed| self.receive(sealed))
            .collect();
        said(&ResponsesReply {
            receipts,
            missing: self.missing(tablet, false),
            attachments_wanted: self.wanted(batch),
        })
    }

    fn put(&mut self, _: &TabletId, sound: &[u8]) -> Answer {
        let sha256 = Hash::of(sound);
        if !self.disk.sounds.contains(&sha256) {
            self.disk.sounds.push(sha256.clone());
        }
        said(&AttachmentReceipt {
            sha256,
            bytes: sound.len() as u64,
        })
    }

    fn beat(&mut self, tablet: &TabletId, highest: u64, _: u64) -> Answer {
        if highest > self.highest_of(tablet) {
            self.disk.highest.push((tablet.clone(), highest));
        }
        said(&HeartbeatReply {
            missing: self.missing(tablet, true),
            safe_to_clear: Vec::<EventId>::new(),
        })
    }

    fn know_event(&mut self, known: bool) {
        self.event_known = known;
        if known {
            self.disk
                .kept
                .iter_mut()
                .for_each(|kept| kept.aside = false);
        }
    }

    fn back_up(&mut self) {
        self.backup = self.disk.clone();
    }

    fn restore(&mut self) {
        self.disk = self.backup.clone();
        // Whether the event is known is staff's doing, and they do it again.
        self.know_event(self.event_known);
    }

    fn held(&mut self, tablet: &TabletId) -> Vec<Held> {
        let all = self.of(tablet);
        all.map(|kept| Held {
            id: kept.sealed.envelope.id.clone(),
            seq: kept.sealed.envelope.seq,
            body: kept.sealed.body.clone(),
            aside: kept.aside,
        })
        .collect()
    }

    fn highest(&mut self, tablet: &TabletId) -> u64 {
        self.highest_of(tablet)
    }

    fn has_sound(&mut self, sha256: &Hash) -> bool {
        self.disk.sounds.contains(sha256)
    }
}

fn said(reply: &impl serde::Serialize) -> Answer {
    Answer {
        status: 200,
        body: serde_json::to_string(reply).unwrap(),
        retry_after: None,
    }
}
