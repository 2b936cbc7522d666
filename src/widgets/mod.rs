//! Parts of the page used by several screens.

mod answers;
mod button;
mod corner;
mod easier;
mod frame;
mod icon;
mod keep;
mod media;
mod picture;
mod qr;
mod still_there;
mod words;

pub use answers::{Chosen, answer, pressed, tag, ticked};
pub use button::{bare, button, button_on, heading, word, worded};
pub use corner::staff_corner;
pub use easier::{easier, language_button, scan_row, size_word, theme_word};
pub use frame::{aloud, frame, signed};
pub use icon::icon;
pub use keep::keep;
pub use media::{Player, played_sound, recorded, video};
pub use picture::{Purpose, alt_text, first_picture, picture, picture_for};
pub use qr::qr;
pub use still_there::{night, still_there};
pub use words::{choice_text, pack_text, paragraphs};
