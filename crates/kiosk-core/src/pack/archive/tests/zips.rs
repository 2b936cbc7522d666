//! Zip files as somebody else's program would make them, good and bad.

use super::{ArchiveError, Limits, entry_name, good, read};
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;
use std::io::{Cursor, Write};

/// A zip as somebody else's program would make it.
#[derive(Default)]
pub(super) struct Zip(Vec<(String, Vec<u8>, SimpleFileOptions)>);

impl Zip {
    /// The entries of a good pack.
    pub(super) fn good() -> Self {
        let opened = read(&good(), Limits::default()).unwrap();
        let json = serde_json::to_vec(&opened.pack).unwrap();
        opened.media.into_iter().fold(
            Self::default().with("pack.json", &json),
            |zip, (media, bytes)| zip.with(&entry_name(&media.name), &bytes),
        )
    }

    pub(super) fn with(self, name: &str, bytes: &[u8]) -> Self {
        self.with_options(name, bytes, SimpleFileOptions::default())
    }

    pub(super) fn with_options(
        mut self,
        name: &str,
        bytes: &[u8],
        options: SimpleFileOptions,
    ) -> Self {
        self.0.retain(|(known, ..)| known != name);
        self.0.push((name.into(), bytes.to_vec(), options));
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, ..)| known != name);
        self
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes, options) in self.0 {
            if name.ends_with('/') {
                zip.add_directory(name, options).unwrap();
                continue;
            }
            zip.start_file(name, options).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(super) fn refusal(self) -> ArchiveError {
        read(&self.bytes(), Limits::default()).unwrap_err()
    }
}

/// Puts `to` in the place of every `from` of the same length: in the local header and the directory.
pub(super) fn replaced(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..=bytes.len() - from.len())
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// Where this entry's record starts in the central directory.
pub(super) fn record(bytes: &[u8], name: &str) -> usize {
    let start = bytes
        .windows(4)
        .position(|word| word == b"PK\x01\x02")
        .unwrap();
    (start..bytes.len())
        .find(|at| {
            bytes[*at..].starts_with(b"PK\x01\x02") && bytes[at + 46..].starts_with(name.as_bytes())
        })
        .unwrap()
}
