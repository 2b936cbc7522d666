//! From Remember into Have your say: straight to the question that takes a memory.

use super::{Say, Step};
use kiosk_core::questions::{Kind, Moment, QuestionSet};
use kiosk_core::response::Draft;

/// Where a memory can be told.
pub trait Telling {
    /// Key of the question asked that takes a memory: by voice where voices are, else in writing. Any other free
    /// text is another question's answer.
    fn telling(&self, set: &QuestionSet) -> Option<String>;
}

impl Telling for Draft {
    fn telling(&self, set: &QuestionSet) -> Option<String> {
        let asked = self.asked(set);
        let takes = |kind: Kind| asked.iter().find(|one| one.memory && one.kind == kind);
        let telling = takes(Kind::Voice).or_else(|| takes(Kind::Text));
        telling.map(|question| question.key.clone())
    }
}

impl Say {
    /// Whether a question is on screen.
    pub fn is_asking(&self) -> bool {
        matches!(self.step, Step::Question(_))
    }

    /// Whether answers are still taken: not while they are kept, and not after.
    pub fn is_open(&self) -> bool {
        !matches!(
            self.step,
            Step::Look
                | Step::Saving
                | Step::Thanks(_)
                | Step::Withdrawn
                | Step::Sent
                | Step::Trouble
                | Step::NotDeleted
        )
    }

    /// Goes to the question that takes a memory, where there is one. What comes before it is not
    /// skipped: it was not reached, and Back leads there.
    pub fn tell(&mut self, set: &QuestionSet) {
        let Some(draft) = &mut self.draft else { return };
        // Nobody was asked whether they have just come: then it is the end of the visit, without a card.
        let known = draft.moment;
        if known.is_none() && set.questions.iter().any(|one| one.moment.is_some()) {
            draft.moment = Some(Moment::After);
        }
        if let Some(key) = draft.telling(set) {
            draft.at = Some(key.clone());
            self.step = Step::Question(key);
        } else {
            draft.moment = known;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiosk_core::questions::SetRef;

    fn set(kinds: &str) -> serde_json::Result<QuestionSet> {
        let text = format!(
            r#"{{"format":1,"id":"t","version":1,"title":{{"en":"T"}},"privacy":{{"en":"P"}},
            "viewpoints":[],"questions":[{kinds}],"thanks":{{"en":"Thank you"}}}}"#
        );
        serde_json::from_str(&text)
    }

    fn draft() -> Draft {
        Draft {
            id: "id".into(),
            event: "e".into(),
            question_set: SetRef {
                id: "t".into(),
                version: 1,
                sha256: "h".into(),
            },
            pack: None,
            language: "en".into(),
            viewpoint: None,
            privacy_passed: true,
            moment: None,
            card: None,
            voice: false,
            child: false,
            at: None,
            answers: Vec::new(),
        }
    }

    #[test]
    fn it_leads_to_the_question_that_takes_a_memory_and_leaves_the_others_open()
    -> serde_json::Result<()> {
        let set = set(r#"{"key":"liked","kind":"number","text":{"en":"?"}},
            {"key":"better","kind":"text","text":{"en":"?"}},
            {"key":"memory","kind":"text","memory":true,"text":{"en":"?"}},
            {"key":"spoken","kind":"voice","memory":true,"text":{"en":"?"}}"#)?;
        let aloud = Draft {
            voice: true,
            ..draft()
        };
        assert_eq!(aloud.telling(&set).as_deref(), Some("spoken"));
        let mut say = Say::default();
        say.begin(&set, draft());
        assert_eq!(say.step, Step::Question("liked".into()));
        say.tell(&set);
        assert_eq!(say.step, Step::Question("memory".into()));
        assert!(say.back(&set), "what was passed over can be reached");
        assert_eq!(say.step, Step::Question("better".into()));
        Ok(())
    }

    #[test]
    fn a_set_without_such_a_question_offers_nothing() -> serde_json::Result<()> {
        let set = set(r#"{"key":"liked","kind":"number","text":{"en":"?"}},
            {"key":"better","kind":"text","text":{"en":"What next?"}}"#)?;
        assert_eq!(draft().telling(&set), None);
        let mut say = Say::default();
        say.begin(&set, draft());
        say.tell(&set);
        assert_eq!(say.step, Step::Question("liked".into()));
        Ok(())
    }
}
