//! What the office must not know.

use crate::asking::batch;
use crate::given::response;
use crate::hall::{Hall, bytes_under, holds};
use crate::running::{Running, after, demo};
use kiosk_core::response::Sealed;
use kiosk_core::time::date;
use kiosk_core::wire::ResponsesRequest;
use sqlx::Row;

#[test]
fn neither_database_nor_log_knows_address_browser_moment_or_number() {
    let folder = tempfile::tempdir().unwrap();
    let code = after(&demo(folder.path()), "Enrolment code: ").unwrap();
    let office = Running::start(folder.path(), &[]);
    office.enrol(&code, "t1");
    let responses: Vec<Sealed> = (1..=3)
        .map(|seq| {
            response("t1", seq)
                .event("demo")
                .body(|body| body.quarter_hour = "2001-01-01T10:15Z".into())
                .seal()
        })
        .collect();
    let ids: Vec<String> = responses.iter().map(|r| r.envelope.id.0.clone()).collect();
    let body = serde_json::to_string(&ResponsesRequest { responses }).unwrap();
    let beat =
        r#"{"events":[{"event":"demo","highest_seq":5,"outbox":2}],"storage":{},"version":"1"}"#;
    for (path, body) in [
        ("/api/v1/responses", body.as_str()),
        ("/api/v1/responses", "not json"),
        ("/api/v1/heartbeat", beat),
    ] {
        office.post(path, "t1", body).unwrap();
    }
    let running = bytes_under(folder.path());
    let (_, said) = office.end();
    let today = date((kiosk_office::office::system_clock())());
    for bytes in [running, bytes_under(folder.path())] {
        assert!(holds(&bytes, &ids[0]));
        for secret in [
            "SecretBrowser",
            "203.0.113.77",
            "127.0.0.1",
            &format!("{today}T"),
        ] {
            assert!(!holds(&bytes, secret), "{secret}");
        }
    }
    for secret in ids
        .iter()
        .map(String::as_str)
        .chain(["SecretBrowser", "203.0.113.77", "t1"])
    {
        assert!(!said.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_fault_is_told_to_the_log_without_a_word_of_the_response() {
    let hall = Hall::open().await;
    let sealed = response("t1", 1).text("Elsie").seal();
    let mut writing = hall.app.store.writer().await.unwrap();
    sqlx::query("DROP TABLE responses")
        .execute(&mut *writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let reply = batch(std::slice::from_ref(&sealed)).of(&hall).await;
    assert_eq!(reply.status.as_u16(), 503);
    assert_eq!(reply.word(), "fault");
    assert!(!reply.text().contains("table"));
    let told = hall.told().join("\n");
    assert!(told.contains("no such table"));
    for secret in [sealed.envelope.id.as_str(), "Elsie", "t1"] {
        assert!(!told.contains(secret));
    }
}

#[tokio::test]
async fn no_table_numbers_its_rows_and_responses_hold_nothing_of_their_arrival() {
    let hall = Hall::open().await;
    let mut db = hall.app.store.reader().await.unwrap();
    let tables = sqlx::query(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .fetch_all(&mut *db)
    .await
    .unwrap();
    assert!(tables.len() > 10);
    for table in &tables {
        let (name, sql): (String, String) = (table.get(0), table.get(1));
        assert!(sql.trim_end().ends_with("WITHOUT ROWID"), "{name}");
    }
    let columns: Vec<String> =
        sqlx::query_scalar("SELECT name FROM pragma_table_info('responses')")
            .fetch_all(&mut *db)
            .await
            .unwrap();
    assert_eq!(
        columns,
        [
            "id",
            "tablet",
            "event",
            "seq",
            "sha256",
            "question_set",
            "envelope",
            "body",
            "pair"
        ]
    );
}

#[tokio::test]
async fn the_order_of_arrival_leaves_no_trace_in_the_rows() {
    let mut dumps = Vec::new();
    for order in [[1, 2, 3, 4, 5, 6], [6, 3, 5, 1, 4, 2]] {
        let hall = Hall::open().await;
        for seq in order {
            batch(&[response("t1", seq).seal()]).of(&hall).await;
        }
        let mut db = hall.app.store.reader().await.unwrap();
        let rows: Vec<String> = sqlx::query_scalar("SELECT id FROM responses")
            .fetch_all(&mut *db)
            .await
            .unwrap();
        dumps.push(rows);
    }
    assert_eq!(dumps[0], dumps[1]);
}
