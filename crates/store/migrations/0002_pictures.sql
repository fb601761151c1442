-- Pictures that no entry names: added by a person. They stay, because undo and old revisions may name them.
CREATE TABLE picture (
    hash TEXT PRIMARY KEY,
    at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whoever asks for the picture `old` gets `new`: the file of the old one was destroyed.
CREATE TABLE redaction (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL CHECK (new <> old),
    at  TEXT NOT NULL,
    who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER redaction_is_never_changed BEFORE UPDATE ON redaction
BEGIN
    SELECT RAISE(ABORT, 'a redaction is never changed');
END;

CREATE TRIGGER redaction_is_never_taken_back BEFORE DELETE ON redaction
BEGIN
    SELECT RAISE(ABORT, 'a redaction is never taken back');
END;
