//! Before and after: each measure is a pair of the same question.

use super::name;
use crate::pack::Problem;
use crate::questions::{Moment, Question, QuestionSet};
use std::collections::BTreeMap;

/// A question and where it stands.
type Placed<'a> = (usize, &'a Question);

/// Checks every measure of the set.
pub(super) fn check(set: &QuestionSet, problems: &mut Vec<Problem>) {
    let mut measures: BTreeMap<&str, Vec<Placed<'_>>> = BTreeMap::new();
    for (at, question) in set.questions.iter().enumerate() {
        if let (Some(measure), Some(_)) = (&question.measure, question.moment) {
            measures.entry(measure).or_default().push((at, question));
        }
    }
    for (measure, questions) in measures {
        let mut wrong = |at: usize, message: String| {
            let subject = name(at, &set.questions[at].key);
            problems.push(Problem::error(subject, "measure", message));
        };
        let of = |moment| {
            let mut those = questions
                .iter()
                .filter(move |(_, question)| question.moment == Some(moment));
            (those.next(), those.next())
        };
        let ((before, before_again), (after, after_again)) =
            (of(Moment::Before), of(Moment::After));
        for (again, word) in [(before_again, "before"), (after_again, "after")] {
            if let Some(&(at, _)) = again {
                wrong(
                    at,
                    format!(
                        "\"{measure}\" has a second \"{word}\". Keep one, or name another measure."
                    ),
                );
            }
        }
        match (before, after) {
            (Some(&before), Some(&after)) => pair(measure, before, after, &mut wrong),
            (Some(&(at, _)), None) => wrong(
                at,
                format!(
                    "\"{measure}\" has a before and no after. Ask the same again with \"moment\": \"after\"."
                ),
            ),
            (None, Some(&(at, _))) => wrong(
                at,
                format!(
                    "\"{measure}\" has an after and no before. Ask the same first with \"moment\": \"before\"."
                ),
            ),
            (None, None) => {}
        }
    }
}

fn pair(
    measure: &str,
    (first, before): Placed<'_>,
    (second, after): Placed<'_>,
    wrong: &mut impl FnMut(usize, String),
) {
    if second < first {
        wrong(
            second,
            format!("The after of \"{measure}\" comes first. Move it below its before."),
        );
    }
    if before.kind != after.kind || before.options != after.options || before.text != after.text {
        wrong(
            second,
            format!(
                "Before and after of \"{measure}\" do not ask the same. Give both the same kind, text and options, or no change can be told."
            ),
        );
    }
    if before.viewpoints != after.viewpoints {
        wrong(
            second,
            format!(
                "Before and after of \"{measure}\" are asked of different people. Give both the same viewpoints."
            ),
        );
    }
}
