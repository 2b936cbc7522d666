-- Whether voices may be recorded at an event, and whether children are asked there (tiles and faces only).
ALTER TABLE events ADD COLUMN voice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN child_mode INTEGER NOT NULL DEFAULT 0;
