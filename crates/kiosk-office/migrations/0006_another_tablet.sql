-- Staff said that a tablet under suspicion of a wipe is simply another one of the same name.
ALTER TABLE tablets ADD COLUMN is_another INTEGER NOT NULL DEFAULT 0;
