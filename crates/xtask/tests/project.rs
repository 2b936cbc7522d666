//! What the project promises about its own files.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

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
fn the_published_schemas_say_what_the_types_say() {
    let stale = schemas::stale(&Project::here().unwrap()).unwrap();
    assert!(
        stale.is_empty(),
        "Run `cargo xtask schemas`; old: {stale:?}"
    );
}
