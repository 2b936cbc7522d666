//! The whole program: killed, restored, ended, and its commands.

use crate::given::{response, seal_text};
use crate::hall::SET;
use crate::running::{Running, after, answer, command, demo, head, post, printed};
use kiosk_core::Hash;
use kiosk_core::ledger::Range;
use kiosk_core::response::Sealed;
use kiosk_core::wire::{HeartbeatReply, Outcome, Receipt, ResponsesReply, ResponsesRequest};
use kiosk_office::store::Store;
use kiosk_office::store::events::{self, EventRow};
use kiosk_office::store::keys;
use kiosk_office::store::responses::{ResponseRow, of_event};
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::sync::mpsc;

fn sealed(seq: u64) -> Sealed {
    response("t1", seq).event("demo").seal()
}

fn request(responses: Vec<Sealed>) -> String {
    serde_json::to_string(&ResponsesRequest { responses }).unwrap()
}

fn send(office: &Running, responses: Vec<Sealed>) -> ResponsesReply {
    let (status, text) = office
        .post("/api/v1/responses", "t1", &request(responses))
        .unwrap();
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn stored(folder: &Path) -> Vec<ResponseRow> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&folder.join("office.db")).await.unwrap();
        let mut db = store.reader().await.unwrap();
        let rows = of_event(&mut db, &"demo".into()).await.unwrap();
        drop(db);
        store.close().await;
        rows
    })
}

#[test]
fn every_receipt_an_office_gave_before_it_was_killed_is_in_its_database() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let mut receipts: Vec<Receipt> = Vec::new();
    for round in 0..5_u64 {
        let office = Running::start(folder.path(), &[]);
        office.enrol(&code, "t1");
        let (gave, given) = mpsc::channel();
        let address = office.address.clone();
        let sender = std::thread::spawn(move || {
            // Sends without pause until the office is gone; the rate limit is further away than that.
            for number in 0..40 {
                let first = 1 + round * 1000 + number * 5;
                let batch = request((first..first + 5).map(sealed).collect());
                let Ok((200, text)) = post(&address, "/api/v1/responses", "t1", &batch) else {
                    return;
                };
                let reply: ResponsesReply = serde_json::from_str(&text).unwrap();
                gave.send(reply.receipts).unwrap();
            }
        });
        // Some receipts are out, the next batch is under way: now.
        for _ in 0..=round * 3 {
            receipts.extend(given.recv().unwrap());
        }
        office.kill();
        sender.join().unwrap();
        receipts.extend(given.try_iter().flatten());
        let rows = stored(folder.path());
        for receipt in &receipts {
            let row = rows.iter().find(|row| row.id == receipt.id.as_str());
            let row = row.unwrap_or_else(|| panic!("round {round}: {} is lost", receipt.seq));
            assert_eq!(Hash::of(row.body.as_bytes()), receipt.sha256);
        }
    }
    assert!(receipts.len() > 100);
}

#[test]
fn an_office_restored_from_an_older_copy_names_what_it_lost_and_heals() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    send(&office, (1..=5).map(sealed).collect());
    assert!(office.end().0.success());
    let database = folder.path().join("office.db");
    let copy = folder.path().join("copy.db");
    std::fs::copy(&database, &copy).unwrap();

    let office = Running::start(folder.path(), &[]);
    send(&office, (6..=10).map(sealed).collect());
    office.end();
    std::fs::copy(&copy, &database).unwrap();

    let office = Running::start(folder.path(), &[]);
    let beat =
        r#"{"events":[{"event":"demo","highest_seq":10,"outbox":0}],"storage":{},"version":"1"}"#;
    let (_, text) = office.post("/api/v1/heartbeat", "t1", beat).unwrap();
    let reply: HeartbeatReply = serde_json::from_str(&text).unwrap();
    assert_eq!(reply.missing[0].ranges, [Range(6, 10)]);
    let reply = send(&office, (1..=10).map(sealed).collect());
    let outcomes: Vec<Outcome> = reply.receipts.iter().map(|r| r.outcome).collect();
    assert_eq!(outcomes[..5], [Outcome::AlreadyStored; 5]);
    assert_eq!(outcomes[5..], [Outcome::Stored; 5]);
    assert!(reply.missing.is_empty());
    office.end();
    assert_eq!(stored(folder.path()).len(), 10);
}

#[test]
fn a_batch_that_is_half_sent_when_the_office_is_asked_to_end_is_still_taken() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    let body = request(vec![sealed(1)]);
    let mut stream = TcpStream::connect(&office.address).unwrap();
    let (first, rest) = body.split_at(body.len() / 2);
    let start = head("/api/v1/responses", "t1", body.len()) + first;
    stream.write_all(start.as_bytes()).unwrap();
    // An answer on another connection shows that the office has met ours: it takes them in turn.
    office.post("/api/v1/heartbeat", "t1", "{}").unwrap();
    office.ask_to_end();
    while TcpStream::connect(&office.address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(rest.as_bytes()).unwrap();
    let (status, text) = answer(&mut stream).unwrap();
    assert_eq!(status, 200, "{text}");
    let (ended, _) = office.wait();
    assert!(ended.success());
    assert_eq!(stored(folder.path()).len(), 1);
}

#[test]
fn the_demo_can_be_made_again_and_shows_the_password_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = demo(folder.path());
    let again = demo(folder.path());
    let code = after(&first, "Enrolment code: ").unwrap();
    assert_eq!(
        after(&first, "Visitors: ").unwrap(),
        format!("http://127.0.0.1:8080/?enrol={code}")
    );
    assert_eq!(
        after(&first, "Office: ").unwrap(),
        "http://127.0.0.1:8080/office"
    );
    let password = after(&first, "Staff password: ").unwrap();
    assert_eq!(password.split('-').count(), 5);
    assert_eq!(after(&again, "Staff password: "), None);
    assert_eq!(after(&again, "Enrolment code: ").unwrap(), code);
    let office = Running::start(folder.path(), &[]);
    assert!(!office.said().contains("password"));
    let bytes = crate::hall::bytes_under(folder.path());
    assert!(!crate::hall::holds(&bytes, &password));
}

