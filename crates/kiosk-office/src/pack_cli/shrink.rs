//! No 12,000-pixel scan reaches a tablet: what is too large is copied smaller. What lies on its side is
//! turned upright here, because the note that says so is hidden data and stays at the desk.

use super::hidden;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits};
use std::io::Cursor;

/// Pixels on the longer side: sharp on a tablet, also zoomed in.
const LONGEST: u32 = kiosk_core::pack::LARGEST;
/// Bytes of a picture file.
const HEAVIEST: usize = 4 << 20;
/// Memory that decoding one picture may take; 16,000 by 12,000 pixels fit.
const MEMORY: u64 = 1 << 30;
/// JPEG quality of a smaller copy.
const SMALLER: u8 = 82;
/// JPEG quality of a picture that keeps its size: no more is lost than must be.
const TURNED: u8 = 92;

/// A picture as it may go into a pack: small enough, upright, without hidden data.
#[derive(Debug)]
pub(super) struct Fitted {
    /// The bytes, where they are no longer those that were given.
    pub bytes: Option<Vec<u8>>,
    /// Media type of the bytes.
    pub media_type: &'static str,
    /// Pixels as it is shown; a drawing has none.
    pub size: Option<(u32, u32)>,
    /// It was drawn anew, so its size and its kind may be other ones.
    pub is_new: bool,
    /// What it was when it was too large, for the report: "6110 by 4971 pixels and 9.1 MB".
    pub was: Option<String>,
    /// Hidden data was taken out.
    pub had_hidden: bool,
}

/// Checks that a picture can be opened, takes hidden data out of it, turns it upright, and copies it
/// smaller where it must be. An error goes on from "The picture … ".
pub(super) fn fit(bytes: &[u8], media_type: &'static str) -> Result<Fitted, String> {
    let as_it_is = |size| Fitted {
        bytes: None,
        media_type,
        size,
        is_new: false,
        was: None,
        had_hidden: false,
    };
    if media_type == "image/svg+xml" {
        return match bytes.len() > HEAVIEST {
            true => Err("is a very large drawing. Make it simpler, or save it as PNG.".to_owned()),
            false => Ok(as_it_is(None)),
        };
    }
    let size = size_of(bytes).ok_or_else(damaged)?;
    let is_large = size.0.max(size.1) > LONGEST || bytes.len() > HEAVIEST;
    match media_type {
        // Not decoded here, so it cannot be copied smaller either.
        "image/avif" if is_large => {
            Err("is too large for a tablet. Save it as JPEG, PNG or WebP.".to_owned())
        }
        // Not decoded while it is small, because what moves should go on moving.
        "image/avif" | "image/gif" if !is_large => match hidden::is_in(bytes, media_type) {
            true => Err("has hidden data that may name a person or a place. \
                 Save it as JPEG, PNG or WebP."
                .to_owned()),
            false => Ok(as_it_is(Some(size))),
        },
        _ => {
            let megabytes = bytes.len() as f64 / (1 << 20) as f64;
            let was = format!("{} by {} pixels and {megabytes:.1} MB", size.0, size.1);
            decoded(bytes, media_type, is_large.then_some(was))
        }
    }
}

/// `was` is what a picture that is too large was.
fn decoded(bytes: &[u8], media_type: &'static str, was: Option<String>) -> Result<Fitted, String> {
    let opened = Opened::read(bytes)?;
    let clean = hidden::without(bytes, media_type);
    // Whatever is changed in place keeps its length.
    let had_hidden = clean.as_ref().is_none_or(|clean| clean.len() < bytes.len());
    match clean {
        Some(clean) if was.is_none() && !opened.was_turned => Ok(Fitted {
            bytes: had_hidden.then_some(clean),
            media_type,
            size: Some((opened.image.width(), opened.image.height())),
            is_new: false,
            was,
            had_hidden,
        }),
        _ => {
            // A drawing in PNG that is only turned keeps its sharp edges.
            let lossless = media_type == "image/gif" || media_type == "image/png" && was.is_none();
            let quality = if was.is_some() { SMALLER } else { TURNED };
            let copy = opened.copy(lossless, quality)?;
            Ok(Fitted {
                was,
                had_hidden,
                ..copy
            })
        }
    }
}

fn size_of(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let width = u32::try_from(size.width).ok()?;
    let height = u32::try_from(size.height).ok()?;
    (width > 0 && height > 0).then_some((width, height))
}

fn damaged() -> String {
    "cannot be opened: it is damaged. Copy it again from the original.".to_owned()
}

pub(super) struct Opened {
    /// Turned the way it is shown.
    pub image: DynamicImage,
    /// It lay on its side, upside down or mirrored.
    was_turned: bool,
    /// The colour profile, where it still fits the decoded pixels.
    profile: Option<Vec<u8>>,
}

impl Opened {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
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
        let was_turned = orientation != Orientation::NoTransforms;
        Ok(Self {
            image,
            was_turned,
            profile,
        })
    }

    /// No longer than this many pixels; as a PNG when one can see through it, else as JPEG.
    pub(super) fn smaller(&self, longest: u32) -> Result<Fitted, String> {
        let image = self.image.resize(longest, longest, FilterType::CatmullRom);
        self.write(&image, false, SMALLER)
    }

    /// As PNG where that keeps what there is to see, else as JPEG.
    fn copy(&self, lossless: bool, quality: u8) -> Result<Fitted, String> {
        if self.image.width().max(self.image.height()) <= LONGEST {
            return self.write(&self.image, lossless, quality);
        }
        let image = self.image.resize(LONGEST, LONGEST, FilterType::CatmullRom);
        self.write(&image, lossless, quality)
    }

    fn write(&self, image: &DynamicImage, lossless: bool, quality: u8) -> Result<Fitted, String> {
        let size = (image.width(), image.height());
        let mut bytes = Vec::new();
        let written = match lossless || is_see_through(image) {
            true => {
                let encoder = with_profile(PngEncoder::new(&mut bytes), self.profile.clone());
                image.write_with_encoder(encoder).map(|()| "image/png")
            }
            false => {
                let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
                let encoder = with_profile(encoder, self.profile.clone());
                for_jpeg(image)
                    .write_with_encoder(encoder)
                    .map(|()| "image/jpeg")
            }
        };
        Ok(Fitted {
            media_type: written.map_err(|_| "cannot be copied for the pack.".to_owned())?,
            bytes: Some(bytes),
            size: Some(size),
            is_new: true,
            was: None,
            had_hidden: false,
        })
    }
}

/// A profile of greys describes no colours, so what is grey stays grey.
fn for_jpeg(image: &DynamicImage) -> DynamicImage {
    match image.color().has_color() {
        true => image.to_rgb8().into(),
        false => image.to_luma8().into(),
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
