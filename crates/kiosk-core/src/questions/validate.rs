//! Checks of a question set.
/// v
pub fn validate(_set: &super::QuestionSet) -> Vec<String> {
    Vec::new()
}
