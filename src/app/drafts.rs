//! Drafts: saved as each answer is given, kept when a page is left, a connection lost or a tablet killed.

use super::Services;
use super::taking_back::delete_unwanted;
use super::visitor::{held, response_of, save, wanted};
use crate::browser::task::spawn;
use crate::browser::{clock, locks, page};
use crate::model::{Kiosk, Route, Say, Step};
use crate::storage::{Journal, Left, Trouble};
use kiosk_core::ResponseId;
use kiosk_core::language;
use kiosk_core::response::{Draft, State};
use leptos::prelude::*;

/// Name of the lock that says a draft is being written.
pub(super) fn draft_lock(id: &ResponseId) -> String {
    format!("popup-museum.draft.{id}")
}

/// An answer was given: it goes to disk at once, and with it the word that is being typed.
pub fn answered(kiosk: Kiosk, services: Services) {
    let language = wanted(kiosk);
    kiosk.say.update_untracked(|say| {
        if let Some(draft) = &mut say.draft {
            draft.language = language;
        }
    });
    let Some(draft) = said_so_far(kiosk).draft else {
        return;
    };
    // Whoever goes on answering while their answers are being deleted would bring them back.
    if !services.is_deleting(&draft.id) {
        spawn(autosave(kiosk, services, draft));
    }
}

/// What was said, and the word that is still being typed as the answer it would be.
pub(super) fn said_so_far(kiosk: Kiosk) -> Say {
    let mut say = kiosk.say.get_untracked();
    if let Some(questions) = kiosk.questions.get_untracked() {
        say.hang_typed(&questions.set);
    }
    say
}

async fn autosave(kiosk: Kiosk, services: Services, draft: Draft) {
    let number = services.next_autosave();
    let is_newest = || services.newest_autosave() == number;
    // Sealed, a draft is a response that only waits for the next start: one that says nothing must not wait.
    if services.seal_of(&draft.event).is_some() && !says_something(&draft) {
        let dropped = services.store().drop_draft(&draft.id).await;
        if dropped.is_ok() && is_newest() {
            is_kept(services, &draft.id);
        }
        return;
    }
    let left = match left_of(kiosk, services, draft).await {
        Ok(left) => left,
        Err(trouble) => return tell(kiosk, &trouble),
    };
    // Overtaken by a newer one while it was being sealed; or later finished or taken back: this must not come last.
    if !is_newest() {
        return;
    }
    services.autosaves(&left);
    if services.may_have_ended() {
        Journal::part_with(&left);
    }
    let store = services.store();
    let is_wanted = || services.wanted_autosave() == number;
    let mut tried = store.autosave_if(&left, &is_wanted).await;
    if tried.is_err() && is_newest() {
        store.forget_connection();
        tried = store.autosave_if(&left, &is_wanted).await;
    }
    match tried {
        // An older one says nothing of what is on its way behind it, which a page that is left may just have noted.
        _ if !is_newest() => {}
        Ok(_) => is_kept(services, left.id()),
        Err(Trouble::Full) => tell(kiosk, &Trouble::Full),
        Err(_) => rescue(kiosk, &left, false),
    }
}

/// All that was said is on disk, or not wanted: nothing need be noted beside it.
pub(super) fn is_kept(services: Services, id: &ResponseId) {
    services.forget_unsaved(id);
    Journal::clear_parting(id);
}

/// Whether anything of a draft would be left in another page: a recording lives in the one that made it.
fn says_something(draft: &Draft) -> bool {
    let mut left = draft.clone();
    left.forget_recordings();
    left.is_worth_keeping()
}

/// The page is being left: what is on its way to disk may be cut short, so it is written down at once. What
/// is just being sealed cannot be; the autosave before it stands.
pub(super) fn page_is_left(services: Services) {
    services.may_end();
    for left in services.unsaved() {
        Journal::part_with(&left);
    }
}

/// What of a draft goes to disk: itself, or where answers are sealed a *partial* response made of it.
pub(super) async fn left_of(
    kiosk: Kiosk,
    services: Services,
    mut draft: Draft,
) -> Result<Left, Trouble> {
    if services.seal_of(&draft.event).is_none() {
        return Ok(Left::Draft(Box::new(draft)));
    }
    // None is kept for the next start, and sealing one takes as long as it is.
    draft.forget_recordings();
    let partial = response_of(kiosk, services, &draft, State::Partial).await?;
    Ok(Left::Ready(partial.into()))
}

/// Tells staff what is the matter.
pub(super) fn tell(kiosk: Kiosk, trouble: &Trouble) {
    kiosk.tell_staff(match trouble {
        Trouble::Full => "notice.full",
        Trouble::CannotSeal => "notice.cannot-seal",
        Trouble::Lost(_) | Trouble::Unreadable(_) => "notice.storage",
    });
}

