//! A tablet left alone makes itself ready for the next person, but never in the middle of a touch.

use super::{Services, visitor};
use crate::browser::clock;
use crate::browser::task::spawn;
use crate::model::{Kiosk, Overlay, Route};
use leptos::prelude::*;

/// Seconds without a sign of life before the question, when the event says nothing.
const IDLE_SECONDS: u32 = 120;
/// Seconds the question stays.
const EBB_SECONDS: u32 = 60;

/// Watches from now on. The signal is how much of the ebbing bar is left, in thousandths.
pub(super) fn watch(kiosk: Kiosk, services: Services) -> RwSignal<usize> {
    let left = RwSignal::new(1000);
    spawn(async move {
        loop {
            clock::pause(500).await;
            step(kiosk, services, left);
        }
    });
    left
}

fn step(kiosk: Kiosk, services: Services, left: RwSignal<usize>) {
    let route = kiosk.route.get_untracked();
    let asking = kiosk.overlay.get_untracked() == Overlay::StillThere;
    if route == Route::Start && !asking {
        return;
    }
    let limit = kiosk
        .event
        .read_untracked()
        .sheet
        .as_ref()
        .map_or(IDLE_SECONDS, |event| event.idle_seconds.max(15));
    let still = services.pulse().still_for();
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
        kiosk.overlay.set(Overlay::StillThere);
    }
}
