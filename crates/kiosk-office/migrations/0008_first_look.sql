-- What visitors of an event find on Start: size of text (1 to 4), colours, Easy Read.
ALTER TABLE events ADD COLUMN text_size INTEGER NOT NULL DEFAULT 1;
ALTER TABLE events ADD COLUMN contrast TEXT NOT NULL DEFAULT 'light';
ALTER TABLE events ADD COLUMN easy_read INTEGER NOT NULL DEFAULT 0;
