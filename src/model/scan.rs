//! Scanning with one switch: what is lit, what time does, what a press does.

/// Rounds through a group before the light goes back to the groups.
const ROUNDS: usize = 2;

/// Where the light is. Time moves it; only a press chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    group: usize,
    inside: bool,
    thing: usize,
    rounds: usize,
}

/// What is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lit {
    /// A whole group.
    Group(usize),
    /// One thing of a group.
    Thing(usize, usize),
}

impl Scan {
    /// What is lit, when the groups hold so many things each. Nothing where there is nothing.
    pub fn lit(&self, sizes: &[usize]) -> Option<Lit> {
        let group = self.group.min(sizes.len().checked_sub(1)?);
        let size = *sizes.get(group)?;
        Some(if self.inside || sizes.len() == 1 || size == 1 {
            Lit::Thing(group, self.thing.min(size.saturating_sub(1)))
        } else {
            Lit::Group(group)
        })
    }

    /// Time passes: the light moves on. Two rounds through a group without a press lead out of it.
    pub fn step(&mut self, sizes: &[usize]) {
        let Some(lit) = self.lit(sizes) else { return };
        match lit {
            Lit::Thing(group, thing) if self.inside || sizes.len() == 1 => {
                self.thing = thing + 1;
                if self.thing >= sizes[group] {
                    self.thing = 0;
                    self.rounds += 1;
                }
                if self.rounds >= ROUNDS && sizes.len() > 1 {
                    self.to_group(group);
                }
            }
            Lit::Thing(group, _) | Lit::Group(group) => self.to_group((group + 1) % sizes.len()),
        }
    }

    /// The switch is pressed: a group opens, a thing is chosen.
    pub fn press(&mut self, sizes: &[usize]) -> Option<(usize, usize)> {
        match self.lit(sizes)? {
            Lit::Group(group) => {
                self.to_group(group);
                self.inside = true;
                None
            }
            Lit::Thing(group, thing) => Some((group, thing)),
        }
    }

    /// Puts the light on a whole group.
    pub fn to_group(&mut self, group: usize) {
        *self = Self {
            group,
            ..Self::default()
        };
    }

    /// The lit thing stands elsewhere now: the page changed round it.
    pub fn moved_to(&mut self, group: usize, thing: usize) {
        self.group = group;
        if self.inside {
            self.thing = thing;
        }
    }
}

/// Cuts a long row into parts of nearly the same length, at most six in each: nobody waits for the eleventh.
pub fn parts(things: usize) -> Vec<usize> {
    const MOST: usize = 6;
    let parts = things.div_ceil(MOST).max(1);
    (0..parts)
        .map(|part| things * (part + 1) / parts - things * part / parts)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_alone_never_chooses() {
        let mut scan = Scan::default();
        let sizes = [3, 1, 4];
        for _ in 0..100 {
            scan.step(&sizes);
            assert!(matches!(
                scan.lit(&sizes),
                Some(Lit::Group(0 | 2) | Lit::Thing(1, 0))
            ));
        }
    }

    #[test]
    fn two_presses_choose_a_thing_of_a_group_and_one_a_thing_that_stands_alone() {
        let mut scan = Scan::default();
        let sizes = [3, 1];
        assert_eq!(scan.press(&sizes), None);
        scan.step(&sizes);
        assert_eq!(scan.lit(&sizes), Some(Lit::Thing(0, 1)));
        assert_eq!(scan.press(&sizes), Some((0, 1)));
        scan.to_group(1);
        assert_eq!(scan.press(&sizes), Some((1, 0)));
    }

    #[test]
    fn a_group_opened_by_mistake_closes_after_two_rounds() {
        let mut scan = Scan::default();
        let sizes = [2, 5];
        scan.press(&sizes);
        for _ in 0..3 {
            scan.step(&sizes);
            assert!(matches!(scan.lit(&sizes), Some(Lit::Thing(0, _))));
        }
        scan.step(&sizes);
        assert_eq!(scan.lit(&sizes), Some(Lit::Group(0)));
    }

    #[test]
    fn one_group_alone_needs_no_opening_and_never_closes() {
        let mut scan = Scan::default();
        for round in 0..9 {
            assert_eq!(scan.lit(&[2]), Some(Lit::Thing(0, round % 2)));
            scan.step(&[2]);
        }
    }

    #[test]
    fn a_page_that_shrinks_under_the_light_leaves_it_on_something() {
        let mut scan = Scan::default();
        scan.to_group(4);
        assert_eq!(scan.lit(&[2, 3]), Some(Lit::Group(1)));
        assert_eq!(scan.lit(&[]), None);
        scan.press(&[2, 3]);
        assert!(scan.lit(&[1]).is_some());
    }

    #[test]
    fn a_long_row_is_cut_into_parts_of_six_at_most() {
        assert_eq!(parts(5), [5]);
        assert_eq!(parts(8), [4, 4]);
        assert_eq!(parts(11), [5, 6]);
        assert_eq!(parts(13), [4, 4, 5]);
    }
}
