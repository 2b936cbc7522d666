-- Every table has a key of its own and no row number (WITHOUT ROWID): rows lie in the order of their
-- keys, so nothing in the file tells in which order responses arrived.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sessions (
    token_sha256 TEXT PRIMARY KEY NOT NULL,
    expires_at   INTEGER NOT NULL
) WITHOUT ROWID;

-- The bytes lie in the files folder under the hash.
CREATE TABLE packs (
    sha256    TEXT PRIMARY KEY NOT NULL,
    id        TEXT NOT NULL,
    title     TEXT NOT NULL,
    languages TEXT NOT NULL,
    loaded_on TEXT NOT NULL
) WITHOUT ROWID;

-- The text is the file's bytes, so that the hash holds.
CREATE TABLE question_sets (
    sha256    TEXT PRIMARY KEY NOT NULL,
    id        TEXT NOT NULL,
    version   INTEGER NOT NULL,
    title     TEXT NOT NULL,
    body      TEXT NOT NULL,
    loaded_on TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
    id             TEXT PRIMARY KEY NOT NULL,
    name           TEXT NOT NULL,
    venue          TEXT NOT NULL,
    dates          TEXT NOT NULL,
    pack           TEXT NOT NULL REFERENCES packs (sha256),
    question_set   TEXT NOT NULL REFERENCES question_sets (sha256),
    threshold      INTEGER NOT NULL,
    idle_seconds   INTEGER NOT NULL,
    retention_days INTEGER NOT NULL,
    language       TEXT NOT NULL,
    staff_pin      TEXT,
    tablets_used   INTEGER,
    made_on        TEXT NOT NULL,
    closed_at      INTEGER
) WITHOUT ROWID;

-- An event made on a tablet, and the office event staff say it is.
CREATE TABLE event_map (
    tablet_event TEXT PRIMARY KEY NOT NULL,
    event        TEXT NOT NULL REFERENCES events (id)
) WITHOUT ROWID;

CREATE TABLE codes (
    code       TEXT PRIMARY KEY NOT NULL,
    shown      TEXT NOT NULL,
    event      TEXT NOT NULL REFERENCES events (id),
    tablets    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE tablets (
    id             TEXT PRIMARY KEY NOT NULL,
    name           TEXT NOT NULL,
    token_sha256   TEXT NOT NULL UNIQUE,
    revoked        INTEGER NOT NULL DEFAULT 0,
    event          TEXT REFERENCES events (id),
    version        TEXT NOT NULL DEFAULT '',
    pack           TEXT,
    persisted      INTEGER,
    wipe_suspected INTEGER NOT NULL DEFAULT 0,
    last_contact   TEXT
) WITHOUT ROWID;

CREATE TABLE code_uses (
    code   TEXT NOT NULL REFERENCES codes (code),
    tablet TEXT NOT NULL REFERENCES tablets (id),
    PRIMARY KEY (code, tablet)
) WITHOUT ROWID;

-- What tablets said of themselves.
CREATE TABLE counters (
    tablet      TEXT NOT NULL,
    event       TEXT NOT NULL,
    highest_seq INTEGER NOT NULL,
    outbox      INTEGER NOT NULL,
    PRIMARY KEY (tablet, event)
) WITHOUT ROWID;

-- The event is the one in the envelope; event_map says which office event that is.
CREATE TABLE responses (
    id           TEXT PRIMARY KEY NOT NULL,
    tablet       TEXT NOT NULL,
    event        TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    question_set TEXT,
    envelope     TEXT NOT NULL,
    body         TEXT NOT NULL,
    UNIQUE (tablet, event, seq)
) WITHOUT ROWID;
CREATE INDEX responses_of_event ON responses (event, tablet, seq);

CREATE TABLE quarantine (
    id           TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    tablet       TEXT NOT NULL,
    event        TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    reason       TEXT NOT NULL,
    envelope     TEXT NOT NULL,
    body         TEXT NOT NULL,
    PRIMARY KEY (id, sha256)
) WITHOUT ROWID;
CREATE INDEX quarantine_of_tablet ON quarantine (tablet, event, seq);

-- Responses a person asked to have deleted: a resend must not bring them back.
CREATE TABLE tombstones (
    id     TEXT PRIMARY KEY NOT NULL,
    tablet TEXT NOT NULL,
    event  TEXT NOT NULL,
    seq    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX tombstones_of_tablet ON tombstones (tablet, event, seq);

CREATE TABLE attachments (
    sha256 TEXT PRIMARY KEY NOT NULL,
    bytes  INTEGER NOT NULL
) WITHOUT ROWID;
