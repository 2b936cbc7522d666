//! Random schedules of save, send, lost reply, kill, two tabs, office restored from an older backup,
//! and wipe, over the very rules the tablet and the office use. At the end every thanked response is
//! at the office exactly once; with a wipe in the schedule, exactly once or reported lost.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where its own assumptions break"
)]

mod hall;

use hall::{Hall, Op};
use proptest::prelude::*;

fn ops(with_wipe: bool) -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        8 => (any::<bool>()).prop_map(Op::Save),
        2 => Just(Op::TakeBack),
        6 => Just(Op::Leave),
        8 => Just(Op::Send),
        3 => Just(Op::SendReplyLost),
        2 => Just(Op::SendNoOffice),
        2 => Just(Op::SendCaptivePortal),
        1 => Just(Op::SendRefused(401)),
        1 => Just(Op::SendRefused(500)),
        1 => Just(Op::SendRefused(503)),
        2 => Just(Op::SecondTabReads),
        2 => Just(Op::SecondTabSends),
        2 => Just(Op::Kill),
        2 => Just(Op::Heartbeat),
        1 => Just(Op::OfficeBackup),
        1 => Just(Op::OfficeRestored),
        1 => Just(Op::ReceiptGarbled),
        1 => Just(if with_wipe { Op::Wipe } else { Op::Kill }),
    ];
    proptest::collection::vec(op, 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn every_thanked_response_is_at_the_office_exactly_once(schedule in ops(false)) {
        let mut hall = Hall::default();
        for op in &schedule {
            hall.play(op);
            prop_assert_eq!(hall.conservation(), Ok(()));
        }
        hall.drain();
        prop_assert_eq!(hall.everything_arrived(), Ok(()));
        prop_assert_eq!(hall.conservation(), Ok(()));
    }

    #[test]
    fn with_a_wipe_every_thanked_response_is_at_the_office_once_or_reported_lost(schedule in ops(true)) {
        let mut hall = Hall::default();
        for op in &schedule {
            hall.play(op);
        }
        hall.drain();
        prop_assert_eq!(hall.arrived_or_reported_lost(), Ok(()));
    }
}

#[test]
fn a_reply_lost_after_the_commit_makes_no_second_copy() {
    let mut hall = Hall::default();
    for op in [
        Op::Save(true),
        Op::Leave,
        Op::SendReplyLost,
        Op::Kill,
        Op::Send,
    ] {
        hall.play(&op);
    }
    hall.drain();
    assert_eq!(hall.everything_arrived(), Ok(()));
    assert_eq!(hall.office_count(), 1);
}

#[test]
fn an_office_restored_from_an_older_backup_asks_for_what_it_lost_and_heals() {
    let mut hall = Hall::default();
    for op in [
        Op::Save(true),
        Op::Leave,
        Op::OfficeBackup,
        Op::Send,
        Op::Save(true),
        Op::Leave,
        Op::Send,
    ] {
        hall.play(&op);
    }
    assert_eq!(hall.office_count(), 2);
    hall.play(&Op::OfficeRestored);
    assert_eq!(hall.office_count(), 0);
    hall.drain();
    assert_eq!(hall.everything_arrived(), Ok(()));
}

#[test]
fn a_visitor_who_takes_answers_back_leaves_a_number_without_answers() {
    let mut hall = Hall::default();
    for op in [Op::Save(true), Op::TakeBack, Op::Leave, Op::Send] {
        hall.play(&op);
    }
    hall.drain();
    assert_eq!(hall.everything_arrived(), Ok(()));
    assert_eq!(hall.office_bodies(), ["withdrawn"]);
}
