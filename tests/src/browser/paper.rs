//! What would come out of a printer.

use super::Browser;
use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::path::Path;

/// A printed document.
#[derive(Clone, Debug)]
pub struct Paper(Vec<u8>);

impl Browser {
    /// Prints the page as its own style sheet has it. Chromium only.
    ///
    /// # Errors
    /// When Chromium does not print.
    pub async fn print(&self) -> Result<Paper> {
        self.settled().await?;
        let how = json!({"preferCSSPageSize": true});
        let made = self.dev_tools("Page.printToPDF", how).await?;
        let text = made["data"].as_str().context("nothing was printed")?;
        Ok(Paper(STANDARD.decode(text)?))
    }
}

impl Paper {
    /// How many pages there are. A document without any is no document.
    ///
    /// # Errors
    /// When it is none.
    pub fn pages(&self) -> Result<usize> {
        let text = String::from_utf8_lossy(&self.0);
        ensure!(text.starts_with("%PDF-"), "this is no document");
        let pages = text
            .split("/Type /Page")
            .skip(1)
            .filter(|rest| !rest.starts_with('s'))
            .count();
        ensure!(pages > 0, "a document without a page");
        Ok(pages)
    }

    /// Whether its pages are A4, 210 by 297 millimetres, upright.
    pub fn is_a4(&self) -> bool {
        let text = String::from_utf8_lossy(&self.0);
        let mut boxes = text.split("/MediaBox [").skip(1).peekable();
        boxes.peek().is_some() && boxes.all(|rest| {
            let sides: Vec<f32> = rest
                .split(']')
                .next()
                .unwrap_or_default()
                .split_whitespace()
                .filter_map(|side| side.parse().ok())
                .collect();
            matches!(sides[..], [_, _, w, h] if (w - 595.0).abs() < 2.0 && (h - 842.0).abs() < 2.0)
        })
    }

    /// Keeps it for people to look at.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, file: &Path) -> Result<()> {
        std::fs::write(file, &self.0)
            .with_context(|| format!("{} cannot be written", file.display()))
    }
}
