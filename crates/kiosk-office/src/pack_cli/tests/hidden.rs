//! Pictures as phones and picture programs write them: what nobody sees stays at the desk.

use super::*;
use image::{DynamicImage, ImageFormat};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF, ImageICC};
use std::io::Cursor;

/// Everything that must not leave the desk starts with this.
const SECRET: &[u8] = b"SECRET-";
const PROFILE: &[u8] = b"a colour profile";

/// An EXIF block: camera, orientation, and a place.
fn exif(orientation: u16) -> Vec<u8> {
    let camera = b"SECRET-camera-770\0";
    let place = b"SECRET-54.9N,1.6W\0";
    let entry = |tag: u16, kind: u16, count: usize, value: u32| {
        let head = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        [
            head,
            (count as u32).to_le_bytes().to_vec(),
            value.to_le_bytes().to_vec(),
        ]
        .concat()
    };
    let behind = 8 + 2 + 3 * 12 + 4;
    let gps = behind + camera.len() as u32;
    [
        b"II*\0\x08\0\0\0\x03\0".to_vec(),
        entry(0x010F, 2, camera.len(), behind),
        entry(0x0112, 3, 1, orientation.into()),
        entry(0x8825, 4, 1, gps),
        vec![0; 4],
        camera.to_vec(),
        vec![1, 0],
        entry(0x001B, 2, place.len(), gps + 2 + 12 + 4),
        vec![0; 4],
        place.to_vec(),
    ]
    .concat()
}

/// Four colours, one in each corner.
fn corners() -> DynamicImage {
    let colours = [[200, 20, 20], [20, 200, 20], [20, 20, 200], [230, 230, 230]];
    let at = |x: u32, y: u32| usize::from(x >= 32) + 2 * usize::from(y >= 16);
    RgbImage::from_fn(64, 32, |x, y| Rgb(colours[at(x, y)])).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Bytes {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner().into()
}

fn jpeg(image: &DynamicImage, orientation: u16) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(encoded(image, ImageFormat::Jpeg)).unwrap();
    jpeg.set_icc_profile(Some(PROFILE.into()));
    jpeg.set_exif(Some(exif(orientation).into()));
    for (marker, contents) in [
        (
            markers::APP1,
            &b"http://ns.adobe.com/xap/1.0/\0<x>SECRET-owner</x>"[..],
        ),
        (
            markers::APP13,
            b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0CSECRET-byline",
        ),
        (markers::APP2, b"MPF\0SECRET-second-picture"),
        (markers::COM, b"SECRET-comment"),
    ] {
        let segment = JpegSegment::new_with_contents(marker, contents.into());
        jpeg.segments_mut().insert(2, segment);
    }
    let film = b"film SECRET-place-of-the-film";
    [&jpeg.encoder().bytes()[..], film].concat()
}

fn png(image: &DynamicImage, orientation: u16) -> Vec<u8> {
    let mut png = Png::from_bytes(encoded(image, ImageFormat::Png)).unwrap();
    png.set_icc_profile(Some(PROFILE.into()));
    png.set_exif(Some(exif(orientation).into()));
    for (kind, contents) in [
        (b"tEXt", &b"Author\0SECRET-author"[..]),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x>SECRET-owner</x>"),
        (b"prVt", b"SECRET-private"),
    ] {
        png.chunks_mut()
            .insert(1, PngChunk::new(*kind, contents.into()));
    }
    [&png.encoder().bytes()[..], b"SECRET-behind"].concat()
}

fn webp(image: &DynamicImage, orientation: u16) -> Vec<u8> {
    let mut webp = WebP::from_bytes(encoded(image, ImageFormat::WebP)).unwrap();
    webp.set_icc_profile(Some(PROFILE.into()));
    webp.set_exif(Some(exif(orientation).into()));
    let xmp = RiffContent::Data(b"<x>SECRET-owner</x>"[..].into());
    webp.chunks_mut().push(RiffChunk::new(*b"XMP ", xmp));
    webp.encoder().bytes().to_vec()
}

