//! Heartbeats, what is missing, and what may be cleared.

use crate::asking::{batch, post, post_json};
use crate::given::response;
use crate::hall::{EVENT, Hall};
use axum::http::StatusCode;
use kiosk_core::ledger::Range;
use kiosk_core::time::DAY;
use kiosk_core::wire::{EventCount, Heartbeat, HeartbeatReply, ResponsesReply, StorageState};

fn beat(highest_seq: u64, outbox: u64) -> Heartbeat {
    Heartbeat {
        events: vec![EventCount {
            event: EVENT.into(),
            highest_seq,
            outbox,
        }],
        storage: StorageState {
            persisted: Some(true),
            used: Some(1000),
            wipe_suspected: false,
        },
        version: "0.1.0".into(),
        pack: None,
    }
}

async fn hear(hall: &Hall, beat: &Heartbeat) -> HeartbeatReply {
    post_json("/api/v1/heartbeat", beat)
        .by_tablet("t1")
        .of(hall)
        .await
        .json()
}

#[tokio::test]
async fn what_a_tablet_finished_and_the_office_has_not_is_missing_by_number() {
    let hall = Hall::open().await;
    batch(&[response("t1", 1).seal(), response("t1", 4).seal()])
        .of(&hall)
        .await;
    let reply = hear(&hall, &beat(6, 2)).await;
    assert_eq!(reply.missing[0].event.as_str(), EVENT);
    assert_eq!(reply.missing[0].ranges, [Range(2, 3), Range(5, 6)]);
    let reply: ResponsesReply = batch(&[response("t1", 2).seal()]).of(&hall).await.json();
    assert_eq!(reply.missing[0].ranges, [Range(3, 3), Range(5, 6)]);
    let page = hall.sign_in().await.get("/office/events/hall").await.text();
    assert!(page.contains("6 finished · 3 received · 3 missing"));
    assert!(page.contains("3, 5–6"));
    assert!(page.contains("2026-12-05"));
}

#[tokio::test]
async fn an_older_heartbeat_that_arrives_late_lowers_nothing() {
    let hall = Hall::open().await;
    hear(&hall, &beat(6, 6)).await;
    let reply = hear(&hall, &beat(2, 2)).await;
    assert_eq!(reply.missing[0].ranges, [Range(1, 6)]);
}

#[tokio::test]
async fn answers_may_be_cleared_only_days_after_closing_by_the_offices_clock() {
    let hall = Hall::open().await;
    batch(&[response("t1", 1).seal()]).of(&hall).await;
    hall.sign_in()
        .await
        .post("/office/events/hall/close", &[])
        .await;
    assert!(hear(&hall, &beat(1, 0)).await.safe_to_clear.is_empty());
    hall.pass(30 * DAY - 1);
    assert!(hear(&hall, &beat(1, 0)).await.safe_to_clear.is_empty());
    hall.pass(1);
    assert_eq!(hear(&hall, &beat(1, 0)).await.safe_to_clear, [EVENT.into()]);
}

#[tokio::test]
async fn nothing_may_be_cleared_while_something_is_missing() {
    let hall = Hall::open().await;
    batch(&[response("t1", 1).seal()]).of(&hall).await;
    hall.sign_in()
        .await
        .post("/office/events/hall/close", &[])
        .await;
    hall.pass(31 * DAY);
    assert!(hear(&hall, &beat(2, 0)).await.safe_to_clear.is_empty());
}

#[tokio::test]
async fn a_closed_event_still_takes_late_answers_and_can_be_opened_again() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    desk.post("/office/events/hall/close", &[]).await;
    assert!(desk.get("/office/events").await.text().contains("closed"));
    batch(&[response("t1", 1).seal()]).of(&hall).await;
    assert_eq!(hall.stored().await.len(), 1);
    desk.post("/office/events/hall/open", &[]).await;
    assert!(!desk.get("/office/events").await.text().contains("closed"));
}

#[tokio::test]
async fn a_tablet_that_may_have_lost_its_storage_is_pointed_out() {
    let hall = Hall::open().await;
    let mut wiped = beat(0, 0);
    wiped.storage.wipe_suspected = true;
    hear(&hall, &wiped).await;
    // A later heartbeat does not take the warning back.
    hear(&hall, &beat(0, 0)).await;
    let page = hall.sign_in().await.get("/office/tablets").await.text();
    assert!(page.contains("May have lost its storage."));
}

#[tokio::test]
async fn numbers_beyond_reason_do_no_harm() {
    let hall = Hall::open().await;
    let reply = hear(&hall, &beat(u64::MAX, u64::MAX)).await;
    assert_eq!(reply.missing[0].ranges.len(), 1);
    let reply = post("/api/v1/heartbeat", r#"{"events":[]}"#)
        .by_tablet("t1")
        .of(&hall)
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
}