/// Does something with the demo's event.
fn with_event<T>(folder: &Path, change: impl FnOnce(&mut EventRow) -> T) -> T {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Store::open(&folder.join("office.db")).await.unwrap();
        let mut writing = store.writer().await.unwrap();
        let mut event = events::find(&mut writing, "demo").await.unwrap().unwrap();
        let done = change(&mut event);
        if let Some(id) = &event.seal_key {
            let key = keys::KeyRow {
                id: id.clone(),
                public_key: "public".into(),
                private_key: "private".into(),
                made_on: "2026-12-01".into(),
            };
            keys::add(&mut writing, &key).await.ok();
        }
        events::put(&mut writing, &event).await.unwrap();
        writing.commit().await.unwrap();
        store.close().await;
        done
    })
}

#[test]
fn a_demo_started_again_keeps_what_staff_changed_and_stays_sealed() {
    let folder = tempfile::tempdir().unwrap();
    demo(folder.path());
    let changed = with_event(folder.path(), |event| {
        event.name = "Our hall".into();
        event.staff_pin = Some("9753".into());
        event.voice = true;
        event.threshold = 10;
        event.tablets_used = Some(3);
        event.seal_key = Some("key".into());
        event.clone()
    });
    demo(folder.path());
    with_event(folder.path(), |event| {
        assert_eq!(*event, changed);
        event.seal_key = None;
    });
}

#[test]
fn a_password_that_could_not_be_printed_is_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let reset = std::process::Command::new(env!("CARGO_BIN_EXE_kiosk-office"))
        .args(["password", "reset"])
        .current_dir(folder.path())
        .stdout(writer)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(reset.status.code(), Some(1));
    assert!(!printed(&reset).contains("panicked"));
    let database = folder.path().join("data/office.db");
    let bytes = std::fs::read(database).unwrap();
    assert!(!crate::hall::holds(&bytes, "$argon2id$"));
}

#[test]
fn the_first_start_makes_a_password_and_a_reset_makes_another() {
    let folder = tempfile::tempdir().unwrap();
    let office = Running::start(folder.path(), &[]);
    let old = after(&office.said(), "Staff password: ").unwrap();
    let reset = command(folder.path(), &["password", "reset"]);
    let new = after(&printed(&reset), "Staff password: ").unwrap();
    let sign_in = |password: &str| {
        let body = format!("password={password}");
        let mut stream = TcpStream::connect(&office.address).unwrap();
        let head = head("/office/sign-in", "nobody", body.len()).replace(
            "connection: close",
            "connection: close\r\ncontent-type: application/x-www-form-urlencoded",
        );
        stream.write_all((head + &body).as_bytes()).unwrap();
        answer(&mut stream).unwrap().0
    };
    assert_ne!(old, new);
    assert_eq!(sign_in(&old), 403);
    assert_eq!(sign_in(&new), 303);
}

#[test]
fn answers_to_an_unknown_wording_wait_until_it_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    let next = SET.replace("\"version\":3", "\"version\":4");
    let given = response("t1", 1).event("demo").body(|body| {
        body.question_set.version = 4;
        body.question_set.sha256 = Hash::of(next.as_bytes());
    });
    let reply = send(&office, vec![given.seal()]);
    assert_eq!(reply.receipts[0].outcome, Outcome::Quarantined);
    assert_eq!(
        reply.receipts[0].reason.as_deref(),
        Some("unknown_question_set")
    );
    let file = folder.path().join("next.questions.json");
    std::fs::write(&file, &next).unwrap();
    let loaded = command(
        folder.path(),
        &["questions", "load", file.to_str().unwrap()],
    );
    assert!(loaded.status.success(), "{}", printed(&loaded));
    assert!(printed(&loaded).contains("1 response that waited"));
    office.end();
    assert_eq!(stored(folder.path()).len(), 1);
}

#[test]
fn a_wording_that_was_answered_is_frozen() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    let file = folder.path().join("changed.questions.json");
    std::fs::write(&file, SET.replace("anything else", "anything more")).unwrap();
    let load = || {
        command(
            folder.path(),
            &["questions", "load", file.to_str().unwrap()],
        )
    };
    assert!(load().status.success());
    send(&office, vec![sealed(1)]);
    let refused = load();
    assert_eq!(refused.status.code(), Some(1));
    assert!(printed(&refused).contains("Give the new wording a new version number."));
}

#[test]
fn files_that_cannot_be_loaded_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.popup.zip");
    std::fs::write(&file, "no zip").unwrap();
    let file = file.to_str().unwrap();
    for words in [
        ["pack", "load", file],
        ["questions", "load", file],
        ["questions", "load", "missing.json"],
    ] {
        let output = command(folder.path(), &words);
        assert!(!output.status.success());
        assert!(!printed(&output).contains("panicked"));
        assert!(printed(&output).len() > 20);
    }
}

#[test]
fn a_body_that_is_cut_off_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    let body = request(vec![sealed(1)]);
    let mut stream = TcpStream::connect(&office.address).unwrap();
    let start = head("/api/v1/responses", "t1", body.len()) + &body[..100];
    stream.write_all(start.as_bytes()).unwrap();
    drop(stream);
    let whole = seal_text(response("t1", 2).event("demo").envelope, "{}".into());
    assert_eq!(send(&office, vec![whole]).receipts.len(), 1);
    office.end();
    assert!(stored(folder.path()).is_empty());
}
