use super::*;

/// Each with what must be gone once it is taken out.
const TELLS: [(&str, &str); 29] = [
    ("My name is Margaret and I loved it.", "Margaret"),
    ("my name is margaret", "margaret"),
    ("Hello, my name’s Joe Hall!", "Joe Hall"),
    ("I am Doris.", "Doris"),
    ("Well, I'm Doris Smith from the pit village", "Doris Smith"),
    ("They called me Peggy at work", "Peggy"),
    ("Mrs Robson taught me to poss.", "Robson"),
    ("It was Mr. O'Neill who ran the shop", "Neill"),
    ("Dr Khan was kind", "Khan"),
    ("Ring me on 0191 498 0123", "498"),
    ("07700 900123 any time", "900123"),
    ("(01632) 960 001", "960"),
    ("+44 7700 900 123", "900"),
    ("tel 01632960983.", "01632960983"),
    ("Write to doris@example.org please", "doris@example.org"),
    ("doris.hall@example.co.uk", "doris"),
    ("I live at NE1 4JA", "4JA"),
    ("ne14ja is my code", "ne14ja"),
    ("From DL15 8AB, by bus", "8AB"),
    ("EC1A 1BB", "EC1A"),
    ("Nazywam się Anna Nowak", "Anna"),
    ("mam na imię Jan", "Jan"),
    ("Dzwonić 501 234 567", "501"),
    ("Fy enw i yw Siân", "Siân"),
    ("Мене звати Олена", "Олена"),
    ("пані Коваленко розповіла", "Коваленко"),
    ("اسمي فاطمة", "فاطمة"),
    ("আমার নাম রহিম", "রহিম"),
    ("০১৭১২ ৩৪৫৬৭৮", "৩৪৫৬৭৮"),
];

/// Nobody is to be stopped at these.
const TELLS_NOTHING: [&str; 34] = [
    "The smell of the wash house.",
    "I am happy",
    "I am Welsh and proud of it",
    "I am so glad. Thank you!",
    "I'm retired now",
    "I AM VERY HAPPY",
    "My name is on the plaque",
    "my name is not important",
    "I miss Mam",
    "I miss my mother",
    "Miss",
    "It was 1939-1945, the war",
    "1914 1918 1939 1945",
    "We were 12 in 2 rooms, 100 of us in all",
    "Object 1998.1234.5 is like ours",
    "It cost 2/6 in 1953",
    "12.03.1947 was cold",
    "Room B1 2nd floor",
    "I was in class 4A",
    "See you at 5pm on the 3rd",
    "Doris the cat slept there",
    "We ate @ home",
    "a@b",
    "Half past 7, about 30 of us",
    "A pint was 1s 4d",
    "Grandad worked at Wearmouth colliery",
    "Jestem zadowolona",
    "jestem bardzo szczęśliwy",
    "Rydw i'n hapus",
    "Я дуже рада",
    "أنا سعيدة جدا",
    "আমি খুব খুশি",
    "",
    "  ,. !  ",
];

#[test]
fn what_tells_who_somebody_is_is_found_and_can_be_taken_out() {
    for (text, gone) in TELLS {
        assert!(is_suspect(text), "missed: {text}");
        let left = without(text);
        assert!(!left.contains(gone), "{text} became {left}");
        assert!(!is_suspect(&left), "{text} became {left}");
    }
}

#[test]
fn nobody_is_stopped_at_what_tells_nothing() {
    for text in TELLS_NOTHING {
        assert!(!is_suspect(text), "{text}: {:?}", found(text));
        assert_eq!(without(text), text.trim(), "{text}");
    }
}

#[test]
fn what_stands_around_it_stays_as_it_was_written() {
    let text = "I loved it. My name is Margaret Hall. The tram was best.\nNE1 4JA";
    assert_eq!(without(text), "I loved it. The tram was best.");
}

proptest::proptest! {
    #[test]
    fn any_text_at_all_has_whole_spans_in_order(text in ".{0,80}") {
        let mut last = 0;
        for span in found(&text) {
            proptest::prop_assert!(span.start >= last && span.start < span.end);
            proptest::prop_assert!(text.get(span.clone()).is_some());
            last = span.end;
        }
        let _ = without(&text);
    }
}
