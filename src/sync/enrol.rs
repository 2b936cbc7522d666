//! Making this tablet known, and taking what the office gives it to show.

use super::office;
use crate::storage::{Content, Identity, Store, Trouble};
use kiosk_core::ids::clean_code;
use kiosk_core::outbox::Meaning;
use kiosk_core::questions::{QuestionSet, SetRef};
use kiosk_core::wire::{ApiError, Assignment, EnrolReply, EnrolRequest};
use kiosk_core::{Hash, json};

/// Why a tablet could not be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolTrouble {
    /// No office was reached: look at the network and try again.
    NoOffice,
    /// It asks to try later.
    Later,
    /// The office said no: with a word of the protocol, and in a sentence of its own.
    Refused(String, String),
    /// The tablet could not keep what it was given.
    Storage(Trouble),
}

/// Enrols with a code staff typed or scanned. The token was made and stored before the office hears of it.
pub async fn enrol(
    store: &Store,
    identity: &Identity,
    code: &str,
    name: &str,
) -> Result<Identity, EnrolTrouble> {
    let request = EnrolRequest {
        code: clean_code(code),
        tablet: identity.tablet.clone(),
        token_sha256: Hash::of(identity.token.as_bytes()),
        name: name.trim().to_owned(),
    };
    let answer = office::post(None, "/api/v1/enrol", &request)
        .await
        .ok_or(EnrolTrouble::NoOffice)?;
    if answer.status != 200 {
        let said = json::read::<ApiError>(&answer.body);
        return Err(match (answer.status, said) {
            (429 | 503, _) => EnrolTrouble::Later,
            (_, Ok(error)) => EnrolTrouble::Refused(error.error, error.message),
            _ => EnrolTrouble::NoOffice,
        });
    }
    let reply: EnrolReply = json::read(&answer.body).map_err(|_| EnrolTrouble::NoOffice)?;
    if reply.tablet != identity.tablet {
        return Err(EnrolTrouble::NoOffice);
    }
    let known = Identity {
        name: reply.name,
        enrolled: true,
        wipe_suspected: identity.wipe_suspected || reply.name_was_taken,
        ..identity.clone()
    };
    store
        .keep_identity(&known)
        .await
        .map_err(EnrolTrouble::Storage)?;
    Ok(known)
}

/// What a refreshed assignment brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// The assignment.
    pub assignment: Assignment,
    /// Its pack, whole on this tablet.
    pub content: Content,
    /// Its questions.
    pub questions: (QuestionSet, SetRef),
}

/// Why a tablet goes on with what it has.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NotAssigned {
    /// The office does not know it.
    NotKnown,
    /// Nothing came, or not all of it, for this reason.
    Later(Meaning),
    /// It came, and the tablet could not keep it.
    Storage(Trouble),
}

/// Asks the office what to show, and fetches what is not here yet. All or nothing: until pack and
/// questions are whole and their hashes right, the tablet goes on with what it has. `None` when that is what
/// it has already (`known`), or when the office has nothing for it.
pub(super) async fn refresh_assignment(
    store: &Store,
    identity: &Identity,
    known: Option<&Assignment>,
) -> Result<Option<Brought>, NotAssigned> {
    let assignment: Assignment =
        office::get(identity, "/api/v1/assignment")
            .await
            .map_err(|meaning| match meaning {
                Meaning::NotKnown => NotAssigned::NotKnown,
                other => NotAssigned::Later(other),
            })?;
    let Some(event) = &assignment.event else {
        return Ok(None);
    };
    if known == Some(&assignment) {
        return Ok(None);
    }
    let content = match store.pack(&event.pack).await {
        Ok(Some(content)) => content,
        _ => {
            let file = fetch_file(identity, "/api/v1/packs/", &event.pack).await?;
            let taken = store.take_in_pack(&file).await;
            taken.map_err(NotAssigned::Storage)?
        }
    };
    let set = match store.questions(&event.question_set.sha256).await {
        Ok(Some(set)) => set,
        _ => fetch_questions(store, identity, &event.question_set.sha256).await?,
    };
    let questions = (set, event.question_set.clone());
    store
        .keep_assignment(&assignment)
        .await
        .map_err(NotAssigned::Storage)?;
    Ok(Some(Brought {
        assignment,
        content,
        questions,
    }))
}

/// A file by its hash; anything else under its name did not come.
async fn fetch_file(identity: &Identity, path: &str, hash: &Hash) -> Result<Vec<u8>, NotAssigned> {
    office::file(identity, &[path, hash.as_str()].concat())
        .await
        .filter(|bytes| Hash::of(bytes) == *hash)
        .ok_or(NotAssigned::Later(Meaning::NoOffice))
}

async fn fetch_questions(
    store: &Store,
    identity: &Identity,
    hash: &Hash,
) -> Result<QuestionSet, NotAssigned> {
    let bytes = fetch_file(identity, "/api/v1/question-sets/", hash).await?;
    let file = String::from_utf8(bytes)
        .map_err(|error| NotAssigned::Storage(Trouble::Unreadable(error.to_string())))?;
    let taken = store.take_in_questions(&file).await;
    Ok(taken.map_err(NotAssigned::Storage)?.0)
}
