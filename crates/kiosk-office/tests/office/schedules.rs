//! The random schedules of `kiosk-core`, with the real office in the place of the one in memory: real
//! requests through its router, its real SQLite file, its real files.
//!
//! `OFFICE_SCHEDULES=…` plays another number than ten thousand, `SCHEDULES_SEED=…` another seed.

use crate::asking::{Reply, ask, batch, post_json};
use crate::hall::{EVENT, Hall as Office, set};
use crate::model::ops::{Chance, Op};
use crate::model::{Desk, Hall, Held};
use axum::body::Body;
use axum::http::Method;
use kiosk_core::outbox::Answer;
use kiosk_core::response::Sealed;
use kiosk_core::wire::{EventCount, Heartbeat, StorageState};
use kiosk_core::{Hash, ResponseId, TabletId};
use kiosk_office::{intake, store};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::runtime::{Builder, Runtime};

const SEED: u64 = 0x0ff1_ce00_5eed_0001;
const MOST_STEPS: u64 = 16;

/// One office for many schedules, each with tablets and an event of its own.
struct Place {
    runtime: Runtime,
    office: Office,
}

impl Place {
    fn open() -> Self {
        // One thread for each place: what waits for its database wakes no other core.
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        // In memory where that is to be had: that bytes outlive a power cut is shown elsewhere.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let office = runtime.block_on(Office::in_folder(Arc::new(folder.unwrap())));
        Self { runtime, office }
    }
}

/// What one table holds of these tablets.
#[derive(Default)]
struct Backup {
    responses: BTreeSet<String>,
    quarantine: BTreeSet<String>,
    counters: Vec<(String, i64)>,
    sounds: BTreeSet<String>,
}

/// The office as one schedule sees it.
struct Real<'a> {
    place: &'a Place,
    event: String,
    question_set: String,
    known: bool,
    tablets: Vec<TabletId>,
    sounds: BTreeSet<String>,
    backup: Backup,
}

impl<'a> Real<'a> {
    fn new(place: &'a Place, nth: u64) -> Self {
        let mut real = Self {
            place,
            event: format!("event-{nth}"),
            question_set: serde_json::to_string(&set()).unwrap(),
            known: false,
            tablets: Vec::new(),
            sounds: BTreeSet::new(),
            backup: Backup::default(),
        };
        real.know_event(true);
        real
    }

    fn wait<T>(&self, of: impl Future<Output = T>) -> T {
        // Schedules are quicker than tablets; the office's own clock must not call that a flood.
        self.place.office.pass(60_000);
        self.place.runtime.block_on(of)
    }

    fn texts(&self, sql: &'static str, of: &str) -> Vec<String> {
        self.wait(async {
            let mut db = self.place.office.app.store.reader().await.unwrap();
            let query = sqlx::query_scalar(sql).bind(of);
            query.fetch_all(&mut *db).await.unwrap()
        })
    }

    fn run(&self, sql: &'static str, first: &str, second: i64) {
        self.wait(async {
            let mut writing = self.place.office.app.store.writer().await.unwrap();
            let query = sqlx::query(sql).bind(first).bind(second);
            query.execute(&mut *writing).await.unwrap();
            writing.commit().await.unwrap();
        });
    }

    /// What the office has of these tablets now.
    fn copy(&self) -> Backup {
        let mut copy = Backup {
            sounds: self.sounds.clone(),
            ..Backup::default()
        };
        for tablet in &self.tablets {
            let id = tablet.as_str();
            copy.responses
                .extend(self.texts("SELECT id FROM responses WHERE tablet = ?", id));
            copy.quarantine
                .extend(self.texts("SELECT id FROM quarantine WHERE tablet = ?", id));
            copy.counters.push((id.into(), self.counter(id)));
        }
        copy
    }

    fn counter(&self, tablet: &str) -> i64 {
        self.wait(async {
            let mut db = self.place.office.app.store.reader().await.unwrap();
            let sql = "SELECT coalesce(max(highest_seq), 0) FROM counters WHERE tablet = ?";
            let query = sqlx::query_scalar(sql).bind(tablet);
            query.fetch_one(&mut *db).await.unwrap()
        })
    }
}

