//! The rights gate: what may be shown to visitors, and what staff are asked about first.
//!
//! Only a statement that is known *as a whole* opens the gate. "Public domain in the USA, photograph
//! © 2019" has "public domain" in it and is still unknown: somebody has to look.

/// What may be done with a work under a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Free to show.
    Show,
    /// Free to show with the credit line beside it.
    ShowWithCredit,
    /// May be shown; staff are told what to mind.
    Warn(&'static str),
    /// Not shown until staff have said yes.
    Ask(Why),
}

/// Why staff are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no statement.
    Blank,
    /// The work is in copyright.
    InCopyright,
    /// Nobody has found out yet.
    Undetermined,
    /// The gate does not know this statement.
    Unknown,
}

impl Verdict {
    /// True when a visitor may see the work without anybody being asked.
    pub fn may_show(self) -> bool {
        !matches!(self, Self::Ask(_))
    }

    /// How careful it makes us, for choosing the most careful of several.
    pub fn care(self) -> u8 {
        match self {
            Self::Show => 0,
            Self::ShowWithCredit => 1,
            Self::Warn(_) => 2,
            Self::Ask(_) => 3,
        }
    }
}

impl Why {
    /// The reason as a plain sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Blank => "There is no rights statement.",
            Self::InCopyright => "The rights statement says it is in copyright.",
            Self::Undetermined => "The rights statement says nobody has found out yet.",
            Self::Unknown => "The rights statement is not one we know.",
        }
    }
}

const NON_COMMERCIAL: &str = "It may not be used for gain: do not sell it or charge for it.";
const NO_CHANGES: &str = "It may not be changed: show the whole picture.";
const NEITHER: &str =
    "It may not be used for gain or changed: show the whole picture and do not charge for it.";
const NO_KNOWN: &str =
    "No copyright is known, but nobody is sure: take it away if somebody claims it.";

