use super::{Chosen, button, pressed, ticked};
use crate::browser::element::El;
use crate::model::{Keep, Kiosk};
use leptos::prelude::*;
use std::rc::Rc;

/// "Keep this": takes something up for the visitor's own sheet, or puts it back. `act` ends with its
/// name, so that several may stand on one screen.
pub fn keep(kiosk: Kiosk, thing: Keep) -> El {
    let name = match &thing {
        Keep::Activity(name) | Keep::Item(name) | Keep::Opportunity(name) => name.as_str(),
    };
    let act = ["keep-", name].concat();
    let mine = thing.clone();
    let kept: Chosen = Rc::new(move || kiosk.visit.read().keeps(&mine));
    let toggle = move || kiosk.visit.update(|visit| visit.toggle(&thing));
    let button = button("btn keep", &act, "take", "keep.this", toggle);
    ticked(pressed(button, &kept, false), &kept, "kept")
}
