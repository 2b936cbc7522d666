//! A text as words: plain forms, and where in the text they stand.

use super::fold::{Kind, fold, kind};
use std::ops::Range;

/// Calls `each` with the plain form of every word and its place in `text`, in bytes.
///
/// An apostrophe joins short ends (`miner's`: miners) and parts long ones (`d'Avennes`: d, avennes),
/// because nobody looks for a name by the article before it.
pub fn words(text: &str, each: &mut dyn FnMut(&str, Range<usize>)) {
    let mut word = Word::default();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match kind(c) {
            Kind::Letter => word.letter(c, at, end),
            Kind::Mark => word.end = end,
            Kind::Apostrophe => word.apostrophe(at, end, each),
            Kind::Alone => {
                word.finish(each);
                word.letter(c, at, end);
                word.finish(each);
            }
            Kind::Gap => word.finish(each),
        }
    }
    word.finish(each);
}

/// The words of a text, without their places.
pub fn plain(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words(text, &mut |word, _| list.push(word.to_owned()));
    list
}

/// How many words a text has.
pub fn count(text: &str) -> u32 {
    let mut count = 0;
    words(text, &mut |_, _| count += 1);
    count
}

/// The word being read.
#[derive(Default)]
struct Word {
    plain: String,
    start: usize,
    end: usize,
    seam: Option<Seam>,
}

/// An apostrophe in it.
struct Seam {
    /// Length of the plain form before it.
    plain: usize,
    /// Where the apostrophe begins and ends in the text.
    at: Range<usize>,
}

impl Word {
    fn letter(&mut self, c: char, at: usize, end: usize) {
        if self.plain.is_empty() {
            self.start = at;
        }
        fold(c, &mut self.plain);
        self.end = end;
    }

    fn apostrophe(&mut self, at: usize, end: usize, each: &mut dyn FnMut(&str, Range<usize>)) {
        if self.plain.is_empty() {
            return;
        }
        // A second one settles what the first one was.
        if self.parts().is_some() {
            self.finish(each);
            return;
        }
        self.seam = Some(Seam {
            plain: self.plain.len(),
            at: at..end,
        });
    }

    /// The seam, when it parts two words: three Latin letters or more after it.
    fn parts(&self) -> Option<&Seam> {
        let seam = self.seam.as_ref()?;
        let after = self.plain.get(seam.plain..)?;
        (after.len() >= 3 && after.is_ascii()).then_some(seam)
    }

    fn finish(&mut self, each: &mut dyn FnMut(&str, Range<usize>)) {
        if !self.plain.is_empty() {
            if let Some(seam) = self.parts() {
                each(&self.plain[..seam.plain], self.start..seam.at.start);
                each(&self.plain[seam.plain..], seam.at.end..self.end);
            } else {
                each(without_article(&self.plain), self.start..self.end);
            }
        }
        self.plain.clear();
        self.seam = None;
    }
}

/// An Arabic word without "the", which is written onto it, and without the "and", "with" or "like"
/// before that. Short words keep it: it may be part of them.
pub fn without_article(word: &str) -> &str {
    for article in ["وال", "بال", "كال", "فال", "ال"] {
        // Two bytes a letter; three letters must be left.
        if let Some(rest) = word.strip_prefix(article).filter(|rest| rest.len() >= 6) {
            return rest;
        }
    }
    word
}
