//! axe-core's opinion of the page.

use super::Browser;
use crate::places;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt;

/// A rule of axe-core's that the page breaks.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The rule.
    pub rule: String,
    /// What it asks for.
    pub help: String,
    /// The elements that break it.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.help)?;
        for element in &self.elements {
            write!(f, "\n    {element}")?;
        }
        Ok(())
    }
}

const RUN: &str = "const done = arguments[arguments.length - 1];\
    axe.run(document, {resultTypes: ['violations']})\
    .then((r) => done(r.violations.map((v) => ({rule: v.id, help: v.help,\
        elements: v.nodes.map((n) => n.html.slice(0, 200) + '  ' + (n.any[0]?.message ?? ''))}))))\
    .catch((e) => done(String(e)));";

impl Browser {
    /// Every rule the page breaks.
    ///
    /// # Errors
    /// When axe-core is absent or does not finish.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        self.settled().await?;
        if self.js("return typeof axe", vec![]).await? != "object" {
            // A driver's script is not bound by the page's policy.
            self.js(&places::axe()?, vec![]).await?;
        }
        match self.js_later(RUN, vec![]).await? {
            Value::Array(found) => found.iter().map(read).collect(),
            other => bail!("axe-core says: {other}"),
        }
    }
}

fn read(value: &Value) -> Result<Violation> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Ok(Violation {
        rule: text("rule").context("a rule has a name")?,
        help: text("help").unwrap_or_default(),
        elements: serde_json::from_value(value["elements"].clone())?,
    })
}
