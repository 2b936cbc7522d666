//! Responses as tests write them.

use crate::hall::{EVENT, set};
use kiosk_core::response::{Answer, Envelope, Helped, Sealed, State, Status};
use kiosk_core::{EventId, Hash, ResponseId, TabletId, ids, response};

/// A response being made.
#[derive(Clone, Debug)]
pub struct Given {
    pub envelope: Envelope,
    pub body: response::Body,
}

/// A finished response of a tablet, with an id made of both so that tests can name it.
pub fn response(tablet: &str, seq: u64) -> Given {
    let mut random = [0; 16];
    random.copy_from_slice(&Hash::of(format!("{tablet} {seq}").as_bytes()).0.as_bytes()[..16]);
    let mut enjoyed = Answer::bare("enjoyed", Status::Answered);
    enjoyed.value = Some(3);
    Given {
        envelope: Envelope {
            id: ResponseId(ids::uuid_v4(random)),
            tablet: TabletId::from(tablet),
            event: EventId::from(EVENT),
            seq,
            sha256: Hash::of(b""),
            attachments: Vec::new(),
            key: None,
            card: None,
        },
        body: response::Body {
            format: 1,
            language: "en".into(),
            viewpoint: None,
            helped: Helped::Alone,
            state: State::Complete,
            quarter_hour: "2026-12-05T14:15Z".into(),
            question_set: set(),
            pack: None,
            answers: vec![enjoyed],
        },
    }
}

impl Given {
    pub fn event(mut self, event: &str) -> Self {
        self.envelope.event = event.into();
        self
    }

    pub fn body(mut self, change: impl FnOnce(&mut response::Body)) -> Self {
        change(&mut self.body);
        self
    }

    pub fn text(self, text: &str) -> Self {
        let mut more = Answer::bare("more", Status::Answered);
        more.text = Some(text.into());
        self.body(|body| body.answers.push(more))
    }

    /// Makes it final.
    pub fn seal(self) -> Sealed {
        seal_text(self.envelope, self.body.to_text())
    }
}

/// A response with any text as its body.
pub fn seal_text(mut envelope: Envelope, body: String) -> Sealed {
    envelope.sha256 = Hash::of(body.as_bytes());
    Sealed { envelope, body }
}
