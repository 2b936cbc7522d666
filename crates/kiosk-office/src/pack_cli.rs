//! `kiosk-office pack build` and `pack check`: from a curator's spreadsheet to a pack file, and what
//! is wrong with one. Neither needs an office to run.
//!
//! They end with 0 when there is a pack that may be shown, with 1 when there is none because of what
//! is in the files, and with 2 when the command itself could not be carried out.

mod check;
mod report;

pub use check::{CheckedPack, checked_pack};
pub use report::Report;

use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

/// `pack …`: what can be done with a pack without an office.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Say whether a pack file may be shown, and what is wrong with it.
    Check {
        /// The pack file (`*.popup.zip`).
        file: PathBuf,
    },
}

/// Carries out a command, prints what came of it in plain sentences, and gives the exit code.
pub fn run(command: PackCommand) -> ExitCode {
    let report = match command {
        PackCommand::Check { file } => check::run(&file),
    };
    match report {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(report) => {
            eprintln!("{report}");
            report.exit_code()
        }
    }
}
