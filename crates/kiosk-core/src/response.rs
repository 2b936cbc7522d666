//! A response: one visitor's answers, as a body that never changes and an envelope that travels in clear.

mod draft;
mod stored;

pub use draft::Draft;
pub use stored::Stored;

use crate::questions::SetRef;
use crate::{EventId, Hash, ResponseId, TabletId};
use serde::{Deserialize, Serialize};

/// Longest own text kept of one answer, in characters. Enough for a page; a leaning elbow stops here.
pub const MOST_TEXT: usize = 4000;
/// Longest own word, in characters.
pub const MOST_WORD: usize = 40;

/// What the visitor said. Made once, stored, sent and kept as the bytes it was made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Body {
    /// Always 1.
    pub format: u32,
    /// The language it was answered in, with its Easy Read variant; `und` when withdrawn.
    pub language: String,
    /// Key of the viewpoint, if one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewpoint: Option<String>,
    /// Whether somebody helped.
    #[serde(default)]
    pub helped: Helped,
    /// Whether it was finished.
    pub state: State,
    /// Quarter of an hour (UTC) of finishing, rounded down: coarse on purpose.
    pub quarter_hour: String,
    /// The exact wording that was asked.
    pub question_set: SetRef,
    /// Hash of the pack that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<Hash>,
    /// One for every question of the set, in its order; empty when withdrawn.
    pub answers: Vec<Answer>,
}

/// Whether somebody helped to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Helped {
    #[default]
    Alone,
    Helped,
    StaffTyped,
}

/// How far a response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Answered to the end.
    Complete,
    /// Left half-way.
    Partial,
    /// The visitor took it back; no answers are kept.
    Withdrawn,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// Key of the question.
    pub question: String,
    /// What became of it.
    pub status: Status,
    /// Point of a scale, or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<i32>,
    /// Keys of the options chosen (`one`, `many`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Keys of the tiles chosen (`words`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiles: Vec<String>,
    /// The visitor's own words (`words`). Free text: needs clearance before anyone reads it in a report.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<String>,
    /// The visitor's own text (`text`). Needs clearance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Object number of a favourite (`item`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Hash of the recording (`voice`), which travels as an attachment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recording: Option<Hash>,
    /// Whether somebody else typed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub staff_typed: bool,
    /// True when the own words or text look as if they told who somebody is: to be read with care
    /// before clearance.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flagged: bool,
}

impl Answer {
    /// An answer with nothing in it but its status.
    pub fn bare(question: impl Into<String>, status: Status) -> Self {
        Self {
            question: question.into(),
            status,
            value: None,
            options: Vec::new(),
            tiles: Vec::new(),
            own: Vec::new(),
            text: None,
            item: None,
            recording: None,
            staff_typed: false,
            flagged: false,
        }
    }

    /// True when nothing was chosen or typed.
    pub fn says_nothing(&self) -> bool {
        self.value.is_none()
            && self.options.is_empty()
            && self.tiles.is_empty()
            && self.own.iter().all(|word| word.trim().is_empty())
            && self
                .text
                .as_deref()
                .is_none_or(|text| text.trim().is_empty())
            && self.item.is_none()
            && self.recording.is_none()
    }

    /// The keys a condition may look at.
    pub fn chosen(&self) -> impl Iterator<Item = String> + '_ {
        self.value
            .map(|value| value.to_string())
            .into_iter()
            .chain(self.options.iter().cloned())
            .chain(self.tiles.iter().cloned())
            .chain(self.item.iter().cloned())
    }
}

/// What became of a question. *Skipped*, *don't know* and *not asked* are three different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Something was chosen or typed.
    Answered,
    /// The visitor saw it and went on.
    Skipped,
    /// The visitor said "I don't know".
    DontKnow,
    /// Their way through the set did not lead there.
    NotAsked,
    /// They left before they came to it.
    NotReached,
}

/// What travels in clear beside the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Envelope {
    /// UUID v4: carries no time.
    pub id: ResponseId,
    /// The tablet that made it.
    pub tablet: TabletId,
    /// The event it belongs to.
    pub event: EventId,
    /// Runs from 1 without gaps per tablet and event; taken inside the saving transaction.
    pub seq: u64,
    /// Hash of the body's bytes.
    pub sha256: Hash,
    /// Recordings that belong to it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// Which office key sealed the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Picture card of a before/after pair. It travels, and the office takes it out before it stores the
    /// envelope: a matched pair gets a random id instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
}

/// A recording that belongs to a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attachment {
    /// Hash of its bytes.
    pub sha256: Hash,
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// A response as it is stored and sent: the body verbatim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sealed {
    /// What travels in clear.
    pub envelope: Envelope,
    /// The body's bytes as text, exactly as hashed.
    pub body: String,
}

/// The language of what was taken back: BCP 47's "undetermined".
pub const NO_LANGUAGE: &str = "und";

impl Body {
    /// What is left when a visitor takes it back: that there was a response, to which wording and when.
    /// Nothing of its giver, neither answers nor language, viewpoint or help.
    pub fn taken_back(self) -> Self {
        Self {
            language: NO_LANGUAGE.to_owned(),
            viewpoint: None,
            helped: Helped::default(),
            state: State::Withdrawn,
            answers: Vec::new(),
            ..self
        }
    }

    /// The same without its recordings, for a tablet that has room for the answers only.
    pub fn without_recordings(self) -> Self {
        self.with_recordings(|_| false)
    }

    /// The same with those recordings only that are there. An answer that was nothing else is then *not reached*:
    /// its visitor did not skip it.
    pub fn with_recordings(mut self, is_here: impl Fn(&Hash) -> bool) -> Self {
        for answer in &mut self.answers {
            if answer.recording.as_ref().is_some_and(|hash| !is_here(hash)) {
                answer.recording = None;
                if answer.says_nothing() {
                    answer.status = Status::NotReached;
                }
            }
        }
        self
    }

    /// Names a recording by the hash it travels under: sealed bytes are other bytes.
    pub fn rename_recording(&mut self, from: &Hash, to: &Hash) {
        let named = self
            .answers
            .iter_mut()
            .flat_map(|answer| &mut answer.recording);
        for hash in named.filter(|hash| *hash == from) {
            hash.clone_from(to);
        }
    }

    /// The bytes that are stored, hashed and sent: compact JSON.
    pub fn to_text(&self) -> String {
        // A struct of strings, numbers and lists has no way to fail here.
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
