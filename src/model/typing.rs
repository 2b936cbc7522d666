//! What a visitor, or somebody for them, types.

use super::Say;
use kiosk_core::questions::{Question, QuestionSet};

impl Say {
    /// Takes the text as it stands now.
    pub fn write(&mut self, question: &Question, text: &str) {
        let mut answer = self.fresh_answer(question);
        answer.text = Some(text.to_owned()).filter(|text| !text.is_empty());
        self.keep(answer);
    }

    /// Adds the word that was being typed.
    pub fn hang_typed(&mut self, set: &QuestionSet) {
        if let Some((key, word)) = self.typed.take()
            && let Some(question) = set.questions.iter().find(|question| question.key == key)
        {
            self.add_word(question, &word);
        }
    }

    /// Somebody else types the answer on screen, or no longer does.
    pub fn helper_types(&mut self, question: &Question) {
        let mut answer = self.fresh_answer(question);
        answer.staff_typed = !answer.staff_typed;
        self.keep(answer);
    }

    /// What was typed looked like somebody's name, address or number. Whatever the visitor does about it, whoever
    /// clears the answer is to look twice.
    pub fn look_twice(&mut self, question: &Question) {
        let mut answer = self.fresh_answer(question);
        answer.flagged = true;
        self.keep(answer);
    }
}
