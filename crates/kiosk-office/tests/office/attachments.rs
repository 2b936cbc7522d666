//! Recordings.

use crate::asking::{Ask, ask, batch, get, post, post_form};
use crate::given::{Given, response};
use crate::hall::{Desk, Hall, PASSWORD};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use kiosk_core::Hash;
use kiosk_core::ledger::Range;
use kiosk_core::response::Attachment;
use kiosk_core::wire::{AttachmentReceipt, HeartbeatReply, Outcome, ResponsesReply};
use kiosk_office::recordings;

fn put(name: &str, bytes: impl Into<Body>) -> Ask {
    let path = format!("/api/v1/attachments/{name}");
    ask(Method::PUT, &path, bytes.into()).by_tablet("t1")
}

fn drafts(hall: &Hall) -> usize {
    std::fs::read_dir(hall.folder.path().join("files/drafts"))
        .unwrap()
        .count()
}

#[tokio::test]
async fn a_recording_is_asked_for_until_it_is_here() {
    let hall = Hall::open().await;
    let sound = b"OggS and the rest".to_vec();
    let sha256 = Hash::of(&sound);
    let mut given = response("t1", 1);
    given.envelope.attachments.push(Attachment {
        sha256: sha256.clone(),
        media_type: "audio/ogg".into(),
        bytes: sound.len() as u64,
    });
    let sealed = given.seal();
    let reply: ResponsesReply = batch(std::slice::from_ref(&sealed)).of(&hall).await.json();
    assert_eq!(reply.attachments_wanted, std::slice::from_ref(&sha256));
    for _ in 0..2 {
        let receipt: AttachmentReceipt = put(sha256.as_str(), sound.clone()).of(&hall).await.json();
        assert_eq!((&receipt.sha256, receipt.bytes), (&sha256, 17));
    }
    let reply: ResponsesReply = batch(&[sealed]).of(&hall).await.json();
    assert!(reply.attachments_wanted.is_empty());
    let place = hall.app.files.attachment(&sha256);
    assert_eq!(std::fs::read(&place).unwrap(), sound);
    let date = std::fs::metadata(place).unwrap().modified().unwrap();
    assert_eq!(date, std::time::UNIX_EPOCH, "the file's date tells nothing");
    assert_eq!(drafts(&hall), 0);
}

