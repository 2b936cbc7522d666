use super::*;
use crate::wire::{Outcome, Receipt};

fn row(seq: u64, bytes: u64, place: Place) -> Row {
    Row {
        id: ResponseId(format!("r{seq}")),
        event: "e".into(),
        seq,
        sha256: Hash::of(&seq.to_le_bytes()),
        bytes,
        place,
    }
}

fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        body: body.into(),
        retry_after: None,
    }
}

#[test]
fn a_captive_portals_page_is_not_an_office() {
    for page in [
        "<!doctype html><title>Log in to Wi-Fi</title>",
        "",
        "{}",
        r#"{"receipts":[]}"#,
    ] {
        assert_eq!(
            meaning(Some(&answer(200, page))),
            Meaning::NoOffice,
            "{page}"
        );
    }
    assert_eq!(meaning(Some(&answer(204, ""))), Meaning::NoOffice);
    assert_eq!(meaning(None), Meaning::NoOffice);
}

#[test]
fn a_batch_is_oldest_first_and_passes_over_what_the_visitor_may_take_back() {
    let rows = [
        row(1, 10, Place::Held),
        row(2, 10, Place::Waiting),
        row(3, 10, Place::SetAside),
        row(4, 10, Place::Waiting),
    ];
    let seqs: Vec<u64> = batch(&rows, 500).iter().map(|row| row.seq).collect();
    assert_eq!(seqs, [2, 4]);
}

#[test]
fn a_batch_stays_under_a_mebibyte_but_never_starves_a_large_response() {
    let rows = [
        row(1, 2_000_000, Place::Waiting),
        row(2, 10, Place::Waiting),
    ];
    assert_eq!(batch(&rows, 500).len(), 1);
    let many: Vec<Row> = (1..2000)
        .map(|seq| row(seq, 1000, Place::Waiting))
        .collect();
    assert!(batch(&many, 500).len() <= 500);
}

#[test]
fn a_refused_batch_is_halved_down_to_the_one_that_is_set_aside() {
    let mut pace = Pace::default();
    let mut sent = 400;
    while sent > 1 {
        assert_eq!(pace.after(&Meaning::TooMuch, sent, false, 0), Step::Again);
        sent = pace.limit;
    }
    assert_eq!(pace.after(&Meaning::TooMuch, 1, false, 0), Step::SetAside);
}

#[test]
fn pauses_grow_to_five_minutes_and_no_further() {
    let mut pace = Pace::default();
    let pauses: Vec<Step> = (0..12)
        .map(|_| pace.after(&Meaning::NoOffice, 1, false, u32::MAX))
        .collect();
    assert_eq!(pauses[0], Step::Pause(2_000));
    assert!(matches!(pauses[11], Step::Pause(ms) if (299_999..=300_000).contains(&ms)));
}

#[test]
fn what_does_not_get_through_in_time_is_tried_in_halves_until_it_does() {
    let mut pace = Pace::default();
    let (mut sent, mut tries) = (400, 0);
    // A line that carries three responses before the time is up.
    while sent > 3 {
        assert!(matches!(
            pace.after(&Meaning::NoOffice, sent, false, 0),
            Step::Pause(_)
        ));
        sent = pace.limit;
        tries += 1;
    }
    assert!(tries < 9, "{tries}");
    pace.after(&Meaning::NoOffice, 1, false, 0);
    assert_eq!(pace.limit, 1);
}

#[test]
fn an_office_that_asks_to_wait_is_given_its_time() {
    let mut pace = Pace::default();
    assert_eq!(
        pace.after(&Meaning::Wait(Some(30)), 1, false, 0),
        Step::Obey(30_000)
    );
}

#[test]
fn a_response_with_a_recording_counts_only_with_the_recordings_own_receipt() {
    let sound = Hash::of(b"sound");
    let sent = [Envelope {
        id: "r1".into(),
        tablet: "t".into(),
        event: "e".into(),
        seq: 1,
        sha256: Hash::of(b"body"),
        attachments: vec![crate::response::Attachment {
            sha256: sound.clone(),
            media_type: "audio/webm".into(),
            bytes: 5,
        }],
        key: None,
        card: None,
    }];
    let reply = |wanted: &[Hash]| ResponsesReply {
        receipts: vec![Receipt {
            id: "r1".into(),
            event: "e".into(),
            seq: 1,
            sha256: Hash::of(b"body"),
            outcome: Outcome::AlreadyStored,
            reason: None,
        }],
        missing: Vec::new(),
        attachments_wanted: wanted.to_vec(),
    };
    let held = std::slice::from_ref(&sound);
    assert_eq!(confirmed(&sent, &reply(&[]), held).len(), 1);
    assert!(confirmed(&sent, &reply(&[]), &[]).is_empty());
    assert_eq!(confirmed(&sent, &reply(held), held).len(), 1);
}

#[test]
fn a_receipt_counts_only_when_id_number_and_hash_match() {
    let envelope = Envelope {
        id: "r1".into(),
        tablet: "t".into(),
        event: "e".into(),
        seq: 1,
        sha256: Hash::of(b"body"),
        attachments: Vec::new(),
        key: None,
        card: None,
    };
    let good = Receipt {
        id: "r1".into(),
        event: "e".into(),
        seq: 1,
        sha256: Hash::of(b"body"),
        outcome: Outcome::Stored,
        reason: None,
    };
    let reply = |receipt: Receipt| ResponsesReply {
        receipts: vec![receipt],
        missing: Vec::new(),
        attachments_wanted: Vec::new(),
    };
    let sent = [envelope];
    assert_eq!(confirmed(&sent, &reply(good.clone()), &[]).len(), 1);
    for bad in [
        Receipt {
            id: "r2".into(),
            ..good.clone()
        },
        Receipt {
            sha256: Hash::of(b"other"),
            ..good.clone()
        },
        Receipt {
            seq: 2,
            ..good.clone()
        },
        Receipt {
            event: "f".into(),
            ..good
        },
    ] {
        assert!(confirmed(&sent, &reply(bad), &[]).is_empty());
    }
}
