//! A village hall: a tablet (and its second tab), an office, and a network that fails.
//!
//! Everything that is *decided* is decided by `kiosk-core`; this only carries bytes, forgets what a kill
//! forgets, and keeps what a disk keeps. The office is whatever is a [`Desk`]: one in memory, or the real
//! one with its database.

mod check;
mod net;
pub mod ops;
mod tablet;

use kiosk_core::outbox::{Answer, Meaning, Pace, Place, Row, Step, batch, confirmed, meaning};
use kiosk_core::response::Sealed;
use kiosk_core::wire::{AttachmentReceipt, HeartbeatReply, ResponsesReply};
use kiosk_core::{Hash, ResponseId, TabletId, json};
use ops::{Net, Op};
use std::collections::BTreeMap;
use tablet::{Draft, Room, Tablet, sound_of};

/// An office, as a tablet and a watcher see it.
pub trait Desk {
    /// Event of the tablets.
    fn event(&self) -> &str;
    /// The wording's name, as JSON.
    fn question_set(&self) -> &str;
    /// A tablet nobody had before.
    fn new_tablet(&mut self) -> TabletId;
    /// `POST /responses`.
    fn take(&mut self, tablet: &TabletId, batch: &[Sealed]) -> Answer;
    /// `PUT /attachments/…`.
    fn put(&mut self, tablet: &TabletId, sound: &[u8]) -> Answer;
    /// `POST /heartbeat`.
    fn beat(&mut self, tablet: &TabletId, highest: u64, outbox: u64) -> Answer;
    /// Whether the event is known.
    fn know_event(&mut self, known: bool);
    /// Copies the disk.
    fn back_up(&mut self);
    /// Puts the copy in its place.
    fn restore(&mut self);
    /// What it holds of a tablet: accepted or kept aside.
    fn held(&mut self, tablet: &TabletId) -> Vec<Held>;
    /// The highest number this tablet is known to have reached.
    fn highest(&mut self, tablet: &TabletId) -> u64;
    /// Whether it has these bytes.
    fn has_sound(&mut self, sha256: &Hash) -> bool;
}

/// One response at the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub id: ResponseId,
    pub seq: u64,
    pub body: String,
    pub aside: bool,
}

/// What a batch was made of, while it is on its way.
#[derive(Default)]
struct Underway {
    tablet: Option<TabletId>,
    rows: Vec<Row>,
    sealed: Vec<Sealed>,
}

/// The hall.
pub struct Hall<D> {
    pub desk: D,
    tablet: Tablet,
    pace: Pace,
    second_tab: Underway,
    last: Option<Draft>,
    /// Whether the office may have forgotten what it confirmed, until it is asked.
    restored: bool,
    /// What must arrive, by tablet and number: the id and the bytes as they are now.
    kept: BTreeMap<(TabletId, u64), (ResponseId, String)>,
    /// Thanks that were shown.
    thanked: Vec<ResponseId>,
    wiped: Vec<TabletId>,
}

impl<D: Desk> Hall<D> {
    pub fn open(mut desk: D) -> Self {
        let id = desk.new_tablet();
        let tablet = Tablet::new(id, desk.event(), desk.question_set());
        Self {
            desk,
            tablet,
            pace: Pace::default(),
            second_tab: Underway::default(),
            last: None,
            restored: false,
            kept: BTreeMap::new(),
            thanked: Vec::new(),
            wiped: Vec::new(),
        }
    }

    /// Plays one step.
    pub fn play(&mut self, op: Op) {
        match op {
            Op::Answer => self.tablet.answer(),
            Op::Record => self.tablet.record(),
            Op::Finish => self.finish(),
            Op::SaveAgain => self.save_again(),
            Op::LateAutosave => self.tablet.late_autosave(),
            Op::TakeBack => {
                let rewritten = self.tablet.take_back();
                self.keep(rewritten);
            }
            Op::Leave => self.leave(),
            Op::Send(sounds, bodies) => self.send(sounds, bodies),
            Op::SecondTabReads => self.second_tab = self.pack(500),
            Op::SecondTabSends => self.second_tab_sends(),
            Op::SecondTabStarts => self.start(),
            Op::Kill => self.kill(),
            Op::Heartbeat(net) => self.heartbeat(net),
            Op::TryAgain => self.tablet.move_rows(Place::SetAside, &Place::Waiting),
            Op::NoRoomForRecordings => self.tablet.room = Room::AnswersOnly,
            Op::NoRoom => self.tablet.room = Room::None,
            Op::Room => self.tablet.room = Room::Plenty,
            Op::EventUnknown => self.desk.know_event(false),
            Op::EventKnown => self.desk.know_event(true),
            Op::OfficeBackup => self.desk.back_up(),
            Op::OfficeRestored => {
                self.desk.restore();
                self.restored = true;
            }
            Op::Wipe => self.wipe(),
        }
    }

    /// The network is well again: the sender and the heartbeat run until nothing is left to do.
    pub fn drain(&mut self) {
        for op in [Op::Room, Op::EventKnown, Op::Leave, Op::Kill] {
            self.play(op);
        }
        for _ in 0..1_000 {
            self.play(Op::TryAgain);
            if self.tablet.waiting().next().is_none() {
                self.heartbeat(Net::Fine);
                if self.tablet.waiting().next().is_none() {
                    return;
                }
            }
            self.send(Net::Fine, Net::Fine);
        }
        panic!("the outbox never emptied");
    }

    fn finish(&mut self) {
        let Some(draft) = self
            .tablet
            .drafts
            .iter()
            .find(|draft| draft.locked)
            .cloned()
        else {
            return;
        };
        let saved = self.tablet.save(&draft, "complete");
        if self.keep(saved) {
            self.thanked.push(draft.id.clone());
            self.last = Some(draft);
        }
    }

