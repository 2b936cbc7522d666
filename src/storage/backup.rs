//! Everything the tablet holds, as one file to carry by hand.

use super::Identity;
use super::database::{
    ATTACHMENTS, OUTBOX, RESPONSES, SETTINGS, Store, Trouble, beginning_with, json, keys,
    put_value, reading, send_removal, strict,
};
use super::idb::asked;
use crate::browser::clock;
use js_sys::{Array, Uint8Array};
use kiosk_core::Hash;
use kiosk_core::backup::{ABOUT, About, Content, LINES, RECORDINGS, Writer};
use kiosk_core::time::date;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, IdbKeyRange};

/// Responses read at once.
const PAGE: u32 = 300;

/// A backup file, ready to be handed over.
#[derive(Clone, Debug)]
pub struct BackupFile {
    /// Its bytes.
    pub blob: Blob,
    /// A name for it.
    pub name: String,
    /// How many responses are in it.
    pub responses: u64,
    /// How many recordings.
    pub recordings: u64,
}

/// The file as it grows. Its parts stay with the browser, which may put them on the disk.
#[derive(Default)]
struct File {
    writer: Writer,
    parts: Array,
}

impl File {
    fn add(&mut self, name: &str, content: &Content, parts: &Array) -> Result<(), Trouble> {
        let header = self.writer.header(name, content);
        let header = header.ok_or_else(|| Trouble::Unreadable("more than 4 GB".to_owned()))?;
        self.parts.push(&Uint8Array::from(header.as_slice()));
        for part in parts.iter() {
            self.parts.push(&part);
        }
        Ok(())
    }

    fn end(self) -> Result<Blob, Trouble> {
        self.parts
            .push(&Uint8Array::from(self.writer.end().as_slice()));
        let options = BlobPropertyBag::new();
        options.set_type("application/zip");
        Ok(Blob::new_with_blob_sequence_and_options(
            &self.parts,
            &options,
        )?)
    }
}

/// Where the handle of the file is that keeps itself up to date.
const KEPT: &str = "backup-file";

impl Store {
    /// The handle of the file that keeps itself up to date, if staff chose one.
    pub async fn kept_file(&self) -> Result<Option<JsValue>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[SETTINGS])?;
        let file = asked(transaction.store(SETTINGS)?.get(&KEPT.into())).await?;
        transaction.commit().await?;
        Ok((!file.is_undefined()).then_some(file))
    }

    /// Forgets it.
    pub async fn forget_file(&self) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[SETTINGS])?;
        send_removal(&transaction.store(SETTINGS)?, KEPT)?;
        transaction.commit().await
    }

    /// Keeps it.
    pub async fn keep_file(&self, file: &JsValue) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[SETTINGS])?;
        put_value(&transaction.store(SETTINGS)?, KEPT, file).await?;
        transaction.commit().await
    }

    /// Makes a backup file of every response on the tablet, sent or not, but for those the visitor in
    /// front of it may still take back.
    pub async fn backup(&self, identity: &Identity) -> Result<BackupFile, Trouble> {
        let mut file = File::default();
        let (lines, parts, responses) = self.lines().await?;
        file.add(LINES, &lines, &parts)?;
        let recordings = self.recordings_into(&mut file).await?;
        let about = About {
            format: 1,
            tablet: identity.tablet.clone(),
            events: self.event_counts().await?,
            responses,
            sha256: lines.sha256(),
            recordings,
        };
        let about = json(&about)?;
        let content = Content::of(about.as_bytes());
        file.add(ABOUT, &content, &Array::of1(&about.into()))?;
        Ok(BackupFile {
            blob: file.end()?,
            name: identity.backup_name(),
            responses,
            recordings,
        })
    }

    async fn lines(&self) -> Result<(Content, Array, u64), Trouble> {
        let (mut content, parts, mut count) = (Content::default(), Array::new(), 0);
        let mut after = String::new();
        loop {
            let (held, page) = self.page(RESPONSES, &after, PAGE).await?;
            let Some((last, _)) = page.last() else {
                return Ok((content, parts, count));
            };
            after.clone_from(last);
            let mut text = String::new();
            for (_, line) in page.iter().filter(|(key, _)| !held.contains(key)) {
                if count > 0 {
                    text.push('\n');
                }
                text.push_str(&line.as_string().unwrap_or_default());
                count += 1;
            }
            content.push(text.as_bytes());
            parts.push(&text.into());
        }
    }

    async fn recordings_into(&self, file: &mut File) -> Result<u64, Trouble> {
        let (mut after, mut done) = (String::new(), Vec::new());
        loop {
            let (held, page) = self.page(ATTACHMENTS, &after, 1).await?;
            let Some((key, bytes)) = page.into_iter().next() else {
                return Ok(done.len() as u64);
            };
            if let Some((response, hash)) = key.rsplit_once('/')
                && !held.iter().any(|held| held == response)
                && !done.iter().any(|done| done == hash)
                && let Ok(bytes) = bytes.dyn_into::<Uint8Array>()
            {
                let content = Content::of(&bytes.to_vec());
                // Bytes that are no longer the ones that were hashed are no recording.
                if content.sha256() == Hash(hash.to_owned()) {
                    let name = [RECORDINGS, hash].concat();
                    file.add(&name, &content, &Array::of1(&bytes))?;
                    done.push(hash.to_owned());
                }
            }
            after = key;
        }
    }

    /// The records after this key, with their keys; and, as of the same moment, the keys of responses that
    /// their visitors may still take back.
    async fn page(
        &self,
        store: &str,
        after: &str,
        most: u32,
    ) -> Result<(Vec<String>, Vec<(String, JsValue)>), Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[store, OUTBOX])?;
        let held = keys(&transaction.store(OUTBOX)?, &beginning_with("h/")?).await?;
        let held = held.iter().filter_map(|key| key.strip_prefix("h/"));
        let held = held.map(str::to_owned).collect();
        let range: JsValue = IdbKeyRange::lower_bound_with_open(&after.into(), true)?.into();
        let store = transaction.store(store)?;
        let keys = asked(store.get_all_keys_with_key_and_limit(&range, most)).await?;
        let values = asked(store.get_all_with_key_and_limit(&range, most)).await?;
        transaction.commit().await?;
        let (keys, values) = (
            keys.unchecked_into::<Array>(),
            values.unchecked_into::<Array>(),
        );
        let keys = keys.iter().map(|key| key.as_string().unwrap_or_default());
        Ok((held, keys.zip(values.iter()).collect()))
    }
}

impl Identity {
    /// A name for a backup file, such as staff will look for among others: the tablet and the day.
    pub fn backup_name(&self) -> String {
        let name = if self.name.is_empty() {
            self.tablet.as_str().get(..8).unwrap_or_default()
        } else {
            &self.name
        };
        let plain = |letter: char| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        };
        let name: String = name.chars().map(plain).collect();
        [&name, "-", &date(clock::now()), ".popup-backup.zip"].concat()
    }
}
