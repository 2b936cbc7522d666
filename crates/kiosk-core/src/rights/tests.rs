use super::statements::{NEITHER, NO_CHANGES, NO_KNOWN, NON_COMMERCIAL};
use super::*;

#[test]
fn works_that_are_free_are_shown_however_the_statement_is_written() {
    for statement in [
        "https://creativecommons.org/publicdomain/mark/1.0/",
        "http://creativecommons.org/publicdomain/mark/1.0",
        " https://creativecommons.org/publicdomain/zero/1.0/deed.en ",
        "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
        "http://rightsstatements.org/vocab/NoC-US/1.0/",
        "https://rightsstatements.org/page/NoC-CR/1.0/?language=en",
        "HTTP://RIGHTSSTATEMENTS.ORG/VOCAB/NOC-OKLR/1.0",
        "www.creativecommons.org/publicdomain/zero/1.0/",
        "CC0",
        "CC0-1.0",
        "CC0 1.0 Universal",
        "PDM",
        "NoC-US",
        "Public Domain",
        "public domain.",
        "Public Domain Mark 1.0",
        "Public domain https://creativecommons.org/publicdomain/mark/1.0/",
    ] {
        assert_eq!(judge(statement), Verdict::Show, "{statement:?}");
    }
}

#[test]
fn attribution_licences_are_shown_with_their_credit() {
    for statement in [
        "https://creativecommons.org/licenses/by/4.0/",
        "http://creativecommons.org/licenses/by-sa/2.0/uk/deed.en_GB",
        "CC-BY-4.0",
        "CC BY-SA 3.0",
        "cc by",
        "CC_BY_4.0",
        "Creative Commons Attribution 4.0",
        "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
        "Attribution 4.0 International",
        "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
    ] {
        assert_eq!(judge(statement), Verdict::ShowWithCredit, "{statement:?}");
    }
}

#[test]
fn limits_on_gain_and_change_are_told_to_staff() {
    for (statement, warning) in [
        ("CC BY-NC 4.0", NON_COMMERCIAL),
        (
            "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.de",
            NON_COMMERCIAL,
        ),
        ("CC BY-ND 2.0", NO_CHANGES),
        (
            "Creative Commons Attribution-NonCommercial-NoDerivs 3.0 Unported",
            NEITHER,
        ),
        ("http://creativecommons.org/licenses/by-nd-nc/1.0/", NEITHER),
        ("No known copyright restrictions", NO_KNOWN),
    ] {
        assert_eq!(judge(statement), Verdict::Warn(warning), "{statement:?}");
    }
}

#[test]
fn what_is_in_copyright_undetermined_unknown_or_blank_is_asked_about() {
    for (statement, why) in [
        ("", Why::Blank),
        (" \t", Why::Blank),
        ("n/a", Why::Blank),
        ("InC", Why::InCopyright),
        ("In copyright", Why::InCopyright),
        ("© The estate of the artist", Why::InCopyright),
        ("All rights reserved.", Why::InCopyright),
        (
            "http://rightsstatements.org/vocab/InC-EDU/1.0/",
            Why::InCopyright,
        ),
        ("Copyright Undetermined", Why::Undetermined),
        (
            "http://rightsstatements.org/vocab/CNE/1.0/",
            Why::Undetermined,
        ),
        ("unknown", Why::Undetermined),
        ("A museum in a town", Why::Unknown),
        ("Public domain in the USA only", Why::Unknown),
        ("Not public domain", Why::Unknown),
        ("CC BY 4.0, but not the photograph", Why::Unknown),
        ("by hand", Why::Unknown),
        (
            "https://example.org/creativecommons.org/licenses/by/4.0/",
            Why::Unknown,
        ),
        (
            "CC0 https://creativecommons.org/licenses/by-nc/4.0/",
            Why::Unknown,
        ),
        (
            "https://creativecommons.org/licenses/by-xx/4.0/",
            Why::Unknown,
        ),
    ] {
        assert_eq!(judge(statement), Verdict::Ask(why), "{statement:?}");
    }
}

#[test]
fn a_known_statement_has_one_address() {
    for (statement, address) in [
        (
            "CC-BY-4.0",
            Some("https://creativecommons.org/licenses/by/4.0/"),
        ),
        (
            "CC BY-NC-ND 1.0",
            Some("https://creativecommons.org/licenses/by-nd-nc/1.0/"),
        ),
        (
            "Public Domain",
            Some("https://creativecommons.org/publicdomain/mark/1.0/"),
        ),
        (
            "noc-us",
            Some("http://rightsstatements.org/vocab/NoC-US/1.0/"),
        ),
        ("CC BY", None),
        ("https://creativecommons.org/licenses/by/2.0/uk/", None),
        (
            "https://creativecommons.org/licenses/by/2.0/deed.cy",
            Some("https://creativecommons.org/licenses/by/2.0/"),
        ),
        ("by hand", None),
    ] {
        assert_eq!(canonical(statement), address, "{statement:?}");
    }
    for address in LICENCES {
        assert_eq!(canonical(address), Some(address));
    }
    for statement in &STATEMENTS {
        assert_eq!(canonical(statement.address), Some(statement.address));
    }
}
