//! Visit after visit in one page, and what they leave behind.

use crate::browser::Browser;
use crate::wait;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// A visitor who looks at an object and an activity, answers everything and goes.
const VISIT: &str = "for (let n = 0; n < given[0]; n += 1) { \
    await until('the start', () => screen() === 'start'); await press('begin'); \
    await until('home', () => screen() === 'home'); await press('go-look'); \
    await until('look', () => screen() === 'look'); \
    (await until('an object', () => find('[data-act^=\"item-\"]'))).click(); \
    await until('the object', () => screen() === 'item'); await press('home'); \
    await until('home', () => screen() === 'home'); await press('go-do'); \
    await until('do', () => screen() === 'do'); await press('home'); \
    await until('home', () => screen() === 'home'); await press('go-say'); await press('say-begin'); \
    const took = await save(await answers('the smell of soap', 60)); \
    if (took < 0) throw new Error('no thanks'); await leave(); }";

/// What a page holds after its rubbish was collected.
#[derive(Clone, Copy, Debug)]
pub struct Weight {
    /// Bytes of JavaScript's heap, and of what the engine keeps for the page.
    pub heap: f64,
    /// Bytes of buffers, the app's own memory among them.
    pub buffers: f64,
    /// Nodes of documents.
    pub nodes: f64,
    /// Listeners.
    pub listeners: f64,
}

impl Browser {
    /// Plays so many visits, some at a time, so that none waits for a driver's patience.
    ///
    /// # Errors
    /// When one does not come to its end.
    pub async fn visits(&self, count: usize) -> Result<()> {
        let mut left = count;
        while left > 0 {
            let some = left.min(10);
            self.quick(VISIT, vec![some.into()]).await?;
            left -= some;
        }
        Ok(())
    }

    /// Weighs the page (Chromium).
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn weight(&self) -> Result<Weight> {
        self.dev_tools("Performance.enable", json!({})).await?;
        // What one collection lets go, the next may free.
        for _ in 0..3 {
            self.dev_tools("HeapProfiler.collectGarbage", json!({}))
                .await?;
        }
        let heap = self.dev_tools("Runtime.getHeapUsage", json!({})).await?;
        let metrics = self.dev_tools("Performance.getMetrics", json!({})).await?;
        let number = |name: &str| heap[name].as_f64().context("a size");
        let metric = |name: &str| {
            let mut all = metrics["metrics"].as_array().into_iter().flatten();
            let one = all.find(|metric| metric["name"] == name);
            one.and_then(|metric| metric["value"].as_f64())
                .context("a metric")
        };
        Ok(Weight {
            heap: number("usedSize")? + heap["embedderHeapUsedSize"].as_f64().unwrap_or(0.0),
            buffers: heap["backingStorageSize"].as_f64().unwrap_or(0.0),
            nodes: metric("Nodes")?,
            listeners: metric("JSEventListeners")?,
        })
    }
}

impl Browser {
    /// Weighs the page until it weighs no more than `share` above what it did: the engine lets things go
    /// when it likes, a leak never.
    ///
    /// # Errors
    /// With both weights, when it never does.
    pub async fn comes_within(&self, share: f64, before: Weight) -> Result<()> {
        let mut last = Ok(());
        let waited = wait::holds("a page that weighs no more", async || {
            last = self.weight().await?.is_within(share, before);
            Ok(last.is_ok())
        })
        .await;
        last.and(waited)
    }
}

impl Weight {
    /// Fails when any of it is more than `share` above what it was.
    ///
    /// # Errors
    /// With both weights.
    pub fn is_within(self, share: f64, before: Self) -> Result<()> {
        for (what, then, now) in [
            ("heap", before.heap, self.heap),
            ("buffers", before.buffers, self.buffers),
            ("nodes", before.nodes, self.nodes),
            ("listeners", before.listeners, self.listeners),
        ] {
            ensure!(
                now <= then * (1.0 + share),
                "{what}: {now} after {then}: {self:?} after {before:?}"
            );
        }
        Ok(())
    }
}
