//! What a picture cell names: a file to bring, an address on the web, or no picture at all.

use super::text;

/// What a cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A picture file, without folders.
    File(String),
    /// Something on the web.
    OnTheWeb,
    /// Another kind of thing.
    Other(&'static str),
}

impl Named {
    /// What staff are told; `None` for a file to bring.
    pub(super) fn message(&self) -> Option<String> {
        match self {
            Self::File(_) => None,
            Self::OnTheWeb => Some(
                "The picture is on the web, and a tablet in a hall has no web. \
                 Save it in the pictures folder and write its file name here."
                    .to_owned(),
            ),
            Self::Other(kind) => Some(format!(
                "This is {kind}, not a picture, so it was left out. \
                 Write the file name of a JPEG, PNG or WebP picture."
            )),
        }
    }
}

/// Endings of pictures that browsers show, or that somebody may take for one.
const PICTURES: [&str; 17] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "avif", "svg", "tif", "tiff", "bmp",
    "heic", "heif", "jp2", "psd", "raw",
];

const OTHERS: [(&str, &[&str]); 5] = [
    ("a PDF", &["pdf"]),
    (
        "a film",
        &[
            "mp4", "m4v", "mov", "avi", "webm", "mkv", "wmv", "mpg", "mpeg",
        ],
    ),
    (
        "a sound",
        &["mp3", "wav", "ogg", "oga", "m4a", "flac", "aac", "wma"],
    ),
    ("a web page", &["html", "htm", "php", "xhtml"]),
    (
        "a document",
        &[
            "doc", "docx", "txt", "rtf", "xls", "xlsx", "csv", "zip", "xml", "json", "glb", "obj",
        ],
    ),
];

/// Everything a picture cell names. `format` is the row's media type or format, if it has one.
pub(super) fn named(cell: &str, format: &str) -> Vec<Named> {
    let mut parts = text::list(cell);
    // A `;` or `|` inside one address parts nothing.
    if parts.iter().skip(1).any(|part| !is_address(part))
        && parts.first().is_some_and(|p| is_address(p))
    {
        parts.truncate(1);
    }
    parts.iter().map(|part| one(part, format)).collect()
}

fn one(part: &str, format: &str) -> Named {
    let path = part.split(['?', '#']).next().unwrap_or(part);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ending.as_deref().and_then(kind_of_ending);
    match known.or_else(|| kind_of_format(format)) {
        Some(kind) => Named::Other(kind),
        None if is_address(part) => Named::OnTheWeb,
        None => {
            // `#` and `?` are letters of a file name like others.
            let name = part.rsplit(['/', '\\']).next().unwrap_or(part);
            Named::File(name.trim().to_owned())
        }
    }
}

fn kind_of_ending(ending: &str) -> Option<&'static str> {
    OTHERS
        .iter()
        .find(|(_, endings)| endings.contains(&ending))
        .map(|(kind, _)| *kind)
}

/// A name without a telling ending may be that of a film on a web site.
fn kind_of_format(format: &str) -> Option<&'static str> {
    let format = format.trim().to_ascii_lowercase();
    match () {
        () if format.ends_with("/pdf") => Some("a PDF"),
        () if format.starts_with("video/") => Some("a film"),
        () if format.starts_with("audio/") => Some("a sound"),
        () if format == "record" || format.starts_with("text/") => Some("a web page"),
        () => None,
    }
}

pub(super) fn is_address(text: &str) -> bool {
    let lower = text.trim_start().to_ascii_lowercase();
    ["http://", "https://", "//", "ftp://", "www."]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// True when a file of this name is likely a picture, going by its ending.
pub(super) fn has_picture_ending(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| PICTURES.contains(&&*ending.to_ascii_lowercase()))
}

/// The name a file has in the pack: letters that other computers keep for themselves become `-`.
pub fn media_name(file_name: &str) -> String {
    let plain = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let name: String = file_name.trim().chars().map(plain).collect();
    let name = name.trim_start_matches('.').trim_end_matches(['.', ' ']);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut short = String::new();
    for c in stem.chars() {
        if short.len() + c.len_utf8() > 150 {
            break;
        }
        short.push(c);
    }
    match (short.trim(), ending) {
        ("", _) => "picture".to_owned(),
        (stem, "") => stem.to_owned(),
        (stem, ending) => format!("{stem}.{}", ending.chars().take(10).collect::<String>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> Named {
        Named::File(name.into())
    }

    #[test]
    fn files_to_bring_are_told_from_what_is_on_the_web_and_from_what_is_no_picture() {
        for (cell, format, expected) in [
            ("tin.jpg", "", vec![file("tin.jpg")]),
            ("tin", "image/jpeg", vec![file("tin")]),
            ("scans/A tin.JPG", "", vec![file("A tin.JPG")]),
            (
                "C:\\scans\\tin.jpg; pan.png",
                "",
                vec![file("tin.jpg"), file("pan.png")],
            ),
            (
                "https://example.org/a/default.jpg",
                "image/jpeg",
                vec![Named::OnTheWeb],
            ),
            (
                "https://example.org/a.jpg#h=1&w=2",
                "",
                vec![Named::OnTheWeb],
            ),
            ("https://example.org/a;b.jpg", "", vec![Named::OnTheWeb]),
            ("https://example.org/a.pdf", "", vec![Named::Other("a PDF")]),
            ("book.pdf", "image/pdf", vec![Named::Other("a PDF")]),
            ("news.mp3", "", vec![Named::Other("a sound")]),
            ("KYJRPLUCn4g", "video/avi", vec![Named::Other("a film")]),
            (
                "https://example.org/10.1/M02",
                "record",
                vec![Named::Other("a web page")],
            ),
            ("", "", vec![]),
        ] {
            assert_eq!(named(cell, format), expected, "{cell}");
        }
    }

    #[test]
    fn names_in_the_pack_are_plain() {
        for (name, plain) in [
            ("a:b?.jpg", "a-b-.jpg"),
            (".hidden.png", "hidden.png"),
            ("é tin.webp", "é tin.webp"),
            ("...", "picture"),
        ] {
            assert_eq!(media_name(name), plain);
        }
        assert!(media_name(&"é".repeat(300)).len() <= 150);
    }
}
