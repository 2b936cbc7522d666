//! The command line.

use crate::pack_cli::PackCommand;
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The office of the pop-up museum.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the kiosk, the tablets and the office pages.
    Serve(ServeArguments),
    /// Load a demo pack and question set, make a demo event and print its addresses.
    Demo(DemoArguments),
    /// Build, check and load packs.
    Pack {
        /// What to do with the pack.
        #[command(subcommand)]
        command: PackAction,
    },
    /// Check and load question sets.
    Questions {
        /// What to do with the question set.
        #[command(subcommand)]
        command: QuestionsAction,
    },
    /// Backup files of tablets.
    Backup {
        /// What to do with the file.
        #[command(subcommand)]
        command: BackupAction,
    },
    /// The staff password.
    Password {
        /// What to do with the password.
        #[command(subcommand)]
        command: PasswordAction,
    },
}

/// Where the office keeps things.
#[derive(Clone, Debug, Args)]
pub struct DataArguments {
    /// The SQLite database; made when it is not there.
    #[arg(long, default_value = "data/office.db")]
    pub database: PathBuf,
    /// Folder for packs and recordings.
    #[arg(long, default_value = "data/files")]
    pub files: PathBuf,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Where things are kept.
    #[command(flatten)]
    pub data: DataArguments,
    /// Folder of the built kiosk.
    #[arg(long, default_value = "dist")]
    pub kiosk: PathBuf,
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Certificate chain (PEM). Tablets need HTTPS unless they are this computer.
    #[arg(long, requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM).
    #[arg(long, requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Name of the office, as tablets show it.
    #[arg(long, default_value = "Pop-up Museum office")]
    pub name: String,
}

/// `demo`.
#[derive(Debug, Args)]
pub struct DemoArguments {
    /// Where things are kept.
    #[command(flatten)]
    pub data: DataArguments,
    /// The pack file (`*.popup.zip`).
    #[arg(long)]
    pub pack: PathBuf,
    /// The question set (`*.questions.json`).
    #[arg(long)]
    pub questions: PathBuf,
    /// Start of the printed addresses.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    pub link_base: String,
}

/// `pack …`: building and checking need no office, loading does.
#[derive(Debug, Subcommand)]
pub enum PackAction {
    /// Check a pack file and put it into the office.
    Load {
        /// Where things are kept.
        #[command(flatten)]
        data: DataArguments,
        /// The pack file (`*.popup.zip`).
        file: PathBuf,
    },
    /// Everything that needs no office.
    #[command(flatten)]
    Desk(PackCommand),
}

/// `questions …`.
#[derive(Debug, Subcommand)]
pub enum QuestionsAction {
    /// Say whether a question set may be used, and what is wrong with it.
    Check {
        /// The question set (`*.questions.json`).
        file: PathBuf,
    },
    /// Check a question set and put it into the office.
    Load {
        /// Where things are kept.
        #[command(flatten)]
        data: DataArguments,
        /// The question set (`*.questions.json`).
        file: PathBuf,
    },
}

/// `backup …`.
#[derive(Debug, Subcommand)]
pub enum BackupAction {
    /// Take a backup file in, as often as you like: every answer is kept once.
    Import {
        /// Where things are kept.
        #[command(flatten)]
        data: DataArguments,
        /// The backup file (`*.popup-backup.zip`).
        file: PathBuf,
    },
}

/// `password …`.
#[derive(Debug, Subcommand)]
pub enum PasswordAction {
    /// Make a new staff password, print it once and sign everybody out.
    Reset {
        /// Where things are kept.
        #[command(flatten)]
        data: DataArguments,
    },
}
