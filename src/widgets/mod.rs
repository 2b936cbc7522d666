//! Components used by several screens.

mod answers;
mod corner;
mod dialog;
mod frame;
mod icon;
mod picture;
mod words;

pub use answers::{Answer, Tag};
pub use corner::staff_corner;
pub use dialog::{Easier, StillThere};
pub use frame::Frame;
pub use icon::Icon;
pub use picture::{Picture, alt_text};
pub use words::{PackText, Paragraphs};
