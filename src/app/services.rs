use crate::browser::idle::Pulse;
use crate::browser::locks::Held;
use crate::browser::recorder::Take;
use crate::storage::{Left, Store};
use crate::sync::Sender;
use kiosk_core::seal::SealKey;
use kiosk_core::wire::EventSheet;
use kiosk_core::{EventId, Hash, ResponseId};
use leptos::prelude::*;

/// Outside things the screens may ask for: storage, the sender, signs of life.
#[derive(Clone, Copy)]
pub struct Services(StoredValue<Inner, LocalStorage>);

struct Inner {
    store: Store,
    sender: Sender,
    pulse: Pulse,
    draft_lock: Option<(ResponseId, Held)>,
    deleting: Option<ResponseId>,
    keeping: u32,
    event: Option<EventId>,
    seals: Vec<(EventId, Option<SealKey>)>,
    autosaves: u32,
    wanted: u32,
    unsaved: Vec<Left>,
    may_end: bool,
    takes: Vec<Take>,
}

impl Services {
    /// Opens them.
    pub(super) fn new() -> Self {
        let inner = Inner {
            store: Store::default(),
            sender: Sender::default(),
            pulse: Pulse::listen(),
            draft_lock: None,
            deleting: None,
            keeping: 0,
            event: None,
            seals: Vec::new(),
            autosaves: 0,
            wanted: 0,
            unsaved: Vec::new(),
            may_end: false,
            takes: Vec::new(),
        };
        Self(StoredValue::new_local(inner))
    }

    /// The app's services, from the context.
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// The tablet's store.
    pub fn store(self) -> Store {
        self.0.with_value(|inner| inner.store.clone())
    }

    /// The sender.
    pub fn sender(self) -> Sender {
        self.0.with_value(|inner| inner.sender.clone())
    }

    /// Signs of life.
    pub fn pulse(self) -> Pulse {
        self.0.with_value(|inner| inner.pulse.clone())
    }

    /// The event the office gave this tablet to, from the moment it says so: a response begun now belongs
    /// to it, even while its pack waits for the visitor to leave.
    pub(super) fn event(self) -> Option<EventId> {
        self.0.with_value(|inner| inner.event.clone())
    }

    /// Takes note of that event, and of the key its answers are sealed for. Somebody may still be answering
    /// for the one before: its key is kept.
    pub(super) fn serve_event(self, sheet: &EventSheet) {
        self.0.update_value(|inner| {
            inner.event = Some(sheet.id.clone());
            inner.seals.retain(|(event, _)| *event != sheet.id);
            inner.seals.push((sheet.id.clone(), sheet.seal_key.clone()));
        });
    }

    /// The key answers of this event are sealed for, if they are.
    pub(super) fn seal_of(self, event: &EventId) -> Option<SealKey> {
        self.0.with_value(|inner| {
            let mut seals = inner.seals.iter();
            seals.find(|(known, _)| known == event)?.1.clone()
        })
    }

    /// A number for one more autosave. Sealing takes a moment, and an older one must not come last.
    pub(super) fn next_autosave(self) -> u32 {
        self.0.update_value(|inner| {
            inner.autosaves += 1;
            inner.wanted = inner.autosaves;
        });
        self.newest_autosave()
    }

    /// What comes after the autosaves answers for what was said: none of them may do so any more. The newest is
    /// written all the same, before what comes after it.
    pub(super) fn ends_autosaves(self) {
        self.0.update_value(|inner| inner.autosaves += 1);
    }

    /// The number of the newest autosave, or of what has come after it.
    pub(super) fn newest_autosave(self) -> u32 {
        self.0.with_value(|inner| inner.autosaves)
    }

    /// The number of the autosave that is worth writing.
    pub(super) fn wanted_autosave(self) -> u32 {
        self.0.with_value(|inner| inner.wanted)
    }

