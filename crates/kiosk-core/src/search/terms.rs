//! Every word of the collection, once, in one string: little memory, little code, and words with
//! the same beginning side by side.

use std::ops::Range;

/// The bit of [`Terms::letters`] that says a letter stands twice in a row.
pub const DOUBLED: u32 = 1 << 31;

/// The words, sorted.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    text: String,
    starts: Vec<u32>,
    letters: Vec<u32>,
}

impl Terms {
    /// From words in their order.
    pub fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut terms = Self::default();
        for word in words {
            terms.starts.push(terms.text.len() as u32);
            terms.letters.push(letters(word));
            terms.text.push_str(word);
        }
        terms.starts.push(terms.text.len() as u32);
        terms
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// The word of this number.
    pub fn get(&self, term: usize) -> &str {
        let bounds = self.starts.get(term).zip(self.starts.get(term + 1));
        bounds
            .and_then(|(from, to)| self.text.get(*from as usize..*to as usize))
            .unwrap_or("")
    }

    /// Which letters each word has: see [`letters`].
    pub fn letters(&self) -> &[u32] {
        &self.letters
    }

    /// The number of a word.
    pub fn find(&self, word: &str) -> Option<usize> {
        let at = self.first(0, |term| term < word);
        (at < self.len() && self.get(at) == word).then_some(at)
    }

    /// The words that begin with these letters.
    pub fn beginning(&self, letters: &str) -> Range<usize> {
        let from = self.first(0, |term| term < letters);
        from..self.first(from, |term| term.starts_with(letters))
    }

    /// The first word, from `from` on, for which `before` no longer holds.
    fn first(&self, from: usize, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (from, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Which letters a word has, one bit each, and [`DOUBLED`]. Two words that differ by few letters
/// differ in few bits, so most of the collection is passed over without a closer look.
pub fn letters(word: &str) -> u32 {
    let (mut bits, mut last) = (0, ' ');
    for c in word.chars() {
        bits |= match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            _ => 1 << (26 + c as u32 % 5),
        };
        if c == last {
            bits |= DOUBLED;
        }
        last = c;
    }
    bits
}

/// Gives each new word a number, in the order of coming.
#[derive(Default)]
pub struct Numbering {
    text: String,
    starts: Vec<u32>,
    /// Open addressing: 0, or the number of a word and one.
    slots: Vec<u32>,
}

impl Numbering {
    /// How many words have a number.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The word of a number.
    pub fn get(&self, number: usize) -> &str {
        let end = self.starts.get(number + 1);
        let end = end.map_or(self.text.len(), |end| *end as usize);
        &self.text[self.starts[number] as usize..end]
    }

    /// The number of a word; a new one for a new word.
    pub fn number(&mut self, word: &str) -> usize {
        if self.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.place(word);
        if self.slots[at] == 0 {
            self.starts.push(self.text.len() as u32);
            self.text.push_str(word);
            self.slots[at] = self.len() as u32;
        }
        self.slots[at] as usize - 1
    }

    /// Where a word is, or belongs.
    fn place(&self, word: &str) -> usize {
        let last = self.slots.len() - 1;
        let mut at = hash(word) as usize & last;
        while self.slots[at] != 0 && self.get(self.slots[at] as usize - 1) != word {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(1024)];
        for number in 0..self.len() {
            let at = self.place(self.get(number));
            self.slots[at] = number as u32 + 1;
        }
    }
}

/// FNV-1a: a few instructions, good enough for words.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
