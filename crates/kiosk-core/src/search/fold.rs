//! Letters as a search sees them: without case, accents or vowel points, digits as 0–9.
//!
//! Small tables of our own rather than the whole of Unicode's: they hold the scripts of the kiosk's
//! languages and of museum labels in Europe (docs/decisions/search.md has the sizes).

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Part of a word.
    Letter,
    /// Belongs to the letter before it and says nothing: accents, vowel points, joiners.
    Mark,
    /// Ends a word, or joins two halves of one.
    Apostrophe,
    /// A word of its own: scripts written without spaces.
    Alone,
    /// Between words.
    Gap,
}

/// What a character is to a word.
pub fn kind(c: char) -> Kind {
    if c.is_ascii() {
        return match c {
            '\'' | '`' => Kind::Apostrophe,
            _ if c.is_ascii_alphanumeric() => Kind::Letter,
            _ => Kind::Gap,
        };
    }
    match c as u32 {
        0x2018 | 0x2019 | 0x02BB | 0x02BC | 0x2032 => Kind::Apostrophe,
        // Accents; points of Hebrew and Arabic, and Arabic's lengthening stroke.
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05C7 => Kind::Mark,
        0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06ED => Kind::Mark,
        // Soft hyphens, joiners, direction marks, variation selectors.
        0x00AD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 => Kind::Mark,
        0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFEFF => {
            Kind::Mark
        }
        // In each block of the Indic scripts: the dot, and the stroke that joins consonants.
        n @ 0x0900..=0x0DFF if n & 0x7F == 0x3C => Kind::Mark,
        n @ 0x0900..=0x0DFF if n & 0x7F == 0x4D => Kind::Letter,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF if c.is_alphanumeric() => Kind::Alone,
        0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x3FFFF => Kind::Alone,
        _ if c.is_alphanumeric() => Kind::Letter,
        _ => Kind::Gap,
    }
}

/// Puts a letter into a word in its plain form.
pub fn fold(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    let n = c as u32;
    match n {
        0x00C0..=0x024F => latin(LATIN, n - 0x00C0, c, word),
        0x1E00..=0x1EFF => latin(LATIN_ADDITIONAL, n - 0x1E00, c, word),
        0x1F00..=0x1FFF => {
            let plain = GREEK_EXTENDED.chars().nth((n - 0x1F00) as usize);
            word.push(plain.filter(|plain| *plain != '.').unwrap_or(c));
        }
        // Two vowel signs of Bengali that are written as one or as two characters.
        0x09CB => word.push_str("\u{9C7}\u{9BE}"),
        0x09CC => word.push_str("\u{9C7}\u{9D7}"),
        // Wide letters and digits.
        0xFF10..=0xFF5A => fold(char::from((n - 0xFEE0) as u8), word),
        0xFB00..=0xFB04 => word.push_str(["ff", "fi", "fl", "ffi", "ffl"][(n - 0xFB00) as usize]),
        _ => word.push(digit(n).unwrap_or_else(|| paired(lower(c)))),
    }
}

fn latin(table: &str, at: u32, c: char, word: &mut String) {
    match table.as_bytes().get(at as usize) {
        Some(&plain @ b'a'..=b'z') => word.push(char::from(plain)),
        Some(&pair @ b'1'..=b'8') => word.push_str(PAIRS[usize::from(pair - b'1')]),
        _ => word.push(c),
    }
}

/// Small letter of Greek, Cyrillic, Armenian: their capitals stand at a fixed distance.
fn lower(c: char) -> char {
    let n = c as u32;
    let distance = match n {
        0x0391..=0x03A9 | 0x0410..=0x042F => 0x20,
        0x0400..=0x040F => 0x50,
        0x0531..=0x0556 => 0x30,
        _ => 0,
    };
    char::from_u32(n + distance).unwrap_or(c)
}

fn paired(c: char) -> char {
    let n = c as u32;
    if !(0x0386..=0x09DF).contains(&n) {
        return c;
    }
    match PLAIN.binary_search_by_key(&(n as u16), |pair| pair.0) {
        Ok(at) => char::from_u32(u32::from(PLAIN[at].1)).unwrap_or(c),
        Err(_) => c,
    }
}

