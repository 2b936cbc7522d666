-- A random id that the two halves of a before/after pair share. Nothing of the card is in it.
ALTER TABLE responses ADD COLUMN pair TEXT;
-- Picture cards, taken out of their envelopes, until their day is settled. Day and half of a sealed answer
-- are known once somebody opens its key.
CREATE TABLE cards (
    response TEXT PRIMARY KEY NOT NULL,
    event    TEXT NOT NULL,
    card     TEXT NOT NULL,
    day      TEXT,
    moment   TEXT
) WITHOUT ROWID;
-- Days whose cards are gone: what comes later with a card of such a day is joined to nobody.
CREATE TABLE settled_days (
    event TEXT NOT NULL,
    day   TEXT NOT NULL,
    PRIMARY KEY (event, day)
) WITHOUT ROWID;
