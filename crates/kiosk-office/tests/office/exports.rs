//! What people said, as a page and as files.

use crate::asking::{batch, get, post_form};
use crate::given::response;
use crate::hall::{Hall, PASSWORD, SET};
use axum::http::StatusCode;
use kiosk_core::Hash;
use kiosk_core::response::{Answer, State, Status};

/// Twelve visitors: ten liked it a lot, two not at all; eight wrote something.
async fn visited() -> Hall {
    let hall = Hall::open().await;
    let responses: Vec<_> = (1..=12)
        .map(|seq| {
            let mut words = Answer::bare("words", Status::Answered);
            words.tiles = vec!["welcome".into(), "warm".into()];
            words.own = vec!["canny".into()];
            let mut favourite = Answer::bare("fav", Status::Answered);
            favourite.item = Some("=cmd|' /C calc'!A0".into());
            let given = response("t1", seq).body(|body| {
                body.answers[0].value = Some(if seq <= 2 { 1 } else { 3 });
                body.answers.push(words);
                body.answers.push(favourite);
                body.language = if seq == 1 { "lt" } else { "en" }.into();
            });
            if seq <= 8 {
                given.text("My name is Elsie").seal()
            } else {
                given.seal()
            }
        })
        .collect();
    batch(&responses).of(&hall).await;
    hall
}

#[tokio::test]
async fn the_page_shows_wording_version_and_n_and_hides_small_numbers() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let page = desk.get("/office/events/hall/responses").await.text();
    assert!(page.contains("How did you like it?"));
    assert!(page.contains("Version 3 · n = 12 · one point of a scale"));
    assert!(page.contains("Visitor voice, version 3"));
    // Two and none are hidden, and with them the ten that would give them away.
    let scale = page.split("How did you like it?").nth(1).unwrap();
    let scale = scale.split("</table>").next().unwrap();
    assert_eq!(scale.matches(">hidden<").count(), 3);
    assert!(page.contains("8 people wrote something."));
    assert!(page.contains("12 people gave words of their own."));
    for secret in ["Elsie", "canny", ">lt ", "14:15"] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_page_says_truly_where_free_text_can_be_read() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let page = desk.get("/office/events/hall/responses").await.text();
    let said = page.split("8 people wrote something.").nth(1).unwrap();
    let said = said.split("</p>").next().unwrap();
    assert!(
        said.contains("No page shows it")
            && said.contains("href=\"/office/events/hall/personal-data\""),
        "{said}"
    );
    // Only own words are ever cleared.
    assert!(!page.contains("once it is cleared"));
}

#[tokio::test]
async fn the_page_says_where_voices_can_be_heard() {
    let hall = Hall::open().await;
    let text = SET.replace("\"kind\":\"text\"", "\"kind\":\"voice\"");
    let set = hall.add_set(4, &text).await;
    let spoken = (1..=6).map(|seq| {
        let mut voice = Answer::bare("more", Status::Answered);
        voice.recording = Some(Hash::of(b"a voice"));
        let given = response("t1", seq).body(|body| {
            body.question_set = set.clone();
            body.answers.push(voice);
        });
        given.seal()
    });
    let spoken: Vec<_> = spoken.collect();
    batch(&spoken).of(&hall).await;
    let desk = hall.sign_in().await;
    let page = desk.get("/office/events/hall/responses").await.text();
    let said = "6 people said something. Listen under <a href=\"/office/events/hall/recordings\">";
    assert!(page.contains(said), "{page}");
}

#[tokio::test]
async fn the_table_for_spreadsheets_has_no_words_no_hour_and_no_formula() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let reply = desk.get("/office/events/hall/responses.csv").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert!(reply.body.starts_with(b"\xef\xbb\xbfquestion_set,"));
    let text = reply.text();
    assert_eq!(text.matches("\r\n").count(), 13);
    assert!(text.contains("'=cmd|' /C calc'!A0"));
    assert!(!text.contains(",=cmd") && !text.contains("\"=cmd"));
    assert!(text.contains("2026-12-05,3,answered,\"welcome;warm\",answered"));
    let id = response("t1", 1).envelope.id.0;
    // The one who answered in Lithuanian stands among the others, none of whom says a language.
    for row in text.lines().skip(1) {
        let language = row.split(',').nth(3).unwrap();
        assert_eq!(language, "", "{row}");
    }
    for secret in ["Elsie", "canny", "14:15", "t1", ",lt,", ",en,", &id] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_small_event_has_no_table_but_a_sentence() {
    let hall = Hall::open().await;
    let few: Vec<_> = (1..=4).map(|seq| response("t1", seq).seal()).collect();
    batch(&few).of(&hall).await;
    batch(&[response("t1", 5)
        .body(|body| {
            body.state = State::Withdrawn;
            body.answers.clear();
        })
        .seal()])
    .of(&hall)
    .await;
    let desk = hall.sign_in().await;
    let reply = desk.get("/office/events/hall/responses.csv").await;
    assert!(
        reply
            .text()
            .contains("This event has fewer than 5 answers.")
    );
    assert!(!reply.text().contains("enjoyed"));
    assert!(reply.header("content-type").starts_with("text/html"));
    let page = desk.get("/office/events/hall/responses").await.text();
    assert!(page.contains("<dt>taken back</dt><dd>1</dd>"));
    assert!(page.contains("n = hidden"));
}

