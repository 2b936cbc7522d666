//! What is told of one thing on a sheet, in full and in short.

use crate::model::{Keep, Kiosk, SheetRow, Shown};
use crate::screens::activities;
use kiosk_core::pack::{Activity, Item, Opportunity, Pack};
use leptos::prelude::*;

/// Everything.
const WHOLE: u8 = 1;
/// What to do and what for, without summaries: the title of an idea says enough.
const STEPS: u8 = 2;
/// What to do, and nothing else.
const DEEDS: u8 = 4;
/// What a sheet that is short of room still says.
const SHORT: u8 = 8;
/// Only how to ask further.
const MUST: u8 = 16;

/// The ways to tell a sheet, the fullest first.
pub const TELLINGS: [u8; 4] = [WHOLE, STEPS, DEEDS, SHORT];
/// The same for a code, which names everything and no more when it must.
pub const CODED: [u8; 5] = [WHOLE, STEPS, DEEDS, SHORT, MUST];

/// In every telling.
const EVER: u8 = WHOLE | STEPS | DEEDS | SHORT | MUST;

/// What needs hands: in the three tellings that say what to do.
const DEED: u8 = WHOLE | STEPS | DEEDS;

/// A line of a sheet.
pub struct Line {
    /// Its class.
    pub look: &'static str,
    /// A number or a word before it.
    pub lead: String,
    /// What it says.
    pub said: Shown,
    /// The tellings it is in.
    told: u8,
}

impl Line {
    /// Whether it is in this telling.
    pub fn is_in(&self, telling: u8) -> bool {
        self.told & telling != 0
    }

    /// What it takes of the page.
    pub fn row(&self) -> SheetRow {
        let [lead, said] = [&self.lead, &self.said.text].map(|text| text.chars().count());
        match self.look {
            "sheet-needs" | "sheet-way" => SheetRow::Led(lead, said),
            // The column of numbers is as wide as these.
            "sheet-step" => SheetRow::Text(said + 4),
            _ => SheetRow::Text(said),
        }
    }
}

/// One thing on a sheet.
pub struct Part {
    /// What it is called.
    pub head: Shown,
    /// What is told of it.
    pub lines: Vec<Line>,
    /// What stands for it where there is room for names only.
    pub names: Vec<Line>,
}

impl Part {
    fn headed(head: Shown) -> Self {
        let name = Line {
            look: "sheet-facts",
            lead: String::new(),
            said: head.clone(),
            told: EVER,
        };
        Self {
            head,
            lines: Vec::new(),
            names: vec![name],
        }
    }

    fn with(self, look: &'static str, said: Shown, told: u8) -> Self {
        if said.text.is_empty() {
            return self;
        }
        self.led(look, String::new(), said, told)
    }

    fn led(mut self, look: &'static str, lead: String, said: Shown, told: u8) -> Self {
        self.lines.push(Line {
            look,
            lead,
            said,
            told,
        });
        self
    }

    /// An idea.
    pub fn of_activity(kiosk: Kiosk, activity: &Activity) -> Self {
        let facts = own(kiosk, activities::line(kiosk, activity));
        let mut part =
            Self::headed(kiosk.pick(&activity.title)).about(facts, kiosk.pick(&activity.summary));
        if let Some(first) = activity.needs.first() {
            let needs = activity.needs.iter().map(|need| kiosk.pick(need).text);
            let mut said = kiosk.pick(first);
            said.text = needs.collect::<Vec<_>>().join(" · ");
            part = part.led("sheet-needs", kiosk.t("do.need"), said, DEED);
        }
        for (at, step) in activity.steps.iter().enumerate() {
            part = part.led("sheet-step", kiosk.number(at + 1), kiosk.pick(step), DEED);
        }
        part
    }

