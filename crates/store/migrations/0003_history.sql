-- Named revisions, why an edit was made, and suggestions that wait for somebody to decide.

ALTER TABLE revision ADD COLUMN name TEXT NOT NULL DEFAULT '';

ALTER TABLE edit ADD COLUMN cause TEXT;

CREATE TABLE suggestion (
    id       TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    title    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    -- The edit of the journal that its author knew.
    base     INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'rejected', 'partly')),
    -- What is suggested, with what was decided about each operation, by whom and when.
    changes  TEXT NOT NULL
) STRICT;

CREATE INDEX suggestion_document ON suggestion (document);
