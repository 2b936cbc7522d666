//! Making this tablet known, and taking what the office gives it to show.

use super::office;
use crate::storage::{Content, Identity, Store, Trouble};
use kiosk_core::ids::clean_code;
use kiosk_core::questions::{QuestionSet, SetRef};
use kiosk_core::wire::{ApiError, Assignment, EnrolReply, EnrolRequest};
use kiosk_core::{Hash, json};

/// Why a tablet could not be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnrolTrouble {
    /// No office was reached: look at the network and try again.
    NoOffice,
    /// The office said no, in its own words.
    Refused(String),
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
        return Err(said.map_or(EnrolTrouble::NoOffice, |error| {
            EnrolTrouble::Refused(error.message)
        }));
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

/// Asks the office what to show, and fetches what is not here yet. All or nothing: until pack and
/// questions are whole and their hashes right, the tablet goes on with what it has.
pub async fn refresh_assignment(
    store: &Store,
    identity: &Identity,
) -> Result<Option<Brought>, u16> {
    let assignment: Assignment = office::get(identity, "/api/v1/assignment").await?;
    let Some(event) = &assignment.event else {
        return Ok(None);
    };
    let content = match store.pack(&event.pack).await {
        Ok(Some(content)) => content,
        _ => fetch_pack(store, identity, &event.pack)
            .await
            .ok_or(0_u16)?,
    };
    let set = match store.questions(&event.question_set.sha256).await {
        Ok(Some(set)) => set,
        _ => fetch_questions(store, identity, &event.question_set)
            .await
            .ok_or(0_u16)?,
    };
    let questions = (set, event.question_set.clone());
    store
        .keep_assignment(&assignment)
        .await
        .map_err(|_| 0_u16)?;
    Ok(Some(Brought {
        assignment,
        content,
        questions,
    }))
}

async fn fetch_pack(store: &Store, identity: &Identity, hash: &Hash) -> Option<Content> {
    let bytes = office::file(identity, &format!("/api/v1/packs/{hash}")).await?;
    if Hash::of(&bytes) != *hash {
        return None;
    }
    store.take_in_pack(&bytes).await.ok()
}

async fn fetch_questions(store: &Store, identity: &Identity, name: &SetRef) -> Option<QuestionSet> {
    let bytes = office::file(identity, &format!("/api/v1/question-sets/{}", name.sha256)).await?;
    if Hash::of(&bytes) != name.sha256 {
        return None;
    }
    let file = String::from_utf8(bytes).ok()?;
    store
        .take_in_questions(&file)
        .await
        .ok()
        .map(|(set, _)| set)
}
