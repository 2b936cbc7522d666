use super::read;
use crate::Text;
use crate::ledger::Range;
use crate::response::{Answer, Status};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, PartialEq, Deserialize)]
struct Sample {
    name: String,
    #[serde(default)]
    size: Option<i32>,
    #[serde(default)]
    many: Vec<Range>,
    #[serde(default)]
    text: Text,
}

crate::from_json_fields! { Sample { "name" name, "size" size or blank, "many" many or blank, "text" text or blank } }

/// Both readers must agree on what is right and what it means.
fn agree(json: &str) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_str::<Sample>(json);
    let ours = read::<Sample>(json);
    prop_assert_eq!(
        ours.is_ok(),
        theirs.is_ok(),
        "{}: {:?} {:?}",
        json,
        ours,
        theirs
    );
    if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
        prop_assert_eq!(ours, theirs);
    }
    Ok(())
}

#[test]
fn it_reads_what_serde_json_reads_and_refuses_what_that_refuses() -> Result<(), TestCaseError> {
    for json in [
        r#"{"name":"a","size":-3,"many":[[1,2],[18446744073709551615,0]],"text":{"en":"é \u00e9 \ud83d\ude00 \n"}}"#,
        r#" { "name" : "\"\\\/\b\f\r\t" , "size" : null } "#,
        r#"{"name":"a","other":{"deep":[1.5e-3,-0,null,true,"x",{}]}}"#,
        r#"{"name":"a","size":01}"#,
        r#"{"name":"a","size":1.0}"#,
        r#"{"name":"a","size":2147483648}"#,
        r#"{"name":"a","size":-2147483648}"#,
        r#"{"name":"a","size":-0}"#,
        r#"{"name":"a",}"#,
        r#"{"name":"a"} x"#,
        r#"{"name":"a""size":1}"#,
        r#"{"name":"\ud800"}"#,
        r#"{"name":"\udc00\ud800"}"#,
        r#"{"name":"\u+123"}"#,
        r#"{"name":"\u12"}"#,
        "{\"name\":\"a\nb\"}",
        r#"{"name":"a","name":"b"}"#,
        r#"{"size":1}"#,
        r#"{"name":"a","many":[[1,2,3]]}"#,
        r#"{"name":"a","many":[[1]]}"#,
        r#"{"name":"a","x":01}"#,
        r#"{"name":"a","x":nul}"#,
        r#"{"name":"a","x":[1,]}"#,
        r#"{"name"#,
        "",
        "null",
        "<!doctype html>",
    ] {
        agree(json)?;
    }
    Ok(())
}

#[test]
fn an_error_names_its_line_and_what_is_missing() {
    let said =
        |json| read::<Sample>(json).map_or_else(|error| error.to_string(), |_| String::new());
    assert_eq!(
        said("{\n\n\"name\":1}"),
        "something of another kind belongs here, line 3"
    );
    assert_eq!(said("{\n}"), "the field \"name\" is missing, line 2");
    assert!(
        read::<Status>("\"sideways\"").is_err_and(|error| error.to_string().contains("sideways"))
    );
}

#[test]
fn nesting_without_end_is_refused() {
    let json = format!("{{\"name\":\"a\",\"x\":{}", "[".repeat(100_000));
    assert!(read::<Sample>(&json).is_err());
}

proptest! {
    #[test]
    fn every_answer_comes_back(text in ".{0,40}", own in proptest::collection::vec(".{0,9}", 0..4), value in any::<Option<i32>>()) {
        let answer = Answer { text: Some(text), own, value, ..Answer::bare("q", Status::DontKnow) };
        let json = serde_json::to_string(&answer).unwrap_or_default();
        prop_assert_eq!(read::<Answer>(&json), Ok(answer));
    }

    #[test]
    fn random_texts_never_panic_and_are_read_alike(json in "[\\[\\]{}:,\"0-9a-z\\\\ .e+-]{0,40}") {
        agree(&json)?;
        agree(&format!("{{\"name\":\"a\",\"x\":{json}}}"))?;
        agree(&format!("{{\"name\":\"{json}\"}}"))?;
    }
}
