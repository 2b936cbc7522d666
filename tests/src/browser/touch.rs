//! Fingers: real touches, one or several at a time.

use super::{Browser, Engine};
use anyhow::Result;
use fantoccini::actions::{Actions, InputSource, MOUSE_BUTTON_LEFT, PointerAction, TouchActions};
use serde_json::{Value, json};
use std::time::Duration;

/// Milliseconds a finger takes from one place of its way to the next.
const STEP: Duration = Duration::from_millis(40);

impl Browser {
    /// From now on everything is pressed by a finger, or by the mouse again.
    pub fn by_finger(&self, finger: bool) {
        self.hand.by_finger(finger);
    }

    /// Lets each finger come down where its way begins, go along it with the others, and up where it ends. A way of
    /// one place is a tap. All ways have as many places.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn fingers(&self, ways: &[&[(f64, f64)]]) -> Result<()> {
        match self.engine {
            Engine::Chromium => self.fingers_of_chromium(ways).await,
            Engine::Firefox | Engine::WebKit => self.fingers_of_the_standard(ways).await,
        }
    }

    async fn fingers_of_chromium(&self, ways: &[&[(f64, f64)]]) -> Result<()> {
        let places = ways.iter().map(|way| way.len()).max().unwrap_or(0);
        for at in 0..places {
            let points = ways.iter().enumerate().filter_map(|(finger, way)| {
                let (x, y) = way.get(at).or(way.last())?;
                Some(json!({"x": x, "y": y, "id": finger}))
            });
            let points: Vec<Value> = points.collect();
            let kind = if at == 0 { "touchStart" } else { "touchMove" };
            self.touch_event(kind, points).await?;
            tokio::time::sleep(STEP).await;
        }
        self.touch_event("touchEnd", Vec::new()).await
    }

    async fn touch_event(&self, kind: &str, points: Vec<Value>) -> Result<()> {
        let event = json!({"type": kind, "touchPoints": points});
        self.dev_tools("Input.dispatchTouchEvent", event).await?;
        Ok(())
    }

    /// As the WebDriver standard has it: all fingers do their first step together, then their second…
    async fn fingers_of_the_standard(&self, ways: &[&[(f64, f64)]]) -> Result<()> {
        let all: Vec<TouchActions> = ways
            .iter()
            .enumerate()
            .map(|(finger, way)| finger_on(finger, way))
            .collect();
        self.client.perform_actions(Actions::from(all)).await?;
        self.client.release_actions().await?;
        Ok(())
    }
}

fn finger_on(finger: usize, way: &[(f64, f64)]) -> TouchActions {
    let start = TouchActions::new(format!("finger-{finger}"));
    let goes = way.iter().enumerate().fold(start, |hand, (at, (x, y))| {
        let there = hand.then(PointerAction::MoveTo {
            duration: Some(if at == 0 { Duration::ZERO } else { STEP }),
            x: x.round(),
            y: y.round(),
        });
        match at {
            0 => there.then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            }),
            _ => there,
        }
    });
    goes.then(PointerAction::Up {
        button: MOUSE_BUTTON_LEFT,
    })
}
