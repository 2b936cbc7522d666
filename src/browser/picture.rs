//! Pictures from the pack as addresses an `<img>` can show.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

/// An object URL that is given back when this is dropped: memory stays flat however much is looked at.
#[derive(Debug)]
pub struct Shown(String);

impl Shown {
    /// Makes these bytes showable.
    pub fn new(bytes: &Uint8Array, media_type: &str) -> Option<Self> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let blob =
            Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options).ok()?;
        Url::create_object_url_with_blob(&blob).ok().map(Self)
    }

    /// Makes a text of this type showable, such as captions.
    pub fn of_text(text: &str, media_type: &str) -> Option<Self> {
        Self::new(&Uint8Array::from(text.as_bytes()), media_type)
    }

    /// The address.
    pub fn url(&self) -> &str {
        &self.0
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
