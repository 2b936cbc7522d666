//! Office pages: plain HTML that works without a script and prints well.

pub mod backup;
pub mod delete;
pub mod event;
pub mod event_form;
pub mod events;
pub mod exports;
pub mod keys;
pub mod layout;
pub mod quarantine;
pub mod recordings;
pub mod responses;
pub mod sign_in;
pub mod style;
pub mod tablets;
pub mod words;

mod plain;

pub use plain::count;
