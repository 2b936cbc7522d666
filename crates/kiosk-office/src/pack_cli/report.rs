//! What a command found, as a person reads it.

use kiosk_core::pack::{Problem, Severity};
use std::fmt;
use std::process::ExitCode;

/// Rows named one by one before they are summed up.
const ONE_BY_ONE: usize = 5;

/// What was found in a pack or a question set: a first sentence, then each problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    headline: String,
    problems: Vec<Problem>,
    code: u8,
}

impl Report {
    /// It may be used.
    pub(crate) fn good(headline: impl Into<String>, problems: Vec<Problem>) -> Self {
        Self {
            headline: headline.into(),
            problems,
            code: 0,
        }
    }

    /// It may not be used, because of what is in the files.
    pub(crate) fn bad(headline: impl Into<String>, problems: Vec<Problem>) -> Self {
        Self {
            code: 1,
            ..Self::good(headline, problems)
        }
    }

    /// The command could not be carried out.
    pub(crate) fn failed(headline: impl Into<String>) -> Self {
        Self {
            code: 2,
            ..Self::good(headline, Vec::new())
        }
    }

    /// 0, 1 or 2: see [`super`].
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }

    /// The problems, in the order found.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl std::error::Error for Report {}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)?;
        for (severity, title) in [
            (Severity::Error, "To put right:"),
            (Severity::Warning, "To look at:"),
        ] {
            let groups = groups(&self.problems, severity);
            if !groups.is_empty() {
                write!(f, "\n\n{title}")?;
            }
            for group in groups {
                write_group(f, &group)?;
            }
        }
        Ok(())
    }
}

/// Problems of one severity, with those of one field and one message together.
fn groups(problems: &[Problem], severity: Severity) -> Vec<Vec<&Problem>> {
    let mut groups: Vec<Vec<&Problem>> = Vec::new();
    for problem in problems.iter().filter(|p| p.severity == severity) {
        let same = |group: &&mut Vec<&Problem>| {
            group.first().is_some_and(|first| {
                first.field == problem.field && first.message == problem.message
            })
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    groups
}

fn write_group(f: &mut fmt::Formatter<'_>, group: &[&Problem]) -> fmt::Result {
    let Some(first) = group.first().filter(|_| group.len() > ONE_BY_ONE) else {
        return group
            .iter()
            .try_for_each(|problem| write!(f, "\n  {problem}"));
    };
    let rows: Vec<u64> = group.iter().filter_map(|problem| problem.row).collect();
    match rows.is_empty() {
        true => write!(f, "\n  {} times: ", group.len())?,
        false => write!(f, "\n  {} rows ({}): ", rows.len(), ranges(&rows))?,
    }
    if !first.field.is_empty() {
        write!(f, "{}: ", first.field)?;
    }
    f.write_str(&first.message)?;
    if rows.is_empty() {
        let subjects: Vec<&str> = group.iter().take(3).map(|p| &*p.subject).collect();
        write!(f, " ({}, …)", subjects.join(", "))?;
    }
    Ok(())
}

/// `2–5, 9, 12–40`: runs of rows, shortened after a dozen.
fn ranges(rows: &[u64]) -> String {
    const MOST: usize = 12;
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == row => *end = row,
            _ => runs.push((row, row)),
        }
    }
    let mut shown: Vec<String> = runs
        .iter()
        .take(MOST)
        .map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from}–{to}"),
        })
        .collect();
    if runs.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_with_one_problem_are_summed_up_and_few_are_named() {
        let rights = (2..=9)
            .chain([20])
            .map(|row| Problem::error(format!("item {row}"), "rights", "Ask.").at_row(row));
        let number = Problem::error("", "number", "It is missing.").at_row(3);
        let report = Report::bad("Nothing was made.", rights.chain([number]).collect());
        assert_eq!(
            report.to_string(),
            "Nothing was made.\n\nTo put right:\n  9 rows (2–9, 20): rights: Ask.\n  \
             Row 3: number: It is missing."
        );
    }

    #[test]
    fn what_must_be_put_right_comes_before_what_should_be_looked_at() {
        let report = Report::good(
            "Done.",
            vec![
                Problem::warning("item 1", "alt", "Say what is to be seen."),
                Problem::error("item 2", "title", "Write one."),
            ],
        );
        assert_eq!(
            report.to_string(),
            "Done.\n\nTo put right:\n  item 2: title: Write one.\n\nTo look at:\n  \
             item 1: alt: Say what is to be seen."
        );
    }
}
