//! Picture cards: "kite 7". A visitor draws one on arrival and finds it again at the end, so that the two
//! halves of a before/after pair meet without a name. A card is good for its event and its day.

/// The pictures, by the names of their symbols. The order never changes and new ones come at the end:
/// a card is kept as its number.
pub const PICTURES: [&str; 12] = [
    "kite", "boat", "tree", "fish", "cup", "hat", "star", "key", "bird", "bell", "leaf", "lamp",
];
/// Numbers on each picture, from 1.
pub const NUMBERS: usize = 10;
/// All cards of a day.
pub const ALL: usize = PICTURES.len() * NUMBERS;

/// The card's name as it travels: `kite-7`.
pub fn name(card: usize) -> String {
    name_of(card / NUMBERS, card % NUMBERS + 1)
}

/// The name of the card with this picture (from 0) and this number (from 1).
pub fn name_of(picture: usize, number: usize) -> String {
    let picture = PICTURES[picture % PICTURES.len()];
    [picture, "-", &number.to_string()].concat()
}

/// Picture (counted from 0) and number (from 1) of a card's name; `None` for any other text.
pub fn parts(name: &str) -> Option<(usize, usize)> {
    let (picture, number) = name.split_once('-')?;
    let picture = PICTURES.iter().position(|known| *known == picture)?;
    let number = number.parse().ok()?;
    (1..=NUMBERS).contains(&number).then_some((picture, number))
}

/// A card nobody has drawn on this tablet today. When all are gone, any: the office leaves pairs that
/// could be two people's unmatched.
pub fn draw(used: &[u32], random: u32) -> usize {
    let free = |card: &usize| !used.iter().any(|used| *used as usize == *card);
    let left = (0..ALL).filter(free).count();
    if left == 0 {
        return random as usize % ALL;
    }
    (0..ALL)
        .filter(free)
        .nth(random as usize % left)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_found_again_by_its_name() {
        for card in 0..ALL {
            let (picture, number) = parts(&name(card)).unwrap_or_default();
            assert_eq!(picture * NUMBERS + number - 1, card);
        }
        for other in [
            "", "kite", "kite-0", "kite-11", "cow-3", "kite-7-7", "kite-x",
        ] {
            assert_eq!(parts(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_draws_every_card_once_before_any_comes_again() {
        let mut used = Vec::new();
        for turn in 0..ALL {
            let card = draw(&used, (turn as u32).wrapping_mul(2_654_435_761)) as u32;
            assert!(!used.contains(&card), "{card} twice");
            used.push(card);
        }
        assert!(draw(&used, 4_000_000_000) < ALL);
    }
}