fn digit(n: u32) -> Option<char> {
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&n))?;
    char::from_digit(n - zero, 10)
}

/// The digit nought of other scripts; one to nine follow it.
const ZEROS: [u32; 15] = [
    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50,
    0x0ED0, 0x1040, 0x17E0,
];

/// What the digits in the tables of Latin stand for.
const PAIRS: [&str; 8] = ["ae", "oe", "ss", "th", "ij", "dz", "lj", "nj"];

/// Letters and their plain forms, in order: Greek, Cyrillic, Arabic, Devanagari, Bengali.
const PLAIN: [(u16, u16); 58] = [
    (0x0386, 0x03B1),
    (0x0388, 0x03B5),
    (0x0389, 0x03B7),
    (0x038A, 0x03B9),
    (0x038C, 0x03BF),
    (0x038E, 0x03C5),
    (0x038F, 0x03C9),
    (0x0390, 0x03B9),
    (0x03AA, 0x03B9),
    (0x03AB, 0x03C5),
    (0x03AC, 0x03B1),
    (0x03AD, 0x03B5),
    (0x03AE, 0x03B7),
    (0x03AF, 0x03B9),
    (0x03B0, 0x03C5),
    (0x03C2, 0x03C3),
    (0x03CA, 0x03B9),
    (0x03CB, 0x03C5),
    (0x03CC, 0x03BF),
    (0x03CD, 0x03C5),
    (0x03CE, 0x03C9),
    (0x0439, 0x0438),
    (0x0450, 0x0435),
    (0x0451, 0x0435),
    (0x0453, 0x0433),
    (0x0457, 0x0456),
    (0x045C, 0x043A),
    (0x045D, 0x0438),
    (0x045E, 0x0443),
    (0x0490, 0x0433),
    (0x0491, 0x0433),
    (0x0622, 0x0627),
    (0x0623, 0x0627),
    (0x0624, 0x0648),
    (0x0625, 0x0627),
    (0x0626, 0x064A),
    (0x0629, 0x0647),
    (0x0649, 0x064A),
    (0x0671, 0x0627),
    (0x06A9, 0x0643),
    (0x06BE, 0x0647),
    (0x06C1, 0x0647),
    (0x06CC, 0x064A),
    (0x06D5, 0x0647),
    (0x0929, 0x0928),
    (0x0931, 0x0930),
    (0x0934, 0x0933),
    (0x0958, 0x0915),
    (0x0959, 0x0916),
    (0x095A, 0x0917),
    (0x095B, 0x091C),
    (0x095C, 0x0921),
    (0x095D, 0x0922),
    (0x095E, 0x092B),
    (0x095F, 0x092F),
    (0x09DC, 0x09A1),
    (0x09DD, 0x09A2),
    (0x09DF, 0x09AF),
];

// U+00C0 to U+024F; `.` for letters that stay as they are.
#[rustfmt::skip]
const LATIN: &str = "\
    aaaaaa1ceeeeiiiidnooooo.ouuuuy43aaaaaa1ceeeeiiiidnooooo.ouuuuy4yaaaaaaccccccccdd\
    ddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkkllllllllllnnnnnnnnnoooooo22rrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbb....o..dd...eeeff....ikk...n..oo.............u\
    u..yyzz........w....666777888aaiioouuuuuuuuuueaaaa11ggggkkoooo..j666gg.wnnaa11oo\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...j............u.......rr..";

// U+1E00 to U+1EFF.
#[rustfmt::skip]
const LATIN_ADDITIONAL: &str = "\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy.s..3.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

// U+1F00 to U+1FFF.
#[rustfmt::skip]
const GREEK_EXTENDED: &str = "\
    ααααααααααααααααεεεεεε..εεεεεε..ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι\
    οοοοοο..οοοοοο..υυυυυυυυ.υ.υ.υ.υωωωωωωωωωωωωωωωωααεεηηιιοουυωω..\
    ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα.ααααααα.ι.\
    ..ηηη.ηηεεηηη...ιιιι..ιιιιιι....υυυυρρυυυυυυρ.....ωωω.ωωοοωωω...";
