-- Whether an edit goes on with the one before it, as typing does: both are undone in one.

ALTER TABLE edit ADD COLUMN joins INTEGER NOT NULL DEFAULT 0 CHECK (joins IN (0, 1));
