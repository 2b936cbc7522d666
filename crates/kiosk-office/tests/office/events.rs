//! Making, changing and reading events.

use crate::asking::{batch, get};
use crate::given::response;
use crate::hall::{EVENT, Hall, pack_file, set};
use axum::http::StatusCode;
use kiosk_core::Hash;
use kiosk_core::wire::Assignment;

fn form<'a>(pack: &'a str, set: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", "Shildon library"),
        ("venue", "Shildon"),
        ("dates", "12 December"),
        ("pack", pack),
        ("question_set", set),
        ("language", "ar"),
        ("text_size", "1"),
        ("contrast", "light"),
        ("threshold", "5"),
        ("idle_seconds", "120"),
        ("retention_days", "30"),
        ("staff_pin", "1234"),
        ("tablets_used", "3"),
    ]
}

fn with<'a>(
    mut form: Vec<(&'a str, &'a str)>,
    name: &str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    for pair in &mut form {
        if pair.0 == name {
            pair.1 = value;
        }
    }
    form
}

#[tokio::test]
async fn an_event_is_made_from_a_form_and_has_a_page() {
    let hall = Hall::empty().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let reply = desk.post("/office/events", &form(&pack, &set)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
    let page = desk.get(reply.header("location")).await.text();
    assert!(page.contains("<h1>Shildon library</h1>"));
    assert!(page.contains("0 of 3 tablets known."));
    assert!(page.contains("0 finished · 0 received · 0 missing"));
}

#[tokio::test]
async fn what_is_wrong_with_a_form_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let hall = Hall::empty().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let good = form(&pack, &set);
    for (field, value, sentence) in [
        ("name", "", "Give the event a name."),
        ("pack", "nothing", "Choose a pack."),
        ("question_set", "nothing", "Choose a question set."),
        (
            "language",
            "pl",
            "The pack has no such language. It has: en ar.",
        ),
        ("threshold", "2", "Write a whole number from 3 to 100."),
        (
            "idle_seconds",
            "soon",
            "Write a whole number from 30 to 900.",
        ),
        ("staff_pin", "12", "Use 4 to 8 digits, or leave it empty."),
        ("tablets_used", "-1", "Write a whole number from 0 to 1000."),
    ] {
        let reply = desk
            .post("/office/events", &with(good.clone(), field, value))
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let page = reply.text();
        let place = format!("<p class=\"wrong\" id=\"{field}-wrong\">{sentence}</p>");
        assert!(page.contains(&place), "{field}: {page}");
        assert!(page.contains("value=\"12 December\""));
        assert!(page.contains("aria-invalid=\"true\""));
    }
}

#[tokio::test]
async fn the_threshold_stays_once_somebody_has_answered() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let change = with(form(&pack, &set), "threshold", "10");
    let path = "/office/events/hall/edit";
    assert_eq!(desk.post(path, &change).await.status, StatusCode::SEE_OTHER);
    batch(&[response("t1", 1).seal()]).of(&hall).await;
    let reply = desk.post(path, &form(&pack, &set)).await;
    assert!(
        reply
            .text()
            .contains("People have answered already, so this must stay 10.")
    );
    assert_eq!(desk.post(path, &change).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_tablet_the_office_never_met_is_missed() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    desk.post("/office/events/hall/edit", &form(&pack, &set))
        .await;
    let page = desk.get("/office/events/hall").await.text();
    assert!(
        page.contains("1 of 3 tablets known. Find the others"),
        "{page}"
    );
}

#[tokio::test]
async fn a_code_made_on_the_page_is_shown_large_with_its_link() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    desk.post(
        "/office/events/hall/codes",
        &[("tablets", "3"), ("hours", "4")],
    )
    .await;
    let page = desk.get("/office/events/hall").await.text();
    let code = page.split("<p class=\"shown\">").nth(1).unwrap();
    let code = &code[..9];
    assert!(page.contains(&format!("http://office.test/?enrol={code}")));
    assert!(page.contains("For 3 tablets, 0 used. Ends at 2026-12-05 18:15 UTC."));
}

#[tokio::test]
async fn texts_from_outside_cannot_become_markup() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let nasty = with(form(&pack, &set), "name", "<script>alert(1)</script>");
    desk.post("/office/events/hall/edit", &nasty).await;
    batch(&[response("t1", 1).event("<img src=x>\" autofocus").seal()])
        .of(&hall)
        .await;
    for path in [
        "/office/events",
        "/office/events/hall",
        "/office/quarantine",
        "/office/backup",
        "/office/keys",
    ] {
        let page = desk.get(path).await.text();
        assert!(!page.contains("<script"), "{path}");
        assert!(!page.contains("<img"), "{path}");
        assert!(!page.contains("\" autofocus"), "{path}");
    }
}

