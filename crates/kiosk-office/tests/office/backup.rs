//! Backup files: what no network carried comes in by hand, through the same rules.

use crate::asking::{Reply, batch, post};
use crate::given::response;
use crate::hall::{Desk, EVENT, Hall};
use axum::http::StatusCode;
use kiosk_core::Hash;
use kiosk_core::backup::{ABOUT, About, Content, LINES, RECORDINGS, Writer};
use kiosk_core::ledger::Range;
use kiosk_core::response::{Attachment, Sealed};
use kiosk_core::wire::{EventCount, HeartbeatReply};
use kiosk_office::backup::{self, Brought, NotTaken};
use kiosk_office::store::ledger;

/// A backup file as a tablet writes it.
fn file(tablet: &str, finished: u64, sealed: &[Sealed], voices: &[&[u8]]) -> Vec<u8> {
    let lines: Vec<String> = sealed
        .iter()
        .map(|sealed| serde_json::to_string(sealed).unwrap())
        .collect();
    let lines = lines.join("\n");
    let about = About {
        format: 1,
        tablet: tablet.into(),
        events: vec![EventCount {
            event: EVENT.into(),
            highest_seq: finished,
            outbox: 0,
        }],
        responses: sealed.len() as u64,
        sha256: Hash::of(lines.as_bytes()),
        recordings: voices.len() as u64,
    };
    let mut entries = vec![(LINES.to_owned(), lines.into_bytes())];
    for voice in voices {
        let name = [RECORDINGS, Hash::of(voice).as_str()].concat();
        entries.push((name, voice.to_vec()));
    }
    entries.push((ABOUT.to_owned(), serde_json::to_vec(&about).unwrap()));
    let mut writer = Writer::default();
    let mut out = Vec::new();
    for (name, bytes) in entries {
        out.extend(writer.header(&name, &Content::of(&bytes)).unwrap());
        out.extend(bytes);
    }
    out.extend(writer.end());
    out
}

async fn taken(hall: &Hall, file: &[u8]) -> Brought {
    backup::take(&hall.app, file).await.unwrap()
}

#[tokio::test]
async fn a_backup_is_taken_in_any_number_of_times_and_every_answer_is_kept_once() {
    let hall = Hall::open().await;
    let sealed: Vec<Sealed> = (1..=3).map(|seq| response("t1", seq).seal()).collect();
    // One of them came over the network before.
    batch(&sealed[..1]).of(&hall).await;
    let file = file("t1", 3, &sealed, &[]);
    let first = taken(&hall, &file).await;
    assert_eq!((first.new, first.known, first.aside), (2, 1, 0));
    assert_eq!(
        first.to_string(),
        "3 answers in the file: 2 new, 1 known, 0 aside."
    );
    let second = taken(&hall, &file).await;
    assert_eq!((second.new, second.known), (0, 3));
    assert_eq!(hall.stored().await.len(), 3);
}

#[tokio::test]
async fn a_tablet_that_was_never_enrolled_is_not_lost() {
    let hall = Hall::open().await;
    let strange = response("t9", 1).event("made on a tablet").seal();
    let brought = taken(&hall, &file("t9", 0, &[strange], &[])).await;
    assert_eq!((brought.new, brought.aside), (0, 1));
    let known = response("t8", 1).seal();
    assert_eq!(taken(&hall, &file("t8", 1, &[known], &[])).await.new, 1);
}

#[tokio::test]
async fn the_ledger_hears_of_what_the_file_lacks() {
    let hall = Hall::open().await;
    taken(&hall, &file("t1", 5, &[response("t1", 2).seal()], &[])).await;
    let mut db = hall.app.store.reader().await.unwrap();
    let rows = ledger::of_event(&mut db, EVENT).await.unwrap();
    let line = &rows[0].line;
    assert_eq!(
        (line.finished, line.stored, line.missing_count()),
        (5, 1, 4)
    );
}

#[tokio::test]
async fn recordings_come_with_it_and_those_of_deleted_answers_do_not_come_back() {
    let hall = Hall::open().await;
    let voice = b"RIFF a voice";
    let mut given = response("t1", 1);
    given.envelope.attachments.push(Attachment {
        sha256: Hash::of(voice),
        media_type: "audio/mp4".into(),
        bytes: voice.len() as u64,
    });
    let sealed = given.seal();
    let file = file("t1", 1, std::slice::from_ref(&sealed), &[voice]);
    assert_eq!(taken(&hall, &file).await.recordings, 1);
    let place = hall.app.files.attachment(&Hash::of(voice));
    assert_eq!(std::fs::read(&place).unwrap(), voice);
    let desk = hall.sign_in().await;
    let path = format!("/office/events/{EVENT}/delete");
    desk.post(&path, &[("response", sealed.envelope.id.as_str())])
        .await;
    assert!(!place.exists(), "the recording is deleted with its answer");
    assert_eq!(taken(&hall, &file).await.recordings, 0);
    assert!(!place.exists());
    assert!(hall.stored().await.is_empty());
}

#[tokio::test]
async fn a_line_whose_bytes_were_changed_is_named_and_the_others_come_in() {
    let hall = Hall::open().await;
    let mut bad = response("t1", 1).seal();
    bad.body.push(' ');
    let brought = taken(&hall, &file("t1", 2, &[bad, response("t1", 2).seal()], &[])).await;
    assert_eq!((brought.new, brought.damaged), (1, 1));
    assert!(brought.to_string().contains("make a new backup"));
}

