//! What tablets fetch.

use crate::asking::get;
use crate::hall::{EVENT, Hall, SET, pack_file, set};
use axum::http::StatusCode;
use kiosk_core::Hash;
use kiosk_core::wire::Assignment;

#[tokio::test]
async fn a_tablet_learns_its_event_pack_and_wording() {
    let hall = Hall::open().await;
    let reply = get("/api/v1/assignment").by_tablet("t1").of(&hall).await;
    let assignment: Assignment = reply.json();
    let event = assignment.event.unwrap();
    assert_eq!(event.id.as_str(), EVENT);
    assert_eq!(event.pack, Hash::of(&pack_file()));
    assert_eq!(event.question_set, set());
    assert_eq!((event.threshold, event.idle_seconds), (5, 120));
    assert_eq!(event.staff_pin.as_deref(), Some("2468"));
}

#[tokio::test]
async fn an_assignment_the_tablet_has_already_is_not_sent_again_until_it_changes() {
    let hall = Hall::open().await;
    let first = get("/api/v1/assignment").by_tablet("t1").of(&hall).await;
    let tag = first.header("etag").to_owned();
    let again = async || {
        get("/api/v1/assignment")
            .by_tablet("t1")
            .with("if-none-match", &format!("\"x\", W/{tag}"))
            .of(&hall)
            .await
    };
    let same = again().await;
    assert_eq!(same.status, StatusCode::NOT_MODIFIED);
    assert!(same.body.is_empty());
    hall.add_event("other").await;
    let desk = hall.sign_in().await;
    desk.post("/office/tablets/t1/event", &[("event", "other")])
        .await;
    let changed = again().await;
    assert_eq!(changed.status, StatusCode::OK);
    let event = changed.json::<Assignment>().event.unwrap();
    assert_eq!(event.id.as_str(), "other");
}

#[tokio::test]
async fn a_pack_comes_whole_or_in_ranges_and_never_changes() {
    let hall = Hall::open().await;
    let bytes = pack_file();
    let path = format!("/api/v1/packs/{}", Hash::of(&bytes));
    let whole = get(&path).by_tablet("t1").of(&hall).await;
    assert_eq!(whole.body, bytes);
    assert!(whole.header("cache-control").contains("immutable"));
    let part = get(&path)
        .by_tablet("t1")
        .with("range", "bytes=10-19")
        .of(&hall)
        .await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body, &bytes[10..20]);
    assert_eq!(get(&path).of(&hall).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_question_set_comes_as_the_bytes_that_were_loaded() {
    let hall = Hall::open().await;
    let path = format!("/api/v1/question-sets/{}", set().sha256);
    let reply = get(&path).by_tablet("t1").of(&hall).await;
    assert_eq!(reply.text(), SET);
    assert_eq!(Hash::of(&reply.body), set().sha256);
    assert_eq!(get(&path).of(&hall).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn names_that_are_no_hash_or_not_here_are_not_found() {
    let hall = Hall::open().await;
    let strange = Hash::of(b"strange");
    for path in [
        format!("/api/v1/packs/{strange}"),
        "/api/v1/packs/..%2F..%2Foffice.db".to_owned(),
        format!("/api/v1/question-sets/{strange}"),
        "/api/v1/nothing".to_owned(),
    ] {
        let reply = get(&path).by_tablet("t1").of(&hall).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(reply.word(), "not_found");
    }
}
