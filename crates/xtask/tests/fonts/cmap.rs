//! Which letters a font has: the table `cmap` of a woff2 file, in the two formats that web fonts use.

use std::collections::BTreeSet;

/// The letters of a woff2 file. Nothing when it is no such file.
pub fn letters(woff2: &[u8]) -> Option<BTreeSet<u32>> {
    let font = wuff::decompress_woff2_with_custom_brotli(woff2, &mut |mut packed, _| {
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut packed, &mut plain)?;
        Ok(plain)
    });
    in_font(&font.ok()?)
}

fn in_font(font: &[u8]) -> Option<BTreeSet<u32>> {
    let tables = usize::from(two(font, 4)?);
    let mut entries = (0..tables).map(|nth| 12 + 16 * nth);
    let entry = entries.find(|at| font.get(*at..at + 4) == Some(b"cmap"))?;
    let cmap = font.get(place(font, entry + 8)?..)?;
    let mut letters = BTreeSet::new();
    for nth in 0..usize::from(two(cmap, 2)?) {
        let entry = 4 + 8 * nth;
        // Unicode's own numbers, or Windows's, which are the same.
        if ![0, 3].contains(&two(cmap, entry)?) {
            continue;
        }
        let part = cmap.get(place(cmap, entry + 4)?..)?;
        match two(part, 0)? {
            4 => letters.extend(segments(part)?),
            12 => letters.extend(groups(part)?),
            // 14 tells variants of letters apart and adds none.
            _ => {}
        }
    }
    Some(letters)
}

/// Format 4: runs of letters of 16 bits.
fn segments(part: &[u8]) -> Option<Vec<u32>> {
    let width = usize::from(two(part, 6)?);
    let mut letters = Vec::new();
    for nth in (0..width).step_by(2) {
        let end = two(part, 14 + nth)?;
        let start = two(part, 16 + width + nth)?;
        let delta = two(part, 16 + 2 * width + nth)?;
        let at = 16 + 3 * width + nth;
        let offset = usize::from(two(part, at)?);
        for letter in (start..=end).filter(|letter| *letter != u16::MAX) {
            let glyph = match offset {
                0 => letter.wrapping_add(delta),
                _ => match two(part, at + offset + 2 * usize::from(letter - start))? {
                    0 => 0,
                    glyph => glyph.wrapping_add(delta),
                },
            };
            // Glyph 0 is the box that says: not here.
            if glyph != 0 {
                letters.push(u32::from(letter));
            }
        }
    }
    Some(letters)
}

/// Format 12: runs of letters of 32 bits.
fn groups(part: &[u8]) -> Option<Vec<u32>> {
    let mut letters = Vec::new();
    for nth in 0..place(part, 12)? {
        let at = 16 + 12 * nth;
        let (start, end, glyph) = (four(part, at)?, four(part, at + 4)?, four(part, at + 8)?);
        let first = if glyph == 0 { start + 1 } else { start };
        letters.extend(first..=end.min(0x10_FFFF));
    }
    Some(letters)
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(four(bytes, at)?).ok()
}
