#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use super::*;
use crate::pack::{Severity, validate};
use proptest::prelude::*;

fn options() -> Options {
    Options {
        id: "test".into(),
        title: "Test".into(),
        language: "en".into(),
        confirm_rights: None,
    }
}

fn draft(text: &str) -> Draft {
    csv(text.as_bytes(), &options()).unwrap()
}

fn report(draft: &Draft) -> Vec<String> {
    draft.report.iter().map(ToString::to_string).collect()
}

/// The report without what every item of these short tables lacks.
fn errors(draft: &Draft) -> Vec<String> {
    let errors = draft
        .report
        .iter()
        .filter(|p| p.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}

fn numbers(draft: &Draft) -> Vec<&str> {
    draft.pack.items.iter().map(|item| &*item.number).collect()
}

#[test]
fn a_row_becomes_an_item_in_the_words_of_a_pack() {
    let draft = draft(
        "\u{FEFF}Object Number;Title;Simple name;Description;Date;Maker;Image;Rights;Alt text;Subject;URL\r\n\
         1.2; Bait tin ;food container;\"<p>Dented.</p><p>For &quot;bait&quot;.</p>\";c. 1934;\
         A. Smith;tin.jpg;CC0;A dented tin.;tins|food;https://example.org/1.2\r\n",
    );
    let item = &draft.pack.items[0];
    let en = |text: &str| Text::one("en", text);
    assert_eq!(item.number, "1.2");
    assert_eq!(item.title, en("Bait tin"));
    assert_eq!(item.object_name, en("food container"));
    assert_eq!(item.brief, en("Dented.\n\nFor \"bait\"."));
    assert_eq!((&item.date_text, item.decade), (&en("c. 1934"), Some(1930)));
    assert_eq!(item.maker, en("A. Smith"));
    assert_eq!(
        item.rights.as_deref(),
        Some("https://creativecommons.org/publicdomain/zero/1.0/")
    );
    assert_eq!(item.link.as_deref(), Some("https://example.org/1.2"));
    let wanted = &draft.pictures_wanted[0];
    assert_eq!(
        (wanted.name.as_str(), &wanted.alt, wanted.row),
        ("tin.jpg", &en("A dented tin."), 2)
    );
    assert_eq!(report(&draft), [""; 0]);
}

#[test]
fn what_a_museum_keeps_to_itself_never_enters_a_pack() {
    let draft = draft(
        "id,title,rights,location,owner,donor,value,e-mail,current_location,notes\n\
         1,Tin,CC0,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET,SECRET\n",
    );
    let json = serde_json::to_string(&draft.pack).unwrap();
    assert!(!json.contains("SECRET"));
    assert_eq!(draft.left_out.len(), 7);
}

#[test]
fn good_rows_come_in_and_each_bad_row_is_named_with_its_number_and_reason() {
    let draft = draft(
        "id,title,description,image,rights\n\
         1,Tin,,tin.jpg,CC0\n\
         \n\
         ,Pan,,pan.jpg,CC0\n\
         4,,,cup.jpg,CC0\n\
         1,Tin again,,tin.jpg,CC0\n\
         6,Mug,,mug.jpg,In copyright\n\
         7,Jug,,jug.jpg,\n\
         8,Bowl, dented,bowl.jpg,CC0,more\n\
         9,\"A \"\"cup\"\"\nand saucer\",,cup.jpg,Public Domain\n\
         10,Nail,,nail.jpg",
    );
    assert_eq!(numbers(&draft), ["1", "9"]);
    assert_eq!(
        draft.pack.items[1].title,
        Text::one("en", "A \"cup\" and saucer")
    );
    let ask = "Write one such as CC0 or Public Domain, or confirm that you may show it.";
    assert_eq!(
        errors(&draft),
        [
            "Row 4: number: It has no object number. Give it one.".to_owned(),
            "Row 5: item 4: title: It has no title, no object name and no description. Give it one of them.".to_owned(),
            "Row 6: item 1: number: Row 2 has the same number. Give each object its own.".to_owned(),
            format!("Row 7: item 6: rights: The rights statement says it is in copyright. {ask}"),
            format!("Row 8: item 7: rights: There is no rights statement. {ask}"),
            "Row 9: item 8: It has more cells than there are headings, so they may be in the wrong columns. \
             Put quotes around text that has commas in it.".to_owned(),
            format!("Row 11: item 10 (line 12 of the file): rights: There is no rights statement. {ask}"),
        ]
    );
    assert_eq!((draft.rows, draft.bad_rows()), (9, 7));
}

#[test]
fn objects_whose_rights_are_unclear_come_in_on_staffs_recorded_word() {
    let word = "A. Curator, 2026-03-01, our own photographs";
    let confirmed = Options {
        confirm_rights: Some(word.into()),
        ..options()
    };
    let draft = csv(b"id,title,image\n1,Tin,tin.jpg\n", &confirmed).unwrap();
    assert_eq!(numbers(&draft), ["1"]);
    assert_eq!(draft.pack.rights_confirmed.as_deref(), Some(word));
    assert_eq!(
        report(&draft),
        [
            "Row 2: item 1: rights: There is no column of rights statements. It came in because you confirmed it."
        ]
    );
}

#[test]
fn of_two_statements_the_known_one_counts_and_of_two_known_ones_the_more_careful() {
    let draft = draft(
        "id,title,rights,rightsstatement,copyright holder\n\
         1,Tin,\"Ask the library\",CC BY 4.0,A museum\n\
         2,Pan,Public domain,http://rightsstatements.org/vocab/InC/1.0/,\n\
         3,Cup,,,A museum\n\
         4,Mug,Public domain.,,A museum\n",
    );
    assert_eq!(numbers(&draft), ["1", "4"]);
    assert_eq!(
        draft.pack.items[0].rights.as_deref(),
        Some("https://creativecommons.org/licenses/by/4.0/")
    );
}

#[test]
fn children_are_pictures_of_their_parent() {
    let draft = draft(
        "objectid,parentid,filename,title,rights,format,youtubeid\n\
         a,,,Album,,compound,\n\
         a1,a,front.jpg,Front,Public domain,image/jpeg,\n\
         ,a,back.jpg,Back,Public domain,image/jpeg,\n\
         a3,a,text.pdf,Text,Public domain,application/pdf,\n\
         a4,a,,Film,Public domain,video/mp4,xyz\n\
         a5,a1,detail.jpg,Detail,In copyright,image/jpeg,\n\
         b,lost,b.jpg,Bowl,CC0,,\n\
         c,,c.jpg,Cup,InC,,\n\
         c1,c,c1.jpg,Handle,CC0,,\n",
    );
    assert_eq!(numbers(&draft), ["a", "b"]);
    let wanted: Vec<(&str, &str)> = draft
        .pictures_wanted
        .iter()
        .map(|wanted| (&*wanted.item, &*wanted.name))
        .collect();
    assert_eq!(
        wanted,
        [("a", "front.jpg"), ("a", "back.jpg"), ("b", "b.jpg")]
    );
    assert_eq!(draft.pictures_wanted[1].alt, Text::one("en", "Back"));
    let said = report(&draft).join("\n");
    for part in [
        "Row 5: item a3: image: This is a PDF",
        "Row 6: item a4: image: It belongs to another row and is a film on a web site",
        "Row 7: item a5: rights: The rights statement says it is in copyright.",
        "Row 8: item b: parentid: Its parent lost is not in this file",
        "Row 10: item c1: parentid: It belongs to row 9, which did not come in.",
    ] {
        assert!(said.contains(part), "{part}\nnot in\n{said}");
    }
}

#[test]
fn rows_that_are_each_others_parents_are_objects_of_their_own() {
    let draft =
        draft("id,parentid,title,rights\n1,2,Tin,CC0\n2,1,Pan,CC0\n3,3,Cup,CC0\n4,1,Mug,CC0\n");
    assert_eq!(numbers(&draft).len(), 4, "{:?}", report(&draft));
}

#[test]
fn a_picture_that_two_rows_show_has_the_more_careful_rights_of_both() {
    let mut draft = draft(
        "id,title,image,rights\n1,Tin,a.jpg,CC0\n2,Lid,A.JPG,CC BY-NC 4.0\n3,Pan,https://example.org/a.jpg,CC0\n",
    );
    for wanted in draft.pictures_wanted.clone() {
        draft.add_picture(
            &wanted,
            Picture {
                name: "a.jpg".into(),
                media_type: "image/jpeg".into(),
                width: Some(4),
                height: Some(3),
            },
        );
    }
    assert_eq!(draft.pack.media.len(), 1);
    assert!(
        draft.pack.media[0]
            .rights
            .as_deref()
            .unwrap()
            .contains("by-nc")
    );
    assert_eq!(draft.pack.items[0].pictures, draft.pack.items[1].pictures);
    assert!(
        report(&draft)
            .iter()
            .any(|said| said.contains("on the web"))
    );
}

#[test]
fn letters_that_cannot_be_read_are_said() {
    let bytes = b"id,title,rights\n1,Caf\xC3\xA9 Caf\xC3\xA9 Caf\xC3\xA9,CC0\n2,Caf\xC3,CC0\n";
    let draft = csv(bytes, &options()).unwrap();
    assert_eq!(draft.pack.items[0].title, Text::one("en", "Café Café Café"));
    let said = "Row 3: item 2: Some letters could not be read.";
    assert!(
        report(&draft)
            .iter()
            .any(|problem| problem.starts_with(said))
    );
}

/// A table as a spreadsheet program writes it.
fn written(rows: &[Vec<String>], delimiter: u8) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = csv(&bytes, &options());
        let headed = [b"id,title,parentid,date,rights,image,subject\n".as_slice(), &bytes].concat();
        let _ = csv(&headed, &options());
    }

    #[test]
    fn random_tables_come_in_whole_in_every_encoding_and_with_every_delimiter(
        titles in proptest::collection::vec("[A-Za-zéüœ–][A-Za-zéüœ–,;\" ]{0,12}[a-zéœ]", 1..12),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        encoding in 0..5,
    ) {
        let mut rows = vec![["object_number", "title", "rights"].map(String::from).to_vec()];
        for (at, title) in titles.iter().enumerate() {
            rows.push(vec![format!("N{at}"), title.clone(), "CC0".into()]);
        }
        let utf8 = written(&rows, delimiter);
        let text = String::from_utf8(utf8.clone()).unwrap();
        let wide = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        let bytes = match encoding {
            0 => utf8,
            1 => [b"\xEF\xBB\xBF".as_slice(), &utf8].concat(),
            2 => wide(u16::to_le_bytes),
            3 => [b"\xFE\xFF".as_slice(), &wide(u16::to_be_bytes)].concat(),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        // No word has "éœœ", whose bytes are those of one letter of UTF-8: nobody could tell which of them was meant.
        let by_chance = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
        prop_assume!(encoding < 4 || !by_chance);
        let draft = csv(&bytes, &options()).unwrap();
        let back: Vec<String> = draft.pack.items.iter().map(|item| item.title.0["en"].clone()).collect();
        let expected: Vec<String> = titles.iter().map(|title| text::line(title)).collect();
        prop_assert_eq!(back, expected);
    }

    #[test]
    fn whatever_comes_in_makes_a_pack_without_errors(
        rows in proptest::collection::vec(
            ("[a-c]{0,1}", "[a-d]{0,1}", "[a-z<>&; ]{0,6}", "(CC0|InC||CC BY 4.0)", "[a-d;.]{0,5}",
             "[a-d; ]{0,6}", "[0-9 -]{0,9}"),
            1..15,
        ),
        confirmed in any::<bool>(),
    ) {
        let header = ["id", "parentid", "title", "rights", "image", "subject", "date"];
        let mut table = vec![header.map(String::from).to_vec()];
        for (id, parent, title, rights, image, subject, date) in rows {
            table.push(vec![id, parent, title, rights, image, subject, date]);
        }
        let options = Options {
            confirm_rights: confirmed.then(|| "A. Curator".into()),
            ..options()
        };
        let Ok(mut draft) = csv(&written(&table, b','), &options) else {
            return Ok(());
        };
        for wanted in draft.pictures_wanted.clone() {
            let picture = Picture {
                name: media_name(&wanted.name),
                media_type: "image/png".into(),
                width: None,
                height: None,
            };
            draft.add_picture(&wanted, picture);
        }
        if !draft.pack.items.is_empty() {
            let problems = validate(&draft.pack);
            prop_assert!(!problems.iter().any(Problem::is_error), "{:?}", problems);
        }
    }
}
