//! Who may ask how often.

use crate::asking::get;
use crate::hall::Hall;
use axum::http::StatusCode;

#[tokio::test]
async fn a_tablet_that_asks_without_pause_is_told_when_to_come_back() {
    let hall = Hall::open().await;
    hall.add_tablet("t2").await;
    let ask = async |tablet: &str| get("/api/v1/assignment").by_tablet(tablet).of(&hall).await;
    for _ in 0..60 {
        assert_eq!(ask("t1").await.status, StatusCode::OK);
    }
    let reply = ask("t1").await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.word(), "wait");
    let wait: i64 = reply.header("retry-after").parse().unwrap();
    assert_eq!(
        ask("t2").await.status,
        StatusCode::OK,
        "another is not held up"
    );
    hall.pass(wait * 1000);
    assert_eq!(ask("t1").await.status, StatusCode::OK);
}
