//! One file for each screen.

mod activities;
mod home;
mod item;
pub(crate) mod look;
mod pages;
mod remember;
mod say;
mod soon;
mod staff;
mod start;
mod take;
mod wall;

pub use activities::{activities, activity};
pub use home::home;
pub use item::item;
pub use look::look;
pub use remember::remember;
pub use say::say;
pub use soon::soon;
pub use staff::staff;
pub use start::start;
pub use take::take;
