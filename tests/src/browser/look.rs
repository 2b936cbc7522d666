//! What a person would see: size of the window, pictures of it.

use super::{Browser, Engine};
use crate::{places, wait};
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use url::{ParseError, Url};

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::POST, Some(self.0.to_string()))
    }
}

/// What the page says of itself, and what it fetched last: name, when, for how long.
const STANDS: &str = "const root = document.documentElement; \
    const own = [...root.attributes].map((a) => `${a.name}=${a.value}`).join(' '); \
    const got = performance.getEntriesByType('resource').slice(-12) \
        .map((e) => `${new URL(e.name).pathname} at ${Math.round(e.startTime)} for ${Math.round(e.duration)}`); \
    return `${location.pathname}, ${Math.round(performance.now())} ms old, ${own}; fetched ${got.join(', ')}`";

/// What keeps a page from being at rest.
const RESTLESS: &str = "return [document.querySelector('[data-screen]')?.dataset.screen, location.pathname, \
    `fonts ${document.fonts.status}`, \
    ...[...document.fonts].filter((f) => f.status === 'loading').map((f) => `${f.family} ${f.weight} loads`), \
    ...[...document.images].filter((i) => !i.complete && i.loading !== 'lazy').map((i) => `picture ${i.src} loads`), \
    ...document.getAnimations().map((a) => `${a.playState} ${a.effect?.target?.outerHTML.slice(0, 80)}`)].join()";

/// How much of a window is not page: its frame takes some of what is asked for.
#[derive(Debug, Default)]
pub(super) struct Window {
    frame: Mutex<Option<[i64; 2]>>,
}

impl Window {
    fn frame(&self) -> Option<[i64; 2]> {
        *self.frame.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn learn(&self, frame: [i64; 2]) {
        *self.frame.lock().unwrap_or_else(PoisonError::into_inner) = Some(frame);
    }
}

/// What a window was asked for. It follows when it likes: asked for more before that, it would go on after
/// it once had been right.
struct Asked {
    size: [i64; 2],
    /// How large the page was then.
    at: [i64; 2],
    looks: u32,
}

/// How often a window that stays as it is is looked at before it is taken to have followed.
const PATIENT: u32 = 25;

impl Browser {
    /// Sends a command of Chromium's own protocol.
    ///
    /// # Errors
    /// When Chromium refuses, or this is another engine.
    pub async fn dev_tools(&self, command: &str, parameters: Value) -> Result<Value> {
        let call = DevTools(json!({"cmd": command, "params": parameters}));
        Ok(self.client.issue_cmd(call).await?)
    }

    /// Makes the page this large.
    ///
    /// # Errors
    /// When the browser does not follow.
    pub async fn size(&self, width: u32, height: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            // A window has a least width; a page shown to Chromium's own protocol has none.
            let size = json!({"width": width, "height": height, "deviceScaleFactor": 1,
                "mobile": false});
            self.dev_tools("Emulation.setDeviceMetricsOverride", size)
                .await?;
            return Ok(());
        }
        let wanted = [i64::from(width), i64::from(height)];
        let mut asked: Option<Asked> = None;
        let mut before = None;
        wait::holds("the window's size", async || {
            let now = self.inner_size().await?;
            if before.replace(now) != Some(now) {
                return Ok(false);
            }
            if now == wanted {
                return Ok(true);
            }
            if let Some(asked) = &mut asked {
                asked.looks += 1;
                if asked.at == now && asked.looks < PATIENT {
                    return Ok(false);
                }
                self.window.learn([0, 1].map(|i| asked.size[i] - now[i]));
            }
            let frame = match self.window.frame() {
                Some(frame) => frame,
                None => self.said_frame().await?,
            };
            let size = [0, 1].map(|i| wanted[i] + frame[i]);
            let (w, h) = (u32::try_from(size[0])?, u32::try_from(size[1])?);
            self.client.set_window_size(w, h).await?;
            asked = Some(Asked {
                size,
                at: now,
                looks: 0,
            });
            Ok(false)
        })
        .await
    }

    /// What the page takes its window's frame to be; not every engine tells it rightly.
    async fn said_frame(&self) -> Result<[i64; 2]> {
        let script = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        Ok(serde_json::from_value(self.js(script, vec![]).await?)?)
    }

    async fn inner_size(&self) -> Result<[i64; 2]> {
        let size = self.js("return [innerWidth, innerHeight]", vec![]).await?;
        Ok(serde_json::from_value(size)?)
    }

    /// Waits until pictures and fonts are there and nothing moves, then writes a picture of the page.
    ///
    /// # Errors
    /// When the page does not settle or the file cannot be written.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        self.settled().await?;
        std::fs::write(file, self.png().await?)
            .with_context(|| format!("{} cannot be written", file.display()))
    }

    async fn png(&self) -> Result<Vec<u8>> {
        if self.engine == Engine::Chromium {
            let shot = self
                .dev_tools("Page.captureScreenshot", json!({"format": "png"}))
                .await?;
            let text = shot["data"].as_str().context("no picture in the answer")?;
            return Ok(STANDARD.decode(text)?);
        }
        Ok(self.client.screenshot().await?)
    }

    /// Waits until pictures and fonts are there and nothing moves.
    ///
    /// # Errors
    /// When that does not come.
    pub async fn settled(&self) -> Result<()> {
        const STILL: &str = "const still = document.fonts.status === 'loaded' \
            && [...document.images].every((i) => i.complete || i.loading === 'lazy') \
            && document.getAnimations().every((a) => a.playState !== 'running' \
                || a.effect.getTiming().iterations === Infinity || a.effect.target.closest('.ebb')); \
            const page = document.scrollingElement; \
            return still ? [page.scrollWidth, page.scrollHeight, document.images.length, page.innerText.length].join() : ''";
        // A bar that shows how time goes by, or how loud a voice is, never rests.
        // What is read from the disk comes a moment after its place, and a letter's font after the letter: at rest is
        // what looks the same twice.
        let mut before = Value::Null;
        let waited = wait::holds("a page at rest", async || {
            let now = self.js(STILL, vec![]).await?;
            let rests = now != "" && now == before;
            before = now;
            Ok(rests)
        })
        .await;
        match waited {
            Ok(()) => Ok(()),
            Err(why) => Err(why.context(self.js(RESTLESS, vec![]).await?.to_string())),
        }
    }

    /// Keeps a picture and the page's text of a journey that failed, and says in a line how the page stands.
    pub async fn keep(&self, name: &str) -> String {
        let Ok(folder) = places::screens("failed") else {
            return String::new();
        };
        let name: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let png = tokio::time::timeout(wait::PATIENCE / 3, self.png()).await;
        if let Ok(Ok(png)) = png {
            let _ = std::fs::write(folder.join(format!("{name}.png")), png);
        }
        let page = tokio::time::timeout(wait::PATIENCE / 3, self.client.source()).await;
        if let Ok(Ok(page)) = page {
            let _ = std::fs::write(folder.join(format!("{name}.html")), page);
        }
        let asked = tokio::time::timeout(wait::PATIENCE / 3, self.js(STANDS, vec![])).await;
        match asked {
            Ok(Ok(Value::String(stands))) => stands,
            _ => "the page does not answer".to_owned(),
        }
    }
}