struct Statement {
    address: &'static str,
    /// Codes and names, in lower case, with single spaces between words.
    names: &'static [&'static str],
    verdict: Verdict,
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
static STATEMENTS: [Statement; 15] = [
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
static LICENCES: [&str; 30] = [
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

/// What the gate says to this statement: an address, a code or a name.
pub fn judge(statement: &str) -> Verdict {
    match find(statement) {
        Some(Found::Statement(statement)) => statement.verdict,
        Some(Found::Licence(licence)) => licence.verdict(),
        None if is_blank(statement) => Verdict::Ask(Why::Blank),
        None if claims_copyright(statement) => Verdict::Ask(Why::InCopyright),
        None => Verdict::Ask(Why::Unknown),
    }
}

/// The published address of this statement, if the gate knows it and its version.
pub fn canonical(statement: &str) -> Option<&'static str> {
    match find(statement)? {
        Found::Statement(statement) => Some(statement.address),
        Found::Licence(licence) => licence.address(),
    }
}

enum Found {
    Statement(&'static Statement),
    Licence(Licence),
}

#[derive(Default, PartialEq, Eq)]
struct Licence {
    non_commercial: bool,
    no_changes: bool,
    share_alike: bool,
    version: Option<char>,
    minor: Option<char>,
    /// Fitted to one country's law: not the licence the plain address names.
    ported: bool,
}

impl Licence {
    fn verdict(&self) -> Verdict {
        match (self.non_commercial, self.no_changes) {
            (true, true) => Verdict::Warn(NEITHER),
            (true, false) => Verdict::Warn(NON_COMMERCIAL),
            (false, true) => Verdict::Warn(NO_CHANGES),
            (false, false) => Verdict::ShowWithCredit,
        }
    }

    fn address(&self) -> Option<&'static str> {
        LICENCES.iter().copied().find(|address| {
            by_address(address)
                .is_some_and(|found| matches!(found, Found::Licence(licence) if licence == *self))
        })
    }

    /// Takes one word of a licence's name or code; false when the word has no place there.
    fn take(&mut self, word: &str) -> bool {
        match word {
            "nc" | "noncommercial" => self.non_commercial = true,
            "nd" | "noderivs" | "noderivatives" => self.no_changes = true,
            "sa" | "sharealike" => self.share_alike = true,
            _ => return self.take_version(word),
        }
        true
    }

    fn take_version(&mut self, word: &str) -> bool {
        let digits = word.strip_prefix('v').unwrap_or(word);
        let mut parts = digits.chars();
        let (version, point, minor) = (parts.next(), parts.next(), parts.next());
        let known = matches!(
            (version, point, minor),
            (Some('1'..='4'), None, None) | (Some('1'..='4'), Some('.'), Some('0' | '5'))
        );
        if known && parts.next().is_none() && self.version.is_none() {
            self.version = version;
            self.minor = minor.or(Some('0'));
            return true;
        }
        false
    }
}

fn find(statement: &str) -> Option<Found> {
    let statement = statement.trim();
    let (addresses, words): (Vec<&str>, Vec<&str>) = statement
        .split_whitespace()
        .partition(|word| word.contains("://"));
    match (addresses.as_slice(), words.as_slice()) {
        ([], _) if statement.contains('/') => by_address(statement).or_else(|| by_name(statement)),
        ([], _) => by_name(statement),
        ([address], []) => by_address(address),
        ([address], _) => {
            // A name beside its address: both must say the same.
            let (named, found) = (by_name(&words.join(" "))?, by_address(address)?);
            (verdict(&named) == verdict(&found)).then_some(found)
        }
        _ => None,
    }
}

fn verdict(found: &Found) -> Verdict {
    match found {
        Found::Statement(statement) => statement.verdict,
        Found::Licence(licence) => licence.verdict(),
    }
}

fn by_address(address: &str) -> Option<Found> {
    let lower = address
        .trim_matches(|c: char| matches!(c, '(' | ')' | '<' | '>' | '.' | ',' | ';'))
        .to_ascii_lowercase();
    let bare = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let path = bare.split(['?', '#']).next()?;
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    match (segments.next()?, segments.next()?, segments.next()) {
        ("creativecommons.org", "publicdomain", Some("mark")) => named("public domain"),
        ("creativecommons.org", "publicdomain", Some("zero")) => named("cc0"),
        ("creativecommons.org", "licenses" | "licences", Some("publicdomain")) => named("cc pddc"),
        ("creativecommons.org", "licenses" | "licences", Some(terms)) => {
            let mut licence = Licence::default();
            let mut terms = terms.split('-');
            let known = terms.next() == Some("by") && terms.all(|term| licence.take(term));
            let versioned = segments
                .next()
                .is_none_or(|word| licence.take_version(word));
            let deed = |word: &str| word.starts_with("deed") || word.starts_with("legalcode");
            licence.ported = segments.next().is_some_and(|word| !deed(word));
            (known && versioned).then_some(Found::Licence(licence))
        }
        ("rightsstatements.org", "vocab" | "page" | "data", Some(code)) => {
            named(&code.replace('-', " "))
        }
        _ => None,
    }
}

fn by_name(name: &str) -> Option<Found> {
    let name = plain(name);
    named(&name).or_else(|| licence(&name).map(Found::Licence))
}

fn named(name: &str) -> Option<Found> {
    STATEMENTS
        .iter()
        .find(|statement| statement.names.contains(&name))
        .map(Found::Statement)
}

/// Reads "cc by sa 4.0" and "creative commons attribution sharealike 4.0 international" alike.
fn licence(name: &str) -> Option<Licence> {
    let name = name
        .replace("share alike", "sharealike")
        .replace("non commercial", "noncommercial")
        .replace("no derivatives", "noderivatives")
        .replace("no derivs", "noderivs");
    let (mut licence, mut is_cc, mut by, mut in_full) = (Licence::default(), false, false, false);
    for word in name.split(' ') {
        match word {
            "cc" | "creative" | "commons" => is_cc = true,
            "by" => by = true,
            "attribution" => in_full = true,
            "license" | "licence" | "international" | "unported" | "generic" | "the" => {}
            // The code after the name: "… 4.0 International (CC BY 4.0)".
            _ if licence.take(word) || licence.repeats(word) => {}
            _ => return None,
        }
    }
    // "Attribution 4.0 International" leaves out whose licence it is; nobody else's has that name.
    let complete = (is_cc && (by || in_full)) || (in_full && licence.version.is_some());
    complete.then_some(licence)
}

impl Licence {
    fn repeats(&self, word: &str) -> bool {
        let mut again = Self::default();
        again.take_version(word) && (again.version, again.minor) == (self.version, self.minor)
    }
}

/// Lower case, with single spaces for everything that parts words.
fn plain(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.trim().trim_end_matches('.').chars() {
        let parts = c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | '_' | '/' | ',' | ':' | '(' | ')' | '[' | ']' | '"'
            );
        match parts {
            false => out.extend(c.to_lowercase()),
            true if out.ends_with(' ') || out.is_empty() => {}
            true => out.push(' '),
        }
    }
    out.trim_end().to_owned()
}

fn is_blank(statement: &str) -> bool {
    let plain = plain(statement);
    matches!(
        &*plain,
        "" | "n a" | "na" | "null" | "none" | "nan" | "?" | "tbc"
    )
}

fn claims_copyright(statement: &str) -> bool {
    let plain = plain(statement);
    statement.contains('©')
        || plain.starts_with("copyright ")
        || plain.starts_with("in copyright")
        || plain.contains("all rights reserved")
}

#[cfg(test)]
mod tests {
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
}
