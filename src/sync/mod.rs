//! The only code that talks to the office. It is never on a visitor's path.

mod enrol;
mod office;
mod recordings;
mod sender;
mod wall;

pub use enrol::{Brought, EnrolTrouble, enrol};
pub use sender::{Listener, Sender, start};
pub use wall::cleared_words;
