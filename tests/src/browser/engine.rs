//! The three engines.

use crate::places;
use std::fmt;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge, most Android tablets.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari's engine, as WebKitGTK.
    WebKit,
}

/// All of them.
pub const ENGINES: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

impl Engine {
    /// What is missing on this machine to drive it; nothing when all is there.
    pub fn missing(self) -> Vec<&'static str> {
        let lacks = |names: &[&'static str]| match places::program(names) {
            Some(_) => None,
            None => names.first().copied(),
        };
        match self {
            Self::Chromium => [lacks(CHROMIUM), lacks(&["chromedriver"])]
                .into_iter()
                .flatten()
                .collect(),
            Self::Firefox => [lacks(FIREFOX), lacks(&["geckodriver"])]
                .into_iter()
                .flatten()
                .collect(),
            Self::WebKit => [
                lacks(&["WebKitWebDriver"]),
                lacks(&["Xvfb"]),
                places::mini_browser()
                    .is_none()
                    .then_some("MiniBrowser of WebKitGTK"),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }

    /// Whether its driver gives every session a forgetful profile.
    pub fn forgets(self) -> bool {
        self == Self::WebKit
    }
}

/// Names Chromium goes by.
pub const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome"];
/// Names Firefox goes by.
pub const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}
