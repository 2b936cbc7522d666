//! A village hall for one journey: an office, and the way to it.

use crate::office::Office;
use crate::proxy::Proxy;
use crate::records::Stored;
use crate::wait;
use anyhow::{Result, bail};

/// An office with a database of its own behind a proxy with an address of its own.
#[derive(Debug)]
pub struct Hall {
    /// The office.
    pub office: Office,
    /// The way to it; its address is the origin browsers see.
    pub proxy: Proxy,
}

impl Hall {
    /// Opens a hall.
    ///
    /// # Errors
    /// When the office does not start.
    pub async fn open() -> Result<Self> {
        let mut proxy = Proxy::reserve()?;
        let office = Office::open().await?;
        proxy.lead_to(office.port());
        proxy.up().await?;
        Ok(Self { office, proxy })
    }

    /// The kiosk's address.
    pub fn address(&self) -> String {
        self.proxy.address()
    }

    /// The kiosk's address with the code that enrols the tablet.
    pub fn link(&self) -> String {
        format!("{}/?enrol={}", self.address(), self.office.code)
    }

    /// Waits until the office holds this many responses, and returns them.
    ///
    /// # Errors
    /// When they do not come, or more come.
    pub async fn receives(&self, count: usize) -> Result<Vec<Stored>> {
        let records = self.office.records().await?;
        let what = format!("{count} responses at the office");
        let stored = wait::until(&what, wait::PATIENCE * 2, async || {
            let stored = records.responses().await?;
            Ok((stored.len() >= count).then_some(stored))
        })
        .await?;
        self.check(&stored, count)?;
        Ok(stored)
    }

    /// Each response once, its hash right, its numbers without a gap.
    fn check(&self, stored: &[Stored], count: usize) -> Result<()> {
        if stored.len() != count {
            bail!("{} responses at the office, not {count}.", stored.len());
        }
        for (at, response) in stored.iter().enumerate() {
            if kiosk_core::Hash::of(response.text.as_bytes()) != response.envelope.sha256 {
                bail!(
                    "The bytes of number {} do not match.",
                    response.envelope.seq
                );
            }
            // Journeys use one tablet each, so the numbers simply count.
            if response.envelope.seq != at as u64 + 1 {
                bail!(
                    "Number {} stands in place {}.",
                    response.envelope.seq,
                    at + 1
                );
            }
        }
        Ok(())
    }
}
