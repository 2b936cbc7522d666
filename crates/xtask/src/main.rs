//! `cargo xtask …`: every chore of the project behind one word.

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match xtask::run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\n{stop:#}");
            ExitCode::FAILURE
        }
    }
}
