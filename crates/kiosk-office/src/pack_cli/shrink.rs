//! No 12,000-pixel scan reaches a tablet: what is too large is copied smaller.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits};
use std::io::Cursor;

/// Pixels on the longer side: sharp on a tablet, also zoomed in.
const LONGEST: u32 = 2048;
/// Bytes of a picture file.
const HEAVIEST: usize = 4 << 20;
/// Memory that decoding one picture may take; 16,000 by 12,000 pixels fit.
const MEMORY: u64 = 1 << 30;
const QUALITY: u8 = 82;

/// A picture that is small enough.
#[derive(Debug)]
pub(super) enum Fitted {
    /// It was small enough.
    AsItIs {
        /// Pixels as it is shown; a drawing has none.
        size: Option<(u32, u32)>,
    },
    /// It was too large.
    Smaller(Copy),
}

/// A smaller copy of a picture.
#[derive(Debug)]
pub(super) struct Copy {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    /// Pixels.
    pub size: (u32, u32),
    /// What it was, for the report: "6110 by 4971 pixels and 9.1 MB".
    pub was: String,
}

/// Checks that a picture can be opened, and copies it smaller where it must be. An error goes on
/// from "The picture … ".
pub(super) fn fit(bytes: &[u8], media_type: &str) -> Result<Fitted, String> {
    if media_type == "image/svg+xml" {
        return match bytes.len() > HEAVIEST {
            true => Err("is a very large drawing. Make it simpler, or save it as PNG.".to_owned()),
            false => Ok(Fitted::AsItIs { size: None }),
        };
    }
    let size = imagesize::blob_size(bytes)
        .ok()
        .and_then(|size| {
            Some((
                u32::try_from(size.width).ok()?,
                u32::try_from(size.height).ok()?,
            ))
        })
        .filter(|(width, height)| *width > 0 && *height > 0)
        .ok_or_else(damaged)?;
    let is_large = size.0.max(size.1) > LONGEST || bytes.len() > HEAVIEST;
    if matches!(media_type, "image/gif" | "image/avif") {
        // These are not decoded here, so they cannot be copied smaller either.
        return match is_large {
            true => Err("is too large for a tablet. Save it as JPEG, PNG or WebP.".to_owned()),
            false => Ok(Fitted::AsItIs { size: Some(size) }),
        };
    }
    let opened = Opened::read(bytes)?;
    if !is_large {
        let size = (opened.image.width(), opened.image.height());
        return Ok(Fitted::AsItIs { size: Some(size) });
    }
    let megabytes = bytes.len() as f64 / (1 << 20) as f64;
    let was = format!("{} by {} pixels and {megabytes:.1} MB", size.0, size.1);
    opened.smaller(was)
}

fn damaged() -> String {
    "cannot be opened: it is damaged. Copy it again from the original.".to_owned()
}

struct Opened {
    /// Turned the way it is shown.
    image: DynamicImage,
    /// The colour profile, where it still fits the decoded pixels.
    profile: Option<Vec<u8>>,
}

impl Opened {
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut reader = ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .map_err(|_| damaged())?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|_| damaged())?;
        let orientation = decoder.orientation().map_err(|_| damaged())?;
        // Pictures for print (CMYK) become RGB in decoding, which their profile does not describe.
        let is_rgb = !matches!(decoder.original_color_type(), ExtendedColorType::Cmyk8);
        let profile = decoder.icc_profile().ok().flatten().filter(|_| is_rgb);
        let mut image = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
        image.apply_orientation(orientation);
        Ok(Self { image, profile })
    }

    fn smaller(self, was: String) -> Result<Fitted, String> {
        let image = match self.image.width().max(self.image.height()) > LONGEST {
            true => self.image.resize(LONGEST, LONGEST, FilterType::CatmullRom),
            false => self.image,
        };
        let size = (image.width(), image.height());
        let mut bytes = Vec::new();
        let written = match is_see_through(&image) {
            true => {
                let encoder = with_profile(PngEncoder::new(&mut bytes), self.profile);
                image.write_with_encoder(encoder).map(|()| "image/png")
            }
            false => {
                let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
                let encoder = with_profile(encoder, self.profile);
                DynamicImage::from(image.to_rgb8())
                    .write_with_encoder(encoder)
                    .map(|()| "image/jpeg")
            }
        };
        let media_type = written.map_err(|_| "cannot be made smaller.".to_owned())?;
        Ok(Fitted::Smaller(Copy {
            bytes,
            media_type,
            size,
            was,
        }))
    }
}

fn with_profile<E: ImageEncoder>(mut encoder: E, profile: Option<Vec<u8>>) -> E {
    if let Some(profile) = profile {
        // An encoder without room for a profile writes the picture without one.
        let _ = encoder.set_icc_profile(profile);
    }
    encoder
}

/// Many pictures have a channel for transparency and nothing in it.
fn is_see_through(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255)
}
