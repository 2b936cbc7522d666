#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use super::*;
use crate::pack::{Media, Size};
use crate::{Hash, Text};

fn en(text: &str) -> Text {
    Text::one("en", text)
}

fn picture(name: &str) -> Media {
    Media {
        name: name.into(),
        sha256: Hash::of(name.as_bytes()),
        bytes: 1,
        media_type: "image/png".into(),
        width: None,
        height: None,
        alt: en("A tin."),
        credit: Text::default(),
        rights: Some("CC0".into()),
        transcript: Text::default(),
        captions: Text::default(),
        ground: None,
        tint: None,
        sizes: Vec::new(),
    }
}

fn pack() -> Pack {
    Pack {
        format: 1,
        id: "test".into(),
        title: en("Test"),
        languages: vec!["en".into(), "en-simple".into()],
        themes: vec![Theme {
            id: "home".into(),
            title: en("Home"),
            summary: Text::default(),
        }],
        items: vec![Item {
            number: "1.2".into(),
            title: en("Tin"),
            themes: vec!["home".into()],
            pictures: vec!["tin.png".into()],
            decade: Some(1930),
            ..Item::default()
        }],
        activities: vec![Activity {
            id: "open-a-tin".into(),
            title: en("Open a tin"),
            steps: vec![en("Open it.")],
            items: vec!["1.2".into()],
            evidence: vec!["glo:skills".into()],
            ..Activity::default()
        }],
        media: vec![picture("tin.png")],
        ..Pack::default()
    }
}

fn problems(change: impl FnOnce(&mut Pack)) -> Vec<String> {
    let mut pack = pack();
    change(&mut pack);
    validate(&pack).iter().map(ToString::to_string).collect()
}

fn only(change: impl FnOnce(&mut Pack)) -> Problem {
    let mut pack = pack();
    change(&mut pack);
    let mut problems = validate(&pack);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.pop().unwrap()
}

#[test]
fn a_good_pack_has_no_problems() {
    assert_eq!(problems(|_| {}), [""; 0]);
}

#[test]
fn numbers_and_ids_are_there_once() {
    let twice = only(|pack| {
        let copy = pack.items[0].clone();
        pack.items.push(copy);
    });
    assert_eq!(twice.field, "items");
    assert!(twice.message.contains("\"1.2\" is there twice"));
    assert_eq!(
        only(|pack| pack.activities[0].id = String::new()).field,
        "id"
    );
    assert_eq!(
        only(|pack| pack.languages.push("en".into())).field,
        "languages"
    );
}

#[test]
fn an_activity_takes_minutes_and_not_days() {
    for minutes in [0, 241, u32::MAX] {
        let found = only(|pack| pack.activities[0].minutes = Some(minutes));
        assert_eq!(found.field, "minutes");
        assert!(found.message.contains("1 to 240"), "{}", found.message);
    }
}

#[test]
fn what_is_pointed_at_must_be_there() {
    assert_eq!(
        only(|pack| pack.items[0].themes = vec!["work".into()]).field,
        "themes"
    );
    assert_eq!(
        only(|pack| pack.items[0].activities = vec!["sing".into()]).field,
        "activities"
    );
    assert_eq!(
        only(|pack| pack.activities[0].items = vec!["9".into()]).field,
        "items"
    );
    assert_eq!(
        only(|pack| pack.activities[0].sheet = Some("a.pdf".into())).field,
        "sheet"
    );
    assert_eq!(
        only(|pack| pack.items[0].sounds = vec!["tin.png".into()]).field,
        "sounds"
    );
}

#[test]
fn an_item_needs_something_to_stand_at_its_head() {
    let problem = only(|pack| pack.items[0].title = Text::default());
    assert_eq!(
        problem.to_string(),
        "item 1.2: title: It has no title, no object name and no description. Give it one of them."
    );
}

#[test]
fn missing_alternative_text_is_a_warning() {
    let problem = only(|pack| pack.media[0].alt = Text::default());
    assert_eq!(
        (problem.severity, &*problem.field),
        (Severity::Warning, "alt")
    );
}

#[test]
fn rights_the_gate_does_not_know_stop_the_pack_until_somebody_confirms_them() {
    let unknown = |pack: &mut Pack| pack.media[0].rights = Some("Our museum".into());
    assert!(only(unknown).message.contains("not one we know"));
    let confirmed = problems(|pack| {
        unknown(pack);
        pack.rights_confirmed = Some("A. Curator, 2026-03-01, ours".into());
    });
    assert_eq!(confirmed, [""; 0]);
}

