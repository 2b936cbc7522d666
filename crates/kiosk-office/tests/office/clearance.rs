//! Own words, and what of them a room may read.

use crate::asking::{Reply, batch, get};
use crate::given::{Given, response};
use crate::hall::{Desk, EVENT, Hall, SET, token};
use crate::seal::{PASSPHRASE, open, sealed, sealed_event};
use axum::http::StatusCode;
use kiosk_core::response::{Answer, Sealed, State, Status};
use kiosk_core::seal::SealKey;
use kiosk_core::wire::Wall;
use kiosk_office::store::events;

const PAGE: &str = "/office/events/hall/words";

/// An answer of these own words.
fn own_to(question: &str, own: &[&str]) -> Answer {
    let mut words = Answer::bare(question, Status::Answered);
    words.own = own.iter().map(|word| (*word).to_owned()).collect();
    words.flagged = own.contains(&"Elsie Robson");
    words
}

/// A response with these own words.
fn given(seq: u64, own: &[&str], state: State) -> Given {
    response("t1", seq).body(|body| {
        body.answers.push(own_to("words", own));
        body.state = state;
    })
}

fn with_own(seq: u64, own: &[&str], state: State) -> Sealed {
    given(seq, own, state).seal()
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

/// Sends the page's form as a browser does, with these words ticked and no others.
async fn saves(desk: &Desk<'_>, page: &str, ticked: &[&str]) -> Reply {
    let mut fields: Vec<String> = page
        .split("<input type=\"hidden\" name=\"was-")
        .skip(1)
        .map(|rest| format!("was-{}", rest.split('"').next().unwrap()))
        .collect();
    for (name, word, _) in boxes(page) {
        if ticked.contains(&word.as_str()) {
            fields.push(name);
        }
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|name| (name.as_str(), "on")).collect();
    desk.post(PAGE, &pairs).await
}

/// The words whose boxes are ticked.
fn ticked(page: &str) -> Vec<String> {
    let ticked = boxes(page).into_iter().filter(|(_, _, ticked)| *ticked);
    ticked.map(|(_, word, _)| word).collect()
}

/// Sends these sealed, clears `canny` and `bonny` with the key open, and signs in anew: the key is closed.
async fn cleared_and_closed<'a>(hall: &'a Hall, extra: &[Sealed]) -> (Desk<'a>, SealKey) {
    let desk = hall.sign_in().await;
    let key = sealed_event(hall, &desk).await;
    let all = [
        sealed(&key, given(1, &["canny", "bonny"], State::Complete), 1),
        sealed(&key, given(2, &["clarty"], State::Complete), 2),
    ];
    batch(&all).of(hall).await;
    open(&desk, &key, PASSPHRASE).await;
    saves(&desk, &desk.get(PAGE).await.text(), &["canny", "bonny"]).await;
    assert_eq!(wall(hall).await, ["bonny", "canny"]);
    batch(extra).of(hall).await;
    (hall.sign_in().await, key)
}

#[tokio::test]
async fn a_word_of_sealed_answers_comes_off_the_wall_without_the_passphrase() {
    let hall = Hall::open().await;
    let (desk, _) = cleared_and_closed(&hall, &[]).await;
    let page = desk.get(PAGE).await.text();
    assert_eq!(ticked(&page), ["bonny", "canny"]);
    // What nobody cleared is sealed.
    assert!(!page.contains("clarty"));
    // Ticks that stay keep their words.
    let reply = saves(&desk, &page, &["bonny", "canny"]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(wall(&hall).await, ["bonny", "canny"]);
    let reply = saves(&desk, &page, &["bonny"]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert_eq!(wall(&hall).await, ["bonny"]);
    assert_eq!(ticked(&desk.get(PAGE).await.text()), ["bonny"]);
}

#[tokio::test]
async fn a_tick_taken_away_counts_although_the_key_closed_since_the_page_was_read() {
    let hall = Hall::open().await;
    let (desk, key) = cleared_and_closed(&hall, &[]).await;
    open(&desk, &key, PASSPHRASE).await;
    let page = desk.get(PAGE).await.text();
    hall.pass(3 * 60 * 60 * 1000);
    // A new word cannot be read any more, and the page says that it is not shown.
    let reply = saves(&desk, &page, &["canny", "clarty"]).await;
    assert_eq!(reply.status, StatusCode::OK);
    let said = "1 ticked word is not on the wall: the last answer with it was deleted meanwhile, or its key has closed.";
    assert!(reply.text().contains(said), "{}", reply.text());
    assert_eq!(wall(&hall).await, ["canny"]);
}

#[tokio::test]
async fn a_word_cleared_since_the_page_was_read_stays_while_its_key_is_closed() {
    let hall = Hall::open().await;
    let (desk, key) = cleared_and_closed(&hall, &[]).await;
    let old = desk.get(PAGE).await.text();
    let other = hall.sign_in().await;
    open(&other, &key, PASSPHRASE).await;
    let all = ["bonny", "canny", "clarty"];
    saves(&other, &other.get(PAGE).await.text(), &all).await;
    // This page never showed the third word: it says nothing of it.
    saves(&desk, &old, &["canny"]).await;
    assert_eq!(wall(&hall).await, ["canny", "clarty"]);
}

#[tokio::test]
async fn a_word_saved_with_the_key_closed_is_still_held_by_its_sealed_answers() {
    let hall = Hall::open().await;
    // Somebody wrote the same word into an answer that is not sealed.
    let clear = with_own(3, &["Canny"], State::Complete);
    let (desk, _) = cleared_and_closed(&hall, std::slice::from_ref(&clear)).await;
    let page = desk.get(PAGE).await.text();
    saves(&desk, &page, &["Canny", "bonny"]).await;
    assert_eq!(wall(&hall).await.len(), 2);
    let delete = "/office/events/hall/delete";
    desk.post(delete, &[("response", clear.envelope.id.as_str())])
        .await;
    let shown = wall(&hall).await;
    assert_eq!(shown.len(), 2, "{shown:?}");
}

#[tokio::test]
async fn staff_are_told_when_a_ticked_word_has_gone_meanwhile() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let page = desk.get(PAGE).await.text();
    let bold = response("t1", 2).envelope.id.0;
    desk.post("/office/events/hall/delete", &[("response", &bold)])
        .await;
    let all = [page_word(&page, 0), page_word(&page, 1)];
    let reply = saves(&desk, &page, &[&all[0], &all[1]]).await;
    let text = reply.text();
    let said = text.split("role=\"alert\"").nth(1).unwrap();
    let said = said.split("</p>").next().unwrap();
    assert!(said.contains(
        "1 ticked word is not on the wall: the last answer with it was deleted meanwhile. "
    ));
    assert!(said.contains("All the rest is saved."), "{said}");
    assert_eq!(wall(&hall).await, ["canny"]);
    // The page that says so is the page as it is now.
    assert_eq!(ticked(&text), ["canny"]);
    let clean = saves(&desk, &text, &["canny"]).await;
    assert_eq!(clean.status, StatusCode::SEE_OTHER);
}

fn page_word(page: &str, at: usize) -> String {
    boxes(page)[at].1.clone()
}

/// The row of the table that has this box.
fn row<'a>(page: &'a str, name: &str) -> &'a str {
    let mut rows = page.split("<tr>");
    rows.find(|row| row.contains(&format!("id=\"{name}\"")))
        .unwrap()
}

