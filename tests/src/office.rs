//! The real office: its program, a database of its own, an end when the test wants one.

use crate::process::{Process, ask_to_end, free_port, kill};
use crate::records::Records;
use crate::{places, wait};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;

/// An office and its data.
#[derive(Debug)]
pub struct Office {
    data: TempDir,
    port: u16,
    /// Code that enrols a tablet.
    pub code: String,
    /// The staff password, made at first start.
    pub password: String,
    /// What opens the staff screens on the tablet.
    pub pin: String,
    /// The kiosk it serves, where that is another than the one that was built last.
    kiosk: Option<PathBuf>,
    running: Option<Child>,
    said: Arc<Mutex<String>>,
}

impl Office {
    /// Opens with the demo in a database of its own.
    ///
    /// # Errors
    /// When the office or the kiosk is not built, or the office does not start.
    pub async fn open() -> Result<Self> {
        let data = tempfile::tempdir()?;
        let said = first_start(data.path())?;
        let mut office = Self {
            code: word_after(&said, "enrol=").context("`demo` printed no code")?,
            password: password(&said).context("`demo` printed no password")?,
            pin: word_after(&said, "PIN on the tablet: ").context("`demo` printed no PIN")?,
            data,
            port: free_port()?,
            kiosk: None,
            running: None,
            said: Arc::default(),
        };
        office.start().await?;
        Ok(office)
    }

    /// The port it listens on, the same after every start.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Serves another kiosk from now on.
    ///
    /// # Errors
    /// When the office does not end or start again.
    pub async fn serves(&mut self, kiosk: &Path) -> Result<()> {
        self.end().await?;
        self.kiosk = Some(kiosk.to_owned());
        self.start().await
    }

    /// Opens again after [`Office::kill`] or [`Office::end`].
    ///
    /// # Errors
    /// When it does not come to listen.
    pub async fn start(&mut self) -> Result<()> {
        let kiosk = self.kiosk.clone().map_or_else(places::kiosk, Ok)?;
        let mut child = command(self.data.path(), "serve")?
            .arg("--kiosk")
            .arg(kiosk)
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().context("no output to read")?;
        let errors = child.stderr.take().context("no errors to read")?;
        self.running = Some(child);
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        // Both read to the end, so that the office never stops on a full pipe.
        let (words, loud_words) = (Arc::clone(&self.said), Arc::clone(&self.said));
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                note(&words, &line);
                let _ = tell.send(line);
            }
        });
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                note(&loud_words, &line);
                eprintln!("{line}");
            }
        });
        tokio::time::timeout(wait::PATIENCE, async {
            while let Some(line) = told.recv().await {
                if line.contains("listening on") {
                    return Ok(());
                }
            }
            bail!("The office ended before it listened.")
        })
        .await
        .context("The office does not come to listen")?
    }

    /// Everything it has printed since it was first started.
    pub fn said(&self) -> String {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Kills it at once, as a power cut would.
    ///
    /// # Errors
    /// When it was not running.
    pub fn kill(&mut self) -> Result<()> {
        let mut child = self.running.take().context("the office is not running")?;
        kill(&BTreeSet::from([child.id()]));
        child.wait()?;
        Ok(())
    }

    /// Asks it to end, and waits until it has.
    ///
    /// # Errors
    /// When it was not running or ends badly.
    pub async fn end(&mut self) -> Result<()> {
        let mut child = self.running.take().context("the office is not running")?;
        ask_to_end(child.id());
        let status = wait::until("the office to end", wait::PATIENCE, async || {
            Ok(child.try_wait()?)
        })
        .await?;
        if !status.success() {
            bail!("The office ended with {status}.");
        }
        Ok(())
    }

    /// What its database holds.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn records(&self) -> Result<Records> {
        Records::open(&self.database()).await
    }

    /// Makes a copy of the database, as staff would for safe keeping: with the office at rest.
    ///
    /// # Errors
    /// When the office does not end or start again.
    pub async fn copied(&mut self) -> Result<PathBuf> {
        self.end().await?;
        let copy = self.data.path().join("copy.db");
        std::fs::copy(self.database(), &copy)?;
        self.start().await?;
        Ok(copy)
    }

    /// Puts a copy in the place of the database.
    ///
    /// # Errors
    /// When the office does not end or start again.
    pub async fn restored_from(&mut self, copy: &Path) -> Result<()> {
        self.end().await?;
        for ending in ["-wal", "-shm"] {
            let mut beside = self.database().into_os_string();
            beside.push(ending);
            if Path::new(&beside).exists() {
                std::fs::remove_file(&beside)?;
            }
        }
        std::fs::copy(copy, self.database())?;
        self.start().await
    }

    /// Gives the event another pack, before a tablet has come.
    ///
    /// # Errors
    /// When the office does not end, take it, or start again.
    pub async fn shows(&mut self, pack: &Path) -> Result<()> {
        self.end().await?;
        demo(self.data.path(), Some(pack))?;
        self.start().await
    }

    /// As if every tablet had said that it may have lost its storage.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suspects_a_wipe(&self) -> Result<()> {
        let statement = "UPDATE tablets SET wipe_suspected = ?";
        Records::change(&self.database(), statement, 1).await
    }

    /// Has the event's tablets ask "Are you still there?" after so many seconds.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn asks_after(&self, seconds: u32) -> Result<()> {
        let statement = "UPDATE events SET idle_seconds = ?";
        Records::change(&self.database(), statement, seconds).await
    }

    /// Has the event's visitors find letters of this size (1 to 4), the strongest contrast and Easy Read.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn begins_easy(&self, text_size: u32) -> Result<()> {
        let statement = "UPDATE events SET text_size = ?, contrast = 'contrast', easy_read = 1";
        Records::change(&self.database(), statement, text_size).await
    }

    /// Closes every event so long ago that tablets may clear what the office has.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn closed_long_ago(&self) -> Result<()> {
        let statement = "UPDATE events SET closed_at = ?, retention_days = 0";
        Records::change(&self.database(), statement, 1).await
    }

    /// Takes a backup file in, as staff do on the office computer, and returns what the office said.
    ///
    /// # Errors
    /// When the office refuses it.
    pub fn imports(&self, file: &Path) -> Result<String> {
        let output = Command::new(places::office()?)
            .args(["backup", "import", "--database"])
            .arg(self.database())
            .arg("--files")
            .arg(self.data.path().join("files"))
            .arg(file)
            .output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Has the event ask with a question set the kiosk comes with.
    ///
    /// # Errors
    /// When there is no such set, or the database cannot be written.
    pub async fn asks_with(&self, set: &str, voice: bool, child: bool) -> Result<()> {
        Records::set_asking(&self.database(), set, voice, child).await
    }

    /// Makes a second event like the first, and returns a code that enrols for it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn second_event(&self) -> Result<&'static str> {
        Records::second_event(&self.database()).await
    }

    /// Has the event show counts from this number on: fewer visitors then fill a wall.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn shows_from(&self, threshold: u32) -> Result<()> {
        Records::set_threshold(&self.database(), threshold).await
    }

    /// The bytes of a recording, as they lie on its disk.
    ///
    /// # Errors
    /// When they are not there.
    pub fn recording(&self, sha256: &kiosk_core::Hash) -> Result<Vec<u8>> {
        let file = self.data.path().join("files/attachments");
        Ok(std::fs::read(file.join(sha256.as_str()))?)
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.data.path().join("office.db")
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if self.running.is_some() {
            let _ = self.kill();
        }
    }
}

