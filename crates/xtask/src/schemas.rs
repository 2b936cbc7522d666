//! `docs/schemas/*.json`: the published formats, written from the types themselves.

use crate::Project;
use anyhow::Result;
use kiosk_core::pack::Pack;
use kiosk_core::questions::QuestionSet;
use kiosk_core::response::{Body, Envelope};
use kiosk_core::wire;
use schemars::{JsonSchema, schema_for};
use std::fs;

const FOLDER: &str = "docs/schemas";

/// Every published schema: file name and text.
///
/// # Errors
/// When a schema cannot be written as JSON.
pub fn all() -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("pack", text::<Pack>()?),
        ("question-set", text::<QuestionSet>()?),
        ("response-body", text::<Body>()?),
        ("response-envelope", text::<Envelope>()?),
        ("enrol-request", text::<wire::EnrolRequest>()?),
        ("enrol-reply", text::<wire::EnrolReply>()?),
        ("assignment", text::<wire::Assignment>()?),
        ("responses-request", text::<wire::ResponsesRequest>()?),
        ("responses-reply", text::<wire::ResponsesReply>()?),
        ("attachment-receipt", text::<wire::AttachmentReceipt>()?),
        ("wall", text::<wire::Wall>()?),
        ("heartbeat", text::<wire::Heartbeat>()?),
        ("heartbeat-reply", text::<wire::HeartbeatReply>()?),
        ("api-error", text::<wire::ApiError>()?),
    ])
}

fn text<T: JsonSchema>() -> Result<String> {
    let mut text = serde_json::to_string_pretty(&schema_for!(T))?;
    text.push('\n');
    Ok(text)
}

/// Writes the schemas.
///
/// # Errors
/// When a file cannot be written.
pub fn write(project: &Project) -> Result<()> {
    let folder = project.path(FOLDER);
    fs::create_dir_all(&folder)?;
    for (name, text) in all()? {
        fs::write(folder.join(format!("{name}.json")), text)?;
        println!("wrote {FOLDER}/{name}.json");
    }
    Ok(())
}

/// Names of the schemas whose file says something else than the types.
///
/// # Errors
/// When a schema cannot be made.
pub fn stale(project: &Project) -> Result<Vec<&'static str>> {
    let mut stale = Vec::new();
    for (name, text) in all()? {
        let file = project.path(FOLDER).join(format!("{name}.json"));
        // A checkout on Windows may have turned the line ends.
        let written = fs::read_to_string(file)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if written != text {
            stale.push(name);
        }
    }
    Ok(stale)
}
