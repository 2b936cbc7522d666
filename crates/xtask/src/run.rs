//! `cargo xtask run`: everything built, the demo loaded, the office listening.

use crate::project::must;
use crate::{Project, build, setup};
use anyhow::{Context, Result, anyhow, bail};
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Command;
use std::thread;

struct Options {
    listen: String,
    data: PathBuf,
}

/// Builds what has changed, prints the two addresses and hands over to the office.
pub fn run(project: &Project, words: &[String]) -> Result<()> {
    let options = options(project, words)?;
    free(&options.listen)?;
    both(project)?;
    std::fs::create_dir_all(&options.data)
        .with_context(|| format!("{} cannot be made", options.data.display()))?;
    let dist = project.path("dist");
    must(
        office(project, "demo", &options)
            .arg("--pack")
            .arg(dist.join("demo.popup.zip"))
            .arg("--questions")
            .arg(dist.join("demo.questions.json"))
            .args(["--link-base", &base(&options.listen)]),
        "The demo could not be loaded",
    )?;
    if !opens_here_only(&options.listen) {
        println!("\n{NEEDS_HTTPS}");
    }
    println!(
        "\nStop with Ctrl+C. Everything is kept in {}.",
        options.data.display()
    );
    hand_over(
        office(project, "serve", &options)
            .arg("--kiosk")
            .arg(&dist)
            .args(["--listen", &options.listen]),
    )
}

/// Builds kiosk and office side by side: most of the time the kiosk keeps one core busy.
fn both(project: &Project) -> Result<()> {
    setup::kiosk(project, setup::Say::Changes)?;
    let beside = project.clone();
    let kiosk = thread::spawn(move || build::run(&beside));
    println!("Building the office.");
    let office = must(
        project
            .cargo()
            .args(["build", "--quiet", "--package", "kiosk-office"]),
        "The office did not build; the reason stands above",
    );
    let kiosk = kiosk.join();
    kiosk.map_err(|_| anyhow!("The building of the kiosk broke off."))??;
    office
}

fn options(project: &Project, words: &[String]) -> Result<Options> {
    let mut options = Options {
        listen: "127.0.0.1:8080".to_owned(),
        data: project.path("data"),
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = words
            .next()
            .with_context(|| format!("`{word}` needs a value after it."))?;
        match word.as_str() {
            "--listen" => options.listen.clone_from(value),
            "--data" => options.data = std::path::absolute(value)?,
            _ => bail!("`run` knows --listen and --data, not `{word}`."),
        }
    }
    Ok(options)
}

/// What whoever listens to the whole network must know.
const NEEDS_HTTPS: &str = "This is for trying things out on this machine. Tablets need HTTPS: \
     give the office a certificate with --tls-cert and --tls-key. README.md says how under \"HTTPS\".";

/// Where a browser on this machine finds what listens there. "All addresses" is none that opens.
fn base(listen: &str) -> String {
    let address = listen.parse::<SocketAddr>().ok().map(|mut address| {
        if address.ip().is_unspecified() {
            address.set_ip(match address.ip() {
                IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        address.to_string()
    });
    format!("http://{}", address.as_deref().unwrap_or(listen))
}

fn opens_here_only(listen: &str) -> bool {
    let host = listen.rsplit_once(':').map_or(listen, |(host, _)| host);
    let address = listen.parse::<SocketAddr>();
    host == "localhost" || address.is_ok_and(|address| address.ip().is_loopback())
}

/// Better said now than after minutes of building.
fn free(listen: &str) -> Result<()> {
    match TcpListener::bind(listen) {
        Ok(_) => Ok(()),
        Err(why) if why.kind() == ErrorKind::AddrInUse => bail!(
            "Something else is already at {listen}; perhaps an earlier start. \
             Stop it, or choose another: cargo xtask run --listen 127.0.0.1:8090"
        ),
        Err(why) => Err(why).with_context(|| format!("{listen} cannot be used")),
    }
}

fn office(project: &Project, what: &str, options: &Options) -> Command {
    let program = project
        .target()
        .join("debug")
        .join(format!("kiosk-office{}", std::env::consts::EXE_SUFFIX));
    let mut command = project.command(&program.to_string_lossy());
    command
        .arg(what)
        .arg("--database")
        .arg(options.data.join("office.db"))
        .arg("--files")
        .arg(options.data.join("files"));
    command
}

/// On Unix the office takes our place, so that a signal meant for one reaches it.
#[cfg(unix)]
fn hand_over(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("The office could not be started")
}

/// Elsewhere we wait for it.
#[cfg(not(unix))]
fn hand_over(command: &mut Command) -> Result<()> {
    must(command, "The office stopped")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_that_is_printed_opens() {
        for (listen, address) in [
            ("0.0.0.0:8080", "http://127.0.0.1:8080"),
            ("[::]:8080", "http://[::1]:8080"),
            ("127.0.0.1:8090", "http://127.0.0.1:8090"),
            ("192.168.1.10:80", "http://192.168.1.10:80"),
            ("localhost:8080", "http://localhost:8080"),
        ] {
            assert_eq!(base(listen), address);
        }
    }

    #[test]
    fn whoever_listens_to_the_network_hears_of_https() {
        for listen in ["127.0.0.1:8080", "[::1]:8080", "localhost:8080"] {
            assert!(opens_here_only(listen), "{listen}");
        }
        for listen in ["0.0.0.0:8080", "192.168.1.10:80", "hall.local:80"] {
            assert!(!opens_here_only(listen), "{listen}");
        }
    }
}
