//! What this visitor has chosen and kept on the way; forgotten whole at reset.

use super::Remembering;
use kiosk_core::activities::Wish;

/// Something a visitor wants to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it; each holds its id or number")]
pub enum Keep {
    Activity(String),
    Item(String),
    Opportunity(String),
}

/// This visitor's choices in Do, Remember and Take away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// What an idea to do must suit.
    pub wish: Wish,
    /// What the visitor took up to keep, in the order they took it up.
    pub kept: Vec<Keep>,
    /// Where they are in Remember.
    pub remembering: Remembering,
}

impl Visit {
    /// Whether this is kept.
    pub fn keeps(&self, thing: &Keep) -> bool {
        self.kept.contains(thing)
    }

    /// Takes it up, or puts it back.
    pub fn toggle(&mut self, thing: &Keep) {
        if self.keeps(thing) {
            self.kept.retain(|known| known != thing);
        } else {
            self.kept.push(thing.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_twice_is_put_back_and_equal_names_are_different_things() {
        let mut visit = Visit::default();
        visit.toggle(&Keep::Activity("tea".into()));
        visit.toggle(&Keep::Item("tea".into()));
        visit.toggle(&Keep::Activity("tea".into()));
        assert_eq!(visit.kept, [Keep::Item("tea".into())]);
    }
}
