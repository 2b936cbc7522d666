//! The statements the gate knows, by address, code and name.

use super::{Verdict, Why};

pub(super) const NON_COMMERCIAL: &str =
    "It may not be used for gain: do not sell it or charge for it.";
pub(super) const NO_CHANGES: &str = "It may not be changed: show the whole picture.";
pub(super) const NEITHER: &str =
    "It may not be used for gain or changed: show the whole picture and do not charge for it.";
pub(super) const NO_KNOWN: &str =
    "No copyright is known, but nobody is sure: take it away if somebody claims it.";

/// A statement the gate knows.
pub(super) struct Statement {
    /// Its published address.
    pub address: &'static str,
    /// Codes and names, in lower case, with single spaces between words.
    pub names: &'static [&'static str],
    /// What it lets us do.
    pub verdict: Verdict,
}

const fn row(address: &'static str, names: &'static [&'static str], verdict: Verdict) -> Statement {
    Statement {
        address,
        names,
        verdict,
    }
}

/// Statements other than the Creative Commons licences. Codes and meanings: rightsstatements.org and
/// creativecommons.org/publicdomain.
#[rustfmt::skip]
pub(super) static STATEMENTS: [Statement; 15] = [
    row("https://creativecommons.org/publicdomain/mark/1.0/",
        &["public domain", "pd", "pdm", "pdm 1.0", "public domain mark", "public domain mark 1.0",
          "cc pdm", "cc pdm 1.0", "creative commons public domain mark 1.0", "in the public domain", "public domain work", "no copyright"],
        Verdict::Show),
    row("https://creativecommons.org/publicdomain/zero/1.0/",
        &["cc0", "cc0 1.0", "cc 0", "cc zero", "cc0 1.0 universal", "creative commons zero",
          "creative commons 0", "creative commons cc0", "creative commons zero 1.0", "creative commons zero v1.0 universal",
          "cc0 1.0 universal public domain dedication", "cc0 public domain dedication",
          "cc0 public domain", "public domain cc0", "public domain dedication"],
        Verdict::Show),
    row("https://creativecommons.org/licenses/publicdomain/", &["cc pddc"], Verdict::Show),
    row("http://rightsstatements.org/vocab/NoC-US/1.0/",
        &["noc us", "noc us 1.0", "no copyright united states"], Verdict::Show),
    row("http://rightsstatements.org/vocab/NoC-CR/1.0/",
        &["noc cr", "noc cr 1.0", "no copyright contractual restrictions"], Verdict::Show),
    row("http://rightsstatements.org/vocab/NoC-NC/1.0/",
        &["noc nc", "noc nc 1.0", "no copyright non commercial use only"], Verdict::Show),
    row("http://rightsstatements.org/vocab/NoC-OKLR/1.0/",
        &["noc oklr", "noc oklr 1.0", "no copyright other known legal restrictions"], Verdict::Show),
    row("http://rightsstatements.org/vocab/NKC/1.0/",
        &["nkc", "nkc 1.0", "no known copyright", "no known copyright restrictions",
          "no known restrictions", "no known copyright restriction"],
        Verdict::Warn(NO_KNOWN)),
    row("http://rightsstatements.org/vocab/InC/1.0/",
        &["inc", "inc 1.0", "in copyright", "copyright", "copyrighted", "all rights reserved",
          "copyright all rights reserved"],
        Verdict::Ask(Why::InCopyright)),
    row("http://rightsstatements.org/vocab/InC-OW-EU/1.0/",
        &["inc ow eu", "inc ow eu 1.0", "in copyright eu orphan work"],
        Verdict::Ask(Why::InCopyright)),
    row("http://rightsstatements.org/vocab/InC-EDU/1.0/",
        &["inc edu", "inc edu 1.0", "in copyright educational use permitted"],
        Verdict::Ask(Why::InCopyright)),
    row("http://rightsstatements.org/vocab/InC-NC/1.0/",
        &["inc nc", "inc nc 1.0", "in copyright non commercial use permitted"],
        Verdict::Ask(Why::InCopyright)),
    row("http://rightsstatements.org/vocab/InC-RUU/1.0/",
        &["inc ruu", "inc ruu 1.0", "in copyright rights holder s unlocatable or unidentifiable"],
        Verdict::Ask(Why::InCopyright)),
    row("http://rightsstatements.org/vocab/CNE/1.0/",
        &["cne", "cne 1.0", "copyright not evaluated", "not evaluated"],
        Verdict::Ask(Why::Undetermined)),
    row("http://rightsstatements.org/vocab/UND/1.0/",
        &["und", "und 1.0", "copyright undetermined", "undetermined", "unknown",
          "rights unknown", "copyright unknown", "copyright status unknown", "not known"],
        Verdict::Ask(Why::Undetermined)),
];

/// The licences with a version. One with "nd" before "nc" (1.0) is the same terms in another order.
#[rustfmt::skip]
pub(super) static LICENCES: [&str; 30] = [
    "https://creativecommons.org/licenses/by/1.0/", "https://creativecommons.org/licenses/by/2.0/",
    "https://creativecommons.org/licenses/by/2.5/", "https://creativecommons.org/licenses/by/3.0/",
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by-sa/1.0/", "https://creativecommons.org/licenses/by-sa/2.0/",
    "https://creativecommons.org/licenses/by-sa/2.5/", "https://creativecommons.org/licenses/by-sa/3.0/",
    "https://creativecommons.org/licenses/by-sa/4.0/",
    "https://creativecommons.org/licenses/by-nc/1.0/", "https://creativecommons.org/licenses/by-nc/2.0/",
    "https://creativecommons.org/licenses/by-nc/2.5/", "https://creativecommons.org/licenses/by-nc/3.0/",
    "https://creativecommons.org/licenses/by-nc/4.0/",
    "https://creativecommons.org/licenses/by-nd/1.0/", "https://creativecommons.org/licenses/by-nd/2.0/",
    "https://creativecommons.org/licenses/by-nd/2.5/", "https://creativecommons.org/licenses/by-nd/3.0/",
    "https://creativecommons.org/licenses/by-nd/4.0/",
    "https://creativecommons.org/licenses/by-nc-sa/1.0/", "https://creativecommons.org/licenses/by-nc-sa/2.0/",
    "https://creativecommons.org/licenses/by-nc-sa/2.5/", "https://creativecommons.org/licenses/by-nc-sa/3.0/",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "https://creativecommons.org/licenses/by-nd-nc/1.0/", "https://creativecommons.org/licenses/by-nc-nd/2.0/",
    "https://creativecommons.org/licenses/by-nc-nd/2.5/", "https://creativecommons.org/licenses/by-nc-nd/3.0/",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/",
];
