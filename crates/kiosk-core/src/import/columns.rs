//! Which column is what. Only columns named here are read at all: where an object is kept, who owns
//! or gave it, what it is worth and how to reach anybody never get as far as a pack.

mod headings;

pub(super) use headings::Field;

use super::Refused;
use super::table::Row;
use headings::{HEADINGS, OF_PEOPLE};
use std::collections::BTreeMap;

/// How far down the headings may be: some programs write the name of the export above them.
const DEEPEST: usize = 10;

/// Where each field is found.
#[derive(Debug)]
pub(super) struct Columns {
    of: BTreeMap<Field, Vec<usize>>,
    /// Cells a row may have.
    pub width: usize,
    /// Headings that are not read.
    pub left_out: Vec<String>,
}

impl Columns {
    /// The first cell of this field that has something in it.
    pub(super) fn cell<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        self.cells(row, field).next().unwrap_or_default()
    }

    /// Every cell of this field that has something in it, the better column first.
    pub(super) fn cells<'r>(&self, row: &'r Row, field: Field) -> impl Iterator<Item = &'r str> {
        let columns = self.of.get(&field).map_or(&[][..], Vec::as_slice);
        columns
            .iter()
            .filter_map(|at| row.cells.get(*at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// Whether there is a column for it.
    pub(super) fn has(&self, field: Field) -> bool {
        self.of.contains_key(&field)
    }
}

/// How many headings this row has, if it is the row of headings.
pub(super) fn known(row: &Row) -> usize {
    row.cells
        .iter()
        .filter(|cell| field_of(cell).is_some())
        .count()
}

/// Finds the row of headings and what they mean. Gives its place among the rows.
pub(super) fn find(rows: &[Row]) -> Result<(usize, Columns), Refused> {
    let Some(first) = rows.iter().position(|row| !row.is_blank()) else {
        return Err(Refused::Empty);
    };
    let deeper = rows.iter().take(DEEPEST).enumerate().skip(first + 1);
    let at = deeper
        .filter(|(_, row)| is_complete(row) && known(row) >= 3)
        .map(|(at, _)| at)
        .next()
        .filter(|_| !is_complete(&rows[first]))
        .unwrap_or(first);
    let header = &rows[at];
    refuse_wrong_file(header)?;
    let columns = columns(header, &rows[at + 1..]);
    if !rows[at + 1..].iter().any(|row| !row.is_blank()) {
        return Err(Refused::NoRows { seen: seen(header) });
    }
    Ok((at, columns))
}

fn is_complete(row: &Row) -> bool {
    has_title(row) && has(row, Field::Number)
}

fn has(row: &Row, field: Field) -> bool {
    row.cells.iter().any(|cell| field_of(cell) == Some(field))
}

fn has_title(row: &Row) -> bool {
    use Field::{Brief, Description, ObjectName, Title};
    [Title, ObjectName, Brief, Description]
        .iter()
        .any(|field| has(row, *field))
}

fn refuse_wrong_file(header: &Row) -> Result<(), Refused> {
    let seen = seen(header);
    let people: Vec<String> = header
        .cells
        .iter()
        .filter(|cell| OF_PEOPLE.contains(&&*plain(cell)))
        .map(|cell| cell.trim().to_owned())
        .collect();
    // A table of works has its artists' dates beside the titles, and is welcome.
    let is_object_name = |cell: &String| matches!(&*plain(cell), "objectname" | "simplename");
    let of_objects = (has(header, Field::Title) || header.cells.iter().any(is_object_name))
        && [
            Field::Maker,
            Field::Picture,
            Field::Rights,
            Field::Date,
            Field::Description,
        ]
        .iter()
        .any(|field| has(header, *field));
    let named = |name: &str| header.cells.iter().any(|cell| plain(cell) == name);
    let in_full = (named("firstname") || named("forename"))
        && (named("lastname") || named("surname") || named("familyname"));
    match () {
        () if people.len() >= 2 && (!of_objects || in_full) => {
            Err(Refused::People { seen: people })
        }
        () if known(header) == 0 && !looks_like_headings(header) => {
            Err(Refused::NoHeadings { seen })
        }
        () if !has_title(header) => Err(Refused::NoTitle { seen }),
        () if !has(header, Field::Number) => Err(Refused::NoNumber { seen }),
        () => Ok(()),
    }
}

/// Headings are short words. Numbers, addresses, file names and sentences are an object already.
fn looks_like_headings(row: &Row) -> bool {
    let filled: Vec<&str> = row
        .cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|c| !c.is_empty())
        .collect();
    let is_heading = |cell: &&&str| {
        let has_letter = cell.chars().any(char::is_alphabetic);
        let has_digit = cell.chars().any(|c| c.is_ascii_digit());
        has_letter && !has_digit && cell.chars().count() <= 40 && !cell.contains([',', '/', ':'])
    };
    filled.len() >= 2 && filled.iter().filter(is_heading).count() == filled.len()
}

