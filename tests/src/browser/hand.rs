//! A hand: it presses where it sees something, at a hand's pace.

use super::Browser;
use crate::wait;
use anyhow::Result;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The kiosk ignores a second tap in the same place within half a second: a tremor, not a wish. A
/// steady hand takes longer than that.
const PACE: Duration = Duration::from_millis(600);
/// CSS pixels within which it is the same place, a little more than the kiosk's.
const PLACE: f64 = 60.0;

/// Brings an element to where a finger reaches it, and says where that is. A bar at the edge may lie over
/// what is only just in view: then a person scrolls on, and so does this.
const PLACED: &str = "const e = arguments[0]; \
    const middle = () => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }; \
    e.scrollIntoView({block: 'nearest'}); \
    const there = document.elementFromPoint(...middle()); \
    if (!there || !(e === there || e.contains(there))) e.scrollIntoView({block: 'center'}); \
    return middle();";

/// Where and when the hand last pressed, and with what.
#[derive(Debug, Default)]
pub(super) struct Hand {
    last: Mutex<Option<(Instant, f64, f64)>>,
    finger: AtomicBool,
}

impl Browser {
    /// Presses an element.
    pub(super) async fn touch(&self, element: &Element) -> Result<()> {
        let place = self
            .js(PLACED, vec![serde_json::to_value(element)?])
            .await?;
        let (x, y): (f64, f64) = serde_json::from_value(place)?;
        if let Some(rest) = self.hand.rest(x, y) {
            tokio::time::sleep(rest).await;
        }
        if self.hand.finger.load(Ordering::Relaxed) {
            self.fingers(&[&[(x, y)]]).await?;
        } else {
            element.click().await?;
        }
        self.hand.pressed(x, y);
        Ok(())
    }
}

/// A movement of the hand that [`Browser::moves`] makes.
#[derive(Clone, Copy, Debug)]
pub enum Move {
    /// To a place of the window, in CSS pixels.
    To(f64, f64),
    /// Down.
    Down,
    /// Up.
    Up,
    /// So many milliseconds of rest.
    Rest(u64),
}

impl Browser {
    /// The middle of the first visible thing that matches, where a finger reaches it.
    ///
    /// # Errors
    /// When nothing comes.
    pub async fn middle(&self, css: &str) -> Result<(f64, f64)> {
        let element = wait::until(css, wait::PATIENCE, async || self.visible(css).await).await?;
        let place = self
            .js(PLACED, vec![serde_json::to_value(element)?])
            .await?;
        Ok(serde_json::from_value(place)?)
    }

    /// Moves the hand, faster or slower than a steady one.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn moves(&self, moves: &[Move]) -> Result<()> {
        let hand = MouseActions::new("hand".to_owned());
        let hand = moves.iter().fold(hand, |hand, step| {
            hand.then(match *step {
                Move::To(x, y) => PointerAction::MoveTo {
                    duration: Some(Duration::ZERO),
                    x: x.round(),
                    y: y.round(),
                },
                Move::Down => PointerAction::Down {
                    button: MOUSE_BUTTON_LEFT,
                },
                Move::Up => PointerAction::Up {
                    button: MOUSE_BUTTON_LEFT,
                },
                Move::Rest(milliseconds) => PointerAction::Pause {
                    duration: Duration::from_millis(milliseconds),
                },
            })
        });
        self.client.perform_actions(hand).await?;
        Ok(())
    }
}

impl Hand {
    /// A finger, or the mouse.
    pub(super) fn by_finger(&self, finger: bool) {
        self.finger.store(finger, Ordering::Relaxed);
    }

    /// How long to wait before pressing here.
    fn rest(&self, x: f64, y: f64) -> Option<Duration> {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (when, last_x, last_y) = last?;
        let same_place = (x - last_x).abs() < PLACE && (y - last_y).abs() < PLACE;
        PACE.checked_sub(when.elapsed()).filter(|_| same_place)
    }

    fn pressed(&self, x: f64, y: f64) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), x, y));
    }
}
