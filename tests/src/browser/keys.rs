//! A keyboard, and a switch that pretends to be one.

use super::Browser;
use anyhow::Result;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

impl Browser {
    /// Presses a key and lets it go, wherever the keyboard stands.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn key(&self, value: char) -> Result<()> {
        let press = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        Ok(self.client.perform_actions(press).await?)
    }

    /// Tab.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn tab(&self) -> Result<()> {
        self.key(Key::Tab.into()).await
    }

    /// Enter.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn enter(&self) -> Result<()> {
        self.key(Key::Enter.into()).await
    }

    /// Escape.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn escape(&self) -> Result<()> {
        self.key(Key::Escape.into()).await
    }

    /// The arrow to the right, or to the left.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn arrow(&self, right: bool) -> Result<()> {
        let key = if right { Key::Right } else { Key::Left };
        self.key(key.into()).await
    }
}
