//! A sheet of paper, and the code that carries its text to a telephone. Not seen on the screen.

use crate::browser::element::{El, class, el};
use crate::model::{Keep, Kiosk, Shown, for_code, setting};
use crate::screens::activities;
use kiosk_core::Text;
use kiosk_core::pack::{Activity, Item, Opportunity, Pack};
use leptos::prelude::*;

/// What is never left out: how to ask further.
const MUST: u8 = 0;
/// What a sheet that is short of room still says.
const SHORT: u8 = 1;
/// Everything else.
const WHOLE: u8 = 2;

/// A line of a sheet.
struct Line {
    /// Its class.
    look: &'static str,
    /// A number or a word before it.
    lead: String,
    said: Shown,
    rank: u8,
}

/// One thing on a sheet.
pub struct Part {
    head: Shown,
    lines: Vec<Line>,
}

impl Part {
    fn headed(head: Shown) -> Self {
        Self {
            head,
            lines: Vec::new(),
        }
    }

    fn with(mut self, look: &'static str, said: Shown, rank: u8) -> Self {
        if !said.text.is_empty() {
            let lead = String::new();
            self.lines.push(Line {
                look,
                lead,
                said,
                rank,
            });
        }
        self
    }

    fn led(mut self, look: &'static str, lead: String, said: Shown) -> Self {
        self.lines.push(Line {
            look,
            lead,
            said,
            rank: WHOLE,
        });
        self
    }

    fn of_activity(kiosk: Kiosk, activity: &Activity) -> Self {
        let facts = own(kiosk, activities::line(kiosk, activity));
        let mut part = Self::headed(kiosk.pick(&activity.title))
            .with("sheet-facts", facts, SHORT)
            .with("", kiosk.pick(&activity.summary), SHORT);
        if !activity.needs.is_empty() {
            let needs: Vec<String> = activity
                .needs
                .iter()
                .map(|need| kiosk.pick(need).text)
                .collect();
            let mut said = kiosk.pick(&activity.needs[0]);
            said.text = needs.join(" · ");
            part = part.led("sheet-needs", kiosk.t("do.need"), said);
        }
        for (at, step) in activity.steps.iter().enumerate() {
            part = part.led("sheet-step", kiosk.number(at + 1), kiosk.pick(step));
        }
        part
    }

    fn of_item(kiosk: Kiosk, item: &Item) -> Self {
        let brief = if item.brief.is_empty() {
            &item.story
        } else {
            &item.brief
        };
        Self::headed(kiosk.pick(&item.heading()))
            .with("sheet-facts", kiosk.pick(&item.date_text), WHOLE)
            .with("", kiosk.pick(brief), WHOLE)
            .with("", address(&[&item.link]), MUST)
    }

    fn of_opportunity(kiosk: Kiosk, opportunity: &Opportunity) -> Self {
        let contact = &opportunity.contact;
        Self::headed(kiosk.pick(&opportunity.title))
            .with("", kiosk.pick(&opportunity.summary), WHOLE)
            .with("sheet-facts", kiosk.pick(&contact.name), SHORT)
            .with("", kiosk.pick(&contact.address), WHOLE)
            .with("", address(&[&contact.telephone, &contact.email]), SHORT)
            .with("", address(&[&opportunity.link]), MUST)
    }

    /// All the ways to join in, a line each, beside what was picked.
    fn of_all_ways(kiosk: Kiosk, pack: &Pack) -> Self {
        let mut part = Self::headed(own(kiosk, kiosk.t("take.lead")));
        for one in &pack.opportunities {
            let contact = &one.contact;
            let reach = contact
                .telephone
                .as_ref()
                .or(contact.email.as_ref())
                .cloned();
            part.lines.push(Line {
                look: "sheet-way",
                lead: kiosk.pick(&one.title).text,
                said: address(&[&reach, &one.link]),
                rank: MUST,
            });
        }
        part
    }

