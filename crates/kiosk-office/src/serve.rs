//! Listening, TLS, and ending without cutting anybody off.

use crate::app;
use crate::config::ServeArguments;
use crate::error::Fault;
use crate::files::Files;
use crate::keys::Opened;
use crate::limits::Limits;
use crate::office::{self, App, Office, Settings};
use crate::pairing;
use crate::recordings;
use crate::say;
use crate::store::Store;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long requests under way may take to finish once the office is told to end.
const FINISH: Duration = Duration::from_secs(20);
/// How often days are looked at.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// How long somebody may take to say what they want.
const HEADERS: Duration = Duration::from_secs(30);

/// Opens the office on its database and folders.
pub async fn open(database: &Path, files: &Path, settings: Settings) -> Result<Office, Fault> {
    let random = office::system_random();
    let clock = office::system_clock();
    let store = Store::open(database).await?;
    let mut writing = store.writer().await?;
    pairing::adopt(&mut writing, clock()).await?;
    writing.commit().await?;
    Ok(Office {
        store,
        files: Files::open(files)?,
        clock,
        opened: Opened::default(),
        limits: Limits::new(&random)?,
        random,
        log: office::system_log(),
        settings,
    })
}

/// Serves until the process is told to end; what is being written is finished first.
pub async fn run(arguments: &ServeArguments, app: App) -> Result<(), Fault> {
    app.files.clear_drafts()?;
    recordings::finish_deletions(&app).await?;
    let listener = TcpListener::bind(arguments.listen)?;
    let address = listener.local_addr()?;
    let handle = Handle::new();
    let tls = match (&arguments.tls_cert, &arguments.tls_key) {
        (Some(cert), Some(key)) => Some(tls(cert, key).await?),
        _ => None,
    };
    let end = End::new()?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    tokio::spawn({
        let handle = handle.clone();
        async move {
            // The line is printed once connections are taken; programs wait for it.
            if handle.listening().await.is_some() {
                let line = format!("listening on {scheme}://{address}");
                // Whoever closed the pipe does not want to know; the office serves all the same.
                let _printed = say::out(&line);
            }
            end.wait().await;
            handle.graceful_shutdown(Some(FINISH));
        }
    });
    let settling = tokio::spawn(settle(Arc::clone(&app)));
    accept(listener, handle, tls, Arc::clone(&app)).await?;
    settling.abort();
    app.store.close().await;
    Ok(())
}

/// Drops the picture cards of days that are settled, whether or not anything arrives.
async fn settle(app: App) {
    loop {
        tokio::time::sleep(HOUR).await;
        let settled = async {
            let mut writing = app.store.writer().await?;
            pairing::settle(&mut writing, app.now()).await?;
            Ok::<_, Fault>(writing.commit().await?)
        };
        if let Err(fault) = settled.await {
            (app.log)(&fault.to_string());
        }
    }
}

async fn accept(
    listener: TcpListener,
    handle: Handle<SocketAddr>,
    tls: Option<RustlsAcceptor>,
    app: App,
) -> io::Result<()> {
    let service = app::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let mut server = axum_server::from_tcp(listener)?
        .handle(handle)
        .first_request_timeout(HEADERS);
    server.http_builder().http1().header_read_timeout(HEADERS);
    match tls {
        Some(acceptor) => server.acceptor(acceptor).serve(service).await,
        None => server.serve(service).await,
    }
}

async fn tls(cert: &Path, key: &Path) -> io::Result<RustlsAcceptor> {
    // Another part of the process may have chosen already; one choice is enough.
    let _chosen = rustls::crypto::ring::default_provider().install_default();
    let config = RustlsConfig::from_pem_file(cert, key)
        .await
        .map_err(|error| {
            io::Error::new(
                error.kind(),
                format!(
                    "cannot use the certificate {} with the key {}: {error}",
                    cert.display(),
                    key.display()
                ),
            )
        })?;
    Ok(RustlsAcceptor::new(config))
}

/// Signals that ask the process to end. Made before anybody is told that the office listens: from then on
/// an early signal is heard too.
struct End {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl End {
    fn new() -> io::Result<Self> {
        #[cfg(unix)]
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            #[cfg(unix)]
            terminate: signal(SignalKind::terminate())?,
            #[cfg(unix)]
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    #[cfg_attr(not(unix), expect(unused_mut, reason = "signals are Unix's"))]
    async fn wait(mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ended = tokio::signal::ctrl_c().await;
    }
}