/// The connection to the database is gone and a new one cannot be had in this page (trap 4): the draft
/// goes to the journal, the page loads anew and comes back to the same question; or, where the visitor had
/// `finished` and it turns out to be saved after all, to the thanks.
pub(super) fn rescue(kiosk: Kiosk, left: &Left, finished: bool) {
    if Journal::write(left, finished, clock::now()) {
        page::reload();
    } else {
        kiosk.tell_staff("notice.storage");
    }
}

/// A kill or a lost connection may have left drafts. That of the visitor whose page loaded anew just now comes
/// back to its question; the others, if nobody holds their lock, become *partial* responses, once, and are
/// never shown again.
pub(super) async fn keep_what_was_left(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    let store = services.store();
    delete_unwanted(kiosk, services).await?;
    let back = Journal::coming_back(clock::now());
    for left in Journal::waiting() {
        let Some(saved) = or_later(kiosk, store.autosave(&left).await)? else {
            continue;
        };
        Journal::clear(left.id());
        let back = back.as_ref().filter(|back| back.id == *left.id());
        // What was sealed cannot come back to its question.
        if let (Some(back), Left::Draft(draft)) = (back, left) {
            let step = match saved {
                Some(seq) => Some(Step::Thanks(seq)).filter(|_| back.finished),
                None => draft.at.clone().map(Step::Question),
            };
            if let Some(step) = step {
                resume(kiosk, services, *draft, step).await;
            }
        }
    }
    Journal::has_come_back();
    for left in Journal::parted_with() {
        // Whoever holds it goes on from there: what is noted is older than what they say now. Only, what is saved
        // needs no note.
        let free = locks::try_hold(&draft_lock(left.id())).await.is_some();
        if free || store.number_of(left.id()).await?.is_some() {
            take_in(kiosk, services, &left).await?;
        }
    }
    for left in store.drafts().await? {
        // The one that came back, or one that somebody has begun meanwhile, quicker than its lock.
        let open = kiosk.say.read_untracked();
        if open
            .draft
            .as_ref()
            .is_some_and(|draft| draft.id == *left.id())
        {
            continue;
        }
        drop(open);
        let Some(_lock) = locks::try_hold(&draft_lock(left.id())).await else {
            continue;
        };
        // It may have been held until now, and left with something newer.
        if let Some(noted) = Journal::noted(left.id())
            && !take_in(kiosk, services, &noted).await?
        {
            continue;
        }
        // Another window may have ended it since, or its visitor may have wanted it deleted.
        let kept = match store.draft(left.id()).await? {
            None => Ok(()),
            Some(Left::Draft(draft)) if says_something(&draft) => {
                let saved = save(kiosk, services, &draft, State::Partial).await;
                saved.map(|_| ())
            }
            Some(Left::Draft(draft)) => store.drop_draft(&draft.id).await,
            Some(Left::Ready(ready)) => store.save(&ready.into()).await.map(|_| ()),
        };
        or_later(kiosk, kept)?;
    }
    Ok(())
}

/// Puts what was noted among the drafts; `false` where there is no room for it, and it stays noted.
async fn take_in(kiosk: Kiosk, services: Services, noted: &Left) -> Result<bool, Trouble> {
    let taken = or_later(kiosk, services.store().autosave(noted).await)?.is_some();
    if taken {
        Journal::clear_parting(noted.id());
    }
    Ok(taken)
}

/// What there is no room for, or no secure address, stays where it is, and staff are told. The others need not wait.
fn or_later<T>(kiosk: Kiosk, done: Result<T, Trouble>) -> Result<Option<T>, Trouble> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(trouble @ (Trouble::Full | Trouble::CannotSeal)) => {
            tell(kiosk, &trouble);
            Ok(None)
        }
        Err(trouble) => Err(trouble),
    }
}

async fn resume(kiosk: Kiosk, services: Services, mut draft: Draft, step: Step) {
    let known = kiosk
        .questions
        .get_untracked()
        .is_some_and(|questions| questions.name == draft.question_set);
    let lock = held(&draft.id).await;
    // Parts of the program, and the lock, may have taken their time, and somebody else may have begun.
    let waits =
        kiosk.route.get_untracked() == Route::Start && kiosk.say.read_untracked().draft.is_none();
    if !known || !waits {
        return;
    }
    services.keep_draft_lock(lock);
    // A recording lives in the page that made it: the question for it is open again.
    draft.forget_recordings();
    kiosk
        .language
        .set(language::base(&draft.language).to_owned());
    kiosk.easy.set(language::is_simple(&draft.language));
    kiosk.say.set(Say {
        draft: Some(draft),
        step,
        ..Say::default()
    });
    kiosk.route.set(Route::Say);
}
