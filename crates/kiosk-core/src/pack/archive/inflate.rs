//! Unpacking of deflate (RFC 1951): small rather than fast, and never more than was asked for.

/// Unpacks to exactly `size` bytes; `None` when the bytes are damaged or unpack to another size.
pub(super) fn inflate(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut bits = Bits {
        packed,
        at: 0,
        held: 0,
        count: 0,
    };
    let mut out = Vec::with_capacity(size);
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, size)?,
            1 => {
                let (literals, distances) = fixed();
                block(&mut bits, &mut out, size, &literals, &distances)?;
            }
            2 => {
                let (literals, distances) = dynamic(&mut bits)?;
                block(&mut bits, &mut out, size, &literals, &distances)?;
            }
            _ => return None,
        }
        if last {
            return (out.len() == size).then_some(out);
        }
    }
}

/// Bits, the lowest of each byte first.
struct Bits<'a> {
    packed: &'a [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// The next bits, up to 16.
    fn take(&mut self, wanted: u32) -> Option<u32> {
        while self.count < wanted {
            self.held |= u32::from(*self.packed.get(self.at)?) << self.count;
            self.at += 1;
            self.count += 8;
        }
        let value = self.held & ((1 << wanted) - 1);
        self.held >>= wanted;
        self.count -= wanted;
        Some(value)
    }
}

fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, size: usize) -> Option<()> {
    // Fewer than eight bits are held between two takes: what is left of this byte is dropped.
    (bits.held, bits.count) = (0, 0);
    let (length, check) = (bits.take(16)?, bits.take(16)?);
    let bytes = bits.packed.get(bits.at..)?.get(..length as usize)?;
    if length != !check & 0xFFFF || out.len() + bytes.len() > size {
        return None;
    }
    out.extend_from_slice(bytes);
    bits.at += bytes.len();
    Some(())
}

/// A Huffman code in canonical order: how many codes there are of each length, and their symbols.
struct Code {
    counts: [u16; 16],
    symbols: Vec<u16>,
}

impl Code {
    /// From the length of each symbol's code. `None` when there are more codes than bits allow; codes
    /// that are missing are found when they are met.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut counts = [0_u16; 16];
        let mut symbols = Vec::new();
        for length in 1..16_u8 {
            for (symbol, _) in lengths
                .iter()
                .enumerate()
                .filter(|(_, own)| **own == length)
            {
                symbols.push(symbol as u16);
                counts[usize::from(length)] += 1;
            }
        }
        let left = counts[1..].iter().try_fold(1_i32, |left, count| {
            let left = left * 2 - i32::from(*count);
            (left >= 0).then_some(left)
        });
        left.map(|_| Self { counts, symbols })
    }

    /// The next symbol.
    fn next(&self, bits: &mut Bits<'_>) -> Option<usize> {
        let (mut code, mut first, mut index) = (0_usize, 0_usize, 0_usize);
        for count in &self.counts[1..] {
            let count = usize::from(*count);
            code |= bits.take(1)? as usize;
            if code < first + count {
                return self
                    .symbols
                    .get(index + code - first)
                    .map(|symbol| usize::from(*symbol));
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        None
    }
}

/// Shortest length (or distance) of each symbol, and how many bits are added to it.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// The distance of a symbol: two symbols for each doubling.
fn distance(symbol: usize, bits: &mut Bits<'_>) -> Option<usize> {
    match symbol {
        0..4 => Some(symbol + 1),
        4..30 => {
            let extra = symbol / 2 - 1;
            Some(((2 + symbol % 2) << extra) + 1 + bits.take(extra as u32)? as usize)
        }
        _ => None,
    }
}

fn block(
    bits: &mut Bits<'_>,
    out: &mut Vec<u8>,
    size: usize,
    literals: &Code,
    distances: &Code,
) -> Option<()> {
    loop {
        let symbol = literals.next(bits)?;
        if symbol == 256 {
            return Some(());
        }
        if symbol < 256 {
            if out.len() == size {
                return None;
            }
            out.push(symbol as u8);
            continue;
        }
        let (shortest, extra) = *LENGTHS.get(symbol - 257)?;
        let length = usize::from(shortest) + bits.take(extra.into())? as usize;
        let back = distance(distances.next(bits)?, bits)?;
        if back > out.len() || out.len() + length > size {
            return None;
        }
        for _ in 0..length {
            out.push(out[out.len() - back]);
        }
    }
}

/// The codes of a block that brings none.
fn fixed() -> (Code, Code) {
    let mut lengths = [8_u8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    let empty = || Code {
        counts: [0; 16],
        symbols: Vec::new(),
    };
    (
        Code::new(&lengths).unwrap_or_else(empty),
        Code::new(&[5; 30]).unwrap_or_else(empty),
    )
}

/// The codes a block brings along.
fn dynamic(bits: &mut Bits<'_>) -> Option<(Code, Code)> {
    const ORDER: [usize; 19] = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ];
    let literals = bits.take(5)? as usize + 257;
    let all = literals + bits.take(5)? as usize + 1;
    let given = bits.take(4)? as usize + 4;
    let mut own = [0_u8; 19];
    for at in &ORDER[..given] {
        own[*at] = bits.take(3)? as u8;
    }
    let own = Code::new(&own)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(all);
    while lengths.len() < all {
        let (length, times) = match own.next(bits)? {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(length, times as usize));
    }
    // A block that cannot end is no block.
    if lengths.len() != all || lengths.get(256) == Some(&0) {
        return None;
    }
    Some((
        Code::new(&lengths[..literals])?,
        Code::new(&lengths[literals..])?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_file_and_a_repeated_letter_unpack() {
        assert_eq!(inflate(b"\x03\x00", 0), Some(Vec::new()));
        assert_eq!(
            inflate(b"\x4b\x4c\x84\x00\x00", 8),
            Some(b"aaaaaaaa".to_vec())
        );
        assert_eq!(inflate(b"\x01\x02\x00\xfd\xffhi", 2), Some(b"hi".to_vec()));
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic_and_never_give_more_than_asked(
            packed in proptest::collection::vec(any::<u8>(), 0..200), size in 0_usize..500,
        ) {
            if let Some(out) = inflate(&packed, size) {
                prop_assert_eq!(out.len(), size);
            }
        }
    }
}
