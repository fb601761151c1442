//! Re-reads the whole library and names what is damaged: rot is noticed (invariant 4). SQLite's own check notices only
//! a quarter of flipped bits; the hash chain and the pictures' names notice the rest.

use std::collections::BTreeMap;

use sopwright_core::entry::Entry;
use sopwright_core::id::Hash;

use crate::{Shots, Store, StoreError};

/// One damaged thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Which, and how.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Entries whose chain was computed again.
    pub entries: u32,
    /// Pictures whose bytes were hashed again.
    pub shots: u32,
    /// SOPs that were read.
    pub documents: u32,
    /// Pictures that were redacted: another stands in their place.
    pub redacted: u32,
    /// Revisions whose body was hashed again.
    pub revisions: u32,
    /// What is damaged. Empty: all is well.
    pub damaged: Vec<Damage>,
}

const RESTORE: &str = "Restore the library from a backup, or export what still opens";

impl Store {
    /// Checks database, chains, pictures and revisions.
    ///
    /// # Errors
    /// Only when the database cannot be asked at all; damage is in the report.
    pub fn verify(&self, shots: &Shots) -> Result<VerifyReport, StoreError> {
        let mut report = VerifyReport::default();
        self.verify_database(&mut report)?;
        let mut named = self.verify_chains(&mut report)?;
        for hash in self.added_pictures()? {
            named.entry(hash).or_insert_with(|| "an SOP".to_owned());
        }
        verify_shots(&mut report, shots, &named);
        self.verify_revisions(&mut report)?;
        Ok(report)
    }

    fn verify_database(&self, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut statement = self.db.prepare("PRAGMA integrity_check")?;
        let rows: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for line in rows.into_iter().filter(|line| line != "ok") {
            report.damage(format!("database: {line}"), RESTORE);
        }
        for document in self.documents()? {
            report.documents += 1;
            if let Err(error) = self.snapshot(document.id) {
                report.damage(format!("SOP {} {}: {error}", document.number, document.title), RESTORE);
            }
        }
        Ok(())
    }

    /// Gives the pictures that are named, with an entry that names each.
    fn verify_chains(&self, report: &mut VerifyReport) -> Result<BTreeMap<Hash, String>, StoreError> {
        let mut named = BTreeMap::new();
        for session in self.sessions()? {
            let mut statement = self.db.prepare_cached(
                "SELECT session, seq, id, at, elapsed_ms, content, chain FROM entry WHERE session = ?1 ORDER BY seq",
            )?;
            let rows = statement.query_map([session.id.to_string()], crate::entry::entry_of)?;
            let mut before = Hash::zero();
            let mut expected_seq = 1;
            for row in rows {
                let place = format!("session {} ({})", session.id, session.title);
                let entry = match row {
                    Ok(entry) => entry,
                    Err(error) => {
                        report.damage(format!("{place}: an entry cannot be read: {error}"), RESTORE);
                        continue;
                    }
                };
                report.entries += 1;
                let sound = Entry::chain_after(&before, &entry).is_ok_and(|chain| chain == entry.chain);
                if entry.seq != expected_seq {
                    report.damage(format!("{place}: entry {expected_seq} is missing"), RESTORE);
                } else if !sound {
                    let what = format!("{place}: entry {} ({}) was changed after it was written", entry.seq, entry.id);
                    report.damage(what, RESTORE);
                }
                expected_seq = entry.seq + 1;
                if let Some(shot) = &entry.content.shot {
                    named.insert(shot.hash.clone(), format!("{place}, entry {}", entry.seq));
                }
                before = entry.chain;
            }
        }
        Ok(named)
    }

    fn verify_revisions(&self, report: &mut VerifyReport) -> Result<(), StoreError> {
        let mut statement = self.db.prepare(
            "SELECT document, 'revision ' || number, hash, body FROM revision
             UNION ALL SELECT document, 'the state ' || way || ' on ' || at, hash, body FROM exchanged",
        )?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        for row in rows {
            let (document, what, hash, body) = row?;
            report.revisions += u32::from(what.starts_with("revision"));
            if Hash::of(body.as_bytes()).as_str() != hash {
                report.damage(format!("{what} of SOP {document} was changed after it was written"), RESTORE);
            }
        }
        Ok(())
    }
}

fn verify_shots(report: &mut VerifyReport, shots: &Shots, named: &BTreeMap<Hash, String>) {
    for (hash, whose) in named {
        report.shots += 1;
        if shots.current(hash) != *hash {
            report.redacted += 1;
            if shots.path(hash).exists() {
                let what = format!("picture {hash} of {whose} was redacted, but its file is still there");
                report.damage(what, "Start Sopwright again: it removes the file");
            }
        }
        match shots.read(hash) {
            Ok(_) => {}
            Err(StoreError::NotFound { .. }) => {
                report.damage(format!("picture {hash} of {whose} is missing"), "Put it back from a backup");
            }
            Err(error) => {
                let what = format!("picture {hash} of {whose} is damaged: {error}");
                report.damage(what, "Put it back from a backup, or take the picture again in the editor");
            }
        }
    }
}

impl VerifyReport {
    fn damage(&mut self, what: String, hint: &str) {
        self.damaged.push(Damage { what, hint: hint.to_owned() });
    }
}