/// A desk with one object and one picture for each of these files.
fn desk(files: &[(&str, Vec<u8>)]) -> Desk {
    let rows = files
        .iter()
        .enumerate()
        .map(|(number, (name, _))| format!("{number},Tin,{name},A tin.,CC0\n"));
    let desk = Desk::new().with_csv(&format!("{HEAD}{}", rows.collect::<String>()));
    files.iter().fold(desk, |desk, (name, bytes)| {
        desk.with_file(&format!("pictures/{name}"), bytes)
    })
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn place_camera_and_owner_stay_at_the_desk_and_colours_and_pixels_do_not() {
    let image = corners();
    let desk = desk(&[
        ("a.jpg", jpeg(&image, 1)),
        ("b.png", png(&image, 1)),
        ("c.webp", webp(&image, 1)),
        ("d.png", encoded(&image, ImageFormat::Png).to_vec()),
    ]);
    let report = desk.build();
    let said = report.to_string();
    assert!(
        said.contains("Hidden data (place, camera, owner) was taken out of 3 pictures."),
        "{said}"
    );
    assert_eq!(report.problems(), [], "nothing is said of each picture");
    let zip = desk.path("out.popup.zip");
    assert!(!holds(&std::fs::read(&zip).unwrap(), SECRET));
    let media = opened(&zip).media;
    assert_eq!(media.len(), 4);
    for (media, bytes) in media {
        let given = std::fs::read(desk.path("pictures").join(&media.name)).unwrap();
        assert!(!holds(&bytes, SECRET), "{}", media.name);
        assert!(!holds(&bytes, b"Exif"), "{}", media.name);
        assert_eq!(
            image::load_from_memory(&bytes).unwrap(),
            image::load_from_memory(&given).unwrap(),
            "{}",
            media.name
        );
        let parts = img_parts::DynImage::from_bytes(bytes.into())
            .unwrap()
            .unwrap();
        let profile = (media.name != "d.png").then(|| Bytes::from(PROFILE));
        assert_eq!(parts.icc_profile(), profile, "{}", media.name);
        assert_eq!(parts.exif(), None, "{}", media.name);
    }
}

#[test]
fn a_smaller_copy_holds_no_hidden_data_either_and_counts() {
    let large = RgbImage::from_pixel(2100, 30, Rgb([9, 90, 9])).into();
    let desk = desk(&[("a.jpg", jpeg(&large, 1)), ("b.webp", webp(&large, 1))]);
    let said = desk.build().to_string();
    assert!(said.contains("was taken out of 2 pictures."), "{said}");
    for (_, bytes) in opened(&desk.path("out.popup.zip")).media {
        assert!(!holds(&bytes, SECRET));
    }
}

#[test]
fn a_picture_that_lies_on_its_side_comes_out_upright() {
    let image = corners();
    let desk = desk(&[
        ("a.jpg", jpeg(&image, 6)),
        ("b.png", png(&image, 6)),
        ("c.webp", webp(&image, 6)),
    ]);
    let report = desk.build();
    assert_eq!(report.problems(), []);
    let media = opened(&desk.path("out.popup.zip")).media;
    let names: Vec<&str> = media.iter().map(|(media, _)| &*media.name).collect();
    assert_eq!(names, ["a.jpg", "b.png", "c.jpg"]);
    for (media, bytes) in &media {
        assert!(!holds(bytes, SECRET), "{}", media.name);
        assert_eq!((media.width, media.height), (Some(32), Some(64)));
        let shown = image::load_from_memory(bytes).unwrap().to_rgb8();
        assert_eq!(shown.dimensions(), (32, 64), "{}", media.name);
        // Clockwise by a quarter: what was at the bottom left is now at the top left.
        for (x, y, colour) in [
            (1, 1, [20, 20, 200]),
            (30, 1, [200, 20, 20]),
            (1, 62, [230, 230, 230]),
            (30, 62, [20, 200, 20]),
        ] {
            let found = shown.get_pixel(x, y).0;
            let is_near = found.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12);
            assert!(is_near, "{}: {found:?} at {x}, {y}", media.name);
        }
    }
}

