//! How tablets come in and are shut out.

use crate::asking::{Reply, batch, get, post, post_json};
use crate::given::response;
use crate::hall::{Hall, bytes_under, holds, token};
use axum::http::StatusCode;
use kiosk_core::Hash;
use kiosk_core::time::DAY;
use kiosk_core::wire::{EnrolReply, EnrolRequest};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::JoinSet;

const HOUR: i64 = DAY / 24;

async fn enrol(hall: &Hall, code: &str, tablet: &str, token: &str, name: &str) -> Reply {
    let request = EnrolRequest {
        code: code.into(),
        tablet: tablet.into(),
        token_sha256: Hash::of(token.as_bytes()),
        name: name.into(),
    };
    post_json("/api/v1/enrol", &request).of(hall).await
}

#[tokio::test]
async fn a_code_typed_by_hand_lets_a_tablet_in() {
    let hall = Hall::open().await;
    let code = hall.add_code(1, HOUR).await;
    let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
    let reply = enrol(&hall, &typed, "new", &token("new"), "Tablet 3").await;
    let reply: EnrolReply = reply.json();
    assert_eq!(
        (reply.name.as_str(), reply.name_was_taken),
        ("Tablet 3", false)
    );
    assert_eq!(reply.office, "Test office");
    let assignment = get("/api/v1/assignment").by_tablet("new").of(&hall).await;
    assert_eq!(assignment.status, StatusCode::OK);
}

#[tokio::test]
async fn a_tablet_whose_answer_was_lost_may_repeat_the_call_even_later() {
    let hall = Hall::open().await;
    let code = hall.add_code(1, HOUR).await;
    for _ in 0..3 {
        let reply = enrol(&hall, &code, "new", "secret", "Tablet 3").await;
        assert_eq!(reply.status, StatusCode::OK);
        hall.pass(HOUR);
    }
}

#[tokio::test]
async fn a_code_is_for_the_stated_number_of_tablets() {
    let hall = Hall::open().await;
    let code = hall.add_code(2, HOUR).await;
    for tablet in ["a", "b"] {
        let reply = enrol(&hall, &code, tablet, tablet, tablet).await;
        assert_eq!(reply.status, StatusCode::OK);
    }
    let third = enrol(&hall, &code, "c", "c", "c").await;
    assert_eq!(third.status, StatusCode::FORBIDDEN);
    assert_eq!(third.word(), "code_used_up");
    // One of the two may still come again with a new token.
    assert_eq!(
        enrol(&hall, &code, "a", "a2", "a").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_code_ends_when_its_time_is_over() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    hall.pass(HOUR);
    let reply = enrol(&hall, &code, "late", "late", "Late").await;
    assert_eq!(reply.word(), "code_unknown");
}

#[tokio::test]
async fn codes_cannot_be_guessed_because_everybody_must_wait_after_ten_wrong_ones() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    for _ in 0..10 {
        let reply = enrol(&hall, "ACDE-FGHH", "x", "x", "X").await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    let reply = enrol(&hall, &code, "x", "x", "X").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    let wait: i64 = reply.header("retry-after").parse().unwrap();
    assert!((1..=601).contains(&wait));
    hall.pass(wait * 1000);
    assert_eq!(
        enrol(&hall, &code, "x", "x", "X").await.status,
        StatusCode::OK
    );
}

/// Asks for all at once and counts the answers by word; an empty one where a tablet came in.
async fn at_once(hall: &Hall, codes: Vec<String>) -> BTreeMap<String, usize> {
    let mut asked = JoinSet::new();
    for (at, code) in codes.into_iter().enumerate() {
        let app = Arc::clone(&hall.app);
        let request = EnrolRequest {
            code,
            tablet: format!("tablet-{at}").as_str().into(),
            token_sha256: Hash::of(format!("token-{at}").as_bytes()),
            name: String::new(),
        };
        asked.spawn(async move {
            let reply = post_json("/api/v1/enrol", &request).of_app(&app).await;
            match reply.status {
                StatusCode::OK => String::new(),
                _ => reply.word(),
            }
        });
    }
    let mut words = BTreeMap::new();
    while let Some(word) = asked.join_next().await {
        *words.entry(word.unwrap()).or_default() += 1;
    }
    words
}

#[tokio::test]
async fn many_guesses_at_the_same_moment_are_no_more_than_ten() {
    let hall = Hall::open().await;
    let first = at_once(&hall, vec!["ACDE-FGHH".to_owned(); 60]).await;
    assert_eq!(first["code_unknown"], 10, "{first:?}");
    assert_eq!(first["wait"], 50);
}

#[tokio::test]
async fn a_whole_hall_of_tablets_may_come_in_at_the_same_moment() {
    let hall = Hall::open().await;
    let code = hall.add_code(40, HOUR).await;
    let all = at_once(&hall, vec![code; 40]).await;
    assert_eq!(all[""], 40, "{all:?}");
}

#[tokio::test]
async fn a_valid_code_puts_a_new_token_in_the_place_of_the_old() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    enrol(&hall, &code, "new", "first", "Tablet 3").await;
    enrol(&hall, &code, "new", "second", "Tablet 3").await;
    let with = async |token: &str| {
        get("/api/v1/assignment")
            .with("authorization", &format!("Bearer {token}"))
            .of(&hall)
            .await
            .status
    };
    assert_eq!(with("first").await, StatusCode::UNAUTHORIZED);
    assert_eq!(with("second").await, StatusCode::OK);
}

