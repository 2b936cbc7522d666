//! Taking batches.

use crate::asking::{batch, post, post_json};
use crate::given::{response, seal_text};
use crate::hall::Hall;
use axum::http::StatusCode;
use kiosk_core::response::Sealed;
use kiosk_core::wire::{Outcome, ResponsesReply};
use std::io::Write;

fn three() -> Vec<Sealed> {
    (1..=3).map(|seq| response("t1", seq).seal()).collect()
}

#[tokio::test]
async fn a_batch_is_stored_and_each_response_has_a_receipt_that_names_its_bytes() {
    let hall = Hall::open().await;
    let sent = three();
    let reply: ResponsesReply = batch(&sent).of(&hall).await.json();
    assert_eq!(reply.receipts.len(), 3);
    for (receipt, sent) in reply.receipts.iter().zip(&sent) {
        assert_eq!(receipt.id, sent.envelope.id);
        assert_eq!(receipt.event, sent.envelope.event);
        assert_eq!(receipt.seq, sent.envelope.seq);
        assert_eq!(receipt.sha256, sent.envelope.sha256);
        assert_eq!(receipt.outcome, Outcome::Stored);
    }
    assert_eq!(hall.stored().await.len(), 3);
    assert!(reply.missing.is_empty());
}

#[tokio::test]
async fn a_body_is_kept_byte_for_byte_however_it_is_written() {
    let hall = Hall::open().await;
    let given = response("t1", 1);
    let spaced = serde_json::to_string_pretty(&given.body)
        .unwrap()
        .replace("\"complete\"", "\"compl\\u0065te\"");
    let sealed = seal_text(given.envelope, spaced.clone());
    batch(&[sealed]).of(&hall).await;
    assert_eq!(hall.stored().await[0].body, spaced);
}

#[tokio::test]
async fn the_same_batch_again_is_recognised_and_stores_nothing() {
    let hall = Hall::open().await;
    batch(&three()).of(&hall).await;
    let again: ResponsesReply = batch(&three()).of(&hall).await.json();
    assert!(
        again
            .receipts
            .iter()
            .all(|receipt| receipt.outcome == Outcome::AlreadyStored)
    );
    assert_eq!(hall.stored().await.len(), 3);
}

#[tokio::test]
async fn the_same_batch_sent_five_times_at_once_is_stored_once() {
    let hall = Hall::open().await;
    let tasks: Vec<_> = (0..5)
        .map(|_| {
            let app = hall.app.clone();
            tokio::spawn(async move { batch(&three()).of_app(&app).await.json::<ResponsesReply>() })
        })
        .collect();
    let mut stored = 0;
    for task in tasks {
        let reply = task.await.unwrap();
        assert_eq!(reply.receipts.len(), 3);
        stored += reply
            .receipts
            .iter()
            .filter(|receipt| receipt.outcome == Outcome::Stored)
            .count();
    }
    assert_eq!(stored, 3);
    assert_eq!(hall.stored().await.len(), 3);
}

#[tokio::test]
async fn a_body_that_is_not_the_one_that_was_hashed_gets_no_receipt() {
    let hall = Hall::open().await;
    let mut sent = three();
    sent[1].body.push(' ');
    let reply: ResponsesReply = batch(&sent).of(&hall).await.json();
    let seqs: Vec<u64> = reply.receipts.iter().map(|receipt| receipt.seq).collect();
    assert_eq!(seqs, [1, 3]);
    assert_eq!(hall.stored().await.len(), 2);
}

#[tokio::test]
async fn a_sealed_body_is_stored_without_being_read() {
    let hall = Hall::open().await;
    let mut envelope = response("t1", 1).envelope;
    envelope.key = Some("office-key-1".into());
    let reply: ResponsesReply = batch(&[seal_text(envelope, "c2VhbGVk".into())])
        .of(&hall)
        .await
        .json();
    assert_eq!(reply.receipts[0].outcome, Outcome::Stored);
}

#[tokio::test]
async fn fields_a_newer_tablet_adds_to_the_envelope_are_kept() {
    let hall = Hall::open().await;
    let mut request = serde_json::json!({ "responses": [response("t1", 1).seal()] });
    request["responses"][0]["envelope"]["mood_of_the_wheel"] = "fine".into();
    post_json("/api/v1/responses", &request)
        .by_tablet("t1")
        .of(&hall)
        .await;
    assert!(
        hall.stored().await[0]
            .envelope
            .contains("mood_of_the_wheel")
    );
}

#[tokio::test]
async fn an_element_without_an_id_is_refused_by_its_index_and_nothing_is_stored() {
    let hall = Hall::open().await;
    let request = serde_json::json!({ "responses": [response("t1", 1).seal(), {"body": "x"}] });
    let reply = post_json("/api/v1/responses", &request)
        .by_tablet("t1")
        .of(&hall)
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(reply.word(), "bad_response");
    assert!(reply.text().contains("Response 1 "));
    assert!(hall.stored().await.is_empty());
}

#[tokio::test]
async fn a_response_of_another_tablet_than_the_tokens_is_refused() {
    let hall = Hall::open().await;
    hall.add_tablet("t2").await;
    let reply = batch(&[response("t2", 1).seal()])
        .by_tablet("t1")
        .of(&hall)
        .await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(reply.word(), "wrong_tablet");
}

#[tokio::test]
async fn a_request_that_is_not_json_is_refused_in_words() {
    let hall = Hall::open().await;
    for body in ["", "{", "[]", r#"{"responses":{}}"#, "<html>"] {
        let reply = post("/api/v1/responses", body)
            .by_tablet("t1")
            .of(&hall)
            .await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(reply.word(), "not_json");
    }
}

#[tokio::test]
async fn a_squeezed_batch_is_read_and_a_bomb_is_refused_by_its_real_size() {
    let hall = Hall::open().await;
    let squeeze = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let request = serde_json::json!({ "responses": three() }).to_string();
    let send = async |body: Vec<u8>| {
        post("/api/v1/responses", body)
            .with("content-encoding", "gzip")
            .by_tablet("t1")
            .of(&hall)
            .await
    };
    let reply: ResponsesReply = send(squeeze(request.as_bytes())).await.json();
    assert_eq!(reply.receipts.len(), 3);
    let bomb = squeeze(&vec![b' '; 20 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    let reply = send(bomb).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.word(), "too_large");
    let broken = send(b"\x1f\x8b no gzip".to_vec()).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn more_than_500_responses_or_a_mebibyte_are_refused() {
    let hall = Hall::open().await;
    let many: Vec<Sealed> = (1..=501).map(|seq| response("t1", seq).seal()).collect();
    let reply = batch(&many).of(&hall).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let reply: ResponsesReply = batch(&many[..500]).of(&hall).await.json();
    assert_eq!(reply.receipts.len(), 500);
    let large = response("t1", 600).text(&"a".repeat(1024 * 1024)).seal();
    let reply = batch(&[large]).of(&hall).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn without_a_token_nothing_is_taken() {
    let hall = Hall::open().await;
    let reply = batch(&three()).by_tablet("nobody").of(&hall).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(reply.word(), "token_unknown");
    assert!(hall.stored().await.is_empty());
}