#[test]
fn a_picture_with_a_damaged_note_in_it_is_drawn_anew() {
    let mut bytes = png(&corners(), 1);
    let at = bytes.windows(6).position(|part| part == b"Author").unwrap();
    bytes[at] = b'a';
    let desk = desk(&[("a.png", bytes)]);
    let said = desk.build().to_string();
    assert!(said.contains("was taken out of 1 picture."), "{said}");
    let (_, bytes) = opened(&desk.path("out.popup.zip")).media.remove(0);
    assert!(!holds(&bytes, SECRET));
    let shown = image::load_from_memory(&bytes).unwrap();
    assert_eq!(shown, corners());
}

#[test]
fn a_grey_photograph_that_is_turned_stays_grey_so_that_its_profile_fits() {
    let grey: DynamicImage = corners().to_luma8().into();
    let desk = desk(&[("a.jpg", jpeg(&grey, 6))]);
    desk.build();
    let (_, bytes) = opened(&desk.path("out.popup.zip")).media.remove(0);
    assert!(!image::load_from_memory(&bytes).unwrap().color().has_color());
    assert!(holds(&bytes, PROFILE));
}

#[test]
fn a_pack_folder_is_cleaned_too() {
    let desk = desk(&[("a.jpg", jpeg(&corners(), 6))]);
    std::fs::rename(desk.path("pictures"), desk.path("media")).unwrap();
    let json = r#"{"format":1,"id":"folder","title":{"en":"Folder"},"languages":["en"],
        "items":[{"number":"1","title":{"en":"Tin"},"pictures":["a.jpg"]}],
        "media":[{"name":"a.jpg","type":"image/jpeg","alt":{"en":"A tin."},"rights":"CC0"}]}"#;
    let desk = desk.with_file("pack.json", json.as_bytes());
    let arguments = BuildArguments {
        source: desk.path(""),
        pictures: None,
        ..desk.arguments()
    };
    let said = build::run(&arguments).unwrap().to_string();
    assert!(said.contains("was taken out of 1 picture."), "{said}");
    let (media, bytes) = opened(&desk.path("out.popup.zip")).media.remove(0);
    assert!(!holds(&bytes, SECRET));
    assert_eq!((&*media.name, media.width), ("a.jpg", Some(32)));
}

#[test]
fn a_large_gif_becomes_a_png_and_one_with_hidden_data_is_refused() {
    let large = RgbImage::from_pixel(2100, 30, Rgb([9, 90, 9])).into();
    let mut secret = encoded(&corners(), ImageFormat::Gif).to_vec();
    secret.truncate(secret.len() - 1);
    secret.extend(b"!\xFF\x0BXMP DataXMP\x06SECRET\0;");
    let desk = desk(&[
        ("a.gif", encoded(&large, ImageFormat::Gif).to_vec()),
        ("b.gif", secret),
        ("c.gif", encoded(&corners(), ImageFormat::Gif).to_vec()),
    ]);
    let said = desk.build().to_string();
    assert!(said.contains("\"a.gif\" was 2100 by 30 pixels"), "{said}");
    assert!(said.contains("shows its first picture only."), "{said}");
    assert!(said.contains("\"b.gif\" has hidden data"), "{said}");
    let media = opened(&desk.path("out.popup.zip")).media;
    let kinds: Vec<(&str, Option<u32>)> = media
        .iter()
        .map(|(media, _)| (&*media.media_type, media.width))
        .collect();
    assert_eq!(kinds, [("image/png", Some(2048)), ("image/gif", Some(64))]);
}

#[test]
fn a_name_is_found_however_its_accents_are_stored() {
    let image = encoded(&corners(), ImageFormat::Png).to_vec();
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Cup,caf\u{e9}.png,,CC0\n2,Letter,Re\u{301}sume\u{301}.jpg,,CC0\n"
        ))
        .with_file("pictures/cafe\u{301}.PNG", &image)
        .with_file("pictures/r\u{e9}sum\u{c9}.png", &image);
    desk.build();
    let pack = opened(&desk.path("out.popup.zip")).pack;
    assert_eq!(pack.items[0].pictures, ["caf\u{e9}.PNG"]);
    assert_eq!(pack.items[1].pictures, ["r\u{e9}sum\u{c9}.png"]);
}
