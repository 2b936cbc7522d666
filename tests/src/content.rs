//! Packs for journeys, made from the demo's.

use crate::places;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A pack file, there for as long as this is.
#[derive(Debug)]
pub struct Made {
    folder: TempDir,
}

impl Made {
    /// The demo's pack, changed, with further files in its media. Built as a museum would build it.
    ///
    /// # Errors
    /// When it cannot be built.
    pub fn of_demo(change: impl FnOnce(&mut Value), files: &[(&str, Vec<u8>)]) -> Result<Self> {
        let demo = places::project("public/demo-pack");
        let text = std::fs::read_to_string(demo.join("pack.json"))?;
        let mut pack: Value = serde_json::from_str(&text)?;
        change(&mut pack);
        let made = Self {
            folder: tempfile::tempdir()?,
        };
        let media = made.folder.path().join("source/media");
        std::fs::create_dir_all(&media)?;
        for file in std::fs::read_dir(demo.join("media"))? {
            let file = file?;
            std::fs::copy(file.path(), media.join(file.file_name()))?;
        }
        for (name, bytes) in files {
            std::fs::write(media.join(name), bytes)?;
        }
        let source = made.folder.path().join("source");
        std::fs::write(source.join("pack.json"), serde_json::to_string(&pack)?)?;
        build(&source, &made.file())?;
        Ok(made)
    }

    /// Its file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("made.popup.zip")
    }
}

fn build(source: &Path, file: &Path) -> Result<()> {
    let output = Command::new(places::office()?)
        .args(["pack", "build"])
        .arg(source)
        .arg("--out")
        .arg(file)
        .args(["--confirm-rights", "A. Tester, today, for a journey"])
        .output()?;
    if !output.status.success() || !file.is_file() {
        bail!(
            "The pack is not built: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

/// So many items in the place of the demo's: things with a paragraph each, of many places and decades,
/// with the demo's drawings.
///
/// # Errors
/// When the demo's pack is not as it was.
pub fn many(pack: &mut Value, count: usize) -> Result<()> {
    let picture = |item: &Value| item["pictures"][0].clone();
    let items = pack["items"].as_array().context("no items")?;
    let pictures: Vec<Value> = items.iter().map(picture).collect();
    let ids = pack["themes"].as_array().context("no themes")?;
    let themes: Vec<Value> = ids.iter().map(|theme| theme["id"].clone()).collect();
    let made = (0..count).map(|n| {
        thing(
            n,
            &pictures[n % pictures.len()],
            &themes[n / 3 % themes.len()],
        )
    });
    pack["items"] = made.collect();
    let activities = pack["activities"].as_array_mut().context("no activities")?;
    for activity in activities {
        activity["items"] = json!([]);
    }
    Ok(())
}

const KINDS: [&str; 12] = [
    "wireless", "lamp", "mangle", "ticket", "kettle", "rattle", "slate", "pram", "thimble",
    "whistle", "lantern", "bucket",
];
const LIKE: [&str; 10] = [
    "brass", "tin", "painted", "wooden", "broken", "little", "carved", "enamel", "Sunday", "mended",
];
const WORDS: [&str; 24] = [
    "kept",
    "by",
    "the",
    "window",
    "where",
    "grandmother",
    "polished",
    "it",
    "every",
    "Friday",
    "before",
    "chapel",
    "and",
    "nobody",
    "touched",
    "until",
    "father",
    "came",
    "home",
    "from",
    "shift",
    "with",
    "bread",
    "coal",
];

/// Always the same thing for the same number.
fn thing(n: usize, picture: &Value, theme: &Value) -> Value {
    let (kind, like) = (KINDS[n % KINDS.len()], LIKE[n / 7 % LIKE.len()]);
    let story = |k: usize| WORDS[(n * 31 + k * 17 + n * k % 5) % WORDS.len()];
    let story: Vec<&str> = (0..40).map(story).collect();
    // A word of its own for each, as real collections have names and numbers.
    let own = format!("{}{}", ["Hep", "Tyn", "Wear", "Ald"][n % 4], spelt(n));
    json!({
        "number": format!("M.{n}"),
        "title": {"en": format!("{like} {kind} of {own}")},
        "object_name": {"en": kind},
        "brief": {"en": format!("A {like} {kind}, used at {own} farm.")},
        "story": {"en": story.join(" ")},
        "place": {"en": format!("Place {}", n * 7 % 60)},
        "decade": 1800 + 10 * (n * 11 % 18),
        "themes": [theme],
        "pictures": [picture],
    })
}

/// A number as letters.
fn spelt(mut n: usize) -> String {
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(
            [
                "ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "wy", "zu", "fa", "ge", "ho", "di",
                "pu", "ny", "ca", "ve", "jo", "li", "xu", "qua",
            ][n % 22],
        );
        n /= 22;
    }
    word
}

/// A second of a tone, as a WAV file.
pub fn tone(seconds: u32) -> Vec<u8> {
    const RATE: u32 = 8000;
    let length = RATE * seconds;
    let samples: Vec<u8> = (0..length)
        .map(|at| if at / 9 % 2 == 0 { 112 } else { 144 })
        .collect();
    let mut wav = Vec::new();
    wav.extend(b"RIFF");
    wav.extend((36 + length).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16u32.to_le_bytes());
    wav.extend(1u16.to_le_bytes());
    wav.extend(1u16.to_le_bytes());
    wav.extend(RATE.to_le_bytes());
    wav.extend(RATE.to_le_bytes());
    wav.extend(1u16.to_le_bytes());
    wav.extend(8u16.to_le_bytes());
    wav.extend(b"data");
    wav.extend(length.to_le_bytes());
    wav.extend(samples);
    wav
}
