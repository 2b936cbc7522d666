//! Question sets: checked at a desk, and those that come with the kiosk.

use crate::hall::{Hall, SET};
use crate::running::{Running, command, printed};
use kiosk_office::store::Store;
use kiosk_office::store::sets::{self, SetRow};
use std::path::{Path, PathBuf};
use std::process::Command;

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/question-sets")
}

/// A folder that looks like a built kiosk, with the sets that are shipped.
fn kiosk(folder: &Path) -> PathBuf {
    let kiosk = folder.join("kiosk");
    let sets = kiosk.join("question-sets");
    std::fs::create_dir_all(&sets).unwrap();
    for entry in std::fs::read_dir(shipped()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, sets.join(path.file_name().unwrap())).unwrap();
    }
    kiosk
}

fn known(folder: &Path) -> Vec<SetRow> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&folder.join("office.db")).await.unwrap();
        let mut db = store.reader().await.unwrap();
        let rows = sets::all(&mut db).await.unwrap();
        drop(db);
        store.close().await;
        rows
    })
}

#[test]
fn an_office_knows_the_shipped_sets_from_its_first_start_and_each_of_them_once() {
    let folder = tempfile::tempdir().unwrap();
    let kiosk = kiosk(folder.path());
    for _start in 0..2 {
        let office = Running::start(folder.path(), &["--kiosk", kiosk.to_str().unwrap()]);
        assert!(office.end().0.success());
    }
    let mut ids: Vec<String> = known(folder.path()).into_iter().map(|set| set.id).collect();
    ids.sort();
    assert_eq!(
        ids,
        ["ons4", "partner-voice", "visitor-voice", "wellbeing-today"]
    );
}

#[test]
fn an_office_opens_although_one_shipped_set_is_broken_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let kiosk = kiosk(folder.path());
    let broken = kiosk.join("question-sets/ons4.questions.json");
    std::fs::write(broken, "{").unwrap();
    let office = Running::start(folder.path(), &["--kiosk", kiosk.to_str().unwrap()]);
    let (ended, said) = office.end();
    assert!(ended.success());
    assert!(
        said.contains("ons4.questions.json cannot be used yet."),
        "{said}"
    );
    assert_eq!(known(folder.path()).len(), 3);
}

#[tokio::test]
async fn a_new_event_starts_with_visitor_voice_and_offers_every_set() {
    let hall = Hall::empty().await;
    let mut writing = hall.app.store.writer().await.unwrap();
    for (id, title) in [
        ("a", "A set of our own"),
        ("wellbeing-today", "Wellbeing today"),
    ] {
        let row = SetRow {
            sha256: id.to_owned(),
            id: id.to_owned(),
            version: 1,
            title: title.to_owned(),
            loaded_on: "2026-12-02".to_owned(),
        };
        sets::add(&mut writing, &row, "{}").await.unwrap();
    }
    writing.commit().await.unwrap();
    let desk = hall.sign_in().await;
    let page = desk.get("/office/events/new").await.text();
    for offered in [
        "\"a\">A set of our own, version 1",
        "selected>Visitor voice, version 3",
        "\"wellbeing-today\">Wellbeing today, version 1",
    ] {
        assert!(page.contains(offered), "{offered}: {page}");
    }
}

/// `questions check` needs no office: it is run where there is none.
fn check(folder: &Path, json: &str) -> (Option<i32>, String) {
    let file = folder.join("mine.questions.json");
    std::fs::write(&file, json).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_kiosk-office"))
        .args(["questions", "check"])
        .arg(&file)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(!folder.join("data").exists());
    (output.status.code(), printed(&output))
}

#[test]
fn a_set_is_checked_without_an_office_and_each_problem_names_its_question_and_field() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = check(folder.path(), SET);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.starts_with("This question set may be used: Visitor voice, version 3, 4 questions.")
    );
    assert!(
        said.contains("To look at:\n  set: licence: There is none."),
        "{said}"
    );

    let broken = SET
        .replace("\"key\":\"fav\"", "\"key\":\"words\"")
        .replace("\"kind\":\"text\"", "\"kind\":\"text\",\"max\":2");
    let (code, said) = check(folder.path(), &broken);
    assert_eq!(code, Some(1), "{said}");
    for line in [
        "question 3 (words): key: An earlier question has the same key. Give each question its own.",
        "question 4 (more): max: Only \"many\" and \"words\" have one. Take it out.",
    ] {
        assert!(said.contains(line), "{said}");
    }

    let (code, said) = check(folder.path(), &SET.replace("\"item\"", "\"picture\""));
    assert_eq!(code, Some(1));
    assert!(
        said.contains("question 3 (fav): kind: \"picture\" is not known."),
        "{said}"
    );
}

#[test]
fn a_set_that_may_be_used_is_loaded_and_what_to_look_at_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.questions.json");
    std::fs::write(&file, SET).unwrap();
    let loaded = command(
        folder.path(),
        &["questions", "load", file.to_str().unwrap()],
    );
    assert!(loaded.status.success());
    assert!(printed(&loaded).contains("set: licence: There is none."));
    assert_eq!(known(folder.path()).len(), 1);
}
