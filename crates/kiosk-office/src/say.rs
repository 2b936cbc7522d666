//! Printing that survives a reader who has gone: `println!` panics when its pipe is closed, and an
//! office must not fall over because nobody listens.

use std::io::{self, Write};

/// Prints a line that somebody needs; an error when it could not be.
pub fn out(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Tells of a fault. When even that cannot be told, there is nobody to tell.
pub fn fault(line: &str) {
    let _told = writeln!(io::stderr().lock(), "{line}");
}
