//! Compressed copies beside the files, so that no server has to compress anything twice.

use crate::{Project, build};
use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What shrinks. Fonts, pictures and packs are compressed already.
const ENDINGS: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Writes `<name>.br` and `<name>.gz` beside each file that becomes smaller by it.
pub fn folder(staging: &Path) -> Result<()> {
    let memory = Memory::open()?;
    for path in build::files(staging)? {
        let shrinks = path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| ENDINGS.contains(&ending));
        if shrinks {
            let bytes = fs::read(&path)?;
            memory.beside(&path, "br", &bytes, brotli)?;
            memory.beside(&path, "gz", &bytes, gzip)?;
        }
    }
    Ok(())
}

/// Compressed copies made earlier, by what went in: most files do not change from build to build.
struct Memory(PathBuf);

impl Memory {
    fn open() -> Result<Self> {
        let folder = Project::here()?.target().join("xtask").join("squeezed");
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn beside(
        &self,
        path: &Path,
        ending: &str,
        bytes: &[u8],
        how: fn(&[u8]) -> Result<Vec<u8>>,
    ) -> Result<()> {
        // Made in another way: kept under another name.
        let known = self
            .0
            .join(format!("{}.2.{ending}", kiosk_core::Hash::of(bytes)));
        if !known.is_file() {
            let fresh = known.with_extension("fresh");
            fs::write(&fresh, how(bytes)?)?;
            fs::rename(&fresh, &known)?;
        }
        if fs::metadata(&known)?.len() < bytes.len() as u64 {
            let mut name = path.file_name().context("a file has a name")?.to_owned();
            name.push(format!(".{ending}"));
            fs::copy(&known, path.with_file_name(name))?;
        }
        Ok(())
    }
}

/// Brotli, quality 11, window 22.
///
/// # Errors
/// None in practice: it writes to memory.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut out, 64 * 1024, 11, 22);
    encoder.write_all(bytes)?;
    drop(encoder);
    Ok(out)
}

/// gzip by Zopfli, which searches longer than level 9 and finds about 4 %; any browser unpacks it.
///
/// # Errors
/// None in practice: it writes to memory.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let options = zopfli::Options::default();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_squeezed_comes_back_whole() -> Result<()> {
        let text = "the wireless on the shelf ".repeat(200);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut brotli(text.as_bytes())?.as_slice(), &mut plain)?;
        assert_eq!(plain, text.as_bytes());
        let mut plain = String::new();
        let packed = gzip(text.as_bytes())?;
        std::io::Read::read_to_string(
            &mut flate2::read::GzDecoder::new(packed.as_slice()),
            &mut plain,
        )?;
        assert_eq!(plain, text);
        Ok(())
    }
}
