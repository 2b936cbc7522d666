use super::*;
use crate::Text;
use crate::questions::{Choice, Condition, Kind, Moment, Source};

fn choices(keys: &[&str]) -> Vec<Choice> {
    let choice = |key: &&str| Choice {
        key: (*key).into(),
        // A point of a scale needs a word.
        text: Text::one("en", format!("word {key}")),
        symbol: None,
    };
    keys.iter().map(choice).collect()
}

fn question(key: &str, kind: Kind, options: &[&str]) -> Question {
    Question {
        key: key.into(),
        kind,
        text: Text::one("en", key),
        help: Text::default(),
        options: choices(options),
        max: None,
        dont_know: None,
        viewpoints: Vec::new(),
        ask_when: None,
        evidence: Vec::new(),
        measure: None,
        moment: None,
        source: None,
        sensitive: false,
        memory: false,
    }
}

fn set(questions: Vec<Question>) -> QuestionSet {
    QuestionSet {
        format: 1,
        id: "test".into(),
        version: 1,
        title: Text::one("en", "Test"),
        privacy: Text::one("en", "We ask for no name. You can stop when you like."),
        viewpoints: choices(&["visitor", "carer"]),
        questions,
        thanks: Text::default(),
        licence: Some("https://creativecommons.org/publicdomain/zero/1.0/".into()),
    }
}

fn said(set: &QuestionSet) -> Vec<String> {
    validate(set).iter().map(ToString::to_string).collect()
}

fn only(set: &QuestionSet) -> String {
    let problems = said(set);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.concat()
}

/// The only problem of a set with this question, after a good one to depend on.
fn problem_of(question: Question) -> String {
    let again = self::question("again", Kind::One, &["yes", "no"]);
    only(&set(vec![again, question]))
}

#[test]
fn a_good_set_has_no_problems() {
    let mut words = question("words", Kind::Words, &[]);
    words.options = (0..24)
        .map(|at| choices(&[&format!("w{at}")]).remove(0))
        .collect();
    words.max = Some(5);
    let mut why = question("why", Kind::Text, &[]);
    why.ask_when = Some(Condition {
        question: "enjoyed".into(),
        any_of: vec!["1".into()],
    });
    why.viewpoints = vec!["carer".into()];
    why.evidence = vec!["glo:enjoyment".into()];
    let enjoyed = question("enjoyed", Kind::Scale, &["1", "2", "3", "4", "5"]);
    assert_eq!(said(&set(vec![enjoyed, words, why])), [""; 0]);
}

#[test]
fn each_kind_says_how_many_options_it_needs() {
    for (kind, options, said) in [
        (
            Kind::Scale,
            vec!["1", "2"],
            "It has 2 points. It needs 3 to 5.",
        ),
        (Kind::One, vec!["a"], "It has 1 choice. It needs 2 to 5."),
        (
            Kind::Many,
            vec!["a", "b", "c", "d", "e", "f"],
            "It has 6 choices. It needs 2 to 5.",
        ),
        (
            Kind::Words,
            vec!["a"; 0],
            "It has 0 words to choose from. It needs 8 to 40.",
        ),
        (
            Kind::Text,
            vec!["a"],
            "This kind of question has none. Take them out.",
        ),
    ] {
        let problem = problem_of(question("q", kind, &options));
        assert_eq!(problem, format!("question 2 (q): options: {said}"));
    }
}

#[test]
fn a_scale_runs_in_whole_numbers_least_first() {
    for keys in [["3", "2", "1"], ["1", "2", "two"], ["01", "2", "3"]] {
        assert!(problem_of(question("q", Kind::Scale, &keys)).contains("least first"));
    }
}

#[test]
fn nobody_is_asked_to_pick_more_than_five_or_more_than_there_are() {
    let mut many = question("q", Kind::Many, &["a", "b", "c"]);
    many.max = Some(6);
    assert!(problem_of(many.clone()).contains("max: It is 6. It may be 1 to 5."));
    many.max = Some(4);
    assert!(problem_of(many).contains("only 3 to choose from"));
}

#[test]
fn keys_are_there_once() {
    let problem = problem_of(question("q", Kind::One, &["a", "a"]));
    assert!(problem.contains("\"a\" is there twice"));
    let problem = problem_of(question("again", Kind::Text, &[]));
    assert!(problem.contains("same key"));
}

#[test]
fn a_condition_looks_back_at_an_answer_that_exists() {
    let mut why = question("why", Kind::Text, &[]);
    for (asked, option, said) in [
        ("agian", "no", "not in the set"),
        ("why", "no", "depends on itself"),
        (
            "again",
            "perhaps",
            "\"perhaps\", which \"again\" does not have",
        ),
    ] {
        why.ask_when = Some(Condition {
            question: asked.into(),
            any_of: vec![option.into()],
        });
        assert!(problem_of(why.clone()).contains(said));
    }
}

#[test]
fn viewpoints_and_evidence_codes_must_be_known() {
    let mut text = question("q", Kind::Text, &[]);
    text.viewpoints = vec!["cat".into()];
    assert!(problem_of(text.clone()).contains("viewpoints: \"cat\""));
    text.viewpoints.clear();
    text.evidence = vec!["glo:fun".into()];
    assert!(problem_of(text.clone()).contains("glo:enjoyment"));
    text.evidence.clear();
    text.moment = Some(Moment::Before);
    assert!(problem_of(text).contains("measure"));
}

#[test]
fn a_set_without_privacy_sentences_is_not_used() {
    let mut bare = set(vec![question("q", Kind::Text, &[])]);
    bare.privacy = Text::default();
    assert!(only(&bare).starts_with("set: privacy: There is none."));
}