#[tokio::test]
async fn staff_listen_to_what_has_arrived_whole_or_in_parts_and_nobody_else_does() {
    let hall = Hall::open().await;
    let sound = b"OggS and the rest".to_vec();
    let sha256 = Hash::of(&sound);
    let mut given = response("t1", 1);
    given.envelope.attachments.push(Attachment {
        sha256: sha256.clone(),
        media_type: "audio/ogg".into(),
        bytes: sound.len() as u64,
    });
    batch(&[given.seal()]).of(&hall).await;
    let desk = hall.sign_in().await;
    let list = "/office/events/hall/recordings";
    let place = format!("{list}/{sha256}");
    let page = desk.get(list).await.text();
    assert!(page.contains("still on its tablet") && !page.contains("<audio"));
    assert_eq!(desk.get(&place).await.status, StatusCode::NOT_FOUND);
    put(sha256.as_str(), sound.clone()).of(&hall).await;
    desk.post(list, &[("password", PASSWORD)]).await;
    let page = desk.get(list).await.text();
    assert!(page.contains(&format!("src=\"{place}\"")));
    let reply = desk.get(&place).await;
    assert_eq!(reply.header("content-type"), "audio/ogg");
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.body, sound);
    let asked = get(&place).with("cookie", &desk.cookie);
    let reply = asked.with("range", "bytes=5-7").of(&hall).await;
    assert_eq!(reply.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(reply.header("content-range"), "bytes 5-7/17");
    assert_eq!(reply.body, b"and");
    for path in [list, &place] {
        let reply = get(path).of(&hall).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{path}");
    }
    let strange = format!("{list}/{}", Hash::of(b"another"));
    assert_eq!(desk.get(&strange).await.status, StatusCode::NOT_FOUND);
    let elsewhere = format!("/office/events/other/recordings/{sha256}");
    assert_eq!(desk.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_number_whose_recording_an_older_backup_lost_is_missing_again() {
    let hall = Hall::open().await;
    let sound = b"OggS".to_vec();
    let sha256 = Hash::of(&sound);
    let mut given = response("t1", 1);
    given.envelope.attachments.push(Attachment {
        sha256: sha256.clone(),
        media_type: "audio/ogg".into(),
        bytes: 4,
    });
    let batch_of = [given.seal(), response("t1", 2).seal()];
    put(sha256.as_str(), sound.clone()).of(&hall).await;
    let missing = async || {
        let beat = r#"{"events":[],"storage":{},"version":"1"}"#;
        let reply = post("/api/v1/heartbeat", beat).by_tablet("t1").of(&hall);
        reply.await.json::<HeartbeatReply>().missing
    };
    batch(&batch_of).of(&hall).await;
    assert_eq!(missing().await, []);
    let mut writing = hall.app.store.writer().await.unwrap();
    sqlx::query("DELETE FROM attachments")
        .execute(&mut *writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    assert_eq!(missing().await[0].ranges, [Range(1, 1)]);
    // The answer to a batch does not name it: its recordings are about to follow.
    let reply: ResponsesReply = batch(&batch_of).of(&hall).await.json();
    assert_eq!(reply.missing, []);
    put(sha256.as_str(), sound).of(&hall).await;
    assert_eq!(missing().await, []);
}

#[tokio::test]
async fn bytes_that_do_not_match_their_name_are_refused_and_leave_nothing() {
    let hall = Hall::open().await;
    let reply = put(Hash::of(b"one").as_str(), "two").of(&hall).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(reply.word(), "hash_differs");
    assert_eq!(drafts(&hall), 0);
}

#[tokio::test]
async fn a_name_that_is_no_hash_is_not_found() {
    let hall = Hall::open().await;
    for name in ["..%2Foffice.db", "abc", &"A".repeat(64)] {
        let reply = put(name, "x").of(&hall).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn more_than_32_mebibytes_are_refused() {
    let hall = Hall::open().await;
    let large = vec![0; 32 * 1024 * 1024 + 1];
    let reply = put(Hash::of(&large).as_str(), large).of(&hall).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(drafts(&hall), 0);
}

fn with_sound(given: Given, sound: &[u8]) -> Given {
    let mut given = given;
    given.envelope.attachments.push(Attachment {
        sha256: Hash::of(sound),
        media_type: "audio/ogg".into(),
        bytes: sound.len() as u64,
    });
    given
}

#[tokio::test]
async fn a_recording_wants_the_password_once_more_before_it_is_heard_or_saved() {
    let hall = Hall::open().await;
    let sound = b"OggS and the rest";
    let sha256 = Hash::of(sound);
    batch(&[with_sound(response("t1", 1), sound).seal()])
        .of(&hall)
        .await;
    put(sha256.as_str(), sound.to_vec()).of(&hall).await;
    let list = "/office/events/hall/recordings";
    let place = format!("{list}/{sha256}");
    let desk = hall.sign_in().await;
    let shut = async |desk: &Desk<'_>| {
        let page = desk.get(list).await.text();
        assert!(!page.contains("<audio") && !page.contains("download"));
        assert!(page.contains("The password is asked for once more, because"));
        let reply = desk.get(&place).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert!(reply.text().contains("wants the staff password"));
    };
    shut(&desk).await;
    let reply = desk.post(list, &[("password", "guess")]).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("id=\"password-wrong\""));
    let foreign = post_form(list, &[("password", PASSWORD)]).with("cookie", &desk.cookie);
    assert_eq!(foreign.of(&hall).await.status, StatusCode::FORBIDDEN);
    shut(&desk).await;
    let reply = desk.post(list, &[("password", PASSWORD)]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(reply.header("location"), list);
    let page = desk.get(list).await.text();
    assert!(page.contains("<audio") && !page.contains("Staff password"));
    assert_eq!(desk.get(&place).await.body, sound);
    // It holds for whoever gave it, and for two hours.
    shut(&hall.sign_in().await).await;
    hall.pass(2 * 60 * 60 * 1000);
    shut(&desk).await;
    for _ in 0..5 {
        desk.post(list, &[("password", "guess")]).await;
    }
    let reply = desk.post(list, &[("password", PASSWORD)]).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_recording_lost_of_a_response_in_quarantine_is_missing_too() {
    let hall = Hall::open().await;
    let strange = with_sound(response("t1", 1).event("made-here"), b"OggS").seal();
    batch(std::slice::from_ref(&strange)).of(&hall).await;
    let beat = r#"{"events":[],"storage":{},"version":"1"}"#;
    let reply = post("/api/v1/heartbeat", beat).by_tablet("t1").of(&hall);
    let missing = reply.await.json::<HeartbeatReply>().missing;
    assert_eq!(missing[0].ranges, [Range(1, 1)]);
}

#[tokio::test]
async fn what_is_in_quarantine_alone_can_be_deleted_with_its_recording() {
    let hall = Hall::open().await;
    let sound = b"OggS";
    let unread = response("t1", 1).body(|body| body.question_set.sha256 = Hash::of(b"unknown"));
    let unread = with_sound(unread, sound).seal();
    batch(std::slice::from_ref(&unread)).of(&hall).await;
    put(Hash::of(sound).as_str(), sound.to_vec())
        .of(&hall)
        .await;
    let place = hall.app.files.attachment(&Hash::of(sound));
    assert!(place.exists());
    let desk = hall.sign_in().await;
    let fields = [("response", unread.envelope.id.as_str())];
    let reply = desk.post("/office/events/hall/delete", &fields).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(!place.exists());
    let reply: ResponsesReply = batch(&[unread]).of(&hall).await.json();
    assert_eq!(reply.receipts[0].outcome, Outcome::AlreadyStored);
    assert!(reply.missing.is_empty());
}

#[tokio::test]
async fn a_deletion_between_the_bytes_and_their_row_does_not_bring_the_recording_back() {
    let hall = Hall::open().await;
    let sound = b"OggS";
    let sealed = with_sound(response("t1", 1), sound).seal();
    batch(std::slice::from_ref(&sealed)).of(&hall).await;
    let mut draft = hall.app.files.draft().await.unwrap();
    draft.write(sound).await.unwrap();
    // The upload has looked around; then the deletion comes; then the upload goes on.
    let desk = hall.sign_in().await;
    let fields = [("response", sealed.envelope.id.as_str())];
    desk.post("/office/events/hall/delete", &fields).await;
    let kept = recordings::keep(&hall.app, draft, &Hash::of(sound)).await;
    assert!(!kept.unwrap());
    assert!(!hall.app.files.attachment(&Hash::of(sound)).exists());
}

#[tokio::test]
async fn a_deletion_that_a_power_cut_left_half_done_is_finished_at_the_start() {
    let hall = Hall::open().await;
    let (gone, kept) = (b"OggS gone", b"OggS kept");
    let all = [
        with_sound(response("t1", 1), gone).seal(),
        with_sound(response("t1", 2), kept).seal(),
    ];
    batch(&all).of(&hall).await;
    for sound in [gone, kept] {
        put(Hash::of(sound).as_str(), sound.to_vec())
            .of(&hall)
            .await;
    }
    let desk = hall.sign_in().await;
    let fields = [("response", all[0].envelope.id.as_str())];
    desk.post("/office/events/hall/delete", &fields).await;
    // The power went after the commit: the file is still there.
    let place = hall.app.files.attachment(&Hash::of(gone));
    std::fs::write(&place, gone).unwrap();
    recordings::finish_deletions(&hall.app).await.unwrap();
    assert!(!place.exists());
    assert!(hall.app.files.attachment(&Hash::of(kept)).exists());
}

#[tokio::test]
async fn a_deleted_responses_recording_goes_with_it_unless_another_has_it_too() {
    let hall = Hall::open().await;
    let sound = b"OggS".to_vec();
    let sha256 = Hash::of(&sound);
    let with = |seq| {
        let mut given = response("t1", seq);
        given.envelope.attachments.push(Attachment {
            sha256: sha256.clone(),
            media_type: "audio/ogg".into(),
            bytes: 4,
        });
        given.seal()
    };
    let (first, second) = (with(1), with(2));
    batch(&[first.clone(), second.clone()]).of(&hall).await;
    put(sha256.as_str(), sound.clone()).of(&hall).await;
    let desk = hall.sign_in().await;
    let place = hall.app.files.attachment(&sha256);
    for (response, stays) in [(&first, true), (&second, false)] {
        let id = &response.envelope.id;
        desk.post("/office/events/hall/delete", &[("response", id.as_str())])
            .await;
        assert_eq!(place.exists(), stays);
    }
    // A tablet that sends both again gets its receipts, and the office still has neither.
    let reply: ResponsesReply = batch(&[second]).of(&hall).await.json();
    assert!(reply.attachments_wanted.is_empty());
    assert_eq!(
        put(sha256.as_str(), sound).of(&hall).await.status,
        StatusCode::OK
    );
    assert!(!place.exists());
}
