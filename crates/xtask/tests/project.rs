//! What the project promises about its own files.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

use serde_json::Value;
use xtask::locales::Asked;
use xtask::{Project, locales, schemas, structure};

#[test]
fn each_part_of_the_code_names_only_what_it_may() {
    let broken = structure::broken(&Project::here().unwrap()).unwrap();
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn every_text_the_kiosk_asks_for_is_there_in_every_language() {
    let problems = locales::problems(&Project::here().unwrap()).unwrap();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn any_text_taken_out_of_any_language_is_missed_by_its_name_and_any_put_in_is_named() {
    let project = Project::here().unwrap();
    let (asked, all) = (
        Asked::of(&project).unwrap(),
        locales::read_all(&project).unwrap(),
    );
    let languages = all.keys().filter(|tag| !tag.contains('-'));
    for tag in languages.filter(|tag| *tag != "en") {
        for key in all[tag].keys() {
            let mut without = all.clone();
            without.get_mut(tag).unwrap().remove(key);
            let missed = format!("{tag}: `{key}` is missing.");
            assert_eq!(locales::compare(&asked, &without), [missed]);
        }
    }
    for tag in all.keys() {
        let mut with = all.clone();
        let odd = ("home.nothing-asks-for-this".to_owned(), "x".to_owned());
        with.get_mut(tag).unwrap().extend([odd]);
        let named = format!("{tag}: nothing asks for `home.nothing-asks-for-this`.");
        assert!(locales::compare(&asked, &with).contains(&named));
    }
}

/// Width and height of a PNG, from its first chunk.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16)? == b"IHDR";
    is_png.then_some((number(16)?, number(20)?))
}

#[test]
fn the_manifest_lets_the_kiosk_be_installed_and_its_icons_are_what_it_says() {
    let public = Project::here().unwrap().path("public");
    let text = std::fs::read(public.join("manifest.webmanifest")).unwrap();
    let manifest: Value = serde_json::from_slice(&text).unwrap();
    for (key, value) in [
        ("start_url", "/"),
        ("scope", "/"),
        ("display", "fullscreen"),
    ] {
        assert_eq!(manifest[key], value, "{key}");
    }
    for key in ["name", "short_name", "description", "lang"] {
        assert!(!manifest[key].as_str().unwrap().trim().is_empty(), "{key}");
    }
    assert!(manifest["short_name"].as_str().unwrap().chars().count() <= 12);
    let (mut plain, mut maskable) = (Vec::new(), 0);
    for icon in manifest["icons"].as_array().unwrap() {
        let name = icon["src"].as_str().unwrap().trim_start_matches('/');
        let bytes = std::fs::read(public.join(name)).unwrap();
        let sizes = icon["sizes"].as_str().unwrap();
        match icon["type"].as_str().unwrap() {
            "image/png" => {
                let (width, height) = png_size(&bytes).unwrap();
                assert_eq!(sizes, format!("{width}x{height}"), "{name}");
            }
            "image/svg+xml" => {
                assert_eq!(sizes, "any", "{name}");
                assert!(String::from_utf8(bytes).unwrap().contains("<svg"), "{name}");
            }
            other => unreachable!("{name}: {other}"),
        }
        match icon["purpose"].as_str() {
            Some("maskable") => maskable += 1,
            None => plain.push(sizes.to_owned()),
            Some(other) => unreachable!("{name}: {other}"),
        }
    }
    assert_eq!(maskable, 1);
    // What Chromium asks for before it offers to install.
    for size in ["192x192", "512x512"] {
        assert!(plain.iter().any(|known| known == size), "{size}");
    }
    let page = std::fs::read_to_string(public.join("../index.html")).unwrap();
    assert!(page.contains("rel=\"manifest\"") && page.contains("apple-touch-icon"));
    let apple = std::fs::read(public.join("icons/apple-touch-icon.png")).unwrap();
    assert_eq!(png_size(&apple), Some((180, 180)));
}

#[test]
fn the_published_schemas_say_what_the_types_say() {
    let stale = schemas::stale(&Project::here().unwrap()).unwrap();
    assert!(
        stale.is_empty(),
        "Run `cargo xtask schemas`; old: {stale:?}"
    );
}
