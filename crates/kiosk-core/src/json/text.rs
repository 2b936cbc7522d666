//! The text itself, read once from front to back.

use super::Error;

/// Deepest nesting; beyond it the text is hostile.
const DEEPEST: u8 = 100;

/// A place in a JSON text.
#[derive(Debug)]
pub struct Reader<'text> {
    text: &'text str,
    at: usize,
    depth: u8,
}

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
        }
    }

    /// The line of this place, from 1.
    pub(super) fn line(&self) -> usize {
        1 + self
            .text
            .bytes()
            .take(self.at)
            .filter(|byte| *byte == b'\n')
            .count()
    }

    fn here(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space, without taking it.
    #[inline(never)]
    fn peek(&mut self) -> Result<u8, Error> {
        while let Some(byte) = self.here() {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.at += 1;
        }
        Err(Error::broken())
    }

    /// Takes this byte.
    #[inline(never)]
    fn take(&mut self, wanted: u8) -> Result<(), Error> {
        if self.peek()? != wanted {
            return Err(Error::broken());
        }
        self.at += 1;
        Ok(())
    }

    /// Nothing but space may follow.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        if self.peek().is_ok() {
            Err(Error::broken())
        } else {
            Ok(())
        }
    }

    /// Takes the beginning of a list or an object.
    #[inline(never)]
    fn open(&mut self, bracket: u8) -> Result<(), Error> {
        if self.peek()? != bracket {
            return Err(Error::unfit());
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Error::broken());
        }
        self.at += 1;
        Ok(())
    }

    /// Whether a further part comes before `end`, which is taken where none does.
    #[inline(never)]
    fn next_part(&mut self, end: u8, first: &mut bool) -> Result<bool, Error> {
        if self.peek()? == end {
            self.at += 1;
            self.depth -= 1;
            return Ok(false);
        }
        if !std::mem::take(first) {
            self.take(b',')?;
            if self.peek()? == end {
                return Err(Error::broken());
            }
        }
        Ok(true)
    }

    /// Takes a list, its parts by `part`.
    #[inline(never)]
    pub(super) fn list(
        &mut self,
        part: &mut dyn FnMut(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.open(b'[')?;
        let mut first = true;
        while self.next_part(b']', &mut first)? {
            part(self)?;
        }
        Ok(())
    }

    /// Takes an object, its values by `value`.
    #[inline(never)]
    pub(super) fn object(
        &mut self,
        value: &mut dyn FnMut(String, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.open(b'{')?;
        let mut first = true;
        while self.next_part(b'}', &mut first)? {
            let key = self.key()?;
            value(key, self)?;
        }
        Ok(())
    }

    /// Takes an object with these fields, each with whether it must be there. `fill` takes the value of
    /// the field at that place; values nobody asked for are passed over.
    ///
    /// # Errors
    /// When it is no such object.
    #[inline(never)]
    pub fn fields(
        &mut self,
        fields: &[(&str, bool)],
        fill: &mut dyn FnMut(usize, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut seen = 0_u32;
        self.object(&mut |key, reader| {
            let Some(at) = fields.iter().position(|field| field.0 == key) else {
                return reader.pass();
            };
            if seen >> at & 1 == 1 {
                return Err(Error::twice(&key));
            }
            seen |= 1 << at;
            fill(at, reader)
        })?;
        let missing = fields
            .iter()
            .enumerate()
            .find(|(at, field)| field.1 && seen >> at & 1 == 0);
        missing.map_or(Ok(()), |(_, field)| Err(Error::missing(field.0)))
    }

    /// Takes one of these words, by its place.
    ///
    /// # Errors
    /// When it is none of them.
    #[inline(never)]
    pub fn word_of(&mut self, words: &[&str]) -> Result<usize, Error> {
        let word = self.string()?;
        words
            .iter()
            .position(|known| *known == word)
            .ok_or_else(|| Error::unknown(&word))
    }

    /// Takes a key and its colon.
    #[inline(never)]
    fn key(&mut self) -> Result<String, Error> {
        let key = self.string()?;
        self.take(b':')?;
        Ok(key)
    }

    /// Takes a word of the language itself if it stands here.
    fn word(&mut self, word: &str) -> Result<bool, Error> {
        self.peek()?;
        let found = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if found {
            self.at += word.len();
        }
        Ok(found)
    }

    #[inline(never)]
    pub(super) fn null(&mut self) -> Result<bool, Error> {
        self.word("null")
    }

    #[inline(never)]
    pub(super) fn truth(&mut self) -> Result<bool, Error> {
        if self.word("true")? {
            return Ok(true);
        }
        if self.word("false")? {
            Ok(false)
        } else {
            Err(Error::unfit())
        }
    }

    /// Takes a whole number.
    #[inline(never)]
    pub(super) fn whole_number(&mut self) -> Result<i128, Error> {
        self.peek()?;
        let (negative, digits) = self.digits()?;
        if matches!(self.here(), Some(b'.' | b'e' | b'E')) {
            return Err(Error::unfit());
        }
        let size: u64 = digits.parse().map_err(|_| Error::unfit())?;
        match (negative, size) {
            // "-0" is no whole number but one of floating point.
            (true, 0) => Err(Error::unfit()),
            (true, _) => Ok(-i128::from(size)),
            (false, _) => Ok(size.into()),
        }
    }

    /// A sign and digits, as JSON wants them: no zero in front.
    fn digits(&mut self) -> Result<(bool, &'text str), Error> {
        let negative = self.here() == Some(b'-');
        self.at += usize::from(negative);
        let start = self.at;
        while self.here().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        if digits.is_empty() || digits.len() > 1 && digits.starts_with('0') {
            return Err(Error::unfit());
        }
        Ok((negative, digits))
    }

    /// Takes a text if one stands here, and passes over anything else.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn text_if_any(&mut self) -> Result<Option<String>, Error> {
        if self.peek()? == b'"' {
            self.string().map(Some)
        } else {
            self.pass().map(|()| None)
        }
    }

    /// Takes a text.
    #[inline(never)]
    pub(super) fn string(&mut self) -> Result<String, Error> {
        if self.peek()? != b'"' {
            return Err(Error::unfit());
        }
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while self
                .here()
                .is_some_and(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\')
            {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            let end = self.here();
            self.at += 1;
            match end {
                Some(b'"') => return Ok(out),
                Some(b'\\') => out.push(self.escaped()?),
                _ => return Err(Error::broken()),
            }
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Error> {
        let letter = self.here();
        self.at += 1;
        Ok(match letter {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => return self.code_point(),
            _ => return Err(Error::broken()),
        })
    }

    fn code_point(&mut self) -> Result<char, Error> {
        let first = self.four_digits()?;
        if let Some(known) = char::from_u32(first) {
            return Ok(known);
        }
        // Half a pair: the other half must follow.
        if !(self.text.as_bytes()[self.at..].starts_with(b"\\u") && first < 0xDC00) {
            return Err(Error::broken());
        }
        self.at += 2;
        let second = self.four_digits()?;
        let low = second
            .checked_sub(0xDC00)
            .filter(|low| *low < 0x400)
            .ok_or_else(Error::broken)?;
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + low).ok_or_else(Error::broken)
    }

    fn four_digits(&mut self) -> Result<u32, Error> {
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|digits| !digits.starts_with('+'));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        value.ok_or_else(|| {
            self.at = self.text.len();
            Error::broken()
        })
    }

    /// Passes over a value nobody wants.
    #[inline(never)]
    fn pass(&mut self) -> Result<(), Error> {
        match self.peek()? {
            b'{' => self.object(&mut |_, reader| reader.pass()),
            b'[' => self.list(&mut Self::pass),
            b'"' => self.string().map(|_| ()),
            b't' | b'f' => self.truth().map(|_| ()),
            b'n' => self
                .null()
                .and_then(|null| if null { Ok(()) } else { Err(Error::broken()) }),
            _ => self.pass_number(),
        }
    }

    fn pass_number(&mut self) -> Result<(), Error> {
        self.digits()?;
        let pass_digits = |reader: &mut Self| {
            let start = reader.at;
            while reader.here().is_some_and(|byte| byte.is_ascii_digit()) {
                reader.at += 1;
            }
            if reader.at == start {
                Err(Error::broken())
            } else {
                Ok(())
            }
        };
        if self.here() == Some(b'.') {
            self.at += 1;
            pass_digits(self)?;
        }
        if matches!(self.here(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.here(), Some(b'+' | b'-')));
            pass_digits(self)?;
        }
        Ok(())
    }
}
