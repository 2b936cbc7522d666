#![expect(clippy::panic, reason = "a test stops where its own set is broken")]

use super::*;
use crate::questions::{Moment, QuestionSet};

fn set() -> QuestionSet {
    let text = r#"{"format":1,"id":"t","version":1,"title":{"en":"T"},"privacy":{"en":"P"},
      "questions":[
        {"key":"mood-in","kind":"number","text":{"en":"?"},"measure":"mood","moment":"before"},
        {"key":"mood-out","kind":"number","text":{"en":"?"},"measure":"mood","moment":"after"},
        {"key":"memory","kind":"voice","text":{"en":"?"}},
        {"key":"why","kind":"text","text":{"en":"?"}},
        {"key":"words","kind":"words","text":{"en":"?"},"options":[{"key":"calm","text":{"en":"Calm"}}]}]}"#;
    match serde_json::from_str(text) {
        Ok(set) => set,
        Err(error) => panic!("the test's own set is broken: {error}"),
    }
}

fn draft() -> Draft {
    match crate::json::read(
        r#"{"id":"i","event":"e","question_set":{"id":"t","version":1,"sha256":"h"},
            "language":"en","privacy_passed":true,"answers":[]}"#,
    ) {
        Ok(draft) => draft,
        Err(error) => panic!("a draft of an older app is not read: {error:?}"),
    }
}

fn keys(draft: &Draft) -> Vec<String> {
    let set = set();
    let asked = draft.asked(&set);
    asked.iter().map(|question| question.key.clone()).collect()
}

#[test]
fn a_voice_is_asked_for_only_where_it_can_be_recorded() {
    let mut draft = draft();
    assert!(!keys(&draft).contains(&"memory".to_owned()));
    draft.voice = true;
    assert!(keys(&draft).contains(&"memory".to_owned()));
    let body = Draft {
        voice: false,
        ..draft
    }
    .finish(&set(), State::Complete, 0);
    assert_eq!(body.answers[2].status, Status::NotAsked);
}

#[test]
fn in_child_mode_nothing_is_to_be_written_and_nothing_recorded() {
    let child = Draft {
        voice: true,
        child: true,
        ..draft()
    };
    assert_eq!(keys(&child), ["mood-in", "mood-out", "words"]);
}

#[test]
fn each_half_of_a_pair_has_its_own_questions() {
    let mut half = draft();
    half.moment = Some(Moment::Before);
    assert_eq!(keys(&half), ["mood-in"]);
    half.moment = Some(Moment::After);
    assert_eq!(keys(&half), ["mood-out", "why", "words"]);
}

fn with_answers() -> Draft {
    let mut draft = Draft {
        voice: true,
        ..draft()
    };
    draft.put(Answer {
        recording: Some(Hash::of(b"voice")),
        ..Answer::bare("memory", Status::Answered)
    });
    draft.put(Answer {
        text: Some("Mrs Hall taught me".into()),
        ..Answer::bare("why", Status::Answered)
    });
    draft.put(Answer {
        own: vec!["belonging".into()],
        ..Answer::bare("words", Status::Answered)
    });
    draft
}

#[test]
fn what_may_tell_who_somebody_is_travels_with_a_flag() {
    let body = with_answers().finish(&set(), State::Complete, 0);
    let flags: Vec<bool> = body.answers.iter().map(|answer| answer.flagged).collect();
    assert_eq!(flags, [false, false, false, true, false]);
    assert!(body.to_text().contains(r#""flagged":true"#));
    assert!(with_answers().finish_without_set(State::Partial, 0).answers[1].flagged);
}

#[test]
fn what_was_taken_out_leaves_the_flag_as_long_as_something_is_said() {
    let said = |text: Option<&str>| {
        let mut draft = with_answers();
        draft.put(Answer {
            text: text.map(str::to_owned),
            flagged: true,
            ..Answer::bare("why", Status::Answered)
        });
        draft.finish(&set(), State::Complete, 0).answers[3].flagged
    };
    assert!(said(Some("More chairs.")));
    assert!(!said(None));
}

#[test]
fn a_page_loaded_anew_has_no_recording_and_asks_again() {
    let mut draft = with_answers();
    draft.forget_recordings();
    assert_eq!(draft.answer("memory"), None);
    assert_eq!(draft.answers.len(), 2);
}

#[test]
fn a_finished_recording_belongs_to_what_was_left_half_way() {
    let whole = with_answers().finish(&set(), State::Complete, 0);
    let left = with_answers().finish(&set(), State::Partial, 0);
    let without_set = with_answers().finish_without_set(State::Complete, 0);
    for (body, at) in [(&whole, 2), (&left, 2), (&without_set, 0)] {
        assert_eq!(body.answers[at].status, Status::Answered);
        assert!(body.answers[at].recording.is_some());
    }
}

#[test]
fn a_recording_that_is_lost_is_not_taken_for_one_the_visitor_skipped() {
    let whole = with_answers().finish(&set(), State::Complete, 0);
    let left = with_answers().finish(&set(), State::Partial, 0);
    for body in [whole, left] {
        let body = body.without_recordings();
        assert_eq!(body.answers[2].recording, None);
        assert_eq!(body.answers[2].status, Status::NotReached);
        assert_eq!(body.answers[3].status, Status::Answered);
    }
}

#[test]
fn what_was_taken_back_says_nothing_of_its_giver() {
    let mut draft = with_answers();
    draft.language = "lt".into();
    draft.viewpoint = Some("carer".into());
    draft.answers[1].staff_typed = true;
    let kept = draft.finish(&set(), State::Complete, 0);
    assert_eq!(kept.helped, Helped::StaffTyped);
    let text = draft.finish(&set(), State::Withdrawn, 0).to_text();
    for secret in ["lt\"", "carer", "staff_typed", "Mrs Hall"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let read = crate::intake::read_body(&text);
    assert_eq!(read, Some(kept.taken_back()));
}
