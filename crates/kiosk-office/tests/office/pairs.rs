//! Picture cards become pairs, and nothing of a card stays.

use crate::asking::batch;
use crate::given::{Given, response};
use crate::hall::{EVENT, Hall, bytes_under, holds};
use kiosk_core::Hash;
use kiosk_core::questions::SetRef;
use kiosk_core::response::{Answer, Sealed, Status};
use kiosk_core::time::DAY;
use kiosk_core::wire::{Outcome, ResponsesReply};
use kiosk_office::store::{cards, responses, sets};
use std::collections::BTreeMap;

const SET: &str = r#"{"format":1,"id":"mood","version":1,"title":{"en":"Mood"},"privacy":{"en":"P"},"questions":[
    {"key":"in","kind":"number","text":{"en":"?"},"measure":"mood","moment":"before"},
    {"key":"out","kind":"number","text":{"en":"?"},"measure":"mood","moment":"after"}]}"#;

pub async fn hall() -> Hall {
    let hall = Hall::open().await;
    hall.add_tablet("t2").await;
    let mut writing = hall.app.store.writer().await.unwrap();
    let row = sets::SetRow {
        sha256: Hash::of(SET.as_bytes()).0,
        id: "mood".into(),
        version: 1,
        title: "Mood".into(),
        loaded_on: "2026-12-01".into(),
    };
    sets::add(&mut writing, &row, SET).await.unwrap();
    writing.commit().await.unwrap();
    hall
}

pub fn half(tablet: &str, seq: u64, asked: &str, card: &str) -> Given {
    let mut given = response(tablet, seq).body(|body| {
        body.question_set = SetRef {
            id: "mood".into(),
            version: 1,
            sha256: Hash::of(SET.as_bytes()),
        };
        body.answers = ["in", "out"]
            .map(|key| match key == asked {
                true => Answer {
                    value: Some(7),
                    ..Answer::bare(key, Status::Answered)
                },
                false => Answer::bare(key, Status::NotAsked),
            })
            .to_vec();
    });
    given.envelope.card = Some(card.into());
    given
}

/// Pair ids by response id.
pub async fn pairs(hall: &Hall) -> BTreeMap<String, String> {
    let mut db = hall.app.store.reader().await.unwrap();
    responses::pairs_of_event(&mut db, &EVENT.into())
        .await
        .unwrap()
}

pub async fn cards_kept(hall: &Hall) -> bool {
    let mut db = hall.app.store.reader().await.unwrap();
    cards::any(&mut db).await.unwrap()
}

