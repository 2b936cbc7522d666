#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

mod hidden;
mod sizes;

use super::build::{self, BuildArguments};
use super::*;
use image::{Rgb, RgbImage, Rgba, RgbaImage};
use kiosk_core::pack::archive::{Limits, read};
use std::path::Path;
use tempfile::TempDir;

/// A curator's desk: a folder with a spreadsheet and pictures.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(TempDir::new().unwrap());
        std::fs::create_dir(desk.path("pictures")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn with_csv(self, text: &str) -> Self {
        std::fs::write(self.path("summer_show.csv"), text).unwrap();
        self
    }

    fn with_picture(self, name: &str, width: u32, height: u32) -> Self {
        // Every pixel another colour, so that a picture of its size weighs something.
        let image = RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x % 251) as u8, (y % 241) as u8, ((x ^ y) % 255) as u8])
        });
        image.save(self.path("pictures").join(name)).unwrap();
        self
    }

    fn with_file(self, name: &str, bytes: &[u8]) -> Self {
        std::fs::write(self.path(name), bytes).unwrap();
        self
    }

    fn arguments(&self) -> BuildArguments {
        BuildArguments {
            source: self.path("summer_show.csv"),
            pictures: Some(self.path("pictures")),
            out: self.path("out.popup.zip"),
            title: None,
            language: None,
            id: None,
            confirm_rights: None,
        }
    }

    fn build(&self) -> Report {
        build::run(&self.arguments()).unwrap()
    }

    fn refused(&self) -> Report {
        build::run(&self.arguments()).unwrap_err()
    }
}

fn opened(path: &Path) -> kiosk_core::pack::archive::Opened {
    read(&std::fs::read(path).unwrap(), Limits::default()).unwrap()
}

const HEAD: &str = "object number,title,image,alt text,rights\n";

#[test]
fn a_spreadsheet_and_a_folder_of_pictures_become_a_pack_that_may_be_shown() {
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Tin,TIN.PNG,A tin.,CC0\n2,Pan,pan,A pan.,Public domain\n3,Lid,tin.png,,CC0\n"
        ))
        .with_picture("tin.png", 40, 30)
        .with_picture("Pan.jpg", 20, 10);
    let said = desk.build().to_string();
    assert!(said.contains("Summer show.\n3 items"), "{said}");
    assert!(said.contains("3 of 3 rows came in."), "{said}");
    let checked = checked_pack(&desk.path("out.popup.zip")).unwrap();
    assert_eq!(checked.pack.id, "summer-show");
    assert_eq!(
        checked.pack.items[2].pictures,
        ["tin.png"],
        "one file, shown by two items"
    );
    let media = checked.pack.media("Pan.jpg").unwrap();
    assert_eq!((media.width, media.height), (Some(20), Some(10)));
    assert_eq!(checked.hash, kiosk_core::Hash::of(&checked.bytes));
}

#[test]
fn the_same_files_make_the_same_pack() {
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Tin,tin.png,A tin.,CC0\n2,Pan,big.jpg,,CC0\n"
        ))
        .with_picture("tin.png", 40, 30)
        .with_picture("big.jpg", 2100, 30);
    desk.build();
    let first = std::fs::read(desk.path("out.popup.zip")).unwrap();
    desk.build();
    assert_eq!(first, std::fs::read(desk.path("out.popup.zip")).unwrap());
}

#[test]
fn a_huge_scan_reaches_the_tablet_as_a_smaller_copy_and_the_report_says_so() {
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Tin,scan.png,A tin.,CC0\n2,Pan,scan.jpg,A pan.,CC0\n"
        ))
        .with_picture("scan.png", 4096, 1024)
        .with_picture("scan.jpg", 300, 4100);
    let said = desk.build().to_string();
    assert!(said.contains("was 4096 by 1024 pixels"), "{said}");
    let pack = opened(&desk.path("out.popup.zip"));
    let sizes: Vec<(&str, Option<u32>, Option<u32>)> = pack
        .media
        .iter()
        .map(|(media, _)| (&*media.name, media.width, media.height))
        .collect();
    assert_eq!(
        sizes,
        [
            ("scan.jpg", Some(2048), Some(512)),
            ("scan-2.jpg", Some(150), Some(2048))
        ]
    );
    for (media, bytes) in &pack.media {
        let size = imagesize::blob_size(bytes).unwrap();
        assert_eq!(Some(size.width as u32), media.width);
        assert_eq!(media.media_type, "image/jpeg");
    }
}

#[test]
fn a_see_through_picture_stays_see_through() {
    let desk = Desk::new().with_csv(&format!("{HEAD}1,Tin,cut.png,A tin.,CC0\n"));
    let image = RgbaImage::from_fn(2100, 20, |x, _| Rgba([9, 9, 9, (x % 256) as u8]));
    image.save(desk.path("pictures").join("cut.png")).unwrap();
    desk.build();
    let (media, bytes) = opened(&desk.path("out.popup.zip")).media.remove(0);
    assert_eq!(media.media_type, "image/png");
    assert!(image::load_from_memory(&bytes).unwrap().color().has_alpha());
}

