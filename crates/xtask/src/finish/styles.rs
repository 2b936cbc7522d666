//! All styles in one file without comments and needless spaces: one answer of the office instead of
//! one for every area, and a third smaller.

use anyhow::{Context, Result, ensure};
use kiosk_core::Hash;
use std::fs;
use std::path::Path;

/// Joins the style sheets the page links, in the order of the links.
pub fn join(staging: &Path) -> Result<()> {
    let page = staging.join("index.html");
    let (mut kept, mut styles) = (String::new(), String::new());
    let mut place = None;
    for line in fs::read_to_string(&page)?.split_inclusive('\n') {
        let Some(name) = linked(line) else {
            kept.push_str(line);
            continue;
        };
        place.get_or_insert(kept.len());
        let path = staging.join(name.trim_start_matches('/'));
        let text = fs::read_to_string(&path).with_context(|| format!("styles {name}"))?;
        styles.push_str(&squeezed(&text));
        fs::remove_file(path)?;
    }
    let place = place.context("index.html links no styles")?;
    ensure!(!styles.contains("@import"), "a style sheet imports another");
    let name = format!("styles-{}.css", &Hash::of(styles.as_bytes()).0[..16]);
    kept.insert_str(
        place,
        &format!("<link rel=\"stylesheet\" href=\"/{name}\">\n"),
    );
    fs::write(staging.join(name), styles)?;
    Ok(fs::write(page, kept)?)
}

/// The address in a line that is nothing but a link to a style sheet.
fn linked(line: &str) -> Option<&str> {
    let (_, rest) = line
        .trim()
        .strip_prefix("<link rel=\"stylesheet\"")?
        .split_once("href=\"")?;
    Some(rest.split_once('"')?.0)
}

/// Without comments, and with spaces only where they part something. Texts in quotes stay as they are.
fn squeezed(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if matches!(c, '"' | '\'') {
            let end = quoted(rest, c);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_ascii_whitespace() {
            if !out.ends_with([' ', '{', '}', ';', ',', ':']) && !out.is_empty() {
                out.push(' ');
            }
            rest = &rest[1..];
        } else {
            if matches!(c, '{' | '}' | ';' | ',') {
                out.truncate(out.trim_end_matches(' ').len());
            }
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Where the text in quotes ends that begins here.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stay_where_they_part_something_and_in_quotes() {
        for (css, small) in [
            (
                "a :hover , b > c { x : calc( 1px + 2px ) ; }\n",
                "a :hover,b > c{x :calc( 1px + 2px )}",
            ),
            (
                "/* a */ a { content: \" /* ; } \\\"  \" }",
                "a{content:\" /* ; } \\\"  \"}",
            ),
            (
                "@media (min-width: 1px) and (x) { a { --e: ; } }",
                "@media (min-width:1px) and (x){a{--e:}}",
            ),
            ("a{}\n\nb{}", "a{}b{}"),
        ] {
            assert_eq!(squeezed(css), small);
        }
    }

    #[test]
    fn only_links_to_styles_are_taken() {
        let line = "  <link rel=\"stylesheet\" href=\"/a-1.css\">\n";
        assert_eq!(linked(line), Some("/a-1.css"));
        assert_eq!(linked("<link rel=\"icon\" href=\"/a.svg\">"), None);
    }
}
