//! A trembling hand taps again and again where it meant to tap once.

/// Milliseconds of rest after which a tap in the same place counts.
const REPEAT: f64 = 500.0;
/// CSS pixels within which it is the same place.
const PLACE: u32 = 48;

/// Knows where and when the page was last touched.
#[derive(Debug, Default)]
pub struct Tremor {
    last: Option<(f64, i32, i32)>,
}

impl Tremor {
    /// Whether a tap counts, at this time in milliseconds and this place in CSS pixels. One that does not count
    /// is a tap all the same: only a hand that rests half a second begins anew.
    pub fn counts(&mut self, at: f64, x: i32, y: i32) -> bool {
        let repeats = self.last.is_some_and(|(before, old_x, old_y)| {
            at - before < REPEAT && x.abs_diff(old_x) < PLACE && y.abs_diff(old_y) < PLACE
        });
        self.last = Some((at, x, y));
        !repeats
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taps_of_a_trembling_hand_count_once_however_long_it_trembles() {
        let mut hand = Tremor::default();
        let taps = [0.0, 300.0, 550.0, 900.0, 1350.0];
        let counted = taps.map(|at| hand.counts(at, 100, 100));
        assert_eq!(counted, [true, false, false, false, false]);
        assert!(hand.counts(1850.0, 110, 90), "the hand has rested");
    }

    #[test]
    fn a_tap_elsewhere_counts_at_once() {
        let mut hand = Tremor::default();
        assert!(hand.counts(0.0, 100, 100));
        assert!(!hand.counts(100.0, 147, 53));
        assert!(hand.counts(200.0, 300, 53));
        assert!(hand.counts(300.0, 100, 53));
    }
}
