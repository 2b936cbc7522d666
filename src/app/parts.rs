//! The parts of the program that come after the first screen stands.
//!
//! A part is a table of functions. What only a table reaches, the build puts into a file of its own
//! (feature `parts`; `docs/decisions/wasm-size.md`), and whoever wants it waits until it is here. Without
//! that feature the tables are simply there.

use super::{Services, office, visit};
use crate::browser::element::El;
use crate::browser::{clock, fetch, page};
use crate::model::{Kiosk, Overlay, Route, Step};
use crate::screens;
use crate::storage::Trouble;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

/// Milliseconds before a part that did not come is fetched once more; each time twice as many.
const PAUSE: u32 = 500;
/// No pause is longer. After one as long as this, the files may be those of an older version.
const LONGEST_PAUSE: u32 = 60_000;

/// What ends when visitors may begin.
type Readying = Pin<Box<dyn Future<Output = Result<(), Trouble>>>>;

/// What visitors do beyond Home, and what looks after them.
pub(super) struct Visit {
    /// Shows the demo pack where there is no other, and keeps what a kill left behind.
    pub ready: fn(Kiosk, Services) -> Readying,
    /// A screen past Home.
    pub show: fn(&Route, Memo<Step>) -> El,
    /// What lies over the screen.
    pub over: fn(Overlay, RwSignal<usize>) -> Vec<El>,
    /// Looks after visitors. The signal is how much of the ebbing bar is left, in thousandths.
    begin: fn(Kiosk, Services, Memo<Step>, RwSignal<usize>),
}

/// The sender, and staff's screens.
pub(super) struct Office {
    /// Begins to send, and enrols with the code of a link.
    pub begin: fn(Kiosk, Services, Option<String>),
    /// Staff's screens.
    pub staff: fn() -> El,
}

static VISIT: Visit = Visit {
    ready: |kiosk, services| Box::pin(visit::ready(kiosk, services)),
    show: visit::show,
    over: visit::over,
    begin: visit::begin,
};

static OFFICE: Office = Office {
    begin: office::begin,
    staff: screens::staff,
};

static VISIT_IS_HERE: OnceLock<&Visit> = OnceLock::new();
static OFFICE_IS_HERE: OnceLock<&Office> = OnceLock::new();

/// The visitor's part, if it is here. Whoever asks before is told when it comes; a screen that stands is not
/// built anew because another part has come.
pub(super) fn visit(kiosk: Kiosk) -> Option<&'static Visit> {
    here(kiosk, &VISIT_IS_HERE)
}

/// The office's part, likewise.
pub(super) fn office(kiosk: Kiosk) -> Option<&'static Office> {
    here(kiosk, &OFFICE_IS_HERE)
}

fn here<T>(kiosk: Kiosk, part: &OnceLock<&'static T>) -> Option<&'static T> {
    let here = part.get().copied();
    if here.is_none() {
        kiosk.parts.track();
    }
    here
}

/// What the first screen has for the parts to come.
#[derive(Clone)]
pub(super) struct Ground {
    pub kiosk: Kiosk,
    pub services: Services,
    pub step: Memo<Step>,
    pub left: RwSignal<usize>,
    pub owner: Owner,
}

/// Fetches the visitor's part and lets it begin.
pub(super) async fn fetch_visit(ground: &Ground) -> &'static Visit {
    let kiosk = ground.kiosk;
    let mut pause = PAUSE;
    let part = loop {
        match whole::visit_part().await {
            Ok(part) => break part,
            Err(_) => wait(kiosk, ground.services, &mut pause).await,
        }
    };
    let Ground {
        services,
        step,
        left,
        ..
    } = *ground;
    ground
        .owner
        .with(|| (part.begin)(kiosk, services, step, left));
    let _ = VISIT_IS_HERE.set(part);
    kiosk.parts.update(|parts| *parts += 1);
    part
}

/// Fetches the office's part.
pub(super) async fn fetch_office(kiosk: Kiosk, services: Services) -> &'static Office {
    let mut pause = PAUSE;
    let part = loop {
        match whole::office_part().await {
            Ok(part) => break part,
            Err(_) => wait(kiosk, services, &mut pause).await,
        }
    };
    let _ = OFFICE_IS_HERE.set(part);
    kiosk.parts.update(|parts| *parts += 1);
    part
}

/// Waits before the next try, ever longer. When that has gone on for long, the page is loaded anew, but only
/// where nobody is in the middle of anything and the kiosk's own page can be had.
async fn wait(kiosk: Kiosk, services: Services, pause: &mut u32) {
    clock::pause(*pause).await;
    *pause = (*pause * 2).min(LONGEST_PAUSE);
    let is_long = *pause == LONGEST_PAUSE;
    if is_long && fetch::own_text("/index.html").await.is_some() && rests(kiosk, services) {
        page::reload();
    }
}

/// Whether nobody is at the tablet, as far as it can tell, and nothing of whoever left is on its way to disk.
fn rests(kiosk: Kiosk, services: Services) -> bool {
    kiosk.route.get_untracked() == Route::Start
        && kiosk.overlay.get_untracked() == Overlay::None
        && kiosk.say.read_untracked().draft.is_none()
        && !services.keeps_somebodys()
}

#[cfg(feature = "parts")]
mod whole {
    use super::{OFFICE, Office, VISIT, Visit};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    #[wasm_split(visit, fallible)]
    pub(super) fn visit_part() -> Result<&'static Visit, SplitLoaderError> {
        Ok(&VISIT)
    }

    #[wasm_split(office, fallible)]
    pub(super) fn office_part() -> Result<&'static Office, SplitLoaderError> {
        Ok(&OFFICE)
    }
}

#[cfg(not(feature = "parts"))]
mod whole {
    use super::{OFFICE, Office, VISIT, Visit};
    use std::convert::Infallible;

    pub(super) async fn visit_part() -> Result<&'static Visit, Infallible> {
        Ok(&VISIT)
    }

    pub(super) async fn office_part() -> Result<&'static Office, Infallible> {
        Ok(&OFFICE)
    }
}
