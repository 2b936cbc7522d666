//! A draft: answers being given, and the body they come to.

use super::{Answer, Body, Helped, MOST_TEXT, MOST_WORD, State, Status};
use crate::personal;
use crate::questions::{Kind, Moment, Question, QuestionSet, SetRef, sequence_where};
use crate::time::{UnixMillis, quarter_hour};
use crate::{EventId, Hash, ResponseId};
use serde::{Deserialize, Serialize};

/// Answers being given. Autosaved with every answer; carries its final id from the start.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The id the response will have.
    pub id: ResponseId,
    /// The event it belongs to.
    pub event: EventId,
    /// The wording that is asked.
    pub question_set: SetRef,
    /// The pack that is shown.
    pub pack: Option<Hash>,
    /// The language in use.
    pub language: String,
    /// The viewpoint chosen.
    pub viewpoint: Option<String>,
    /// Whether the visitor has read the privacy sentences and gone on.
    pub privacy_passed: bool,
    /// Which half of a before/after pair this is; `None` where the set has no pairs.
    pub moment: Option<Moment>,
    /// The picture card that joins the halves. It goes into the envelope, never into the body.
    pub card: Option<String>,
    /// Whether a voice can be recorded: the event allows it, this browser can, nobody refused.
    pub voice: bool,
    /// Child mode: tiles and faces only.
    pub child: bool,
    /// Key of the question on screen.
    pub at: Option<String>,
    /// Answers so far, in the order given.
    pub answers: Vec<Answer>,
}

impl Draft {
    /// The answer to this question so far.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.answers
            .iter()
            .find(|answer| answer.question == question)
    }

    /// Puts an answer in the place of an earlier one to the same question.
    pub fn put(&mut self, answer: Answer) {
        match self
            .answers
            .iter_mut()
            .find(|known| known.question == answer.question)
        {
            Some(known) => *known = answer,
            None => self.answers.push(answer),
        }
    }

    /// Lets go of recordings whose bytes are gone with the page that made them.
    pub fn forget_recordings(&mut self) {
        self.answers.retain(|answer| answer.recording.is_none());
    }

    /// What it takes to delete a response, and nothing of the visitor's.
    pub fn without_answers(&self) -> Self {
        Self {
            language: String::new(),
            viewpoint: None,
            moment: None,
            card: None,
            at: None,
            answers: Vec::new(),
            ..self.clone()
        }
    }

    /// Whether it must be kept when the visitor leaves: privacy read, and something answered.
    pub fn is_worth_keeping(&self) -> bool {
        self.privacy_passed
            && self
                .answers
                .iter()
                .any(|answer| answer.status == Status::Answered)
    }

    /// The questions this visitor is asked, in order. A voice is asked for only where it can be recorded,
    /// nothing is to be written in child mode, and each half of a pair has its own questions.
    pub fn asked<'a>(&self, set: &'a QuestionSet) -> Vec<&'a Question> {
        let may = |question: &Question| {
            let kind = match question.kind {
                Kind::Voice => self.voice && !self.child,
                Kind::Text => !self.child,
                _ => true,
            };
            let half = match (self.moment, question.moment) {
                (Some(Moment::Before), moment) => moment == Some(Moment::Before),
                (Some(Moment::After), moment) => moment != Some(Moment::Before),
                (None, _) => true,
            };
            kind && half
        };
        sequence_where(set, self.viewpoint.as_deref(), &self.answers, &may)
    }

    /// Ends the draft. Every question of the set gets an answer: what the visitor gave, *not asked*
    /// where their way did not lead, and *not reached* where they left before it. A recording that was
    /// finished belongs to what they gave.
    pub fn finish(&self, set: &QuestionSet, state: State, now: UnixMillis) -> Body {
        let asked = self.asked(set);
        let answers = set.questions.iter().map(|question| {
            if !asked.iter().any(|other| other.key == question.key) {
                return Answer::bare(&question.key, Status::NotAsked);
            }
            match self.answer(&question.key) {
                Some(answer) => tidy(answer.clone()),
                None => Answer::bare(&question.key, Status::NotReached),
            }
        });
        let typed_by_staff = |answer: &Answer| answer.staff_typed && !answer.says_nothing();
        let staff_typed = self.answers.iter().any(typed_by_staff);
        let body = Body {
            format: 1,
            language: self.language.clone(),
            viewpoint: self.viewpoint.clone(),
            helped: if staff_typed {
                Helped::StaffTyped
            } else {
                Helped::Alone
            },
            state,
            quarter_hour: quarter_hour(now),
            question_set: self.question_set.clone(),
            pack: self.pack.clone(),
            answers: answers.collect(),
        };
        match state {
            State::Withdrawn => body.taken_back(),
            State::Complete | State::Partial => body,
        }
    }

    /// Ends a draft whose question set is no longer at hand: what was given is kept as it is, and what was taken
    /// back stays so. Whether it is complete nobody can say.
    pub fn finish_without_set(&self, state: State, now: UnixMillis) -> Body {
        let empty = QuestionSet {
            format: 1,
            id: self.question_set.id.clone(),
            version: self.question_set.version,
            title: crate::Text::default(),
            privacy: crate::Text::default(),
            viewpoints: Vec::new(),
            questions: Vec::new(),
            thanks: crate::Text::default(),
            licence: None,
        };
        if state == State::Withdrawn {
            return self.finish(&empty, state, now);
        }
        let given = self.answers.iter().cloned();
        Body {
            answers: given.map(tidy).collect(),
            ..self.finish(&empty, State::Partial, now)
        }
    }
}

/// Takes surrounding space and anything over length off an answer before it is kept for good.
fn tidy(mut answer: Answer) -> Answer {
    answer.own = answer
        .own
        .iter()
        .map(|word| cut(word, MOST_WORD))
        .filter(|word| !word.is_empty())
        .collect();
    answer.text = answer
        .text
        .as_deref()
        .map(|text| cut(text, MOST_TEXT))
        .filter(|text| !text.is_empty());
    // What the visitor took out may not have been all.
    answer.flagged |= answer.own.iter().any(|word| personal::is_suspect(word))
        || answer.text.as_deref().is_some_and(personal::is_suspect);
    answer.flagged &= !answer.says_nothing();
    if answer.status == Status::Answered && answer.says_nothing() {
        answer.status = Status::Skipped;
    }
    answer
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}
