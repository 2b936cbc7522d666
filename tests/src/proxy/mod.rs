//! The way from the tablet to the office, as bad as a test wants it.
//!
//! Browsers see only the proxy's address. It can be gone altogether, answer like a captive portal,
//! refuse, cut the line after the office has committed, or falsify receipts.

mod fault;
mod forward;
mod inject;

pub use fault::{Fault, Seen, Spoil};
pub use inject::{Command, Puppetry};

use crate::process::free_port;
use anyhow::{Context, Result};
use fault::State;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// A proxy with an address of its own.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    state: Arc<State>,
    listening: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Chooses an address; nobody listens on it yet.
    ///
    /// # Errors
    /// When no port is free.
    pub fn reserve() -> Result<Self> {
        Ok(Self {
            port: free_port()?,
            state: Arc::new(State::default()),
            listening: None,
        })
    }

    /// The origin browsers see.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Says where the office listens.
    pub fn lead_to(&mut self, port: u16) {
        self.state.lead_to(port);
    }

    /// Listens.
    ///
    /// # Errors
    /// When something else has taken the port.
    pub async fn up(&mut self) -> Result<()> {
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .context("the proxy's port is taken")?;
        let state = Arc::clone(&self.state);
        self.listening = Some(tokio::spawn(accept(listener, state)));
        Ok(())
    }

    /// Stops listening and closes every connection: a dead network, to a browser.
    pub async fn down(&mut self) {
        if let Some(task) = self.listening.take() {
            task.abort();
            // The port is closed when the task has really ended.
            let _ = task.await;
        }
    }

    /// What is wrong from now on.
    pub fn set(&self, fault: Fault) {
        self.state.set(fault, None);
    }

    /// What is wrong with the next calls to the office; after them all is well.
    pub fn set_for(&self, fault: Fault, calls: usize) {
        self.state.set(fault, Some(calls));
    }

    /// Calls to the office whose path ends so, in order.
    pub fn seen(&self, ending: &str) -> Vec<Seen> {
        self.state.seen(ending)
    }

    /// The last calls to the office, and what came of them, in words.
    pub fn calls(&self) -> String {
        self.state.calls()
    }

    /// How many batches of responses were on their way, answered or not.
    pub fn begun(&self) -> usize {
        self.state.begun()
    }

    /// Puts this script into the page before everything else, from the next page on.
    pub fn prelude(&self, script: &str) {
        self.state.set_prelude(script);
    }

    /// How many pages have stopped at a step and wait there for ever.
    pub fn held(&self) -> usize {
        self.state.held()
    }

    /// Puts a script into the page that does what the journey says: for browsers without a driver.
    pub fn puppetry(&self) -> Arc<Puppetry> {
        self.state.puppetry()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        if let Some(task) = self.listening.take() {
            task.abort();
        }
    }
}

/// Takes connections until the task is aborted; dropping the set closes them all.
async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let state = Arc::clone(&state);
        connections.spawn(async move {
            let service = service_fn(move |request| {
                let state = Arc::clone(&state);
                async move { forward::answer(&state, request).await }
            });
            // A connection that a fault or a browser cuts is no concern of the proxy's.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
        while connections.try_join_next().is_some() {}
    }
}
