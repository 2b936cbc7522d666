use super::*;

fn file(pairs: &[(&str, &str)]) -> Texts {
    pairs
        .iter()
        .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
        .collect()
}

fn asked(source: &str) -> Asked {
    let mut asked = Asked::default();
    asked.read(source);
    asked
}

#[test]
fn keys_are_found_in_calls_and_constants_and_not_in_comments() {
    let asked = asked(
        "t(\"a.b\"); text(\"no\"); // t(\"c.d\")\n// t(\"e.f\")\nt_with(\n  \"g.h\", x);\nconst LOOK_KEY: &str = \"i.j\";",
    );
    for key in ["a.b", "g.h", "i.j"] {
        assert!(asked.keys.contains(key), "{key}");
    }
    assert!(!asked.keys.contains("no") && !asked.keys.contains("e.f"));
}

#[test]
fn a_key_without_a_text_is_missing_in_that_language_by_name() {
    let all = BTreeMap::from([
        ("en".to_owned(), file(&[("a.b", "Look")])),
        ("ar".to_owned(), file(&[])),
        ("en-simple".to_owned(), file(&[])),
    ]);
    assert_eq!(
        compare(&asked("t(\"a.b\")"), &all),
        ["ar: `a.b` is missing."]
    );
}

#[test]
fn a_key_handed_to_a_function_is_asked_for_too() {
    let all = BTreeMap::from([("en".to_owned(), file(&[("home.look", "Look")]))]);
    let source = "row(\"home.look\", \"home.do\", \"go.home.x\")";
    assert_eq!(compare(&asked(source), &all), ["en: `home.do` is missing."]);
}

#[test]
fn a_text_nothing_asks_for_is_named_unless_it_belongs_to_a_family() {
    let all = BTreeMap::from([(
        "en".to_owned(),
        file(&[
            ("old", "x"),
            ("look.home", "Home"),
            ("left.other", "{n}"),
            ("left.one", "one"),
        ]),
    )]);
    let source = "format!(\"look.{id}\"); t_count(\"left\", n)";
    assert_eq!(
        compare(&asked(source), &all),
        ["en: nothing asks for `old`."]
    );
}

#[test]
fn a_translation_that_drops_a_number_is_named() {
    let all = BTreeMap::from([
        ("en".to_owned(), file(&[("a", "{n} left")])),
        ("pl".to_owned(), file(&[("a", "zostało")])),
    ]);
    let found = compare(&asked("t(\"a\")"), &all);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn arabic_needs_all_six_forms() {
    let all = BTreeMap::from([("ar".to_owned(), file(&[("left.other", "{n}")]))]);
    assert_eq!(compare(&asked("t_count(\"left\", n)"), &all).len(), 5);
}

#[test]
fn a_text_put_together_from_parts_is_missed_where_the_english_has_it() {
    let all = BTreeMap::from([
        ("en".to_owned(), file(&[("look.home", "Home")])),
        ("pl".to_owned(), file(&[])),
    ]);
    let source = "format!(\"look.{id}\")";
    assert_eq!(
        compare(&asked(source), &all),
        ["pl: `look.home` is missing."]
    );
}

#[test]
fn a_form_the_language_does_not_have_is_named() {
    let all = BTreeMap::from([
        (
            "en".to_owned(),
            file(&[("left.one", "{n}"), ("left.other", "{n}")]),
        ),
        (
            "bn".to_owned(),
            file(&[
                ("left.one", "{n}"),
                ("left.few", "{n}"),
                ("left.other", "{n}"),
            ]),
        ),
    ]);
    assert_eq!(
        compare(&asked("t_count(\"left\", n)"), &all),
        ["bn: `left.few` is never shown: the language has no form `few`."]
    );
}

#[test]
fn an_easy_read_file_has_all_forms_of_a_number_or_none() {
    let english = file(&[("left.one", "one"), ("left.other", "{n}")]);
    let polish = ["one", "few", "many", "other"].map(|form| (format!("left.{form}"), "{n}".into()));
    let all = |simple: &[(&str, &str)]| {
        BTreeMap::from([
            ("en".to_owned(), english.clone()),
            ("pl".to_owned(), polish.iter().cloned().collect()),
            ("pl-simple".to_owned(), file(simple)),
        ])
    };
    let asked = asked("t_count(\"left\", n)");
    assert!(compare(&asked, &all(&[])).is_empty());
    let three = [
        ("left.one", "{n}"),
        ("left.many", "{n}"),
        ("left.other", "{n}"),
    ];
    assert_eq!(
        compare(&asked, &all(&three)),
        ["pl-simple: `left.few` is missing beside its other forms."]
    );
}
