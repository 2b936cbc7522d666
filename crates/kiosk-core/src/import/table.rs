//! From text to rows, as a spreadsheet program would read them.
//!
//! Written for this purpose because rows must be counted as the curator sees them: blank lines are
//! rows, line ends inside quotes are not, and a quote that is never closed must not swallow the rest
//! of the file.

/// One row of the spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number in a spreadsheet program; the first row is 1.
    pub number: u64,
    /// The line of the file it starts on; the first line is 1.
    pub line: u64,
    /// Its cells, as they stand.
    pub cells: Vec<String>,
    /// A quote was opened and never closed.
    pub open_quote: bool,
}

impl Row {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Delimiters in use, the likeliest first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Rows looked at to find the delimiter.
const SAMPLE: usize = 50;

/// Reads all rows. `known` counts the headings it knows in a row: the delimiter under which most
/// are known is the right one.
pub(super) fn read(text: &str, known: impl Fn(&Row) -> usize) -> Vec<Row> {
    if let Some((delimiter, rest)) = hint(text) {
        // Excel hides this line, so the next one is its row 1.
        let mut rows = parse(rest, delimiter, usize::MAX);
        rows.iter_mut().for_each(|row| row.line += 1);
        return rows;
    }
    let score = |delimiter: &u8| {
        let sample = parse(text, *delimiter, SAMPLE);
        let most_known = sample.iter().map(&known).max().unwrap_or_default();
        let width = sample.first().map_or(0, |row| row.cells.len());
        let alike = sample
            .iter()
            .filter(|row| row.cells.len() == width && width > 1);
        (most_known, alike.count())
    };
    // `max_by_key` takes the last of equals: hence the order turned round.
    let best = DELIMITERS.iter().rev().max_by_key(|d| score(d));
    parse(text, best.copied().unwrap_or(b','), usize::MAX)
}

/// Excel's own first line that names the delimiter: `sep=;`.
fn hint(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = *rest.as_bytes().first()?;
    let rest = rest.get(1..)?;
    let rest = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix('\n'))?;
    DELIMITERS.contains(&delimiter).then_some((delimiter, rest))
}

fn parse(text: &str, delimiter: u8, most: usize) -> Vec<Row> {
    let mut reader = Reader {
        text,
        at: 0,
        line: 1,
        delimiter,
        open_quotes: 0,
    };
    let mut rows = Vec::new();
    while reader.at < text.len() && rows.len() < most {
        let row = reader.row(rows.len() as u64 + 1);
        rows.push(row);
    }
    rows
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    delimiter: u8,
    open_quotes: usize,
}

/// What ended a cell.
enum End {
    Delimiter,
    Row,
}

