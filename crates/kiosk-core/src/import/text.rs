//! From a cell to plain text: no markup, no control characters, no stray spaces.

mod entities;

use entities::decode_entities;

/// The cell as plain text with paragraphs. Letters are left exactly as staff wrote them.
pub(super) fn paragraphs(cell: &str) -> String {
    let plain = match cell.contains(['<', '&']) {
        true => decode_entities(&strip_tags(cell)),
        false => cell.to_owned(),
    };
    let mut out = String::with_capacity(plain.len());
    let mut blank_lines = 0;
    for line in plain
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{2028}', '\u{2029}'])
    {
        let line = single_spaces(line);
        if line.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(&line);
        blank_lines = 0;
    }
    match is_no_value(&out) {
        true => String::new(),
        false => out,
    }
}

/// The cell as one line of plain text.
pub(super) fn line(cell: &str) -> String {
    let text = paragraphs(cell);
    match text.contains('\n') {
        true => single_spaces(&text.replace('\n', " ")),
        false => text,
    }
}

/// A list in one cell: parts between `;` or `|`.
pub(super) fn list(cell: &str) -> Vec<String> {
    // Markup and its `&amp;` go first: their semicolons part nothing.
    line(cell)
        .split([';', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What databases write for nothing.
fn is_no_value(text: &str) -> bool {
    matches!(
        text,
        "NULL" | "null" | "NaN" | "nan" | "N/A" | "n/a" | "#N/A" | "None" | "\\N"
    )
}

fn single_spaces(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            // Joins (U+200C, U+200D) and directions of writing are part of the text.
            '\t' | ' ' | '\u{A0}' if out.is_empty() || out.ends_with(' ') => {}
            '\t' | '\u{A0}' => out.push(' '),
            '\u{FEFF}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "hr",
    "pre",
    "html",
    "body",
    "form",
];
/// Elements that begin a line.
const LINES: [&str; 6] = ["br", "li", "tr", "dt", "dd", "option"];
/// Elements inside a line. Other words in angle brackets are somebody's own, and stay.
const INLINE: [&str; 44] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "center", "cite", "code", "del", "em", "font", "head",
    "i", "iframe", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "q", "s", "samp",
    "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "tbody", "td", "tfoot",
    "th", "thead", "time", "tt", "u", "var", "video",
];
/// Elements that go with everything in them.
const SILENT: [&str; 4] = ["script", "style", "title", "object"];

fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start..];
        match read_tag(tag) {
            Some((put, length)) => {
                out.push_str(put);
                rest = &tag[length..];
            }
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// What a tag leaves in the text, and how long it is; `None` where `<` is only a sign.
fn read_tag(tag: &str) -> Option<(&'static str, usize)> {
    if tag.starts_with("<!--") {
        return Some(("", tag.find("-->")? + 3));
    }
    let closing = tag.starts_with("</");
    let name_at = if closing { 2 } else { 1 };
    let length = tag_length(tag)?;
    let inside = &tag[name_at..length - 1];
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-');
    let name = inside[..end.unwrap_or(inside.len())].to_ascii_lowercase();
    match &*name {
        _ if BLOCKS.contains(&&*name) => Some(("\n\n", length)),
        _ if LINES.contains(&&*name) => Some((if closing { "" } else { "\n" }, length)),
        _ if INLINE.contains(&&*name) || name.contains(':') => Some(("", length)),
        _ if SILENT.contains(&&*name) => {
            let rest = tag[length..].to_ascii_lowercase();
            let after = match closing {
                true => None,
                false => rest
                    .find(&format!("</{name}"))
                    .and_then(|at| Some(at + rest[at..].find('>')? + 1)),
            };
            Some(("", length + after.unwrap_or_default()))
        }
        _ => None,
    }
}

/// Up to the `>` that is not inside quotes; where quotes do not pair, up to the first.
fn tag_length(tag: &str) -> Option<usize> {
    let mut open = None;
    for (at, c) in tag.char_indices() {
        match (open, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => open = Some(c),
            (Some(quote), _) if quote == c => open = None,
            _ => {}
        }
    }
    tag.find('>').map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_becomes_paragraphs_and_characters() {
        for (cell, text) in [
            (
                "<p>A tin.</p><p>For <b>bait</b>.</p>",
                "A tin.\n\nFor bait.",
            ),
            ("A tin.<br/>For bait.", "A tin.\nFor bait."),
            (
                "<a href='https://example.org/?a>b'>Shop</a> &amp; yard",
                "Shop & yard",
            ),
            ("<ul><li>tin<li>pan</ul>", "tin\npan"),
            ("Caf&eacute; &#8211; &#x201C;x&rdquo;", "Café – “x”"),
            ("<script>alert(1)</script>A tin<style>p{}</style>", "A tin"),
            ("<!-- note -->A<o:p></o:p> tin", "A tin"),
            ("&lt;b&gt;", "<b>"),
        ] {
            assert_eq!(paragraphs(cell), text, "{cell}");
        }
    }

    #[test]
    fn signs_that_are_no_markup_stay() {
        for cell in [
            "1 < 2 > 0",
            "<unknown maker>",
            "salt & pepper; 5 &c.",
            "AT&T; x",
            "a<b",
        ] {
            assert_eq!(paragraphs(cell), cell);
        }
    }

    #[test]
    fn spaces_and_control_characters_go_and_letters_stay_as_they_are() {
        assert_eq!(
            paragraphs("  A\u{1}\t tin\u{B}.  \r\n\r\n\r\nB\u{A0} \u{FEFF}"),
            "A tin.\n\nB"
        );
        assert_eq!(line("A\nlong\n\n title"), "A long title");
        // Not composed: staff's letters, and what a search would look for, are the same bytes.
        assert_eq!(line("Cafe\u{301}"), "Cafe\u{301}");
        assert_eq!(line("NULL"), "");
    }

    #[test]
    fn lists_are_parted_by_semicolons_and_bars() {
        assert_eq!(list("tins; pans |cups;; "), ["tins", "pans", "cups"]);
        assert_eq!(list("salt &amp; pepper; tins"), ["salt & pepper", "tins"]);
    }

    proptest! {
        #[test]
        fn random_cells_never_panic_and_end_up_tidy(cell in "[<>/a-z&;#=\"' \n\r\t!éŁ-]{0,60}") {
            let text = paragraphs(&cell);
            prop_assert_eq!(text.trim(), &text);
            prop_assert!(!line(&cell).contains('\n'));
        }
    }
}
