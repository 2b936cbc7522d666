//! From a row to an object, in the words of a pack.

use super::columns::{Columns, Field};
use super::pictures::{self, Named};
use super::table::Row;
use super::{dates, text};
use crate::Text;
use crate::pack::{Item, Problem};
use crate::rights::{Verdict, Why, canonical, judge};

/// What one row says.
#[derive(Debug)]
pub(super) struct Object {
    pub row: u64,
    line: u64,
    pub parent: String,
    /// The object, still without rights, themes and pictures.
    pub item: Item,
    pub themes: Vec<String>,
    pub subjects: Vec<String>,
    pub named: Vec<Named>,
    pub has_film: bool,
    pub alt: String,
    /// The rights statement that counts: its address where it is known.
    pub rights: Option<String>,
    /// What is wrong with the row itself.
    pub faults: Vec<Problem>,
}

impl Object {
    pub(super) fn read(row: &Row, columns: &Columns, language: &str) -> Self {
        let one = |field| text::line(columns.cell(row, field));
        let cell = |field| columns.cell(row, field);
        let mut object = Self {
            row: row.number,
            line: row.line,
            parent: one(Field::Parent),
            item: item(row, columns, language),
            themes: text::list(cell(Field::Theme)),
            subjects: text::list(cell(Field::Subject)),
            named: pictures::named(cell(Field::Picture), cell(Field::Format)),
            has_film: !cell(Field::Film).is_empty(),
            alt: one(Field::Alt),
            rights: statement(row, columns),
            faults: Vec::new(),
        };
        object.faults = object.faults_of(row, columns);
        object
    }

    pub(super) fn number(&self) -> &str {
        &self.item.number
    }

    pub(super) fn verdict(&self) -> Verdict {
        self.rights
            .as_deref()
            .map_or(Verdict::Ask(Why::Blank), judge)
    }

    /// Something that keeps this row out.
    pub(super) fn error(&self, field: &str, message: impl Into<String>) -> Problem {
        Problem::error(self.subject(), field, message).at_row(self.row)
    }

    /// Something to look at.
    pub(super) fn warning(&self, field: &str, message: impl Into<String>) -> Problem {
        Problem::warning(self.subject(), field, message).at_row(self.row)
    }

    /// Where rows and lines part company, the line helps whoever opens the file in an editor.
    fn subject(&self) -> String {
        let mut subject = match self.number() {
            "" => String::new(),
            number => format!("item {number}"),
        };
        if self.line != self.row {
            let space = if subject.is_empty() { "" } else { " " };
            subject.push_str(&format!("{space}(line {} of the file)", self.line));
        }
        subject
    }

    fn faults_of(&self, row: &Row, columns: &Columns) -> Vec<Problem> {
        let mut faults = Vec::new();
        if row.open_quote {
            faults.push(self.error(
                "",
                "A quote is opened and never closed, so its cells cannot be told apart. \
                 Close the quote, or take it out.",
            ));
        }
        let extra = row.cells.iter().skip(columns.width);
        if extra.into_iter().any(|cell| !cell.trim().is_empty()) {
            faults.push(self.error(
                "",
                "It has more cells than there are headings, so they may be in the wrong columns. \
                 Put quotes around text that has commas in it.",
            ));
        }
        if row.cells.iter().any(|cell| cell.contains('\u{FFFD}')) {
            faults.push(self.warning(
                "",
                "Some letters could not be read. Save the spreadsheet again as \"CSV UTF-8\".",
            ));
        }
        faults
    }
}

fn item(row: &Row, columns: &Columns, language: &str) -> Item {
    let in_language = |value: String| match value.is_empty() {
        true => Text::default(),
        false => Text::one(language, value),
    };
    let line = |field| in_language(text::line(columns.cell(row, field)));
    let (brief, story) = descriptions(row, columns);
    let date = text::line(columns.cell(row, Field::Date));
    let prompts = columns
        .cells(row, Field::Prompt)
        .flat_map(|cell| cell.split('|'));
    let link = columns.cell(row, Field::Link);
    Item {
        number: text::line(columns.cell(row, Field::Number)),
        title: line(Field::Title),
        object_name: line(Field::ObjectName),
        brief: in_language(brief),
        story: in_language(story),
        decade: dates::decade(&date),
        date_text: in_language(date),
        place: line(Field::Place),
        // Several makers in one cell: the bar of a database is no sign for a visitor.
        maker: in_language(text::list(columns.cell(row, Field::Maker)).join("; ")),
        prompts: prompts
            .map(text::line)
            .filter(|prompt| !prompt.is_empty())
            .map(in_language)
            .collect(),
        carer_hint: line(Field::Hint),
        link: is_link(link).then(|| link.to_owned()),
        credit: line(Field::Credit),
        ..Item::default()
    }
}

/// What is seen, and what there is to tell: with a brief description beside it, the full one.
fn descriptions(row: &Row, columns: &Columns) -> (String, String) {
    let long = |field| text::paragraphs(columns.cell(row, field));
    let (brief, full, story) = (
        long(Field::Brief),
        long(Field::Description),
        long(Field::Story),
    );
    match () {
        () if brief.is_empty() => (full, story),
        () if story.is_empty() && full != brief => (brief, full),
        () => (brief, story),
    }
}

fn is_link(link: &str) -> bool {
    (link.starts_with("http://") || link.starts_with("https://"))
        && !link.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The statement that counts. Museums write two: an address or code, and a sentence beside it. What
/// the gate knows outweighs what it does not; of two it knows, the more careful counts.
fn statement(row: &Row, columns: &Columns) -> Option<String> {
    let of = |field| {
        let cells = columns.cells(row, field).map(text::line);
        cells
            .filter(|cell| judge(cell) != Verdict::Ask(Why::Blank))
            .collect::<Vec<String>>()
    };
    let mut statements = of(Field::Rights);
    if statements.is_empty() {
        statements = of(Field::Holder);
    }
    let known = statements
        .iter()
        .filter(|statement| judge(statement) != Verdict::Ask(Why::Unknown))
        .max_by_key(|statement| judge(statement).care());
    let statement = known.or(statements.first())?;
    Some(canonical(statement).map_or_else(|| statement.clone(), str::to_owned))
}
