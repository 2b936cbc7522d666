//! What the office cannot accept as it is, and how it lets go.

use crate::asking::{batch, post_json};
use crate::given::{response, seal_text};
use crate::hall::{EVENT, Hall};
use axum::http::StatusCode;
use kiosk_core::wire::{Outcome, ResponsesReply};
use kiosk_office::store::{quarantine, responses};

async fn reason(hall: &Hall, sealed: &kiosk_core::response::Sealed) -> Option<String> {
    let reply: ResponsesReply = batch(std::slice::from_ref(sealed)).of(hall).await.json();
    assert_eq!(reply.receipts[0].outcome, Outcome::Quarantined);
    reply.receipts[0].reason.clone()
}

async fn in_quarantine(hall: &Hall) -> u32 {
    let mut db = hall.app.store.reader().await.unwrap();
    let counts = quarantine::counts(&mut db).await.unwrap();
    counts.iter().map(|count| count.count).sum()
}

#[tokio::test]
async fn the_same_id_with_other_bytes_is_kept_aside_and_the_first_stays() {
    let hall = Hall::open().await;
    let first = response("t1", 1).seal();
    batch(std::slice::from_ref(&first)).of(&hall).await;
    let other = response("t1", 1).text("something else").seal();
    assert_eq!(reason(&hall, &other).await.as_deref(), Some("other_bytes"));
    assert_eq!(hall.stored().await[0].body, first.body);
    assert_eq!(in_quarantine(&hall).await, 1);
}

#[tokio::test]
async fn the_same_bytes_kept_aside_again_are_one_and_say_the_same_reason() {
    let hall = Hall::open().await;
    let strange = response("t1", 1).event("unheard-of").seal();
    for _ in 0..3 {
        assert_eq!(
            reason(&hall, &strange).await.as_deref(),
            Some("unknown_event")
        );
    }
    assert_eq!(in_quarantine(&hall).await, 1);
}

#[tokio::test]
async fn a_number_that_another_response_has_is_kept_aside() {
    let hall = Hall::open().await;
    batch(&[response("t1", 1).seal()]).of(&hall).await;
    let mut twin = response("t1", 1).text("another visitor");
    twin.envelope.id = response("t1", 99).envelope.id;
    assert_eq!(
        reason(&hall, &twin.seal()).await.as_deref(),
        Some("number_taken")
    );
}

#[tokio::test]
async fn a_body_this_office_cannot_read_is_kept_aside_with_its_bytes() {
    let hall = Hall::open().await;
    let strange = seal_text(response("t1", 1).envelope, r#"{"format":2}"#.into());
    assert_eq!(reason(&hall, &strange).await.as_deref(), Some("unreadable"));
    let hour = response("t1", 2)
        .body(|body| body.quarter_hour = "2026-12-05T14:29Z".into())
        .seal();
    assert_eq!(reason(&hall, &hour).await.as_deref(), Some("unreadable"));
}

#[tokio::test]
async fn an_element_that_is_no_response_is_kept_aside_and_does_not_stop_the_others() {
    let hall = Hall::open().await;
    let mut odd = serde_json::to_value(response("t1", 2).seal()).unwrap();
    odd["envelope"]["attachments"] = "not a list".into();
    let request = serde_json::json!({
        "responses": [response("t1", 1).seal(), odd, response("t1", 3).seal()]
    });
    let send = async || -> ResponsesReply {
        post_json("/api/v1/responses", &request)
            .by_tablet("t1")
            .of(&hall)
            .await
            .json()
    };
    let reply = send().await;
    let outcomes: Vec<Outcome> = reply.receipts.iter().map(|r| r.outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::Stored, Outcome::Quarantined, Outcome::Stored]
    );
    assert_eq!(reply.receipts[1].seq, 2);
    assert_eq!(reply.receipts[1].reason.as_deref(), Some("unreadable"));
    assert!(reply.missing.is_empty());
    send().await;
    assert_eq!(in_quarantine(&hall).await, 1);
}

#[tokio::test]
async fn an_event_made_on_a_tablet_lets_go_once_staff_say_which_it_is() {
    let hall = Hall::open().await;
    let waiting = [
        response("t1", 1).event("made-on-t1").seal(),
        response("t1", 2).event("made-on-t1").seal(),
    ];
    batch(&waiting).of(&hall).await;
    let desk = hall.sign_in().await;
    let page = desk.get("/office/quarantine").await.text();
    assert!(page.contains("The office has no such event."));
    assert!(page.contains("Take the answers"));
    let reply = desk
        .post(
            "/office/quarantine/map",
            &[("tablet_event", "made-on-t1"), ("event", EVENT)],
        )
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(hall.stored().await.len(), 2);
    assert_eq!(in_quarantine(&hall).await, 0);
    let late: ResponsesReply = batch(&[response("t1", 3).event("made-on-t1").seal()])
        .of(&hall)
        .await
        .json();
    assert_eq!(late.receipts[0].outcome, Outcome::Stored);
    let page = desk.get("/office/events/hall").await.text();
    assert!(
        page.contains("3 finished · 3 received · 0 missing"),
        "{page}"
    );
}

#[tokio::test]
async fn an_event_of_the_office_cannot_be_mapped_to_another() {
    let hall = Hall::open().await;
    hall.add_event("other").await;
    let desk = hall.sign_in().await;
    let reply = desk
        .post(
            "/office/quarantine/map",
            &[("tablet_event", "other"), ("event", EVENT)],
        )
        .await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_number_in_quarantine_is_not_missing() {
    let hall = Hall::open().await;
    batch(&[
        response("t1", 1).seal(),
        seal_text(response("t1", 2).envelope, "{}".into()),
    ])
    .of(&hall)
    .await;
    let page = hall.sign_in().await.get("/office/events/hall").await.text();
    assert!(page.contains("2 finished · 1 received · 1 in quarantine · 0 missing"));
}

#[tokio::test]
async fn a_deleted_response_does_not_come_back_and_leaves_no_byte() {
    let hall = Hall::open().await;
    let told = response("t1", 1)
        .text("Elsie Arkwright of Dean Bank")
        .seal();
    batch(&[told.clone(), response("t1", 2).seal()])
        .of(&hall)
        .await;
    let desk = hall.sign_in().await;
    let reply = desk
        .post(
            "/office/events/hall/delete",
            &[("response", told.envelope.id.as_str())],
        )
        .await;
    assert!(reply.text().contains("The response is deleted."));
    let again: ResponsesReply = batch(std::slice::from_ref(&told)).of(&hall).await.json();
    assert_eq!(again.receipts[0].outcome, Outcome::AlreadyStored);
    assert!(again.missing.is_empty());
    assert_eq!(hall.stored().await.len(), 1);
    let page = desk.get("/office/events/hall").await.text();
    assert!(page.contains("2 finished · 2 received · 0 missing"));
    assert!(page.contains("1 deleted since on request"));
    let bytes = crate::hall::bytes_under(hall.folder.path());
    assert!(!crate::hall::holds(&bytes, "Elsie Arkwright"));
}

#[tokio::test]
async fn deleting_what_is_not_there_says_so() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let reply = desk
        .post("/office/events/hall/delete", &[("response", "nothing")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut writing = hall.app.store.writer().await.unwrap();
    let gone = responses::delete(&mut writing, &EVENT.into(), "nothing").await;
    assert!(gone.unwrap().is_none());
}
