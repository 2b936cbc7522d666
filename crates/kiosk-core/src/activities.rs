//! Which ideas to do suit a visitor: by time, place, people, effort, and what is at hand.
//!
//! Nothing is hidden because a curator left a field open: an idea without minutes suits any time, one
//! for nobody in particular suits everybody, one that needs nothing suits an empty table.

use crate::Text;
use crate::pack::{Activity, Company, Effort, Pack, Place};

/// Lengths of time that are offered, in minutes.
const TIMES: [u32; 4] = [10, 20, 30, 60];
const PLACES: [Place; 2] = [Place::Indoors, Place::Outdoors];
const COMPANIES: [Company; 5] = [
    Company::Alone,
    Company::Two,
    Company::SmallGroup,
    Company::MixedAges,
    Company::Children,
];
const EFFORTS: [Effort; 3] = [Effort::Sitting, Effort::Standing, Effort::Walking];

/// What a visitor can choose by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// How long it takes.
    Time,
    /// Where it is done.
    Place,
    /// Who it suits.
    People,
    /// How much the body has to do.
    Effort,
    /// What is at hand.
    Things,
}

impl Side {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Time,
        Self::Place,
        Self::People,
        Self::Effort,
        Self::Things,
    ];
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// At most so many minutes.
    Within(u32),
    /// Where the visitor is.
    Place(Place),
    /// Who is there.
    Company(Company),
    /// What the body can do.
    Effort(Effort),
    /// A thing that is at hand, in the words of [`thing`].
    Thing(String),
}

impl Choice {
    /// What it is a choice of.
    pub fn side(&self) -> Side {
        match self {
            Self::Within(_) => Side::Time,
            Self::Place(_) => Side::Place,
            Self::Company(_) => Side::People,
            Self::Effort(_) => Side::Effort,
            Self::Thing(_) => Side::Things,
        }
    }

    fn suits(&self, activity: &Activity, pack: &Pack) -> bool {
        match self {
            Self::Within(most) => activity.minutes.is_none_or(|minutes| minutes <= *most),
            Self::Place(place) => activity.place == Place::Anywhere || activity.place == *place,
            Self::Company(company) => activity.with.is_empty() || activity.with.contains(company),
            Self::Effort(effort) => activity.effort == *effort,
            Self::Thing(name) => {
                activity.needs.is_empty()
                    || activity.needs.iter().any(|need| thing(need, pack) == name)
            }
        }
    }
}

/// Everything the visitor has chosen. Nothing chosen: every idea suits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish(pub Vec<Choice>);

impl Wish {
    /// Whether this is chosen.
    pub fn has(&self, choice: &Choice) -> bool {
        self.0.contains(choice)
    }

    /// Chooses, or lets go at a second touch. Of things there may be several, of all else one.
    ///
    /// Where letting go of a thing leaves only things that suit nothing, they go with it: they stood in
    /// the shade of the one that did, and would have left an empty page.
    pub fn toggle(&mut self, choice: &Choice, pack: &Pack) {
        if !self.has(choice) {
            return self.put(choice);
        }
        self.0.retain(|known| known != choice);
        if !pack.activities.iter().any(|one| self.suits(one, pack)) {
            self.0.retain(|known| known.side() != choice.side());
        }
    }

    fn put(&mut self, choice: &Choice) {
        if choice.side() != Side::Things {
            self.0.retain(|known| known.side() != choice.side());
        }
        self.0.push(choice.clone());
    }

    fn suits(&self, activity: &Activity, pack: &Pack) -> bool {
        Side::ALL.into_iter().all(|side| {
            let mut of_side = self.0.iter().filter(|choice| choice.side() == side);
            let mut free = true;
            let suits = of_side.any(|choice| {
                free = false;
                choice.suits(activity, pack)
            });
            suits || free
        })
    }

    /// Places in the pack of the ideas that suit. Those for which most is at hand come first.
    pub fn suiting(&self, pack: &Pack) -> Vec<usize> {
        let mut suiting = Vec::new();
        let most = pack.activities.iter().map(|one| one.needs.len()).max();
        let anything = self.0.iter().any(|choice| choice.side() == Side::Things);
        let rounds = if anything { most.unwrap_or(0) } else { 0 };
        for round in 0..=rounds {
            for (at, activity) in pack.activities.iter().enumerate() {
                let lacking = if anything {
                    activity.needs.len() - self.at_hand(activity, pack)
                } else {
                    0
                };
                if lacking == round && self.suits(activity, pack) {
                    suiting.push(at);
                }
            }
        }
        suiting
    }