    /// An idea in a test, which has neither words nor digits of a language.
    #[cfg(test)]
    pub fn told(title: &str, facts: Shown, summary: Shown, steps: &[Shown]) -> Self {
        let head = Shown {
            text: title.to_owned(),
            tag: "en".to_owned(),
        };
        let mut part = Self::headed(head).about(facts, summary);
        for (at, step) in steps.iter().enumerate() {
            part = part.led("sheet-step", (at + 1).to_string(), step.clone(), DEED);
        }
        part
    }

    /// A way to join in, in a test.
    #[cfg(test)]
    pub fn asked(title: &str, telephone: &str) -> Self {
        let mut part = Self::headed(Shown::default());
        part.names[0].look = "sheet-way";
        title.clone_into(&mut part.names[0].lead);
        telephone.clone_into(&mut part.names[0].said.text);
        part
    }

    fn about(self, facts: Shown, summary: Shown) -> Self {
        self.with("sheet-facts", facts, WHOLE | STEPS | SHORT)
            .with("", summary, WHOLE | SHORT)
    }

    fn of_item(kiosk: Kiosk, item: &Item) -> Self {
        let brief = if item.brief.is_empty() {
            &item.story
        } else {
            &item.brief
        };
        Self::headed(kiosk.pick(&item.heading()))
            .with("sheet-facts", kiosk.pick(&item.date_text), WHOLE | STEPS)
            .with("", kiosk.pick(brief), DEED)
            .with("", address(&[&item.link]), EVER)
    }

    fn of_opportunity(kiosk: Kiosk, one: &Opportunity) -> Self {
        let contact = &one.contact;
        let reach = address(&[&contact.telephone, &contact.email]);
        let mut part = Self::headed(kiosk.pick(&one.title))
            .with("", kiosk.pick(&one.summary), WHOLE)
            .with("sheet-facts", kiosk.pick(&contact.name), EVER & !MUST)
            .with("", kiosk.pick(&contact.address), WHOLE | STEPS)
            .with("", reach, EVER & !MUST)
            .with("", address(&[&one.link]), EVER);
        part.names = vec![way(kiosk, one)];
        part
    }

    /// All the ways to join in, a line each, beside what was picked.
    fn of_all_ways(kiosk: Kiosk, pack: &Pack) -> Self {
        let ways = || pack.opportunities.iter().map(|one| way(kiosk, one));
        Self {
            head: own(kiosk, kiosk.t("take.lead")),
            lines: ways().collect(),
            names: ways().collect(),
        }
    }

    /// What it takes of the page in this telling.
    pub fn rows(&self, telling: u8) -> impl Iterator<Item = SheetRow> + '_ {
        let head = self.head.text.chars().count();
        let head = (head > 0).then_some(SheetRow::Head(head));
        let lines = self.lines.iter().filter(move |line| line.is_in(telling));
        head.into_iter().chain(lines.map(Line::row))
    }

    /// The same as plain text.
    pub fn plain(&self, telling: u8, into: &mut String) {
        let lines = self.lines.iter().filter(|line| line.is_in(telling));
        let lines = lines.map(|line| (line.lead.as_str(), line.said.text.as_str()));
        for (lead, said) in [("", self.head.text.as_str())].into_iter().chain(lines) {
            into.push_str(lead);
            into.push_str(if lead.is_empty() { "" } else { " " });
            into.push_str(said);
            into.push('\n');
        }
        into.push('\n');
    }
}

/// A way to join in, on one line.
fn way(kiosk: Kiosk, one: &Opportunity) -> Line {
    let contact = &one.contact;
    let reach = contact
        .telephone
        .as_ref()
        .or(contact.email.as_ref())
        .cloned();
    Line {
        look: "sheet-way",
        lead: kiosk.pick(&one.title).text,
        said: address(&[&reach, &one.link]),
        told: EVER,
    }
}

/// A text of the screens' own.
pub fn own(kiosk: Kiosk, text: String) -> Shown {
    Shown {
        text,
        tag: kiosk.language_of_words(),
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
