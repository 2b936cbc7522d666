//! Packs and recordings on disk, each under its hash. A name appears only when its bytes are safe.

use crate::error::Fault;
use kiosk_core::Hash;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

/// The files folder.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    drafts: AtomicU64,
}

/// Bytes on their way to a name.
#[derive(Debug)]
pub struct Draft {
    file: File,
    path: PathBuf,
    hasher: Sha256,
    /// Bytes so far.
    pub bytes: u64,
}

impl Files {
    /// Opens the folder, makes it when it is not there, and clears away what a killed server left half
    /// written.
    pub fn open(root: &Path) -> Result<Self, Fault> {
        for folder in ["packs", "attachments", "drafts"] {
            let folder = root.join(folder);
            std::fs::create_dir_all(&folder)?;
            #[cfg(unix)]
            std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        }
        Ok(Self {
            root: root.to_owned(),
            drafts: AtomicU64::new(0),
        })
    }

    /// Clears away what a killed server left half written. For the one server, at its start.
    pub fn clear_drafts(&self) -> Result<(), Fault> {
        for entry in std::fs::read_dir(self.root.join("drafts"))? {
            std::fs::remove_file(entry?.path())?;
        }
        Ok(())
    }

    /// Where a pack lies. The hash must be well formed.
    pub fn pack(&self, sha256: &Hash) -> PathBuf {
        self.root.join("packs").join(format!("{sha256}.popup.zip"))
    }

    /// Where a recording lies. The hash must be well formed.
    pub fn attachment(&self, sha256: &Hash) -> PathBuf {
        self.root.join("attachments").join(sha256.as_str())
    }

    /// Begins to write.
    pub async fn draft(&self) -> Result<Draft, Fault> {
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{number}", std::process::id());
        let path = self.root.join("drafts").join(name);
        Ok(Draft {
            file: File::create(&path).await?,
            path,
            hasher: Sha256::new(),
            bytes: 0,
        })
    }

    /// Puts bytes at hand under a name.
    pub async fn put(&self, bytes: &[u8], place: &Path) -> Result<(), Fault> {
        let mut draft = self.draft().await?;
        draft.write(bytes).await?;
        draft.keep(place).await
    }

    /// Deletes a recording; one that is gone already is no fault.
    pub async fn remove_attachment(&self, sha256: &Hash) -> Result<(), Fault> {
        match tokio::fs::remove_file(self.attachment(sha256)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

impl Draft {
    /// Adds bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(self.file.write_all(bytes).await?)
    }

    /// The hash of the bytes so far.
    pub fn sha256(&self) -> Hash {
        Hash(kiosk_core::ids::hex(&self.hasher.clone().finalize()))
    }

    /// Makes the bytes safe, then gives them their name: file to disk, rename, folder to disk.
    pub async fn keep(mut self, place: &Path) -> Result<(), Fault> {
        self.file.flush().await?;
        let file = self.file.try_clone().await?.into_std().await;
        let (from, to) = (self.path.clone(), place.to_owned());
        let done = tokio::task::spawn_blocking(move || -> std::io::Result<()> {
            // The date of a file would tell when its response arrived.
            file.set_modified(std::time::UNIX_EPOCH)?;
            file.sync_all()?;
            std::fs::rename(&from, &to)?;
            if let Some(folder) = to.parent() {
                std::fs::File::open(folder)?.sync_all()?;
            }
            Ok(())
        });
        done.await.map_err(std::io::Error::other)??;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // A kept draft has moved away and there is nothing to remove; any other is of no use.
        let _gone = std::fs::remove_file(&self.path);
    }
}
