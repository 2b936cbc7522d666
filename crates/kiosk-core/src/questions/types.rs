//! The types of a question set file (`*.questions.json`). Field names are the published format.

use crate::{Hash, Text};
use serde::{Deserialize, Serialize};

/// A versioned list of questions. A version that has a response is frozen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionSet {
    /// Always 1.
    pub format: u32,
    /// Name of the set, stable over its versions.
    pub id: String,
    /// Counts up with every change of wording.
    pub version: u32,
    /// What staff call it.
    pub title: Text,
    /// Two sentences that come before the first question.
    pub privacy: Text,
    /// Who may answer. Asked first where there is more than one.
    #[serde(default)]
    pub viewpoints: Vec<Choice>,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Said after the last answer.
    #[serde(default)]
    pub thanks: Text,
    /// Address of the licence of the wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    /// Unique within the set.
    pub key: String,
    /// How it is answered.
    pub kind: Kind,
    /// The question as it is asked.
    pub text: Text,
    /// How to answer, in one sentence.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub help: Text,
    /// The answers to choose from: points of a scale (least first), choices, tiles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The most that may be chosen (`many`, `words`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Whether "I don't know" is offered. Left out: wherever it makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dont_know: Option<bool>,
    /// Viewpoints that are asked this; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub viewpoints: Vec<String>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_when: Option<Condition>,
    /// Outcome tags (`glo:…`, `gso:…`, `five_ways:…`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Name of the measure a before/after pair belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Which half of the pair this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// Where the wording comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// True when answers could hurt somebody if they were known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Whether it takes a memory: "Tell us about it", beside an object, leads here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub memory: bool,
}

impl Question {
    /// The most that may be chosen: 1 for single answers, 5 words unless the set says less.
    pub fn most(&self) -> usize {
        let stated = self.max.map(|max| max as usize);
        match self.kind {
            Kind::Words => stated.unwrap_or(5).min(5),
            Kind::Many => stated.unwrap_or(self.options.len()),
            _ => 1,
        }
    }

    /// Whether "I don't know" is offered: everywhere but where Skip says the same.
    pub fn offers_dont_know(&self) -> bool {
        self.dont_know
            .unwrap_or(!matches!(self.kind, Kind::Text | Kind::Voice))
    }
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 3–5 labelled points, face and word.
    Scale,
    /// One of a few.
    One,
    /// Some of a few.
    Many,
    /// Tiles and own words.
    Words,
    /// 0–10.
    Number,
    /// Free text.
    Text,
    /// A favourite item.
    Item,
    /// A recorded memory.
    Voice,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What is stored; unique within its question. For a scale a whole number, least first.
    pub key: String,
    /// What is read.
    pub text: Text,
    /// Name of a symbol shown beside the word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
}

/// A condition on an earlier answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Condition {
    /// Key of the earlier question.
    pub question: String,
    /// Holds when any of these was chosen (option keys; a number as its digits).
    pub any_of: Vec<String>,
}

/// Half of a before/after pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Moment {
    Before,
    After,
}

/// Where a question's wording comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The instrument.
    pub instrument: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// On what permission it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
    /// Tags of the texts that are the instrument's own, letter for letter; all others are translations of
    /// ours, and answers in them should not be compared with the instrument's figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verbatim: Vec<String>,
}

/// Names one exact wording: id, version and hash of the file's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetRef {
    /// The set's id.
    pub id: String,
    /// The set's version.
    pub version: u32,
    /// SHA-256 of the file's bytes.
    pub sha256: Hash,
}
