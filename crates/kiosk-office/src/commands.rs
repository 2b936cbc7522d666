//! The commands: each opens what it needs, does one thing and says in plain words what it did.

mod demo;
mod load;
mod questions;

use crate::backup::NotTaken;
use crate::config::{
    Arguments, BackupAction, Command, DataArguments, PackAction, PasswordAction, QuestionsAction,
};
use crate::error::Fault;
use crate::office::{Office, Settings};
use crate::store::{sessions, settings};
use crate::{backup, pack_cli, password, say, serve};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Why a command could not do its work, in plain words.
#[derive(Debug)]
pub struct Failed(String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self(format!("The office could not do this. Reason: {fault}."))
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self(format!("The office could not print. Reason: {error}."))
    }
}

/// Runs a command.
pub fn run(arguments: Arguments) -> ExitCode {
    // Packs are built at a desk, without an office.
    if let Command::Pack {
        command: PackAction::Desk(command),
    } = arguments.command
    {
        return pack_cli::run(command);
    }
    if let Command::Questions {
        command: QuestionsAction::Check { file },
    } = arguments.command
    {
        return pack_cli::told(questions::check(&file));
    }
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::from(Fault::Disk(error)))
        .and_then(|runtime| runtime.block_on(office_command(arguments.command)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            say::fault(&failed.to_string());
            ExitCode::from(1)
        }
    }
}

async fn office_command(command: Command) -> Result<(), Failed> {
    match command {
        Command::Serve(arguments) => {
            let settings = Settings {
                name: arguments.name.clone(),
                kiosk: arguments.kiosk.clone(),
                secure: arguments.tls_cert.is_some(),
            };
            let data = &arguments.data;
            let office = serve::open(&data.database, &data.files, settings).await?;
            questions::shipped(&office, &arguments.kiosk).await;
            print_new_password(&office).await?;
            Ok(serve::run(&arguments, Arc::new(office)).await?)
        }
        Command::Demo(arguments) => {
            let office = open(&arguments.data).await?;
            demo::run(&office, &arguments).await?;
            print_new_password(&office).await?;
            office.store.close().await;
            Ok(())
        }
        Command::Pack { command } => match command {
            PackAction::Load { data, file } => load::pack_command(&data, &file).await,
            PackAction::Desk(_) => Ok(()),
        },
        Command::Questions { command } => match command {
            QuestionsAction::Load { data, file } => questions::load_command(&data, &file).await,
            QuestionsAction::Check { .. } => Ok(()),
        },
        Command::Backup {
            command: BackupAction::Import { data, file },
        } => import_backup(&data, &file).await,
        Command::Password {
            command: PasswordAction::Reset { data },
        } => reset_password(&data).await,
    }
}

/// Opens the office for a command that serves nobody.
async fn open(data: &DataArguments) -> Result<Office, Fault> {
    let settings = Settings {
        name: String::new(),
        kiosk: PathBuf::new(),
        secure: false,
    };
    serve::open(&data.database, &data.files, settings).await
}

/// Makes the staff password when there is none, and prints it this once.
async fn print_new_password(office: &Office) -> Result<(), Fault> {
    let mut db = office.store.reader().await?;
    if settings::password(&mut db).await?.is_none() {
        drop(db);
        new_password(
            office,
            "Write it down: it is shown only now. Only a hash of it is kept.",
        )
        .await?;
    }
    Ok(())
}

/// Takes a backup file in and says what it brought.
async fn import_backup(data: &DataArguments, file: &Path) -> Result<(), Failed> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failed(format!(
            "{} could not be read. Reason: {error}.",
            file.display()
        ))
    })?;
    let office = open(data).await?;
    let brought = backup::take(&office, &bytes).await;
    office.store.close().await;
    match brought {
        Ok(brought) => Ok(say::out(&brought.to_string())?),
        Err(NotTaken::Unfit(unfit)) => Err(Failed(unfit.to_string())),
        Err(NotTaken::Fault(fault)) => Err(fault.into()),
    }
}

async fn reset_password(data: &DataArguments) -> Result<(), Failed> {
    let office = open(data).await?;
    new_password(
        &office,
        "Write it down: it is shown only now. Everybody has been signed out.",
    )
    .await?;
    office.store.close().await;
    Ok(())
}

/// Makes a password and prints it with a sentence. It counts only once it could be printed: nobody could
/// know it otherwise.
async fn new_password(office: &Office, sentence: &str) -> Result<(), Fault> {
    let password = password::make(office.random()?);
    let hash = password::hash(&password, office.random()?)?;
    let mut writing = office.store.writer().await?;
    settings::set_password(&mut writing, &hash).await?;
    sessions::end_all(&mut writing).await?;
    say::out(&format!("Staff password: {password}"))?;
    say::out(sentence)?;
    writing.commit().await?;
    Ok(())
}
