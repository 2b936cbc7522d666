//! A response: one visitor's answers, as a body that never changes and an envelope that travels in clear.

use crate::personal;
use crate::questions::{Kind, Moment, Question, QuestionSet, SetRef, sequence_where};
use crate::time::{UnixMillis, quarter_hour};
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
    /// The language it was answered in, with its Easy Read variant.
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
    /// Picture card of a before/after pair; the office drops it once pairs are made.
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

/// Answers being given. Autosaved with every answer; carries its final id from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The id the response will have.
    pub id: ResponseId,
    /// The event it belongs to.
    pub event: EventId,
    /// The wording that is asked.
    pub question_set: SetRef,
    /// The pack that is shown.
    pub pack: Option<Hash>,
    /// The language in use.
    pub language: String,
    /// The viewpoint chosen.
    pub viewpoint: Option<String>,
    /// Whether the visitor has read the privacy sentences and gone on.
    pub privacy_passed: bool,
    /// Which half of a before/after pair this is; `None` where the set has no pairs.
    pub moment: Option<Moment>,
    /// The picture card that joins the halves. It goes into the envelope, never into the body.
    pub card: Option<String>,
    /// Whether a voice can be recorded: the event allows it, this browser can, nobody refused.
    pub voice: bool,
    /// Child mode: tiles and faces only.
    pub child: bool,
    /// Key of the question on screen.
    pub at: Option<String>,
    /// Answers so far, in the order given.
    pub answers: Vec<Answer>,
}

impl Draft {
    /// The answer to this question so far.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.question == question)
    }

    /// Puts an answer in the place of an earlier one to the same question.
    pub fn put(&mut self, answer: Answer) {
        match self
            .answers
            .iter_mut()
            .find(|known| known.question == answer.question)
        {
            Some(known) => *known = answer,
            None => self.answers.push(answer),
        }
    }

    /// Lets go of recordings whose bytes are gone with the page that made them.
    pub fn forget_recordings(&mut self) {
        self.answers.retain(|answer| answer.recording.is_none());
    }

    /// Whether it must be kept when the visitor leaves: privacy read, and something answered.
    pub fn is_worth_keeping(&self) -> bool {
        self.privacy_passed
            && self
                .answers
                .iter()
                .any(|answer| answer.status == Status::Answered)
    }

    /// The questions this visitor is asked, in order. A voice is asked for only where it can be recorded,
    /// nothing is to be written in child mode, and each half of a pair has its own questions.
    pub fn asked<'a>(&self, set: &'a QuestionSet) -> Vec<&'a Question> {
        let may = |question: &Question| {
            let kind = match question.kind {
                Kind::Voice => self.voice && !self.child,
                Kind::Text => !self.child,
                _ => true,
            };
            let half = match (self.moment, question.moment) {
                (Some(Moment::Before), moment) => moment == Some(Moment::Before),
                (Some(Moment::After), moment) => moment != Some(Moment::Before),
                (None, _) => true,
            };
            kind && half
        };
        sequence_where(set, self.viewpoint.as_deref(), &self.answers, &may)
    }

    /// Ends the draft. Every question of the set gets an answer: what the visitor gave, *not asked*
    /// where their way did not lead, and *not reached* where they left before it. What was left half-way
    /// carries no recording.
    pub fn finish(&self, set: &QuestionSet, state: State, now: UnixMillis) -> Body {
        let asked = self.asked(set);
        let answers = set.questions.iter().map(|question| {
            if !asked.iter().any(|other| other.key == question.key) {
                return Answer::bare(&question.key, Status::NotAsked);
            }
            match self.answer(&question.key) {
                Some(answer) => tidy(answer.clone(), state),
                None => Answer::bare(&question.key, Status::NotReached),
            }
        });
        let typed_by_staff = |answer: &Answer| answer.staff_typed && !answer.says_nothing();
        let staff_typed = self.answers.iter().any(typed_by_staff);
        Body {
            format: 1,
            language: self.language.clone(),
            viewpoint: self.viewpoint.clone(),
            helped: if staff_typed {
                Helped::StaffTyped
            } else {
                Helped::Alone
            },
            state,
            quarter_hour: quarter_hour(now),
            question_set: self.question_set.clone(),
            pack: self.pack.clone(),
            answers: if state == State::Withdrawn {
                Vec::new()
            } else {
                answers.collect()
            },
        }
    }

    /// Ends a draft whose question set is no longer at hand: what was given is kept as it is.
    pub fn finish_without_set(&self, now: UnixMillis) -> Body {
        let empty = QuestionSet {
            format: 1,
            id: self.question_set.id.clone(),
            version: self.question_set.version,
            title: crate::Text::default(),
            privacy: crate::Text::default(),
            viewpoints: Vec::new(),
            questions: Vec::new(),
            thanks: crate::Text::default(),
            licence: None,
        };
        let given = self.answers.iter().cloned();
        Body {
            answers: given.map(|answer| tidy(answer, State::Partial)).collect(),
            ..self.finish(&empty, State::Partial, now)
        }
    }
}

/// Takes surrounding space and anything over length off an answer before it is kept for good.
fn tidy(mut answer: Answer, state: State) -> Answer {
    answer.own = answer
        .own
        .iter()
        .map(|word| cut(word, MOST_WORD))
        .filter(|word| !word.is_empty())
        .collect();
    answer.text = answer
        .text
        .as_deref()
        .map(|text| cut(text, MOST_TEXT))
        .filter(|text| !text.is_empty());
    answer.flagged = answer.own.iter().any(|word| personal::is_suspect(word))
        || answer.text.as_deref().is_some_and(personal::is_suspect);
    if state != State::Complete {
        answer.recording = None;
    }
    if answer.status == Status::Answered && answer.says_nothing() {
        answer.status = Status::Skipped;
    }
    answer
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

impl Body {
    /// The same without its recordings, for a tablet that has room for the answers only.
    pub fn without_recordings(self) -> Self {
        self.with_recordings(|_| false)
    }

    /// The same with those recordings only that are there.
    pub fn with_recordings(mut self, is_here: impl Fn(&Hash) -> bool) -> Self {
        for answer in &mut self.answers {
            if answer.recording.as_ref().is_some_and(|hash| !is_here(hash)) {
                answer.recording = None;
                if answer.says_nothing() {
                    answer.status = Status::Skipped;
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