    /// How many of the things an idea needs are at hand.
    pub fn at_hand(&self, activity: &Activity, pack: &Pack) -> usize {
        let here = |need: &&Text| {
            self.0
                .iter()
                .any(|choice| matches!(choice, Choice::Thing(name) if name == thing(need, pack)))
        };
        activity.needs.iter().filter(here).count()
    }

    /// The company the visitor has chosen, where the idea was written for it.
    pub fn company(&self, activity: &Activity) -> Option<Company> {
        self.0.iter().find_map(|choice| match choice {
            Choice::Company(company) => activity.with.contains(company).then_some(*company),
            _ => None,
        })
    }

    /// Everybody an idea was written for. Whom the visitor has chosen comes first.
    pub fn companies(&self, activity: &Activity) -> Vec<Company> {
        let chosen = self.company(activity);
        let rest = activity.with.iter().copied();
        let rest = rest.filter(|one| Some(*one) != chosen);
        chosen.into_iter().chain(rest).collect()
    }

    /// How many ideas would suit with this choice, whatever else is chosen on its side. Nought is never
    /// offered, so that no choice leads to an empty page.
    pub fn would_suit(&self, choice: &Choice, pack: &Pack) -> usize {
        let mut wish = self.clone();
        wish.0.retain(|known| known.side() != choice.side());
        wish.0.push(choice.clone());
        let suits = |activity: &&Activity| wish.suits(activity, pack);
        pack.activities.iter().filter(suits).count()
    }
}

/// The name a thing is known by: its text in the pack's main language. Curators who write the same
/// thing in the same words let visitors choose by it.
pub fn thing<'a>(need: &'a Text, pack: &'a Pack) -> &'a str {
    let main = pack.languages.first().map_or("en", String::as_str);
    let chosen = need.choose(main, &pack.languages);
    chosen.map_or("", |chosen| chosen.text.trim())
}

/// The choices of a side that at least one idea was written for. Where all ideas are alike there is
/// nothing to choose.
pub fn choices(pack: &Pack, side: Side) -> Vec<Choice> {
    match side {
        Side::Time => times(pack),
        Side::Place => of(&PLACES, Choice::Place, |activity, place| {
            activity.place == *place
        })(pack),
        Side::People => of(&COMPANIES, Choice::Company, |activity, company| {
            activity.with.contains(company)
        })(pack),
        Side::Effort => of(&EFFORTS, Choice::Effort, |activity, effort| {
            activity.effort == *effort
        })(pack),
        Side::Things => things(pack).into_iter().map(Choice::Thing).collect(),
    }
}

fn of<T: Copy>(
    all: &[T],
    choice: fn(T) -> Choice,
    written_for: fn(&Activity, &T) -> bool,
) -> impl Fn(&Pack) -> Vec<Choice> {
    move |pack| {
        let used = |one: &&T| {
            pack.activities
                .iter()
                .any(|activity| written_for(activity, one))
        };
        all.iter().filter(used).map(|one| choice(*one)).collect()
    }
}

/// Each further length of time lets in more ideas than the one before.
fn times(pack: &Pack) -> Vec<Choice> {
    let mut times = Vec::new();
    let mut before = 0;
    for most in TIMES {
        let fits = |activity: &&Activity| activity.minutes.is_some_and(|minutes| minutes <= most);
        let count = pack.activities.iter().filter(fits).count();
        if count > before {
            times.push(Choice::Within(most));
        }
        before = count;
    }
    times
}

/// Everything that is needed, once each: what most ideas need comes first.
fn things(pack: &Pack) -> Vec<String> {
    let mut names: Vec<(&str, usize)> = Vec::new();
    for activity in &pack.activities {
        for need in &activity.needs {
            let name = thing(need, pack);
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None if !name.is_empty() => names.push((name, 1)),
                None => {}
            }
        }
    }
    let most = names.iter().map(|(_, count)| *count).max().unwrap_or(0);
    (1..=most)
        .rev()
        .flat_map(|count| names.iter().filter(move |(_, own)| *own == count))
        .map(|(name, _)| (*name).to_owned())
        .collect()
}

#[cfg(test)]
mod tests;
