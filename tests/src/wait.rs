//! Waiting on conditions, never on the clock alone.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Between two looks, at first and at most. A look at a page costs the cores that everybody shares some milliseconds:
/// whoever has waited for long looks less often, and so is late by a tenth of the time waited, and never by more than
/// this.
const PAUSES: (Duration, Duration) = (Duration::from_millis(30), Duration::from_millis(200));

/// What most waits are given: generous, because two cores are shared by a browser, an office and a
/// compiler at worst. A condition that holds is seen at once.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Looks until `look` finds something.
///
/// # Errors
/// After `at_most`, with `what` was awaited and what the last look said.
pub async fn until<T, F>(what: &str, at_most: Duration, mut look: F) -> Result<T>
where
    F: AsyncFnMut() -> Result<Option<T>>,
{
    let began = Instant::now();
    let (shortest, longest) = PAUSES;
    loop {
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if began.elapsed() > at_most {
            match seen {
                Err(why) => bail!("Waited {at_most:?} for {what}; at last: {why:#}"),
                Ok(_) => bail!("Waited {at_most:?} for {what}."),
            }
        }
        tokio::time::sleep((began.elapsed() / 10).clamp(shortest, longest)).await;
    }
}

/// Looks until a statement is true.
///
/// # Errors
/// After [`PATIENCE`].
pub async fn holds<F>(what: &str, mut look: F) -> Result<()>
where
    F: AsyncFnMut() -> Result<bool>,
{
    until(what, PATIENCE, async || Ok(look().await?.then_some(()))).await
}