#[tokio::test]
async fn every_page_has_a_language_a_head_labels_and_neither_script_nor_inline_style() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    batch(&[response("t1", 1).event("strange").seal()])
        .of(&hall)
        .await;
    for path in [
        "/office/sign-in",
        "/office/events",
        "/office/events/new",
        "/office/events/hall",
        "/office/events/hall/edit",
        "/office/events/hall/responses",
        "/office/events/hall/words",
        "/office/events/hall/recordings",
        "/office/events/hall/delete",
        "/office/tablets",
        "/office/quarantine",
        "/office/backup",
        "/office/keys",
    ] {
        let reply = desk.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        let page = reply.text();
        assert!(page.contains("<html lang=\"en-GB\">"), "{path}");
        assert_eq!(page.matches("<h1>").count(), 1, "{path}");
        for absent in ["<script", "style=\"", "<style", "onclick", "javascript:"] {
            assert!(!page.contains(absent), "{path}: {absent}");
        }
        assert_eq!(
            page.matches("<table").count(),
            page.matches("<caption").count(),
            "{path}"
        );
        let typed = page.matches("<input").count() - page.matches("type=\"hidden\"").count();
        let fields = typed + page.matches("<select").count();
        assert_eq!(fields, page.matches("<label for=").count(), "{path}");
        assert_eq!(
            reply.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        assert_eq!(reply.header("cache-control"), "no-store");
    }
    let sheet = get("/office/style.css").of(&hall).await;
    assert!(sheet.header("content-type").starts_with("text/css"));
    assert!(sheet.text().contains("@media print"));
}

#[tokio::test]
async fn events_that_are_not_here_are_said_not_to_be() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    for path in [
        "/office/events/none",
        "/office/events/none/responses",
        "/office/events/none/responses.csv",
        "/office/events/none/personal-data",
        "/office/nothing",
    ] {
        let reply = desk.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(reply.text().contains("<h1>Not found</h1>"), "{path}");
    }
    assert_eq!(EVENT, "hall");
}

#[tokio::test]
async fn voice_and_child_mode_are_off_until_staff_tick_them() {
    let hall = Hall::empty().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let made = desk.post("/office/events", &form(&pack, &set)).await;
    let edit = [made.header("location"), "/edit"].concat();
    let fresh = desk.get(&edit).await.text();
    assert!(fresh.contains("name=\"voice\" type=\"checkbox\" value=\"yes\" aria"));
    let mut ticked = form(&pack, &set);
    ticked.extend([("voice", "yes"), ("child_mode", "yes")]);
    let saved = desk.post(&edit, &ticked).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = desk.get(&edit).await.text();
    for field in ["voice", "child_mode"] {
        let box_on = [
            "name=\"",
            field,
            "\" type=\"checkbox\" value=\"yes\" checked",
        ]
        .concat();
        assert!(page.contains(&box_on), "{field} in {page}");
    }
}

#[tokio::test]
async fn tablets_are_told_what_visitors_of_the_event_find() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let (pack, set) = (Hash::of(&pack_file()).0, set().sha256.0);
    let mut found = form(&pack, &set);
    found.retain(|(name, _)| !["language", "text_size", "contrast"].contains(name));
    found.extend([
        ("language", "en"),
        ("text_size", "3"),
        ("contrast", "contrast"),
        ("easy_read", "yes"),
    ]);
    let edit = "/office/events/hall/edit";
    let saved = desk.post(edit, &found).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = desk.get(edit).await.text();
    assert!(page.contains("value=\"3\" selected") && page.contains("value=\"contrast\" selected"));
    let assignment: Assignment = get("/api/v1/assignment")
        .by_tablet("t1")
        .of(&hall)
        .await
        .json();
    let sheet = assignment.event.unwrap();
    assert_eq!(
        (sheet.text_size, sheet.contrast.as_str(), sheet.easy_read),
        (3, "contrast", true)
    );
    found.extend([("text_size", "5"), ("contrast", "pink")]);
    let reply = desk.post(edit, &found).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = reply.text();
    for sentence in ["Write a whole number from 1 to 4.", "Choose the colours."] {
        assert!(page.contains(sentence), "{sentence}");
    }
}
