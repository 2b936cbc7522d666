//! What a visitor does that must not be lost, and what is left of them: nothing but their answers.

use super::drafts::{answered, draft_lock, left_of, rescue, tell};
use super::{Services, sealing};
use crate::browser::task::spawn;
use crate::browser::{clock, focus, locks, page, random, recorder};
use crate::model::{Kiosk, Overlay, Questions, Route, Say, Step, Telling, Theme, Visit};
use crate::storage::{self, Recording, Saved, ToSave, Trouble};
use kiosk_core::response::{Body, Draft, State};
use kiosk_core::tally;
use kiosk_core::time::date;
use kiosk_core::{EventId, ResponseId};
use leptos::prelude::*;

/// The privacy sentences are read: answers begin.
pub fn begin_say(kiosk: Kiosk, services: Services) {
    let Some(questions) = kiosk.questions.get_untracked() else {
        return;
    };
    let draft = fresh(kiosk, services, &questions);
    let id = draft.id.clone();
    let tells = kiosk.about.get_untracked().is_some();
    kiosk.say.update(|say| {
        say.begin(&questions.set, draft);
        if tells && say.is_asking() {
            say.tell(&questions.set);
        }
    });
    spawn(async move {
        services.keep_draft_lock(locks::try_hold(&draft_lock(&id)).await);
    });
    answered(kiosk, services);
}

/// A draft with no answers yet.
fn fresh(kiosk: Kiosk, services: Services, questions: &Questions) -> Draft {
    let sheet = kiosk.event.get_untracked().sheet;
    Draft {
        id: ResponseId(random::uuid()),
        event: event_of(kiosk, services),
        question_set: questions.name.clone(),
        pack: kiosk
            .content
            .read_untracked()
            .as_ref()
            .map(|content| content.hash.clone()),
        language: wanted(kiosk),
        viewpoint: None,
        privacy_passed: true,
        moment: None,
        card: None,
        voice: sheet.as_ref().is_some_and(|sheet| sheet.voice) && recorder::can_record(),
        child: sheet.is_some_and(|sheet| sheet.child_mode),
        at: None,
        answers: Vec::new(),
    }
}

/// Draws the picture card of somebody who has just come, once.
pub fn draw_card(say: &mut Say) {
    if let Some(draft) = &mut say.draft
        && draft.card.is_none()
    {
        draft.card = Some(storage::draw_card(date(clock::now()), random::number()));
    }
}

/// Whether there is a question that takes a memory in the visitor's own words, and room for it now.
pub fn tells(kiosk: Kiosk, services: Services) -> bool {
    let Some(questions) = kiosk.questions.get() else {
        return false;
    };
    let say = kiosk.say.read();
    let key = match &say.draft {
        Some(draft) => draft.telling(&questions.set),
        None => fresh(kiosk, services, &questions).telling(&questions.set),
    };
    say.is_open() && key.is_some()
}

/// From Remember to Have your say: the privacy sentences as ever, then at once the question that takes
/// a memory. Whoever is in the middle of their answers goes there from where they are.
pub fn tell_about(kiosk: Kiosk, services: Services, item: Option<String>) {
    kiosk.about.set(item);
    let questions = kiosk.questions.get_untracked();
    if let Some(questions) = questions.filter(|_| kiosk.say.read_untracked().is_asking()) {
        kiosk.say.update(|say| say.tell(&questions.set));
        answered(kiosk, services);
    }
    kiosk.go(Route::Say);
}

/// The event new responses belong to: the office's, else the tablet's own until staff map it.
pub fn event_of(kiosk: Kiosk, services: Services) -> EventId {
    let own = || {
        let identity = kiosk.identity.read_untracked();
        identity.as_ref().map(|identity| identity.own_event.clone())
    };
    services
        .event()
        .or_else(own)
        .unwrap_or_else(|| EventId::from("unknown"))
}

