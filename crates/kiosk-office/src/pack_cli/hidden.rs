//! Data that nobody sees in a picture and that may name a person or a place: where it was taken, with
//! which camera, by whom, for whom. None of it leaves the desk.
//!
//! What a browser needs for drawing is kept, by name; everything else is taken out. So a kind of
//! hidden data that is invented tomorrow stays at the desk too.

mod scans;

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, Error};

/// Parts of a PNG that a browser draws with, beside those it cannot do without.
const PNG_KEPT: [&[u8; 4]; 15] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD",
    b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Parts of a WebP that a browser draws with.
const WEBP_KEPT: [[u8; 4]; 7] = [
    webp::CHUNK_VP8X,
    webp::CHUNK_ICCP,
    webp::CHUNK_ANIM,
    webp::CHUNK_ANMF,
    webp::CHUNK_ALPH,
    webp::CHUNK_VP8,
    webp::CHUNK_VP8L,
];

/// The bits of a WebP's first part that announce EXIF and XMP.
const WEBP_ANNOUNCED: u8 = 0b0000_1100;

/// The picture without hidden data, every pixel as it was. `None` for a picture whose parts cannot be
/// told apart: it has to be drawn anew. Other kinds than JPEG, PNG and WebP come back as they are.
pub(super) fn without(bytes: &[u8], media_type: &str) -> Option<Vec<u8>> {
    let given = Bytes::copy_from_slice(bytes);
    let clean = match media_type {
        "image/jpeg" => jpeg(given),
        "image/png" => png(given),
        "image/webp" => webp(given),
        _ => Ok(given),
    };
    clean.ok().map(Vec::from)
}

/// True for hidden data in the kinds of picture whose parts are not taken apart here.
pub(super) fn is_in(bytes: &[u8], media_type: &str) -> bool {
    let marks: &[&[u8]] = match media_type {
        "image/avif" => &[b"Exif", b"application/rdf+xml"],
        "image/gif" => &[b"XMP DataXMP"],
        _ => &[],
    };
    let holds = |mark: &&[u8]| bytes.windows(mark.len()).any(|part| part == *mark);
    marks.iter().any(holds)
}

fn jpeg(given: Bytes) -> Result<Bytes, Error> {
    let mut jpeg = Jpeg::from_bytes(given.clone())?;
    let segments = std::mem::take(jpeg.segments_mut());
    *jpeg.segments_mut() = segments
        .into_iter()
        .filter_map(|segment| match segment.has_entropy() {
            true => Some(first_scan(&segment, &given)),
            false => kept_segment(segment),
        })
        .collect();
    Ok(jpeg.encoder().bytes())
}

/// From the first scan on, everything up to the end of the file is this one segment's.
fn first_scan(segment: &JpegSegment, given: &Bytes) -> JpegSegment {
    let pixels = segment.len_with_entropy() - segment.len();
    let from = given.len().saturating_sub(pixels);
    let clean = scans::without(&given[from..]);
    JpegSegment::new_with_entropy(segment.marker(), segment.contents().clone(), clean.into())
}

/// Of what applications add, the colours are kept: the profile, and how they are written.
fn kept_segment(segment: JpegSegment) -> Option<JpegSegment> {
    let contents = segment.contents();
    match segment.marker() {
        markers::APP0 if contents.starts_with(b"JFIF\0") => {
            // Without the small picture at its end, which may show what was cut off the large one.
            let mut short = contents.get(..12)?.to_vec();
            short.extend([0, 0]);
            Some(JpegSegment::new_with_contents(markers::APP0, short.into()))
        }
        markers::APP2 if contents.starts_with(b"ICC_PROFILE\0") => Some(segment),
        markers::APP14 if contents.starts_with(b"Adobe") => {
            let short = contents.slice(..contents.len().min(12));
            Some(JpegSegment::new_with_contents(markers::APP14, short))
        }
        marker if scans::is_added(marker) => None,
        _ => Some(segment),
    }
}

fn png(given: Bytes) -> Result<Bytes, Error> {
    let mut png = Png::from_bytes(given)?;
    png.chunks_mut().retain(|chunk| {
        // A capital first letter: no reader can do without it.
        let kind = chunk.kind();
        kind[0].is_ascii_uppercase() || PNG_KEPT.contains(&&kind)
    });
    Ok(png.encoder().bytes())
}

fn webp(given: Bytes) -> Result<Bytes, Error> {
    let mut webp = WebP::from_bytes(given)?;
    webp.chunks_mut()
        .retain(|chunk| WEBP_KEPT.contains(&chunk.id()));
    let head = webp
        .chunks_mut()
        .iter_mut()
        .find(|chunk| chunk.id() == webp::CHUNK_VP8X);
    if let Some(RiffContent::Data(head)) = head.map(RiffChunk::content_mut) {
        let mut flags = head.to_vec();
        if let Some(first) = flags.first_mut() {
            *first &= !WEBP_ANNOUNCED;
        }
        *head = flags.into();
    }
    Ok(webp.encoder().bytes())
}
