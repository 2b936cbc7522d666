//! What the project promises about its own files.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

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

#[test]
fn the_published_schemas_say_what_the_types_say() {
    let stale = schemas::stale(&Project::here().unwrap()).unwrap();
    assert!(
        stale.is_empty(),
        "Run `cargo xtask schemas`; old: {stale:?}"
    );
}
