//! Parts of the page used by several screens.

mod answers;
mod button;
mod corner;
mod dialog;
mod frame;
mod icon;
mod media;
mod picture;
mod qr;
mod words;

pub use answers::{Chosen, answer, pressed, tag, ticked};
pub use button::{bare, button, button_on, heading, word, worded};
pub use corner::staff_corner;
pub use dialog::{easier, language_button, still_there};
pub use frame::{frame, signed};
pub use icon::icon;
pub use media::{sound, video};
pub use picture::{Purpose, alt_text, first_picture, picture, picture_for};
pub use qr::qr;
pub use words::{pack_text, paragraphs};
