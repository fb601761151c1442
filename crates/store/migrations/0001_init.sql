-- Sessions, their append-only entries, SOPs with their journal and revisions, settings, search.

CREATE TABLE session (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at   TEXT
) STRICT;

CREATE TABLE entry (
    session    TEXT NOT NULL REFERENCES session (id),
    seq        INTEGER NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    at         TEXT NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    content    TEXT NOT NULL,
    shot       TEXT,
    chain      TEXT NOT NULL,
    PRIMARY KEY (session, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_shot ON entry (shot) WHERE shot IS NOT NULL;

-- Invariant 3: an entry is never changed.
CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'an entry is never changed');
END;

CREATE TABLE document (
    id             TEXT PRIMARY KEY,
    session        TEXT,
    number         TEXT NOT NULL,
    title          TEXT NOT NULL,
    status         TEXT NOT NULL,
    owner          TEXT NOT NULL,
    next_review    TEXT,
    open_questions INTEGER NOT NULL,
    steps          INTEGER NOT NULL,
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    -- The document after edit `snapshot_seq` of its journal; later edits are replayed on it.
    snapshot_seq   INTEGER NOT NULL,
    snapshot       TEXT NOT NULL
) STRICT;

-- The journal: every edit of a document, with what undoes it.
CREATE TABLE edit (
    document   TEXT NOT NULL REFERENCES document (id),
    seq        INTEGER NOT NULL,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('do', 'undo', 'redo')),
    operations TEXT NOT NULL,
    inverses   TEXT NOT NULL,
    PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    document TEXT NOT NULL REFERENCES document (id),
    ordinal  INTEGER NOT NULL,
    number   TEXT NOT NULL,
    at       TEXT NOT NULL,
    author   TEXT NOT NULL,
    note     TEXT NOT NULL,
    seq      INTEGER NOT NULL,
    hash     TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, ordinal),
    UNIQUE (document, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What search finds: `part` is an entry's or a step's identity, or the document's own.
CREATE TABLE searchable (
    id    INTEGER PRIMARY KEY,
    kind  TEXT NOT NULL,
    owner TEXT NOT NULL,
    part  TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body  TEXT NOT NULL
) STRICT;

CREATE INDEX searchable_owner ON searchable (owner);

CREATE VIRTUAL TABLE found USING fts5 (
    title, body, content = 'searchable', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

CREATE TRIGGER searchable_added AFTER INSERT ON searchable
BEGIN
    INSERT INTO found (rowid, title, body) VALUES (new.id, new.title, new.body);
END;

CREATE TRIGGER searchable_gone AFTER DELETE ON searchable
BEGIN
    INSERT INTO found (found, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
