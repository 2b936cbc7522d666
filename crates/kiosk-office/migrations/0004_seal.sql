-- Keys that answers are sealed for. The private half is encrypted with a passphrase that is kept nowhere.
CREATE TABLE office_keys (
    id          TEXT PRIMARY KEY NOT NULL,
    public_key  TEXT NOT NULL,
    private_key TEXT NOT NULL,
    made_on     TEXT NOT NULL
) WITHOUT ROWID;
ALTER TABLE events ADD COLUMN seal_key TEXT REFERENCES office_keys (id);
