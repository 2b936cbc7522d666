//! A picture in several sizes: a card needs no scan, and a closer look no thumbnail.

use super::{Media, Pack};
use crate::Hash;
use serde::{Deserialize, Serialize};

/// Pixels on the longer side of the largest picture a tablet is given.
pub const LARGEST: u32 = 2048;

/// Pixels on the longer side of the smaller copies that are made of a picture, the smallest first.
pub const SMALLER: [u32; 2] = [480, 1200];

/// A smaller copy of a picture, also a file in `media/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Size {
    /// File name within `media/`.
    pub name: String,
    /// Hash of the file; empty in a draft.
    #[serde(default = "no_hash")]
    pub sha256: Hash,
    /// Size of the file in bytes; 0 in a draft.
    #[serde(default)]
    pub bytes: u64,
    /// Media type, where it is another one than the picture's.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Default for Size {
    fn default() -> Self {
        Self {
            name: String::new(),
            sha256: no_hash(),
            bytes: 0,
            media_type: None,
            width: 0,
            height: 0,
        }
    }
}

fn no_hash() -> Hash {
    Hash(String::new())
}

/// One file of `media/`, whether it is an entry of the list or a smaller copy of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackFile<'a> {
    /// File name within `media/`.
    pub name: &'a str,
    /// Hash of the file.
    pub sha256: &'a Hash,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Media type (IANA).
    pub media_type: &'a str,
}

impl Media {
    /// The file of the entry itself.
    pub fn whole(&self) -> PackFile<'_> {
        PackFile {
            name: &self.name,
            sha256: &self.sha256,
            bytes: self.bytes,
            media_type: &self.media_type,
        }
    }

    /// The smaller copies, each with its file.
    pub fn copies(&self) -> impl Iterator<Item = (&Size, PackFile<'_>)> {
        self.sizes.iter().map(|size| (size, self.smaller(size)))
    }

    fn smaller<'a>(&'a self, size: &'a Size) -> PackFile<'a> {
        PackFile {
            name: &size.name,
            sha256: &size.sha256,
            bytes: size.bytes,
            media_type: size.media_type.as_deref().unwrap_or(&self.media_type),
        }
    }

    /// The smallest file that is sharp on so many pixels of its longer side.
    pub fn fitting(&self, pixels: u32) -> PackFile<'_> {
        let longer = |size: &Size| size.width.max(size.height);
        let mut best: Option<&Size> = None;
        for size in &self.sizes {
            if longer(size) >= pixels && best.is_none_or(|best| longer(size) < longer(best)) {
                best = Some(size);
            }
        }
        best.map_or_else(|| self.whole(), |size| self.smaller(size))
    }
}

impl Pack {
    /// All files of `media/`: each entry's own, and behind it its smaller copies.
    pub fn files(&self) -> Vec<PackFile<'_>> {
        let mut files = Vec::new();
        for media in &self.media {
            files.push(media.whole());
            for size in &media.sizes {
                files.push(media.smaller(size));
            }
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Media {
        let size = |name: &str, width, height| Size {
            name: name.into(),
            sha256: Hash::of(name.as_bytes()),
            width,
            height,
            ..Size::default()
        };
        Media {
            sizes: vec![size("m.jpg", 1200, 600), size("s.jpg", 480, 240)],
            ..crate::json::read(r#"{"name":"l.png","type":"image/png","width":2048,"height":1024}"#)
                .unwrap_or_else(|why| unreachable!("{why}"))
        }
    }

    #[test]
    fn the_smallest_that_is_sharp_serves_in_whatever_order_they_stand() {
        let picture = picture();
        for (pixels, name) in [
            (0, "s.jpg"),
            (480, "s.jpg"),
            (481, "m.jpg"),
            (1200, "m.jpg"),
            (1201, "l.png"),
            (u32::MAX, "l.png"),
        ] {
            assert_eq!(picture.fitting(pixels).name, name, "{pixels}");
        }
    }

    #[test]
    fn a_picture_without_copies_serves_everywhere() {
        let picture = Media {
            sizes: Vec::new(),
            ..picture()
        };
        assert_eq!(picture.fitting(10), picture.whole());
    }

    #[test]
    fn a_copy_is_of_its_own_type_or_else_of_the_pictures() {
        let mut picture = picture();
        picture.sizes[0].media_type = Some("image/jpeg".into());
        let pack = Pack {
            media: vec![picture],
            ..Pack::default()
        };
        let types: Vec<_> = pack
            .files()
            .iter()
            .map(|file| (file.name, file.media_type))
            .collect();
        assert_eq!(
            types,
            [
                ("l.png", "image/png"),
                ("m.jpg", "image/jpeg"),
                ("s.jpg", "image/png")
            ]
        );
    }
}
