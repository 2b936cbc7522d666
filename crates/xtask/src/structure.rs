//! Rules about which code may name what. Each is an invariant of ARCHITECTURE.md that a reader of a
//! single file could break without noticing.

use crate::{Project, build};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// One rule: words that may stand only in certain places.
struct Rule {
    /// What it keeps, as a sentence.
    says: &'static str,
    /// Where to look.
    inside: &'static str,
    /// Folders and files that may.
    except: &'static [&'static str],
    /// The words.
    words: &'static [&'static str],
}

const RULES: [Rule; 7] = [
    Rule {
        says: "Core does no input or output, reads no clock and draws no random number.",
        inside: "crates/kiosk-core/src",
        except: &[],
        words: &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "std::time",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "SystemTime",
            "Instant::now",
            "rand::",
            "getrandom",
        ],
    },
    Rule {
        says: "Only `storage` names IndexedDB and localStorage.",
        inside: "src",
        except: &["src/storage"],
        words: &[
            "indexed_db_futures",
            "IdbDatabase",
            "IdbFactory",
            "indexed_db()",
            "local_storage()",
            "session_storage()",
            "gloo_storage",
            "LocalStorage::",
        ],
    },
    Rule {
        says: "Only `sync` talks to the office.",
        inside: "src",
        except: &["src/sync"],
        words: &["/api/v1", "api/v1"],
    },
    Rule {
        says: "Only `browser`, `storage` and `sync` use the browser's own interfaces.",
        inside: "src",
        except: &["src/browser", "src/storage", "src/sync"],
        words: &[
            "web_sys::",
            "use web_sys",
            "js_sys::",
            "use js_sys",
            "gloo_net",
        ],
    },
    Rule {
        says: "The page's policy blocks `style` attributes: use classes and `style:`.",
        inside: "src",
        except: &[],
        words: &[" style=\"", " style=format!", " style=move"],
    },
    Rule {
        says: "The kiosk and the office meet in core only.",
        inside: "src",
        except: &[],
        words: &["kiosk_office"],
    },
    Rule {
        says: "No line is for one target only: what is linted on the host is then all that visitors get.",
        inside: "src",
        except: &[],
        words: &["target_arch", "target_family", "target_os"],
    },
];

/// Longest file, in lines.
const LONGEST: usize = 400;

/// Every broken rule, with file and line.
///
/// # Errors
/// When a file cannot be read.
pub fn broken(project: &Project) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for rule in &RULES {
        for file in build::files(&project.path(rule.inside))? {
            let name = short(project, &file);
            if name.ends_with(".rs") && !rule.except.iter().any(|place| name.starts_with(place)) {
                found.extend(rule.check(&name, &fs::read_to_string(&file)?));
            }
        }
    }
    found.extend(too_long(project)?);
    found.extend(inline_scripts(&fs::read_to_string(
        project.path("index.html"),
    )?));
    Ok(found)
}

impl Rule {
    fn check(&self, name: &str, text: &str) -> Vec<String> {
        text.lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .filter_map(|(at, line)| {
                let word = self.words.iter().find(|word| line.contains(**word))?;
                Some(format!("{name}:{}: `{word}`. {}", at + 1, self.says))
            })
            .collect()
    }
}

fn short(project: &Project, file: &Path) -> String {
    let inside = file.strip_prefix(project.path("")).unwrap_or(file);
    inside.to_string_lossy().replace('\\', "/")
}

fn too_long(project: &Project) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for place in ["src", "crates", "tests"] {
        for file in build::files(&project.path(place))? {
            if file.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let lines = fs::read_to_string(&file)?.lines().count();
            if lines > LONGEST {
                found.push(format!(
                    "{}: {lines} lines. Split it by meaning; {LONGEST} is the most.",
                    short(project, &file)
                ));
            }
        }
    }
    Ok(found)
}

/// Scripts with something between their tags, and handlers in attributes: the policy stops both.
fn inline_scripts(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in page.split("<script").skip(1) {
        let inside = part
            .split_once('>')
            .and_then(|(_, rest)| rest.split_once("</script"))
            .map_or("", |(inside, _)| inside);
        if !inside.trim().is_empty() {
            found.push("index.html: an inline script. The page's policy blocks it.".to_owned());
        }
    }
    for handler in [" onload=", " onclick=", " onerror=", " style="] {
        if page.contains(handler) {
            found.push(format!(
                "index.html: `{}`. The page's policy blocks it.",
                handler.trim()
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_the_line_and_lets_comments_be() {
        let found = RULES[0].check("x.rs", "// std::fs is for others\nuse std::fs;\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("x.rs:2: `std::fs`."), "{}", found[0]);
    }

    #[test]
    fn an_inline_script_is_seen_and_one_with_a_source_is_not() {
        assert_eq!(
            inline_scripts("<script src=\"/boot.js\"></script>").len(),
            0
        );
        assert_eq!(inline_scripts("<script>alert(1)</script>").len(), 1);
        assert_eq!(inline_scripts("<body onload=\"x()\">").len(), 1);
    }
}
