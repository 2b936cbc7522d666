//! Pictures in sizes: a card on a tablet need not decode what a closer look needs.

use super::pictures::{Source, ending_of, free_name, split};
use super::shrink::{Fitted, Opened};
use image::DynamicImage;
use kiosk_core::pack::archive::{Archive, ArchiveError};
use kiosk_core::pack::{LARGEST, Media, Pack, Problem, SMALLER, Size};
use std::collections::{HashMap, HashSet};

/// Kinds that are decoded here. A GIF may move, and a copy of it would not.
const DECODED: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

/// Makes the smaller copies of every picture that gains by them, and notes the colour of the place it
/// will take. Copies that the pack names already are made anew.
pub(super) fn add(pack: &mut Pack, files: &mut HashMap<String, Source>) {
    let names = pack.media.iter().map(|media| media.name.to_lowercase());
    let mut taken: HashSet<String> = names.collect();
    for media in &mut pack.media {
        media.sizes.clear();
        let is_decoded = DECODED.contains(&&*media.media_type);
        let Some(bytes) = files
            .get(&media.name)
            .filter(|_| is_decoded)
            .and_then(Source::bytes)
        else {
            continue;
        };
        let Ok(opened) = Opened::read(&bytes) else {
            continue;
        };
        if media.tint.is_none() && media.ground.is_none() {
            media.tint = edge_colour(&opened.image);
        }
        for longest in SMALLER {
            let Some(copy) = copy(&opened, longest, bytes.len()) else {
                continue;
            };
            let name = name_of(media, longest, copy.media_type, &mut taken);
            let Some((size, bytes)) = size_of(&name, media, copy) else {
                continue;
            };
            media.sizes.push(size);
            files.insert(name, Source::Made(bytes));
        }
    }
}

/// Nothing where the picture is hardly larger, in pixels or in bytes.
fn copy(opened: &Opened, longest: u32, whole: usize) -> Option<Fitted> {
    let longer = opened.image.width().max(opened.image.height());
    if longer < longest + longest / 2 {
        return None;
    }
    let copy = opened.smaller(longest).ok()?;
    let length = copy.bytes.as_ref()?.len();
    (length < whole).then_some(copy)
}

fn name_of(media: &Media, longest: u32, media_type: &str, taken: &mut HashSet<String>) -> String {
    let stem = format!("{}-{longest}", split(&media.name).0);
    let name = free_name(&stem, ending_of(media_type), |name| {
        taken.contains(&name.to_lowercase())
    });
    taken.insert(name.to_lowercase());
    name
}

fn size_of(name: &str, media: &Media, copy: Fitted) -> Option<(Size, Vec<u8>)> {
    let (width, height) = copy.size?;
    let size = Size {
        name: name.to_owned(),
        media_type: (copy.media_type != media.media_type).then(|| copy.media_type.to_owned()),
        width,
        height,
        ..Size::default()
    };
    Some((size, copy.bytes?))
}

/// The mean colour along the edges: what the picture's own ground looks like. Nothing for a picture one
/// can see through.
fn edge_colour(image: &DynamicImage) -> Option<String> {
    let small = image.thumbnail(64, 64).to_rgba8();
    let (wide, high) = small.dimensions();
    let at_edge = |x: u32, y: u32| x == 0 || y == 0 || x + 1 == wide || y + 1 == high;
    let (mut sum, mut count) = ([0_u32; 3], 0);
    for (_, _, pixel) in small.enumerate_pixels().filter(|(x, y, _)| at_edge(*x, *y)) {
        let [red, green, blue, seen] = pixel.0;
        if seen < 255 {
            return None;
        }
        for (sum, colour) in sum.iter_mut().zip([red, green, blue]) {
            *sum += u32::from(colour);
        }
        count += 1;
    }
    let [red, green, blue] = sum.map(|sum| sum.checked_div(count).unwrap_or(0));
    Some(format!("#{red:02X}{green:02X}{blue:02X}"))
}

/// Pictures whose bytes are of another size than the pack says, or too large for any tablet.
pub(super) fn wrong(archive: &Archive<'_>) -> Result<Vec<Problem>, ArchiveError> {
    let mut problems = Vec::new();
    for media in &archive.pack().media {
        let subject = || format!("file {}", media.name);
        let is_picture = media.media_type.starts_with("image/");
        if !is_picture {
            continue;
        }
        let whole = real_size(&archive.unpack(&media.whole())?);
        if whole.is_some_and(|(width, height)| width.max(height) > 2 * LARGEST) {
            let message = format!(
                "It has more than {} pixels on a side: too large for a tablet. \
                 Build the pack with \"kiosk-office pack build\".",
                2 * LARGEST
            );
            problems.push(Problem::error(subject(), "width", message));
        }
        for (size, file) in media.copies() {
            if real_size(&archive.unpack(&file)?) != Some((size.width, size.height)) {
                let message = format!(
                    "The copy \"{}\" is not {} by {} pixels, as the pack says. \
                     Build the pack with \"kiosk-office pack build\".",
                    size.name, size.width, size.height
                );
                problems.push(Problem::error(subject(), "sizes", message));
            }
        }
    }
    Ok(problems)
}

fn real_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    ))
}
