//! A sheet of paper, and the code that carries its text to a telephone. Not seen on the screen.

use super::part::{CODED, Line, Part, TELLINGS, kept, own};
use crate::browser::element::{El, class, el};
use crate::model::{Kiosk, SheetRow, Shown, for_code, setting};
use kiosk_core::Text;
use kiosk_core::pack::Activity;
use leptos::prelude::*;

/// The text for a code, and whether it is all that is told.
pub fn text(parts: &[Part]) -> Option<(String, bool)> {
    let said = CODED.map(|telling| {
        let mut said = String::new();
        for part in parts {
            part.plain(telling, &mut said);
        }
        said.truncate(said.trim_end().len());
        said
    });
    for_code(&said)
}

/// The sheet of an activity.
pub fn sheet_of(kiosk: Kiosk, activity: &Activity) -> El {
    let id = activity.id.clone();
    class("section", "sheet").holds(move || {
        let content = kiosk.content.get();
        let Some(content) = &content else {
            return Vec::new();
        };
        let Some(activity) = content.pack.activity(&id) else {
            return Vec::new();
        };
        let (title, part, code) = alone(Part::of_activity(kiosk, activity));
        vec![sheet(kiosk, &content.pack.title, &title, &[part], code)]
    })
}

/// One thing on a sheet of its own: on paper its name is the title; a telephone keeps it with the words.
fn alone(mut part: Part) -> (Shown, Part, Option<(String, bool)>) {
    let code = text(std::slice::from_ref(&part));
    (std::mem::take(&mut part.head), part, code)
}

/// The sheet of everything this visitor keeps.
pub fn sheet_kept(kiosk: Kiosk) -> El {
    class("section", "sheet").holds(move || {
        let content = kiosk.content.get();
        let Some(content) = &content else {
            return Vec::new();
        };
        let parts = kept(kiosk, &content.pack);
        let title = own(kiosk, kiosk.t("take.sheet"));
        let code = text(&parts);
        vec![sheet(kiosk, &content.pack.title, &title, &parts, code)]
    })
}

fn sheet(
    kiosk: Kiosk,
    from: &Text,
    title: &Shown,
    parts: &[Part],
    code: Option<(String, bool)>,
) -> El {
    let told = TELLINGS.map(|telling| parts.iter().flat_map(|part| part.rows(telling)).collect());
    let names = names(parts);
    let rows: Vec<SheetRow> = names.iter().map(|line| line.row()).collect();
    let set = setting(title.text.chars().count(), &told, &rows, code.is_some());
    let body = match set.telling.and_then(|at| TELLINGS.get(at)) {
        Some(telling) => parts.iter().map(|part| written(part, *telling)).collect(),
        None => vec![listed(kiosk, &names, set.names)],
    };
    let foot = code
        .filter(|_| set.code)
        .and_then(|code| super::code(kiosk, &code));
    class("div", "sheet-page")
        .with("data-points", &set.points.to_string())
        .child(said(class("p", "sheet-from"), &kiosk.pick(from)))
        .child(said(class("h1", "sheet-title"), title))
        .all(body)
        .all(foot)
}

/// Names only, those first that tell how to ask further: they are the last to go.
fn names(parts: &[Part]) -> Vec<&Line> {
    let all = || parts.iter().flat_map(|part| &part.names);
    let ways = all().filter(|line| is_way(line));
    ways.chain(all().filter(|line| !is_way(line))).collect()
}

fn is_way(line: &Line) -> bool {
    line.look == "sheet-way"
}

/// So many of these names as there is room for: what was picked, how many more there are, and whom to ask.
fn listed(kiosk: Kiosk, names: &[&Line], room: usize) -> El {
    let shown = || names.iter().take(room).copied();
    let more = names.len().saturating_sub(room);
    let more = (more > 0).then(|| {
        let n = kiosk.number(more);
        class("p", "sheet-more").text(&kiosk.t_with("take.no-room", &[("n", &n)]))
    });
    class("div", "sheet-part")
        .all(shown().filter(|line| !is_way(line)).map(paragraph))
        .all(more)
        .all(shown().filter(|line| is_way(line)).map(paragraph))
}

fn written(part: &Part, telling: u8) -> El {
    let head = (!part.head.text.is_empty()).then(|| said(el("h2", &[]), &part.head));
    let lines = part.lines.iter().filter(|line| line.is_in(telling));
    class("div", "sheet-part")
        .all(head)
        .all(lines.map(paragraph))
}

fn paragraph(line: &Line) -> El {
    let lead = (!line.lead.is_empty()).then(|| el("b", &[]).text(&line.lead));
    let text = said(el("span", &[]), &line.said);
    class("p", line.look).all(lead).child(text)
}

fn said(element: El, shown: &Shown) -> El {
    element
        .with("lang", &shown.tag)
        .with("dir", shown.dir())
        .text(&shown.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Shown {
        Shown {
            text: text.to_owned(),
            tag: "en".to_owned(),
        }
    }

    fn tea(summary: &str) -> Part {
        let steps = ["Warm the pot.", "Pour slowly."].map(shown);
        Part::told("Tea for two", shown("20 minutes"), shown(summary), &steps)
    }

    #[test]
    fn a_telephone_keeps_the_name_of_an_idea_whose_name_is_the_title_on_paper() {
        let (title, part, code) = alone(tea("Let the talk come."));
        assert_eq!(
            (title.text.as_str(), part.head.text.as_str()),
            ("Tea for two", "")
        );
        let all = "Tea for two\n20 minutes\nLet the talk come.\n1 Warm the pot.\n2 Pour slowly.";
        assert_eq!(code, Some((all.to_owned(), true)));
    }

    #[test]
    fn what_is_too_long_for_a_code_keeps_name_and_steps_and_is_not_called_whole() {
        let (_, _, code) = alone(tea(&"talk ".repeat(120)));
        let steps = "Tea for two\n20 minutes\n1 Warm the pot.\n2 Pour slowly.";
        assert_eq!(code, Some((steps.to_owned(), false)));
    }

    #[test]
    fn where_there_is_room_for_names_only_those_who_can_be_asked_are_the_last_to_go() {
        let parts = [tea(""), Part::asked("Lend a hand", "01632 960104"), tea("")];
        let names = names(&parts);
        let said: Vec<&str> = names.iter().map(|line| line.said.text.as_str()).collect();
        assert_eq!(said, ["01632 960104", "Tea for two", "Tea for two"]);
    }
}
