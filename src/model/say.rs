//! The path through a question set: one question a screen, nothing compulsory, nothing lost.

use kiosk_core::questions::{Kind, Moment, Question, QuestionSet};
use kiosk_core::response::{Answer, Draft, MOST_WORD, Status};
use kiosk_core::{Hash, cards};

/// Where the visitor is in Have your say.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Step {
    /// Two sentences before anything is asked.
    #[default]
    Privacy,
    /// Just come, or about to go: asked where the set has before/after pairs.
    Moment,
    /// The picture card drawn on arrival.
    Drawn,
    /// The picture of the card drawn on arrival, found again.
    CardPicture,
    /// Its number.
    CardNumber,
    /// Who answers.
    Viewpoint,
    /// The question with this key.
    Question(String),
    /// All answers once more, before they are kept.
    Look,
    /// The answers are being written to disk.
    Saving,
    /// They are on the disk; this number is theirs.
    Thanks(u64),
    /// The visitor took their answers back; none are kept.
    Withdrawn,
    /// They wanted to, but the answers had already gone to the office.
    Sent,
    /// They could not be written: nothing is lost, staff must look.
    Trouble,
    /// The visitor wants them deleted, and the tablet could not do it yet. They are not sent.
    NotDeleted,
}

/// The visitor's answers and place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Say {
    /// The answers so far, once the privacy sentences have been passed.
    pub draft: Option<Draft>,
    /// The screen.
    pub step: Step,
    /// Picture (from 0) and number (from 1) of the card, as far as they are chosen.
    pub card: (Option<usize>, Option<usize>),
    /// Whether the last look was reached: whoever changes an answer comes back to it.
    pub looked: bool,
    /// A word being typed, and the question it is for. Whoever goes on without adding it means it all the same.
    pub typed: Option<(String, String)>,
}