    /// What goes to disk now, and is not there before [`Services::forget_unsaved`] says so.
    pub(super) fn autosaves(self, left: &Left) {
        self.0.update_value(|inner| {
            inner.unsaved.retain(|other| other.id() != left.id());
            inner.unsaved.push(left.clone());
        });
    }

    /// Answers that are on their way to disk and not there yet. Whose visitor has gone is there too.
    pub(super) fn unsaved(self) -> Vec<Left> {
        self.0.with_value(|inner| inner.unsaved.clone())
    }

    /// This draft is on disk, or its response saved or not wanted: whatever is on its way need not be kept.
    pub(super) fn forget_unsaved(self, id: &ResponseId) {
        self.0
            .update_value(|inner| inner.unsaved.retain(|left| left.id() != id));
    }

    /// The page is about to be left. It may stay after all, and it may end at any moment.
    pub(super) fn may_end(self) {
        self.0.update_value(|inner| inner.may_end = true);
    }

    /// Whether that was said: then nothing may be on its way to disk without being noted.
    pub(super) fn may_have_ended(self) -> bool {
        self.0.with_value(|inner| inner.may_end)
    }

    /// Keeps a recording in the page until its response is saved.
    pub fn keep_take(self, take: Take) {
        self.0.update_value(|inner| inner.takes.push(take));
    }

    /// The recording with this hash.
    pub fn take(self, hash: &Hash) -> Option<Take> {
        self.0.with_value(|inner| {
            let mut takes = inner.takes.iter();
            takes.find(|take| take.hash == *hash).cloned()
        })
    }

    /// The recordings made so far.
    pub(super) fn takes(self) -> Vec<Hash> {
        let hash = |take: &Take| take.hash.clone();
        self.0
            .with_value(|inner| inner.takes.iter().map(hash).collect())
    }

    /// Lets go of these.
    pub(super) fn forget_these(self, takes: &[Hash]) {
        self.0
            .update_value(|inner| inner.takes.retain(|take| !takes.contains(&take.hash)));
    }

    /// Lets go of every recording of this visitor.
    pub(super) fn forget_takes(self) {
        self.0.update_value(|inner| inner.takes.clear());
    }

    /// Keeps (or, with `None`, lets go of) the lock of the draft being written.
    pub(super) fn keep_draft_lock(self, lock: Option<(ResponseId, Held)>) {
        self.0.update_value(|inner| inner.draft_lock = lock);
    }

    /// Lets go of it, unless somebody else has begun meanwhile.
    pub(super) fn give_up_draft_lock(self, id: Option<&ResponseId>) {
        self.0.update_value(|inner| {
            inner
                .draft_lock
                .take_if(|(held, _)| id.is_none_or(|id| id == held));
        });
    }

    /// Begins to keep what somebody said who may be gone before it is on disk.
    pub(super) fn begins_keeping(self) {
        self.0.update_value(|inner| inner.keeping += 1);
    }

    /// That is kept, or noted as not kept.
    pub(super) fn has_kept(self) {
        self.0.update_value(|inner| inner.keeping -= 1);
    }

    /// Whether something of that kind is on its way.
    pub(super) fn keeps_somebodys(self) -> bool {
        self.0.with_value(|inner| inner.keeping > 0)
    }

    /// Begins to delete this; `false` while that is going on already.
    pub(super) fn begins_deleting(self, id: &ResponseId) -> bool {
        let begins = !self.is_deleting(id);
        self.0
            .update_value(|inner| inner.deleting = Some(id.clone()));
        begins
    }

    /// Whether this is being deleted.
    pub(super) fn is_deleting(self, id: &ResponseId) -> bool {
        self.0
            .with_value(|inner| inner.deleting.as_ref() == Some(id))
    }

    /// It has come to its end, good or bad.
    pub(super) fn has_deleted(self, id: &ResponseId) {
        self.0.update_value(|inner| {
            inner.deleting.take_if(|deleting| deleting == id);
        });
    }
}
