//! "Delete my answers": what a visitor does not want is deleted, now or at the next start, and is never sent.

use super::Services;
use super::drafts::{draft_lock, is_kept, tell};
use super::visitor::{refresh_totals, response_of};
use crate::browser::locks;
use crate::browser::task::spawn;
use crate::model::{Kiosk, Say, Step};
use crate::storage::{Journal, Trouble};
use kiosk_core::ResponseId;
use kiosk_core::response::{Draft, State};
use leptos::prelude::*;

/// "Delete my answers": on the way through, the draft goes; once they are saved, the response is rewritten
/// without answers under the same number.
pub fn take_back(kiosk: Kiosk, services: Services) {
    let Some(draft) = kiosk.say.read_untracked().draft.clone() else {
        return;
    };
    if !services.begins_deleting(&draft.id) {
        return;
    }
    is_kept(services, &draft.id);
    // An autosave that is still being sealed must not bring back what is deleted.
    services.next_autosave();
    Journal::does_not_want(&draft);
    spawn(async move {
        let mut done = delete(kiosk, services, &draft).await;
        if let Err(Trouble::Lost(_)) = done {
            services.store().forget_connection();
            done = delete(kiosk, services, &draft).await;
        }
        services.has_deleted(&draft.id);
        let step = match &done {
            Ok(true) => Step::Withdrawn,
            // Another tab let it go to the office meanwhile: then we must not say that it is deleted.
            Ok(false) => Step::Sent,
            Err(trouble) => {
                tell(kiosk, trouble);
                Step::NotDeleted
            }
        };
        if !is_theirs(kiosk, &draft.id) {
            return;
        }
        if step == Step::NotDeleted {
            kiosk.say.update(|say| say.step = step);
            return;
        }
        kiosk.say.set(Say {
            step,
            ..Say::default()
        });
        services.forget_takes();
        services.keep_draft_lock(None);
        refresh_totals(kiosk, services).await;
    });
}

/// Whether the visitor whose response this is has not gone.
pub(super) fn is_theirs(kiosk: Kiosk, id: &ResponseId) -> bool {
    let say = kiosk.say.read_untracked();
    say.draft.as_ref().is_some_and(|draft| draft.id == *id)
}

/// Deletes what nobody wants; `false` when it is too late for that.
pub(super) async fn delete(
    kiosk: Kiosk,
    services: Services,
    draft: &Draft,
) -> Result<bool, Trouble> {
    let store = services.store();
    let gone = match store.number_of(&draft.id).await? {
        None => {
            store.drop_draft(&draft.id).await?;
            true
        }
        Some(seq) => withdraw(kiosk, services, draft, seq).await?,
    };
    // Nothing of it may come back from what a page noted that found no database.
    Journal::clear(&draft.id);
    Journal::clear_parting(&draft.id);
    Journal::clear_unwanted(&draft.id);
    Ok(gone)
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

/// Deletes what an earlier page could not.
pub(super) async fn delete_unwanted(kiosk: Kiosk, services: Services) -> Result<(), Trouble> {
    for draft in Journal::unwanted() {
        delete(kiosk, services, &draft).await?;
    }
    Ok(())
}

/// What visitors have left may be sent now: their own (`own`), and what nobody is at any more. Whoever still
/// holds a draft's lock may yet take the answers back, in another window too.
pub(super) async fn release_held(
    services: Services,
    own: Option<&ResponseId>,
) -> Result<(), Trouble> {
    let store = services.store();
    let mut gone = Vec::new();
    for id in store.held().await? {
        if Journal::is_unwanted(&id) {
            continue;
        }
        if own == Some(&id) || locks::try_hold(&draft_lock(&id)).await.is_some() {
            gone.push(id);
        }
    }
    store.release(&gone).await
}
