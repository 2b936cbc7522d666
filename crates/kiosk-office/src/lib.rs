//! The office of the pop-up museum: one server that serves the kiosk, takes what tablets send,
//! and shows staff what came in.
//!
//! `store` is the only place with SQL, `error` the only place where a refusal becomes an HTTP status,
//! `app` the one page with all routes.

pub mod api;
pub mod app;
pub mod backup;
pub mod commands;
pub mod config;
pub mod error;
pub mod files;
pub mod headers;
pub mod intake;
pub mod keys;
pub mod kiosk;
pub mod limits;
pub mod office;
pub mod pack_cli;
pub mod pages;
pub mod pairing;
pub mod password;
pub mod recordings;
pub mod say;
pub mod serve;
pub mod session;
pub mod store;
