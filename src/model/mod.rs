//! Reactive state over core types. Nothing here names `web-sys`; plain structs are tested on the host.

pub mod aloud;
mod kiosk;
mod locale;
mod qr;
mod route;
mod say;
mod wall;
pub mod scan;

pub use kiosk::{Event, Kiosk, Overlay, Questions, Shown, Theme};
pub use locale::{Locale, Tongue};
pub use qr::Qr;
pub use route::{Route, Trail};
pub use say::{Say, Step};
pub use wall::{Said, said};
