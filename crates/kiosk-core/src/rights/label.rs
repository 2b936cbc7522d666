//! How a statement reads beside a picture. Needs no table of what is allowed: a tablet shows what the desk has
//! checked.

use std::borrow::Cow;

/// A statement as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    /// The words.
    pub text: Cow<'a, str>,
    /// True for the short name its publisher gives it, which is English wherever it is shown. Other statements are
    /// in the language of whoever wrote them.
    pub is_standard: bool,
}

/// The short names of rightsstatements.org, by code.
const STATEMENTS: [(&str, &str); 12] = [
    ("InC", "In Copyright"),
    ("InC-OW-EU", "In Copyright – EU Orphan Work"),
    ("InC-EDU", "In Copyright – Educational Use Permitted"),
    ("InC-NC", "In Copyright – Non-Commercial Use Permitted"),
    (
        "InC-RUU",
        "In Copyright – Rights-holder(s) Unlocatable or Unidentifiable",
    ),
    ("NoC-CR", "No Copyright – Contractual Restrictions"),
    ("NoC-NC", "No Copyright – Non-Commercial Use Only"),
    ("NoC-OKLR", "No Copyright – Other Known Legal Restrictions"),
    ("NoC-US", "No Copyright – United States"),
    ("NKC", "No Known Copyright"),
    ("UND", "Copyright Undetermined"),
    ("CNE", "Copyright Not Evaluated"),
];

/// A licence or statement by the short name people know it by; anything else as it was written.
pub fn label(statement: &str) -> Label<'_> {
    let written = statement.trim();
    let name = short_name(written);
    let is_standard = name.is_some() || written.starts_with("CC ") || written == "CC0";
    Label {
        text: name.unwrap_or(Cow::Borrowed(written)),
        is_standard,
    }
}

fn short_name(statement: &str) -> Option<Cow<'static, str>> {
    let path = statement
        .split_once("://")
        .map_or(statement, |parts| parts.1);
    let path = path.strip_prefix("www.").unwrap_or(path);
    let path = path.split(['?', '#']).next()?;
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let (host, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
    match (host, kind, name) {
        ("creativecommons.org", "publicdomain", "zero") => Some("CC0".into()),
        ("creativecommons.org", "publicdomain", "mark") => Some("Public Domain Mark".into()),
        ("creativecommons.org", "licenses", "publicdomain") => Some("Public Domain".into()),
        ("creativecommons.org", "licenses", terms) => Some(licence(terms, parts.next())),
        ("rightsstatements.org", _, code) => {
            let mut known = STATEMENTS.iter();
            let known = known.find(|(known, _)| known.eq_ignore_ascii_case(code));
            known.map(|(_, name)| Cow::Borrowed(*name))
        }
        _ => None,
    }
}

/// "CC BY-SA 4.0", of `by-sa` and `4.0`.
fn licence(terms: &str, version: Option<&str>) -> Cow<'static, str> {
    let name = ["CC ", &terms.to_ascii_uppercase()].concat();
    let is_version = |version: &&str| version.starts_with(|c: char| c.is_ascii_digit());
    match version.filter(is_version) {
        Some(version) => [&name, " ", version].concat().into(),
        None => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::statements::STATEMENTS as JUDGED;
    use super::{STATEMENTS, label};

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
                "https://www.creativecommons.org/licenses/by-nc/deed.en",
                "CC BY-NC",
            ),
            (
                "http://rightsstatements.org/vocab/NoC-US/1.0/",
                "No Copyright – United States",
            ),
            (
                "https://rightsstatements.org/page/noc-us/1.0/?language=pl",
                "No Copyright – United States",
            ),
            ("CC BY 4.0", "CC BY 4.0"),
        ] {
            let label = label(written);
            assert_eq!(label.text, read);
            assert!(label.is_standard, "{written}");
        }
    }

    #[test]
    fn what_somebody_wrote_is_shown_as_they_wrote_it_and_passes_for_no_standard() {
        for (written, read) in [
            (
                " © Beamish, all rights reserved ",
                "© Beamish, all rights reserved",
            ),
            ("© Amgueddfa/Museum", "© Amgueddfa/Museum"),
            (
                "rightsstatements.org/vocab/New/1.0",
                "rightsstatements.org/vocab/New/1.0",
            ),
            ("", ""),
        ] {
            let label = label(written);
            assert_eq!(label.text, read);
            assert!(!label.is_standard, "{written}");
        }
    }

    /// The gate knows the names in lower case, with spaces for every sign.
    #[test]
    fn every_statement_of_the_gate_has_its_short_name() {
        let of_rights = JUDGED
            .iter()
            .filter(|row| row.address.contains("rightsstatements"));
        assert_eq!(of_rights.clone().count(), STATEMENTS.len());
        for row in of_rights {
            let label = label(row.address);
            assert!(label.is_standard, "{}", row.address);
            assert_eq!(super::super::canonical(&label.text), Some(row.address));
        }
    }
}
