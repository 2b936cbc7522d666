//! Own words that staff have cleared for the wall.

use crate::error::Fault;
use kiosk_core::ResponseId;
use kiosk_core::wire::WallWord;
use sqlx::SqliteConnection;

/// The cleared words of an event, each once. A word is there as long as one of its responses is.
pub async fn of_event(db: &mut SqliteConnection, event: &str) -> Result<Vec<WallWord>, Fault> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT DISTINCT c.question, c.word FROM cleared_words c JOIN responses r ON r.id = c.response
         WHERE c.event = ? ORDER BY c.question, lower(c.word)",
    )
    .bind(event)
    .fetch_all(db)
    .await?;
    let words = rows.into_iter();
    Ok(words
        .map(|(question, word)| WallWord { question, word })
        .collect())
}

/// Clears this word, and notes the responses it is in. What was noted before stays.
pub async fn clear(
    db: &mut SqliteConnection,
    event: &str,
    word: &WallWord,
    responses: &[ResponseId],
) -> Result<(), Fault> {
    for response in responses {
        sqlx::query(
            "INSERT INTO cleared_words (event, question, word, response) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING",
        )
        .bind(event)
        .bind(&word.question)
        .bind(&word.word)
        .bind(response.as_str())
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Takes a word back.
pub async fn forget(db: &mut SqliteConnection, event: &str, word: &WallWord) -> Result<(), Fault> {
    sqlx::query("DELETE FROM cleared_words WHERE event = ? AND question = ? AND word = ?")
        .bind(event)
        .bind(&word.question)
        .bind(&word.word)
        .execute(db)
        .await?;
    Ok(())
}
