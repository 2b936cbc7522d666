//! The tablet's disk: what one strict transaction writes together, and what it refuses.

use kiosk_core::outbox::{Place, Row, is_missing};
use kiosk_core::response::{Attachment, Envelope, Sealed};
use kiosk_core::wire::Missing;
use kiosk_core::{EventId, Hash, ResponseId, TabletId};

/// How much still goes onto the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    #[default]
    Plenty,
    AnswersOnly,
    None,
}

/// Answers being given.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: ResponseId,
    /// Recordings are kept with the page, not with the draft: a kill drops them.
    pub recording: Option<Vec<u8>>,
    /// Held by the page that writes it.
    pub locked: bool,
}

/// A finished response: its bytes for good, and its row for as long as no receipt has come.
#[derive(Clone, Debug)]
pub struct Finished {
    pub sealed: Sealed,
    pub row: Option<Row>,
}

pub struct Tablet {
    pub id: TabletId,
    event: EventId,
    question_set: String,
    pub room: Room,
    pub drafts: Vec<Draft>,
    /// By number, from 1.
    pub finished: Vec<Finished>,
    pub confirmed: usize,
    drafts_made: u32,
}

impl Tablet {
    pub fn new(id: TabletId, event: &str, question_set: &str) -> Self {
        Self {
            id,
            event: event.into(),
            question_set: question_set.to_owned(),
            room: Room::Plenty,
            drafts: Vec::new(),
            finished: Vec::new(),
            confirmed: 0,
            drafts_made: 0,
        }
    }

    /// A new database is a new tablet, always.
    pub fn wiped(&self, id: TabletId) -> Self {
        Self::new(id, self.event.as_str(), &self.question_set)
    }

    pub fn highest(&self) -> u64 {
        self.finished.len() as u64
    }

    /// The draft this page writes; made by the first answer, if it can be kept.
    pub fn answer(&mut self) {
        if self.room == Room::None || self.drafts.iter().any(|draft| draft.locked) {
            return;
        }
        self.drafts_made += 1;
        self.drafts.push(Draft {
            id: ResponseId([self.id.as_str(), "-", &self.drafts_made.to_string()].concat()),
            recording: None,
            locked: true,
        });
    }

    pub fn record(&mut self) {
        if let Some(draft) = self.drafts.iter_mut().find(|draft| draft.locked) {
            draft.recording = Some(sound_of(&draft.id));
        }
    }

    /// An autosave: nothing, once its response is saved.
    pub fn late_autosave(&mut self) {
        let Some(last) = self.finished.last() else {
            return;
        };
        let id = last.sealed.envelope.id.clone();
        if self.number_of(&id).is_none() {
            self.drafts.push(Draft {
                id,
                recording: None,
                locked: false,
            });
        }
    }

    fn number_of(&self, id: &ResponseId) -> Option<usize> {
        self.finished
            .iter()
            .position(|done| done.sealed.envelope.id == *id)
    }

    /// One transaction: number, envelope, body, recording, outbox row, and the end of the draft. Gives
    /// the place of the response, or nothing when nothing was written.
    pub fn save(&mut self, draft: &Draft, state: &str) -> Option<usize> {
        if let Some(at) = self.number_of(&draft.id) {
            return Some(at);
        }
        if self.room == Room::None {
            return None;
        }
        let seq = self.highest() + 1;
        let body = self.body(state, &draft.id);
        let recording = draft.recording.as_ref();
        let kept = recording.filter(|_| self.room == Room::Plenty);
        let envelope = Envelope {
            id: draft.id.clone(),
            tablet: self.id.clone(),
            event: self.event.clone(),
            seq,
            sha256: Hash::of(body.as_bytes()),
            attachments: kept.into_iter().map(|sound| attachment(sound)).collect(),
            key: None,
            card: None,
        };
        let row = Some(row(&envelope, &body, Place::Held));
        self.finished.push(Finished {
            sealed: Sealed { envelope, body },
            row,
        });
        self.drafts.retain(|other| other.id != draft.id);
        Some(self.finished.len() - 1)
    }

