//! Pictures in sizes.

use super::*;
use kiosk_core::pack::{Pack, archive};

fn built(name: &str, width: u32, height: u32) -> (Desk, Pack) {
    let desk = Desk::new()
        .with_csv(&format!("{HEAD}1,Tin,{name},A tin.,CC0\n"))
        .with_picture(name, width, height);
    desk.build();
    let pack = checked_pack(&desk.path("out.popup.zip")).unwrap().pack;
    (desk, pack)
}

#[test]
fn a_large_picture_comes_with_smaller_copies_of_its_shape_and_the_colour_of_its_edges() {
    let (desk, pack) = built("tin.jpg", 1800, 1200);
    let media = &pack.media[0];
    let said: Vec<_> = media
        .sizes
        .iter()
        .map(|size| (&*size.name, size.width, size.height))
        .collect();
    assert_eq!(
        said,
        [("tin-480.jpg", 480, 320), ("tin-1200.jpg", 1200, 800)]
    );
    assert!(media.sizes[0].bytes < media.sizes[1].bytes && media.sizes[1].bytes < media.bytes);
    assert!(media.tint.is_some());
    let file = std::fs::read(desk.path("out.popup.zip")).unwrap();
    let archive = archive::Archive::open(&file).unwrap();
    for (size, file) in media.copies() {
        let bytes = archive.unpack(&file).unwrap();
        let real = imagesize::blob_size(&bytes).unwrap();
        assert_eq!(
            (real.width, real.height),
            (size.width as usize, size.height as usize)
        );
    }
}

#[test]
fn a_small_picture_has_no_copies() {
    let (_, pack) = built("tin.jpg", 600, 500);
    assert_eq!(pack.media[0].sizes, []);
}

#[test]
fn a_drawing_in_png_keeps_its_bytes_and_has_lighter_copies_of_another_kind() {
    let (desk, pack) = built("tin.png", 900, 700);
    let media = &pack.media[0];
    assert_eq!(media.name, "tin.png");
    assert_eq!(media.sizes[0].name, "tin-480.jpg");
    assert_eq!(media.sizes[0].media_type.as_deref(), Some("image/jpeg"));
    assert!(desk.path("out.popup.zip").exists());
}

#[test]
fn a_copy_never_takes_the_name_of_another_picture() {
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Tin,tin.jpg,A tin.,CC0\n2,Lid,TIN-480.jpg,A lid.,CC0\n"
        ))
        .with_picture("tin.jpg", 900, 700)
        .with_picture("TIN-480.jpg", 100, 70);
    desk.build();
    let pack = checked_pack(&desk.path("out.popup.zip")).unwrap().pack;
    assert_eq!(pack.media[0].sizes[0].name, "tin-480-2.jpg");
    assert_eq!(pack.media[1].name, "TIN-480.jpg");
}

/// Packs come from elsewhere: a thumbnail that is a scan would fill a tablet's memory card by card.
#[test]
fn a_pack_whose_copies_are_not_as_small_as_it_says_is_refused() {
    let (desk, pack) = built("tin.jpg", 900, 600);
    let whole = std::fs::read(desk.path("pictures/tin.jpg")).unwrap();
    let lying = archive::write(&pack, |_| Some(whole.clone())).unwrap();
    let desk = desk.with_file("lying.popup.zip", &lying);
    let said = checked_pack(&desk.path("lying.popup.zip")).unwrap_err();
    assert!(
        said.to_string().contains("is not 480 by 320 pixels"),
        "{said}"
    );
}

#[test]
fn a_pack_made_elsewhere_with_a_huge_scan_is_refused() {
    let desk = Desk::new().with_picture("scan.png", 4200, 10);
    let scan = std::fs::read(desk.path("pictures/scan.png")).unwrap();
    let json = r#"{"format":1,"id":"a","title":{"en":"A"},"languages":["en"],
        "items":[{"number":"1","title":{"en":"Tin"},"pictures":["scan.png"]}],
        "media":[{"name":"scan.png","type":"image/png","alt":{"en":"A tin."},"rights":"CC0"}]}"#;
    let pack: Pack = serde_json::from_str(json).unwrap();
    let huge = archive::write(&pack, |_| Some(scan.clone())).unwrap();
    let desk = desk.with_file("huge.popup.zip", &huge);
    let said = checked_pack(&desk.path("huge.popup.zip")).unwrap_err();
    assert!(
        said.to_string().contains("too large for a tablet"),
        "{said}"
    );
}

#[test]
fn a_pack_folder_that_was_built_before_has_its_copies_made_anew() {
    let (desk, mut pack) = built("tin.jpg", 900, 600);
    pack.media[0].sizes[0].width = 7;
    std::fs::rename(desk.path("pictures"), desk.path("media")).unwrap();
    let json = serde_json::to_vec(&pack).unwrap();
    let desk = desk.with_file("pack.json", &json);
    let arguments = BuildArguments {
        source: desk.path(""),
        pictures: None,
        ..desk.arguments()
    };
    build::run(&arguments).unwrap();
    let again = checked_pack(&desk.path("out.popup.zip")).unwrap().pack;
    assert_eq!(again.media[0].sizes[0].width, 480);
}
