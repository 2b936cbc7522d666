//! What the whole app knows, as signals.

use super::theme::Theme;
use super::{Found, Locale, Look, Remembering, Route, Say, Tongue, Trail, Visit, locale::fill};
use crate::browser::intl;
use crate::storage::{Content, Identity, Totals};
use kiosk_core::language::{self, Text};
use kiosk_core::questions::{QuestionSet, SetRef};
use kiosk_core::wire::EventSheet;
use leptos::prelude::*;
use std::sync::Arc;

/// What lies over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// Language, text size, contrast, Easy Read.
    Easier,
    /// "Are you still there?"
    StillThere,
}

/// A question set with the name of its exact wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions {
    /// The questions.
    pub set: QuestionSet,
    /// Id, version and hash.
    pub name: SetRef,
}

/// The event this tablet serves.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What the office said of it; `None` for a tablet that serves nobody yet.
    pub sheet: Option<EventSheet>,
}

/// A text of the pack or question set, chosen for this visitor.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shown {
    /// The text.
    pub text: String,
    /// Its language, for `lang`.
    pub tag: String,
}

impl Shown {
    /// Its writing direction, for `dir`.
    pub fn dir(&self) -> &'static str {
        language::direction(&self.tag)
    }
}

/// What the whole app knows. Cheap to copy; every field is a signal.
#[derive(Clone, Copy, Debug)]
pub struct Kiosk {
    /// The screen.
    pub route: RwSignal<Route>,
    /// The way back.
    pub trail: RwSignal<Trail>,
    /// The visitor's language, without its Easy Read variant.
    pub language: RwSignal<String>,
    /// Whether Easy Read is wanted.
    pub easy: RwSignal<bool>,
    /// Text size, 1 to 4.
    pub text_step: RwSignal<usize>,
    /// Colours.
    pub theme: RwSignal<Theme>,
    /// Whether symbols stand beside words.
    pub symbols: RwSignal<bool>,
    /// Seconds the light of one-switch scanning stays on a thing; 0 while nobody scans.
    pub scan: RwSignal<usize>,
    /// What [`Kiosk::scan`] becomes when somebody presses a switch on Start; 0 where staff want no switch.
    pub switch: RwSignal<usize>,
    /// Counts readings aloud: odd while one goes on.
    pub aloud: RwSignal<usize>,
    /// Counts touches of "Listen".
    pub listen: RwSignal<usize>,
    /// Languages this tablet has a voice for, each between blanks.
    pub voices: RwSignal<String>,
    /// Whether a tablet nobody uses has dimmed itself.
    pub dim: RwSignal<bool>,
    /// Words of the screens.
    pub locale: RwSignal<Arc<Locale>>,
    /// Languages on offer.
    pub tongues: RwSignal<Arc<Vec<Tongue>>>,
    /// The pack, once it is whole on this tablet.
    pub content: RwSignal<Option<Arc<Content>>>,
    /// The questions.
    pub questions: RwSignal<Option<Arc<Questions>>>,
    /// The event.
    pub event: RwSignal<Event>,
    /// Have your say.
    pub say: RwSignal<Say>,
    /// What is looked for in Look.
    pub look: RwSignal<Look>,
    /// What was found of it.
    pub found: RwSignal<Arc<Found>>,
    /// The page turned to in Look.
    pub look_page: RwSignal<usize>,
    /// What the visitor chose in Do and Remember, and what they keep.
    pub visit: RwSignal<Visit>,
    /// The page turned to in Do.
    pub do_page: RwSignal<usize>,
    /// Number of the object a visitor wants to tell about in Have your say.
    pub about: RwSignal<Option<String>>,
    /// What the screen has opened: a closer look, or staff's screens behind their PIN. It closes with the screen.
    pub opened: RwSignal<bool>,
    /// Whether staff have opened "You said" for the room.
    pub wall: RwSignal<bool>,
    /// What lies over the screen.
    pub overlay: RwSignal<Overlay>,
    /// What the tablet holds.
    pub totals: RwSignal<Totals>,
    /// Who the tablet is.
    pub identity: RwSignal<Option<Arc<Identity>>>,
    /// What staff ought to know and have not read yet, as keys of the locale files, the newest last.
    pub notices: RwSignal<Vec<&'static str>>,
    /// How it stands with the backup file that keeps itself up to date, as a key of the locale files;
    /// nothing while there is none.
    pub kept_file: RwSignal<Option<&'static str>>,
    /// Counts the parts of the program that have come after the first.
    pub parts: RwSignal<usize>,
    /// Counts resets, so that every screen is built anew for the next visitor.
    pub visitor: RwSignal<usize>,
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            route: RwSignal::new(Route::Start),
            trail: RwSignal::new(Trail::default()),
            language: RwSignal::new("en".to_owned()),
            easy: RwSignal::new(false),
            text_step: RwSignal::new(1),
            theme: RwSignal::new(Theme::Light),
            symbols: RwSignal::new(false),
            scan: RwSignal::new(0),
            switch: RwSignal::new(0),
            aloud: RwSignal::new(0),
            listen: RwSignal::new(0),
            voices: RwSignal::new(String::new()),
            dim: RwSignal::new(false),
            locale: RwSignal::new(Arc::new(Locale::default())),
            tongues: RwSignal::new(Arc::new(Vec::new())),
            content: RwSignal::new(None),
            questions: RwSignal::new(None),
            event: RwSignal::new(Event { sheet: None }),
            say: RwSignal::new(Say::default()),
            look: RwSignal::new(Look::default()),
            found: RwSignal::new(Arc::default()),
            look_page: RwSignal::new(0),
            visit: RwSignal::new(Visit::default()),
            do_page: RwSignal::new(0),
            about: RwSignal::new(None),
            opened: RwSignal::new(false),
            wall: RwSignal::new(false),
            overlay: RwSignal::new(Overlay::None),
            totals: RwSignal::new(Totals::default()),
            identity: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            kept_file: RwSignal::new(None),
            parts: RwSignal::new(0),
            visitor: RwSignal::new(0),
        }
    }
}

