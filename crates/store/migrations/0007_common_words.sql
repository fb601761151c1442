-- Search by beginnings of one to three letters without going through all words that begin so, and each kind of what is
-- found in a range of numbers of its own: the order of its numbers is what the index gives without weighing all.

-- A statement that has a trigger begins with a savepoint, at which FTS5 writes what it has gathered: once for each step of
-- a draft. What is added is handed to the index by a statement of its own.
DROP TRIGGER searchable_added;

DROP TABLE found;

CREATE VIRTUAL TABLE found USING fts5 (
    title, body, content = 'searchable', content_rowid = 'id', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2"
);

-- Entries from 0 up, steps from 2^40 up and SOPs from 2^41 up, the newest of each highest.
UPDATE searchable SET id = id + 1099511627776 WHERE kind = 'step';
UPDATE searchable SET id = id + 2199023255552 WHERE kind = 'sop';

INSERT INTO found (found) VALUES ('rebuild');
