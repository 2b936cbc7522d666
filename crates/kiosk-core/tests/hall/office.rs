//! The office's disk, written by core's decisions.

use kiosk_core::intake::{Decision, Known, decide};
use kiosk_core::ledger::Line;
use kiosk_core::outbox::Answer;
use kiosk_core::response::Sealed;
use kiosk_core::wire::{Missing, Receipt, ResponsesReply};
use kiosk_core::{Hash, ResponseId, TabletId};
use std::collections::BTreeMap;

#[derive(Clone, Default)]
struct Disk {
    stored: BTreeMap<ResponseId, Sealed>,
    highest: BTreeMap<TabletId, u64>,
}

#[derive(Default)]
pub struct Office {
    disk: Disk,
    backup: Disk,
}

impl Office {
    pub fn back_up(&mut self) {
        self.backup = self.disk.clone();
    }

    pub fn restore(&mut self) {
        self.disk = self.backup.clone();
    }

    /// One batch, one transaction, and receipts after it.
    pub fn take(&mut self, batch: &[Sealed]) -> Answer {
        let mut receipts = Vec::new();
        for sealed in batch {
            let envelope = &sealed.envelope;
            let known = self.known(sealed);
            let decision = decide(sealed, &known);
            if decision == Decision::Store {
                self.disk.stored.insert(envelope.id.clone(), sealed.clone());
            }
            assert!(
                !matches!(decision, Decision::Quarantine(_)),
                "{decision:?}: {sealed:?}"
            );
            if let Some(outcome) = decision.outcome() {
                let sha256 = Hash::of(sealed.body.as_bytes());
                receipts.push(Receipt {
                    id: envelope.id.clone(),
                    event: envelope.event.clone(),
                    seq: envelope.seq,
                    sha256,
                    outcome,
                    reason: None,
                });
            }
        }
        let missing = batch
            .first()
            .map(|first| self.missing(&first.envelope.tablet))
            .unwrap_or_default();
        let reply = ResponsesReply {
            receipts,
            missing,
            attachments_wanted: Vec::new(),
        };
        Answer {
            status: 200,
            body: serde_json::to_string(&reply).unwrap(),
            retry_after: None,
        }
    }

    fn known(&self, arriving: &Sealed) -> Known {
        let envelope = &arriving.envelope;
        let number_taken = self.disk.stored.values().any(|stored| {
            stored.envelope.id != envelope.id
                && stored.envelope.tablet == envelope.tablet
                && stored.envelope.event == envelope.event
                && stored.envelope.seq == envelope.seq
        });
        Known {
            same_id: self
                .disk
                .stored
                .get(&envelope.id)
                .map(|stored| stored.envelope.sha256.clone()),
            number_taken,
            in_quarantine: false,
            deleted: false,
            event_known: true,
            set_known: true,
        }
    }

    pub fn heartbeat(&mut self, tablet: &TabletId, highest: u64) -> Vec<Missing> {
        let known = self.disk.highest.entry(tablet.clone()).or_default();
        *known = highest.max(*known);
        self.missing(tablet)
    }

    pub fn line(&self, tablet: &TabletId) -> Line {
        let mut seqs: Vec<u64> = self.of(tablet).map(|stored| stored.envelope.seq).collect();
        seqs.sort_unstable();
        Line::of(
            self.disk.highest.get(tablet).copied().unwrap_or(0),
            &seqs,
            &[],
        )
    }

    fn of<'a>(&'a self, tablet: &'a TabletId) -> impl Iterator<Item = &'a Sealed> {
        self.disk
            .stored
            .values()
            .filter(move |stored| stored.envelope.tablet == *tablet)
    }

    fn missing(&self, tablet: &TabletId) -> Vec<Missing> {
        let ranges = self.line(tablet).missing;
        if ranges.is_empty() {
            Vec::new()
        } else {
            vec![Missing {
                event: "event".into(),
                ranges,
            }]
        }
    }

    pub fn bodies_of(&self, tablet: &TabletId, seq: u64) -> Vec<String> {
        self.of(tablet)
            .filter(|stored| stored.envelope.seq == seq)
            .map(|stored| stored.body.clone())
            .collect()
    }

    pub fn count(&self) -> usize {
        self.disk.stored.len()
    }

    pub fn states(&self) -> Vec<String> {
        let state = |stored: &Sealed| {
            let body: serde_json::Value = serde_json::from_str(&stored.body).unwrap();
            body["state"].as_str().unwrap_or_default().to_owned()
        };
        self.disk.stored.values().map(state).collect()
    }
}