impl Reader<'_> {
    fn row(&mut self, number: u64) -> Row {
        let (line, open_quotes) = (self.line, self.open_quotes);
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell();
            cells.push(cell);
            if matches!(end, End::Row) {
                break;
            }
        }
        Row {
            number,
            line,
            cells,
            open_quote: self.open_quotes > open_quotes,
        }
    }

    fn cell(&mut self) -> (String, End) {
        /// After so many, quotes are taken for inch signs: the search for their ends is not repeated.
        const MOST_OPEN: usize = 20;
        let mut cell = String::new();
        if self.peek() == Some(b'"') && self.open_quotes < MOST_OPEN {
            match self.quoted() {
                Some(inside) => cell = inside,
                None => self.open_quotes += 1,
            }
        }
        let start = self.at;
        while let Some(byte) = self.peek() {
            if byte == self.delimiter || byte == b'\n' || byte == b'\r' {
                break;
            }
            self.at += 1;
        }
        cell.push_str(&self.text[start..self.at]);
        let end = self.end();
        (cell, end)
    }

    /// What is between quotes, if they are closed; the position is then after the closing one.
    fn quoted(&mut self) -> Option<String> {
        let rest = &self.text[self.at + 1..];
        let mut inside = String::new();
        let mut from = 0;
        loop {
            let quote = from + rest[from..].find('"')?;
            inside.push_str(&rest[from..quote]);
            if !rest[quote + 1..].starts_with('"') {
                self.line += line_ends(&rest[..quote]);
                self.at += quote + 2;
                return Some(inside);
            }
            inside.push('"');
            from = quote + 2;
        }
    }

    fn end(&mut self) -> End {
        match self.peek() {
            Some(byte) if byte == self.delimiter => {
                self.at += 1;
                return End::Delimiter;
            }
            Some(b'\r') if self.text[self.at..].starts_with("\r\n") => self.at += 2,
            Some(_) => self.at += 1,
            None => {}
        }
        self.line += 1;
        End::Row
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

fn line_ends(text: &str) -> u64 {
    let returns = text.matches('\r').count() - text.matches("\r\n").count();
    (text.matches('\n').count() + returns) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text, |_| 0).into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        assert_eq!(
            rows("a,b\r\n\"x, \"\"y\"\"\n\nz\",2\n3"),
            [vec!["a", "b"], vec!["x, \"y\"\n\nz", "2"], vec!["3"]]
        );
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does_and_lines_as_an_editor_does() {
        let table = read("a,b\r\n\"1\n2\",x\n\n3,\"y\"\r4,z", |_| 0);
        let places: Vec<(u64, u64)> = table.iter().map(|row| (row.number, row.line)).collect();
        assert_eq!(places, [(1, 1), (2, 2), (3, 4), (4, 5), (5, 6)]);
        assert!(table[2].is_blank());
    }

    #[test]
    fn the_delimiter_is_found_even_where_another_is_commoner_inside_quotes() {
        assert_eq!(
            rows("id;title\n1;\"a, b, c, d\"\n2;\"e, f, g\""),
            [["id", "title"], ["1", "a, b, c, d"], ["2", "e, f, g"]]
        );
        assert_eq!(rows("id\ttitle\n1\ta,b"), [["id", "title"], ["1", "a,b"]]);
        assert_eq!(rows("sep=;\nid;a,b\n1;2"), [["id", "a,b"], ["1", "2"]]);
    }

    #[test]
    fn known_headings_decide_between_delimiters() {
        let known = |row: &Row| row.cells.iter().filter(|cell| *cell == "title").count();
        let table = read("title;note, long, very\na;b, c, d\ne;f, g, h", known);
        assert_eq!(table[1].cells, ["a", "b, c, d"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_spoils_its_own_row_only() {
        let table = read(
            "id,title\n1,\"A tin\n2,A cup\n3,\"A \"\"pan\"\"\"\n4,\"A jug\n5,A mug",
            |_| 0,
        );
        assert_eq!(
            table.last().map(|row| row.cells.clone()),
            Some(vec!["5".into(), "A mug".into()])
        );
        assert!(table.iter().any(|row| row.open_quote));
        assert_eq!(
            rows("id,title\n1,9\" nail\n2,x"),
            [["id", "title"], ["1", "9\" nail"], ["2", "x"]]
        );
    }

    proptest! {
        #[test]
        fn a_table_that_another_program_wrote_comes_back_cell_by_cell(
            table in (2_usize..6).prop_flat_map(|width| {
                let cell = "[a-zé,;\"\t \r\n]{0,8}";
                prop::collection::vec(prop::collection::vec(cell, width), 1..8)
            }),
            delimiter in prop::sample::select(DELIMITERS.to_vec()),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).map_err(|e| TestCaseError::fail(e.to_string()))?;
            }
            let bytes = writer.into_inner().map_err(|e| TestCaseError::fail(e.to_string()))?;
            let text = String::from_utf8(bytes).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let cells: Vec<Vec<String>> = parse(&text, delimiter, usize::MAX)
                .into_iter()
                .map(|row| row.cells)
                .collect();
            prop_assert_eq!(cells, table);
        }

        #[test]
        fn random_text_never_panics_and_loses_no_letter(text in "[abc\",;\t\r\n]{0,60}") {
            for delimiter in DELIMITERS {
                let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
                let cells: usize = parse(&text, delimiter, usize::MAX)
                    .iter()
                    .flat_map(|row| &row.cells)
                    .map(|cell| letters(cell))
                    .sum();
                prop_assert_eq!(cells, letters(&text));
            }
        }
    }
}
