//! The way to the office: what becomes of an answer.

use super::ops::Net;
use kiosk_core::Hash;
use kiosk_core::outbox::Answer;
use kiosk_core::wire::ResponsesReply;

impl Net {
    /// Whether a call of so many responses gets to the office at all.
    pub fn arrives(self, responses: usize) -> bool {
        match self {
            Self::NoOffice | Self::Portal | Self::Status(_) => false,
            Self::TooLargeOver(most) => responses <= most,
            _ => true,
        }
    }

    /// What comes back: of the office's answer, or instead of it.
    pub fn back(self, said: Option<Answer>) -> Option<Answer> {
        match self {
            Self::NoOffice | Self::ReplyLost => None,
            Self::Portal => Some(page(200)),
            Self::Status(status) => Some(page(status)),
            Self::TooLargeOver(_) => Some(said.unwrap_or_else(|| page(413))),
            Self::Fine => said,
            Self::Torn => said.map(torn),
            Self::Garbled | Self::OtherNumbers | Self::OneReceipt => {
                said.map(|answer| self.changed(answer))
            }
        }
    }

    fn changed(self, answer: Answer) -> Answer {
        let Ok(mut reply) = serde_json::from_str::<ResponsesReply>(&answer.body) else {
            // A recording's receipt: no less spoilt.
            return torn(answer);
        };
        match self {
            Self::OneReceipt => reply.receipts.truncate(1),
            Self::OtherNumbers => reply.receipts.iter_mut().for_each(|one| one.seq += 1),
            _ => reply
                .receipts
                .iter_mut()
                .for_each(|one| one.sha256 = Hash::of(b"something else")),
        }
        Answer {
            body: serde_json::to_string(&reply).unwrap(),
            ..answer
        }
    }
}

fn torn(mut answer: Answer) -> Answer {
    answer.body.truncate(answer.body.len() / 2);
    answer
}

fn page(status: u16) -> Answer {
    Answer {
        status,
        body: "<!doctype html><title>Log in</title>".into(),
        retry_after: None,
    }
}
