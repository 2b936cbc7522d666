//! Recordings on their way in and out: file and row together, and never back after a deletion.

use crate::error::Fault;
use crate::files::Draft;
use crate::office::Office;
use crate::store::attachments;
use kiosk_core::Hash;

/// Keeps a recording: file first, then the row that speaks of it. Whether it went with a deleted response
/// is asked in the transaction that writes the row, so that no deletion comes in between; its file then
/// goes again. True when the office has it now.
pub async fn keep(office: &Office, draft: Draft, sha256: &Hash) -> Result<bool, Fault> {
    let bytes = draft.bytes;
    let place = office.files.attachment(sha256);
    draft.keep(&place).await?;
    let mut writing = office.store.writer().await?;
    let buried = attachments::is_buried(&mut writing, sha256).await?;
    if buried {
        office.files.remove_attachment(sha256).await?;
    } else {
        attachments::add(&mut writing, sha256, bytes).await?;
    }
    writing.commit().await?;
    Ok(!buried)
}

/// Finishes deletions that a power cut left half done: the row was gone and the file was not. For the
/// start. Files nobody deleted stay, whether or not a row names them yet.
pub async fn finish_deletions(office: &Office) -> Result<(), Fault> {
    let mut db = office.store.reader().await?;
    for sha256 in attachments::buried(&mut db).await? {
        office.files.remove_attachment(&sha256).await?;
    }
    Ok(())
}