impl Kiosk {
    /// The app's state, from the context.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }

    /// Whether any words have come yet.
    pub fn has_words(self) -> bool {
        self.locale.read().has_words()
    }

    /// The language the words of the screens are in: the visitor's, as soon as its words have come.
    pub fn language_of_words(self) -> String {
        self.locale.read().tag.clone()
    }

    /// The text of a key in the visitor's language; changes when the language does.
    pub fn t(self, key: &str) -> String {
        self.locale.read().text(key)
    }

    /// The same, with values in the place of `{name}`.
    pub fn t_with(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(&self.t(key), values)
    }

    /// A text that counts: the plural form is the platform's to choose, and so are the digits.
    pub fn t_count(self, key: &str, n: u64) -> String {
        let locale = self.locale.read();
        let text = locale.plural(key, &intl::plural(&locale.intl, n));
        fill(&text, &[("n", &intl::number(&locale.intl, n))])
    }

    /// A whole number in the visitor's digits.
    pub fn number(self, n: usize) -> String {
        intl::number(&self.locale.read().intl, n as u64)
    }

    /// The tag the visitor reads best: their language, as Easy Read where that is wanted.
    pub fn wanted(self) -> String {
        let tag = self.language.get();
        if self.easy.get() {
            language::simple(&tag)
        } else {
            tag
        }
    }

    /// A year, in the visitor's digits.
    pub fn year(self, year: i32) -> String {
        intl::year(&self.locale.read().intl, year)
    }

    /// A text of the pack or question set, chosen for this visitor.
    pub fn pick(self, text: &Text) -> Shown {
        let wanted = self.wanted();
        let content = self.content.read();
        let languages = content
            .as_ref()
            .map(|content| content.pack.languages.as_slice())
            .unwrap_or_default();
        text.choose(&wanted, languages)
            .map(|chosen| Shown {
                text: chosen.text.to_owned(),
                tag: chosen.tag.to_owned(),
            })
            .unwrap_or_default()
    }

    /// Whether any choice of the questions has a symbol to show.
    pub fn has_symbols(self) -> bool {
        self.questions.read().as_ref().is_some_and(|questions| {
            let set = &questions.set;
            let mut choices = set
                .questions
                .iter()
                .flat_map(|question| &question.options)
                .chain(&set.viewpoints);
            choices.any(|choice| choice.symbol.is_some())
        })
    }

