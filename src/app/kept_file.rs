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
            let finished = kiosk.totals.read_untracked().finished;
            let rests = matches!(kiosk.route.get_untracked(), Route::Start | Route::Staff);
            let mut pause = LOOK;
            if rests && written != Some(finished) {
                if write(kiosk, services).await {
                    written = Some(finished);
                } else {
                    pause = LATER;
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
            write(kiosk, services).await;
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

/// Whether it was written, or there is none to write.
async fn write(kiosk: Kiosk, services: Services) -> bool {
    let store = services.store();
    let Ok(kept) = store.kept_file().await else {
        return false;
    };
    let (Some(file), Some(identity)) = (kept, kiosk.identity.get_untracked()) else {
        return true;
    };
    let done = kept_file::may_write(&file, false).await
        && match store.backup(&identity).await {
            Ok(backup) => kept_file::write(&file, &backup.blob).await,
            Err(_) => false,
        };
    let said = if done {
        "backup.follows"
    } else {
        "backup.stopped"
    };
    if kiosk.kept_file.get_untracked() != Some(said) {
        kiosk.kept_file.set(Some(said));
    }
    done
}
