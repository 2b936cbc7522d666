//! Picture cards become pairs: a matched before and after share a random id, and the card is dropped.
//!
//! A card leaves its envelope before the response is written and lies apart, with its day, for as long as
//! tablets that come home late may bring the other half. Whenever something arrives, all pairs of the open
//! days are worked out anew: so no order of arrival, no resend and no backup file makes other pairs.

use crate::error::Fault;
use crate::keys::Reader;
use crate::store::responses::ResponseRow;
use crate::store::{cards, responses, sets};
use kiosk_core::intake::read_body;
use kiosk_core::pairs::{Half, matched, moment};
use kiosk_core::time::{DAY, UnixMillis, date};
use serde_json::Value;
use sqlx::SqliteConnection;

/// Days a card is kept after its own: tablets without a network bring their answers late.
pub const DAYS: i64 = 7;

/// Days after its event was closed that the card of a sealed answer waits for staff to open the key.
pub const SEALED_DAYS: i64 = 30;

/// Writes a response; a card in its envelope is kept apart.
pub async fn add(db: &mut SqliteConnection, row: &ResponseRow) -> Result<(), Fault> {
    let Some((envelope, card)) = without_card(&row.envelope) else {
        return responses::add(db, row).await;
    };
    let row = ResponseRow {
        envelope,
        ..row.clone()
    };
    responses::add(db, &row).await?;
    keep(db, &row, &card).await
}

async fn keep(db: &mut SqliteConnection, row: &ResponseRow, card: &str) -> Result<(), Fault> {
    cards::add(db, &row.id, &row.event, card).await?;
    tell(db, &row.id, &row.body).await
}

/// Notes day and half of a card once the body can be read.
async fn tell(db: &mut SqliteConnection, response: &str, body: &str) -> Result<(), Fault> {
    let Some(body) = read_body(body) else {
        return Ok(());
    };
    let text = sets::text(db, body.question_set.sha256.as_str()).await?;
    let set = text.and_then(|text| serde_json::from_str(&text).ok());
    let half = set.and_then(|set| moment(&set, &body));
    let day: String = body.quarter_hour.chars().take(10).collect();
    cards::tell(db, response, &day, half).await
}

/// The envelope without its card, and the card. `None` when there is none.
pub fn without_card(envelope: &str) -> Option<(String, String)> {
    if !envelope.contains("\"card\"") {
        return None;
    }
    let mut fields: serde_json::Map<String, Value> = serde_json::from_str(envelope).ok()?;
    let card = fields.remove("card")?.as_str()?.to_owned();
    Some((serde_json::to_string(&fields).ok()?, card))
}

/// Works out the pairs, and drops the cards of days that are settled. Call it in the transaction that
/// wrote, mapped, closed, opened or deleted something.
pub async fn settle(db: &mut SqliteConnection, now: UnixMillis) -> Result<(), Fault> {
    if !cards::any(db).await? {
        return Ok(());
    }
    let open = cards::open(db).await?;
    let halves: Vec<Half<'_>> = open
        .iter()
        .map(|row| Half {
            event: &row.event,
            day: &row.day,
            card: &row.card,
            moment: row.moment.as_deref().and_then(cards::moment),
            is_here: row.is_here,
        })
        .collect();
    let mut alone = vec![true; open.len()];
    for (before, after) in matched(&halves) {
        let (one, other) = (&open[before], &open[after]);
        (alone[before], alone[after]) = (false, false);
        if one.pair.is_none() || one.pair != other.pair {
            cards::join(db, &one.response, &other.response).await?;
        }
    }
    for (row, alone) in open.iter().zip(alone) {
        if alone && row.pair.is_some() {
            cards::part(db, &row.response).await?;
        }
    }
    cards::settle(db, &date(now - DAYS * DAY), now - SEALED_DAYS * DAY).await
}

/// Reads what sealed answers an open key lets be read, for their days and halves.
pub async fn read_sealed(
    db: &mut SqliteConnection,
    reader: &Reader,
    now: UnixMillis,
) -> Result<(), Fault> {
    for row in cards::sealed(db).await? {
        tell(db, &row.response, &reader.text(&row.body)).await?;
    }
    settle(db, now).await
}

/// Takes the cards out of envelopes an older office stored whole. For the start.
pub async fn adopt(db: &mut SqliteConnection, now: UnixMillis) -> Result<(), Fault> {
    for mut row in responses::with_card(db).await? {
        let Some((envelope, card)) = without_card(&row.envelope) else {
            continue;
        };
        row.envelope = envelope;
        responses::set_envelope(db, &row).await?;
        keep(db, &row, &card).await?;
    }
    settle(db, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_loses_its_card_and_nothing_else() {
        let with =
            r#"{"id":"a","seq":18446744073709551615,"card":"kite-7","new":[1,{"card":"x"}]}"#;
        let (without, card) = without_card(with).unwrap_or_default();
        assert_eq!(card, "kite-7");
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let mut expected = read(with);
        expected.as_object_mut().map(|fields| fields.remove("card"));
        assert_eq!(read(&without), expected);
        assert_eq!(without_card(r#"{"id":"a","note":"card"}"#), None);
    }
}
