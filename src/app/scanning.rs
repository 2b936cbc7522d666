//! One-switch scanning: a light goes from group to group and thing to thing; the switch chooses.

use crate::browser::element::follow;
use crate::browser::reach::{self, Thing};
use crate::browser::task::spawn;
use crate::browser::{clock, page, switch};
use crate::model::scan::{Lit, Scan, parts};
use crate::model::{Kiosk, Overlay, Route};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What scanning remembers between two moments.
#[derive(Clone)]
struct Scanner {
    kiosk: Kiosk,
    scan: Rc<RefCell<Scan>>,
    /// The first thing that is lit: the page may change round it.
    lit: Rc<RefCell<Option<Thing>>>,
    /// Counts presses and changes of speed: each begins the time anew.
    beat: Rc<Cell<usize>>,
    own_click: Rc<Cell<bool>>,
}

/// Scans whenever somebody wants it, on every screen; and lets the arrow keys move within groups.
pub(super) fn watch(kiosk: Kiosk) {
    reach::arrows();
    let scanner = Scanner {
        kiosk,
        scan: Rc::default(),
        lit: Rc::default(),
        beat: Rc::default(),
        own_click: Rc::default(),
    };
    let pressed = scanner.clone();
    switch::listen(
        Rc::clone(&scanner.own_click),
        move |by_key| is_switch(kiosk, by_key),
        move || pressed.press(),
    );
    follow(move || {
        let seconds = kiosk.scan.get();
        page::mark("data-scanning", &seconds.to_string());
        scanner.scan.replace(Scan::default());
        scanner.lit.replace(None);
        scanner.begin_beat();
    });
}

/// Whether a press means the switch now. On Start the first key begins scanning, where staff want that
/// and the keyboard is not on its way already.
fn is_switch(kiosk: Kiosk, by_key: bool) -> bool {
    let on_start = || {
        kiosk.switch.get_untracked() > 0
            && kiosk.route.get_untracked() == Route::Start
            && kiosk.overlay.get_untracked() == Overlay::None
            && !reach::is_on_a_thing()
    };
    kiosk.scan.get_untracked() > 0 || (by_key && on_start())
}

impl Scanner {
    /// From now on the light moves at its pace, until the next press or change.
    fn begin_beat(&self) {
        let beat = self.beat.get() + 1;
        self.beat.set(beat);
        let own = self.clone();
        spawn(async move {
            // What the press changed stands a moment later.
            clock::pause(0).await;
            loop {
                let seconds = own.kiosk.scan.get_untracked();
                if own.beat.get() != beat {
                    return;
                }
                // Nothing moves the page under somebody who writes: the light rests where it is.
                if seconds == 0 || !switch::is_writing() {
                    own.show();
                }
                if seconds == 0 {
                    return;
                }
                clock::pause(seconds as u32 * 1000).await;
                if own.beat.get() == beat && !switch::is_writing() {
                    own.step();
                }
            }
        });
    }

    /// Time has passed. Where the page has changed by itself the light begins anew and skips nothing.
    fn step(&self) {
        let (groups, stayed) = self.find_place();
        if stayed {
            self.scan.borrow_mut().step(&sizes(&groups));
        }
        self.lit.replace(None);
    }

    /// The groups as they stand now, long ones cut, with the light where its thing went; and whether that
    /// thing is still there.
    fn find_place(&self) -> (Vec<Vec<Thing>>, bool) {
        let mut stayed = true;
        let groups: Vec<Vec<Thing>> = reach::groups().into_iter().flat_map(cut).collect();
        if let Some(lit) = self.lit.borrow().as_ref() {
            let place = groups.iter().enumerate().find_map(|(group, things)| {
                let thing = things.iter().position(|thing| thing == lit)?;
                Some((group, thing))
            });
            let mut scan = self.scan.borrow_mut();
            match place {
                Some((group, thing)) => scan.moved_to(group, thing),
                None => scan.to_group(0),
            }
            stayed = place.is_some();
        }
        (groups, stayed)
    }

    /// Lights what is lit.
    fn show(&self) {
        if self.kiosk.scan.get_untracked() == 0 {
            reach::light(&[], "");
            return;
        }
        let (groups, _) = self.find_place();
        let lit = self.scan.borrow().lit(&sizes(&groups));
        let (things, how) = match lit {
            Some(Lit::Group(group)) => (groups[group].as_slice(), "group"),
            Some(Lit::Thing(group, thing)) => (&groups[group][thing..=thing], "thing"),
            None => (&[][..], ""),
        };
        reach::light(things, how);
        self.lit.replace(things.first().cloned());
    }

    fn press(&self) {
        let seconds = self.kiosk.switch.get_untracked();
        if self.kiosk.scan.get_untracked() == 0 {
            self.kiosk.scan.set(seconds);
            return;
        }
        let (groups, _) = self.find_place();
        let chosen = self.scan.borrow_mut().press(&sizes(&groups));
        if let Some((group, thing)) = chosen {
            // The light goes on to what follows, so that Next is near; what it stood on is remembered, to
            // see whether the page is still the same.
            self.scan.borrow_mut().to_group((group + 1) % groups.len());
            self.lit
                .replace(groups[(group + 1) % groups.len()].first().cloned());
            self.own_click.set(true);
            reach::press(&groups[group][thing]);
            self.own_click.set(false);
        }
        self.begin_beat();
    }
}

fn sizes(groups: &[Vec<Thing>]) -> Vec<usize> {
    groups.iter().map(Vec::len).collect()
}

fn cut(mut group: Vec<Thing>) -> Vec<Vec<Thing>> {
    let mut cuts = Vec::new();
    for length in parts(group.len()) {
        let rest = group.split_off(length.min(group.len()));
        cuts.push(group);
        group = rest;
    }
    cuts
}