#[tokio::test]
async fn two_tablets_of_one_name_are_numbered_and_the_second_is_told() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    enrol(&hall, &code, "a", "a", "Tablet 3").await;
    let second: EnrolReply = enrol(&hall, &code, "b", "b", "Tablet 3").await.json();
    assert_eq!(second.name, "Tablet 3 (2)");
    assert!(second.name_was_taken);
    let nameless: EnrolReply = enrol(&hall, &code, "c", "c", "  ").await.json();
    assert_eq!(nameless.name, "Tablet 1");
}

#[tokio::test]
async fn staff_can_say_that_two_tablets_were_only_given_one_name() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    enrol(&hall, &code, "a", &token("a"), "Tablet 3").await;
    enrol(&hall, &code, "b", &token("b"), "Tablet 3").await;
    // The second was told that the name was taken, and says so with every heartbeat.
    let beat = r#"{"events":[],"storage":{"wipe_suspected":true},"version":"1"}"#;
    let beats = async || {
        let reply = post("/api/v1/heartbeat", beat)
            .by_tablet("b")
            .of(&hall)
            .await;
        assert_eq!(reply.status, StatusCode::OK);
    };
    beats().await;
    let desk = hall.sign_in().await;
    let says = async |path: &str| desk.get(path).await.text().contains("lost its storage");
    assert!(says("/office/tablets").await && says("/office/events/hall").await);
    let foreign = post("/office/tablets/b/another", "").with("cookie", &desk.cookie);
    assert_eq!(foreign.of(&hall).await.status, StatusCode::FORBIDDEN);
    assert!(says("/office/tablets").await);
    let reply = desk.post("/office/tablets/b/another", &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    beats().await;
    assert!(!says("/office/tablets").await && !says("/office/events/hall").await);
    let nobody = desk.post("/office/tablets/none/another", &[]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

/// A tablet translates these words; a new one is a change to `docs/sync-protocol.md`.
#[tokio::test]
async fn every_way_enrolment_says_no_has_a_word_of_its_own() {
    let page = include_str!("../../../../docs/sync-protocol.md");
    let hall = Hall::open().await;
    let code = hall.add_code(1, HOUR).await;
    enrol(&hall, &code, "a", "a", "A").await;
    let mut words = vec![
        enrol(&hall, &code, "b", "b", "B").await.word(),
        enrol(&hall, "ACDE-FGHH", "b", "b", "B").await.word(),
        enrol(&hall, &code, "", "b", "B").await.word(),
        post("/api/v1/enrol", "{").of(&hall).await.word(),
        post("/api/v1/enrol", "x".repeat(1 << 20))
            .of(&hall)
            .await
            .word(),
    ];
    for _ in 0..9 {
        enrol(&hall, "ACDE-FGHH", "b", "b", "B").await;
    }
    words.push(enrol(&hall, &code, "b", "b", "B").await.word());
    let known = [
        "code_used_up",
        "code_unknown",
        "bad_field",
        "not_json",
        "too_large",
        "wait",
    ];
    assert_eq!(words, known);
    let (_, table) = page.split_once("What `enrol` says no with").unwrap();
    for word in known.iter().chain(&["fault"]) {
        assert!(table.contains(&format!("| `{word}` |")), "{word}");
    }
}

#[tokio::test]
async fn a_tablet_that_is_shut_out_can_send_nothing_until_a_new_code_lets_it_in() {
    let hall = Hall::open().await;
    let code = hall.add_code(5, HOUR).await;
    enrol(&hall, &code, "new", &token("new"), "Tablet 3").await;
    let desk = hall.sign_in().await;
    desk.post("/office/tablets/new/revoke", &[]).await;
    let reply = batch(&[response("new", 1).seal()]).of(&hall).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert_eq!(reply.word(), "tablet_revoked");
    let reply = enrol(&hall, &code, "new", &token("new"), "Tablet 3").await;
    assert_eq!(reply.word(), "code_unknown", "its old code has ended too");
    let code = hall.add_code(1, HOUR).await;
    enrol(&hall, &code, "new", &token("new"), "Tablet 3").await;
    let reply = batch(&[response("new", 1).seal()]).of(&hall).await;
    assert_eq!(reply.status, StatusCode::OK);
}

#[tokio::test]
async fn tokens_lie_in_the_database_only_as_hashes() {
    let hall = Hall::open().await;
    let code = hall.add_code(1, HOUR).await;
    enrol(&hall, &code, "new", "a-token-nobody-may-read", "Tablet 3").await;
    let desk = hall.sign_in().await;
    let bytes = bytes_under(hall.folder.path());
    assert!(holds(&bytes, "Tablet 3"));
    let session = desk.cookie.split('=').nth(1).unwrap();
    for secret in ["a-token-nobody-may-read", session, crate::hall::PASSWORD] {
        assert!(!holds(&bytes, secret), "{secret}");
    }
}

#[tokio::test]
async fn fields_of_the_wrong_shape_are_named() {
    let hall = Hall::open().await;
    let body = r#"{"code":"x","tablet":"t","token_sha256":"ABC","name":"n"}"#;
    let reply = post("/api/v1/enrol", body).of(&hall).await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(reply.text().contains("token_sha256"));
}
