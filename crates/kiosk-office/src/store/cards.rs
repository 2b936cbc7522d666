//! Picture cards on their way to a pair: apart from the responses, and only until their day is settled.

use crate::error::Fault;
use kiosk_core::questions::Moment;
use kiosk_core::time::UnixMillis;
use sqlx::{FromRow, SqliteConnection};

/// A card and the response that came with it.
#[derive(Clone, Debug, FromRow)]
pub struct CardRow {
    /// The response's id.
    pub response: String,
    /// The office event.
    pub event: String,
    /// The card's name.
    pub card: String,
    /// The day it is good for.
    pub day: String,
    /// `before`, `after`, or nothing.
    pub moment: Option<String>,
    /// The pair's id, if there is one.
    pub pair: Option<String>,
    /// Whether the response is still there.
    pub is_here: bool,
}

/// A card whose response is sealed, with the response's body.
#[derive(Clone, Debug, FromRow)]
pub struct SealedCard {
    /// The response's id.
    pub response: String,
    /// The sealed body.
    pub body: String,
}

/// The word a half is kept by.
fn word(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "before",
        Moment::After => "after",
    }
}

/// The half with that word.
pub fn moment(word: &str) -> Option<Moment> {
    [Moment::Before, Moment::After]
        .into_iter()
        .find(|moment| self::word(*moment) == word)
}

/// Keeps a card; its day comes with [`tell`].
pub async fn add(
    db: &mut SqliteConnection,
    response: &str,
    event: &str,
    card: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO cards (response, event, card) VALUES (?, ?, ?) ON CONFLICT (response) DO NOTHING",
    )
    .bind(response)
    .bind(event)
    .bind(card)
    .execute(db)
    .await?;
    Ok(())
}

/// Notes the day and the half of a card. One of a settled day is dropped: its partner's card is gone.
pub async fn tell(
    db: &mut SqliteConnection,
    response: &str,
    day: &str,
    moment: Option<Moment>,
) -> Result<(), Fault> {
    sqlx::query("UPDATE cards SET day = ?2, moment = ?3 WHERE response = ?1")
        .bind(response)
        .bind(day)
        .bind(moment.map(word))
        .execute(&mut *db)
        .await?;
    sqlx::query(
        "DELETE FROM cards WHERE response = ?1 AND EXISTS (SELECT 1 FROM settled_days s
         WHERE s.day = cards.day AND s.event = coalesce(
             (SELECT m.event FROM event_map m WHERE m.tablet_event = cards.event), cards.event))",
    )
    .bind(response)
    .execute(db)
    .await?;
    Ok(())
}

/// The cards whose day is known.
pub async fn open(db: &mut SqliteConnection) -> Result<Vec<CardRow>, Fault> {
    Ok(sqlx::query_as(
        "SELECT c.response, coalesce(m.event, c.event) AS event, c.card, c.day, c.moment, r.pair,
             r.id IS NOT NULL AS is_here
         FROM cards c LEFT JOIN event_map m ON m.tablet_event = c.event
         LEFT JOIN responses r ON r.id = c.response WHERE c.day IS NOT NULL",
    )
    .fetch_all(db)
    .await?)
}

/// The cards of sealed responses nobody has opened yet.
pub async fn sealed(db: &mut SqliteConnection) -> Result<Vec<SealedCard>, Fault> {
    Ok(sqlx::query_as(
        "SELECT c.response, r.body FROM cards c JOIN responses r ON r.id = c.response WHERE c.day IS NULL",
    )
    .fetch_all(db)
    .await?)
}

/// Joins two responses under a fresh random id.
pub async fn join(db: &mut SqliteConnection, one: &str, other: &str) -> Result<(), Fault> {
    let pair: String = sqlx::query_scalar("SELECT lower(hex(randomblob(16)))")
        .fetch_one(&mut *db)
        .await?;
    sqlx::query("UPDATE responses SET pair = ?1 WHERE id IN (?2, ?3)")
        .bind(pair)
        .bind(one)
        .bind(other)
        .execute(db)
        .await?;
    Ok(())
}

/// Takes a response out of its pair.
pub async fn part(db: &mut SqliteConnection, response: &str) -> Result<(), Fault> {
    sqlx::query("UPDATE responses SET pair = NULL WHERE id = ?")
        .bind(response)
        .execute(db)
        .await?;
    Ok(())
}

/// Drops the cards of closed events and of days before `since`, and notes that these days are settled. A card whose
/// day nobody could read goes with its response, or when its event was closed before `unread_since`.
pub async fn settle(
    db: &mut SqliteConnection,
    since: &str,
    unread_since: UnixMillis,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT OR IGNORE INTO settled_days (event, day)
         SELECT e.id, c.day FROM cards c LEFT JOIN event_map m ON m.tablet_event = c.event
         JOIN events e ON e.id = coalesce(m.event, c.event)
         WHERE c.day IS NOT NULL AND (c.day < ?1 OR e.closed_at IS NOT NULL)",
    )
    .bind(since)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "DELETE FROM cards WHERE day < ?1 OR day IS NOT NULL AND EXISTS (SELECT 1 FROM events e
         WHERE e.closed_at IS NOT NULL AND e.id = coalesce(
             (SELECT m.event FROM event_map m WHERE m.tablet_event = cards.event), cards.event))",
    )
    .bind(since)
    .execute(&mut *db)
    .await?;
    sqlx::query(
        "DELETE FROM cards WHERE day IS NULL AND (
             NOT EXISTS (SELECT 1 FROM responses r WHERE r.id = cards.response)
             OR EXISTS (SELECT 1 FROM events e WHERE e.closed_at < ?1 AND e.id = coalesce(
                 (SELECT m.event FROM event_map m WHERE m.tablet_event = cards.event), cards.event)))",
    )
    .bind(unread_since)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether any card is kept.
pub async fn any(db: &mut SqliteConnection) -> Result<bool, Fault> {
    let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM cards LIMIT 1")
        .fetch_optional(db)
        .await?;
    Ok(found.is_some())
}
