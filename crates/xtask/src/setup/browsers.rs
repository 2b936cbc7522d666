//! Three browsers and their drivers.

use super::{Say, kiosk};
use crate::Project;
use crate::project::must;
use anyhow::{Result, bail};

/// What the journeys look for, and the Debian package that holds it.
const PROGRAMS: [(&[&str], &str); 5] = [
    (
        &["chromium", "chromium-browser", "google-chrome"],
        "chromium",
    ),
    (&["chromedriver"], "chromium-driver"),
    (&["firefox-esr", "firefox"], "firefox-esr"),
    (&["WebKitWebDriver"], "webkit2gtk-driver"),
    (&["Xvfb"], "xvfb"),
];

const BY_HAND: &str = "\
  Debian:  apt install chromium chromium-driver firefox-esr webkit2gtk-driver xvfb fonts-noto-core
  Ubuntu:  the same, but its chromium and firefox are snaps, which drivers cannot start:
           take Chrome with its driver and Firefox from their makers
  macOS:   brew install --cask chromium firefox; brew install chromedriver
           (WebKitGTK is for Linux; its journeys are left out)
  Windows: winget install Google.Chrome Mozilla.Firefox; chromedriver from its maker
           (WebKitGTK is for Linux; its journeys are left out)";

/// Browsers, drivers, a screen to draw on, and a font with Arabic letters.
pub fn system(project: &Project, say: Say) -> Result<()> {
    let mut missing = Vec::new();
    for (names, package) in PROGRAMS {
        match names.iter().find(|name| project.find(name).is_some()) {
            Some(name) => say.found(name),
            None => missing.push(package),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    if can_install(project) {
        return install(project, &missing, say);
    }
    println!(
        "missing  {}\nThe journeys need these. To get them:\n{BY_HAND}",
        missing.join(", ")
    );
    if std::env::var_os("CI").is_some() {
        bail!("Browsers are missing, and CI must not leave journeys out.");
    }
    println!("The journeys of an engine that is absent are left out.");
    Ok(())
}

/// geckodriver is on no Debian: it comes from cargo.
pub fn geckodriver(project: &Project, say: Say) -> Result<()> {
    if project.find("geckodriver").is_some() {
        say.found("geckodriver");
        return Ok(());
    }
    say.does("geckodriver (some minutes)");
    kiosk::install_newest(project, "geckodriver")
}

fn can_install(project: &Project) -> bool {
    cfg!(target_os = "linux")
        && project.find("apt-get").is_some()
        && project.ask("id", &["-u"]).as_deref() == Some("0")
        && !is_ubuntu()
}

fn is_ubuntu() -> bool {
    std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

fn install(project: &Project, missing: &[&str], say: Say) -> Result<()> {
    say.does(&format!("{} with apt-get", missing.join(", ")));
    let apt = || {
        let mut command = project.command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    must(apt().arg("update"), "apt-get update failed")?;
    must(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(missing)
            .arg("fonts-noto-core"),
        &format!("apt-get could not install the browsers. By hand:\n{BY_HAND}"),
    )
}