/// A finished response with these voices.
fn with_voices(seq: u64, voices: &[&[u8]]) -> Sealed {
    let mut given = response("t1", seq);
    given.envelope.attachments = voices
        .iter()
        .map(|voice| Attachment {
            sha256: Hash::of(voice),
            media_type: "audio/mp4".into(),
            bytes: voice.len() as u64,
        })
        .collect();
    given.seal()
}

/// The file with one bit of these bytes of it flipped.
fn flipped(mut file: Vec<u8>, within: &[u8]) -> Vec<u8> {
    let mut windows = file.windows(within.len());
    let at = windows.position(|window| window == within).unwrap();
    file[at] ^= 1;
    file
}

#[tokio::test]
async fn a_damaged_recording_is_counted_and_everything_else_comes_in() {
    let hall = Hall::open().await;
    let voices: [&[u8]; 2] = [b"RIFF one voice", b"RIFF another voice"];
    let sealed = [with_voices(1, &voices[..1]), with_voices(2, &voices[1..])];
    let whole = file("t1", 2, &sealed, &voices);
    let brought = taken(&hall, &flipped(whole.clone(), voices[0])).await;
    assert_eq!(
        brought.to_string(),
        "2 answers in the file: 2 new, 0 known, 0 aside. 1 new recording. \
         1 recording is damaged and was left out: bring the file from the tablet again."
    );
    assert_eq!(hall.stored().await.len(), 2);
    let place = |voice: &[u8]| hall.app.files.attachment(&Hash::of(voice));
    assert!(!place(voices[0]).exists());
    assert_eq!(std::fs::read(place(voices[1])).unwrap(), voices[1]);
    // The tablet is asked for that number again, until its recording is here.
    assert_eq!(missing(&hall).await, [Range(1, 1)]);
    let brought = taken(&hall, &whole).await;
    assert_eq!(
        brought.to_string(),
        "2 answers in the file: 0 new, 2 known, 0 aside. 1 new recording."
    );
    assert_eq!(std::fs::read(place(voices[0])).unwrap(), voices[0]);
    assert_eq!(missing(&hall).await, []);
    // What is here already is not looked at again.
    let brought = taken(&hall, &flipped(whole, voices[0])).await;
    assert!(!brought.to_string().contains("damaged"));
}

/// The numbers the office asks the tablet for.
async fn missing(hall: &Hall) -> Vec<Range> {
    let beat = r#"{"events":[],"storage":{},"version":"1"}"#;
    let reply = post("/api/v1/heartbeat", beat).by_tablet("t1").of(hall);
    let missing = reply.await.json::<HeartbeatReply>().missing;
    missing.into_iter().flat_map(|event| event.ranges).collect()
}

#[tokio::test]
async fn staff_are_warned_on_the_page_of_what_was_damaged() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let voice: &[u8] = b"RIFF a voice";
    let file = file("t1", 1, &[with_voices(1, &[voice])], &[voice]);
    let damaged = flipped(file.clone(), voice);
    let reply = upload(&desk, &desk.form_token, &damaged).of(&hall).await;
    assert_eq!(reply.status, StatusCode::OK);
    let said = reply.text();
    let said = said.split("role=\"alert\"").nth(1).unwrap();
    assert!(said.contains("1 recording is damaged"), "{said}");
    let reply = upload(&desk, &desk.form_token, &file).of(&hall).await;
    assert!(!reply.text().contains("role=\"alert\""));
}

fn upload(desk: &Desk<'_>, token: &str, file: &[u8]) -> crate::asking::Ask {
    let mut body = format!(
        "--border\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n\
         --border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\
         Content-Type: application/zip\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(b"\r\n--border--\r\n");
    post("/office/backup", body)
        .with("cookie", &desk.cookie)
        .with("content-type", "multipart/form-data; boundary=border")
}

#[tokio::test]
async fn staff_take_a_file_in_on_a_page_and_read_what_it_brought() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    assert!(
        desk.get("/office/backup")
            .await
            .text()
            .contains("multipart/form-data")
    );
    let file = file("t1", 1, &[response("t1", 1).seal()], &[]);
    let reply: Reply = upload(&desk, &desk.form_token, &file).of(&hall).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(
        reply
            .text()
            .contains("1 answer in the file: 1 new, 0 known, 0 aside.")
    );
    // A long file is no longer than the office takes.
    let long = upload(&desk, &desk.form_token, &vec![b'x'; 1 << 20])
        .of(&hall)
        .await;
    assert!(long.text().contains("no backup file"), "{}", long.text());
}

#[tokio::test]
async fn a_file_from_a_foreign_page_is_refused() {
    let hall = Hall::open().await;
    let desk = hall.sign_in().await;
    let file = file("t1", 1, &[response("t1", 1).seal()], &[]);
    let reply = upload(&desk, "guessed", &file).of(&hall).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    let nobody = upload(&desk, &desk.form_token, &file).with("cookie", "office_session=x");
    assert_eq!(nobody.of(&hall).await.status, StatusCode::SEE_OTHER);
    assert!(hall.stored().await.is_empty());
}

#[tokio::test]
async fn a_file_that_is_not_whole_brings_nothing() {
    let hall = Hall::open().await;
    let file = file("t1", 1, &[response("t1", 1).seal()], &[]);
    let cut = backup::take(&hall.app, &file[..file.len() / 2]).await;
    assert!(matches!(cut, Err(NotTaken::Unfit(_))));
    assert!(hall.stored().await.is_empty());
}
