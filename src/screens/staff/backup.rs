//! The backup file, in two touches: make it, then share or save it. Two, because a browser lets a page share
//! only straight after a touch, and a large file takes longer to make than that.

use crate::app::{Services, keep_file};
use crate::browser::element::{El, class, el};
use crate::browser::task::spawn;
use crate::browser::{kept_file, share};
use crate::model::Kiosk;
use crate::storage::BackupFile;
use crate::widgets::{button, word};
use leptos::prelude::*;

/// How far it is.
#[derive(Clone)]
enum Stage {
    Not,
    Making,
    Made(BackupFile),
    Saved,
    Trouble,
}

/// The part of staff's screen that makes it.
pub(super) fn backup(kiosk: Kiosk, services: Services) -> El {
    let stage = RwSignal::new_local(Stage::Not);
    let said = move || match stage.get() {
        Stage::Not => kiosk.t("backup.why"),
        Stage::Making => kiosk.t("backup.making"),
        Stage::Made(file) => kiosk.t_with(
            "backup.made",
            &[
                ("answers", &kiosk.number(file.responses as usize)),
                ("recordings", &kiosk.number(file.recordings as usize)),
            ],
        ),
        Stage::Saved => kiosk.t("backup.saved"),
        Stage::Trouble => kiosk.t("notice.storage"),
    };
    let touch = move || match stage.get() {
        Stage::Made(file) => vec![button(
            "btn btn-main",
            "backup-save",
            "take",
            "backup.save",
            move || save(stage, file.clone()),
        )],
        _ => vec![button(
            "btn",
            "backup-make",
            "box",
            "backup.make",
            move || make(kiosk, services, stage),
        )],
    };
    class("fieldset", "backup")
        .child(word("legend", "backup.title"))
        .child(el("p", &[("role", "status")]).says(said))
        .child(
            class("div", "row")
                .child(class("div", "row").holds(touch))
                .holds(move || following(kiosk, services)),
        )
        .child(el("p", &[("role", "status")]).says(move || {
            let said = kiosk.kept_file.get();
            said.map(|key| kiosk.t(key)).unwrap_or_default()
        }))
}

/// Where a page may write a file again and again: one that keeps itself up to date.
fn following(kiosk: Kiosk, services: Services) -> Vec<El> {
    let name = match kiosk.kept_file.get() {
        _ if !kept_file::can_be() => return Vec::new(),
        None => "backup.keep",
        Some("backup.stopped") => "backup.keep-again",
        Some(_) => return Vec::new(),
    };
    let touch = move || keep_file(kiosk, services);
    vec![button("btn", "backup-keep", "sync", name, touch)]
}

fn make(kiosk: Kiosk, services: Services, stage: RwSignal<Stage, LocalStorage>) {
    let Some(identity) = kiosk.identity.get_untracked() else {
        return;
    };
    stage.set(Stage::Making);
    spawn(async move {
        let made = services.store().backup(&identity).await;
        let _ = stage.try_set(made.map_or(Stage::Trouble, Stage::Made));
    });
}

fn save(stage: RwSignal<Stage, LocalStorage>, file: BackupFile) {
    spawn(async move {
        if share::hand_over(&file.blob, &file.name).await {
            let _ = stage.try_set(Stage::Saved);
        }
    });
}
