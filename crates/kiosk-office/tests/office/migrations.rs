//! Migrations that have been shipped never change: an office notes the checksum of each it has run, and does not
//! open its database when a file of them has another.

use kiosk_core::Hash;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every migration there is, with the hash of its file.
const SHIPPED: [(&str, &str); 8] = [
    (
        "0001_first.sql",
        "148e6222503ec18c2c814cc0a5b351b6854bf54e233d83322e3f88feb4dc8405",
    ),
    (
        "0002_deleted_recordings.sql",
        "8fc8ea39326f93b944d102a17073eeac873ac6934c0726a4847c04e5f7ca7356",
    ),
    (
        "0003_say.sql",
        "bdb5240785ad1ac38bbf64faeffa990f99d9801125597b46a25fedc006b39b8c",
    ),
    (
        "0004_seal.sql",
        "90b31d776b393aec6d09566d5ec995791496cb320dc62bcc075d51fd7db5e852",
    ),
    (
        "0005_pairs.sql",
        "34c4c86458c4bbce2c1bd9b4a1e9c9b474eb74d45e4160f3ca7f753566ec0bcd",
    ),
    (
        "0006_another_tablet.sql",
        "7c1274bdc6cadf893e16305c04655954418239bc5aeac4e2b7ec8294ac7bdfa6",
    ),
    (
        "0007_clearance.sql",
        "72f71a48027cac14909e19cff3de546a9064aa37c8bab005f4dd3399cd93b93c",
    ),
    (
        "0008_first_look.sql",
        "cb7a6d307366932991e3120915a2244fb3a0099a56b67c128dc8d870c0dc4999",
    ),
];

fn migrations() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

/// What is wrong with the migrations of a folder, in sentences.
fn complaints(folder: &Path) -> Vec<String> {
    let mut files: BTreeMap<String, Hash> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, Hash::of(&std::fs::read(path).unwrap()))
        })
        .collect();
    let mut out = Vec::new();
    for (name, sha256) in SHIPPED {
        match files.remove(name) {
            Some(hash) if hash.as_str() == sha256 => {}
            Some(_) => out.push(format!(
                "{name} has changed: no office that ran it would open its database any more. \
                 Put it back as it was and add a new migration instead."
            )),
            None => out.push(format!(
                "{name} is gone: no office that ran it would open its database any more. \
                 Put it back and add a new migration instead."
            )),
        }
    }
    let new = files.iter().map(|(name, hash)| {
        format!("{name} is new. Add it to the list in this test: (\"{name}\", \"{hash}\").")
    });
    out.extend(new);
    out
}

#[test]
fn no_migration_that_was_shipped_has_changed_and_a_new_one_is_listed() {
    let complaints = complaints(&migrations());
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_changed_a_lost_and_an_unlisted_migration_are_named_with_what_to_do() {
    let copy = tempfile::tempdir().unwrap();
    for (name, _) in SHIPPED {
        std::fs::copy(migrations().join(name), copy.path().join(name)).unwrap();
    }
    assert_eq!(complaints(copy.path()), Vec::<String>::new());
    let first = copy.path().join(SHIPPED[0].0);
    let text = std::fs::read_to_string(&first).unwrap();
    std::fs::write(first, text + " ").unwrap();
    std::fs::remove_file(copy.path().join(SHIPPED[1].0)).unwrap();
    std::fs::write(copy.path().join("9999_new.sql"), "").unwrap();
    let said = complaints(copy.path());
    assert_eq!(said.len(), 3, "{said:?}");
    for (said, name) in said.iter().zip([SHIPPED[0].0, SHIPPED[1].0]) {
        assert!(said.starts_with(name), "{said}");
        assert!(said.ends_with("add a new migration instead."), "{said}");
    }
    assert!(said[2].starts_with("9999_new.sql is new."), "{}", said[2]);
}