    /// Rewrites the newest response, if it is still held.
    pub fn take_back(&mut self) -> Option<usize> {
        let at = self.finished.len().checked_sub(1)?;
        let held = self.finished[at].row.as_ref()?.place == Place::Held;
        if !held || self.room == Room::None {
            return None;
        }
        let body = self.body("withdrawn", &self.finished[at].sealed.envelope.id);
        let done = &mut self.finished[at];
        done.sealed.envelope.sha256 = Hash::of(body.as_bytes());
        done.sealed.envelope.attachments.clear();
        done.row = Some(row(&done.sealed.envelope, &body, Place::Held));
        done.sealed.body = body;
        Some(at)
    }

    pub fn move_rows(&mut self, from: Place, to: &Place) {
        for row in self
            .finished
            .iter_mut()
            .filter_map(|done| done.row.as_mut())
        {
            if row.place == from {
                row.place = to.clone();
            }
        }
    }

    /// The rows that wait, in order.
    pub fn waiting(&self) -> impl Iterator<Item = &Row> {
        self.finished
            .iter()
            .filter_map(|done| done.row.as_ref())
            .filter(|row| row.place == Place::Waiting)
    }

    pub fn of(&self, row: &Row) -> Sealed {
        self.finished[row.seq as usize - 1].sealed.clone()
    }

    /// The row of this response, if it is this tablet's and still open.
    fn open(&mut self, row: &Row) -> Option<&mut Finished> {
        let done = self.finished.get_mut((row.seq as usize).checked_sub(1)?)?;
        let same = |here: &Row| here.id == row.id && here.sha256 == row.sha256;
        done.row.as_ref().is_some_and(same).then_some(done)
    }

    /// A receipt counts once, and only for the bytes that are here now.
    pub fn confirm(&mut self, row: &Row) {
        if let Some(done) = self.open(row) {
            done.row = None;
            self.confirmed += 1;
        }
    }

    pub fn set_aside(&mut self, row: &Row) {
        if let Some(here) = self.open(row).and_then(|done| done.row.as_mut()) {
            here.place = Place::SetAside;
        }
    }

    pub fn send_again(&mut self, missing: &[Missing]) {
        if missing.is_empty() {
            return;
        }
        for done in self.finished.iter_mut().filter(|done| done.row.is_none()) {
            let Sealed { envelope, body } = &done.sealed;
            if is_missing(missing, &envelope.event, envelope.seq) {
                done.row = Some(row(envelope, body, Place::Waiting));
                self.confirmed -= 1;
            }
        }
    }

    /// Finished = confirmed + waiting + set aside, held ones counted as waiting.
    pub fn conservation(&self) -> Result<(), String> {
        let open = self.finished.iter().filter(|done| done.row.is_some());
        let here = self.confirmed + open.count();
        let numbered = self.finished.iter().zip(1..);
        if !numbered
            .clone()
            .all(|(done, seq)| done.sealed.envelope.seq == seq)
        {
            return Err("the numbers have a gap".into());
        }
        if here == self.finished.len() {
            return Ok(());
        }
        Err(format!("{} finished, {here} accounted for", self.highest()))
    }

    fn body(&self, state: &str, id: &ResponseId) -> String {
        [
            r#"{"format":1,"language":"en","state":""#,
            state,
            r#"","quarter_hour":"2026-12-05T14:15Z","question_set":"#,
            &self.question_set,
            r#","answers":[],"of":""#,
            id.as_str(),
            r#""}"#,
        ]
        .concat()
    }
}

/// What somebody recorded: other bytes for each response.
pub fn sound_of(id: &ResponseId) -> Vec<u8> {
    ["sound of ", id.as_str()].concat().into_bytes()
}

fn attachment(sound: &[u8]) -> Attachment {
    Attachment {
        sha256: Hash::of(sound),
        media_type: "audio/webm".into(),
        bytes: sound.len() as u64,
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
