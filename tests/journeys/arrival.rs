//! A tablet that has arrived: enrolled, its event's pack and questions on it, ready for no network.

use anyhow::Result;
use journeys::browser::Browser;
use journeys::hall::Hall;

/// Opens the link with the code and waits until the tablet serves the office's event.
pub async fn enrolled(hall: &Hall, browser: &Browser) -> Result<()> {
    browser.open_kiosk(&hall.link()).await?;
    browser.enrolled().await?;
    browser.assigned().await?;
    browser.screen("start").await
}

/// As [`enrolled`], and everything kept for a start without a network.
pub async fn ready_for_the_hall(hall: &Hall, browser: &Browser) -> Result<()> {
    enrolled(hall, browser).await?;
    // The worker is active only once every file is kept; the pack came with the assignment.
    browser.html("data-worker", "true").await
}

/// The kiosk has started and shows what it has.
pub async fn started(browser: &Browser, address: &str) -> Result<()> {
    browser.open_kiosk(address).await?;
    browser.html("data-content", "true").await?;
    browser.screen("start").await
}