    fn lengths(&self, rank: u8) -> impl Iterator<Item = usize> + '_ {
        let wanted = move |line: &&Line| line.rank <= rank;
        let lines = self.lines.iter().filter(wanted);
        let length = |line: &Line| line.lead.chars().count() + line.said.text.chars().count();
        // A heading is larger, and has air above it.
        [self.head.text.chars().count() * 2 + 100]
            .into_iter()
            .chain(lines.map(length))
    }

    fn plain(&self, rank: u8, into: &mut String) {
        for line in [&self.head.text]
            .into_iter()
            .filter(|head| !head.is_empty())
        {
            into.push_str(line);
            into.push('\n');
        }
        for line in self.lines.iter().filter(|line| line.rank <= rank) {
            for part in [
                line.lead.as_str(),
                if line.lead.is_empty() { "" } else { " " },
                &line.said.text,
            ] {
                into.push_str(part);
            }
            into.push('\n');
        }
        into.push('\n');
    }
}

/// A text of the screens' own.
fn own(kiosk: Kiosk, text: String) -> Shown {
    Shown {
        text,
        tag: kiosk.language.get(),
    }
}

/// Addresses and numbers run from left to right in every language.
fn address(parts: &[&Option<String>]) -> Shown {
    let known: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
    Shown {
        text: known.join(" · "),
        tag: "en".to_owned(),
    }
}

/// What this visitor keeps: what they picked, and where they picked no way to join in, all of those.
pub fn kept(kiosk: Kiosk, pack: &Pack) -> Vec<Part> {
    let visit = kiosk.visit.read();
    let of = |thing: &Keep| match thing {
        Keep::Activity(id) => pack.activity(id).map(|one| Part::of_activity(kiosk, one)),
        Keep::Item(number) => pack.item(number).map(|one| Part::of_item(kiosk, one)),
        Keep::Opportunity(id) => {
            let mut all = pack.opportunities.iter();
            let known = all.find(|one| one.id == *id);
            known.map(|one| Part::of_opportunity(kiosk, one))
        }
    };
    let mut parts: Vec<Part> = visit.kept.iter().filter_map(of).collect();
    let picked_one = |thing: &Keep| matches!(thing, Keep::Opportunity(_));
    let all = pack.opportunities.iter();
    if parts.is_empty() {
        parts.extend(all.map(|one| Part::of_opportunity(kiosk, one)));
    } else if !visit.kept.iter().any(picked_one) && !pack.opportunities.is_empty() {
        parts.push(Part::of_all_ways(kiosk, pack));
    }
    parts
}

/// The text for a code.
pub fn text(parts: &[Part]) -> Option<String> {
    let said = [WHOLE, SHORT, MUST].map(|rank| {
        let mut said = String::new();
        for part in parts {
            part.plain(rank, &mut said);
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
        let mut part = Part::of_activity(kiosk, activity);
        let title = std::mem::take(&mut part.head);
        vec![sheet(kiosk, &content.pack.title, title, &[part])]
    })
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
        vec![sheet(kiosk, &content.pack.title, title, &parts)]
    })
}

fn sheet(kiosk: Kiosk, from: &Text, title: Shown, parts: &[Part]) -> El {
    let lengths =
        |rank: u8| -> Vec<usize> { parts.iter().flat_map(|part| part.lengths(rank)).collect() };
    let set = setting(&lengths(WHOLE), &lengths(SHORT));
    let foot = text(parts)
        .filter(|_| set.code)
        .and_then(|text| super::code(kiosk, &text));
    class("div", "sheet-page")
        .with("data-points", &set.points.to_string())
        .child(said(class("p", "sheet-from"), &kiosk.pick(from)))
        .child(said(class("h1", "sheet-title"), &title))
        .all(parts.iter().map(|part| written(part, set.whole)))
        .all(foot)
}

fn written(part: &Part, whole: bool) -> El {
    let head = (!part.head.text.is_empty()).then(|| said(el("h2", &[]), &part.head));
    let wanted = |line: &&Line| whole || line.rank <= SHORT;
    let lines = part.lines.iter().filter(wanted).map(|line| {
        let lead = (!line.lead.is_empty()).then(|| el("b", &[]).text(&line.lead));
        let text = said(el("span", &[]), &line.said);
        class("p", line.look).all(lead).child(text)
    });
    class("div", "sheet-part").all(head).all(lines)
}

fn said(element: El, shown: &Shown) -> El {
    element
        .with("lang", &shown.tag)
        .with("dir", shown.dir())
        .text(&shown.text)
}
