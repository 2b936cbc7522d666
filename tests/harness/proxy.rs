//! Every fault, seen from a client's side.

use anyhow::Result;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Request, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use journeys::hall::Hall;
use journeys::proxy::{Command, Fault};
use kiosk_core::wire::{EnrolReply, EnrolRequest};
use kiosk_core::{Hash, TabletId};
use std::time::Duration;

async fn post(address: &str, body: String) -> Result<Response<Bytes>> {
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let request = Request::post(address)
        .header("content-type", "application/json")
        .body(Full::new(Bytes::from(body)))?;
    let (head, body) = client.request(request).await?.into_parts();
    Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
}

async fn enrol(hall: &Hall) -> Result<Response<Bytes>> {
    let request = EnrolRequest {
        code: hall.office.code.clone(),
        tablet: TabletId(kiosk_core::ids::uuid_v4([7; 16])),
        token_sha256: Hash::of(b"a token"),
        name: "Tablet".to_owned(),
    };
    let address = format!("{}/api/v1/enrol", hall.address());
    post(&address, serde_json::to_string(&request)?).await
}

#[tokio::test]
async fn without_a_fault_the_office_answers() -> Result<()> {
    let hall = Hall::open().await?;
    let reply = enrol(&hall).await?;
    assert_eq!(reply.status(), 200);
    serde_json::from_slice::<EnrolReply>(reply.body())?;
    assert_eq!(hall.proxy.seen("/enrol").len(), 1);
    assert_eq!(hall.office.records().await?.tablets().await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_proxy_that_is_down_refuses_and_comes_back_at_the_same_address() -> Result<()> {
    let mut hall = Hall::open().await?;
    hall.proxy.down().await;
    assert!(enrol(&hall).await.is_err());
    hall.proxy.up().await?;
    assert_eq!(enrol(&hall).await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn a_portal_says_200_and_html_to_calls_and_lets_pages_pass() -> Result<()> {
    let hall = Hall::open().await?;
    hall.proxy.set(Fault::Portal);
    let reply = enrol(&hall).await?;
    assert_eq!(reply.status(), 200);
    assert!(reply.body().starts_with(b"<!doctype html>"));
    assert_eq!(hall.office.records().await?.tablets().await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_status_is_given_as_often_as_asked_with_its_waiting_time() -> Result<()> {
    let hall = Hall::open().await?;
    hall.proxy.set_for(Fault::Status(429, Some(3)), 1);
    let reply = enrol(&hall).await?;
    assert_eq!(reply.status(), 429);
    assert_eq!(reply.headers()["retry-after"], "3");
    assert_eq!(enrol(&hall).await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn a_line_cut_after_the_commit_leaves_the_office_knowing() -> Result<()> {
    let hall = Hall::open().await?;
    hall.proxy.set(Fault::CutAfterCommit);
    assert!(enrol(&hall).await.is_err());
    assert_eq!(hall.office.records().await?.tablets().await?, 1);
    assert!(
        hall.proxy
            .seen("/enrol")
            .iter()
            .all(|seen| seen.status.is_none())
    );
    Ok(())
}

#[tokio::test]
async fn a_page_is_given_a_script_and_its_new_hash_stands_in_the_list() -> Result<()> {
    let hall = Hall::open().await?;
    let strings = hall.proxy.puppetry();
    let page = get(&format!("{}/index.html", hall.address())).await?;
    assert!(page.contains("journey-puppet.js"), "{page}");
    let list: serde_json::Value =
        serde_json::from_str(&get(&format!("{}/precache.json", hall.address())).await?)?;
    let entry = list["files"]
        .as_array()
        .and_then(|files| files.iter().find(|file| file["url"] == "/index.html"))
        .cloned();
    assert_eq!(entry.map(|entry| entry["bytes"] == page.len()), Some(true));
    // Nobody is there to answer.
    let heading = Command::Exists("h1".into());
    let asked = strings.ask(&heading, Duration::from_millis(50)).await;
    assert!(asked.is_err());
    Ok(())
}

async fn get(address: &str) -> Result<String> {
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let reply = client.get(address.parse()?).await?;
    Ok(String::from_utf8(
        reply.into_body().collect().await?.to_bytes().to_vec(),
    )?)
}
