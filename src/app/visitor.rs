//! What a visitor does that must not be lost, and what is left of them: nothing but their answers.

use super::drafts::{answered, draft_lock, is_kept, left_of, rescue, said_so_far, tell};
use super::taking_back::{delete, is_theirs, release_held};
use super::{Services, sealing};
use crate::browser::task::spawn;
use crate::browser::{clock, focus, locks, page, random, recorder};
use crate::model::{Kiosk, Overlay, Questions, Route, Say, Step, Telling, Visit};
use crate::storage::{self, Journal, Recording, Saved, ToSave, Trouble};
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
        // First the lock, then what it keeps other windows from.
        services.keep_draft_lock(held(&id).await);
        answered(kiosk, services);
    });
}

/// The lock of a draft, with whose it is.
pub(super) async fn held(id: &ResponseId) -> Option<(ResponseId, locks::Held)> {
    let lock = locks::try_hold(&draft_lock(id)).await?;
    Some((id.clone(), lock))
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

/// The event new responses belong to: the one whose questions and rules are on the screens. A tablet that has
/// none there yet takes the office's as soon as it is named, else its own until staff map it.
pub fn event_of(kiosk: Kiosk, services: Services) -> EventId {
    let shown = kiosk.event.read_untracked();
    let shown = shown.sheet.as_ref().map(|sheet| sheet.id.clone());
    let own = || {
        let identity = kiosk.identity.read_untracked();
        identity.as_ref().map(|identity| identity.own_event.clone())
    };
    shown
        .or_else(|| services.event())
        .or_else(own)
        .unwrap_or_else(|| EventId::from("unknown"))
}

pub(super) fn wanted(kiosk: Kiosk) -> String {
    untrack(|| kiosk.wanted())
}

/// The last question is answered: thanks come when the bytes are on the disk, and not before. Its draft's lock
/// is kept through the thanks: no other window may send what can still be taken back.
pub fn finish_say(kiosk: Kiosk, services: Services) {
    let Some(draft) = kiosk.say.read_untracked().draft.clone() else {
        return;
    };
    if services.is_deleting(&draft.id) {
        return;
    }
    kiosk.say.update(|say| say.step = Step::Saving);
    // From here on the save answers for what was said: an autosave that fails late must not load the page anew.
    services.ends_autosaves();
    services.begins_keeping();
    spawn(async move {
        let saved = save(kiosk, services, &draft, State::Complete).await;
        let waits = is_theirs(kiosk, &draft.id);
        match saved {
            Ok(saved) => {
                is_kept(services, &draft.id);
                if waits {
                    kiosk.say.update(|say| say.step = Step::Thanks(saved.seq));
                } else if release_held(services, Some(&draft.id)).await.is_ok() {
                    services.sender().wake();
                }
                refresh_totals(kiosk, services).await;
            }
            // Somebody else may stand there by now: what comes back would come back to them.
            Err(trouble) if !waits => could_not_keep(kiosk, services, &draft, &trouble).await,
            Err(trouble) => {
                kiosk.say.update(|say| say.step = Step::Trouble);
                if matches!(trouble, Trouble::Full | Trouble::CannotSeal) {
                    tell(kiosk, &trouble);
                } else if let Ok(left) = left_of(kiosk, services, draft).await {
                    rescue(kiosk, &left, true);
                }
            }
        }
        services.has_kept();
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
        kiosk.tell_staff("notice.recording");
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
    let chosen = tally::of(body.state, &body.answers);
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
        state,
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
        None => draft.finish_without_set(state, clock::now()),
    };
    // A recording lives in the page: after a new start the answer it belonged to is open again.
    body.with_recordings(|hash| services.take(hash).is_some())
}

/// Reads what the tablet holds.
pub(super) async fn refresh_totals(kiosk: Kiosk, services: Services) {
    if let Ok(totals) = services.store().totals().await {
        if totals.unbalanced {
            kiosk.tell_staff("notice.unbalanced");
        }
        kiosk.totals.set(totals);
    }
}

/// The visitor has gone: a half-done say is kept as *partial*, everything else is forgotten.
pub fn leave(kiosk: Kiosk, services: Services) {
    keep_what_they_said(kiosk, services);
    forget(kiosk);
}

/// Somebody is back on Start, where anybody may begin: whoever comes next must not see what was said and
/// done. Language and size stay; if nobody touches the tablet, they go like after any visit.
pub(super) fn back_on_start(kiosk: Kiosk, services: Services) {
    let said = kiosk.say.get_untracked() != Say::default();
    if said {
        keep_what_they_said(kiosk, services);
    }
    forget_visit(kiosk);
}

fn keep_what_they_said(kiosk: Kiosk, services: Services) {
    let Say { draft, step, .. } = said_so_far(kiosk);
    let own = draft.as_ref().map(|draft| draft.id.clone());
    let left = draft.filter(|_| {
        matches!(
            step,
            Step::Moment
                | Step::Drawn
                | Step::CardPicture
                | Step::CardNumber
                | Step::Viewpoint
                | Step::Question(_)
                | Step::Look
                | Step::Trouble
                | Step::NotDeleted
        )
    });
    // The next visitor may soon record something: theirs must stay.
    let takes = services.takes();
    services.begins_keeping();
    spawn(async move {
        let store = services.store();
        if let Some(draft) = &left {
            services.ends_autosaves();
            let kept = if step == Step::NotDeleted || Journal::is_unwanted(&draft.id) {
                delete(kiosk, services, draft).await.map(|_| ())
            } else if draft.is_worth_keeping() {
                save(kiosk, services, draft, State::Partial)
                    .await
                    .map(|_| ())
            } else {
                store.drop_draft(&draft.id).await
            };
            match kept {
                Ok(()) => is_kept(services, &draft.id),
                Err(trouble) => could_not_keep(kiosk, services, draft, &trouble).await,
            }
        }
        services.has_kept();
        services.forget_these(&takes);
        services.give_up_draft_lock(own.as_ref());
        if release_held(services, own.as_ref()).await.is_ok() {
            services.sender().wake();
        }
        refresh_totals(kiosk, services).await;
    });
}

/// What could not be saved now is perhaps still a draft on disk; where there was no room from the start, it is
/// only here. So it is noted outside the database, and the next start makes it a response.
async fn could_not_keep(kiosk: Kiosk, services: Services, draft: &Draft, trouble: &Trouble) {
    tell(kiosk, trouble);
    if !Journal::is_unwanted(&draft.id)
        && let Ok(left) = left_of(kiosk, services, draft.clone()).await
    {
        // As the page is left, it is this that is noted, and nothing that was on its way before.
        services.autosaves(&left);
        Journal::part_with(&left);
    }
}

/// Forgets what a visitor said, looked for, chose and kept.
fn forget_visit(kiosk: Kiosk) {
    kiosk.say.set(Say::default());
    kiosk.trail.update(crate::model::Trail::forget);
    kiosk.look.set(crate::model::Look::default());
    let found = kiosk.found.get_untracked().forgotten();
    kiosk.found.set(std::sync::Arc::new(found));
    kiosk.look_page.set(0);
    kiosk.visit.set(Visit::default());
    kiosk.do_page.set(0);
    kiosk.about.set(None);
}

/// Puts every choice back to what the next visitor should find.
fn forget(kiosk: Kiosk) {
    kiosk.overlay.set(Overlay::None);
    kiosk.wall.set(false);
    forget_visit(kiosk);
    kiosk.freshen();
    kiosk.route.set(Route::Start);
    kiosk.visitor.update(|visitor| *visitor += 1);
    page::to_top();
    focus::drop();
}
