//! HTTPS, with a certificate made for the test.

use crate::running::{Running, after};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto};

#[test]
fn the_office_speaks_tls_with_a_certificate_of_its_own_and_keeps_its_cookie_there() {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (cert, key) = (folder.path().join("c.pem"), folder.path().join("k.pem"));
    std::fs::write(&cert, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let office = Running::start(
        folder.path(),
        &[
            "--tls-cert",
            cert.to_str().unwrap(),
            "--tls-key",
            key.to_str().unwrap(),
        ],
    );
    assert!(office.said().contains("listening on https://"));
    let password = after(&office.said(), "Staff password: ").unwrap();

    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(client, TcpStream::connect(&office.address).unwrap());
    let body = format!("password={password}");
    write!(
        stream,
        "POST /office/sign-in HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut text = String::new();
    // The office may close without saying so first; what was read counts.
    let _read = stream.read_to_string(&mut text);
    assert!(text.starts_with("HTTP/1.1 303"), "{text}");
    assert!(text.contains("SameSite=Strict; Secure"));
    let (ended, _) = office.end();
    assert!(ended.success());
}

#[test]
fn a_certificate_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let output = crate::running::command(
        folder.path(),
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--tls-cert",
            "none.pem",
            "--tls-key",
            "none.pem",
        ],
    );
    assert!(!output.status.success());
    let said = crate::running::printed(&output);
    assert!(
        said.contains("cannot use the certificate none.pem"),
        "{said}"
    );
}
