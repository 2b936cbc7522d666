//! Taking in a backup file: through the same rules as what comes over the network, any number of times.

use crate::error::Fault;
use crate::intake;
use crate::office::Office;
use crate::pages::count;
use crate::recordings::keep;
use crate::store::{attachments, tablets};
use kiosk_core::backup::{Backup, Unfit};
use kiosk_core::wire::{MOST_RESPONSES, Outcome};
use std::fmt;

/// Most bytes of a backup file.
pub const MOST: usize = 512 * 1024 * 1024;

/// Why a file was not taken in.
#[derive(Debug)]
pub enum NotTaken {
    /// It is no backup the office can take.
    Unfit(Unfit),
    /// The office itself failed.
    Fault(Fault),
}

impl From<Unfit> for NotTaken {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

impl<E: Into<Fault>> From<E> for NotTaken {
    fn from(fault: E) -> Self {
        Self::Fault(fault.into())
    }
}

/// What a backup file brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Responses the office had not got.
    pub new: u64,
    /// Responses it had.
    pub known: u64,
    /// Responses kept aside, now or before.
    pub aside: u64,
    /// Lines whose bytes are not the ones the tablet hashed.
    pub damaged: u64,
    /// Recordings the office had not got.
    pub recordings: u64,
    /// Recordings whose bytes are not the ones the tablet hashed. They stay missing, and are asked for again.
    pub damaged_recordings: u64,
}

impl Brought {
    /// Whether nothing in the file was damaged.
    pub fn is_whole(&self) -> bool {
        self.damaged == 0 && self.damaged_recordings == 0
    }
}

impl fmt::Display for Brought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.new + self.known + self.aside + self.damaged;
        write!(
            f,
            "{} in the file: {} new, {} known, {} aside.",
            count(all, "answer", "answers"),
            self.new,
            self.known,
            self.aside
        )?;
        if self.recordings > 0 {
            write!(
                f,
                " {}.",
                count(self.recordings, "new recording", "new recordings")
            )?;
        }
        if self.damaged > 0 {
            write!(
                f,
                " {} could not be read: make a new backup on the tablet.",
                count(self.damaged, "answer", "answers")
            )?;
        }
        if self.damaged_recordings > 0 {
            write!(
                f,
                " {} left out: bring the file from the tablet again.",
                count(
                    self.damaged_recordings,
                    "recording is damaged and was",
                    "recordings are damaged and were"
                )
            )?;
        }
        Ok(())
    }
}

/// Takes a backup file in. When this returns, everything it counts is on disk.
pub async fn take(office: &Office, file: &[u8]) -> Result<Brought, NotTaken> {
    let backup = Backup::open(file)?;
    let mut brought = Brought::default();
    note_what_was_finished(office, &backup).await?;
    let lines: Vec<&str> = backup.lines().collect();
    for part in lines.chunks(MOST_RESPONSES) {
        let read = part
            .iter()
            .map(|line| intake::read_line(line, &backup.about.tablet));
        let (mut batch, mut unread) = (Vec::with_capacity(part.len()), 0);
        for arrival in read {
            match arrival {
                Some(arrival) => batch.push(arrival),
                None => unread += 1,
            }
        }
        brought.damaged += unread;
        for outcome in intake::take_in(office, &batch).await? {
            match outcome {
                Some(Outcome::Stored) => brought.new += 1,
                Some(Outcome::AlreadyStored) => brought.known += 1,
                Some(Outcome::Quarantined) => brought.aside += 1,
                None => brought.damaged += 1,
            }
        }
    }
    recordings(office, &backup, &mut brought).await?;
    Ok(brought)
}

/// The ledger hears of what the tablet finished, so that what the file lacks is missing by number.
async fn note_what_was_finished(office: &Office, backup: &Backup<'_>) -> Result<(), Fault> {
    let mut writing = office.store.writer().await?;
    for event in &backup.about.events {
        tablets::note_highest(&mut writing, &backup.about.tablet, event).await?;
    }
    writing.commit().await?;
    Ok(())
}

/// Takes the recordings the office has not got; those of deleted responses do not come back. A damaged one
/// does not stop the others.
async fn recordings(
    office: &Office,
    backup: &Backup<'_>,
    brought: &mut Brought,
) -> Result<(), Fault> {
    for sha256 in backup.recordings() {
        let mut db = office.store.reader().await?;
        let settled = attachments::exists(&mut db, &sha256).await?
            || attachments::is_buried(&mut db, &sha256).await?;
        drop(db);
        if settled {
            continue;
        }
        let Some(bytes) = backup.recording(&sha256) else {
            brought.damaged_recordings += 1;
            continue;
        };
        let mut draft = office.files.draft().await?;
        draft.write(&bytes).await?;
        brought.recordings += u64::from(keep(office, draft, &sha256).await?);
    }
    Ok(())
}
