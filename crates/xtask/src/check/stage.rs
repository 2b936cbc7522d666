//! One step of the checks: run it, time it, stay quiet when it is well.

use super::programs::Program;
use super::tally::Tally;
use crate::Project;
use anyhow::{Result, anyhow, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A step that goes on beside the others.
pub struct Beside {
    title: &'static str,
    thread: JoinHandle<(Result<()>, Duration)>,
}

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
        self.commands(title, vec![command], false)
    }

    /// Begins a step of our own beside what comes next: compiling the kiosk keeps one core busy for most of its time,
    /// and the other one nearly idle.
    pub fn beside(&self, title: &'static str, step: fn(&Project) -> Result<()>) -> Beside {
        println!("…        {title}, beside what follows");
        let project = self.project.clone();
        let thread = thread::spawn(move || {
            let began = Instant::now();
            (step(&project), began.elapsed())
        });
        Beside { title, thread }
    }

    /// Waits for it.
    pub fn joined(&mut self, beside: Beside) -> bool {
        let (outcome, took) = beside
            .thread
            .join()
            .unwrap_or_else(|_| (Err(anyhow!("{} broke off.", beside.title)), Duration::ZERO));
        self.ended(beside.title, outcome, took).is_some()
    }

    /// Programs that test, one after the other: each shown only when it fails, or its lines as they come, for steps of
    /// many minutes.
    pub fn programs<'p>(
        &mut self,
        title: &str,
        programs: impl Iterator<Item = &'p Program>,
        name: Option<&str>,
        aloud: bool,
    ) -> bool {
        let commands = programs.map(|program| {
            let mut command = program.command(self.project);
            command.args((!aloud).then_some("--quiet")).args(name);
            command
        });
        self.commands(title, commands.collect(), aloud)
    }

    /// The documentation builds without a warning.
    pub fn documents(&mut self) -> bool {
        let mut command = self.project.cargo();
        command
            .args(["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings");
        self.commands("documentation", vec![command], false)
    }

    /// A step of our own, and what comes of it.
    pub fn own<T>(&mut self, title: &str, step: impl FnOnce(&Project) -> Result<T>) -> Option<T> {
        println!("…        {title}");
        let began = Instant::now();
        let outcome = step(self.project);
        self.ended(title, outcome, began.elapsed())
    }

    fn ended<T>(&mut self, title: &str, outcome: Result<T>, took: Duration) -> Option<T> {
        if let Err(why) = &outcome {
            println!("{why:#}");
        }
        self.note(title, outcome.is_ok(), took);
        outcome.ok()
    }

    fn commands(&mut self, title: &str, commands: Vec<Command>, aloud: bool) -> bool {
        let began = Instant::now();
        println!("…        {title}");
        let mut good = !commands.is_empty();
        if !good {
            println!("There is nothing to run.");
        }
        for mut command in commands {
            good &= self.command(&mut command, aloud);
        }
        self.note(title, good, began.elapsed());
        good
    }

    fn command(&mut self, command: &mut Command, aloud: bool) -> bool {
        match self.listen(command, aloud) {
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
        }
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

    fn note(&mut self, title: &str, good: bool, took: Duration) {
        let word = if good { "well" } else { "FAILED" };
        let seconds = took.as_secs_f64();
        println!("{word:<8} {title} ({seconds:.1} s)");
        self.took.push(format!("{title} {seconds:.0} s"));
        if !good {
            self.failed.push(title.to_owned());
        }
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
