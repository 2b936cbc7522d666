//! A recorded memory: consent first, then a level that moves with the voice, pause, listen again, delete.

use super::heard::{kept, recording};
use super::question::{Asking, given, title};
use super::{next, progress};
use crate::app::{answered, begin_by_itself};
use crate::browser::element::{El, class, el};
use crate::browser::recorder::{Recorder, Take};
use crate::browser::task::spawn;
use crate::browser::{clock, page as html};
use crate::model::Questions;
use crate::widgets::{button, button_on, frame, word, worded};
use kiosk_core::ResponseId;
use leptos::prelude::*;
use std::sync::Arc;

/// Longest recording, in milliseconds. It then stops by itself, and nothing else happens.
const LONGEST: i64 = 3 * 60 * 1000;
/// Between two looks at the meter: no more than ten in a second.
const BEAT: u32 = 120;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// What happens to the recording, and whether they want to.
    Consent,
    /// They do; nothing is recorded yet.
    Ready,
    /// The browser is being asked for the microphone.
    Asking,
    Running,
    Paused,
    /// It is recorded.
    Kept,
    /// No microphone, or not for us.
    Refused,
}

/// A voice question's screen.
#[derive(Clone)]
struct Voice {
    asking: Asking,
    questions: Arc<Questions>,
    phase: RwSignal<Phase>,
    /// The same for what is shown: while the browser asks, all stays as it was, with the focus on it.
    panel: Memo<Phase>,
    /// How loud it is, in hundredths.
    level: RwSignal<usize>,
    /// How much of the time is used, in thousandths.
    used: RwSignal<usize>,
    /// Dropped with the screen: then the microphone is free and what was said is gone.
    recorder: StoredValue<Option<Recorder>, LocalStorage>,
}

/// The question, and what stands below it.
pub fn voice(asking: Asking, questions: Arc<Questions>) -> El {
    let recorded = recording(&asking).is_some();
    let first = if recorded {
        Phase::Kept
    } else {
        Phase::Consent
    };
    let phase = RwSignal::new(first);
    let panel = Memo::new(move |_| match phase.get() {
        Phase::Asking => Phase::Ready,
        other => other,
    });
    let voice = Voice {
        asking,
        questions,
        phase,
        panel,
        level: RwSignal::new(0),
        used: RwSignal::new(0),
        recorder: StoredValue::new_local(None),
    };
    // Whoever is asked for their voice may not read.
    begin_by_itself(voice.asking.kiosk, move || {
        phase.try_get_untracked() == Some(Phase::Consent)
    });
    let (shown, foot) = (voice.clone(), voice.clone());
    let main = class("main", "page say")
        .child(progress(voice.asking.kiosk, Arc::clone(&voice.questions)))
        .child(title(&voice.asking))
        .child(
            class("div", "voice")
                .child(said(phase))
                .holds(move || shown.panel()),
        )
        .child(class("div", "row foot").holds(move || vec![foot.last()]));
    frame("say", main)
}

/// How it stands with the recording. It is there before its words: a region that comes with them is not read out.
fn said(phase: RwSignal<Phase>) -> El {
    class("div", "voice-said")
        .with("role", "status")
        .holds(move || {
            let state = |said: &'static str| worded(class("p", "voice-state"), said);
            match phase.get() {
                Phase::Consent => Vec::new(),
                Phase::Ready | Phase::Asking => vec![word("p", "voice.ready")],
                Phase::Running => vec![state("voice.running")],
                Phase::Paused => vec![state("voice.paused")],
                Phase::Kept => vec![state("voice.kept")],
                Phase::Refused => vec![state("voice.refused")],
            }
        })
}

impl Voice {
    fn panel(&self) -> Vec<El> {
        match self.panel.get() {
            Phase::Consent => vec![
                class("div", "privacy")
                    .child(word("p", "voice.consent"))
                    .child(word("p", "voice.consent-more")),
                self.row([self.to("voice-agree", "tick", "voice.agree", Phase::Ready)]),
            ],
            Phase::Ready | Phase::Asking => vec![self.row([self.begin()])],
            Phase::Running => vec![self.meter(), self.row([self.pause()])],
            Phase::Paused => vec![self.meter(), self.row([self.resume()])],
            Phase::Kept => {
                let own = self.clone();
                let delete = move || {
                    // First what stands there next: a button out of use gives the focus to the heading.
                    own.phase.set(Phase::Ready);
                    own.keep(None);
                };
                vec![kept(self.asking.clone(), Box::new(delete))]
            }
            Phase::Refused => Vec::new(),
        }
    }

    /// While a voice is recorded, the button in the place of Next ends the recording and nothing else.
    fn last(&self) -> El {
        let own = self.clone();
        match self.panel.get() {
            Phase::Running | Phase::Paused => button(
                "btn btn-main btn-answer",
                "voice-stop",
                "tick",
                "voice.stop",
                move || own.end(),
            ),
            Phase::Refused => button_on(
                "btn btn-main btn-answer",
                "next",
                "say.next",
                "next",
                move || {
                    let set = &own.questions.set;
                    own.asking.kiosk.say.update(|say| say.without_voice(set));
                    answered(own.asking.kiosk, own.asking.services);
                },
            ),
            _ => next(
                self.asking.kiosk,
                Arc::clone(&self.questions),
                given(self.asking.kiosk),
            ),
        }
    }

