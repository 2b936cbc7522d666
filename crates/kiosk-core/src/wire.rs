//! What the tablet and the office say to each other (`/api/v1`, JSON). The contract is
//! `docs/sync-protocol.md`; these types are its source.

use crate::ledger::Range;
use crate::questions::SetRef;
use crate::response::Sealed;
use crate::seal::SealKey;
use crate::{EventId, Hash, ResponseId, TabletId};
use serde::{Deserialize, Serialize};

/// Most responses in one batch.
pub const MOST_RESPONSES: usize = 500;
/// Most bytes in the JSON of one batch (1 MiB).
pub const MOST_BYTES: usize = 1024 * 1024;

/// `POST /enrol`: a tablet makes itself known. The same tablet may repeat the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnrolRequest {
    /// The code staff gave, as typed.
    pub code: String,
    /// The tablet's own id.
    pub tablet: TabletId,
    /// SHA-256 of the token the tablet has made and already stored.
    pub token_sha256: Hash,
    /// What staff call this tablet: "Tablet 3".
    pub name: String,
}

/// Answer to [`EnrolRequest`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnrolReply {
    /// The tablet that is now known.
    pub tablet: TabletId,
    /// Its name at the office; the office may have numbered it.
    pub name: String,
    /// The office's name.
    pub office: String,
    /// True when the office already knew this name under another id: a wiped tablet, perhaps.
    #[serde(default)]
    pub name_was_taken: bool,
}

/// `GET /assignment`: what the tablet is to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// The event, if the tablet is given to one.
    pub event: Option<EventSheet>,
    /// The office's name.
    pub office: String,
}

/// `GET /wall`: the own words of the tablet's event that staff have cleared. Without how often: most were written
/// once, and a count that small is shown nowhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wall {
    /// Each once, by question and alphabet.
    pub words: Vec<WallWord>,
}

/// An own word that may be shown to everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WallWord {
    /// Key of the question it answers.
    pub question: String,
    /// As a visitor wrote it, in whatever language.
    pub word: String,
}

/// What a tablet needs to know of its event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventSheet {
    /// The event's id.
    pub id: EventId,
    /// Its name: "Ferryhill Village Hall".
    pub name: String,
    /// Its day or days as staff wrote them.
    #[serde(default)]
    pub dates: String,
    /// Hash of its pack file: `GET /packs/{sha256}`.
    pub pack: Hash,
    /// Its question set: `GET /question-sets/{sha256}`.
    pub question_set: SetRef,
    /// Days that confirmed responses stay on the tablet after the event closed.
    pub retention_days: u32,
    /// Cells under this are hidden.
    pub threshold: u32,
    /// Seconds without a touch before "Are you still there?".
    pub idle_seconds: u32,
    /// Opens the staff screens on the tablet; a latch, not a lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_pin: Option<String>,
    /// The language visitors find on Start.
    pub language: String,
    /// The size of text visitors find, from 1 (usual) to 4 (twice as large); 0 says nothing of it.
    #[serde(default)]
    pub text_size: u32,
    /// The colours they find: `light`, `dark` or `contrast`; empty says nothing of them.
    #[serde(default)]
    pub contrast: String,
    /// Whether they find Easy Read.
    #[serde(default)]
    pub easy_read: bool,
    /// Whether voices may be recorded.
    #[serde(default)]
    pub voice: bool,
    /// Child mode: tiles and faces only, nothing to write and nothing recorded.
    #[serde(default)]
    pub child_mode: bool,
    /// The office key answers are sealed for before they touch the tablet's disk; `None` keeps them in clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal_key: Option<SealKey>,
}

/// `POST /responses`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResponsesRequest {
    /// At most [`MOST_RESPONSES`], at most [`MOST_BYTES`] together, oldest first.
    pub responses: Vec<Sealed>,
}

/// Answer to [`ResponsesRequest`]. Every field is required: a page that merely is JSON is no receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ResponsesReply {
    /// One for each response whose bytes are now safe on the office's disk.
    pub receipts: Vec<Receipt>,
    /// What the office knows was made and has not got.
    pub missing: Vec<Missing>,
    /// Recordings it has no bytes of.
    pub attachments_wanted: Vec<Hash>,
}

/// The office's confirmation of one response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// The response.
    pub id: ResponseId,
    /// Its event.
    pub event: EventId,
    /// Its number.
    pub seq: u64,
    /// Hash of the body the office now holds.
    pub sha256: Hash,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it is in quarantine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What became of a response at the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Written now.
    Stored,
    /// Written before.
    AlreadyStored,
    /// Kept aside with its bytes, because the office cannot accept it as it is.
    Quarantined,
}

/// Numbers of one event that the office has not got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    /// The event.
    pub event: EventId,
    /// The numbers, as inclusive ranges.
    pub ranges: Vec<Range>,
}

/// `PUT /attachments/{sha256}` answers with this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttachmentReceipt {
    /// Hash of the bytes the office now holds.
    pub sha256: Hash,
    /// Their number.
    pub bytes: u64,
}

/// `POST /heartbeat`: how the tablet is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heartbeat {
    /// Its events, each with its counters.
    pub events: Vec<EventCount>,
    /// Storage as far as the browser tells.
    pub storage: StorageState,
    /// Version of the app.
    pub version: String,
    /// Pack on screen.
    #[serde(default)]
    pub pack: Option<Hash>,
}

/// Counters of one event on one tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventCount {
    /// The event.
    pub event: EventId,
    /// Highest number given so far.
    pub highest_seq: u64,
    /// Responses not confirmed yet.
    pub outbox: u64,
}

/// Storage as far as the browser tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StorageState {
    /// Whether the browser promised not to evict it; unknown is not false.
    #[serde(default)]
    pub persisted: Option<bool>,
    /// Bytes in use, by the browser's own account.
    #[serde(default)]
    pub used: Option<u64>,
    /// True when the tablet's id was found in one store and not in the other.
    #[serde(default)]
    pub wipe_suspected: bool,
}

/// Answer to [`Heartbeat`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeartbeatReply {
    /// What the office knows was made and has not got.
    pub missing: Vec<Missing>,
    /// Events whose confirmed responses the tablet may now clear.
    pub safe_to_clear: Vec<EventId>,
}

/// What the office answers when it cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiError {
    /// A word programs can test: `code_unknown`, `too_large`…
    pub error: String,
    /// A sentence for people: what is wrong and what to do.
    pub message: String,
}
