//! The kiosk's files.

use crate::asking::{Ask, Reply, get};
use crate::hall::Hall;
use axum::http::StatusCode;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

async fn built() -> Hall {
    let hall = Hall::open().await;
    let dist = hall.folder.path().join("dist");
    std::fs::create_dir_all(dist.join("locales")).unwrap();
    for (name, content) in [
        ("index.html", "<!doctype html><title>Kiosk</title>"),
        ("sw.js", "self.x = 1;"),
        ("sw.js.br", "brotli bytes"),
        ("sw.js.gz", "gzip bytes"),
        ("precache.json", "{}"),
        ("locales/en.json", "{}"),
        ("kiosk-0123456789abcdef.js", "export {}"),
        ("kiosk-0123456789abcdef_bg.wasm", "\0asm"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
    std::fs::write(dist.join("large.css"), "a{}".repeat(1000)).unwrap();
    hall
}

fn page(path: &str) -> Ask {
    get(path).with("accept", "text/html,application/xhtml+xml")
}

async fn of(hall: &Hall, ask: Ask) -> Reply {
    ask.of(hall).await
}

#[tokio::test]
async fn the_apps_own_addresses_all_get_its_page() {
    let hall = built().await;
    for path in [
        "/",
        "/home",
        "/look/1998.12",
        "/look/A%201",
        "/do/mat",
        "/staff/outbox",
    ] {
        let reply = of(&hall, page(path)).await;
        if path.contains("1998.12") {
            // A dot could be a file; the app links to such items without loading a page.
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
        } else {
            assert_eq!(reply.status, StatusCode::OK, "{path}");
            assert!(reply.text().contains("<title>Kiosk</title>"), "{path}");
            assert_eq!(reply.header("cache-control"), "no-cache");
        }
        assert_eq!(reply.header("content-security-policy"), POLICY);
        assert!(
            reply
                .header("permissions-policy")
                .contains("microphone=(self)")
        );
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test]
async fn an_address_of_the_api_or_the_office_never_gets_the_kiosks_page() {
    let hall = built().await;
    for path in ["/api", "/api/v2/x", "/api/v1/x", "/office/x"] {
        let reply = of(&hall, page(path)).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!reply.text().contains("Kiosk"), "{path}");
    }
}

#[tokio::test]
async fn what_asks_for_no_page_gets_none() {
    let hall = built().await;
    for ask in [get("/home"), page("/missing.png"), get("/locales")] {
        assert_eq!(of(&hall, ask).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn only_names_with_a_hash_may_be_kept_for_ever() {
    let hall = built().await;
    for path in [
        "/sw.js",
        "/precache.json",
        "/locales/en.json",
        "/index.html",
    ] {
        let reply = of(&hall, get(path)).await;
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
    }
    for (path, kind) in [
        ("/kiosk-0123456789abcdef.js", "text/javascript"),
        ("/kiosk-0123456789abcdef_bg.wasm", "application/wasm"),
    ] {
        let reply = of(&hall, get(path)).await;
        assert!(
            reply.header("cache-control").contains("immutable"),
            "{path}"
        );
        assert_eq!(reply.header("content-type"), kind);
    }
    let gone = of(&hall, get("/kiosk-ffffffffffffffff.js")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(gone.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_squeezed_file_beside_the_original_is_served_to_those_who_take_it() {
    let hall = built().await;
    for (accept, encoding, body) in [
        ("gzip, br", "br", "brotli bytes"),
        ("gzip", "gzip", "gzip bytes"),
        ("identity", "", "self.x = 1;"),
    ] {
        let reply = of(&hall, get("/sw.js").with("accept-encoding", accept)).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.text(), body);
        assert_eq!(reply.header("content-type"), "text/javascript");
        assert!(reply.header("vary").contains("accept-encoding"));
    }
    let reply = of(&hall, get("/large.css").with("accept-encoding", "gzip")).await;
    assert_eq!(reply.header("content-encoding"), "gzip");
    assert!(reply.body.len() < 300);
}

#[tokio::test]
async fn nothing_outside_the_folder_can_be_had() {
    let hall = built().await;
    for path in [
        "/../office.db",
        "/%2e%2e/office.db",
        "/..%2Foffice.db",
        "//etc/passwd",
    ] {
        let reply = of(&hall, get(path)).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
}
