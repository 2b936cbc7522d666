//! Words to touch.

use super::*;

#[test]
fn suggestions_begin_finish_and_narrow_without_a_keyboard() {
    let pack = titles(&[
        "Milk bottle",
        "Stone bottle",
        "Bottles of milk",
        "The mat",
        "A mat and the tub",
        "Pot",
        "Pan",
        "Jug",
    ]);
    let index = Index::new(&pack, "en");
    let words = |typed: &str| -> Vec<(String, String)> {
        let list = index.suggestions(&pack, typed, &Filter::default(), 3);
        list.into_iter().map(|s| (s.word, s.query)).collect()
    };
    let pair = |word: &str, query: &str| (word.to_owned(), query.to_owned());
    assert_eq!(
        words("")[..2],
        [pair("bottle", "bottle"), pair("mat", "mat")]
    );
    assert_eq!(words("bo")[..1], [pair("bottle", "bottle")]);
    assert_eq!(words("stone bo")[..1], [pair("bottle", "stone bottle")]);
    assert_eq!(words("bottle")[..1], [pair("Milk", "bottle Milk")]);
    for suggestion in index.suggestions(&pack, "", &Filter::default(), 10) {
        assert!(
            !index
                .search(&suggestion.query, &Filter::default())
                .hits
                .is_empty()
        );
    }
}

#[test]
fn a_theme_of_several_words_is_offered_whole_and_once() {
    let mut pack = titles(&["Ration book", "Gas mask", "Poss tub", "Flat iron", "Slate"]);
    pack.themes = vec![Theme {
        id: "war".into(),
        title: Text::one("en", "War time"),
        ..Theme::default()
    }];
    for item in &mut pack.items[..2] {
        item.themes = vec!["war".into()];
    }
    let index = Index::new(&pack, "en");
    let offered = |typed: &str| -> Vec<(String, String)> {
        let list = index.suggestions(&pack, typed, &Filter::default(), 10);
        list.into_iter().map(|s| (s.word, s.query)).collect()
    };
    for (typed, query) in [
        ("", "War time"),
        ("ti", "War time"),
        ("war", "War time"),
        ("gas ti", "gas War time"),
    ] {
        let list = offered(typed);
        let theme: Vec<_> = list
            .iter()
            .filter(|(word, _)| word.to_lowercase().contains("time"))
            .collect();
        assert_eq!(
            theme,
            [&("War time".to_owned(), query.to_owned())],
            "{typed}: {list:?}"
        );
        assert!(
            !list.iter().any(|(word, _)| word == "War" || word == "time"),
            "{typed}: {list:?}"
        );
    }
    assert_eq!(found(&pack, "War time").len(), 2);
}

/// As the demo has it: what names most is of another theme.
fn themed() -> Pack {
    let mut pack = titles(&[
        "Ration book",
        "Gas mask box",
        "Tea caddy",
        "Seaside jar",
        "Seaside postcard",
        "Sweet jar and box",
        "Pot",
        "Pan",
    ]);
    for (id, title) in [("sea", "Seaside"), ("war", "Wartime"), ("home", "Home")] {
        let title = Text::one("en", title);
        pack.themes.push(Theme {
            id: id.into(),
            title,
            ..Theme::default()
        });
    }
    let themes = ["war", "war", "war", "sea", "sea", "sea", "home", "home"];
    for (item, theme) in pack.items.iter_mut().zip(themes) {
        item.themes = vec![theme.into()];
    }
    pack
}

#[test]
fn narrowed_by_each_theme_every_word_offered_finds_something() {
    let pack = themed();
    let index = Index::new(&pack, "en");
    for theme in 0..3 {
        let filter = Filter {
            theme: Some(theme),
            ..Filter::default()
        };
        // To begin with, to finish a word, to finish one after another, and to narrow.
        for typed in ["", "b", "sweet b", "pot b", "jar", "box"] {
            for offered in index.suggestions(&pack, typed, &filter, 10) {
                let hits = index.search(&offered.query, &filter).hits;
                assert!(!hits.is_empty(), "theme {theme}, {typed:?}: {offered:?}");
            }
        }
        assert!(!index.suggestions(&pack, "", &filter, 10).is_empty());
    }
}

#[test]
fn a_word_that_all_that_is_chosen_have_is_not_offered() {
    let mut pack = themed();
    pack.items[6].themes = vec!["war".into()];
    let index = Index::new(&pack, "en");
    let filter = Filter {
        theme: Some(1),
        ..Filter::default()
    };
    let offered = index.suggestions(&pack, "", &filter, 20);
    let words: Vec<&str> = offered.iter().map(|word| word.word.as_str()).collect();
    assert!(
        words.contains(&"Ration") && !words.contains(&"Wartime"),
        "{words:?}"
    );
}
