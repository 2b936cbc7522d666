use super::*;
use kiosk_core::pack::Theme;

fn item(number: &str, title: &str, story: &str, theme: &str) -> Item {
    Item {
        number: number.into(),
        title: Text::one("en", title),
        story: Text::one("en", story),
        themes: vec![theme.into()],
        decade: Some(1930),
        ..Item::default()
    }
}

fn pack() -> Pack {
    let theme = |id: &str| Theme {
        id: id.into(),
        title: Text::one("en", id),
        ..Theme::default()
    };
    Pack {
        languages: vec!["en".into()],
        themes: vec![theme("home"), theme("work")],
        items: vec![
            item(
                "1",
                "Poss tub",
                "Monday was wash day, and everyone in the house helped with it.",
                "home",
            ),
            item("2", "Pit lamp", "The flame gave light.", "work"),
            item("3", "Wash stand", "It held a jug.", "home"),
        ],
        ..Pack::default()
    }
}

fn looks_for(typed: &str, theme: Option<i32>) -> Look {
    let mut look = Look {
        finding: true,
        typed: typed.into(),
        ..Look::default()
    };
    look.narrow(Way::Theme, theme);
    look
}

fn found(typed: &str, theme: Option<i32>) -> Found {
    let pack = pack();
    Found::of(
        &pack,
        "",
        &Arc::new(Index::new(&pack, "en")),
        &looks_for(typed, theme),
    )
}

fn numbers(found: &Found) -> Vec<usize> {
    found.results.hits.iter().map(|hit| hit.item).collect()
}

#[test]
fn before_the_pack_is_read_everything_of_the_theme_is_there() {
    let pack = pack();
    let none = Arc::new(Index::default());
    assert_eq!(
        numbers(&Found::of(&pack, "", &none, &looks_for("wash", None))),
        [0, 1, 2]
    );
    assert_eq!(
        numbers(&Found::of(&pack, "", &none, &looks_for("", Some(0)))),
        [0, 2]
    );
}

#[test]
fn what_was_found_comes_best_first_and_leads_on_to_the_next() {
    let (pack, found) = (pack(), found("wash", None));
    assert_eq!(numbers(&found), [2, 0]);
    let next = |number| found.next(&pack, number).map(|item| item.number.clone());
    assert_eq!(next("3").as_deref(), Some("1"));
    assert_eq!(next("1").as_deref(), Some("3"), "round to the first");
    assert_eq!(
        next("2").as_deref(),
        Some("3"),
        "one not found: the pack's next"
    );
    assert_eq!(next("gone"), None);
}

#[test]
fn at_reset_nothing_that_was_looked_for_is_left() {
    let forgotten = found("wash", None).forgotten();
    assert!(forgotten.results.hits.is_empty());
    assert!(!format!("{:?}", forgotten.results).contains("term"));
    assert_eq!(forgotten.index.len(), 3, "the next visitor need not wait");
}

#[test]
fn a_single_thing_has_no_next() {
    let mut pack = pack();
    pack.items.truncate(1);
    assert_eq!(Found::default().next(&pack, "1"), None);
}

#[test]
fn closing_the_search_leaves_nothing_narrowed() {
    let mut look = looks_for("wash", Some(1));
    look.narrow(Way::Decade, Some(1930));
    look.turn_finding();
    assert_eq!(look, Look::default());
}

#[test]
fn opening_the_search_keeps_the_theme_in_hand() {
    let mut look = Look::default();
    look.narrow(Way::Theme, Some(1));
    look.turn_finding();
    assert!(look.finding);
    assert_eq!(look.narrowed(Way::Theme), Some(1));
}

#[test]
fn back_closes_the_choices_then_the_search_then_leaves() {
    let mut look = looks_for("wash", None);
    look.choosing = Some(Way::Place);
    assert!(look.back());
    assert_eq!(look.typed, "wash");
    assert!(look.back());
    assert_eq!(look, Look::default());
    assert!(!look.back());
}

#[test]
fn a_match_outside_the_heading_is_shown_with_the_words_around_it() {
    let (pack, found) = (pack(), found("helped", None));
    let marks = found.index.marks(&pack, &found.results, 0);
    let (heading, reason) = reasons(&pack, &pack.items[0], marks, "en");
    assert_eq!(heading, None);
    let text = &pack.items[0].story.0["en"];
    let ranges = reason.map(|reason| reason.mark.ranges).unwrap_or_default();
    assert_eq!(
        &text[excerpt(text, &ranges)],
        "in the house helped with it."
    );
}

#[test]
fn a_match_in_the_heading_is_marked_there() {
    let (pack, found) = (pack(), found("lamp", None));
    let marks = found.index.marks(&pack, &found.results, 1);
    let (heading, reason) = reasons(&pack, &pack.items[1], marks, "en");
    assert_eq!(reason, None);
    let ranges = heading.map(|mark| mark.ranges).unwrap_or_default();
    assert_eq!(
        pieces("Pit lamp", &ranges),
        [("Pit ", false), ("lamp", true)]
    );
}

