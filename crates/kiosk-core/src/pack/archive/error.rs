//! What can be wrong with a pack file, and what to do about it.

use std::fmt;

/// Why a pack file is refused. Each tells a person what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// The bytes are no zip file.
    NotAPack,
    /// The file, or something in it, is over the limit of this many bytes.
    TooLarge {
        /// What is too large.
        name: String,
        /// The limit in bytes.
        most: u64,
    },
    /// There are more entries than a pack may have.
    TooManyFiles {
        /// The limit.
        most: usize,
    },
    /// Something unpacks to very much more than it is: a zip bomb.
    Bomb(String),
    /// A name that leads out of the pack or means something else on another computer.
    UnsafeName(String),
    /// A link or a device instead of a file.
    NotAFile(String),
    /// Two entries with one name (capitals do not count).
    Duplicate(String),
    /// An entry with a password.
    Encrypted(String),
    /// An entry packed in a way we do not read.
    Compression(String),
    /// `pack.json` is not there.
    NoPackJson,
    /// `pack.json` cannot be read; with what the reader of JSON said.
    BadPackJson(String),
    /// A pack of another format number.
    Format(u32),
    /// A file that `pack.json` does not list.
    Undeclared(String),
    /// A file that `pack.json` lists and that is not there.
    Missing(String),
    /// A file whose size is not the one in `pack.json`.
    WrongSize(String),
    /// A file whose hash is not the one in `pack.json`.
    WrongHash(String),
    /// A file that is not of its type.
    WrongType {
        /// The file.
        name: String,
        /// What `pack.json` says it is.
        declared: String,
        /// What its bytes say it is, if they say anything.
        found: Option<&'static str>,
    },
    /// A drawing that does more than draw.
    UnsafeDrawing {
        /// The file.
        name: String,
        /// What is in it.
        why: String,
    },
    /// The zip file is damaged at this entry.
    Damaged(String),
}

const AGAIN: &str = "Build the pack again with \"kiosk-office pack build\".";
const COPY: &str = "The file was damaged on its way. Copy or download it again.";
const DISTRUST: &str = "Do not use this file. Ask whoever sent it for a new one.";

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAPack => f.write_str(
                "This is not a pack file, or it is damaged. Choose a file that ends in .popup.zip.",
            ),
            Self::TooLarge { name, most } => write!(
                f,
                "{name} is larger than {} MB. Make the pictures smaller, or split the pack.",
                most.div_ceil(1 << 20)
            ),
            Self::TooManyFiles { most } => {
                write!(f, "There are more than {most} files in it. Split the pack.")
            }
            Self::Bomb(name) => write!(
                f,
                "\"{name}\" would unpack to very much more than it should. {DISTRUST}"
            ),
            Self::UnsafeName(name) => {
                write!(f, "The name \"{name}\" leads out of the pack. {DISTRUST}")
            }
            Self::NotAFile(name) => {
                write!(f, "\"{name}\" is a link, not a file. {DISTRUST}")
            }
            Self::Duplicate(name) => write!(f, "\"{name}\" is in it twice. {AGAIN}"),
            Self::Encrypted(name) => write!(
                f,
                "\"{name}\" is locked with a password. Save the pack without one."
            ),
            Self::Compression(name) => {
                write!(f, "\"{name}\" is packed in a way we cannot read. {AGAIN}")
            }
            Self::NoPackJson => write!(f, "There is no pack.json in it. {AGAIN}"),
            Self::BadPackJson(why) => write!(f, "pack.json cannot be read ({why}). {AGAIN}"),
            Self::Format(number) => write!(
                f,
                "The pack has format {number}, which this version does not know. \
                 Update the kiosk, or ask for an older pack."
            ),
            Self::Undeclared(name) => {
                write!(f, "\"{name}\" is not listed in pack.json. {AGAIN}")
            }
            Self::Missing(name) => write!(
                f,
                "The file \"{name}\" is listed in pack.json but is not there. \
                 Add it, or take it out of the list."
            ),
            Self::WrongSize(name) | Self::WrongHash(name) => write!(
                f,
                "\"{name}\" is not the file that pack.json describes. {COPY}"
            ),
            Self::WrongType {
                name,
                declared,
                found,
            } => write!(
                f,
                "\"{name}\" says it is {declared}, but it is {}. Save it in its real format, \
                 and name it so.",
                found.unwrap_or("something else")
            ),
            Self::UnsafeDrawing { name, why } => write!(
                f,
                "The drawing \"{name}\" has {why} in it. Save it again as a plain SVG."
            ),
            Self::Damaged(name) => write!(f, "\"{name}\" cannot be unpacked. {COPY}"),
        }
    }
}

impl std::error::Error for ArchiveError {}
