//! What must hold for any text.

use super::*;
use crate::search::words::words;
use proptest::prelude::*;

/// Texts as labels have them, and texts as nobody should have them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,24}",
        "[a-eA-E '’-]{0,20}",
        "[ا-ي ً-ْ]{0,16}",
        "[à-ÿĀ-ž ]{0,12}",
        "[ก-๛一-龠ঀ-৿ ]{0,12}"
    ]
}

fn any_pack() -> impl Strategy<Value = Pack> {
    let items = prop::collection::vec((text(), text(), text()), 0..12);
    items.prop_map(|items| {
        let items = items
            .into_iter()
            .enumerate()
            .map(|(nth, (number, title, story))| {
                let mut item = item(&format!("{number}-{nth}"), &title, &story);
                item.place = Text::one("ar", &story);
                item.themes = vec![title];
                item
            });
        let mut pack = pack(items.collect());
        pack.themes.push(Theme {
            id: String::new(),
            ..Theme::default()
        });
        pack
    })
}

proptest! {
    #[test]
    fn no_text_stops_the_search_and_marks_lie_between_letters(pack in any_pack(), typed in text()) {
        let index = Index::new(&pack, "en");
        let results = index.search(&typed, &Filter::default());
        for hit in &results.hits {
            for mark in index.marks(&pack, &results, hit.item) {
                let item = &pack.items[hit.item];
                let text = match mark.field {
                    Field::Number => &item.number,
                    Field::Title => &item.title.0[&mark.tag],
                    Field::Place => &item.place.0[&mark.tag],
                    Field::Story => &item.story.0[&mark.tag],
                    _ => continue,
                };
                let mut end = 0;
                for range in mark.ranges {
                    prop_assert!(end <= range.start && text.get(range.clone()).is_some());
                    end = range.end;
                }
            }
        }
        index.suggestions(&pack, &typed, &Filter::default(), 8);
    }

    #[test]
    fn every_word_offered_finds_something_within_what_is_chosen(pack in any_pack(), typed in text(), item in 0i32..12) {
        let index = Index::new(&pack, "en");
        let filter = Filter { place: Some(item), ..Filter::default() };
        for offered in index.suggestions(&pack, &typed, &filter, 8) {
            prop_assert!(!index.search(&offered.query, &filter).hits.is_empty(), "{offered:?}");
        }
    }

    #[test]
    fn every_item_is_found_by_its_number_and_by_its_title_and_marked_there(pack in any_pack()) {
        let index = Index::new(&pack, "en");
        for (nth, item) in pack.items.iter().enumerate() {
            for (field, typed) in [(Field::Number, &item.number), (Field::Title, &item.title.0["en"])] {
                let results = index.search(typed, &Filter::default());
                prop_assert!(results.hits.iter().any(|hit| hit.item == nth), "{typed:?}");
                let marks = index.marks(&pack, &results, nth);
                let marked = marks.iter().any(|mark| mark.field == field);
                prop_assert!(marked || plain(typed).is_empty(), "{typed:?} {marks:?}");
            }
        }
    }

    #[test]
    fn words_stand_in_their_text_in_order(text in text()) {
        let (mut end, mut ordered) = (0, true);
        words(&text, &mut |word, range| {
            ordered &= !word.is_empty() && end <= range.start && text.get(range.clone()).is_some();
            end = range.end;
        });
        prop_assert!(ordered);
    }

    #[test]
    fn our_own_sorting_sorts(words in prop::collection::vec("[ab]{1,12}|\\PC{1,6}", 0..40), numbers in prop::collection::vec(any::<u64>(), 0..300)) {
        let order = order::sort_words(words.len(), &|word| &words[word]);
        let sorted: Vec<&String> = order.iter().map(|word| &words[*word]).collect();
        let mut wanted: Vec<&String> = words.iter().collect();
        wanted.sort();
        prop_assert_eq!(sorted, wanted);
        let (mut sorted, mut wanted) = (numbers.clone(), numbers);
        order::sort(&mut sorted);
        wanted.sort_unstable();
        prop_assert_eq!(sorted, wanted);
    }

    #[test]
    fn the_quick_distance_is_the_plain_one(a in "[abc]{1,9}", b in "[abc]{0,9}") {
        prop_assert_eq!(Near::new(&a, false).unwrap().distance(&b).whole, plain_distance(&a, &b));
    }

    #[test]
    fn a_word_of_eight_letters_with_two_slips_is_found(word in "[a-z]{8,12}", first in 0usize..8, second in 0usize..8) {
        let mut slipped: Vec<char> = word.chars().collect();
        slipped.remove(first);
        let last = slipped.len() - 1;
        slipped[second.min(last)] = 'q';
        let slipped: String = slipped.into_iter().collect();
        prop_assume!(slipped.len() >= 8);
        prop_assert_eq!(found(&titles(&[&word]), &slipped), [word]);
    }
}

/// The textbook's table, with swapped neighbours as one slip.
fn plain_distance(a: &str, b: &str) -> u32 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut table = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, n) | (n, 0) => n as u32,
                _ => {
                    let changed = table[i - 1][j - 1] + u32::from(a[i - 1] != b[j - 1]);
                    let mut best = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                }
            };
        }
    }
    table[a.len()][b.len()]
}
