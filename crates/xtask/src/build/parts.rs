//! The kiosk in parts: what the first screen needs, and what is fetched once it stands.
//!
//! The program says in `src/app/parts.rs` where it may be cut. Here the compiler is asked for the marks to
//! cut by; `finish` cuts.

use std::process::Command;

/// Set for Trunk's hook when the program is to be cut.
const WANTED: &str = "KIOSK_PARTS";

/// The linker notes where each function and datum is named, so that they can be moved.
pub const FLAG: &str = "-Clink-arg=--emit-relocs";

/// Makes Trunk build the program so that it can be cut.
pub fn ask_for(trunk: &mut Command) {
    trunk.env(WANTED, "true").args(["--features", "parts"]);
}

/// Whether it was built so.
pub fn is_wanted() -> bool {
    std::env::var_os(WANTED).is_some()
}
