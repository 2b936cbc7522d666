//! A reader of zip files that trusts nothing: only what a pack needs, and everything within bounds.
//!
//! Packs stay far under the sizes that need ZIP64, so a file that uses it is refused by its sizes.
//! Fields and signatures: PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

use super::inflate::inflate;

/// Length of a local header, of a directory record and of the end record, without their names.
const LOCAL: usize = 30;
const RECORD: usize = 46;
const END: usize = 22;

/// Kept as it is.
pub(crate) const STORED: u16 = 0;
/// Packed by deflate.
pub(crate) const DEFLATED: u16 = 8;

/// A zip file's directory.
#[derive(Debug)]
pub(crate) struct Zip<'a> {
    bytes: &'a [u8],
    /// Where the directory starts: entries end before it.
    directory: usize,
    entries: Vec<Entry<'a>>,
}

/// A record of the directory.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// The name, in whatever bytes.
    pub(crate) name: &'a [u8],
    /// Whether it has a password.
    pub(crate) encrypted: bool,
    /// How it is packed.
    pub(crate) method: u16,
    /// Bytes as it is packed.
    pub(crate) packed: u64,
    /// Bytes unpacked, as the zip declares them.
    pub(crate) size: u64,
    /// The kind of file in a Unix mode: 0 where files have no kind.
    pub(crate) kind: u32,
    crc: u32,
    header: usize,
}

impl<'a> Zip<'a> {
    /// Reads the directory; `None` when these bytes are no zip file, or one in several parts.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let end = find_end(bytes)?;
        let count = short(bytes, end + 8)?;
        let one_part = short(bytes, end + 4)? == 0 && short(bytes, end + 6)? == 0;
        let size = long(bytes, end + 12)? as usize;
        let directory = long(bytes, end + 16)? as usize;
        if !one_part || count != short(bytes, end + 10)? || directory.checked_add(size)? != end {
            return None;
        }
        let mut at = directory;
        let mut entries = Vec::new();
        for _ in 0..count {
            let (entry, after) = record(bytes, at)?;
            entries.push(entry);
            at = after;
        }
        (at == end).then_some(Self {
            bytes,
            directory,
            entries,
        })
    }

    /// All entries, in the order of the directory.
    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The entry of this name.
    pub(crate) fn entry(&self, name: &str) -> Option<&Entry<'a>> {
        self.entries
            .iter()
            .find(|entry| entry.name == name.as_bytes())
    }

    /// Whether two entries share bytes; `None` when one lies outside the file.
    pub(crate) fn overlaps(&self) -> Option<bool> {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for entry in &self.entries {
            let (_, start) = self.local(entry)?;
            let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
            if end > self.directory {
                return None;
            }
            if places
                .iter()
                .any(|place| entry.header < place.1 && place.0 < end)
            {
                return Some(true);
            }
            places.push((entry.header, end));
        }
        Some(false)
    }

    /// Unpacks an entry; `None` when it is damaged or is not what the directory says.
    pub(crate) fn unpack(&self, entry: &Entry<'_>) -> Option<Vec<u8>> {
        let (name, start) = self.local(entry)?;
        let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
        let packed = self.bytes.get(start..end)?;
        let bytes = match entry.method {
            STORED => packed.to_vec(),
            DEFLATED => inflate(packed, usize::try_from(entry.size).ok()?)?,
            _ => return None,
        };
        (name == entry.name && bytes.len() as u64 == entry.size && crc(&bytes) == entry.crc)
            .then_some(bytes)
    }

    /// The name in an entry's own header, and where its bytes start.
    fn local(&self, entry: &Entry<'_>) -> Option<(&'a [u8], usize)> {
        let at = entry.header;
        if !self.bytes.get(at..)?.starts_with(b"PK\x03\x04") {
            return None;
        }
        let name = at.checked_add(LOCAL)?;
        let extra = name.checked_add(short(self.bytes, at + 26)?.into())?;
        let start = extra.checked_add(short(self.bytes, at + 28)?.into())?;
        Some((self.bytes.get(name..extra)?, start))
    }
}

/// The end record: it ends, with its comment, where the file does.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| {
        bytes[*at..].starts_with(b"PK\x05\x06")
            && short(bytes, at + 20)
                .is_some_and(|comment| at + END + usize::from(comment) == bytes.len())
    })
}

/// The directory record here, and where the next begins.
fn record(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    if !bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        return None;
    }
    let name = at.checked_add(RECORD)?;
    let extra = name.checked_add(short(bytes, at + 28)?.into())?;
    let rest = usize::from(short(bytes, at + 30)?) + usize::from(short(bytes, at + 32)?);
    let entry = Entry {
        name: bytes.get(name..extra)?,
        encrypted: short(bytes, at + 8)? & 1 != 0,
        method: short(bytes, at + 10)?,
        crc: long(bytes, at + 16)?,
        packed: long(bytes, at + 20)?.into(),
        size: long(bytes, at + 24)?.into(),
        kind: long(bytes, at + 38)? >> 16 & 0o170_000,
        header: long(bytes, at + 42)? as usize,
    };
    Some((entry, extra.checked_add(rest)?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// CRC-32 as zip has it (reflected polynomial 0xEDB88320), half a byte at a time.
fn crc(bytes: &[u8]) -> u32 {
    const HALF: [u32; 16] = {
        let mut table = [0_u32; 16];
        let mut at = 0;
        while at < 16 {
            let mut value = at as u32;
            let mut bit = 0;
            while bit < 4 {
                value = if value & 1 == 1 {
                    value >> 1 ^ 0xEDB8_8320
                } else {
                    value >> 1
                };
                bit += 1;
            }
            table[at] = value;
            at += 1;
        }
        table
    };
    let half = |sum: u32| sum >> 4 ^ HALF[(sum & 15) as usize];
    !bytes
        .iter()
        .fold(!0, |sum, byte| half(half(sum ^ u32::from(*byte))))
}