#[tokio::test]
async fn what_an_older_tablet_left_in_a_withdrawn_body_is_accepted_and_not_counted() {
    let hall = Hall::open().await;
    let mut all: Vec<_> = (1..=6).map(|seq| response("t1", seq).seal()).collect();
    all.extend((7..=12).map(|seq| {
        let withdrawn = response("t1", seq).body(|body| {
            body.state = State::Withdrawn;
            body.answers.clear();
            body.language = "cy".into();
            body.viewpoint = Some("carer".into());
        });
        withdrawn.seal()
    }));
    batch(&all).of(&hall).await;
    assert_eq!(hall.stored().await.len(), 12);
    let desk = hall.sign_in().await;
    let page = desk.get("/office/events/hall/responses").await.text();
    assert!(page.contains("<dt>taken back</dt><dd>6</dd>"));
    assert!(page.contains("en 6") && page.contains("none 6"));
    for secret in ["cy 6", "carer"] {
        assert!(!page.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_raw_data_says_first_that_it_is_personal_and_holds_every_byte() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let path = "/office/events/hall/personal-data";
    let reply = desk.post(path, &[("password", PASSWORD)]).await;
    assert!(
        reply
            .header("content-disposition")
            .contains("personal-data-hall.json")
    );
    let text = reply.text();
    let first = text.lines().nth(1).unwrap();
    assert!(first.contains("\"personal_data\": \"This file holds personal data"));
    let data: serde_json::Value = reply.json();
    let responses = data["responses"].as_array().unwrap();
    assert_eq!(responses.len(), 12);
    let sent: Vec<String> = hall
        .stored()
        .await
        .into_iter()
        .map(|row| row.body)
        .collect();
    for (given, kept) in responses.iter().zip(&sent) {
        assert_eq!(given["body"].as_str().unwrap(), kept);
    }
}

#[tokio::test]
async fn the_raw_data_wants_the_password_once_more_and_counts_wrong_ones() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let path = "/office/events/hall/personal-data";
    let page = desk.get(path).await;
    assert!(
        page.text()
            .contains("The password is asked for once more, because")
    );
    assert!(!page.text().contains("Elsie"));
    for _ in 0..5 {
        let reply = desk.post(path, &[("password", "guess")]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert!(reply.text().contains("id=\"password-wrong\"") && !reply.text().contains("Elsie"));
    }
    let reply = desk.post(path, &[("password", PASSWORD)]).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    hall.pass(15 * 60 * 1000);
    let reply = desk.post(path, &[("password", PASSWORD)]).await;
    assert!(reply.text().contains("Elsie"));
    let foreign = post_form(path, &[("password", PASSWORD)]).with("cookie", &desk.cookie);
    assert_eq!(foreign.of(&hall).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_raw_data_names_what_is_in_quarantine_and_no_card() {
    let hall = Hall::open().await;
    let mut aside = response("t1", 1).body(|body| body.question_set.version = 99);
    aside.envelope.card = Some("kite-7".into());
    let aside = aside.seal();
    batch(std::slice::from_ref(&aside)).of(&hall).await;
    let desk = hall.sign_in().await;
    let path = "/office/events/hall/personal-data";
    let reply = desk.post(path, &[("password", PASSWORD)]).await;
    assert!(!reply.text().contains("kite-7"));
    let data: serde_json::Value = reply.json();
    let id = &data["in_quarantine"][0]["envelope"]["id"];
    assert_eq!(id, aside.envelope.id.as_str());
    assert_eq!(data["in_quarantine"][0]["reason"], "unknown_question_set");
}

#[tokio::test]
async fn no_file_and_no_page_without_signing_in() {
    let hall = visited().await;
    for path in [
        "/office/events",
        "/office/events/hall",
        "/office/events/hall/responses",
        "/office/events/hall/responses.csv",
        "/office/events/hall/personal-data",
        "/office/events/hall/words",
        "/office/events/hall/recordings",
        "/office/tablets",
        "/office/quarantine",
    ] {
        let reply = get(path).of(&hall).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{path}");
        assert_eq!(reply.header("location"), "/office/sign-in");
        let reply = get(path)
            .with("cookie", "office_session=guess")
            .of(&hall)
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{path}");
    }
}