/// A program started only to be asked whether it can start.
///
/// # Errors
/// When it cannot.
pub fn probe() -> Result<Process> {
    Process::start(Command::new(places::office()?).arg("--version"))
}

fn note(said: &Mutex<String>, line: &str) {
    let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
    said.push_str(line);
    said.push('\n');
}

fn command(data: &Path, what: &str) -> Result<Command> {
    let mut command = Command::new(places::office()?);
    command
        .arg(what)
        .arg("--database")
        .arg(data.join("office.db"))
        .arg("--files")
        .arg(data.join("files"))
        .stdin(Stdio::null());
    Ok(command)
}

/// An office as its first start leaves it, and what it said then.
struct First {
    /// Folders, and files with what is in them.
    holds: Vec<(PathBuf, Option<Vec<u8>>)>,
    said: String,
}

/// Made once for all of a run: each hall gets a copy.
static FIRST: Mutex<Option<First>> = Mutex::new(None);

/// A copy in this folder; returns what the office said.
fn first_start(data: &Path) -> Result<String> {
    let mut kept = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(first) = &*kept {
        for (place, bytes) in &first.holds {
            match bytes {
                Some(bytes) => std::fs::write(data.join(place), bytes)?,
                None => std::fs::create_dir(data.join(place))?,
            }
        }
        return Ok(first.said.clone());
    }
    let said = demo(data, None)?;
    let mut holds = Vec::new();
    read(data, Path::new(""), &mut holds)?;
    let first = kept.insert(First { holds, said });
    Ok(first.said.clone())
}

fn read(data: &Path, within: &Path, holds: &mut Vec<(PathBuf, Option<Vec<u8>>)>) -> Result<()> {
    for entry in std::fs::read_dir(data.join(within))? {
        let entry = entry?;
        let place = within.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            holds.push((place.clone(), None));
            read(data, &place, holds)?;
        } else {
            holds.push((place, Some(std::fs::read(entry.path())?)));
        }
    }
    Ok(())
}

/// Loads the demo, or its event with another pack, and returns what the office said.
fn demo(data: &Path, pack: Option<&Path>) -> Result<String> {
    let kiosk = places::kiosk()?;
    let usual = kiosk.join("demo.popup.zip");
    let output = command(data, "demo")?
        .arg("--pack")
        .arg(pack.unwrap_or(&usual))
        .arg("--questions")
        .arg(kiosk.join("demo.questions.json"))
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!(
            "The demo could not be loaded: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(said)
}

fn word_after(text: &str, mark: &str) -> Option<String> {
    let rest = text.split_once(mark)?.1;
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '&')
        .unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

/// The last word of the line that names the password.
fn password(said: &str) -> Option<String> {
    let line = said
        .lines()
        .find(|line| line.to_lowercase().contains("password"))?;
    Some(line.split_whitespace().last()?.to_owned())
}
