//! How a statement reads beside a picture. Needs no table: a tablet shows what the desk has checked.

/// A licence or statement in the few words people know it by; anything else as it was written.
pub fn label(statement: &str) -> String {
    let statement = statement.trim();
    let path = statement
        .split_once("://")
        .map_or(statement, |parts| parts.1);
    let path = path.strip_prefix("www.").unwrap_or(path);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (host, kind) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let (name, version) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    match (host, kind, name) {
        ("creativecommons.org", "publicdomain", "zero") => "CC0".into(),
        ("creativecommons.org", "publicdomain", "mark") => "Public Domain Mark".into(),
        ("creativecommons.org", "licenses", name) if !name.is_empty() => {
            let name = ["CC ", &name.to_ascii_uppercase(), " ", version].concat();
            name.trim_end().into()
        }
        ("rightsstatements.org", ..) => path.trim_end_matches('/').into(),
        _ => statement.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_statement_reads_as_people_know_it() {
        for (written, read) in [
            ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
            (
                "http://creativecommons.org/publicdomain/mark/1.0/deed.pl",
                "Public Domain Mark",
            ),
            (
                "https://creativecommons.org/licenses/by-sa/4.0/",
                "CC BY-SA 4.0",
            ),
            (
                "https://www.creativecommons.org/licenses/by-nc/",
                "CC BY-NC",
            ),
            (
                "http://rightsstatements.org/vocab/NoC-US/1.0/",
                "rightsstatements.org/vocab/NoC-US/1.0",
            ),
            (
                " © Beamish, all rights reserved ",
                "© Beamish, all rights reserved",
            ),
            ("CC BY 4.0", "CC BY 4.0"),
            ("", ""),
        ] {
            assert_eq!(label(written), read);
        }
    }
}
