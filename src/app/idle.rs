//! A tablet left alone makes itself ready for the next person, but never in the middle of a touch. One that
//! nobody uses for long spares its screen.

use super::{Services, visitor};
use crate::browser::task::spawn;
use crate::browser::wake_lock::WakeLock;
use crate::browser::{clock, focus, page};
use crate::model::{Kiosk, Overlay, Route};
use leptos::prelude::*;

/// Seconds without a sign of life before the question, when the event says nothing.
const IDLE_SECONDS: u32 = 120;
/// Seconds the question stays.
const EBB_SECONDS: u32 = 60;
/// Seconds on Start before the screen dims. It is still bright enough to be found in a hall.
const DIM_SECONDS: u32 = 300;
/// Seconds on Start before the tablet may fall asleep: the hall is empty.
const SLEEP_SECONDS: u32 = 1800;
/// Seconds after which what stands on a dimmed screen moves a little, so that nothing burns in.
const DRIFT_SECONDS: u32 = 60;

/// Watches from now on. The signal is how much of the ebbing bar is left, in thousandths.
pub(super) fn watch(kiosk: Kiosk, services: Services, left: RwSignal<usize>) {
    let lock = WakeLock::new();
    spawn(async move {
        loop {
            clock::pause(500).await;
            step(kiosk, services, left, &lock);
        }
    });
}

fn step(kiosk: Kiosk, services: Services, left: RwSignal<usize>, lock: &WakeLock) {
    let still = services.pulse().still_for();
    let route = kiosk.route.get_untracked();
    let asking = kiosk.overlay.get_untracked() == Overlay::StillThere;
    let nobody =
        route == Route::Start && kiosk.overlay.get_untracked() == Overlay::None && kiosk.is_fresh();
    rest(kiosk, lock, if nobody { still } else { 0 });
    // At rest a newer version of the app may take over, and only then: not while somebody's answers are still on
    // their way to disk.
    let free = nobody && !services.keeps_somebodys();
    page::tell(if free { "rest" } else { "busy" }, "");
    if nobody {
        return;
    }
    let limit = kiosk
        .event
        .read_untracked()
        .sheet
        .as_ref()
        .map_or(IDLE_SECONDS, |event| event.idle_seconds.max(15));
    if still < limit {
        if asking {
            kiosk.overlay.set(Overlay::None);
        }
        return;
    }
    let gone = still - limit;
    if gone >= EBB_SECONDS {
        visitor::leave(kiosk, services);
        return;
    }
    left.set(((EBB_SECONDS - gone) * 1000 / EBB_SECONDS) as usize);
    if !asking {
        focus::keep();
        kiosk.overlay.set(Overlay::StillThere);
    }
}

/// What a tablet does that has rested on Start for so many seconds.
fn rest(kiosk: Kiosk, lock: &WakeLock, seconds: u32) {
    let dim = seconds >= DIM_SECONDS;
    if kiosk.dim.get_untracked() != dim {
        kiosk.dim.set(dim);
    }
    if dim {
        let place = seconds / DRIFT_SECONDS % 4;
        page::mark("data-drift", &place.to_string());
    }
    lock.want(seconds < SLEEP_SECONDS);
}
