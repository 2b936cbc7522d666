//! Files that are not what the importer needs, refused kindly: what was seen, and what to do.

use std::fmt;

/// Why a whole file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// It is another kind of file.
    NotCsv {
        /// What it looks like.
        seen: &'static str,
    },
    /// The first row is an object already.
    NoHeadings {
        /// The first row.
        seen: Vec<String>,
    },
    /// No column says what the objects are called.
    NoTitle {
        /// The headings.
        seen: Vec<String>,
    },
    /// No column has the objects' numbers.
    NoNumber {
        /// The headings.
        seen: Vec<String>,
    },
    /// It is a list of people.
    People {
        /// The headings that say so.
        seen: Vec<String>,
    },
    /// There are headings and nothing under them.
    NoRows {
        /// The headings.
        seen: Vec<String>,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("This file is empty. Save the spreadsheet again as CSV."),
            Self::NotCsv { seen } => write!(
                f,
                "This is {seen}, not a CSV file. Open it in your spreadsheet program and save it \
                 as \"CSV UTF-8\"."
            ),
            Self::NoHeadings { seen } => write!(
                f,
                "The first row has no headings we know. We saw: {}. Put headings in the first row, \
                 such as object_number, title, description, date, image, rights.",
                list(seen)
            ),
            Self::NoTitle { seen } => write!(
                f,
                "No column says what the objects are called. We saw: {}. Name one column title, \
                 object_name or description.",
                list(seen)
            ),
            Self::NoNumber { seen } => write!(
                f,
                "No column has the objects' numbers. We saw: {}. Name one column object_number.",
                list(seen)
            ),
            Self::People { seen } => write!(
                f,
                "This looks like a list of people, not of objects. We saw: {}. \
                 Choose the file that lists the objects. People's details never go into a pack.",
                list(seen)
            ),
            Self::NoRows { seen } => write!(
                f,
                "There are headings ({}), but no objects under them. Add a row for each object.",
                list(seen)
            ),
        }
    }
}

impl std::error::Error for Refused {}

/// The first dozen, each cut short: a heading may be a page of text by mistake.
fn list(seen: &[String]) -> String {
    const MOST: usize = 12;
    const LONGEST: usize = 30;
    let short = |text: &String| match text.chars().count() > LONGEST {
        true => text.chars().take(LONGEST).chain(['…']).collect(),
        false => text.clone(),
    };
    let mut shown: Vec<String> = seen
        .iter()
        .filter(|text| !text.trim().is_empty())
        .take(MOST)
        .map(short)
        .collect();
    match (shown.len(), seen.len()) {
        (0, _) => return "nothing".to_owned(),
        (MOST, more) if more > MOST => shown.push("…".to_owned()),
        _ => {}
    }
    shown.join(", ")
}
