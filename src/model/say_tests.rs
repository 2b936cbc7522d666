#![expect(clippy::panic, reason = "a test stops where its own set is broken")]

use super::*;
use kiosk_core::response::{Helped, State};

fn set() -> QuestionSet {
    let text = r#"{"format":1,"id":"t","version":1,"title":{"en":"T"},"privacy":{"en":"No name needed."},
      "viewpoints":[{"key":"visitor","text":{"en":"Visitor"}},{"key":"carer","text":{"en":"Carer"}}],
      "questions":[
        {"key":"enjoyed","kind":"scale","text":{"en":"?"},"options":[
          {"key":"1","text":{"en":"No"}},{"key":"2","text":{"en":"So"}},{"key":"3","text":{"en":"Yes"}}]},
        {"key":"words","kind":"words","max":2,"text":{"en":"?"},"options":[
          {"key":"happy","text":{"en":"Happy"}},{"key":"calm","text":{"en":"Calm"}},{"key":"sad","text":{"en":"Sad"}}]},
        {"key":"voice","kind":"voice","text":{"en":"?"}},
        {"key":"why","kind":"text","text":{"en":"?"},"ask_when":{"question":"enjoyed","any_of":["1"]}}],
      "thanks":{"en":"Thank you"}}"#;
    match serde_json::from_str(text) {
        Ok(set) => set,
        Err(error) => panic!("the test's own set is broken: {error}"),
    }
}

fn draft() -> Draft {
    Draft {
        id: "id".into(),
        event: "e".into(),
        question_set: kiosk_core::questions::SetRef {
            id: "t".into(),
            version: 1,
            sha256: "h".into(),
        },
        pack: None,
        language: "en".into(),
        viewpoint: None,
        privacy_passed: false,
        moment: None,
        card: None,
        voice: false,
        child: false,
        at: None,
        answers: Vec::new(),
    }
}

fn begun(set: &QuestionSet) -> Say {
    let mut say = Say::default();
    say.begin(set, draft());
    say.take_viewpoint(set, Some("visitor".into()));
    say.next(set);
    say
}

fn question<'a>(set: &'a QuestionSet, key: &str) -> &'a Question {
    match set.questions.iter().find(|question| question.key == key) {
        Some(question) => question,
        None => panic!("no question {key}"),
    }
}

#[test]
fn a_second_touch_lets_an_answer_go() {
    let set = set();
    let mut say = begun(&set);
    let enjoyed = question(&set, "enjoyed");
    say.toggle(enjoyed, "3");
    assert_eq!(
        say.answer().map(|answer| answer.status),
        Some(Status::Answered)
    );
    say.toggle(enjoyed, "3");
    assert_eq!(
        say.answer().map(|answer| answer.status),
        Some(Status::Skipped)
    );
}

#[test]
fn skipping_not_knowing_and_not_being_asked_are_three_things() {
    let set = set();
    let mut say = begun(&set);
    say.dont_know(question(&set, "enjoyed"));
    say.next(&set);
    say.next(&set);
    assert_eq!(
        say.step,
        Step::Look,
        "words is the last question of this way"
    );
    let body = match &say.draft {
        Some(draft) => draft.finish(&set, State::Complete, 0),
        None => panic!("no draft"),
    };
    let statuses: Vec<Status> = body.answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses[0], Status::DontKnow);
    assert_eq!(statuses[1], Status::Skipped);
    assert_eq!(statuses[3], Status::NotAsked);
}

#[test]
fn a_sixth_word_is_not_taken_and_none_is_lost() {
    let set = set();
    let mut say = begun(&set);
    say.next(&set);
    let words = question(&set, "words");
    assert!(say.toggle(words, "happy"));
    assert!(say.add_word(words, "  at   home "));
    assert!(!say.toggle(words, "sad"));
    assert!(!say.add_word(words, "another"));
    let answer = say
        .answer()
        .cloned()
        .unwrap_or_else(|| Answer::bare("", Status::Skipped));
    assert_eq!(
        (answer.tiles, answer.own),
        (vec!["happy".to_owned()], vec!["at home".to_owned()])
    );
}

#[test]
fn back_keeps_every_answer_and_ends_at_the_viewpoint() {
    let set = set();
    let mut say = begun(&set);
    say.toggle(question(&set, "enjoyed"), "1");
    say.next(&set);
    assert!(say.back(&set));
    assert_eq!(say.answer().and_then(|answer| answer.value), Some(1));
    assert!(say.back(&set));
    assert_eq!(say.step, Step::Viewpoint);
    assert!(!say.back(&set));
}

