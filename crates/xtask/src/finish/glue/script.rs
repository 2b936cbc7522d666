//! The script of wasm-bindgen, line by line: it is always laid out in the same way, and its version is
//! pinned. What does not look as expected stays, or is an error.

use super::wasm::FROM;
use anyhow::{Result, ensure};
use std::collections::{BTreeMap, BTreeSet};

/// Without the classes it exports: the start script takes only the start.
pub fn without_classes(script: &str) -> String {
    let mut out = String::new();
    let mut until: Option<&str> = None;
    for line in script.lines() {
        if let Some(end) = until {
            if line.ends_with(end) && !(end == "}" && line.starts_with(' ')) {
                until = None;
            }
            continue;
        }
        if line.starts_with("export class ") {
            until = Some("}");
        } else if line.starts_with("const ") && line.contains("Finalization = ") {
            until = (!line.ends_with(';')).then_some(";");
        } else if !line.starts_with("if (Symbol.dispose) ") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// What it calls of the wasm.
pub fn called(script: &str) -> BTreeSet<String> {
    let after = script.split("wasm.").skip(1);
    after
        .map(|rest| rest.chars().take_while(|c| is_of_name(*c)).collect())
        .filter(|name: &String| !name.is_empty())
        .collect()
}

/// Only those functions for the wasm that it imports; an error when one of them is not there.
pub fn providing(script: &str, imports: &[String]) -> Result<String> {
    const INDENT: &str = "        ";
    let mut out = String::new();
    let (mut found, mut skips) = (0, false);
    for line in script.lines() {
        let inside = line
            .strip_prefix(INDENT)
            .filter(|rest| !rest.starts_with(' '));
        if skips {
            skips = !inside.is_some_and(|rest| rest.starts_with('}'));
            continue;
        }
        if let Some((name, _)) = inside.and_then(|rest| rest.split_once(": function(")) {
            let wanted = imports.iter().any(|import| import == name);
            found += usize::from(wanted);
            skips = !wanted;
        }
        if !skips {
            out.push_str(line);
            out.push('\n');
        }
    }
    let distinct: BTreeSet<_> = imports.iter().collect();
    ensure!(
        found == distinct.len(),
        "the script has {found} of {} functions",
        distinct.len()
    );
    Ok(out)
}

/// Its own functions.
pub fn functions(script: &str) -> Vec<String> {
    let heads = script
        .lines()
        .filter_map(|line| line.strip_prefix("function "));
    heads
        .filter_map(|head| Some(head.split_once('(')?.0.to_owned()))
        .collect()
}

/// With other names, and without indents and comments.
pub fn named(script: &str, names: &BTreeMap<String, String>) -> Result<String> {
    let mut out = String::new();
    for line in script.lines().map(str::trim) {
        let is_comment = ["/*", "*", "//"]
            .iter()
            .any(|start| line.starts_with(start));
        if line.is_empty() || is_comment {
            continue;
        }
        let line = match line.strip_suffix("_bg.js\": import0,") {
            Some(_) => format!("{FROM}: import0,"),
            None => line.to_owned(),
        };
        words(&line, names, &mut out)?;
        out.push('\n');
    }
    ensure!(
        out.contains(&format!("{FROM}: import0,")),
        "the imports have another name"
    );
    Ok(out)
}

fn words(line: &str, names: &BTreeMap<String, String>, out: &mut String) -> Result<()> {
    let mut rest = line;
    while let Some(start) = rest.find(is_of_name) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_of_name(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let is_free = word.strip_prefix('w').is_none_or(|number| {
            number.is_empty() || number.contains(|c: char| !c.is_ascii_digit())
        });
        ensure!(is_free, "`{word}` is taken");
        out.push_str(before);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}
