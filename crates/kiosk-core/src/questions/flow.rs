//! Which questions a visitor meets, and in which order.

use super::{Question, QuestionSet};
use crate::response::{Answer, Status};

/// The questions asked of this viewpoint after these answers, in order.
///
/// A condition looks only at questions that are themselves asked: an answer the visitor can no longer
/// reach (they went back and chose another way) opens nothing.
pub fn sequence<'a>(
    set: &'a QuestionSet,
    viewpoint: Option<&str>,
    answers: &[Answer],
) -> Vec<&'a Question> {
    sequence_where(set, viewpoint, answers, &|_| true)
}

/// The same, of the questions that can be asked at all here.
pub fn sequence_where<'a>(
    set: &'a QuestionSet,
    viewpoint: Option<&str>,
    answers: &[Answer],
    may: &dyn Fn(&Question) -> bool,
) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in &set.questions {
        let for_them = question.viewpoints.is_empty()
            || viewpoint
                .is_some_and(|viewpoint| question.viewpoints.iter().any(|v| v == viewpoint));
        let holds = question.ask_when.as_ref().is_none_or(|condition| {
            asked
                .iter()
                .any(|earlier| earlier.key == condition.question)
                && answers
                    .iter()
                    .filter(|answer| {
                        answer.question == condition.question && answer.status == Status::Answered
                    })
                    .flat_map(Answer::chosen)
                    .any(|key| condition.any_of.contains(&key))
        });
        if for_them && holds && may(question) {
            asked.push(question);
        }
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questions::{Condition, Kind};
    use crate::{Text, questions::Choice};

    fn question(key: &str) -> Question {
        Question {
            key: key.into(),
            kind: Kind::One,
            text: Text::one("en", key),
            help: Text::default(),
            options: vec![
                Choice {
                    key: "yes".into(),
                    text: Text::one("en", "Yes"),
                    symbol: None,
                },
                Choice {
                    key: "no".into(),
                    text: Text::one("en", "No"),
                    symbol: None,
                },
            ],
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

    fn set() -> QuestionSet {
        let mut why = question("why");
        why.ask_when = Some(Condition {
            question: "again".into(),
            any_of: vec!["no".into()],
        });
        let mut more = question("more");
        more.ask_when = Some(Condition {
            question: "why".into(),
            any_of: vec!["yes".into()],
        });
        let mut work = question("work");
        work.viewpoints = vec!["practitioner".into()];
        QuestionSet {
            format: 1,
            id: "test".into(),
            version: 1,
            title: Text::default(),
            privacy: Text::default(),
            viewpoints: Vec::new(),
            questions: vec![question("again"), why, more, work],
            thanks: Text::default(),
            licence: None,
        }
    }

    fn answer(question: &str, option: &str) -> Answer {
        Answer {
            options: vec![option.into()],
            ..Answer::bare(question, Status::Answered)
        }
    }

    fn keys(questions: &[&Question]) -> Vec<String> {
        questions
            .iter()
            .map(|question| question.key.clone())
            .collect()
    }

    #[test]
    fn a_question_is_asked_only_when_its_condition_holds() {
        let set = set();
        assert_eq!(keys(&sequence(&set, None, &[])), ["again"]);
        assert_eq!(
            keys(&sequence(&set, None, &[answer("again", "no")])),
            ["again", "why"]
        );
    }

    #[test]
    fn an_answer_the_visitor_walked_back_from_opens_nothing() {
        let set = set();
        let answers = [answer("again", "yes"), answer("why", "yes")];
        assert_eq!(keys(&sequence(&set, None, &answers)), ["again"]);
    }

    #[test]
    fn a_viewpoint_sees_its_own_questions() {
        assert_eq!(
            keys(&sequence(&set(), Some("practitioner"), &[])),
            ["again", "work"]
        );
    }
}