pub(super) fn wanted(kiosk: Kiosk) -> String {
    untrack(|| kiosk.wanted())
}

/// The last question is answered: thanks come when the bytes are on the disk, and not before.
pub fn finish_say(kiosk: Kiosk, services: Services) {
    let Some(draft) = kiosk.say.read_untracked().draft.clone() else {
        return;
    };
    kiosk.say.update(|say| say.step = Step::Saving);
    spawn(async move {
        match save(kiosk, services, &draft, State::Complete).await {
            Ok(saved) => {
                services.forget_unsaved(&draft.id);
                services.keep_draft_lock(None);
                kiosk.say.update(|say| say.step = Step::Thanks(saved.seq));
                refresh_totals(kiosk, services).await;
            }
            Err(trouble @ (Trouble::Full | Trouble::CannotSeal)) => {
                tell(kiosk, &trouble);
                kiosk.say.update(|say| say.step = Step::Trouble);
            }
            Err(_) => {
                kiosk.say.update(|say| say.step = Step::Trouble);
                if let Ok(left) = left_of(kiosk, services, draft).await {
                    rescue(kiosk, &left);
                }
            }
        }
    });
}

/// Saves a draft as a response; tries a second time with a new connection, under the same id.
pub(super) async fn save(
    kiosk: Kiosk,
    services: Services,
    draft: &Draft,
    state: State,
) -> Result<Saved, Trouble> {
    let new = response_of(kiosk, services, draft, state).await?;
    let store = services.store();
    let mut saved = store.save(&new).await;
    if let Err(Trouble::Lost(_)) = saved {
        store.forget_connection();
        saved = store.save(&new).await;
    }
    if saved.as_ref().is_ok_and(|saved| saved.recording_left_out) {
        kiosk.notice.set(Some("notice.recording"));
    }
    saved
}

/// What a draft comes to, but for its number.
pub(super) async fn response_of(
    kiosk: Kiosk,
    services: Services,
    draft: &Draft,
    state: State,
) -> Result<ToSave, Trouble> {
    let identity = kiosk.identity.get_untracked();
    let identity = identity.ok_or_else(|| Trouble::Lost("no identity yet".into()))?;
    let body = body_of(kiosk, services, draft, state);
    let chosen = tally::of(&body);
    let named = body.answers.iter().flat_map(|answer| &answer.recording);
    let takes = named.filter_map(|hash| services.take(hash));
    let recordings = takes
        .map(|take| Recording {
            media_type: take.media_type,
            bytes: take.bytes,
            sha256: take.hash,
        })
        .collect();
    let key = services.seal_of(&draft.event);
    let made = sealing::make(key.as_ref(), body, recordings).await?;
    Ok(ToSave {
        id: draft.id.clone(),
        tablet: identity.tablet.clone(),
        event: draft.event.clone(),
        body: made.body,
        bare: made.bare,
        recordings: made.recordings,
        card: draft.card.clone().filter(|_| state != State::Withdrawn),
        key: key.map(|key| key.id),
        chosen,
    })
}

fn body_of(kiosk: Kiosk, services: Services, draft: &Draft, state: State) -> Body {
    let questions = kiosk
        .questions
        .get_untracked()
        .filter(|known| known.name == draft.question_set);
    let body = match questions {
        Some(questions) => draft.finish(&questions.set, state, clock::now()),
        None => draft.finish_without_set(clock::now()),
    };
    // A recording lives in the page: after a new start the answer it belonged to is open again.
    body.with_recordings(|hash| services.take(hash).is_some())
}