#[test]
fn an_answer_can_open_a_further_question_and_progress_counts_it() {
    let set = set();
    let mut say = begun(&set);
    assert_eq!(say.progress(&set), (1, 2));
    say.toggle(question(&set, "enjoyed"), "1");
    assert_eq!(say.progress(&set), (1, 3));
}

#[test]
fn an_answer_changed_at_the_last_look_leads_back_to_it() {
    let set = set();
    let mut say = begun(&set);
    say.toggle(question(&set, "enjoyed"), "3");
    say.next(&set);
    say.next(&set);
    assert_eq!(say.step, Step::Look);
    say.change(Some("enjoyed"));
    say.toggle(question(&set, "enjoyed"), "2");
    say.next(&set);
    assert_eq!(say.step, Step::Look);
    // One that opens a further question leads to that first.
    say.change(Some("enjoyed"));
    say.toggle(question(&set, "enjoyed"), "1");
    say.next(&set);
    assert_eq!(say.step, Step::Question("why".into()));
    say.next(&set);
    assert_eq!(say.step, Step::Look);
    assert!(say.back(&set));
    assert_eq!(say.step, Step::Question("why".into()));
}

#[test]
fn a_voice_refused_is_a_question_not_asked_and_the_way_goes_on() {
    let set = set();
    let mut say = Say::default();
    let draft = Draft {
        voice: true,
        ..draft()
    };
    say.begin(&set, draft);
    say.next(&set);
    say.next(&set);
    say.next(&set);
    assert_eq!(say.step, Step::Question("voice".into()));
    say.without_voice(&set);
    assert_eq!(say.step, Step::Look);
    let body = say
        .draft
        .as_ref()
        .map(|d| d.finish(&set, State::Complete, 0));
    let status = body.map(|body| body.answers[2].status);
    assert_eq!(status, Some(Status::NotAsked));
}

fn pairs() -> QuestionSet {
    let mut set = set();
    set.viewpoints.clear();
    set.questions[0].moment = Some(Moment::Before);
    set.questions[1].moment = Some(Moment::After);
    set
}

#[test]
fn whoever_has_just_come_draws_a_card_and_meets_the_first_half() {
    let set = pairs();
    let mut say = Say::default();
    say.begin(&set, draft());
    assert_eq!(say.step, Step::Moment);
    say.take_moment(Moment::Before);
    say.next(&set);
    assert_eq!(say.step, Step::Drawn);
    say.next(&set);
    assert_eq!(say.step, Step::Question("enjoyed".into()));
    say.next(&set);
    assert_eq!(say.step, Step::Look);
    assert!(say.back(&set) && say.back(&set));
    assert_eq!(say.step, Step::Drawn);
    assert!(say.back(&set));
    assert_eq!(say.step, Step::Moment);
    assert!(!say.back(&set));
}

#[test]
fn whoever_is_about_to_go_finds_the_card_again_or_does_without() {
    let set = pairs();
    let mut say = Say::default();
    say.begin(&set, draft());
    say.take_moment(Moment::After);
    say.next(&set);
    say.card.0 = Some(0);
    say.next(&set);
    assert_eq!(say.step, Step::CardNumber);
    say.card.1 = Some(7);
    say.next(&set);
    let card = say.draft.as_ref().and_then(|draft| draft.card.clone());
    assert_eq!(card.as_deref(), Some("kite-7"));
    assert_eq!(say.step, Step::Question("words".into()));
    // Skipped: no card, and the second half all the same.
    let mut say = Say::default();
    say.begin(&set, draft());
    say.next(&set);
    say.next(&set);
    assert_eq!(say.step, Step::Question("words".into()));
    assert_eq!(say.draft.and_then(|draft| draft.card), None);
}

#[test]
fn a_helper_who_types_is_noted_only_where_something_was_typed() {
    let set = set();
    let mut say = begun(&set);
    let why = question(&set, "why");
    say.toggle(question(&set, "enjoyed"), "1");
    say.helper_types(why);
    let helped = |say: &Say| {
        say.draft
            .as_ref()
            .map(|d| d.finish(&set, State::Complete, 0).helped)
    };
    assert_eq!(helped(&say), Some(Helped::Alone));
    say.write(why, "The tram.");
    assert_eq!(helped(&say), Some(Helped::StaffTyped));
}

#[test]
fn whoever_comes_from_a_memory_meets_the_second_half_only() {
    let mut set = pairs();
    set.questions[3].ask_when = None;
    set.questions[3].memory = true;
    let mut say = Say::default();
    say.begin(&set, draft());
    say.tell(&set);
    assert_eq!(say.step, Step::Question("why".into()));
    let asked: Vec<&str> = say.asked(&set).iter().map(|q| q.key.as_str()).collect();
    assert_eq!(asked, ["words", "why"]);
}