fn ids(all: &[&Sealed]) -> Vec<String> {
    let mut ids: Vec<String> = all.iter().map(|one| one.envelope.id.0.clone()).collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn two_halves_of_two_tablets_share_a_random_id_in_whatever_order_and_however_often_they_come()
{
    for order in [[0, 1, 2, 3], [3, 1, 2, 0], [1, 0, 3, 2]] {
        let hall = hall().await;
        let all = [
            half("t1", 1, "in", "kite-7").seal(),
            half("t2", 1, "out", "kite-7").seal(),
            half("t1", 2, "in", "cup-1").seal(),
            half("t2", 2, "out", "cup-2").seal(),
        ];
        for _ in 0..2 {
            for at in order {
                let sent = std::slice::from_ref(&all[at]);
                let reply: ResponsesReply = batch(sent).of(&hall).await.json();
                assert_eq!(reply.receipts[0].sha256, all[at].envelope.sha256);
            }
        }
        let made = pairs(&hall).await;
        assert_eq!(
            made.keys().cloned().collect::<Vec<_>>(),
            ids(&[&all[0], &all[1]])
        );
        let names: Vec<&String> = made.values().collect();
        assert_eq!((names[0], names[0].len()), (names[1], 32));
        for row in hall.stored().await {
            assert!(!row.envelope.contains("card"), "{}", row.envelope);
        }
    }
}

#[tokio::test]
async fn a_third_with_the_same_card_undoes_the_pair_for_it_could_be_anybodys() {
    let hall = hall().await;
    let all = [
        half("t1", 1, "in", "kite-7").seal(),
        half("t1", 2, "out", "kite-7").seal(),
    ];
    batch(&all).of(&hall).await;
    assert_eq!(pairs(&hall).await.len(), 2);
    batch(&[half("t2", 1, "in", "kite-7").seal()])
        .of(&hall)
        .await;
    assert_eq!(pairs(&hall).await.len(), 0);
}

#[tokio::test]
async fn a_card_is_good_for_its_day_only() {
    let hall = hall().await;
    let tomorrow = half("t1", 2, "out", "kite-7")
        .body(|body| body.quarter_hour = "2026-12-06T10:15Z".into())
        .seal();
    batch(&[half("t1", 1, "in", "kite-7").seal(), tomorrow])
        .of(&hall)
        .await;
    assert_eq!(pairs(&hall).await.len(), 0);
}

#[tokio::test]
async fn closing_the_event_keeps_the_pairs_and_leaves_no_card_in_any_byte() {
    let hall = hall().await;
    let all = [
        half("t1", 1, "in", "kite-7").seal(),
        half("t1", 2, "out", "kite-7").seal(),
        half("t1", 3, "in", "lamp-3").seal(),
    ];
    batch(&all).of(&hall).await;
    let before = pairs(&hall).await;
    let desk = hall.sign_in().await;
    desk.post("/office/events/hall/close", &[]).await;
    assert!(!cards_kept(&hall).await);
    // The other half of the third comes too late to be told from a stranger's.
    batch(&[half("t2", 1, "out", "lamp-3").seal()])
        .of(&hall)
        .await;
    desk.post("/office/events/hall/open", &[]).await;
    batch(&[half("t2", 2, "in", "lamp-3").seal()])
        .of(&hall)
        .await;
    assert_eq!(pairs(&hall).await, before);
    hall.app.store.checkpoint().await.unwrap();
    let bytes = bytes_under(hall.folder.path());
    for card in ["kite-7", "lamp-3"] {
        assert!(!holds(&bytes, card), "{card}");
    }
}

#[tokio::test]
async fn a_tablet_that_comes_home_days_later_finds_its_other_half_but_not_after_a_week() {
    for (days, found) in [(6, 2), (9, 0)] {
        let hall = hall().await;
        batch(&[half("t1", 1, "in", "kite-7").seal()])
            .of(&hall)
            .await;
        hall.pass(days * DAY);
        // Anything that arrives settles what is over.
        batch(&[response("t1", 2).seal()]).of(&hall).await;
        assert_eq!(cards_kept(&hall).await, found > 0);
        batch(&[half("t2", 1, "out", "kite-7").seal()])
            .of(&hall)
            .await;
        assert_eq!(pairs(&hall).await.len(), found);
    }
}

#[tokio::test]
async fn halves_let_go_by_quarantine_are_matched_as_if_they_had_just_come() {
    let hall = hall().await;
    batch(&[half("t1", 1, "in", "kite-7").seal()])
        .of(&hall)
        .await;
    let strange = half("t1", 1, "out", "kite-7").event("made-here");
    let mut strange = strange;
    strange.envelope.id = response("t1", 9).envelope.id;
    let reply: ResponsesReply = batch(&[strange.seal()]).of(&hall).await.json();
    assert_eq!(reply.receipts[0].outcome, Outcome::Quarantined);
    let desk = hall.sign_in().await;
    let fields = [("tablet_event", "made-here"), ("event", EVENT)];
    desk.post("/office/quarantine/map", &fields).await;
    assert_eq!(pairs(&hall).await.len(), 2);
}

#[tokio::test]
async fn a_deleted_half_leaves_the_other_alone_for_good() {
    let hall = hall().await;
    let all = [
        half("t1", 1, "in", "kite-7").seal(),
        half("t1", 2, "out", "kite-7").seal(),
    ];
    batch(&all).of(&hall).await;
    let desk = hall.sign_in().await;
    let id = all[0].envelope.id.as_str();
    desk.post("/office/events/hall/delete", &[("response", id)])
        .await;
    assert_eq!(pairs(&hall).await.len(), 0);
    batch(&[half("t2", 1, "in", "kite-7").seal()])
        .of(&hall)
        .await;
    assert_eq!(pairs(&hall).await.len(), 0);
}

#[tokio::test]
async fn what_an_older_office_stored_whole_is_put_right_at_the_start() {
    let hall = hall().await;
    let all = [
        half("t1", 1, "in", "kite-7").seal(),
        half("t1", 2, "out", "kite-7").seal(),
    ];
    batch(&all).of(&hall).await;
    let mut writing = hall.app.store.writer().await.unwrap();
    for statement in ["DELETE FROM cards", "UPDATE responses SET pair = NULL"] {
        sqlx::query(statement).execute(&mut *writing).await.unwrap();
    }
    for one in &all {
        sqlx::query("UPDATE responses SET envelope = ? WHERE id = ?")
            .bind(serde_json::to_string(&one.envelope).unwrap())
            .bind(one.envelope.id.as_str())
            .execute(&mut *writing)
            .await
            .unwrap();
    }
    kiosk_office::pairing::adopt(&mut writing, hall.now())
        .await
        .unwrap();
    writing.commit().await.unwrap();
    assert_eq!(pairs(&hall).await.len(), 2);
    assert!(!hall.stored().await[0].envelope.contains("kite"));
}