/// "Delete my answers": on the way through, the draft goes; after thanks, the response is rewritten
/// without answers under the same number.
pub fn take_back(kiosk: Kiosk, services: Services) {
    let say = kiosk.say.get_untracked();
    let Some(draft) = say.draft else { return };
    services.forget_unsaved(&draft.id);
    // An autosave that is still being sealed must not bring back what is deleted.
    services.next_autosave();
    spawn(async move {
        let store = services.store();
        let done = match say.step {
            Step::Thanks(seq) => withdraw(kiosk, services, &draft, seq).await,
            _ => store.drop_draft(&draft.id).await.map(|()| true),
        };
        match done {
            // Another tab let it go to the office meanwhile: then we must not say that it is deleted.
            Ok(taken_back) => {
                let step = if taken_back {
                    Step::Withdrawn
                } else {
                    Step::Sent
                };
                kiosk.say.set(Say {
                    step,
                    ..Say::default()
                });
                services.forget_takes();
                services.keep_draft_lock(None);
                refresh_totals(kiosk, services).await;
            }
            Err(_) => kiosk.notice.set(Some("notice.storage")),
        }
    });
}

/// Rewrites a saved response as one without answers, and takes what it chose out of the event's totals.
async fn withdraw(
    kiosk: Kiosk,
    services: Services,
    draft: &Draft,
    seq: u64,
) -> Result<bool, Trouble> {
    let said = response_of(kiosk, services, draft, State::Complete).await?;
    let withdrawn = response_of(kiosk, services, draft, State::Withdrawn).await?;
    let store = services.store();
    store.replace_held(seq, &withdrawn, &said.chosen).await
}

/// Reads what the tablet holds.
pub(super) async fn refresh_totals(kiosk: Kiosk, services: Services) {
    if let Ok(totals) = services.store().totals().await {
        if totals.unbalanced {
            kiosk.notice.set(Some("notice.unbalanced"));
        }
        kiosk.totals.set(totals);
    }
}

/// The visitor has gone: a half-done say is kept as *partial*, everything else is forgotten.
pub fn leave(kiosk: Kiosk, services: Services) {
    let say = kiosk.say.get_untracked();
    let left = say.draft.filter(|_| {
        matches!(
            say.step,
            Step::Moment
                | Step::Drawn
                | Step::CardPicture
                | Step::CardNumber
                | Step::Viewpoint
                | Step::Question(_)
                | Step::Look
                | Step::Trouble
        )
    });
    forget(kiosk);
    // At once: what is left half-way carries no recording, and the next visitor may soon make one.
    services.forget_takes();
    spawn(async move {
        let store = services.store();
        if let Some(draft) = &left {
            services.next_autosave();
            let kept = if draft.is_worth_keeping() {
                save(kiosk, services, draft, State::Partial)
                    .await
                    .map(|_| ())
            } else {
                store.drop_draft(&draft.id).await
            };
            // What could not be saved now is still a draft on disk; the next start makes it a response.
            match kept {
                Ok(()) => services.forget_unsaved(&draft.id),
                Err(_) => kiosk.notice.set(Some("notice.storage")),
            }
        }
        services.keep_draft_lock(None);
        if store.release_held().await.is_ok() {
            services.sender().wake();
        }
        refresh_totals(kiosk, services).await;
    });
}

/// Puts every choice back to what the next visitor should find.
fn forget(kiosk: Kiosk) {
    kiosk.overlay.set(Overlay::None);
    kiosk.wall.set(false);
    kiosk.say.set(Say::default());
    kiosk.trail.update(crate::model::Trail::forget);
    kiosk.look.set(crate::model::Look::default());
    let found = kiosk.found.get_untracked().forgotten();
    kiosk.found.set(std::sync::Arc::new(found));
    kiosk.look_page.set(0);
    kiosk.visit.set(Visit::default());
    kiosk.do_page.set(0);
    kiosk.about.set(None);
    kiosk.easy.set(false);
    kiosk.text_step.set(1);
    kiosk.theme.set(Theme::Light);
    kiosk.symbols.set(false);
    kiosk.scan.set(0);
    kiosk.language.set(kiosk.first_language());
    kiosk.route.set(Route::Start);
    kiosk.visitor.update(|visitor| *visitor += 1);
    page::to_top();
    focus::drop();
}
