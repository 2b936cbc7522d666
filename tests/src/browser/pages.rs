//! Several pages in one browser.

use super::Browser;
use anyhow::Result;
use fantoccini::wd::WindowHandle;

/// A page's name at the driver.
#[derive(Clone, Debug)]
pub struct Page(WindowHandle);

impl Browser {
    /// The page that is looked at.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn page(&self) -> Result<Page> {
        Ok(Page(self.client.window().await?))
    }

    /// Opens another page and looks at it.
    ///
    /// # Errors
    /// When the browser opens none.
    pub async fn another_page(&self) -> Result<Page> {
        let page = Page(self.client.new_window(true).await?.handle);
        self.turn_to(&page).await?;
        Ok(page)
    }

    /// Looks at a page.
    ///
    /// # Errors
    /// When it is no longer there.
    pub async fn turn_to(&self, page: &Page) -> Result<()> {
        Ok(self.client.switch_to_window(page.0.clone()).await?)
    }

    /// Closes a page and goes on looking at the one that was looked at.
    ///
    /// # Errors
    /// When it is no longer there.
    pub async fn close_page(&self, page: &Page) -> Result<()> {
        let here = self.page().await?;
        self.turn_to(page).await?;
        self.client.close_window().await?;
        self.turn_to(&here).await
    }
}
