//! Runs one journey: a hall of its own, a browser shared with the others of its engine.

use anyhow::{Context, Result, anyhow};
use journeys::browser::{Browser, Engine};
use journeys::hall::Hall;
use journeys::wait::PATIENCE;
use libtest_mimic::Failed;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// What a journey comes to.
pub type Played<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A journey in the shared browser.
pub type InShared = for<'a> fn(&'a mut Hall, &'a Browser) -> Played<'a>;
/// A journey that starts and kills browsers itself.
pub type OnItsOwn = for<'a> fn(Engine, &'a mut Hall) -> Played<'a>;

/// A journey.
#[derive(Clone, Copy)]
pub struct Journey {
    /// What it belongs to.
    pub group: &'static str,
    /// What it shows, as a sentence.
    pub name: &'static str,
    /// Engines it is for.
    pub engines: fn(Engine) -> bool,
    /// How it goes.
    pub way: Way,
}

/// How a journey goes.
#[derive(Clone, Copy)]
pub enum Way {
    /// In the browser all share.
    Shared(InShared),
    /// With browsers of its own.
    Own(OnItsOwn),
}

/// A journey in the shared browser of every engine.
macro_rules! shared {
    ($group:literal, $name:literal, $way:path) => {
        shared!($group, $name, $way, |_| true)
    };
    ($group:literal, $name:literal, $way:path, $engines:expr) => {
        $crate::stage::Journey {
            group: $group,
            name: $name,
            engines: $engines,
            way: $crate::stage::Way::Shared(|hall, browser| Box::pin($way(hall, browser))),
        }
    };
}

/// A journey with browsers of its own.
macro_rules! own {
    ($group:literal, $name:literal, $way:path, $engines:expr) => {
        $crate::stage::Journey {
            group: $group,
            name: $name,
            engines: $engines,
            way: $crate::stage::Way::Own(|engine, hall| Box::pin($way(engine, hall))),
        }
    };
}

pub(crate) use {own, shared};

/// Longest journey. A driver that hangs must not hang the whole run.
const LONGEST: Duration = Duration::from_mins(5);

/// How many of those that took longest are named.
const SLOWEST: usize = 60;

/// How much of a failure's reason stands at the end, in characters.
const REASON: usize = 600;

/// How an error reads that is the driver's own, not the kiosk's.
const DRIVERS: [&str; 4] = [
    // The script in the page that stands for a driver.
    "no page did",
    "webdriver returned error",
    "webdriver connection lost",
    "does not start",
];

/// Whether a group's journeys hold the kiosk to milliseconds.
fn measured(group: &str) -> bool {
    group == "large"
}

/// The runtime, and the browsers that wait for their next journey.
pub struct Stage {
    runtime: Runtime,
    browsers: Mutex<Vec<Browser>>,
    unsteady: Mutex<Vec<String>>,
    failed: Mutex<Vec<String>>,
    /// How long each took.
    took: Mutex<Vec<(Duration, String)>>,
    /// What is measured is measured alone.
    cores: RwLock<()>,
}

impl Stage {
    /// Nothing started yet.
    pub fn set() -> Result<Self> {
        Ok(Self {
            runtime: Runtime::new()?,
            browsers: Mutex::default(),
            unsteady: Mutex::default(),
            failed: Mutex::default(),
            took: Mutex::default(),
            cores: RwLock::default(),
        })
    }

    /// Plays one journey to its end.
    pub fn play(&self, engine: Engine, name: &str, journey: Journey) -> Result<(), Failed> {
        let missing = engine.missing();
        if !missing.is_empty() {
            return Err(format!("{} missing", missing.join(" and ")).into());
        }
        let is_measured = measured(journey.group);
        let _alone = is_measured.then(|| self.cores.write());
        let _among = (!is_measured).then(|| self.cores.read());
        let began = Instant::now();
        let played = match self.once(engine, name, journey) {
            Err(why) if is_the_drivers(&why) => {
                lock(&self.unsteady).push(format!("{name}: {why:#}"));
                self.once(engine, name, journey)
            }
            played => played,
        };
        lock(&self.took).push((began.elapsed(), name.to_owned()));
        played.map_err(|why| {
            let why = format!("{why:#}");
            let reason: String = why.chars().take(REASON).collect();
            let failed = format!("{name}: {}", reason.replace('\n', " "));
            println!("FAILED {failed}");
            lock(&self.failed).push(failed);
            why.into()
        })
    }

    fn once(&self, engine: Engine, name: &str, journey: Journey) -> Result<()> {
        self.runtime.block_on(async {
            match journey.way {
                Way::Shared(way) => self.shared(engine, name, way).await,
                Way::Own(way) => {
                    let mut hall = Hall::open().await?;
                    in_time(way(engine, &mut hall)).await
                }
            }
        })
    }

    /// A browser goes back to the others only after a journey that went well.
    async fn shared(&self, engine: Engine, name: &str, way: InShared) -> Result<()> {
        let mut hall = Hall::open().await?;
        let browser = self.browser(engine).await?;
        let played = in_time(way(&mut hall, &browser)).await;
        if let Err(why) = played {
            let page = browser.keep(name).await;
            return Err(anyhow!("{why:#}; calls {}; {page}", hall.proxy.calls()));
        }
        // The page must not go on talking to a hall that is gone. A browser that does not get there has
        // done its last journey.
        if let Ok(Ok(())) = timeout(PATIENCE, browser.open("about:blank")).await {
            lock(&self.browsers).push(browser);
        }
        Ok(())
    }

    async fn browser(&self, engine: Engine) -> Result<Browser> {
        let waiting = {
            let mut browsers = lock(&self.browsers);
            let at = browsers.iter().position(|browser| browser.engine == engine);
            at.map(|at| browsers.swap_remove(at))
        };
        if let Some(mut browser) = waiting
            && browser.is_alive().await
        {
            browser.size(1024, 768).await?;
            return Ok(browser);
        }
        let browser = Browser::start(engine).await?;
        browser.size(1024, 768).await?;
        Ok(browser)
    }

    /// Ends what still runs, and names the journeys that took longest, those whose driver stumbled and, last
    /// of all because a log is often cut to its end, those that failed.
    pub fn strike(&self) {
        let browsers = std::mem::take(&mut *lock(&self.browsers));
        self.runtime.block_on(async {
            for browser in browsers {
                let _ = browser.close().await;
            }
        });
        let mut took = std::mem::take(&mut *lock(&self.took));
        took.sort_unstable_by(|one, other| other.cmp(one));
        for (time, name) in took.iter().take(SLOWEST) {
            println!("{:>4} s {name}", time.as_secs());
        }
        for unsteady in lock(&self.unsteady).iter() {
            println!("unsteady, played twice: {unsteady}");
        }
        for failed in lock(&self.failed).iter() {
            println!("FAILED {failed}");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A driver may lose its browser or answer with an empty error. Such a journey is played once more, and
/// named at the end. What the kiosk or the office got wrong is never given a second chance.
fn is_the_drivers(why: &anyhow::Error) -> bool {
    let why = format!("{why:#}");
    DRIVERS.iter().any(|own| why.contains(own))
}

async fn in_time(journey: Played<'_>) -> Result<()> {
    timeout(LONGEST, journey)
        .await
        .map_err(|_| anyhow!("not at its end after {LONGEST:?}"))
        .context("the journey took too long")?
}
