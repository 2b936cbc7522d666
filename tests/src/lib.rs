//! What journeys are made of: a real office, real browsers, and between them a proxy that can be as
//! bad as the Wi-Fi of a village hall.
//!
//! A [`hall::Hall`] is one office with a database of its own and an address of its own, so several
//! journeys can use one browser one after the other without meeting each other's storage. A
//! [`visitor::Visitor`] does what a person does, in any [`browser::Browser`].

pub mod browser;
pub mod content;
pub mod hall;
pub mod office;
pub mod outcome;
pub mod places;
pub mod process;
pub mod proxy;
pub mod puppet;
pub mod quick;
pub mod records;
pub mod times;
pub mod visitor;
pub mod visits;
pub mod wait;