#[test]
fn pictures_that_are_not_what_they_say_or_not_there_are_named_and_their_items_come_in() {
    let desk = Desk::new()
        .with_csv(&format!(
            "{HEAD}1,Tin,tin.jpg,,CC0\n2,Pan,pan.png,,CC0\n3,Cup,cup.tif,,CC0\n4,Mug,mug.jpg,,CC0\n5,Jug,jug.svg,,CC0\n"
        ))
        .with_picture("whole.png", 30, 30)
        .with_file("pictures/cup.tif", b"II*\0............")
        .with_file("pictures/jug.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>");
    let png = std::fs::read(desk.path("pictures/whole.png")).unwrap();
    let desk = desk
        .with_file("pictures/tin.jpg", &png)
        .with_file("pictures/pan.png", &png[..png.len() / 2]);
    let said = desk.build().to_string();
    for part in [
        "Row 2: item 1: image: \"tin.jpg\" is not what its name says: it is image/png.",
        "Row 3: item 2: image: The picture \"pan.png\" cannot be opened: it is damaged.",
        "Row 4: item 3: image: \"cup.tif\" is not a picture that the kiosk can show.",
        "Row 5: item 4: image: The picture \"mug.jpg\" is not in the folder.",
    ] {
        assert!(said.contains(part), "{part}\nnot in\n{said}");
    }
    let pack = opened(&desk.path("out.popup.zip")).pack;
    assert_eq!((pack.items.len(), pack.media.len()), (5, 1));
}

#[test]
fn a_drawing_that_runs_a_script_is_left_out_and_named() {
    let desk = Desk::new()
        .with_csv(&format!("{HEAD}1,Tin,tin.svg,,CC0\n"))
        .with_file("pictures/tin.svg", b"<svg><script>1</script></svg>");
    let said = desk.build().to_string();
    assert!(
        said.contains("Row 2: item 1: image: The drawing \"tin.svg\" has the element"),
        "{said}"
    );
}

#[test]
fn without_a_row_that_may_be_shown_nothing_is_made() {
    let desk = Desk::new().with_csv("id,title,rights\n1,Tin,In copyright\n");
    let said = desk.refused().to_string();
    assert!(said.contains("none of the 1 rows"), "{said}");
    assert!(said.contains("--confirm-rights"), "{said}");
    assert!(!desk.path("out.popup.zip").exists());
    let confirmed = BuildArguments {
        confirm_rights: Some("A. Curator, 2026-03-01, ours".into()),
        ..desk.arguments()
    };
    build::run(&confirmed).unwrap();
    let pack = checked_pack(&desk.path("out.popup.zip")).unwrap().pack;
    assert_eq!(
        pack.rights_confirmed.as_deref(),
        Some("A. Curator, 2026-03-01, ours")
    );
}

#[test]
fn the_exit_code_tells_a_bad_file_from_a_command_that_failed() {
    let desk = Desk::new().with_csv("id,name,gender,born\n1,A,F,1900\n");
    assert_eq!(desk.refused().exit_code(), ExitCode::from(1));
    assert_eq!(desk.refused().problems(), []);
    let lost = BuildArguments {
        source: desk.path("lost.csv"),
        ..desk.arguments()
    };
    assert_eq!(
        build::run(&lost).unwrap_err().exit_code(),
        ExitCode::from(2)
    );
    assert_eq!(
        checked_pack(&desk.path("lost.zip"))
            .unwrap_err()
            .exit_code(),
        ExitCode::from(2)
    );
    let empty = desk.with_file("bad.zip", b"PK");
    assert_eq!(
        checked_pack(&empty.path("bad.zip"))
            .unwrap_err()
            .exit_code(),
        ExitCode::from(1)
    );
}

#[test]
fn a_pack_folder_becomes_a_pack_and_its_large_pictures_become_smaller() {
    let desk = Desk::new().with_picture("tin.png", 4096, 512);
    std::fs::rename(desk.path("pictures"), desk.path("media")).unwrap();
    let json = r#"{"format":1,"id":"folder","title":{"en":"Folder"},"languages":["en"],
        "items":[{"number":"1","title":{"en":"Tin"},"pictures":["tin.png"]}],
        "media":[{"name":"tin.png","type":"image/png","alt":{"en":"A tin."},"rights":"CC0"}]}"#;
    let desk = desk.with_file("pack.json", json.as_bytes());
    let folder = |desk: &Desk| BuildArguments {
        source: desk.path(""),
        pictures: None,
        ..desk.arguments()
    };
    build::run(&folder(&desk)).unwrap();
    let pack = checked_pack(&desk.path("out.popup.zip")).unwrap().pack;
    assert_eq!(pack.items[0].pictures, ["tin.jpg"]);
    assert_eq!(
        (pack.media[0].width, pack.media[0].height),
        (Some(2048), Some(256))
    );
    let titled = BuildArguments {
        title: Some("Other".into()),
        ..folder(&desk)
    };
    assert_eq!(
        build::run(&titled).unwrap_err().exit_code(),
        ExitCode::from(2)
    );
    let desk = desk.with_file("pack.json", json.replace("CC0", "ours").as_bytes());
    let unfit = build::run(&folder(&desk)).unwrap_err();
    assert!(
        unfit.to_string().contains("file tin.jpg: rights"),
        "{unfit}"
    );
}

#[test]
fn the_demo_pack_may_be_shown() {
    let desk = Desk::new();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo-pack");
    let arguments = BuildArguments {
        source: demo,
        pictures: None,
        ..desk.arguments()
    };
    let report = build::run(&arguments).unwrap();
    assert_eq!(report.problems(), []);
}