impl Desk for Real<'_> {
    fn event(&self) -> &str {
        &self.event
    }

    fn question_set(&self) -> &str {
        &self.question_set
    }

    fn new_tablet(&mut self) -> TabletId {
        let id = TabletId(format!("{}-tablet-{}", self.event, self.tablets.len()));
        self.wait(self.place.office.add_tablet(id.as_str()));
        self.tablets.push(id.clone());
        id
    }

    fn take(&mut self, _: &TabletId, responses: &[Sealed]) -> Answer {
        heard(&self.wait(batch(responses).of(&self.place.office)))
    }

    fn put(&mut self, tablet: &TabletId, sound: &[u8]) -> Answer {
        let sha256 = Hash::of(sound);
        let path = format!("/api/v1/attachments/{sha256}");
        let call = ask(Method::PUT, &path, Body::from(sound.to_vec())).by_tablet(tablet.as_str());
        let answer = heard(&self.wait(call.of(&self.place.office)));
        self.sounds.insert(sha256.0);
        answer
    }

    fn beat(&mut self, tablet: &TabletId, highest_seq: u64, outbox: u64) -> Answer {
        let beat = Heartbeat {
            events: vec![EventCount {
                event: self.event.as_str().into(),
                highest_seq,
                outbox,
            }],
            storage: StorageState::default(),
            version: "1".into(),
            pack: None,
        };
        let call = post_json("/api/v1/heartbeat", &beat).by_tablet(tablet.as_str());
        heard(&self.wait(call.of(&self.place.office)))
    }

    fn know_event(&mut self, known: bool) {
        if known == self.known {
            return;
        }
        self.known = known;
        if !known {
            self.run(
                "DELETE FROM event_map WHERE tablet_event = ?",
                &self.event,
                0,
            );
            return;
        }
        self.wait(async {
            let mut writing = self.place.office.app.store.writer().await.unwrap();
            store::events::map(&mut writing, &self.event, EVENT)
                .await
                .unwrap();
            let now = self.place.office.now();
            intake::release(&mut writing, now).await.unwrap();
            writing.commit().await.unwrap();
        });
    }

    fn back_up(&mut self) {
        self.backup = self.copy();
    }

    /// One file serves many schedules, so what came since the copy is taken out row by row.
    fn restore(&mut self) {
        let now = self.copy();
        let backup = std::mem::take(&mut self.backup);
        for id in now.responses.difference(&backup.responses) {
            self.run("DELETE FROM responses WHERE id = ?", id, 0);
        }
        for id in now.quarantine.difference(&backup.quarantine) {
            self.run("DELETE FROM quarantine WHERE id = ?", id, 0);
        }
        for sound in now.sounds.difference(&backup.sounds) {
            self.run("DELETE FROM attachments WHERE sha256 = ?", sound, 0);
        }
        for (tablet, _) in &now.counters {
            let before = backup.counters.iter().find(|(of, _)| of == tablet);
            let before = before.map_or(0, |(_, highest)| *highest);
            self.run(
                "UPDATE counters SET highest_seq = ?2 WHERE tablet = ?1",
                tablet,
                before,
            );
        }
        self.sounds.clone_from(&backup.sounds);
        self.backup = backup;
    }

    fn held(&mut self, tablet: &TabletId) -> Vec<Held> {
        self.wait(async {
            let mut db = self.place.office.app.store.reader().await.unwrap();
            let sql = "SELECT id, seq, body, 0 FROM responses WHERE tablet = ?1
                UNION ALL SELECT id, seq, body, 1 FROM quarantine WHERE tablet = ?1";
            let query = sqlx::query_as(sql).bind(tablet.as_str());
            let rows: Vec<(String, i64, String, bool)> = query.fetch_all(&mut *db).await.unwrap();
            let held = rows.into_iter().map(|(id, seq, body, aside)| Held {
                id: ResponseId(id),
                seq: u64::try_from(seq).unwrap(),
                body,
                aside,
            });
            held.collect()
        })
    }

    fn highest(&mut self, tablet: &TabletId) -> u64 {
        u64::try_from(self.counter(tablet.as_str())).unwrap()
    }

    fn has_sound(&mut self, sha256: &Hash) -> bool {
        let file = self.place.office.app.files.attachment(sha256).is_file();
        let row = self.texts(
            "SELECT sha256 FROM attachments WHERE sha256 = ?",
            sha256.as_str(),
        );
        file && row.len() == 1
    }
}

fn heard(reply: &Reply) -> Answer {
    Answer {
        status: reply.status.as_u16(),
        body: reply.text(),
        retry_after: None,
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap())
}

/// One schedule. The statement that holds at every moment is asked after every third step: each asking
/// costs the real office four readings.
fn play(place: &Place, nth: u64, seed: u64) {
    let mut chance = Chance(seed);
    let with_wipe = chance.under(4) == 0;
    let steps = 1 + chance.under(MOST_STEPS);
    let ops: Vec<Op> = (0..steps).map(|_| chance.op(with_wipe)).collect();
    let mut hall = Hall::open(Real::new(place, nth));
    for (at, op) in ops.iter().enumerate() {
        hall.play(*op);
        if at % 3 == 0 {
            let held = hall.holds();
            assert_eq!(held, Ok(()), "schedule {seed:#x} after {at}: {ops:?}");
        }
    }
    hall.drain();
    let end = hall.holds().and_then(|()| hall.everything_arrived());
    assert_eq!(end, Ok(()), "schedule {seed:#x}: {ops:?}");
}

#[test]
fn whatever_happens_the_real_office_has_every_thanked_response_once() {
    let quick = std::env::var_os("KIOSK_QUICK").is_some();
    let count = number("OFFICE_SCHEDULES", if quick { 300 } else { 10_000 });
    let seed = number("SCHEDULES_SEED", SEED);
    println!("{count} schedules of seed {seed:#x} against the real office");
    let next = AtomicU64::new(0);
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let place = Place::open();
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= count {
                        return;
                    }
                    play(&place, nth, Chance(seed ^ nth).next());
                }
            });
        }
    });
}
