//! A village hall in memory: one tablet (and its second tab), one office, and a network that fails.
//!
//! Everything that is *decided* is decided by `kiosk-core`; this file only carries bytes, forgets what a
//! kill forgets, and keeps what a disk keeps.

mod office;
mod tablet;

use kiosk_core::outbox::{Answer, Meaning, Pace, Row, Step, batch, confirmed, meaning};
use kiosk_core::response::Sealed;
use kiosk_core::wire::ResponsesReply;
use office::Office;
use std::collections::BTreeMap;
use tablet::Tablet;

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Op {
    /// A visitor answers to the end (or leaves half-way); thanks are shown.
    Save(bool),
    /// They take it back while still standing there.
    TakeBack,
    /// They go: what was held may be sent.
    Leave,
    /// A batch is sent and answered.
    Send,
    /// A batch is sent, the office commits, the answer never comes.
    SendReplyLost,
    /// Nobody answers.
    SendNoOffice,
    /// A login page answers 200.
    SendCaptivePortal,
    /// The office refuses with this status.
    SendRefused(u16),
    /// A second tab reads the outbox …
    SecondTabReads,
    /// … and sends what it read, however long ago that was.
    SecondTabSends,
    /// The browser is killed: what is on disk stays, the rest is gone.
    Kill,
    /// The tablet says how it is.
    Heartbeat,
    /// The office's disk is backed up.
    OfficeBackup,
    /// The office comes back from that backup.
    OfficeRestored,
    /// Receipts come with other hashes.
    ReceiptGarbled,
    /// Somebody clears the browser's data.
    Wipe,
}

/// The hall.
#[derive(Default)]
pub struct Hall {
    tablet: Tablet,
    office: Office,
    pace: Pace,
    second_tab: Vec<Row>,
    /// What each visitor was thanked for, by tablet number and response number: the body as it is now.
    thanked: BTreeMap<(u32, u64), String>,
    wiped: Vec<u32>,
}

impl Hall {
    /// Plays one step.
    pub fn play(&mut self, op: &Op) {
        match op {
            Op::Save(complete) => {
                let seq = self
                    .tablet
                    .save(if *complete { "complete" } else { "partial" });
                self.thanked
                    .insert((self.tablet.number, seq), self.tablet.body(seq));
            }
            Op::TakeBack => {
                if let Some(seq) = self.tablet.take_back() {
                    self.thanked
                        .insert((self.tablet.number, seq), self.tablet.body(seq));
                }
            }
            Op::Leave => self.tablet.release_held(),
            Op::Send => self.send(|_, answer| answer),
            Op::SendReplyLost => self.send(|_, _| None),
            Op::ReceiptGarbled => self.send(|_, answer| answer.map(garble)),
            Op::SendNoOffice => self.send_nowhere(None),
            Op::SendCaptivePortal => self.send_nowhere(Some(page(200))),
            Op::SendRefused(status) => self.send_nowhere(Some(page(*status))),
            Op::SecondTabReads => self.second_tab = self.tablet.waiting(),
            Op::SecondTabSends => self.second_tab_sends(),
            Op::Kill => {
                // Pace and the second tab live in memory; the outbox, held rows and all, on disk.
                self.pace = Pace::default();
                self.second_tab.clear();
                self.tablet.release_held();
            }
            Op::Heartbeat => self.heartbeat(),
            Op::OfficeBackup => self.office.back_up(),
            Op::OfficeRestored => self.office.restore(),
            Op::Wipe => {
                self.wiped.push(self.tablet.number);
                self.tablet = self.tablet.wiped();
                self.second_tab.clear();
            }
        }
    }

    /// The network is well again: the sender and the heartbeat run until nothing is left to do.
    pub fn drain(&mut self) {
        self.tablet.release_held();
        for _ in 0..10_000 {
            if self.tablet.waiting().is_empty() {
                self.heartbeat();
                if self.tablet.waiting().is_empty() {
                    return;
                }
            }
            self.play(&Op::Send);
        }
        panic!("the outbox never emptied");
    }

