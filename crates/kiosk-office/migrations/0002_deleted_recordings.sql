-- Hashes of recordings that went with a deleted response: their bytes must not come back either.
CREATE TABLE tombstone_recordings (
    sha256 TEXT PRIMARY KEY NOT NULL
) WITHOUT ROWID;