    /// Staff ought to know this. It stays until they have read it, whatever else happens.
    pub fn tell_staff(self, key: &'static str) {
        if !self.notices.read_untracked().contains(&key) {
            self.notices.update(|notices| notices.push(key));
        }
    }

    /// This is no longer so.
    pub fn is_over(self, key: &'static str) {
        if self.notices.read_untracked().contains(&key) {
            self.notices
                .update(|notices| notices.retain(|known| *known != key));
        }
    }

    /// Whether every choice is as the next visitor should find it.
    pub fn is_fresh(self) -> bool {
        self.language.get_untracked() == self.first_language()
            && self.first_look()
                == (
                    self.text_step.get_untracked(),
                    self.theme.get_untracked(),
                    self.easy.get_untracked(),
                )
            && !self.symbols.get_untracked()
            && self.scan.get_untracked() == 0
    }

    /// Puts every choice to what the next visitor should find.
    pub fn freshen(self) {
        let (text_step, theme, easy) = self.first_look();
        self.text_step.set(text_step);
        self.theme.set(theme);
        self.easy.set(easy);
        self.symbols.set(false);
        self.scan.set(0);
        self.language.set(self.first_language());
    }

    /// Size of text, colours and Easy Read the next visitor finds on Start.
    fn first_look(self) -> (usize, Theme, bool) {
        let event = self.event.read_untracked();
        let sheet = event.sheet.as_ref();
        sheet.map_or((1, Theme::Light, false), |sheet| {
            let step = sheet.text_size.clamp(1, 4) as usize;
            (step, Theme::named(&sheet.contrast), sheet.easy_read)
        })
    }

    /// The language the next visitor finds on Start.
    pub fn first_language(self) -> String {
        let event = self.event.read_untracked();
        let sheet = event.sheet.as_ref();
        sheet.map_or_else(|| "en".to_owned(), |sheet| sheet.language.clone())
    }

    /// Whether there is a locale file with this tag; before the list is known, any may be.
    pub fn has_locale(self, tag: &str) -> bool {
        let tongues = self.tongues.read_untracked();
        tongues.is_empty() || tongues.iter().any(|tongue| tongue.tag == tag)
    }

    /// The languages on offer; Easy Read is a switch of its own beside them.
    pub fn languages(self) -> Vec<Tongue> {
        self.tongues
            .read()
            .iter()
            .filter(|tongue| !language::is_simple(&tongue.tag))
            .cloned()
            .collect()
    }

    /// Goes to a screen.
    pub fn go(self, to: Route) {
        let from = self.route.get_untracked();
        if from != to {
            self.goes_from(&from, &to);
            self.trail.update(|trail| trail.leave(from, &to));
            self.route.set(to);
        }
    }

    /// One step back. Within Have your say that is the question before.
    pub fn back(self) {
        if self.overlay.get_untracked() != Overlay::None {
            self.overlay.set(Overlay::None);
            return;
        }
        let from = self.route.get_untracked();
        if from == Route::Say && self.back_within_say() {
            return;
        }
        if from == Route::Remember && self.back_to_topics() {
            return;
        }
        if self.back_within_looking(&from) {
            return;
        }
        let mut trail = self.trail.get_untracked();
        let to = trail.back(&from);
        self.goes_from(&from, &to);
        self.trail.set(trail);
        self.route.set(to);
    }

    /// From an object in Remember to the choice it came of, if there was one.
    fn back_to_topics(self) -> bool {
        let chosen = self.visit.read_untracked().remembering.was_chosen();
        if chosen {
            self.visit
                .update(|visit| visit.remembering = Remembering::default());
        }
        chosen
    }

    /// A picture that was opened is closed first, and so is the search.
    fn back_within_looking(self, from: &Route) -> bool {
        match from {
            Route::Item(_) if self.opened.get_untracked() => {
                self.opened.set(false);
                true
            }
            Route::Look => {
                let mut look = self.look.get_untracked();
                let moved = look.back();
                if moved {
                    self.look_page.set(0);
                    self.look.set(look);
                }
                moved
            }
            _ => false,
        }
    }

    fn back_within_say(self) -> bool {
        let Some(questions) = self.questions.get_untracked() else {
            return false;
        };
        let mut say = self.say.get_untracked();
        let moved = say.back(&questions.set);
        if moved {
            self.say.set(say);
        }
        moved
    }
}
