//! A drawing must only draw: no script, no foreign content, nothing fetched from elsewhere.
//!
//! This is a reader of tags, not of XML. Where the two might disagree it refuses.

/// Says what is in the drawing that should not be; `Ok` when nothing is.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "text that is not UTF-8".to_owned())?;
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let end = match tag {
            _ if tag.starts_with("<!--") => "-->",
            // Only the declaration: other instructions fetch style sheets.
            _ if tag.starts_with("<?xml ") => "?>",
            _ if tag.starts_with("<!") || tag.starts_with("<?") => {
                return Err("a document type or an instruction".to_owned());
            }
            _ => {
                let after = element(&tag[1..])?;
                rest = after;
                continue;
            }
        };
        rest = match tag.split_once(end) {
            Some((_, after)) => after,
            None => return Err("a comment without an end".to_owned()),
        };
    }
    Ok(())
}

/// Checks one tag, from after its `<`, and gives what follows it (and its style sheet, if it is one).
fn element(tag: &str) -> Result<&str, String> {
    let closing = tag.starts_with('/');
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag
        .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
        .ok_or("a tag without an end")?;
    let (name, mut rest) = tag.split_at(end);
    check_element(name)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return match closing {
                false if local(name) == "style" => style_sheet(after),
                _ => Ok(after),
            };
        }
        rest = attribute(rest)?;
    }
}

fn check_element(name: &str) -> Result<(), String> {
    const REFUSED: [&str; 14] = [
        "script",
        "foreignobject",
        "iframe",
        "embed",
        "object",
        "audio",
        "video",
        "canvas",
        "handler",
        "listener",
        "html",
        "link",
        "meta",
        "base",
    ];
    let known = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'));
    match known && !REFUSED.contains(&&*local(name)) {
        true => Ok(()),
        false => Err(format!("the element \"{}\"", shown(name))),
    }
}

/// Checks one attribute and gives what follows it.
fn attribute(rest: &str) -> Result<&str, String> {
    let broken = || "a broken tag".to_owned();
    let (name, after) = rest.split_once('=').ok_or_else(broken)?;
    let name = name.trim_end();
    if name.is_empty()
        || name.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '/'))
    {
        return Err(broken());
    }
    let after = after.trim_start();
    let quote = after
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))
        .ok_or_else(broken)?;
    let (value, after) = after[1..].split_once(quote).ok_or_else(broken)?;
    check_attribute(name, value)?;
    Ok(after)
}

fn check_attribute(name: &str, value: &str) -> Result<(), String> {
    let refused = || Err(format!("the attribute \"{}\"", shown(name)));
    let local = local(name);
    // The names of name spaces look like addresses and are never fetched.
    if name == "xmlns" || name.starts_with("xmlns:") {
        return Ok(());
    }
    if local.starts_with("on") || name == "xml:base" {
        return refused();
    }
    let value = decode(value);
    let fetches = match &*local {
        "href" | "src" => !is_inside(&value),
        // An animation may write any of these.
        "attributename" => {
            let target = self::local(value.trim());
            target == "href" || target.starts_with("on")
        }
        _ => reaches_out(&value),
    };
    // An address hidden in the values of an animation.
    match fetches || squeezed(&value).contains("javascript:") {
        true => refused(),
        false => Ok(()),
    }
}

/// A reference within the drawing, or a picture carried in it.
fn is_inside(value: &str) -> bool {
    const CARRIED: [&str; 4] = ["png;", "jpeg;", "gif;", "webp;"];
    let value = value.trim();
    value.is_empty()
        || value.starts_with('#')
        || value
            .strip_prefix("data:image/")
            .is_some_and(|kind| CARRIED.iter().any(|carried| kind.starts_with(carried)))
}

/// Checks a style sheet and gives what follows its end tag.
fn style_sheet(rest: &str) -> Result<&str, String> {
    let refused = || "a style sheet that reaches outside".to_owned();
    let end = rest.find("</").ok_or_else(refused)?;
    let (sheet, after) = rest.split_at(end);
    let sheet = sheet.trim();
    let sheet = sheet.strip_prefix("<![CDATA[").unwrap_or(sheet);
    let sheet = sheet.strip_suffix("]]>").unwrap_or(sheet);
    match sheet.contains('<') || reaches_out(&decode(sheet)) {
        true => Err(refused()),
        false => Ok(after),
    }
}

/// True when style text fetches something: `url(…)` of anything but `#…`, or `@import`. A backslash
/// may spell either, so none is let through.
fn reaches_out(style: &str) -> bool {
    let style = squeezed(style);
    style.contains('\\')
        || style.contains("@import")
        || style.contains("image-set(")
        || style
            .split("url(")
            .skip(1)
            .any(|inside| !inside.trim_start_matches(['"', '\'']).starts_with('#'))
}

/// Lower case, without white space, which CSS allows almost anywhere.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

/// Puts the characters in the place of their XML names and numbers.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.extend(parts.next());
    for part in parts {
        let decoded = part
            .split_once(';')
            .and_then(|(name, rest)| Some((character(name)?, rest)));
        match decoded {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, base: u32| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            }
        }
    }
}

/// A name for a message: short, and on one line.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> String {
        format!("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")
    }

    #[test]
    fn a_drawing_that_only_draws_is_let_through() {
        for inside in [
            "<!-- a <script> in a comment --><path d=\"M0 0L1 1\" fill=\"url(#g)\"/>",
            "<defs><linearGradient id='g'><stop offset=\"0\"/></linearGradient></defs>",
            "<use href=\"#a\"/><use xlink:href='#b'/>",
            "<style>.a{fill:url(#g);stroke:#123}</style><g class=\"a\"></g>",
            "<style><![CDATA[ .a { fill: red } ]]></style>",
            "<image href=\"data:image/png;base64,AAAA\"/>",
            "<text>1 &lt; 2 &amp; 3 > 2</text><title>Tin</title>",
            "<animate attributeName=\"x\" values=\"0;10\"/>",
        ] {
            assert_eq!(check(drawing(inside).as_bytes()), Ok(()), "{inside}");
        }
    }

    #[test]
    fn a_drawing_that_runs_or_fetches_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<SCRIPT/>",
            "<svg:script/>",
            "<foreignObject><p/></foreignObject>",
            "<path onload=\"alert(1)\"/>",
            "<path\nONCLICK = 'alert(1)'/>",
            "<path/onclick='alert(1)'/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\"&#106;avascript:alert(1)\"/>",
            "<use href=\"https://example.org/a.svg#b\"/>",
            "<use href=\"//example.org/a.svg#b\"/>",
            "<image href=\"data:image/svg+xml,...\"/>",
            "<path style=\"fill:url(https://example.org/x)\"/>",
            "<path fill=\"&#117;rl( 'http://example.org/x')\"/>",
            "<path style=\"fill:\\75 rl(http://example.org/x)\"/>",
            "<style>@import 'http://example.org/x';</style>",
            "<style>@imp<!-- -->ort 'x';</style>",
            "<style>.a{fill:url( \"http://example.org/x\")}",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<set attributeName=\"onclick\" to=\"alert(1)\"/>",
            "<animate attributeName=\"x\" values=\"java script:alert(1)\"/>",
            "<?xml-stylesheet href=\"x.css\"?>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]>",
            "<path d=\"M0 0",
            "<path d=M0/>",
        ] {
            assert!(check(drawing(inside).as_bytes()).is_err(), "{inside}");
        }
        assert!(check(b"<svg>\xFF</svg>").is_err());
    }
}