fn columns(header: &Row, rows: &[Row]) -> Columns {
    let mut of: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
    let mut left_out = Vec::new();
    for (at, cell) in header.cells.iter().enumerate() {
        match field_of(cell) {
            Some(field) => of.entry(field).or_default().push(at),
            None if !cell.trim().is_empty() => left_out.push(cell.trim().to_owned()),
            None => {}
        }
    }
    for (field, columns) in &mut of {
        columns.sort_by_key(|at| (rank(*field, &header.cells[*at]), *at));
    }
    // Numbers of two kinds must not mix: the best column that has any is the only one.
    if let Some(numbers) = of.get_mut(&Field::Number) {
        let filled = |at: &usize| {
            rows.iter().any(|row| {
                row.cells
                    .get(*at)
                    .is_some_and(|cell| !cell.trim().is_empty())
            })
        };
        let best = numbers
            .iter()
            .copied()
            .find(filled)
            .or(numbers.first().copied());
        *numbers = best.into_iter().collect();
    }
    Columns {
        of,
        width: header.cells.len(),
        left_out,
    }
}

fn rank(field: Field, heading: &str) -> usize {
    let plain = plain(heading);
    HEADINGS
        .iter()
        .find(|(known, _)| *known == field)
        .and_then(|(_, names)| names.iter().position(|name| *name == plain))
        .unwrap_or(usize::MAX)
}

fn field_of(heading: &str) -> Option<Field> {
    let plain = plain(heading);
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&&*plain))
        .map(|(field, _)| *field)
}

/// A heading without case, spaces, underscores, hyphens, and without a Dublin Core prefix.
fn plain(heading: &str) -> String {
    let lower = heading.trim().trim_start_matches('\u{FEFF}').to_lowercase();
    let bare = ["dcterms:", "dcterms.", "dc:", "dc.", "dublin core:"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn seen(header: &Row) -> Vec<String> {
    header
        .cells
        .iter()
        .map(|cell| super::text::line(cell))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &[&[&str]]) -> Vec<Row> {
        let row = |(at, cells): (usize, &&[&str])| Row {
            number: at as u64 + 1,
            line: at as u64 + 1,
            cells: cells.iter().map(|cell| (*cell).into()).collect(),
            open_quote: false,
        };
        table.iter().enumerate().map(row).collect()
    }

    fn refused(table: &[&[&str]]) -> Option<Refused> {
        find(&rows(table)).err()
    }

    #[test]
    fn headings_are_known_in_whatever_style_they_are_written() {
        for heading in [
            "Object Number",
            "OBJECT_NUMBER",
            "object-number",
            " objectNumber ",
            "dc:identifier",
            "Dublin Core:Identifier",
        ] {
            assert_eq!(field_of(heading), Some(Field::Number), "{heading}");
        }
        for heading in [
            "Storage location",
            "Owner",
            "Donor",
            "Value",
            "E-mail",
            "locations",
        ] {
            assert_eq!(field_of(heading), None, "{heading}");
        }
    }

    #[test]
    fn the_better_column_comes_first_and_numbers_come_from_one_column() {
        let table = rows(&[
            &["id", "LongTitle", "Title", "objectid", "identifier"],
            &["7", "A long tin", "Tin", "", "B7"],
            &["8", "A long pan", "", "o8", "B8"],
        ]);
        let (at, columns) = find(&table).unwrap_or_else(|refused| unreachable!("{refused}"));
        assert_eq!(at, 0);
        let cells = |field| [1, 2].map(|row: usize| columns.cell(&table[row], field));
        assert_eq!(cells(Field::Title), ["Tin", "A long pan"]);
        assert_eq!(cells(Field::Number), ["", "o8"]);
    }

    #[test]
    fn headings_may_stand_under_the_name_of_the_export() {
        let table = rows(&[
            &["Objects of the museum", "", ""],
            &["", "", ""],
            &["Object number", "Title", "Date"],
            &["1", "Tin", "1930"],
        ]);
        assert_eq!(find(&table).map(|(at, _)| at), Ok(2));
    }

    #[test]
    fn wrong_files_are_refused_with_what_was_seen() {
        assert_eq!(refused(&[&["", ""]]), Some(Refused::Empty));
        assert!(matches!(
            refused(&[
                &["id", "name", "gender", "yearOfBirth"],
                &["1", "A", "F", "1900"]
            ]),
            Some(Refused::People { .. })
        ));
        assert!(matches!(
            refused(&[
                &["Title", "First name", "Surname", "Description"],
                &["Ms", "A", "B", ""]
            ]),
            Some(Refused::People { .. })
        ));
        assert!(matches!(
            refused(&[
                &["1", "A tin for bait, dented", "1930"],
                &["2", "A pan", ""]
            ]),
            Some(Refused::NoHeadings { .. })
        ));
        assert!(matches!(
            refused(&[&["constituentid", "text", "texttype"], &["1", "x", "y"]]),
            Some(Refused::NoTitle { .. })
        ));
        assert!(matches!(
            refused(&[&["Title", "Date"], &["Tin", ""]]),
            Some(Refused::NoNumber { .. })
        ));
        assert!(matches!(
            refused(&[&["id", "Title"]]),
            Some(Refused::NoRows { .. })
        ));
    }

    #[test]
    fn a_table_of_works_with_their_artists_dates_is_welcome() {
        let header: &[&str] = &[
            "Title",
            "Artist",
            "ConstituentID",
            "Nationality",
            "BeginDate",
            "Gender",
            "ObjectID",
        ];
        assert_eq!(
            refused(&[header, &["Tin", "A", "1", "British", "1900", "F", "9"]]),
            None
        );
    }
}
