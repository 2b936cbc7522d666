//! A pop-up museum on a tablet.
//!
//! `app → screens → widgets`; `screens → model → kiosk-core`; `storage` and `sync` → `browser` + core.

pub mod app;
pub mod browser;
pub mod model;
pub mod screens;
pub mod storage;
pub mod sync;
pub mod widgets;
