//! A backup file that keeps itself up to date, where the browser lets a page write one. When it may no longer
//! be written, staff are told: nobody may count on a file that has fallen silent.

use super::Services;
use crate::browser::task::spawn;
use crate::browser::{clock, kept_file};
use crate::model::{Kiosk, Route};
use leptos::prelude::*;

/// Milliseconds between two looks.
const LOOK: u32 = 5_000;
/// After a try that failed.
const LATER: u32 = 60_000;

/// Writes the file whenever there are more answers and nobody is at the tablet.
pub(super) fn watch(kiosk: Kiosk, services: Services) {
    if !kept_file::can_be() {
        return;
    }
    spawn(async move {
        let mut written = None;
        loop {
            let totals = kiosk.totals.get_untracked();
            let finished = totals.finished;
            let rests = matches!(kiosk.route.get_untracked(), Route::Start | Route::Staff);
            let mut pause = LOOK;
            if rests && written != Some(finished) {
                match write(kiosk, services).await {
                    // What the last visitor may still take back comes into it the next time.
                    Some(held) if held + totals.cleared < finished => {}
                    Some(_) => written = Some(finished),
                    None => pause = LATER,
                }
            }
            clock::pause(pause).await;
        }
    });
}

/// "Keep a file up to date", and the same once more when the browser has to be asked again. To be called
/// straight from a touch.
pub fn keep_file(kiosk: Kiosk, services: Services) {
    spawn(async move {
        let store = services.store();
        let Some(identity) = kiosk.identity.get_untracked() else {
            return;
        };
        if let Ok(Some(file)) = store.kept_file().await
            && kept_file::may_write(&file, true).await
        {
            // It may be gone with the stick it was on: then the next touch chooses another.
            if write(kiosk, services).await.is_none() && store.forget_file().await.is_ok() {
                kiosk.kept_file.set(None);
            }
            return;
        }
        let name = identity.backup_name();
        if let Some(file) = kept_file::choose(&name).await
            && store.keep_file(&file).await.is_ok()
        {
            write(kiosk, services).await;
        }
    });
}

/// Writes it. Gives how many responses are in it now, as many as can be where there is no file to write, and
/// nothing when it could not be written.
async fn write(kiosk: Kiosk, services: Services) -> Option<u64> {
    let store = services.store();
    let kept = store.kept_file().await.ok()?;
    let (Some(file), Some(identity)) = (kept, kiosk.identity.get_untracked()) else {
        return Some(u64::MAX / 2);
    };
    let mut done = None;
    if kept_file::may_write(&file, false).await
        && let Ok(backup) = store.backup(&identity).await
        && kept_file::write(&file, &backup.blob).await
    {
        done = Some(backup.responses);
    }
    let said = if done.is_some() {
        "backup.follows"
    } else {
        "backup.stopped"
    };
    if kiosk.kept_file.get_untracked() != Some(said) {
        kiosk.kept_file.set(Some(said));
    }
    done
}
