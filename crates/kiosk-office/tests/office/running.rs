//! The real program, started, ended and killed.

use crate::hall::{SET, pack_file, token};
use kiosk_core::Hash;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A running office.
pub struct Running {
    child: Child,
    /// Host and port.
    pub address: String,
    said: Arc<Mutex<String>>,
    listeners: Vec<JoinHandle<()>>,
}

fn office(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiosk-office"));
    command.current_dir(folder);
    command
}

fn data(folder: &Path) -> [String; 4] {
    let path = |name: &str| folder.join(name).display().to_string();
    [
        "--database".into(),
        path("office.db"),
        "--files".into(),
        path("files"),
    ]
}

/// Runs a command to its end.
pub fn command(folder: &Path, words: &[&str]) -> Output {
    office(folder)
        .args(words)
        .args(data(folder))
        .output()
        .unwrap()
}

/// What a command printed.
pub fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Runs `demo` and gives what it printed.
pub fn demo(folder: &Path) -> String {
    let (pack, set) = (folder.join("t.popup.zip"), folder.join("t.questions.json"));
    std::fs::write(&pack, pack_file()).unwrap();
    std::fs::write(&set, SET).unwrap();
    let words = [
        "demo",
        "--pack",
        pack.to_str().unwrap(),
        "--questions",
        set.to_str().unwrap(),
    ];
    let output = command(folder, &words);
    assert!(output.status.success(), "{}", printed(&output));
    printed(&output)
}

/// What stands after this in a line.
pub fn after(text: &str, start: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.strip_prefix(start))?;
    Some(line.trim().to_owned())
}

impl Running {
    /// Starts an office on a free port and waits until it takes connections.
    pub fn start(folder: &Path, words: &[&str]) -> Self {
        let mut child = office(folder)
            .arg("serve")
            .args(["--listen", "127.0.0.1:0"])
            .args(data(folder))
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut address = None;
        while address.is_none() {
            let mut line = String::new();
            assert!(
                out.read_line(&mut line).unwrap() > 0,
                "ended before it listened"
            );
            address = after(&line, "listening on ");
            said.lock().unwrap().push_str(&line);
        }
        let listeners = vec![
            listen(out, Arc::clone(&said)),
            listen(child.stderr.take().unwrap(), Arc::clone(&said)),
        ];
        let address = address.unwrap().split("//").nth(1).unwrap().to_owned();
        Self {
            child,
            address,
            said,
            listeners,
        }
    }

    /// Ends it without warning.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end.
    pub fn ask_to_end(&self) {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(asked.success());
    }

    /// Waits for its end, and gives all it ever said.
    pub fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        for listener in self.listeners.drain(..) {
            listener.join().unwrap();
        }
        let said = self.said.lock().unwrap().clone();
        (status, said)
    }

    /// Asks it to end and waits.
    pub fn end(self) -> (ExitStatus, String) {
        self.ask_to_end();
        self.wait()
    }

    /// What it has said so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Lets a tablet in with the code.
    pub fn enrol(&self, code: &str, tablet: &str) {
        let hash = Hash::of(token(tablet).as_bytes());
        let body = format!(
            r#"{{"code":"{code}","tablet":"{tablet}","token_sha256":"{hash}","name":"{tablet}"}}"#
        );
        let (status, text) = self.post("/api/v1/enrol", tablet, &body).unwrap();
        assert_eq!(status, 200, "{text}");
    }

    /// Posts as a tablet.
    pub fn post(&self, path: &str, tablet: &str, body: &str) -> std::io::Result<(u16, String)> {
        post(&self.address, path, tablet, body)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A test that failed half-way must not leave an office behind; one that has ended is no fault.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

fn listen(mut stream: impl Read + Send + 'static, said: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut text = String::new();
        // What is cut off by a kill is of no interest.
        let _read = stream.read_to_string(&mut text);
        said.lock().unwrap().push_str(&text);
    })
}

/// The head of a request of a tablet.
pub fn head(path: &str, tablet: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: office\r\nauthorization: Bearer {}\r\nuser-agent: SecretBrowser/9.1\r\nx-forwarded-for: 203.0.113.77\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n",
        token(tablet)
    )
}

/// Posts as a tablet to an address; an answer that was cut off is an error.
pub fn post(address: &str, path: &str, tablet: &str, body: &str) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.write_all(head(path, tablet, body.len()).as_bytes())?;
    stream.write_all(body.as_bytes())?;
    answer(&mut stream)
}

/// Reads a whole answer.
pub fn answer(stream: &mut impl Read) -> std::io::Result<(u16, String)> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let cut = || std::io::Error::other("the answer was cut off");
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(cut)?;
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .and_then(|length| length.parse().ok())
        .ok_or_else(cut)?;
    if body.len() != length {
        return Err(cut());
    }
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok((status.ok_or_else(cut)?, body.to_owned()))
}
