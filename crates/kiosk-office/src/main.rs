//! `kiosk-office`: wires the command line to the commands, nothing more.

use clap::Parser;
use kiosk_office::{commands, config::Arguments};
use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run(Arguments::parse())
}
