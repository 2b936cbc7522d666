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
        let list = index.suggestions(&pack, typed, 3);
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
    for suggestion in index.suggestions(&pack, "", 10) {
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
        let list = index.suggestions(&pack, typed, 10);
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
