#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod properties;
mod suggestions;

use super::near::{Distance, Near};
use super::words::plain;
use super::*;
use crate::Text;
use crate::pack::{Item, Theme};

fn item(number: &str, title: &str, story: &str) -> Item {
    Item {
        number: number.into(),
        title: Text::one("en", title),
        story: Text::one("en", story),
        ..Item::default()
    }
}

fn pack(items: Vec<Item>) -> Pack {
    Pack {
        languages: vec!["en".into()],
        items,
        ..Pack::default()
    }
}

/// Titles of what is found, best first.
fn found(pack: &Pack, typed: &str) -> Vec<String> {
    let hits = Index::new(pack, "en")
        .search(typed, &Filter::default())
        .hits;
    let titles = hits.iter().map(|hit| pack.items[hit.item].heading());
    titles.map(|title| title.0["en"].clone()).collect()
}

fn titles(titles: &[&str]) -> Pack {
    let items = titles.iter().enumerate();
    pack(
        items
            .map(|(n, title)| item(&format!("n{n}"), title, ""))
            .collect(),
    )
}

#[test]
fn case_accents_vowel_points_and_digits_of_any_script_do_not_matter() {
    for (written, typed) in [
        (
            "Süleiman Łódź Ŵy Œuvre Straße Việt",
            "suleiman lodz wy oeuvre strasse viet",
        ),
        ("e\u{301}te\u{301}", "été"),
        ("ΆΝΘΡΩΠΟΣ ἄνθρωπος", "ανθρωποσ ανθρωποσ"),
        ("Ёлка Київ ЙОД", "елка киів иод"),
        ("مِدَقّ الغسيل مكواة آلة عـــلى", "مدق غسيل مكواه اله علي"),
        ("١٩٤٠ ১৯৪০", "1940 1940"),
        ("বাড়ি বাড\u{9BC}ি", "বাডি বাডি"),
        ("ﬁre ＡＢ１", "fire ab1"),
    ] {
        assert_eq!(plain(written), plain(typed), "{written}");
        assert_eq!(
            plain(written).join(" "),
            typed.replace("été", "ete"),
            "{written}"
        );
    }
}

#[test]
fn apostrophes_join_short_ends_and_part_names_from_their_articles() {
    assert_eq!(plain("Miner’s lamp, don't"), ["miners", "lamp", "dont"]);
    assert_eq!(
        plain("Prisse d'Avennes O’Keeffe"),
        ["prisse", "d", "avennes", "o", "keeffe"]
    );
    assert_eq!(plain("м'яч п’ять"), ["мяч", "пять"]);
    assert_eq!(plain("rock'n'roll 'quoted'"), ["rockn", "roll", "quoted"]);
}

#[test]
fn scripts_without_spaces_are_read_letter_by_letter() {
    assert_eq!(plain("大波 Wave"), ["大", "波", "wave"]);
}

#[test]
fn distances_count_letters_left_out_put_in_changed_and_swapped() {
    let whole = |a: &str, b: &str| Near::new(a, false).unwrap().distance(b).whole;
    for (a, b, distance) in [
        ("wireless", "wireless", 0),
        ("wirless", "wireless", 1),
        ("mangel", "mangle", 1),
        ("iorn", "iron", 1),
        ("nitting", "knitting", 1),
        ("ca", "abc", 3),
        ("المزياع", "المذياع", 1),
    ] {
        assert_eq!(whole(a, b), distance, "{a} {b}");
        assert_eq!(whole(b, a), distance, "{b} {a}");
    }
    let wirl = Near::new("wirl", false).unwrap().distance("wireless");
    assert_eq!(
        wirl,
        Distance {
            whole: 4,
            beginning: 1
        }
    );
    assert_eq!(
        Near::new("ratel", true).unwrap().distance("rattle").whole,
        1
    );
}

#[test]
fn the_very_word_comes_before_its_beginning_and_that_before_a_misspelling() {
    let pack = titles(&["Prams and tram", "Trampoline", "Tram", "Tramline"]);
    assert_eq!(
        found(&pack, "tram"),
        ["Tram", "Prams and tram", "Tramline", "Trampoline"]
    );
    let pack = titles(&["Lamb cutlets", "Lambswool", "Lamp"]);
    assert_eq!(found(&pack, "lamb"), ["Lamb cutlets", "Lambswool"]);
    assert_eq!(found(&pack, "lanp"), ["Lamp"]);
    assert_eq!(
        found(&titles(&["Miner’s lamp", "Lamb"]), "miners lamb")[0],
        "Miner’s lamp"
    );
}