/// What the card of the first thing shows of a search: its heading and its reason, `[marked]`.
fn card(pack: &Pack, wanted: &str, typed: &str) -> (String, Option<String>) {
    let index = Arc::new(Index::new(pack, wanted));
    let found = Found::of(pack, "", &index, &looks_for(typed, None));
    let marks = index.marks(pack, &found.results, 0);
    let (mark, reason) = reasons(pack, &pack.items[0], marks, wanted);
    let heading = pack.items[0].heading();
    let heading = heading.choose(wanted, &pack.languages);
    let ranges = mark.map(|mark| mark.ranges).unwrap_or_default();
    let shown = |text: &str, ranges: &[Range<usize>]| {
        let pieces = pieces(text, ranges);
        let piece = |(text, marked): &(&str, bool)| match marked {
            true => ["[", text, "]"].concat(),
            false => (*text).to_owned(),
        };
        pieces.iter().map(piece).collect::<String>()
    };
    (
        shown(heading.map_or("", |heading| heading.text), &ranges),
        reason.map(|reason| shown(&reason.text, &reason.mark.ranges)),
    )
}

#[test]
fn a_match_in_the_other_wording_shows_that_wording_with_its_mark() {
    let mut pack = pack();
    let tub = &mut pack.items[0];
    let simple = |text: &mut Text, says: &str| text.0.insert("en-simple".into(), says.into());
    simple(&mut tub.story, "It was hard work, and no danger.");
    simple(&mut tub.title, "Washing tub");
    let why = |wanted, typed| card(&pack, wanted, typed);
    assert_eq!(
        why("en", "danger"),
        (
            "Poss tub".into(),
            Some("It was hard work, and no [danger].".into())
        )
    );
    assert_eq!(
        why("en", "washing"),
        ("Poss tub".into(), Some("[Washing] tub".into())),
        "the heading's other wording is a reason of its own"
    );
    assert_eq!(
        why("en-simple", "poss"),
        ("Washing tub".into(), Some("[Poss] tub".into()))
    );
    assert_eq!(why("en", "tub"), ("Poss [tub]".into(), None));
    assert_eq!(
        why("en", "work").1.as_deref(),
        Some("It was hard [work], and no danger.")
    );
}

#[test]
fn words_as_they_are_read_come_before_the_other_wording() {
    let mut pack = pack();
    let tub = &mut pack.items[0];
    tub.title.0.insert("en-simple".into(), "Monday tub".into());
    let (_, reason) = card(&pack, "en", "monday");
    assert!(reason.is_some_and(|reason| reason.starts_with("[Monday] was wash day")));
}

#[test]
fn a_match_past_the_sentence_that_is_the_heading_is_shown_beneath_it() {
    let mut pack = pack();
    let tub = &mut pack.items[0];
    tub.title = Text::default();
    tub.brief = Text::one("en", "A tub. It leaks.");
    assert_eq!(
        card(&pack, "en", "leaks"),
        ("A tub.".into(), Some("A tub. It [leaks].".into()))
    );
    assert_eq!(card(&pack, "en", "tub"), ("A [tub].".into(), None));
}

#[test]
fn a_place_stays_chosen_when_the_language_or_easy_read_changes() {
    let mut pack = pack();
    for (item, (place, named)) in
        pack.items
            .iter_mut()
            .zip([("Durham", "درم"), ("Blyth", "بلايث"), ("Durham", "درم")])
    {
        item.place = Text::one("en", place);
        item.place.0.insert("ar".into(), named.into());
    }
    let mut look = looks_for("", None);
    let found =
        |tag: &str, look: &Look| Found::of(&pack, "", &Arc::new(Index::new(&pack, tag)), look);
    let durham = found("en", &look).choices(Way::Place)[0].key;
    look.narrow(Way::Place, Some(durham));
    for tag in ["en", "en-simple", "ar"] {
        let found = found(tag, &look);
        assert_eq!(numbers(&found), [0, 2], "{tag}");
        let mut choices = found.choices(Way::Place).iter();
        assert!(choices.any(|choice| choice.key == durham), "{tag}");
    }
}

#[test]
fn marks_that_do_not_fit_a_text_are_left_out() {
    let far = [0..3, 40..44];
    assert_eq!(pieces("Pit", &far), [("Pit", true)]);
    let between_letters = 1..2;
    let marks = std::slice::from_ref(&between_letters);
    assert_eq!(pieces("é", marks), [("é", false)]);
    assert!(pieces("", &[]).is_empty());
}

#[test]
fn an_excerpt_is_cut_between_words_in_any_script() {
    let long = "слово ".repeat(40);
    let mark = long.char_indices().nth(120).map_or(0, |(at, _)| at);
    let shown = &long[excerpt(
        &long,
        &[Range {
            start: mark,
            end: mark + 10,
        }],
    )];
    assert!(
        shown.starts_with("слово") && shown.ends_with("слово"),
        "{shown}"
    );
    assert!(shown.chars().count() <= 72);
    assert_eq!(excerpt("short", &[]), 0..5);
}
