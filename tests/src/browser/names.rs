//! What the engine itself tells a screen reader of an element.

use super::Browser;
use anyhow::{Context, Result};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use url::{ParseError, Url};

/// `GET /session/{id}/element/{id}/computedrole` or `computedlabel` (WebDriver 12.4.9 and 12.4.10).
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl WebDriverCompatibleCommand for Computed {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!(
            "session/{session}/element/{}/{}",
            self.element, self.what
        ))
    }

    fn method_and_body(&self, _: &Url) -> (hyper::Method, Option<String>) {
        (hyper::Method::GET, None)
    }
}

/// An element as a screen reader is told of it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its role: `button`, `heading` …
    pub role: String,
    /// Its name.
    pub name: String,
    /// What is to be read on it.
    pub text: String,
}

impl Browser {
    /// Everything visible that matches, as the engine's accessibility tree has it.
    ///
    /// # Errors
    /// When the engine does not say.
    pub async fn told(&self, css: &str) -> Result<Vec<Told>> {
        let mut all = Vec::new();
        for (element, text) in self.all_visible(css).await? {
            all.push(Told {
                role: self.computed(&element, "computedrole").await?,
                name: self.computed(&element, "computedlabel").await?,
                text,
            });
        }
        Ok(all)
    }

    async fn computed(&self, element: &Element, what: &'static str) -> Result<String> {
        let asked = Computed {
            element: element.element_id().to_string(),
            what,
        };
        let said = self.client.issue_cmd(asked).await?;
        let said = said.as_str().with_context(|| format!("{what}: {said}"))?;
        Ok(said.trim().to_owned())
    }
}
