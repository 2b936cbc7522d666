//! What the office does with a response that arrives: decided here, carried out by the office.

use crate::Hash;
use crate::response::{Body, Sealed};
use crate::time::is_quarter_hour;
use crate::wire::Outcome;

/// What the office already holds under the keys of an arriving response.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Hash of the body stored under the same id.
    pub same_id: Option<Hash>,
    /// Whether the same tablet, event and number are taken by another id.
    pub number_taken: bool,
    /// Whether these very bytes are in quarantine under this id.
    pub in_quarantine: bool,
    /// Whether a person deleted this response at the office: a resend must not bring it back.
    pub deleted: bool,
    /// Whether the event is known.
    pub event_known: bool,
    /// Whether the wording (id, version, hash) is known; asked only once the body could be read.
    pub set_known: bool,
}

/// What to do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The bytes are not the ones that were hashed: no receipt, the tablet sends again.
    NoReceipt,
    /// Write it.
    Store,
    /// Write nothing; it is here.
    AlreadyStored,
    /// Keep the bytes aside with this reason.
    Quarantine(Reason),
    /// Write nothing; these bytes are in quarantine.
    AlreadyQuarantined,
}

impl Decision {
    /// What the receipt says, once the decision has been carried out and is on disk.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::NoReceipt => None,
            Self::Store => Some(Outcome::Stored),
            Self::AlreadyStored => Some(Outcome::AlreadyStored),
            Self::Quarantine(_) | Self::AlreadyQuarantined => Some(Outcome::Quarantined),
        }
    }
}

/// Why a response is kept aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Same id, other bytes.
    OtherBytes,
    /// Same tablet, event and number, other id.
    NumberTaken,
    /// The office has no such event.
    UnknownEvent,
    /// The office has no such wording.
    UnknownQuestionSet,
    /// The body is no response this office can read.
    Unreadable,
}

impl Reason {
    /// The word that is stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OtherBytes => "other_bytes",
            Self::NumberTaken => "number_taken",
            Self::UnknownEvent => "unknown_event",
            Self::UnknownQuestionSet => "unknown_question_set",
            Self::Unreadable => "unreadable",
        }
    }

    /// The reason with that word.
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::OtherBytes,
            Self::NumberTaken,
            Self::UnknownEvent,
            Self::UnknownQuestionSet,
            Self::Unreadable,
        ]
        .into_iter()
        .find(|reason| reason.as_str() == word)
    }

    /// Whether it can let go by itself, when the event is mapped or the wording arrives.
    pub fn may_heal(self) -> bool {
        matches!(self, Self::UnknownEvent | Self::UnknownQuestionSet)
    }
}

/// Reads a body, if it is one this office understands.
pub fn read_body(text: &str) -> Option<Body> {
    let body: Body = serde_json::from_str(text).ok()?;
    (body.format == 1 && is_quarter_hour(&body.quarter_hour)).then_some(body)
}

/// Decides. Total: every arriving response is stored, recognised or kept aside, unless its bytes are
/// not the ones the tablet hashed.
pub fn decide(arriving: &Sealed, known: &Known) -> Decision {
    let hash = Hash::of(arriving.body.as_bytes());
    if hash != arriving.envelope.sha256 {
        return Decision::NoReceipt;
    }
    if known.deleted || known.same_id.as_ref() == Some(&hash) {
        return Decision::AlreadyStored;
    }
    if known.in_quarantine {
        return Decision::AlreadyQuarantined;
    }
    let reason = if known.same_id.is_some() {
        Reason::OtherBytes
    } else if known.number_taken {
        Reason::NumberTaken
    } else if arriving.envelope.seq == 0
        || arriving.envelope.key.is_none() && read_body(&arriving.body).is_none()
    {
        Reason::Unreadable
    } else if !known.event_known {
        Reason::UnknownEvent
    } else if arriving.envelope.key.is_none() && !known.set_known {
        Reason::UnknownQuestionSet
    } else {
        return Decision::Store;
    };
    Decision::Quarantine(reason)
}
