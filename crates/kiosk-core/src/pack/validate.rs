//! Checks of a pack, in plain words.
/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// a
    Error,
    /// b
    Warning,
}
/// p
pub struct Problem {}
/// v
pub fn validate(_pack: &super::Pack) -> Vec<Problem> {
    Vec::new()
}