    fn row<const N: usize>(&self, buttons: [El; N]) -> El {
        class("div", "row").all(buttons)
    }

    fn to(&self, act: &str, sign: &'static str, said: &'static str, phase: Phase) -> El {
        let own = self.clone();
        button("btn btn-main btn-answer", act, sign, said, move || {
            own.phase.set(phase)
        })
    }

    fn begin(&self) -> El {
        let own = self.clone();
        button(
            "btn btn-main btn-answer",
            "voice-record",
            "microphone",
            "voice.record",
            move || own.ask(),
        )
        // Not disabled, which would take the focus off it: a second press asks for nothing.
        .states("aria-disabled", {
            let phase = self.phase;
            move || phase.get() == Phase::Asking
        })
    }

    fn pause(&self) -> El {
        let own = self.clone();
        button(
            "btn btn-answer",
            "voice-pause",
            "pause",
            "voice.pause",
            move || {
                own.with(Recorder::pause);
                own.level.set(0);
                own.phase.set(Phase::Paused);
            },
        )
    }

    fn resume(&self) -> El {
        let own = self.clone();
        button(
            "btn btn-answer",
            "voice-resume",
            "microphone",
            "voice.resume",
            move || {
                own.with(Recorder::resume);
                own.phase.set(Phase::Running);
            },
        )
    }

    fn with<T>(&self, run: impl FnOnce(&Recorder) -> T) -> Option<T> {
        self.recorder
            .try_with_value(|recorder| recorder.as_ref().map(run))
            .flatten()
    }

    fn is_alive(&self) -> bool {
        self.with(Recorder::is_alive).unwrap_or(false)
    }

    /// The level of the voice and, thin and without numbers, the time that is left.
    fn meter(&self) -> El {
        let (level, used) = (self.level, self.used);
        let bar = |name: &'static str, size: Box<dyn Fn() -> usize>| {
            let inner = el("i", &[]).follow(move |bar| {
                let size = size();
                let _ = bar
                    .clone()
                    .style("inline-size", &[&(size / 10).to_string(), "%"].concat());
            });
            class("div", name).with("aria-hidden", "true").child(inner)
        };
        class("div", "meters")
            .child(bar("ebb level", Box::new(move || level.get() * 10)))
            .child(bar("ebb time", Box::new(move || used.get())))
    }

    /// Asks for the microphone; what is said from then on is recorded.
    fn ask(&self) {
        if self.phase.get_untracked() != Phase::Ready {
            return;
        }
        self.phase.set(Phase::Asking);
        let own = self.clone();
        spawn(async move {
            let Some(recorder) = Recorder::begin().await else {
                let _ = own.phase.try_set(Phase::Refused);
                return;
            };
            // The visitor may have gone while the browser asked: then the microphone is let go.
            if own
                .recorder
                .try_update_value(|slot| *slot = Some(recorder))
                .is_none()
            {
                return;
            }
            own.used.set(0);
            own.phase.set(Phase::Running);
            own.listen().await;
        });
    }

    /// Shows the level until the recording ends or the screen has gone.
    async fn listen(&self) {
        let (mut spent, mut last) = (0, clock::now());
        loop {
            clock::pause(BEAT).await;
            let now = clock::now();
            // The tablet's clock may jump; a beat is a beat.
            let beat = (now - last).clamp(0, 1_000);
            last = now;
            let phase = self.phase.try_get_untracked();
            if matches!(phase, Some(Phase::Running | Phase::Paused)) && !self.is_alive() {
                // What was said until the microphone went is kept.
                self.end();
                return;
            }
            match phase {
                Some(Phase::Running) => {}
                Some(Phase::Paused) => continue,
                _ => return,
            }
            spent += beat;
            self.asking.services.pulse().touch();
            if !html::wants_stillness() {
                self.with(|recorder| self.level.set(recorder.level()));
            }
            self.used
                .set(usize::try_from(spent * 1000 / LONGEST).unwrap_or(1000));
            if spent >= LONGEST {
                self.end();
                return;
            }
        }
    }

    fn end(&self) {
        let recorder = self.recorder.try_update_value(Option::take).flatten();
        let Some(recorder) = recorder else {
            return;
        };
        self.phase.set(Phase::Kept);
        let own = self.clone();
        let whose = self.whose();
        spawn(async move {
            let take = recorder.end().await;
            // They may be at the next question by now; only, it must be the same visitor.
            if own.whose() != whose {
                return;
            }
            match take {
                Some(take) => own.keep(Some(take)),
                None => {
                    let _ = own.phase.try_set(Phase::Ready);
                }
            }
        });
    }

    /// The response this is for.
    fn whose(&self) -> Option<ResponseId> {
        let say = self.asking.kiosk.say.read_untracked();
        say.draft.as_ref().map(|draft| draft.id.clone())
    }

    fn keep(&self, take: Option<Take>) {
        let Asking {
            kiosk,
            services,
            question,
            ..
        } = &self.asking;
        let hash = take.as_ref().map(|take| take.hash.clone());
        if let Some(take) = take {
            services.keep_take(take);
        }
        kiosk.say.update(|say| say.record(question, hash));
        answered(*kiosk, *services);
    }
}