#[test]
fn equals_stay_in_the_order_of_the_pack() {
    let pack = pack(
        (0..30)
            .map(|n| item(&format!("{n}"), "Milk bottle", ""))
            .collect(),
    );
    let hits = Index::new(&pack, "en")
        .search("bottle", &Filter::default())
        .hits;
    let order: Vec<usize> = hits.iter().map(|hit| hit.item).collect();
    assert_eq!(order, (0..30).collect::<Vec<_>>());
}

#[test]
fn a_title_says_more_than_a_story() {
    let items = vec![
        item("1", "Clock", "The tram rang."),
        item("2", "Tram ticket", "A penny."),
    ];
    assert_eq!(found(&pack(items), "tram"), ["Tram ticket", "Clock"]);
}

#[test]
fn words_run_together_and_words_torn_apart_are_found() {
    let pack = titles(&[
        "Poss stick",
        "Postcard",
        "Georgia O'Keeffe",
        "Milk bottle",
        "Stick",
    ]);
    for (typed, wanted) in [
        ("possstick", "Poss stick"),
        ("posstick", "Poss stick"),
        ("post card", "Postcard"),
        ("milkbottle", "Milk bottle"),
        ("milkbotle", "Milk bottle"),
        ("okeeffe", "Georgia O'Keeffe"),
    ] {
        assert_eq!(
            found(&pack, typed).first().map(String::as_str),
            Some(wanted),
            "{typed}"
        );
    }
}

#[test]
fn a_small_word_more_or_less_loses_nothing() {
    let pack = titles(&[
        "Cup",
        "Tin of tea",
        "Book of tea",
        "Seed of leek",
        "Rag rug",
    ]);
    assert!(found(&pack, "the cup").contains(&"Cup".to_owned()));
    assert_eq!(found(&pack, "rag mat"), ["Rag rug"]);
    assert!(found(&pack, "zzzz").is_empty());
}

#[test]
fn nothing_typed_shows_everything_in_the_order_of_the_pack() {
    let pack = titles(&["B", "A"]);
    for typed in ["", "  ", "?!"] {
        assert_eq!(found(&pack, typed), ["B", "A"]);
    }
    assert!(
        Index::default()
            .search("a", &Filter::default())
            .hits
            .is_empty()
    );
}

/// Two lamps and a mat, with Easy Read words and places.
fn shelves() -> Pack {
    let mut pack = titles(&["Pit lamp", "Table lamp", "Mat"]);
    for id in ["home", "work"] {
        let title = Text::one("en", id);
        pack.themes.push(Theme {
            id: id.into(),
            title,
            ..Theme::default()
        });
    }
    for (item, (themes, decade, place)) in pack.items.iter_mut().zip([
        (vec!["work"], 1920, "Durham"),
        (vec!["home", "work"], 1930, "Blyth"),
        (vec!["home"], 1920, "DURHAM"),
    ]) {
        item.themes = themes.into_iter().map(str::to_owned).collect();
        item.decade = Some(decade);
        item.place = Text::one("en", place);
    }
    pack.items[0]
        .title
        .0
        .insert("en-simple".into(), "Miner’s lamp".into());
    pack
}

fn pairs(counts: &[Count]) -> Vec<(i32, u32)> {
    counts
        .iter()
        .map(|count| (count.key, count.items))
        .collect()
}

#[test]
fn facets_count_what_each_choice_would_show() {
    let pack = shelves();
    let index = Index::new(&pack, "en");
    let lamps = index.search("lamp", &Filter::default()).facets;
    assert_eq!(pairs(&lamps.themes), [(0, 1), (1, 2)]);
    assert_eq!(pairs(&lamps.decades), [(1920, 1), (1930, 1)]);
    assert_eq!(pairs(&lamps.places), [(0, 1), (1, 1)]);
    let twenties = Filter {
        decade: Some(1920),
        ..Filter::default()
    };
    let narrowed = index.search("", &twenties);
    assert_eq!(
        narrowed.hits.iter().map(|hit| hit.item).collect::<Vec<_>>(),
        [0, 2]
    );
    assert_eq!(pairs(&narrowed.facets.decades), [(1920, 2), (1930, 1)]);
    assert_eq!(pairs(&narrowed.facets.places), [(0, 2)]);
    let nowhere = Filter {
        place: Some(99),
        ..Filter::default()
    };
    assert!(index.search("lamp", &nowhere).hits.is_empty());
}