    fn save_again(&mut self) {
        let Some(draft) = self.last.take() else {
            return;
        };
        let before = self.tablet.highest();
        let found = self.tablet.save(&draft, "complete");
        assert!(
            found.is_some() && self.tablet.highest() == before,
            "saved twice"
        );
    }

    /// Notes what must arrive from now on.
    fn keep(&mut self, at: Option<usize>) -> bool {
        let Some(at) = at else { return false };
        let Sealed { envelope, body } = &self.tablet.finished[at].sealed;
        self.kept.insert(
            (self.tablet.id.clone(), envelope.seq),
            (envelope.id.clone(), body.clone()),
        );
        true
    }

    fn leave(&mut self) {
        if let Some(mut draft) = self
            .tablet
            .drafts
            .iter()
            .find(|draft| draft.locked)
            .cloned()
        {
            draft.recording = None;
            let saved = self.tablet.save(&draft, "partial");
            self.keep(saved);
        }
        for draft in &mut self.tablet.drafts {
            draft.locked = false;
        }
        self.tablet.move_rows(Place::Held, &Place::Waiting);
    }

    fn kill(&mut self) {
        // Pace, tabs and recordings live in memory; drafts and the outbox, held rows and all, on disk.
        self.pace = Pace::default();
        self.last = None;
        self.second_tab = Underway::default();
        for draft in &mut self.tablet.drafts {
            draft.locked = false;
            draft.recording = None;
        }
        self.start();
        self.tablet.move_rows(Place::Held, &Place::Waiting);
    }

    /// A page starts: a draft nobody holds becomes partial, once.
    fn start(&mut self) {
        let free: Vec<Draft> = self
            .tablet
            .drafts
            .iter()
            .filter(|draft| !draft.locked)
            .cloned()
            .collect();
        for draft in free {
            let saved = self.tablet.save(&draft, "partial");
            self.keep(saved);
        }
    }

    fn wipe(&mut self) {
        self.wiped.push(self.tablet.id.clone());
        let id = self.desk.new_tablet();
        self.tablet = self.tablet.wiped(id);
        self.last = None;
        // What the second tab has read may still be on its way.
    }

    fn pack(&self, limit: usize) -> Underway {
        let rows: Vec<Row> = batch(self.tablet.waiting(), limit)
            .into_iter()
            .cloned()
            .collect();
        Underway {
            tablet: Some(self.tablet.id.clone()),
            sealed: rows.iter().map(|row| self.tablet.of(row)).collect(),
            rows,
        }
    }

    fn send(&mut self, sounds: Net, bodies: Net) {
        let underway = self.pack(self.pace.limit);
        self.post(&underway, bodies, sounds);
    }

    fn second_tab_sends(&mut self) {
        let underway = std::mem::take(&mut self.second_tab);
        self.post(&underway, Net::Fine, Net::Fine);
    }

    fn post(&mut self, underway: &Underway, net: Net, sounds: Net) {
        let (Some(tablet), false) = (&underway.tablet, underway.rows.is_empty()) else {
            return;
        };
        let said = net
            .arrives(underway.rows.len())
            .then(|| self.desk.take(tablet, &underway.sealed));
        let answer = net.back(said);
        let meaning = meaning(answer.as_ref());
        let mut settled = false;
        if let Meaning::Receipts(reply) = &meaning {
            settled = self.settle(underway, reply, sounds);
        }
        if self.pace.after(&meaning, underway.rows.len(), settled, 7) == Step::SetAside {
            self.tablet.set_aside(&underway.rows[0]);
        }
    }

    /// Bodies are there; now each recording, and what is confirmed by both.
    fn settle(&mut self, underway: &Underway, reply: &ResponsesReply, net: Net) -> bool {
        let mut settled = false;
        for (row, sealed) in underway.rows.iter().zip(&underway.sealed) {
            let envelope = &sealed.envelope;
            let mut held = Vec::new();
            for sound in &envelope.attachments {
                if self.put_sound(sealed, row, net) {
                    held.push(sound.sha256.clone());
                }
            }
            if !confirmed(std::slice::from_ref(envelope), reply, &held).is_empty() {
                self.tablet.confirm(row);
                settled = true;
            }
        }
        if underway.tablet.as_ref() == Some(&self.tablet.id) {
            self.tablet.send_again(&reply.missing);
        }
        settled
    }

    fn put_sound(&mut self, sealed: &Sealed, row: &Row, net: Net) -> bool {
        let sound = sound_of(&sealed.envelope.id);
        let tablet = &sealed.envelope.tablet;
        let said = net.arrives(1).then(|| self.desk.put(tablet, &sound));
        let answer = net.back(said);
        let here = &sealed.envelope.attachments[0];
        let receipt = answer
            .as_ref()
            .filter(|answer| answer.status == 200)
            .and_then(|answer| serde_json::from_str::<AttachmentReceipt>(&answer.body).ok());
        if answer.is_some_and(|answer| matches!(answer.status, 400 | 413)) {
            self.tablet.set_aside(row);
        }
        receipt.is_some_and(|one| one.sha256 == here.sha256 && one.bytes == here.bytes)
    }

    fn heartbeat(&mut self, net: Net) {
        let tablet = &self.tablet;
        let outbox = tablet.highest() - tablet.confirmed as u64;
        let said = net
            .arrives(1)
            .then(|| self.desk.beat(&tablet.id, tablet.highest(), outbox));
        let reply = net
            .back(said)
            .filter(|answer| answer.status == 200)
            .and_then(|answer| json::read::<HeartbeatReply>(&answer.body).ok());
        if let Some(reply) = reply {
            self.tablet.send_again(&reply.missing);
            self.restored = false;
        }
    }
}