#[test]
fn an_item_may_speak_for_its_pictures_and_they_for_it() {
    let by_item = problems(|pack| {
        pack.media[0].rights = None;
        pack.items[0].rights = Some("Public Domain".into());
    });
    assert_eq!(by_item, [""; 0]);
    assert_eq!(
        only(|pack| pack.media[0].rights = None).subject,
        "file tin.png"
    );
    let words_alone = only(|pack| {
        pack.media.clear();
        pack.items[0].pictures.clear();
    });
    assert_eq!(words_alone.subject, "item 1.2");
}

#[test]
fn a_licence_that_asks_for_a_credit_gets_one() {
    let by = |pack: &mut Pack| pack.media[0].rights = Some("CC BY 4.0".into());
    assert_eq!(only(by).field, "credit");
    let credited = problems(|pack| {
        by(pack);
        pack.media[0].credit = en("Photograph: A. Maker");
    });
    assert_eq!(credited, [""; 0]);
    let limited = only(|pack| pack.media[0].rights = Some("CC BY-NC 4.0".into()));
    assert_eq!(limited.severity, Severity::Warning);
}

#[test]
fn names_of_files_stay_in_their_folder() {
    for name in [
        "../tin.png",
        "a/b.png",
        "a\\b.png",
        ".hidden",
        "c:x.png",
        "x.png.",
        "",
    ] {
        let all = problems(|pack| {
            pack.media[0].name = name.into();
            pack.items[0].pictures = vec![name.into()];
        });
        assert!(
            all.iter()
                .any(|problem| problem.contains("plain file name")),
            "{name:?}"
        );
    }
}

#[test]
fn odd_values_are_named_with_their_field() {
    assert_eq!(
        only(|pack| pack.items[0].decade = Some(1934)).field,
        "decade"
    );
    assert_eq!(
        only(|pack| pack.media[0].sha256 = Hash("ABC".into())).field,
        "sha256"
    );
    assert_eq!(
        only(|pack| pack.media[0].tint = Some("red".into())).field,
        "tint"
    );
    assert_eq!(
        only(|pack| pack.activities[0].evidence = vec!["glo:fun".into()]).field,
        "evidence"
    );
    assert_eq!(
        only(|pack| pack.items[0].link = Some("javascript:alert(1)".into())).field,
        "link"
    );
    assert_eq!(only(|pack| pack.format = 2).field, "format");
    assert_eq!(
        only(|pack| pack.languages = vec!["en".into(), "English!".into()]).field,
        "languages"
    );
    let unlisted = only(|pack| pack.title = Text::one("pl", "Test"));
    assert!(unlisted.message.contains("\"pl\""));
}

#[test]
fn copies_of_a_picture_are_smaller_and_of_its_shape() {
    let with = |width, height, change: &dyn Fn(&mut Size)| {
        let mut pack = pack();
        let media = &mut pack.media[0];
        (media.width, media.height) = (Some(2048), Some(1365));
        let mut size = Size {
            name: "small.jpg".into(),
            sha256: Hash::of(b"small"),
            bytes: 1,
            media_type: Some("image/jpeg".into()),
            width,
            height,
        };
        change(&mut size);
        media.sizes.push(size);
        let problems = validate(&pack);
        assert!(problems.len() < 2, "{problems:?}");
        problems.into_iter().next().map(|problem| problem.message)
    };
    for (width, height) in [(480, 320), (480, 319), (1200, 800), (3, 2)] {
        assert_eq!(with(width, height, &|_| {}), None, "{width} by {height}");
    }
    for (width, height, said) in [
        (320, 480, "another shape"),
        (480, 300, "another shape"),
        (2048, 1365, "not smaller"),
        (4_000_000_000, 4_000_000_000, "not smaller"),
        (0, 0, "not smaller"),
    ] {
        let message = with(width, height, &|_| {}).unwrap();
        assert!(message.contains(said), "{width} by {height}: {message}");
    }
    for (change, said) in [
        (
            &(|size: &mut Size| size.name = "../small.jpg".into()) as &dyn Fn(&mut Size),
            "plain file name",
        ),
        (&|size| size.sha256 = Hash("1".into()), "SHA-256"),
        (
            &|size| size.media_type = Some("image/svg+xml".into()),
            "kind",
        ),
        (&|size| size.media_type = Some("audio/mpeg".into()), "kind"),
        (&|size| size.name = "tin.png".into(), "tin.png"),
    ] {
        let message = with(480, 320, change).unwrap();
        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn a_copy_of_a_picture_of_unknown_size_is_refused() {
    let problem = only(|pack| {
        pack.media[0].sizes.push(Size {
            name: "small.png".into(),
            sha256: Hash::of(b"small"),
            width: 4,
            height: 3,
            ..Size::default()
        });
    });
    assert!(problem.is_error() && problem.message.contains("not given"));
}
