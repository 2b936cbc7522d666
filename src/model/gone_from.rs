//! What a visitor leaves behind on a screen they go from, and must not find where they did not expect it.

use super::{Kiosk, Remembering, Route};
use leptos::prelude::*;

impl Kiosk {
    /// Called as the screen changes.
    pub(super) fn goes_from(self, from: &Route, to: &Route) {
        // The object they came with belongs to that way, not to Remember: next time there are topics again. From
        // telling of it they may come back.
        let came_with = || self.visit.read_untracked().remembering.came_with();
        let ways = [from, to].map(|one| matches!(one, Route::Remember | Route::Say));
        if ways == [true, false] && came_with() {
            self.visit
                .update(|visit| visit.remembering = Remembering::default());
        }
        // They would tell of an object, and then not now. Who answers later is asked everything.
        let asks = || self.say.read_untracked().is_asking();
        if *from == Route::Say && self.about.get_untracked().is_some() && !asks() {
            self.about.set(None);
        }
    }
}
