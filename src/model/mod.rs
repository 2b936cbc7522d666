//! Reactive state over core types. Nothing here names `web-sys`; plain structs are tested on the host.

mod fingers;
mod kiosk;
mod locale;
mod look;
mod qr;
mod route;
mod say;

pub use fingers::{Fingers, Moved};
pub use kiosk::{Event, Kiosk, Overlay, Questions, Shown, Theme};
pub use locale::{Locale, Tongue};
pub use look::{Found, Look, Reason, WORDS, Way, excerpt, pieces, reasons};
pub use qr::Qr;
pub use route::{Route, Trail};
pub use say::{Say, Step};