#[test]
fn a_place_chosen_in_one_language_is_the_same_place_in_another() {
    let mut pack = shelves();
    for (item, place) in pack.items.iter_mut().zip(["درم", "بلايث", "درم القديمة"])
    {
        item.place.0.insert("ar".into(), place.into());
    }
    let narrowed = |tag: &str, item: i32| {
        let filter = Filter {
            place: Some(item),
            ..Filter::default()
        };
        let results = Index::new(&pack, tag).search("", &filter);
        let hits: Vec<usize> = results.hits.iter().map(|hit| hit.item).collect();
        (hits, pairs(&results.facets.places))
    };
    assert_eq!(narrowed("en", 1), (vec![1], vec![(0, 2), (1, 1)]));
    assert_eq!(narrowed("ar", 1), (vec![1], vec![(0, 1), (1, 1), (2, 1)]));
    // Whatever the language makes of it, the choice is still among those offered, by the name it was chosen by.
    assert_eq!(narrowed("ar", 2), (vec![2], vec![(0, 1), (1, 1), (2, 1)]));
    assert_eq!(narrowed("en", 2), (vec![0, 2], vec![(2, 2), (1, 1)]));
}

#[test]
fn marks_are_whole_words_of_the_text_that_is_shown_and_of_its_easy_read_twin() {
    let pack = shelves();
    let index = Index::new(&pack, "en-simple");
    let results = index.search("mine lanp wor", &Filter::default());
    assert!(results.hits[0].fields.has(Field::Title));
    let marks = index.marks(&pack, &results, 0);
    let marked: Vec<_> = marks
        .iter()
        .map(|mark| {
            let ranges = mark.ranges.iter().map(|range| (range.start, range.end));
            (mark.field, mark.tag.as_str(), ranges.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        marked,
        [
            (
                Field::Title,
                "en-simple",
                vec![(0, "Miner’s".len()), (10, 14)]
            ),
            (Field::Title, "en", vec![(4, 8)]),
            (Field::Theme, "en", vec![(0, 4)]),
        ]
    );
    assert!(index.marks(&pack, &results, 99).is_empty());
}

#[test]
fn a_guess_is_not_marked_where_the_very_word_stands() {
    let pack = pack(vec![item("1", "Pram", "The tram was full.")]);
    let index = Index::new(&pack, "en");
    let marks = index.marks(&pack, &index.search("pram", &Filter::default()), 0);
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].field, Field::Title);
}

#[test]
fn an_index_made_a_few_items_at_a_time_is_the_one_made_at_once() {
    let mut pack = titles(&["Poss tub", "Pit lamp", "Tram ticket", "Lamp", "Wash tub"]);
    for (at, item) in pack.items.iter_mut().enumerate() {
        item.place = Text::one("en", ["Jarrow", "Blyth", "jarrow"][at % 3]);
    }
    let whole = Index::new(&pack, "en");
    let mut builder = Builder::new(&pack, "en");
    assert!(!builder.read(&pack, 2));
    assert!(!builder.read(&pack, 2));
    assert!(builder.read(&pack, 2));
    assert!(!builder.sort(3));
    assert!(!builder.sort(3));
    let parts = builder.finish(&pack);
    for typed in ["", "lamp", "tub", "was"] {
        let (one, other) = (
            whole.search(typed, &Filter::default()),
            parts.search(typed, &Filter::default()),
        );
        assert_eq!((one.hits, one.facets), (other.hits, other.facets));
        assert_eq!(
            whole.suggestions(&pack, typed, &Filter::default(), 6),
            parts.suggestions(&pack, typed, &Filter::default(), 6)
        );
    }
}

#[test]
fn an_index_of_nothing_is_finished_at_once() {
    let pack = pack(Vec::new());
    assert!(Builder::new(&pack, "en").read(&pack, 1));
}