#[test]
fn a_condition_on_a_later_question_or_on_free_text_is_named() {
    let mut first = question("first", Kind::Text, &[]);
    first.ask_when = Some(Condition {
        question: "second".into(),
        any_of: vec!["yes".into()],
    });
    let second = question("second", Kind::One, &["yes", "no"]);
    assert!(only(&set(vec![first.clone(), second])).contains("comes later"));
    let open = question("open", Kind::Text, &[]);
    if let Some(condition) = &mut first.ask_when {
        condition.question = "open".into();
    }
    assert!(only(&set(vec![open, first])).contains("answered freely"));
}

#[test]
fn a_number_has_words_for_both_ends_or_for_none() {
    let number = question("q", Kind::Number, &["0", "10"]);
    assert_eq!(said(&set(vec![number])), [""; 0]);
    for ends in [&["0"][..], &["1", "10"], &["0", "5", "10"]] {
        assert!(problem_of(question("q", Kind::Number, ends)).contains("what 10 means"));
    }
}

#[test]
fn a_point_of_a_scale_with_a_figure_for_a_word_is_named() {
    let mut scale = question("q", Kind::Scale, &["1", "2", "3"]);
    scale.options[2].text = Text::one("en", "3 ★");
    assert!(problem_of(scale).contains("\"3\" says only \"3 ★\""));
}

fn half(key: &str, moment: Moment) -> Question {
    let mut half = question(key, Kind::Scale, &["1", "2", "3"]);
    half.text = Text::one("en", "How calm are you?");
    half.measure = Some("calm".into());
    half.moment = Some(moment);
    half
}

#[test]
fn a_before_without_its_after_is_named_and_an_after_that_asks_something_else() {
    let before = half("first", Moment::Before);
    let mut after = half("last", Moment::After);
    assert_eq!(said(&set(vec![before.clone(), after.clone()])), [""; 0]);
    let alone = only(&set(vec![before.clone()]));
    assert!(alone.starts_with("question 1 (first): measure: \"calm\" has a before and no after."));
    assert!(only(&set(vec![after.clone()])).contains("no before"));
    assert!(only(&set(vec![after.clone(), before.clone()])).contains("comes first"));
    let twice = set(vec![
        before.clone(),
        half("again", Moment::Before),
        after.clone(),
    ]);
    assert!(only(&twice).starts_with("question 2 (again)"));
    after.options.pop();
    after.options.extend(choices(&["4"]));
    assert!(only(&set(vec![before, after])).contains("do not ask the same"));
}

#[test]
fn a_language_that_one_text_lacks_is_named_with_the_text() {
    let mut asked = question("q", Kind::One, &["yes", "no"]);
    asked.text.0.insert("pl".into(), "Czy?".into());
    asked.text.0.insert("en-simple".into(), "Well?".into());
    asked.help = Text::one("en", "Touch one.");
    let mut set = set(vec![asked]);
    let visitor = Text::one("en", "Visitor");
    set.viewpoints.clear();
    set.title = Text(
        visitor
            .0
            .clone()
            .into_iter()
            .chain([("pl".into(), "Gość".into())])
            .collect(),
    );
    set.privacy = Text(
        [("en", "A. B."), ("en-simple", "A. B."), ("pl", "A. B.")]
            .map(|(tag, text)| (tag.into(), text.into()))
            .into(),
    );
    let problems = validate(&set);
    assert!(!problems.iter().any(Problem::is_error));
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let what = "Write it, or visitors read another language.";
    assert_eq!(
        said,
        [
            format!("question 1 (q): help: It is missing in: en-simple, pl. {what}"),
            format!("question 1 (q), option \"yes\": text: It is missing in: pl. {what}"),
            format!("question 1 (q), option \"no\": text: It is missing in: pl. {what}"),
        ]
    );
}

#[test]
fn a_sentence_nobody_takes_in_at_once_is_named_unless_it_must_stay_as_it_is() {
    let mut long = question("q", Kind::Text, &[]);
    long.text = Text::one("en", "One two. ".to_owned() + &"word ".repeat(16) + "?");
    assert!(problem_of(long.clone()).contains("16 words in \"en\""));
    long.source = Some(Source {
        instrument: "ONS4".into(),
        version: None,
        permission: Some("Open Government Licence v3.0".into()),
        verbatim: vec!["en".into()],
    });
    assert_eq!(said(&set(vec![long])), [""; 0]);
}

#[test]
fn wording_of_somebody_else_needs_their_permission_in_writing() {
    let mut asked = question("q", Kind::Text, &[]);
    for (instrument, named) in [
        ("SWEMWBS", "Warwick-Edinburgh"),
        ("UCL Museum Wellbeing Measure", "UCL"),
        ("Canterbury Wellbeing Scale", "Canterbury"),
        ("Nucleus survey", "on what permission"),
    ] {
        let mut source = Source {
            instrument: instrument.into(),
            version: None,
            permission: None,
            verbatim: Vec::new(),
        };
        asked.source = Some(source.clone());
        let problem = only(&set(vec![asked.clone()]));
        assert!(problem.contains(named), "{problem}");
        source.permission = Some("Letter of the owners, 3 May 2026".into());
        asked.source = Some(source);
        assert_eq!(said(&set(vec![asked.clone()])), [""; 0]);
    }
    let mut called = set(vec![question("q", Kind::Text, &[])]);
    called.title = Text::one("en", "Our SWEMWBS");
    assert!(only(&called).starts_with("set: title: It names the Warwick-Edinburgh scale"));
}

#[test]
fn a_set_without_a_licence_is_used_and_somebody_should_look() {
    let mut bare = set(vec![question("q", Kind::Text, &[])]);
    bare.licence = None;
    let problems = validate(&bare);
    assert_eq!(problems.len(), 1);
    assert!(!problems.iter().any(Problem::is_error));
}
