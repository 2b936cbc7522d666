//! Which objects come in, and what is said of those that do not.

use super::columns::{Columns, Field};
use super::groups::Group;
use super::pictures::{Named, has_picture_ending};
use super::rows::Object;
use super::themes::{self, Subjects};
use super::{Draft, Options, Wanted};
use crate::Text;
use crate::pack::{FORMAT, Item, Pack, Problem};
use crate::rights::{Verdict, Why, judge};

/// Makes the draft out of what the rows say.
pub(super) fn admit(groups: Vec<Group>, columns: &Columns, options: &Options) -> Draft {
    let mut gate = Gate {
        columns,
        options,
        items: Vec::new(),
        subjects: Vec::new(),
        report: Vec::new(),
        wanted: Vec::new(),
    };
    for group in groups {
        gate.group(group);
    }
    gate.finish()
}

struct Gate<'a> {
    columns: &'a Columns,
    options: &'a Options,
    items: Vec<Item>,
    subjects: Vec<Subjects>,
    report: Vec<Problem>,
    wanted: Vec<Wanted>,
}

impl Gate<'_> {
    fn group(&mut self, group: Group) {
        let before = self.report.len();
        self.head(&group);
        let kept_out = self.report[before..].iter().any(Problem::is_error);
        let Group { head, children, .. } = group;
        if kept_out {
            let why = format!("It belongs to row {}, which did not come in.", head.row);
            let left_out = children.iter().map(|child| child.error("parentid", &*why));
            self.report.extend(left_out);
            return;
        }
        let rights = statement_of(&head, &children);
        let number = head.number().to_owned();
        let mut any = self.pictures_of(&head, &number, None);
        for child in &children {
            any |= self.child(child, &number);
        }
        let names_any = |object: &Object| !object.named.is_empty();
        if !any && !names_any(&head) && !children.iter().any(names_any) {
            self.report
                .push(head.warning("image", "It has no picture. Name one, if you can."));
        }
        if head.has_film {
            self.report.push(head.warning(
                "image",
                "Its film is on a web site, and a tablet in a hall has no web. It was left out.",
            ));
        }
        self.subjects.push(Subjects {
            themes: head.themes,
            subjects: head.subjects,
        });
        self.items.push(Item {
            rights,
            ..head.item
        });
    }

    /// Says what keeps an object out, and what to look at.
    fn head(&mut self, group: &Group) {
        let head = &group.head;
        let mut say = |problem| self.report.push(problem);
        head.faults.iter().cloned().for_each(&mut say);
        if head.number().is_empty() {
            say(head.error("number", "It has no object number. Give it one."));
        } else if head.number().len() > 200 {
            say(head.error(
                "number",
                "Its number is very long. Is it in the wrong column?",
            ));
        }
        if let Some(earlier) = group.earlier {
            let message = format!("Row {earlier} has the same number. Give each object its own.");
            say(head.error("number", message));
        }
        if head.item.heading().is_empty() {
            say(head.error(
                "title",
                "It has no title, no object name and no description. Give it one of them.",
            ));
        }
        if group.is_orphan {
            let message = format!(
                "Its parent {} is not in this file, so it came in as an object of its own.",
                head.parent
            );
            say(head.warning("parentid", message));
        }
        let statement = statement_of(head, &group.children);
        let verdict = statement.as_deref().map_or(Verdict::Ask(Why::Blank), judge);
        self.rights(head, verdict);
    }

    fn rights(&mut self, object: &Object, verdict: Verdict) {
        match verdict {
            Verdict::Show | Verdict::ShowWithCredit => {}
            Verdict::Warn(what) => self.report.push(object.warning("rights", what)),
            Verdict::Ask(why) => {
                let why = match self.columns.has(Field::Rights) || self.columns.has(Field::Holder) {
                    true => why.sentence(),
                    false => "There is no column of rights statements.",
                };
                let problem = match self.options.confirm_rights {
                    Some(_) => object.warning(
                        "rights",
                        format!("{why} It came in because you confirmed it."),
                    ),
                    None => object.error(
                        "rights",
                        format!(
                            "{why} Write one such as CC0 or Public Domain, \
                             or confirm that you may show it."
                        ),
                    ),
                };
                self.report.push(problem);
            }
        }
    }

    /// A further row of an object: pictures come in with what is said of them, other things do not.
    fn child(&mut self, child: &Object, number: &str) -> bool {
        let before = self.report.len();
        self.report.extend(child.faults.iter().cloned());
        // Without a statement of its own the object's counts, and that has opened the gate.
        if child.rights.is_some() {
            self.rights(child, child.verdict());
        }
        if self.report[before..].iter().any(Problem::is_error) {
            return false;
        }
        if child.named.is_empty() {
            let what = if child.has_film {
                "a film on a web site"
            } else {
                "not a picture"
            };
            let message = format!("It belongs to another row and is {what}, so it was left out.");
            self.report.push(child.warning("image", message));
            return false;
        }
        self.pictures_of(child, number, child.rights.clone())
    }

    /// Notes the picture files of a row; says so of whatever is none. True when there is one.
    fn pictures_of(&mut self, object: &Object, number: &str, rights: Option<String>) -> bool {
        let alt = match (object.alt.as_str(), object.number() == number) {
            // A further picture's title says more of it than the heading of the object.
            ("", false) => object.item.title.clone(),
            ("", true) => Text::default(),
            (alt, _) => Text::one(&*self.options.language, alt),
        };
        let mut any = false;
        for named in &object.named {
            if let Some(message) = named.message() {
                self.report.push(object.warning("image", message));
            }
            if let Named::File(name) = named {
                any = true;
                self.wanted.push(Wanted {
                    row: object.row,
                    item: number.to_owned(),
                    name: name.clone(),
                    alt: alt.clone(),
                    rights: rights.clone(),
                });
            }
        }
        any
    }

    fn finish(mut self) -> Draft {
        let language = &self.options.language;
        let themes = themes::choose(&mut self.items, &self.subjects, language);
        self.report.sort_by_key(|problem| problem.row);
        Draft {
            pack: Pack {
                format: FORMAT,
                id: self.options.id.clone(),
                title: Text::one(&**language, &*self.options.title),
                languages: vec![language.clone()],
                themes,
                items: self.items,
                rights_confirmed: self.options.confirm_rights.clone(),
                ..Pack::default()
            },
            report: self.report,
            pictures_wanted: self.wanted,
            rows: 0,
            left_out: Vec::new(),
        }
    }
}

/// The object's own statement, or else that of its pictures: the most careful of those that may be
/// shown. A picture that may not stays out by itself, and must not keep the others out.
fn statement_of(head: &Object, children: &[Object]) -> Option<String> {
    let is_picture = |child: &&Object| {
        child.named.iter().any(|named| match named {
            Named::File(name) => has_picture_ending(name) || !name.contains('.'),
            Named::OnTheWeb => true,
            Named::Other(_) => false,
        })
    };
    let of_children = || {
        let of_pictures = children.iter().filter(is_picture);
        let (shown, asked): (Vec<&String>, Vec<&String>) = of_pictures
            .filter_map(|child| child.rights.as_ref())
            .partition(|statement| judge(statement).may_show());
        let careful = shown
            .into_iter()
            .max_by_key(|statement| judge(statement).care());
        careful.or(asked.first().copied()).cloned()
    };
    head.rights.clone().or_else(of_children)
}
