//! What can be wrong between tablet and office, and what has been seen to pass.

use super::inject::Puppetry;
use hyper::body::Bytes;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is wrong. It concerns calls to the office (`/api/…`); the kiosk's files pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    #[default]
    Pass,
    /// A hotel's sign-in page answers everything with 200 and HTML.
    Portal,
    /// Every call is answered with this status, and `Retry-After` in seconds if given.
    Status(u16, Option<u32>),
    /// The office does as asked, and its answer is lost.
    CutAfterCommit,
    /// The line is cut before the office hears of the call.
    Cut,
    /// The office does as asked, and its receipts arrive spoilt.
    Spoilt(Spoil),
    /// Calls with this in their path are answered with this status; all others pass.
    Refusing(&'static str, u16),
    /// The office does as asked by a call with this in its path, and its answer is lost.
    CutAfter(&'static str),
    /// A body over this many bytes is answered with 413.
    TooLargeOver(usize),
}

/// How receipts are spoilt on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    /// Other hashes.
    Hashes,
    /// Other ids.
    Ids,
    /// Other numbers.
    Numbers,
    /// Another event.
    Events,
    /// The answer ends in the middle.
    Torn,
    /// None in the list.
    None,
    /// Words in the place of receipts.
    Words,
    /// An empty object.
    Object,
    /// An empty body.
    Nothing,
}

/// A call that went to the office, or would have gone.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its path.
    pub path: String,
    /// Its body.
    pub body: Bytes,
    /// Its headers' `content-encoding`.
    pub encoding: Option<String>,
    /// Its `authorization`.
    pub authorization: Option<String>,
    /// The status the tablet got; none when the line was cut.
    pub status: Option<u16>,
}

/// What all connections share.
#[derive(Debug, Default)]
pub(super) struct State {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    office: u16,
    fault: Fault,
    left: Option<usize>,
    seen: Vec<Seen>,
    begun: Vec<String>,
    held: usize,
    puppetry: Option<Arc<Puppetry>>,
    prelude: Option<Arc<str>>,
}

impl State {
    /// A test that panicked elsewhere is reported there; the state itself is still good.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn lead_to(&self, port: u16) {
        self.lock().office = port;
    }

    pub(super) fn office(&self) -> u16 {
        self.lock().office
    }

    pub(super) fn set(&self, fault: Fault, calls: Option<usize>) {
        let mut inner = self.lock();
        inner.fault = fault;
        inner.left = calls;
    }

    /// The fault for one more call.
    pub(super) fn next(&self) -> Fault {
        let mut inner = self.lock();
        match inner.left {
            Some(0) => Fault::Pass,
            Some(left) => {
                inner.left = Some(left - 1);
                inner.fault
            }
            None => inner.fault,
        }
    }

    pub(super) fn note(&self, seen: Seen) {
        self.lock().seen.push(seen);
    }

    pub(super) fn seen(&self, ending: &str) -> Vec<Seen> {
        let inner = self.lock();
        inner
            .seen
            .iter()
            .filter(|seen| seen.path.ends_with(ending))
            .cloned()
            .collect()
    }

    pub(super) fn puppetry(&self) -> Arc<Puppetry> {
        Arc::clone(self.lock().puppetry.get_or_insert_default())
    }

    pub(super) fn puppets(&self) -> Option<Arc<Puppetry>> {
        self.lock().puppetry.clone()
    }

    pub(super) fn set_prelude(&self, script: &str) {
        self.lock().prelude = Some(script.into());
    }

    pub(super) fn prelude(&self) -> Option<Arc<str>> {
        self.lock().prelude.clone()
    }

    pub(super) fn begin(&self, path: &str) {
        self.lock().begun.push(path.to_owned());
    }

    pub(super) fn hold(&self) {
        self.lock().held += 1;
    }

    pub(super) fn held(&self) -> usize {
        self.lock().held
    }

    pub(super) fn begun(&self) -> usize {
        let inner = self.lock();
        let batches = inner
            .begun
            .iter()
            .filter(|path| path.ends_with("/responses"));
        batches.count()
    }

    /// The last calls to the office, and what came of them.
    pub(super) fn calls(&self) -> String {
        let inner = self.lock();
        let begun = inner.begun.iter().rev().take(12).rev();
        let ended = inner.seen.iter().rev().take(12).rev();
        let ended: Vec<String> = ended
            .map(|seen| format!("{} {:?}", seen.path, seen.status))
            .collect();
        format!("begun {:?}, ended {ended:?}", begun.collect::<Vec<_>>())
    }
}
