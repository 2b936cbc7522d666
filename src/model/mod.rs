//! Reactive state over core types. Nothing here names `web-sys`; plain structs are tested on the host.

pub mod aloud;
mod fingers;
mod gone_from;
mod hearing;
mod kiosk;
mod locale;
mod look;
mod qr;
mod quiet_clock;
mod remember;
mod route;
mod say;
pub mod scan;
mod sheet;
mod tell;
mod theme;
mod tremor;
mod typing;
mod visit;
mod wall;

pub use fingers::{Fingers, Moved};
pub use kiosk::{Event, Kiosk, Overlay, Questions, Shown};
pub use locale::{Locale, Tongue};
pub use look::{Found, Look, Reason, WORDS, Way, excerpt, pieces, reasons};
pub use qr::Qr;
pub use quiet_clock::minutes_left;
pub use remember::{Remembering, Topic, topics};
pub use route::{Route, Trail};
pub use say::{Say, Step};
pub use sheet::{Setting, SheetRow, for_code, setting};
pub use tell::Telling;
pub use theme::Theme;
pub use tremor::Tremor;
pub use visit::{Keep, Visit};
pub use wall::{Said, in_steps, said};
