//! How far a word is from a misspelt one: letters left out, put in, changed or swapped.
//!
//! The bit-parallel method of Myers (1999) as Hyyrö (2003) extended it to swapped neighbours: one
//! step for each letter of the word looked at, whatever the length of the misspelt one.

/// Longest word that is compared: one bit for each letter.
const LONGEST: usize = 64;

/// A misspelt word, made ready to be compared with many.
pub struct Near {
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    length: u32,
    squeezed: bool,
}

/// How far apart two words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// From the whole word.
    pub whole: u32,
    /// From its nearest beginning.
    pub beginning: u32,
}

impl Near {
    /// Makes a word ready; nothing for a word too long to be one. `squeezed` counts letters in a row
    /// as one, here and in the words compared, so that "ratel" is near "rattle".
    pub fn new(word: &str, squeezed: bool) -> Option<Self> {
        let mut near = Self {
            ascii: [0; 128],
            others: Vec::new(),
            length: 0,
            squeezed,
        };
        let mut last = '\0';
        for c in word.chars() {
            if squeezed && c == last {
                continue;
            }
            last = c;
            if near.length as usize == LONGEST {
                return None;
            }
            near.set(c);
            near.length += 1;
        }
        (near.length > 0).then_some(near)
    }

    /// Letters that are compared.
    pub fn length(&self) -> u32 {
        self.length
    }

    fn set(&mut self, c: char) {
        let bit = 1 << self.length;
        if c.is_ascii() {
            self.ascii[c as usize] |= bit;
        } else if let Some(known) = self.others.iter_mut().find(|known| known.0 == c) {
            known.1 |= bit;
        } else {
            self.others.push((c, bit));
        }
    }

    fn places(&self, c: char) -> u64 {
        if c.is_ascii() {
            return self.ascii[c as usize];
        }
        let known = self.others.iter().find(|known| known.0 == c);
        known.map_or(0, |known| known.1)
    }

    /// How far `term` is.
    pub fn distance(&self, term: &str) -> Distance {
        let top = 1 << (self.length - 1);
        let (mut up, mut down, mut same, mut before) = (!0u64, 0u64, 0u64, 0u64);
        let mut now = self.length;
        let mut beginning = now;
        let mut last = '\0';
        for c in term.chars() {
            if self.squeezed && c == last {
                continue;
            }
            last = c;
            let places = self.places(c);
            let swapped = ((!same & places) << 1) & before;
            same = (((places & up).wrapping_add(up)) ^ up) | places | down | swapped;
            let right_up = down | !(same | up);
            let right_down = same & up;
            now = now + u32::from(right_up & top != 0) - u32::from(right_down & top != 0);
            let right_up = (right_up << 1) | 1;
            up = (right_down << 1) | !(same | right_up);
            down = right_up & same;
            before = places;
            beginning = beginning.min(now);
        }
        Distance {
            whole: now,
            beginning,
        }
    }
}
