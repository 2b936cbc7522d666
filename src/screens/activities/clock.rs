//! The quiet clock: begun by the visitor only, without a sound, and nothing on the screen changes at its
//! end but a few words.

use crate::app::Services;
use crate::browser::element::{El, class, el};
use crate::browser::task::spawn;
use crate::browser::{clock, idle};
use crate::model::{Kiosk, minutes_left};
use crate::widgets::{bare, icon};
use leptos::prelude::*;

/// How often the clock is read, in milliseconds.
const TICK: u32 = 1000;

/// A clock for one screen.
#[derive(Clone, Copy)]
pub struct QuietClock {
    minutes: u32,
    /// Counts beginnings, so that an earlier run ends itself.
    run: RwSignal<usize>,
    runs: RwSignal<bool>,
    left: RwSignal<usize>,
}

impl QuietClock {
    /// One that stands still.
    pub fn new(minutes: u32) -> Self {
        Self {
            minutes,
            run: RwSignal::new(0),
            runs: RwSignal::new(false),
            left: RwSignal::new(minutes as usize),
        }
    }

    /// Begins or stops it.
    pub fn button(self, kiosk: Kiosk) -> El {
        let services = Services::here();
        let touch = move || {
            if self.runs.get_untracked() {
                self.runs.set(false);
            } else {
                self.begin(services);
            }
        };
        let says = move || {
            let stop = self.runs.get();
            kiosk.t(if stop { "do.clock-stop" } else { "do.clock" })
        };
        bare("btn", "quiet-clock", touch)
            .child(icon("clock"))
            .child(el("span", &[]).says(says))
    }

    /// Minutes left, quietly; that the time is up is said once. What says so stands before its words come: a
    /// region that comes with them is not read out.
    pub fn words(self, kiosk: Kiosk) -> El {
        let left = move || {
            if !self.runs.get() {
                return String::new();
            }
            let time = super::words::time(kiosk, self.left.get() as u32);
            kiosk.t_with("do.clock-left", &[("time", &time)])
        };
        let end = move || {
            if self.left.get() == 0 && !self.runs.get() {
                kiosk.t("do.clock-end")
            } else {
                String::new()
            }
        };
        class("div", "quiet-clock")
            .child(el("p", &[("data-clock", "left")]).says(left))
            .child(el("p", &[("data-clock", "end"), ("role", "status")]).says(end))
    }

    fn begin(self, services: Services) {
        let from = idle::steady();
        let mine = self.run.get_untracked() + 1;
        self.run.set(mine);
        self.left.set(self.minutes as usize);
        self.runs.set(true);
        spawn(async move {
            loop {
                clock::pause(TICK).await;
                // The screen is gone, the visitor stopped it, or began anew.
                let runs = self.runs.try_get_untracked() == Some(true)
                    && self.run.try_get_untracked() == Some(mine);
                if !runs {
                    return;
                }
                self.tell(services, minutes_left(self.minutes, idle::steady() - from));
            }
        });
    }

    /// While it runs somebody is busy with their hands, and is not asked whether they are still there.
    fn tell(self, services: Services, left: usize) {
        services.pulse().touch();
        if left != self.left.get_untracked() {
            self.left.set(left);
        }
        if left == 0 {
            self.runs.set(false);
        }
    }
}
