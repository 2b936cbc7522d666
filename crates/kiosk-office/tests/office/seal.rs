//! Sealed answers: stored and counted without the key, read only once staff give the passphrase.

use crate::asking::{ask, batch, get};
use crate::given::{Given, response, seal_text};
use crate::hall::{Desk, EVENT, Hall, bytes_under, holds};
use crate::pairs;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use axum::http::{Method, StatusCode};
use kiosk_core::Hash;
use kiosk_core::response::{Attachment, Sealed};
use kiosk_core::seal::{self, CONTENT, SealKey, from_base64url};
use kiosk_core::time::DAY;
use kiosk_core::wire::{Assignment, Outcome, ResponsesReply};
use kiosk_office::store::ledger;
use p256::{PublicKey, SecretKey};

pub const PASSPHRASE: &str = "harbour lantern thistle ginger";

/// Seals as a tablet does, with another's hand.
pub fn sealed(key: &SealKey, given: Given, fresh: u8) -> Sealed {
    let mut envelope = given.envelope;
    envelope.key = Some(key.id.clone());
    let body = sealed_bytes(key, given.body.to_text().as_bytes(), fresh);
    seal_text(envelope, body)
}

fn sealed_bytes(key: &SealKey, bytes: &[u8], fresh: u8) -> String {
    let office = from_base64url(&key.public_key).unwrap();
    let office = PublicKey::from_sec1_bytes(&office).unwrap();
    let fresh = SecretKey::from_slice(&[fresh; 32]).unwrap();
    let shared = fresh.diffie_hellman(&office);
    let content = seal::derive(shared.raw_secret_bytes(), CONTENT, b"", b"", 256);
    let header = seal::header(&key.id, &fresh.public_key().to_sec1_bytes()).unwrap();
    let iv = [9; 12];
    let message = Payload {
        msg: bytes,
        aad: header.as_bytes(),
    };
    let cipher = Aes256Gcm::new_from_slice(&content).unwrap();
    let encrypted = cipher.encrypt((&iv).into(), message).unwrap();
    seal::compact(&header, &iv, &encrypted)
}

/// Makes a key on the page and gives the event to it.
pub async fn sealed_event(hall: &Hall, desk: &Desk<'_>) -> SealKey {
    let twice = [("passphrase", PASSPHRASE), ("again", PASSPHRASE)];
    let made = desk.post("/office/keys", &twice).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let mut writing = hall.app.store.writer().await.unwrap();
    let key = kiosk_office::store::keys::all(&mut writing)
        .await
        .unwrap()
        .remove(0);
    let event = kiosk_office::store::events::find(&mut writing, EVENT)
        .await
        .unwrap();
    let mut event = event.unwrap();
    event.seal_key = Some(key.id);
    kiosk_office::store::events::put(&mut writing, &event)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let assignment = get("/api/v1/assignment").by_tablet("t1").of(hall).await;
    let assignment: Assignment = assignment.json();
    assignment.event.unwrap().seal_key.unwrap()
}

pub async fn open(desk: &Desk<'_>, key: &SealKey, passphrase: &str) -> StatusCode {
    let pairs = [("key", key.id.as_str()), ("passphrase", passphrase)];
    desk.post("/office/keys/open", &pairs).await.status
}

#[tokio::test]
async fn sealed_answers_are_stored_and_counted_and_read_only_with_the_passphrase() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let key = sealed_event(&hall, &desk).await;
    let all: Vec<Sealed> = (1..=6)
        .map(|seq| sealed(&key, response("t1", seq).text("Mavis was here"), seq as u8))
        .collect();
    let reply: ResponsesReply = batch(&all).of(&hall).await.json();
    assert!(
        reply
            .receipts
            .iter()
            .all(|receipt| receipt.outcome == Outcome::Stored)
    );
    let mut db = hall.app.store.reader().await.unwrap();
    let rows = ledger::of_event(&mut db, EVENT).await.unwrap();
    assert_eq!((rows[0].line.stored, rows[0].line.missing_count()), (6, 0));
    drop(db);
    assert!(!holds(&bytes_under(hall.folder.path()), "Mavis"));
    let path = format!("/office/events/{EVENT}/responses");
    let closed = desk.get(&path).await.text();
    assert!(closed.contains("sealed") && !closed.contains("How did you like it?"));

    assert_eq!(
        open(&desk, &key, "another passphrase").await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(open(&desk, &key, PASSPHRASE).await, StatusCode::SEE_OTHER);
    let opened = desk.get(&path).await.text();
    assert!(opened.contains("How did you like it?"), "{opened}");
    assert!(
        !holds(&bytes_under(hall.folder.path()), "Mavis"),
        "never on disk"
    );

    // Another session has opened nothing, and signing out closes what was open.
    let other = hall.sign_in().await;
    assert!(
        !other
            .get(&path)
            .await
            .text()
            .contains("How did you like it?")
    );
    desk.post("/office/sign-out", &[]).await;
    let again = hall.sign_in().await;
    assert!(
        !again
            .get(&path)
            .await
            .text()
            .contains("How did you like it?")
    );
}

#[tokio::test]
async fn an_opened_key_closes_by_itself() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let key = sealed_event(&hall, &desk).await;
    open(&desk, &key, PASSPHRASE).await;
    assert!(
        desk.get("/office/keys")
            .await
            .text()
            .contains("Open for you")
    );
    hall.pass(3 * 60 * 60 * 1000);
    assert!(
        !desk
            .get("/office/keys")
            .await
            .text()
            .contains("Open for you")
    );
}

