//! Packs and question sets on the tablet: swapped in whole, by hash.

use super::database::{
    MEDIA, PACKS, SETTINGS, Store, Trouble, get, json, put_value, read, reading, send_value,
    strict, text,
};
use super::idb::asked;
use js_sys::Uint8Array;
use kiosk_core::Hash;
use kiosk_core::pack::Pack;
use kiosk_core::pack::archive::Archive;
use kiosk_core::questions::{QuestionSet, SetRef};
use kiosk_core::wire::Assignment;
use wasm_bindgen::{JsCast, JsValue};

/// Bytes of pictures written in one go: each time the disk is waited for, and memory is small.
const TOGETHER: usize = 4_000_000;

/// A pack that is whole on this tablet.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// Hash of its file.
    pub hash: Hash,
    /// What is in it.
    pub pack: Pack,
}

impl Store {
    /// Takes a pack file in: every picture first, the pack itself last, so that a pack that is listed
    /// is whole. Pictures an earlier pack brought are not written again.
    pub async fn take_in_pack(&self, bytes: &[u8]) -> Result<Content, Trouble> {
        let hash = Hash::of(bytes);
        let unreadable = |error: &dyn std::fmt::Display| Trouble::Unreadable(error.to_string());
        let archive = Archive::open(bytes).map_err(|error| unreadable(&error))?;
        let (mut taken, mut weight) = (Vec::new(), 0);
        for file in archive.pack().files() {
            if self.media(file.sha256).await?.is_some() {
                continue;
            }
            let bytes = archive.unpack(&file).map_err(|error| unreadable(&error))?;
            weight += bytes.len();
            taken.push((file.sha256, bytes));
            if weight > TOGETHER {
                self.keep_media(&taken).await?;
                (taken, weight) = (Vec::new(), 0);
            }
        }
        self.keep_media(&taken).await?;
        let database = self.database().await?;
        let transaction = strict(&database, &[PACKS])?;
        let json = archive.pack_json().into();
        put_value(&transaction.store(PACKS)?, hash.as_str(), &json).await?;
        transaction.commit().await?;
        Ok(Content {
            hash,
            pack: archive.into_pack(),
        })
    }

    async fn keep_media(&self, files: &[(&Hash, Vec<u8>)]) -> Result<(), Trouble> {
        if files.is_empty() {
            return Ok(());
        }
        let database = self.database().await?;
        let transaction = strict(&database, &[MEDIA])?;
        let media = transaction.store(MEDIA)?;
        for (hash, bytes) in files {
            let value: JsValue = Uint8Array::from(bytes.as_slice()).into();
            send_value(&media, hash.as_str(), &value)?;
        }
        transaction.commit().await
    }

    /// A pack that was taken in before.
    pub async fn pack(&self, hash: &Hash) -> Result<Option<Content>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[PACKS])?;
        let pack: Option<Pack> = get(&transaction.store(PACKS)?, hash.as_str()).await?;
        transaction.commit().await?;
        Ok(pack.map(|pack| Content {
            hash: hash.clone(),
            pack,
        }))
    }

    /// The bytes of a picture or sound.
    pub async fn media(&self, hash: &Hash) -> Result<Option<Uint8Array>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[MEDIA])?;
        let value = asked(transaction.store(MEDIA)?.get(&hash.as_str().into())).await?;
        transaction.commit().await?;
        Ok(value.dyn_into().ok())
    }

    /// Keeps a question set as the bytes its hash was taken of.
    pub async fn take_in_questions(&self, file: &str) -> Result<(QuestionSet, SetRef), Trouble> {
        let set: QuestionSet = read(file)?;
        let name = SetRef {
            id: set.id.clone(),
            version: set.version,
            sha256: Hash::of(file.as_bytes()),
        };
        self.put_setting_text(&format!("questions/{}", name.sha256), file)
            .await?;
        Ok((set, name))
    }

    /// A question set that was taken in before.
    pub async fn questions(&self, hash: &Hash) -> Result<Option<QuestionSet>, Trouble> {
        self.setting(&format!("questions/{hash}")).await
    }

    /// What the office has given this tablet to show.
    pub async fn assignment(&self) -> Result<Option<Assignment>, Trouble> {
        self.setting("assignment").await
    }

    /// Keeps a new assignment.
    pub async fn keep_assignment(&self, assignment: &Assignment) -> Result<(), Trouble> {
        self.put_setting("assignment", assignment).await
    }

    pub(super) async fn setting<T: kiosk_core::json::FromJson>(
        &self,
        key: &str,
    ) -> Result<Option<T>, Trouble> {
        let database = self.database().await?;
        let transaction = reading(&database, &[SETTINGS])?;
        let found = text(&transaction.store(SETTINGS)?, key).await?;
        transaction.commit().await?;
        found.map(|text| read(&text)).transpose()
    }

    pub(super) async fn put_setting<T: serde::Serialize>(
        &self,
        key: &str,
        value: &T,
    ) -> Result<(), Trouble> {
        let text = json(value)?;
        self.put_setting_text(key, &text).await
    }

    async fn put_setting_text(&self, key: &str, text: &str) -> Result<(), Trouble> {
        let database = self.database().await?;
        let transaction = strict(&database, &[SETTINGS])?;
        put_value(&transaction.store(SETTINGS)?, key, &text.into()).await?;
        transaction.commit().await?;
        Ok(())
    }
}
