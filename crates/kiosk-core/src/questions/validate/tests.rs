use super::*;
use crate::Text;
use crate::questions::{Condition, Moment};

fn choices(keys: &[&str]) -> Vec<Choice> {
    let choice = |key: &&str| Choice {
        key: (*key).into(),
        text: Text::one("en", *key),
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
        licence: None,
    }
}

/// The only problem of a set with this question, after a good one to depend on.
fn problem_of(question: Question) -> String {
    let again = self::question("again", Kind::One, &["yes", "no"]);
    let problems = validate(&set(vec![again, question]));
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.concat()
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
    assert_eq!(validate(&set(vec![enjoyed, words, why])), [""; 0]);
}

#[test]
fn each_kind_says_how_many_options_it_needs() {
    for (kind, options, said) in [
        (
            Kind::Scale,
            vec!["1", "2"],
            "It has 2 points. It needs 3 to 5.",
        ),
        (Kind::One, vec!["a"], "It has 1 choices. It needs 2 to 5."),
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
            "This kind of question has no options. Take them out.",
        ),
    ] {
        let problem = problem_of(question("q", kind, &options));
        assert_eq!(problem, format!("Question 2 (q): {said}"));
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
    assert!(problem_of(many.clone()).contains("The max is 6. It may be 1 to 5."));
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
        ("why", "no", "comes later"),
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
    assert!(problem_of(text.clone()).contains("viewpoint \"cat\""));
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
    assert!(validate(&bare).concat().contains("privacy"));
}
