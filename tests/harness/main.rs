//! The harness itself: what journeys rely on must hold without a browser.

mod office;
mod proxy;
