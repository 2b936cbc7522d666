//! Writing: headers and a directory; the bytes between them stay where they are.

use crate::Hash;
use crate::ids::hex;
use sha2::{Digest, Sha256};

/// What is known of an entry's bytes once all of them were seen. They need never be together in memory.
#[derive(Clone, Debug)]
pub struct Content {
    crc: u32,
    bytes: u64,
    hasher: Sha256,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            crc: !0,
            bytes: 0,
            hasher: Sha256::new(),
        }
    }
}

impl Content {
    /// Of these bytes alone.
    pub fn of(bytes: &[u8]) -> Self {
        let mut content = Self::default();
        content.push(bytes);
        content
    }

    /// Sees more bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.crc = bytes
            .iter()
            .fold(self.crc, |sum, byte| half(half(sum ^ u32::from(*byte))));
        self.bytes += bytes.len() as u64;
        self.hasher.update(bytes);
    }

    /// Hash of all bytes seen.
    pub fn sha256(&self) -> Hash {
        Hash(hex(&self.hasher.clone().finalize()))
    }
}

/// CRC-32 (reflected polynomial 0xEDB88320), half a byte of it.
fn half(sum: u32) -> u32 {
    let mut value = sum & 15;
    for _ in 0..4 {
        value = if value & 1 == 1 {
            value >> 1 ^ 0xEDB8_8320
        } else {
            value >> 1
        };
    }
    sum >> 4 ^ value
}

/// A zip file as it is written: each header goes before the bytes of its entry, the end after all.
#[derive(Debug, Default)]
pub struct Writer {
    directory: Vec<u8>,
    at: u32,
    entries: u16,
}

impl Writer {
    /// The header of the next entry; `None` when the file would no longer fit into a zip of the old kind
    /// (4 GiB, 65,535 entries).
    pub fn header(&mut self, name: &str, content: &Content) -> Option<Vec<u8>> {
        let size = u32::try_from(content.bytes).ok()?;
        let (entries, length) = (
            self.entries.checked_add(1)?,
            u16::try_from(name.len()).ok()?,
        );
        let mut shared = Vec::with_capacity(26);
        // Version 2.0, names in UTF-8, stored; the first day of MS-DOS for a time.
        for word in [20, 0x0800, 0, 0, 0x0021_u16] {
            shared.extend(word.to_le_bytes());
        }
        for long in [!content.crc, size, size] {
            shared.extend(long.to_le_bytes());
        }
        shared.extend(length.to_le_bytes());
        shared.extend([0, 0]);
        let header = [b"PK\x03\x04", shared.as_slice(), name.as_bytes()].concat();
        let after = u64::from(self.at) + header.len() as u64 + content.bytes;
        let after = u32::try_from(after).ok()?;
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(20_u16.to_le_bytes());
        self.directory.extend(&shared);
        // No comment, first part, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(self.at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        (self.at, self.entries) = (after, entries);
        Some(header)
    }

    /// The directory, which ends the file.
    pub fn end(mut self) -> Vec<u8> {
        let size = self.directory.len() as u32;
        self.directory.extend(b"PK\x05\x06");
        self.directory.extend([0; 4]);
        self.directory.extend(self.entries.to_le_bytes());
        self.directory.extend(self.entries.to_le_bytes());
        self.directory.extend(size.to_le_bytes());
        self.directory.extend(self.at.to_le_bytes());
        self.directory.extend([0; 2]);
        self.directory
    }
}
