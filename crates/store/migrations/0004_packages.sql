-- What goes to other machines and comes from them.

-- States of an SOP that went out or came in as a package: where a merge starts. `after` lists those before it.
CREATE TABLE exchanged (
    document TEXT NOT NULL REFERENCES document (id),
    hash     TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    at       TEXT NOT NULL,
    way      TEXT NOT NULL CHECK (way IN ('sent', 'received')),
    after    TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, hash)
) STRICT, WITHOUT ROWID;

-- What a merge left to a person to decide.
CREATE TABLE conflict (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES document (id),
    body     TEXT NOT NULL
) STRICT;

CREATE INDEX conflict_document ON conflict (document);