#[tokio::test]
async fn each_word_stands_beside_the_question_it_answers_in_the_events_language() {
    let hall = Hall::open().await;
    let text = SET.replace(
        "{\"key\":\"fav\"",
        "{\"key\":\"place\",\"kind\":\"words\",\"text\":{\"en\":\"What is this place?\",\"cy\":\"Beth yw'r lle hwn?\"},\
         \"options\":[{\"key\":\"old\",\"text\":{\"en\":\"Old\"}}]},{\"key\":\"fav\"",
    );
    let set = hall.add_set(4, &text).await;
    let mut writing = hall.app.store.writer().await.unwrap();
    let event = events::find(&mut writing, EVENT).await.unwrap();
    let mut event = event.unwrap();
    event.language = "cy".into();
    events::put(&mut writing, &event).await.unwrap();
    writing.commit().await.unwrap();
    let both = response("t1", 1).body(|body| {
        body.question_set = set;
        body.answers.push(own_to("words", &["home"]));
        body.answers.push(own_to("place", &["home"]));
        body.answers.push(own_to("unheard", &["home"]));
    });
    batch(&[both.seal()]).of(&hall).await;
    let desk = hall.sign_in().await;
    let page = desk.get(PAGE).await.text();
    let all = boxes(&page);
    assert_eq!(all.len(), 3);
    let asked = [
        "lang=\"cy\" dir=\"ltr\">Beth yw'r lle hwn?</td>",
        "unheard</td>",
        "lang=\"en\" dir=\"ltr\">Choose five words.</td>",
    ];
    for ((name, _, _), asked) in all.iter().zip(asked) {
        let row = row(&page, name);
        assert!(row.contains(asked), "{row}");
        // Who hears the page hears the question with the box.
        let cell = format!("aria-describedby=\"q-{}\"", &name[2..]);
        assert!(row.contains(&cell), "{row}");
    }
}

#[tokio::test]
async fn a_word_of_sealed_answers_stands_beside_its_question_too() {
    let hall = Hall::open().await;
    let (desk, _) = cleared_and_closed(&hall, &[]).await;
    let page = desk.get(PAGE).await.text();
    assert_eq!(page.matches("Choose five words.").count(), 2);
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
    let reply = desk.post(PAGE, &[(canny, "on")]).await;
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
    saves(&desk, &desk.get(PAGE).await.text(), &[]).await;
    assert!(wall(&hall).await.is_empty());
}

#[tokio::test]
async fn an_old_page_neither_puts_back_nor_takes_down_what_a_colleague_decided_since() {
    let hall = visited().await;
    let desk = hall.sign_in().await;
    let words = |all: &[usize]| -> Vec<String> {
        let known = ["&lt;b&gt;bold&lt;/b&gt;", "canny", "elsie robson"];
        all.iter().map(|at| known[*at].to_owned()).collect()
    };
    let now = async || {
        let page = desk.get(PAGE).await.text();
        (
            page.clone(),
            ticked(&page)
                .iter()
                .map(|word| word.to_lowercase())
                .collect::<Vec<_>>(),
        )
    };
    let tick = async |page: &str, all: &[usize]| {
        let wanted = words(all);
        let shown: Vec<String> = boxes(page).into_iter().map(|(_, word, _)| word).collect();
        let wanted = shown
            .iter()
            .filter(|word| wanted.contains(&word.to_lowercase()));
        let wanted: Vec<&str> = wanted.map(String::as_str).collect();
        saves(&desk, page, &wanted).await
    };
    tick(&now().await.0, &[2]).await;
    let (old, ticked) = now().await;
    assert_eq!(ticked, words(&[2]));
    // A colleague takes the name down and clears another word…
    tick(&old, &[1]).await;
    assert_eq!(now().await.1, words(&[1]));
    // …and whoever still has the old page clears a third.
    tick(&old, &[0, 2]).await;
    assert_eq!(now().await.1, words(&[0, 1]));
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
