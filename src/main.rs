//! Puts the app on the page.

fn main() {
    kiosk::app::run();
}