    fn send(&mut self, network: impl Fn(&[Sealed], Option<Answer>) -> Option<Answer>) {
        let rows = self.tablet.waiting();
        let chosen: Vec<Row> = batch(&rows, self.pace.limit).into_iter().cloned().collect();
        if chosen.is_empty() {
            return;
        }
        let sealed = self.tablet.sealed(&chosen);
        let answer = network(&sealed, Some(self.office.take(&sealed)));
        self.hear(&chosen, &sealed, answer.as_ref());
    }

    fn send_nowhere(&mut self, answer: Option<Answer>) {
        let rows = self.tablet.waiting();
        let chosen: Vec<Row> = batch(&rows, self.pace.limit).into_iter().cloned().collect();
        if !chosen.is_empty() {
            let sealed = self.tablet.sealed(&chosen);
            self.hear(&chosen, &sealed, answer.as_ref());
        }
    }

    fn second_tab_sends(&mut self) {
        let rows = std::mem::take(&mut self.second_tab);
        let sealed = self.tablet.sealed(&rows);
        if !sealed.is_empty() {
            let answer = self.office.take(&sealed);
            self.hear(&rows, &sealed, Some(&answer));
        }
    }

    fn hear(&mut self, rows: &[Row], sealed: &[Sealed], answer: Option<&Answer>) {
        let envelopes: Vec<_> = sealed
            .iter()
            .map(|sealed| sealed.envelope.clone())
            .collect();
        let meaning = meaning(answer);
        let mut settled = false;
        if let Meaning::Receipts(reply) = &meaning {
            let ids = confirmed(&envelopes, reply, &[]);
            settled = !ids.is_empty();
            for row in rows.iter().filter(|row| ids.contains(&row.id)) {
                self.tablet.confirm(row);
            }
            self.tablet.send_again(&reply.missing);
        }
        if self.pace.after(&meaning, rows.len(), settled, 7) == Step::SetAside {
            panic!("nothing in these schedules is ever refused alone");
        }
    }

    fn heartbeat(&mut self) {
        let missing = self
            .office
            .heartbeat(&self.tablet.id(), self.tablet.highest());
        self.tablet.send_again(&missing);
    }

    /// Finished = confirmed + waiting + held on the tablet, at every moment.
    pub fn conservation(&self) -> Result<(), String> {
        self.tablet.conservation()
    }

    /// Every thanked response is at the office once, with the bytes it now has; and nothing else is.
    pub fn everything_arrived(&self) -> Result<(), String> {
        self.check(|_, _| false)
    }

    /// The same, or the office names it as missing, or it was made after the last word of a tablet
    /// whose wipe was noticed.
    pub fn arrived_or_reported_lost(&self) -> Result<(), String> {
        self.check(|tablet, seq| {
            let id = Tablet::id_of(tablet);
            let line = self.office.line(&id);
            let named = line.missing.iter().any(|range| range.contains(seq));
            named || self.wiped.contains(&tablet) && seq > line.finished
        })
    }

    fn check(&self, excused: impl Fn(u32, u64) -> bool) -> Result<(), String> {
        for ((tablet, seq), body) in &self.thanked {
            match self
                .office
                .bodies_of(&Tablet::id_of(*tablet), *seq)
                .as_slice()
            {
                [one] if one == body => {}
                [] if excused(*tablet, *seq) => {}
                other => {
                    return Err(format!(
                        "tablet {tablet} number {seq}: {body} became {other:?}"
                    ));
                }
            }
        }
        if self.office.count() > self.thanked.len() {
            return Err("the office holds a response nobody was thanked for".into());
        }
        Ok(())
    }

    /// How many responses the office holds.
    pub fn office_count(&self) -> usize {
        self.office.count()
    }

    /// The state of each response at the office.
    pub fn office_bodies(&self) -> Vec<String> {
        self.office.states()
    }
}

fn page(status: u16) -> Answer {
    Answer {
        status,
        body: "<!doctype html><title>Log in</title>".into(),
        retry_after: None,
    }
}

/// Receipts with other hashes: something between tablet and office has changed them.
fn garble(answer: Answer) -> Answer {
    let mut reply: ResponsesReply = serde_json::from_str(&answer.body).unwrap();
    for receipt in &mut reply.receipts {
        receipt.sha256 = kiosk_core::Hash::of(b"something else");
    }
    Answer {
        body: serde_json::to_string(&reply).unwrap(),
        ..answer
    }
}
