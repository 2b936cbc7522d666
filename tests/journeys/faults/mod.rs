//! Everything that can go wrong between an answer and the office's disk, on a real kiosk and a real office:
//! after each fault every thanked response is at the office once, and nothing else is.
//!
//! Each fault is a row of the table in `docs/reliability.md`; a run of the whole suite writes it.

mod answers;
mod case;
mod many;
mod refused;
mod sending;
pub mod storage;
mod voice;

use crate::stage::Journey;
use journeys::browser::Engine;
use journeys::outcome::Fault;

pub fn journeys() -> Vec<Journey> {
    [
        answers::journeys(),
        refused::journeys(),
        storage::journeys(),
        sending::journeys(),
        many::journeys(),
        voice::journeys(),
    ]
    .concat()
}

const fn fault(name: &'static str) -> Fault {
    Fault {
        name,
        engines: |_| true,
        otherwise: "",
    }
}

/// Whether this engine records voices.
pub fn can_record(engine: Engine) -> bool {
    engine != Engine::WebKit
}

const fn recording(name: &'static str) -> Fault {
    Fault {
        name,
        engines: can_record,
        otherwise: "not asked: records nothing here",
    }
}

/// A fault for which a browser is killed and started again with what it left on the disk.
const fn killed(name: &'static str) -> Fault {
    Fault {
        name,
        engines: |engine| engine != Engine::WebKit,
        otherwise: "not asked: the office is opened by a driver, which keeps no profile here",
    }
}

/// Every fault of the suite, in the order of the table.
pub const FAULTS: [Fault; 47] = [
    fault("no office: the line is cut before the call"),
    fault("reply lost after the commit"),
    fault("captive portal answers 200"),
    fault("refused with 400"),
    fault("refused with 401"),
    fault("refused with 403"),
    fault("refused with 404"),
    fault("refused with 409"),
    fault("refused with 413"),
    fault("refused with 429 and a time to wait"),
    fault("refused with 500"),
    fault("refused with 503"),
    fault("receipts: other hashes"),
    fault("receipts: other ids"),
    fault("receipts: other numbers"),
    fault("receipts: another event"),
    fault("receipts: torn in the middle"),
    fault("receipts: none in the list"),
    fault("receipts: words instead of receipts"),
    fault("receipts: an empty object"),
    fault("receipts: an empty body"),
    fault("office killed before it has the call"),
    fault("office killed after the commit"),
    fault("office killed while it takes 1,000, at several moments"),
    fault("tablet shut out by the office, and let in again"),
    fault("database closed under the page"),
    fault("no connection to the database: journal and reload"),
    fault("second tab"),
    fault("clock a year ahead, in the middle of an answer"),
    fault("clock a year back, in the middle of an answer"),
    Fault {
        name: "no room on the disk",
        engines: |engine| engine == Engine::Chromium,
        otherwise: "not asked: no way to set a quota",
    },
    fault("database of the first version with 1,000 unsent"),
    fault("new version of the app with 1,000 unsent"),
    fault("10,000 unsent"),
    recording("recording: refused with 500"),
    recording("recording: its receipt is lost"),
    recording("recording: refused for good, and tried again"),
    recording("left half-way after a recording (kept as partial)"),
    fault("killed after the thanks"),
    fault("killed between two answers (kept as partial)"),
    fault("killed at each step of saving"),
    fault("killed at each step of sending"),
    fault("killed while sending, before the reply"),
    killed("sealed: killed between two answers (kept as partial)"),
    killed("sealed: killed at each step of saving"),
    fault("sealed: database closed under the page"),
    fault("sealed: no connection to the database: journal and reload (kept as partial)"),
];
