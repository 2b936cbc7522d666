//! Reading a question set file. What is wrong with the file itself is said as plainly as what is wrong
//! with the questions in it.

use super::validate::name;
use super::{QuestionSet, validate};
use crate::pack::Problem;
use serde_json::{Map, Value};

const KINDS: [&str; 8] = [
    "scale", "one", "many", "words", "number", "text", "item", "voice",
];
const OF_SET: [&str; 9] = [
    "format",
    "id",
    "version",
    "title",
    "privacy",
    "viewpoints",
    "questions",
    "thanks",
    "licence",
];
const OF_QUESTION: [&str; 15] = [
    "key",
    "kind",
    "text",
    "help",
    "options",
    "max",
    "dont_know",
    "viewpoints",
    "ask_when",
    "evidence",
    "measure",
    "moment",
    "source",
    "sensitive",
    "memory",
];
const OF_CHOICE: [&str; 3] = ["key", "text", "symbol"];

/// Reads a file and checks everything in it. There is a set when no problem is an error.
pub fn check_file(json: &str) -> (Option<QuestionSet>, Vec<Problem>) {
    let mut problems = match serde_json::from_str(json) {
        Ok(Value::Object(set)) => shape(&set),
        Ok(_) => vec![Problem::error(
            "file",
            "",
            "It holds no question set: a set begins with \"{\".",
        )],
        Err(error) => vec![Problem::error(
            format!("line {}", error.line()),
            "",
            "This is no JSON. Look here and just above for a missing comma, quote or bracket.",
        )],
    };
    if problems.iter().any(Problem::is_error) {
        return (None, problems);
    }
    match serde_json::from_str::<QuestionSet>(json) {
        Ok(set) => {
            problems.extend(validate(&set));
            let good = !problems.iter().any(Problem::is_error);
            (good.then_some(set), problems)
        }
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            problems.push(Problem::error(
                format!("line {}", error.line()),
                "",
                format!("This has another form than it should ({reason}). See docs/question-set-format.md."),
            ));
            (None, problems)
        }
    }
}

/// What is missing or misspelt, by question and field.
fn shape(set: &Map<String, Value>) -> Vec<Problem> {
    let mut problems = Vec::new();
    fields(
        &mut problems,
        "set",
        set,
        &["format", "id", "version", "title", "privacy", "questions"],
        &OF_SET,
    );
    choices(&mut problems, "set", "viewpoint", set.get("viewpoints"));
    let questions = set.get("questions").and_then(Value::as_array);
    for (at, question) in questions.into_iter().flatten().enumerate() {
        let Value::Object(question) = question else {
            problems.push(Problem::error(
                name(at, ""),
                "",
                "It is no question: a question begins with \"{\".",
            ));
            continue;
        };
        let key = question
            .get("key")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let subject = name(at, key);
        fields(
            &mut problems,
            &subject,
            question,
            &["key", "kind", "text"],
            &OF_QUESTION,
        );
        choices(&mut problems, &subject, "option", question.get("options"));
        words(&mut problems, &subject, question, "kind", &KINDS);
        words(
            &mut problems,
            &subject,
            question,
            "moment",
            &["before", "after"],
        );
    }
    problems
}

fn fields(
    problems: &mut Vec<Problem>,
    subject: &str,
    have: &Map<String, Value>,
    needed: &[&str],
    known: &[&str],
) {
    for field in needed.iter().filter(|field| !have.contains_key(**field)) {
        problems.push(Problem::error(subject, field, "It is missing. Write it."));
    }
    for field in have.keys().filter(|field| !known.contains(&&***field)) {
        problems.push(Problem::warning(
            subject,
            field,
            "No such field is known, so it counts for nothing. Check its spelling.",
        ));
    }
}

fn choices(problems: &mut Vec<Problem>, subject: &str, what: &str, list: Option<&Value>) {
    let list = list.and_then(Value::as_array);
    for (at, choice) in list.into_iter().flatten().enumerate() {
        let subject = format!("{subject}, {what} {}", at + 1);
        match choice {
            Value::Object(choice) => fields(problems, &subject, choice, &["key", "text"], &OF_CHOICE),
            _ => problems.push(Problem::error(
                subject,
                "",
                "Write it with a key and a text: { \"key\": \"yes\", \"text\": { \"en\": \"Yes\" } }.",
            )),
        }
    }
}

/// A field that may hold only certain words.
fn words(
    problems: &mut Vec<Problem>,
    subject: &str,
    question: &Map<String, Value>,
    field: &str,
    known: &[&str],
) {
    let Some(value) = question.get(field) else {
        return;
    };
    if !value.as_str().is_some_and(|word| known.contains(&word)) {
        let known = known.join(", ");
        problems.push(Problem::error(
            subject,
            field,
            format!("{value} is not known. Write one of: {known}."),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{ "format": 1, "id": "t", "version": 1, "title": {"en": "T"}, "privacy": {"en": "P. Q."},
        "questions": [ { "key": "a", "kind": "one", "text": {"en": "A?"},
            "options": [ { "key": "y", "text": {"en": "Yes"} }, { "key": "n", "text": {"en": "No"} } ] } ],
        "licence": "https://creativecommons.org/publicdomain/zero/1.0/" }"#;

    fn said(json: &str) -> Vec<String> {
        let (set, problems) = check_file(json);
        assert_eq!(set.is_some(), !problems.iter().any(Problem::is_error));
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_file_gives_its_set() {
        assert_eq!(said(GOOD), [""; 0]);
    }

    #[test]
    fn a_lost_comma_is_named_with_its_line() {
        let broken = GOOD.replace("\"kind\": \"one\", ", "\"kind\": \"one\" ");
        assert_eq!(
            said(&broken),
            [
                "line 2: This is no JSON. Look here and just above for a missing comma, quote or bracket."
            ]
        );
        assert_eq!(said("[]").len(), 1);
        assert!(said("").concat().starts_with("line 1: This is no JSON."));
    }

    #[test]
    fn an_unknown_kind_and_a_missing_text_are_named_together_with_their_questions() {
        let broken = GOOD
            .replace("\"one\"", "\"choice\"")
            .replace("\"key\": \"n\", \"text\"", "\"key\": \"n\", \"txt\"");
        assert_eq!(
            said(&broken),
            [
                "question 1 (a), option 2: text: It is missing. Write it.",
                "question 1 (a), option 2: txt: No such field is known, so it counts for nothing. Check its spelling.",
                "question 1 (a): kind: \"choice\" is not known. Write one of: scale, one, many, words, number, text, item, voice.",
            ]
        );
    }

    #[test]
    fn a_misspelt_field_is_named_and_does_no_harm() {
        let odd = GOOD.replace("\"licence\"", "\"thank\": 1, \"licence\"");
        let (set, problems) = check_file(&odd);
        assert!(set.is_some());
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_number_where_a_text_belongs_is_named_with_its_line() {
        let broken = GOOD.replace("{\"en\": \"A?\"}", "7");
        assert!(
            said(&broken)
                .concat()
                .starts_with("line 2: This has another form")
        );
    }
}
