//! The ledger: what each tablet finished, and what of it is here.

use crate::error::Fault;
use kiosk_core::ledger::{Line, Range};
use kiosk_core::wire::Missing;
use kiosk_core::{EventId, TabletId};
use sqlx::{FromRow, SqliteConnection};

/// One line of the ledger, with what staff want to see beside it.
#[derive(Clone, Debug)]
pub struct LedgerRow {
    /// The tablet's id.
    pub tablet: String,
    /// The tablet's name.
    pub name: String,
    /// The counts.
    pub line: Line,
    /// How many of the received ones were deleted since at somebody's wish.
    pub deleted: u64,
    /// What the tablet said was not yet confirmed.
    pub outbox: Option<u64>,
    /// The day it was last in touch.
    pub last_contact: Option<String>,
    /// Whether it may have been wiped.
    pub wipe_suspected: bool,
}

#[derive(FromRow)]
struct Pair {
    tablet: String,
    event: String,
    name: String,
    outbox: Option<i64>,
    last_contact: Option<String>,
    wipe_suspected: bool,
}

/// The lines of an office event. A tablet whose own event was mapped here has a line for that too.
pub async fn of_event(db: &mut SqliteConnection, event: &str) -> Result<Vec<LedgerRow>, Fault> {
    let pairs: Vec<Pair> = sqlx::query_as(
        "WITH mine (event) AS (SELECT ?1 UNION SELECT tablet_event FROM event_map WHERE event = ?1),
         pairs (tablet, event) AS (
             SELECT id, event FROM tablets WHERE event = ?1 AND revoked = 0
             UNION SELECT tablet, event FROM responses WHERE event IN mine
             UNION SELECT tablet, event FROM quarantine WHERE event IN mine
             UNION SELECT tablet, event FROM tombstones WHERE event IN mine
             UNION SELECT tablet, event FROM counters WHERE event IN mine AND highest_seq > 0)
         SELECT p.tablet, p.event, coalesce(t.name, 'Unknown tablet') AS name, c.outbox,
                t.last_contact, coalesce(t.wipe_suspected AND NOT t.is_another, 0) AS wipe_suspected
         FROM pairs p LEFT JOIN tablets t ON t.id = p.tablet
         LEFT JOIN counters c ON c.tablet = p.tablet AND c.event = p.event
         ORDER BY name, p.tablet, p.event",
    )
    .bind(event)
    .fetch_all(&mut *db)
    .await?;
    let mut rows = Vec::with_capacity(pairs.len());
    for pair in pairs {
        let (line, deleted) = line(db, &pair.tablet, &pair.event).await?;
        rows.push(LedgerRow {
            tablet: pair.tablet,
            name: pair.name,
            line,
            deleted,
            outbox: pair.outbox.map(unsigned),
            last_contact: pair.last_contact,
            wipe_suspected: pair.wipe_suspected,
        });
    }
    Ok(rows)
}

/// What the office knows this tablet made and has not got.
pub async fn missing_of(
    db: &mut SqliteConnection,
    tablet: &TabletId,
) -> Result<Vec<Missing>, Fault> {
    missing(db, tablet, false).await
}

/// The same, with the numbers it has without their recordings: an office put back to an older copy may have
/// lost either. Not for the answer to a batch, whose recordings follow it.
pub async fn missing_with_recordings(
    db: &mut SqliteConnection,
    tablet: &TabletId,
) -> Result<Vec<Missing>, Fault> {
    missing(db, tablet, true).await
}

async fn missing(
    db: &mut SqliteConnection,
    tablet: &TabletId,
    recordings: bool,
) -> Result<Vec<Missing>, Fault> {
    let events: Vec<String> = sqlx::query_scalar(
        "SELECT event FROM counters WHERE tablet = ?1 UNION SELECT event FROM responses WHERE tablet = ?1
         UNION SELECT event FROM quarantine WHERE tablet = ?1 ORDER BY 1",
    )
    .bind(tablet.as_str())
    .fetch_all(&mut *db)
    .await?;
    let mut out = Vec::new();
    for event in events {
        let (line, _) = line(db, tablet.as_str(), &event).await?;
        let mut ranges = line.missing;
        if recordings {
            let silent = numbers(db, WITHOUT_RECORDING, tablet.as_str(), &event).await?;
            ranges.extend(silent.into_iter().map(|seq| Range(seq, seq)));
            ranges.sort_unstable_by_key(|range| range.0);
        }
        if !ranges.is_empty() {
            out.push(Missing {
                event: EventId(event),
                ranges,
            });
        }
    }
    Ok(out)
}

/// Numbers that are here, with a recording in the envelope that is not.
const WITHOUT_RECORDING: &str = "SELECT DISTINCT r.seq FROM
        (SELECT seq, envelope FROM responses WHERE tablet = ?1 AND event = ?2
         AND instr(envelope, '\"attachments\":[]') = 0
         UNION ALL SELECT seq, envelope FROM quarantine WHERE tablet = ?1 AND event = ?2 AND seq > 0
         AND instr(envelope, '\"attachments\":[]') = 0) r,
        json_each(r.envelope, '$.attachments') a
    WHERE length(json_extract(a.value, '$.sha256')) = 64
    AND NOT EXISTS (SELECT 1 FROM attachments WHERE sha256 = json_extract(a.value, '$.sha256'))
    AND NOT EXISTS (SELECT 1 FROM tombstone_recordings WHERE sha256 = json_extract(a.value, '$.sha256'))
    ORDER BY r.seq";

/// One line, and how many of its numbers were deleted at somebody's wish. These count as received: the
/// office had them, and no tablet shall send them again.
async fn line(db: &mut SqliteConnection, tablet: &str, event: &str) -> Result<(Line, u64), Fault> {
    let highest: Option<i64> =
        sqlx::query_scalar("SELECT highest_seq FROM counters WHERE tablet = ? AND event = ?")
            .bind(tablet)
            .bind(event)
            .fetch_optional(&mut *db)
            .await?;
    let deleted = numbers(
        db,
        "SELECT seq FROM tombstones WHERE tablet = ? AND event = ? AND seq > 0 ORDER BY seq",
        tablet,
        event,
    )
    .await?;
    let stored = numbers(
        db,
        "SELECT seq FROM responses WHERE tablet = ?1 AND event = ?2
         UNION SELECT seq FROM tombstones WHERE tablet = ?1 AND event = ?2 AND seq > 0 ORDER BY seq",
        tablet,
        event,
    )
    .await?;
    let aside = numbers(
        db,
        "SELECT DISTINCT seq FROM quarantine WHERE tablet = ? AND event = ? AND seq > 0 ORDER BY seq",
        tablet,
        event,
    )
    .await?;
    let line = Line::of(unsigned(highest.unwrap_or(0)), &stored, &aside);
    Ok((line, deleted.len() as u64))
}

async fn numbers(
    db: &mut SqliteConnection,
    query: &'static str,
    tablet: &str,
    event: &str,
) -> Result<Vec<u64>, Fault> {
    let found: Vec<i64> = sqlx::query_scalar(query)
        .bind(tablet)
        .bind(event)
        .fetch_all(db)
        .await?;
    Ok(found.into_iter().map(unsigned).collect())
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
