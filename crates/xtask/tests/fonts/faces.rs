//! What the style sheets say of fonts: which files there are, for which letters each may be asked, and which
//! families a language is set in.

use super::cmap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use xtask::Project;

/// The two hands texts are set in, and the weights each is used in. Serifs are for titles: bold alone.
pub const HANDS: [(&str, &str); 3] = [("--serif", "700"), ("--sans", "400"), ("--sans", "700")];

/// One `@font-face`.
pub struct Face {
    /// Name of the file in `public/fonts`.
    pub file: String,
    family: String,
    weight: String,
    /// What `unicode-range` lets the browser ask it for.
    ranges: Vec<RangeInclusive<u32>>,
    /// What is really in the file.
    letters: BTreeSet<u32>,
}

impl Face {
    /// True when the browser asks this file for the letter and gets it.
    pub fn shows(&self, letter: u32) -> bool {
        self.ranges.iter().any(|range| range.contains(&letter)) && self.letters.contains(&letter)
    }
}

/// Faces, and families by hand and language. The language of the page's root has no name.
pub struct Fonts {
    /// Every `@font-face` of `fonts.css`.
    pub faces: Vec<Face>,
    families: BTreeMap<(String, String), Vec<String>>,
}

impl Fonts {
    /// Reads `public/styles` and `public/fonts`.
    pub fn read(project: &Project) -> Self {
        let style = |name: &str| {
            let file = project.path("public/styles").join(name);
            without_comments(&std::fs::read_to_string(file).unwrap())
        };
        let fonts = project.path("public/fonts");
        Self {
            faces: faces(&style("fonts.css"), &fonts),
            families: families(&style("tokens.css")),
        }
    }

    /// True when one of the language's families shows the letter in this hand and weight.
    pub fn show(&self, language: &str, (hand, weight): (&str, &str), letter: char) -> bool {
        let named = |language: &str| self.families.get(&(hand.to_owned(), language.to_owned()));
        let families = named(language).or_else(|| named("")).unwrap();
        self.faces.iter().any(|face| {
            face.weight == weight && families.contains(&face.family) && face.shows(letter.into())
        })
    }
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut out = parts.next().unwrap().to_owned();
    out.extend(parts.map(|part| part.split_once("*/").unwrap().1));
    out
}

/// What stands after a name, up to the semicolon or the end of the rule.
fn said<'a>(rule: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = rule.split_once(&format!("{name}:"))?;
    Some(rest.split(['}', ';']).next().unwrap().trim())
}

fn unquoted(name: &str) -> String {
    name.trim().trim_matches('"').to_owned()
}

fn faces(css: &str, fonts: &Path) -> Vec<Face> {
    let rules = css.split("@font-face").skip(1);
    let face = |rule: &str| {
        let source = said(rule, "src").unwrap();
        let (_, source) = source.split_once("url(\"/fonts/").unwrap();
        let file = source.split_once('"').unwrap().0.to_owned();
        let letters = cmap::letters(&std::fs::read(fonts.join(&file)).unwrap());
        Face {
            letters: letters.unwrap_or_else(|| unreachable!("{file} has no letters")),
            family: unquoted(said(rule, "font-family").unwrap()),
            weight: said(rule, "font-weight").unwrap().to_owned(),
            ranges: ranges(said(rule, "unicode-range").unwrap()),
            file,
        }
    };
    rules.map(face).collect()
}

fn ranges(said: &str) -> Vec<RangeInclusive<u32>> {
    let number = |digits: &str| u32::from_str_radix(digits, 16).unwrap();
    let one = |range: &str| {
        let range = range.trim().strip_prefix("U+").unwrap();
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        number(first)..=number(last)
    };
    said.split(',').map(one).collect()
}

fn families(css: &str) -> BTreeMap<(String, String), Vec<String>> {
    let mut families = BTreeMap::new();
    for rule in css.split('}') {
        let Some((selector, rule)) = rule.rsplit_once('{') else {
            continue;
        };
        for hand in ["--serif", "--sans"] {
            let Some(names) = said(rule, hand) else {
                continue;
            };
            let names: Vec<String> = names.split(',').map(unquoted).collect();
            for language in selector.split(',').map(language) {
                families.insert((hand.to_owned(), language), names.clone());
            }
        }
    }
    families
}

/// The language of `:lang(uk)`, and nothing of `:root`.
fn language(selector: &str) -> String {
    match selector.trim().strip_prefix(":lang(") {
        Some(rest) => rest.strip_suffix(')').unwrap().to_owned(),
        None => {
            assert_eq!(selector.trim(), ":root", "a rule this test cannot read");
            String::new()
        }
    }
}
