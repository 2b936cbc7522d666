//! The office from outside: real requests, a real SQLite file, and where it matters the real process.
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]
#![expect(clippy::panic, reason = "a failing test may panic")]

mod asking;
mod assignment;
mod attachments;
mod backup;
mod clearance;
mod enrolment;
mod events;
mod exports;
mod given;
mod hall;
mod intake;
mod kiosk_files;
mod limits;
mod migrations;
#[path = "../../../kiosk-core/tests/hall/mod.rs"]
mod model;
mod pairs;
mod privacy;
mod process;
mod quarantine;
mod question_sets;
mod running;
mod schedules;
mod seal;
mod sign_in;
mod sync;
mod tls;
