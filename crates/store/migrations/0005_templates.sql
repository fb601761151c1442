-- Templates that a person made, and built-in ones that a person changed. A document has a copy of its own.
CREATE TABLE template (
    id         TEXT PRIMARY KEY,
    -- Kept apart from the body, so that one that cannot be read can still be named.
    name       TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    body       TEXT NOT NULL
) STRICT;