impl Say {
    /// The questions this visitor is asked.
    pub fn asked<'a>(&self, set: &'a QuestionSet) -> Vec<&'a Question> {
        self.draft
            .as_ref()
            .map(|draft| draft.asked(set))
            .unwrap_or_default()
    }

    /// The question on screen.
    pub fn question<'a>(&self, set: &'a QuestionSet) -> Option<&'a Question> {
        match &self.step {
            Step::Question(key) => set.questions.iter().find(|question| question.key == *key),
            _ => None,
        }
    }

    /// Number of the question on screen and of all that are asked, counted from 1.
    pub fn progress(&self, set: &QuestionSet) -> (usize, usize) {
        let asked = self.asked(set);
        let at = match &self.step {
            Step::Question(key) => {
                asked
                    .iter()
                    .position(|question| question.key == *key)
                    .unwrap_or(0)
                    + 1
            }
            _ => 0,
        };
        (at, asked.len())
    }

    /// The answer to the question on screen so far.
    pub fn answer(&self) -> Option<&Answer> {
        let Step::Question(key) = &self.step else {
            return None;
        };
        self.draft.as_ref()?.answer(key)
    }

    /// Begins after the privacy sentences: with the moment where the set has pairs, then the viewpoint where
    /// there is a choice, then the first question.
    pub fn begin(&mut self, set: &QuestionSet, draft: Draft) {
        *self = Self {
            draft: Some(Draft {
                privacy_passed: true,
                ..draft
            }),
            ..Self::default()
        };
        if set
            .questions
            .iter()
            .any(|question| question.moment.is_some())
        {
            self.step = Step::Moment;
        } else {
            self.ask_viewpoint(set);
        }
    }

    fn ask_viewpoint(&mut self, set: &QuestionSet) {
        self.step = Step::Viewpoint;
        if set.viewpoints.len() < 2 {
            let only = set
                .viewpoints
                .first()
                .map(|viewpoint| viewpoint.key.clone());
            self.take_viewpoint(set, only);
            self.next(set);
        }
    }

    /// Takes the viewpoint; a second touch lets it go.
    pub fn take_viewpoint(&mut self, set: &QuestionSet, key: Option<String>) {
        if let Some(draft) = &mut self.draft {
            let known =
                key.filter(|key| set.viewpoints.iter().any(|viewpoint| viewpoint.key == *key));
            draft.viewpoint = known;
        }
    }

    /// Just come, or about to go; a second touch lets it go.
    pub fn take_moment(&mut self, moment: Moment) {
        if let Some(draft) = &mut self.draft {
            draft.moment = Some(moment).filter(|_| draft.moment != Some(moment));
            draft.card = None;
        }
    }

    /// Goes on: what was left open is *skipped*. After the last question comes the last look.
    pub fn next(&mut self, set: &QuestionSet) {
        self.hang_typed(set);
        let moment = self.draft.as_ref().and_then(|draft| draft.moment);
        match &self.step {
            Step::Moment if moment == Some(Moment::Before) => self.step = Step::Drawn,
            Step::Moment => {
                if let Some(draft) = &mut self.draft {
                    draft.moment = Some(Moment::After);
                }
                self.step = Step::CardPicture;
            }
            Step::CardPicture if self.card.0.is_some() => self.step = Step::CardNumber,
            Step::CardPicture | Step::CardNumber => {
                let named = |(picture, number): (usize, usize)| cards::name_of(picture, number);
                let card = self.card.0.zip(self.card.1).map(named);
                if let Some(draft) = &mut self.draft {
                    draft.card = card;
                }
                self.ask_viewpoint(set);
            }
            Step::Drawn => self.ask_viewpoint(set),
            _ => self.next_question(set),
        }
    }

    fn next_question(&mut self, set: &QuestionSet) {
        if let Step::Question(key) = &self.step
            && let Some(draft) = &mut self.draft
            && draft.answer(key).is_none()
        {
            draft.put(Answer::bare(key, Status::Skipped));
        }
        let asked = self.asked_keys(set);
        let next = match &self.step {
            // From the last look to an answer and back, unless the answer opened a further question.
            _ if self.looked => asked
                .iter()
                .position(|key| self.draft.as_ref().is_some_and(|d| d.answer(key).is_none())),
            Step::Question(key) => asked.iter().position(|known| known == key).map(|at| at + 1),
            _ => Some(0),
        };
        match next.and_then(|next| asked.get(next)) {
            Some(key) => self.go_to(key),
            None => {
                self.step = Step::Look;
                self.looked = true;
            }
        }
    }

    /// Goes back one step; `false` before the first.
    pub fn back(&mut self, set: &QuestionSet) -> bool {
        self.hang_typed(set);
        let moment = self.draft.as_ref().and_then(|draft| draft.moment);
        let asked = self.asked_keys(set);
        let before = match &self.step {
            Step::Question(key) => asked.iter().position(|known| known == key).unwrap_or(0),
            Step::Look => asked.len(),
            Step::Viewpoint => 0,
            Step::CardNumber => {
                self.step = Step::CardPicture;
                return true;
            }
            Step::Drawn | Step::CardPicture => {
                self.step = Step::Moment;
                return true;
            }
            _ => return false,
        };
        let to = match before.checked_sub(1).and_then(|at| asked.get(at)) {
            Some(key) => {
                self.go_to(&key.clone());
                return true;
            }
            None if set.viewpoints.len() > 1 && self.step != Step::Viewpoint => Step::Viewpoint,
            None => match moment {
                Some(Moment::Before) => Step::Drawn,
                Some(Moment::After) => Step::CardPicture,
                None => return false,
            },
        };
        self.step = to;
        true
    }

    /// Goes to a question (or, with no key, to the viewpoint) to change the answer.
    pub fn change(&mut self, key: Option<&str>) {
        match key {
            Some(key) => self.go_to(key),
            None => self.step = Step::Viewpoint,
        }
    }

    fn asked_keys(&self, set: &QuestionSet) -> Vec<String> {
        let asked = self.asked(set).into_iter();
        asked.map(|question| question.key.clone()).collect()
    }

    fn go_to(&mut self, key: &str) {
        self.step = Step::Question(key.to_owned());
        if let Some(draft) = &mut self.draft {
            draft.at = Some(key.to_owned());
        }
    }

    /// Chooses or lets go of an option of the question on screen. `false` when there is no room for
    /// another: then nothing changes and the screen says so.
    pub fn toggle(&mut self, question: &Question, key: &str) -> bool {
        let mut answer = self.fresh_answer(question);
        let most = question.most();
        let fits = match question.kind {
            Kind::Scale | Kind::Number => {
                let value = key.parse().ok();
                answer.value = if answer.value == value { None } else { value };
                true
            }
            Kind::One => {
                answer.options = if answer.options == [key] {
                    Vec::new()
                } else {
                    vec![key.to_owned()]
                };
                true
            }
            Kind::Item => {
                answer.item = if answer.item.as_deref() == Some(key) {
                    None
                } else {
                    Some(key.to_owned())
                };
                true
            }
            Kind::Many => flip(&mut answer.options, key, most),
            Kind::Words => {
                let room = most.saturating_sub(answer.own.len());
                flip(&mut answer.tiles, key, room)
            }
            Kind::Text | Kind::Voice => true,
        };
        self.keep(answer);
        fits
    }

    /// Adds a word of the visitor's own; `false` when there is no room, or nothing was typed.
    pub fn add_word(&mut self, question: &Question, word: &str) -> bool {
        let word: String = word
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(MOST_WORD)
            .collect();
        let mut answer = self.fresh_answer(question);
        if word.is_empty()
            || answer.own.contains(&word)
            || answer.tiles.len() + answer.own.len() >= question.most()
        {
            return false;
        }
        answer.own.push(word);
        self.keep(answer);
        true
    }

    /// Takes a word of the visitor's own away.
    pub fn remove_word(&mut self, question: &Question, word: &str) {
        let mut answer = self.fresh_answer(question);
        answer.own.retain(|known| known != word);
        self.keep(answer);
    }

    /// A voice was recorded, or the recording deleted.
    pub fn record(&mut self, question: &Question, recording: Option<Hash>) {
        let mut answer = self.fresh_answer(question);
        answer.recording = recording;
        self.keep(answer);
    }

    /// This tablet may not listen: the questions for a voice are not asked of this visitor.
    pub fn without_voice(&mut self, set: &QuestionSet) {
        self.next(set);
        if let Some(draft) = &mut self.draft {
            draft.voice = false;
        }
    }

    /// "I don't know": a second touch takes it back.
    pub fn dont_know(&mut self, question: &Question) {
        let already = self
            .answer()
            .is_some_and(|answer| answer.status == Status::DontKnow);
        let status = if already {
            Status::Skipped
        } else {
            Status::DontKnow
        };
        self.keep(Answer::bare(&question.key, status));
    }

    pub(super) fn fresh_answer(&self, question: &Question) -> Answer {
        let known = self
            .draft
            .as_ref()
            .and_then(|draft| draft.answer(&question.key))
            .cloned();
        known.unwrap_or_else(|| Answer::bare(&question.key, Status::Skipped))
    }

    pub(super) fn keep(&mut self, mut answer: Answer) {
        answer.status = match (answer.says_nothing(), answer.status) {
            (false, _) => Status::Answered,
            (true, Status::DontKnow) => Status::DontKnow,
            (true, _) => Status::Skipped,
        };
        if let Some(draft) = &mut self.draft {
            draft.put(answer);
        }
    }
}

fn flip(chosen: &mut Vec<String>, key: &str, most: usize) -> bool {
    if let Some(at) = chosen.iter().position(|known| known == key) {
        chosen.remove(at);
        return true;
    }
    let room = chosen.len() < most;
    if room {
        chosen.push(key.to_owned());
    }
    room
}

#[cfg(test)]
#[path = "say_tests.rs"]
mod tests;