#[tokio::test]
async fn a_key_is_kept_only_under_its_passphrase() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let short = [("passphrase", "short"), ("again", "short")];
    assert_eq!(
        desk.post("/office/keys", &short).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    sealed_event(&hall, &desk).await;
    assert!(!holds(&bytes_under(hall.folder.path()), PASSPHRASE));
}

#[tokio::test]
async fn an_event_is_sealed_on_its_form_once_there_is_a_key() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let path = format!("/office/events/{EVENT}/edit");
    let pack = Hash::of(&crate::hall::pack_file()).0;
    let set = crate::hall::set().sha256.0;
    let fields = [
        ("name", "Hall"),
        ("pack", pack.as_str()),
        ("question_set", set.as_str()),
        ("language", "en"),
        ("text_size", "1"),
        ("contrast", "light"),
        ("threshold", "5"),
        ("idle_seconds", "120"),
        ("retention_days", "30"),
        ("sealed", "yes"),
    ];
    let refused = desk.post(&path, &fields).await;
    assert!(
        refused.text().contains("There is no key yet"),
        "{}",
        refused.text()
    );
    let key = sealed_event(&hall, &desk).await;
    assert_eq!(
        desk.post(&path, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let mut db = hall.app.store.reader().await.unwrap();
    let event = kiosk_office::store::events::find(&mut db, EVENT)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(event.seal_key, Some(key.id));
}

#[tokio::test]
async fn sealed_halves_are_joined_once_the_key_is_open_and_their_cards_go() {
    let hall = pairs::hall().await;
    let desk = hall.sign_in().await;
    let key = sealed_event(&hall, &desk).await;
    let all = [("t1", "in"), ("t2", "out")].map(|(tablet, asked)| {
        let half = pairs::half(tablet, 1, asked, "kite-7");
        sealed(&key, half, if tablet == "t1" { 1 } else { 2 })
    });
    for one in &all {
        batch(std::slice::from_ref(one)).of(&hall).await;
    }
    // Closing does not drop them: nobody has been able to read a day yet.
    desk.post("/office/events/hall/close", &[]).await;
    assert!(pairs::cards_kept(&hall).await);
    assert_eq!(pairs::pairs(&hall).await.len(), 0);
    assert_eq!(open(&desk, &key, PASSPHRASE).await, StatusCode::SEE_OTHER);
    assert_eq!(pairs::pairs(&hall).await.len(), 2);
    assert!(!pairs::cards_kept(&hall).await);
}

#[tokio::test]
async fn a_card_nobody_could_read_goes_with_its_response_or_thirty_days_after_the_event() {
    let hall = pairs::hall().await;
    let desk = hall.sign_in().await;
    let key = sealed_event(&hall, &desk).await;
    let first = sealed(&key, pairs::half("t1", 1, "in", "kite-7"), 1);
    batch(std::slice::from_ref(&first)).of(&hall).await;
    assert!(pairs::cards_kept(&hall).await);
    let first = [("response", first.envelope.id.as_str())];
    desk.post("/office/events/hall/delete", &first).await;
    assert!(!pairs::cards_kept(&hall).await);

    let second = sealed(&key, pairs::half("t2", 1, "out", "kite-7"), 2);
    batch(std::slice::from_ref(&second)).of(&hall).await;
    desk.post("/office/events/hall/close", &[]).await;
    for (days, kept) in [(29, true), (2, false)] {
        hall.pass(days * DAY);
        // Anything that arrives settles what is over.
        batch(&[response("t1", days as u64).seal()]).of(&hall).await;
        assert_eq!(pairs::cards_kept(&hall).await, kept);
    }
}

#[tokio::test]
async fn a_sealed_recording_is_heard_only_with_the_passphrase() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let key = sealed_event(&hall, &desk).await;
    let sound = b"\x1a\x45\xdf\xa3 a voice";
    let bytes = sealed_bytes(&key, sound, 7);
    let sha256 = Hash::of(bytes.as_bytes());
    let mut given = response("t1", 1);
    given.envelope.attachments.push(Attachment {
        sha256: sha256.clone(),
        media_type: seal::MEDIA_TYPE.into(),
        bytes: bytes.len() as u64,
    });
    batch(&[sealed(&key, given, 8)]).of(&hall).await;
    let path = format!("/api/v1/attachments/{sha256}");
    let sent = ask(Method::PUT, &path, bytes.into()).by_tablet("t1");
    assert_eq!(sent.of(&hall).await.status, StatusCode::OK);
    let list = "/office/events/hall/recordings";
    let place = format!("{list}/{sha256}");
    let page = desk.get(list).await.text();
    // The passphrase is asked for, and the password is not.
    assert!(page.contains("is sealed") && !page.contains("Staff password"));
    let reply = desk.get(&place).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("Open its key under Keys"));
    assert_eq!(open(&desk, &key, PASSPHRASE).await, StatusCode::SEE_OTHER);
    assert!(desk.get(list).await.text().contains("<audio"));
    let reply = desk.get(&place).await;
    assert_eq!(reply.header("content-type"), "audio/webm");
    assert_eq!(reply.body, sound);
}
