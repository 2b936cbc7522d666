//! What of the screens can be heard.

use super::{Kiosk, Route};
use kiosk_core::language;
use kiosk_core::pack::Item;
use leptos::prelude::*;

impl Kiosk {
    /// Whether this tablet can read the screens aloud in the visitor's language.
    pub fn has_voice(self) -> bool {
        self.has_voice_for(&self.language.get())
    }

    /// Whether it has a voice of its own for this language.
    pub fn has_voice_for(self, language: &str) -> bool {
        let wanted = [" ", language::primary(language), " "].concat();
        self.voices.read().contains(&wanted)
    }

    /// Name of the sound in which the story of the object on the screen is read, in the language shown.
    pub fn recording_of(self, item: &Item) -> Option<String> {
        let shown = self.pick(item.told()).tag;
        item.spoken.0.get(&shown).cloned()
    }

    /// Whether the object on the screen has one.
    pub fn has_recording(self) -> bool {
        let Route::Item(number) = self.route.get() else {
            return false;
        };
        let content = self.content.get();
        let item = content
            .as_ref()
            .and_then(|content| content.pack.item(&number));
        item.is_some_and(|item| self.recording_of(item).is_some())
    }

    /// Whether the screen is being read aloud.
    pub fn is_reading(self) -> bool {
        self.aloud.get() % 2 == 1
    }
}
