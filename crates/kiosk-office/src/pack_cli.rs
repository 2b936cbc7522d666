//! `kiosk-office pack build` and `pack check`: from a curator's spreadsheet to a pack file, and what
//! is wrong with one. Neither needs an office to run.
//!
//! They end with 0 when there is a pack that may be shown, with 1 when there is none because of what
//! is in the files, and with 2 when the command itself could not be carried out.

mod build;
mod check;
mod hidden;
mod pictures;
mod report;
mod shrink;
mod sizes;

#[cfg(test)]
mod tests;

pub use build::BuildArguments;
pub use check::{CheckedPack, checked_pack};
pub use report::Report;

use crate::say;
use clap::Subcommand;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

/// `pack …`: what can be done with a pack without an office.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Make a pack file from a spreadsheet (CSV) and a folder of pictures, or from a pack folder.
    Build(BuildArguments),
    /// Say whether a pack file may be shown, and what is wrong with it.
    Check {
        /// The pack file (`*.popup.zip`).
        file: PathBuf,
    },
}

/// Carries out a command, prints what came of it in plain sentences, and gives the exit code.
pub fn run(command: PackCommand) -> ExitCode {
    let report = match command {
        PackCommand::Build(arguments) => build::run(&arguments),
        PackCommand::Check { file } => check::run(&file),
    };
    told(report)
}

/// Prints what came of a command, and gives its exit code.
pub(crate) fn told(report: Result<Report, Report>) -> ExitCode {
    match report {
        Ok(said) => match say::out(&said.to_string()) {
            // Whoever reads may stop reading (`| head`): that is no failure of the command.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                say::fault(&format!("The report could not be printed: {error}."));
                ExitCode::from(2)
            }
            _ => said.exit_code(),
        },
        Err(report) => {
            say::fault(&report.to_string());
            report.exit_code()
        }
    }
}
