use crate::browser::element::{El, class};
use crate::widgets::{frame, heading};

/// A screen whose part of the program is on its way: for moments on the very first visit.
pub fn soon() -> El {
    frame("soon", class("main", "soon").child(heading("app.soon")))
}
