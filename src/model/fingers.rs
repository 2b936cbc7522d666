//! Fingers on a picture: one drags it, two draw it apart.

/// What the fingers did to the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Pixels it goes to the right.
    pub x: f64,
    /// Pixels it goes down.
    pub y: f64,
    /// Times as large; 1 for one finger.
    pub times: f64,
}

/// The fingers that are down now.
#[derive(Clone, Debug, Default)]
pub struct Fingers(Vec<(i32, f64, f64)>);

impl Fingers {
    /// Another finger. A third does nothing.
    pub fn touch(&mut self, finger: i32, x: f64, y: f64) {
        self.lift(finger);
        if self.0.len() < 2 {
            self.0.push((finger, x, y));
        }
    }

    /// A finger has gone to another place; `None` when it is not one of those that count.
    pub fn moved(&mut self, finger: i32, x: f64, y: f64) -> Option<Moved> {
        let before = self.apart();
        let of = self.0.len() as f64;
        let own = self.0.iter_mut().find(|own| own.0 == finger)?;
        // Two fingers carry the picture by their middle: each by half.
        let (across, down) = ((x - own.1) / of, (y - own.2) / of);
        (own.1, own.2) = (x, y);
        let after = self.apart();
        let times = match (before, after) {
            (Some(before), Some(after)) if before > 0.0 && after > 0.0 => after / before,
            _ => 1.0,
        };
        Some(Moved {
            x: across,
            y: down,
            times,
        })
    }

    /// A finger is up again.
    pub fn lift(&mut self, finger: i32) {
        self.0.retain(|own| own.0 != finger);
    }

    fn apart(&self) -> Option<f64> {
        let [one, other] = self.0.as_slice() else {
            return None;
        };
        Some((one.1 - other.1).hypot(one.2 - other.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finger_drags_and_never_makes_larger() {
        let mut fingers = Fingers::default();
        fingers.touch(7, 100.0, 50.0);
        let moved = fingers.moved(7, 90.0, 65.0);
        assert_eq!(
            moved,
            Some(Moved {
                x: -10.0,
                y: 15.0,
                times: 1.0
            })
        );
    }

    #[test]
    fn two_fingers_drawn_apart_make_it_larger_and_together_smaller() {
        let mut fingers = Fingers::default();
        fingers.touch(1, 0.0, 0.0);
        fingers.touch(2, 100.0, 0.0);
        assert_eq!(
            fingers.moved(2, 200.0, 0.0).map(|moved| moved.times),
            Some(2.0)
        );
        assert_eq!(
            fingers.moved(1, 150.0, 0.0).map(|moved| moved.times),
            Some(0.25)
        );
    }

    #[test]
    fn a_finger_that_is_up_or_a_third_one_moves_nothing() {
        let mut fingers = Fingers::default();
        assert_eq!(fingers.moved(1, 5.0, 5.0), None);
        for finger in 1..=3 {
            fingers.touch(finger, 0.0, 0.0);
        }
        assert_eq!(fingers.moved(3, 5.0, 5.0), None);
        fingers.lift(1);
        fingers.lift(2);
        assert_eq!(fingers.moved(1, 5.0, 5.0), None);
    }

    #[test]
    fn two_fingers_on_one_spot_divide_by_nothing() {
        let mut fingers = Fingers::default();
        fingers.touch(1, 3.0, 3.0);
        fingers.touch(2, 3.0, 3.0);
        assert_eq!(
            fingers.moved(2, 9.0, 3.0).map(|moved| moved.times),
            Some(1.0)
        );
    }
}
