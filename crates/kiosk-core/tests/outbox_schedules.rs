//! A million random schedules of everything that can happen between a visitor's answer and the office's
//! disk, over the very rules the tablet and the office use.
//!
//! Without a word it plays the same million each time. `SCHEDULES_SEED=…` plays another one,
//! `SCHEDULES=…` another number, and `SCHEDULE=…` the one schedule whose seed a failure has named.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where its own assumptions break"
)]

mod hall;
mod memory;

use hall::ops::{Chance, Net, Op};
use hall::{Desk, Hall};
use memory::Office;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

const SEED: u64 = 0x9d1e_5f02_77ab_c411;
const MOST_STEPS: u64 = 40;

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    Some(parsed.unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

/// One schedule from its seed; a wipe may happen in every fourth.
fn schedule(seed: u64) -> Vec<Op> {
    let mut chance = Chance(seed);
    let with_wipe = chance.under(4) == 0;
    let steps = 1 + chance.under(MOST_STEPS);
    (0..steps).map(|_| chance.op(with_wipe)).collect()
}

fn play(schedule: &[Op]) -> Result<(), String> {
    let mut hall = Hall::open(Office::default());
    for (at, op) in schedule.iter().enumerate() {
        hall.play(*op);
        hall.holds()
            .map_err(|why| format!("after step {at}, {op:?}: {why}"))?;
    }
    hall.drain();
    hall.holds()?;
    hall.everything_arrived()
}

/// Takes steps out for as long as it still fails, so that what is left can be understood.
fn shortest(mut failing: Vec<Op>) -> Vec<Op> {
    let mut at = 0;
    while at < failing.len() {
        let mut without = failing.clone();
        without.remove(at);
        if play(&without).is_err() {
            failing = without;
            at = 0;
        } else {
            at += 1;
        }
    }
    failing
}

fn check(seed: u64, failed: &AtomicBool) {
    let ops = schedule(seed);
    if let Err(why) = play(&ops) {
        failed.store(true, Ordering::Relaxed);
        let short = shortest(ops);
        let again = play(&short).err();
        panic!("SCHEDULE={seed:#x}: {why}\n{short:?} is enough: {again:?}");
    }
}

/// Takes a thousand at a time until all are played or one has failed.
fn work(seed: u64, count: u64, next: &AtomicU64, failed: &AtomicBool) {
    while !failed.load(Ordering::Relaxed) {
        let from = next.fetch_add(1000, Ordering::Relaxed);
        if from >= count {
            return;
        }
        for at in from..count.min(from + 1000) {
            check(Chance(seed ^ at).next(), failed);
        }
    }
}

#[test]
fn whatever_happens_every_thanked_response_is_at_the_office_once_or_reported_lost() {
    let failed = AtomicBool::new(false);
    if let Some(one) = number("SCHEDULE") {
        return check(one, &failed);
    }
    let seed = number("SCHEDULES_SEED").unwrap_or(SEED);
    let quick = std::env::var_os("KIOSK_QUICK").is_some();
    let count = number("SCHEDULES").unwrap_or(if quick { 20_000 } else { 1_000_000 });
    println!("{count} schedules of seed {seed:#x}");
    let next = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(seed, count, &next, &failed));
        }
    });
}

const SEND: Op = Op::Send(Net::Fine, Net::Fine);

/// Plays these, then well again to the end; gives the office's bodies of the first tablet.
fn bodies(ops: &[Op]) -> Vec<String> {
    let mut hall = Hall::open(Office::default());
    for op in ops {
        hall.play(*op);
        assert_eq!(hall.holds(), Ok(()), "{op:?}");
    }
    hall.drain();
    assert_eq!(hall.everything_arrived(), Ok(()));
    let held = hall.desk.held(&"t1".into());
    held.into_iter().map(|one| one.body).collect()
}

#[test]
fn a_reply_lost_after_the_commit_makes_no_second_copy() {
    let lost = Op::Send(Net::Fine, Net::ReplyLost);
    let ops = [Op::Answer, Op::Finish, Op::Leave, lost, Op::Kill, SEND];
    assert_eq!(bodies(&ops).len(), 1);
}

#[test]
fn an_office_restored_from_an_older_backup_asks_for_what_it_lost_and_heals() {
    let one = [Op::Answer, Op::Record, Op::Finish, Op::Leave];
    let ops = [
        &one[..],
        &[Op::OfficeBackup, SEND],
        &one,
        &[SEND, Op::OfficeRestored],
    ]
    .concat();
    assert_eq!(bodies(&ops).len(), 2);
}

#[test]
fn a_visitor_who_takes_answers_back_leaves_a_number_without_answers() {
    let ops = [Op::Answer, Op::Finish, Op::TakeBack, Op::Leave, SEND];
    let bodies = bodies(&ops);
    assert!(
        bodies.len() == 1 && bodies[0].contains("withdrawn"),
        "{bodies:?}"
    );
}

#[test]
fn a_kill_between_answers_keeps_them_as_partial_once() {
    let ops = [Op::Answer, Op::Kill, Op::Kill, Op::SecondTabStarts, SEND];
    let bodies = bodies(&ops);
    assert!(
        bodies.len() == 1 && bodies[0].contains("partial"),
        "{bodies:?}"
    );
}

#[test]
fn a_full_disk_thanks_nobody_and_loses_nothing_it_thanked_for() {
    let ops = [
        Op::Answer,
        Op::NoRoom,
        Op::Finish,
        Op::Leave,
        Op::Room,
        Op::Kill,
    ];
    let bodies = bodies(&ops);
    assert!(
        bodies.len() == 1 && bodies[0].contains("partial"),
        "{bodies:?}"
    );
}

#[test]
fn a_model_that_loses_one_is_found_out() {
    let mut hall = Hall::open(Office::default());
    for op in [Op::Answer, Op::Finish, Op::Leave, Op::OfficeBackup, SEND] {
        hall.play(op);
    }
    // Behind the tablet's back: the receipt was a lie.
    hall.desk.restore();
    assert!(hall.holds().is_err() && hall.everything_arrived().is_err());
}
