//! Own words, and what of them a room may read.

use crate::asking::{batch, get};
use crate::given::response;
use crate::hall::{Hall, token};
use axum::http::StatusCode;
use kiosk_core::response::{Answer, Sealed, State, Status};
use kiosk_core::wire::Wall;

const PAGE: &str = "/office/events/hall/words";

/// A response with these own words.
fn with_own(seq: u64, own: &[&str], state: State) -> Sealed {
    let mut words = Answer::bare("words", Status::Answered);
    words.own = own.iter().map(|word| (*word).to_owned()).collect();
    words.flagged = own.contains(&"Elsie Robson");
    let given = response("t1", seq).body(|body| {
        body.answers.push(words);
        body.state = state;
    });
    given.seal()
}

async fn visited() -> Hall {
    let hall = Hall::open().await;
    let all = [
        with_own(1, &["canny", "Elsie Robson"], State::Complete),
        with_own(2, &["Canny ", "<b>bold</b>"], State::Partial),
        with_own(3, &["taken back"], State::Withdrawn),
    ];
    assert_eq!(batch(&all).of(&hall).await.status, StatusCode::OK);
    hall
}

async fn wall(hall: &Hall) -> Vec<String> {
    let bearer = format!("Bearer {}", token("t1"));
    let reply = get("/api/v1/wall")
        .with("authorization", &bearer)
        .of(hall)
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    let wall: Wall = reply.json();
    wall.words.into_iter().map(|own| own.word).collect()
}

/// The boxes on the page: name, word, whether it is ticked.
fn boxes(page: &str) -> Vec<(String, String, bool)> {
    page.split("<input type=\"checkbox\" id=\"")
        .skip(1)
        .map(|rest| {
            let name = rest.split('"').next().unwrap().to_owned();
            let input = rest.split('>').next().unwrap();
            let label = rest.split("<label").nth(1).unwrap();
            let word = label.split('>').nth(1).unwrap().split('<').next().unwrap();
            (name, word.to_owned(), input.ends_with("checked"))
        })
        .collect()
}

#[tokio::test]
async fn a_wall_has_no_own_word_before_a_person_has_cleared_it() {
    let hall = visited().await;
    assert!(wall(&hall).await.is_empty());
    let desk = hall.sign_in().await;
    let page = desk.get(PAGE).await.text();
    let words: Vec<String> = boxes(&page)
        .into_iter()
        .map(|(_, word, _)| word.to_lowercase())
        .collect();
    // What was taken back is not even read; markup is words; two spellings are one.
    assert_eq!(words, ["&lt;b&gt;bold&lt;/b&gt;", "canny", "elsie robson"]);
    assert_eq!(page.matches("May tell who somebody is").count(), 2);
    assert!(!page.contains("taken back"));
}

#[tokio::test]
async fn what_is_ticked_stands_on_the_wall_and_nothing_else() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let all = boxes(&desk.get(PAGE).await.text());
    let canny = &all[1].0;
    let reply = desk.post(PAGE, &[(canny, "on"), ("w-nothing", "on")]).await;
    assert_eq!(reply.header("location"), PAGE);
    let shown = wall(&hall).await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].to_lowercase(), "canny");
    let ticked: Vec<bool> = boxes(&desk.get(PAGE).await.text())
        .into_iter()
        .map(|(_, _, ticked)| ticked)
        .collect();
    assert_eq!(ticked, [false, true, false]);
    // The same ticks once more change nothing; none take it off.
    desk.post(PAGE, &[(canny, "on")]).await;
    assert_eq!(wall(&hall).await, shown);
    desk.post(PAGE, &[]).await;
    assert!(wall(&hall).await.is_empty());
}

#[tokio::test]
async fn a_cleared_word_goes_with_its_last_response() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let canny = boxes(&desk.get(PAGE).await.text())[1].0.clone();
    desk.post(PAGE, &[(&canny, "on")]).await;
    for (seq, left) in [(1, 1), (2, 0)] {
        let id = response("t1", seq).envelope.id.0;
        let reply = desk
            .post("/office/events/hall/delete", &[("response", &id)])
            .await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(wall(&hall).await.len(), left);
    }
}

#[tokio::test]
async fn nobody_clears_from_outside_and_no_stranger_reads_the_wall() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let canny = boxes(&desk.get(PAGE).await.text())[1].0.clone();
    let foreign = crate::asking::post_form(PAGE, &[(&canny, "on")]).with("cookie", &desk.cookie);
    assert_eq!(foreign.of(&hall).await.status, StatusCode::FORBIDDEN);
    assert!(wall(&hall).await.is_empty());
    assert_eq!(get(PAGE).of(&hall).await.status, StatusCode::SEE_OTHER);
    let stranger = get("/api/v1/wall").of(&hall).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        desk.get("/office/events/no-such/words").await.status,
        StatusCode::NOT_FOUND
    );
}
