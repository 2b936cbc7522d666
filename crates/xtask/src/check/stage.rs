//! One step of the checks: run it, time it, stay quiet when it is well.

use super::tally::Tally;
use crate::Project;
use anyhow::{Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The steps so far.
pub struct Stages<'a> {
    project: &'a Project,
    tally: Tally,
    failed: Vec<String>,
    /// Each step and its seconds.
    took: Vec<String>,
    started: Instant,
}

impl<'a> Stages<'a> {
    /// Nothing done yet.
    pub fn new(project: &'a Project) -> Self {
        Self {
            project,
            tally: Tally::default(),
            failed: Vec::new(),
            took: Vec::new(),
            started: Instant::now(),
        }
    }

    /// A cargo command, shown only when it fails.
    pub fn cargo(&mut self, title: &str, arguments: &[&str]) -> bool {
        let mut command = self.project.cargo();
        command.args(arguments);
        self.command(title, command, false)
    }

    /// A cargo command whose lines are shown as they come: for steps of many minutes.
    pub fn cargo_aloud(&mut self, title: &str, arguments: &[&str]) -> bool {
        let mut command = self.project.cargo();
        command.args(arguments);
        self.command(title, command, true)
    }

    /// The documentation builds without a warning.
    pub fn documents(&mut self) -> bool {
        let mut command = self.project.cargo();
        command
            .args(["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings");
        self.command("documentation", command, false)
    }

    /// A step of our own.
    pub fn own(&mut self, title: &str, step: fn(&Project) -> Result<()>) -> bool {
        let began = Instant::now();
        let outcome = step(self.project);
        if let Err(why) = &outcome {
            println!("{why:#}");
        }
        self.note(title, outcome.is_ok(), began)
    }

    fn command(&mut self, title: &str, mut command: Command, aloud: bool) -> bool {
        let began = Instant::now();
        println!("…        {title}");
        let good = match self.listen(&mut command, aloud) {
            Ok((good, lines)) => {
                if !good && !aloud {
                    println!("{}", lines.join("\n"));
                }
                good
            }
            Err(why) => {
                println!("{why:#}");
                false
            }
        };
        self.note(title, good, began)
    }

    /// Reads what the command says; what compilers say goes straight to the screen.
    fn listen(&mut self, command: &mut Command, aloud: bool) -> Result<(bool, Vec<String>)> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut lines = Vec::new();
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                let line = line?;
                self.tally.hear(&line);
                if aloud {
                    println!("{line}");
                }
                lines.push(line);
            }
        }
        Ok((child.wait()?.success(), lines))
    }

    fn note(&mut self, title: &str, good: bool, began: Instant) -> bool {
        let word = if good { "well" } else { "FAILED" };
        let seconds = began.elapsed().as_secs_f64();
        println!("{word:<8} {title} ({seconds:.1} s)");
        self.took.push(format!("{title} {seconds:.0} s"));
        if !good {
            self.failed.push(title.to_owned());
        }
        good
    }

    /// The sum, and an error when anything went wrong.
    pub fn end(self) -> Result<()> {
        println!("\n{}", self.took.join(", "));
        println!(
            "{} passed, {} failed, {} left out ({:.0} s)",
            self.tally.passed,
            self.tally.failed,
            self.tally.ignored,
            self.started.elapsed().as_secs_f64()
        );
        if !self.failed.is_empty() {
            bail!("Not well: {}.", self.failed.join(", "));
        }
        Ok(())
    }
}
