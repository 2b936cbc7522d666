//! Every text that is shipped, with its language.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use xtask::Project;

/// A text, its language, and where it stands.
pub struct Shipped {
    /// The file, from the project's folder.
    pub file: String,
    /// Its key, or the last name above it.
    pub key: String,
    /// The primary subtag: Easy Read looks like its language.
    pub language: String,
    /// The text itself.
    pub text: String,
}

/// The texts of the locale files, of the question sets and of the demo pack.
pub fn shipped(project: &Project) -> Vec<Shipped> {
    let locales = files(project, "public/locales");
    let tags: BTreeSet<String> = locales.iter().map(|file| stem(file)).collect();
    let mut all = Vec::new();
    for file in &locales {
        for (key, value) in read(file).as_object().unwrap() {
            // Of what describes the file, screens show its name alone.
            if !key.starts_with('_') || key == "_name" {
                all.push(one(project, file, key, &stem(file), value));
            }
        }
    }
    let folders = ["public/question-sets", "public/demo-pack"];
    for file in folders.iter().flat_map(|folder| files(project, folder)) {
        let add = &mut |key: &str, tag: &str, value: &Value| {
            all.push(one(project, &file, key, tag, value));
        };
        walk(&read(&file), "", &tags, add);
    }
    all
}

/// A map with a language of ours among its keys is a text, and all its keys are languages.
fn walk(
    value: &Value,
    name: &str,
    tags: &BTreeSet<String>,
    add: &mut impl FnMut(&str, &str, &Value),
) {
    match value {
        Value::Object(fields) if fields.keys().any(|key| tags.contains(key)) => {
            for (tag, text) in fields {
                add(name, tag, text);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                walk(value, key, tags, add);
            }
        }
        Value::Array(values) => {
            for value in values {
                walk(value, name, tags, add);
            }
        }
        // Numbers of objects and the like are shown as they are, in whatever language.
        Value::String(_) => add(name, "en", value),
        _ => {}
    }
}

fn one(project: &Project, file: &Path, key: &str, tag: &str, value: &Value) -> Shipped {
    let inside = file.strip_prefix(project.path("")).unwrap();
    Shipped {
        file: inside.to_string_lossy().replace('\\', "/"),
        key: key.to_owned(),
        language: kiosk_core::language::primary(tag).to_owned(),
        text: value.as_str().unwrap().to_owned(),
    }
}

fn files(project: &Project, folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project.path(folder)).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder}");
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn read(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}
