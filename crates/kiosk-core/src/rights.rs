//! The rights gate: what may be shown to visitors, and what staff are asked about first.
//!
//! Only a statement that is known *as a whole* opens the gate. "Public domain in the USA, photograph
//! © 2019" has "public domain" in it and is still unknown: somebody has to look.

mod label;
mod statements;

pub use label::{Label, label};

#[cfg(test)]
mod tests;

use statements::{LICENCES, NEITHER, NO_CHANGES, NON_COMMERCIAL, STATEMENTS, Statement};

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
