//! A package on its way into the library: its pictures, its past, and how it meets the SOP that is here.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;

use sopwright_core::diff::{Comparison, compare};
use sopwright_core::entry::Rect;
use sopwright_core::id::Hash;
use sopwright_core::journal::{Cause, EditRow, before};
use sopwright_core::merge::merge;
use sopwright_core::operation::{Change, Operation, changes};
use sopwright_core::port::Frame;
use sopwright_core::time::Timestamp;
use sopwright_export::package::{Opened, Package};
use sopwright_store::{Along, Arrival, Brought, Store, Taken};

use crate::api::document::change;
use crate::api::import::Outcome;
use crate::ground::ground;
use crate::open_document::{NewEdit, OpenDocument};
use crate::picture::Raster;
use crate::{ApiError, App, Code};

/// A package whose pictures are kept, and that names them as they are here.
pub(crate) struct Arriving {
    pub(crate) package: Package,
    shots: BTreeSet<Hash>,
    at: Timestamp,
}

/// What was done with the SOP, and what the store kept beside it.
pub(crate) struct Took {
    pub(crate) outcome: Outcome,
    pub(crate) changed: Comparison,
    pub(crate) kept: Taken,
}

impl Arriving {
    /// Keeps the pictures first: what names one must find it.
    pub(crate) fn new(app: &App, mut opened: Opened<BufReader<File>>) -> Result<Self, ApiError> {
        let at = app.clock().now().at;
        let (shots, replaced) = keep_pictures(app, &mut opened)?;
        let mut package = opened.package;
        let mut store = app.store();
        app.library().adopt(&mut store, &replaced, at, &package.by)?;
        store.follow_redactions_in(&mut package.document);
        for edit in &mut package.journal {
            store.follow_redactions(&mut edit.operations);
            store.follow_redactions(&mut edit.inverses);
        }
        Ok(Self { package, shots, at })
    }

    /// Adds an SOP that is not here yet, with its whole journal.
    pub(crate) fn add(&self, app: &App) -> Result<Took, ApiError> {
        let brought = Brought::New(&self.package.document, &self.package.journal);
        let kept = app.store().take_in(&self.arrival(brought))?;
        Ok(Took { outcome: Outcome::Added, changed: Comparison::default(), kept })
    }

    /// Brings it together with the SOP that is here.
    pub(crate) fn meet(&self, app: &App) -> Result<Took, ApiError> {
        let mut took = Took { outcome: Outcome::Unchanged, changed: Comparison::default(), kept: Taken::default() };
        let who = app.person();
        change(app, self.package.document.id, |open, store| {
            let was = open.document.clone();
            let changes = match self.further(open, store)? {
                Some(edits) => self.go_on(open, store, edits, &mut took)?,
                None => self.merge(open, store, who, &mut took)?,
            };
            took.changed = compare(&was, &open.document);
            Ok(changes)
        })?;
        Ok(took)
    }

    /// The edits that the sender made, if all that was done here is in the sender's journal, too.
    fn further(&self, open: &OpenDocument, store: &Store) -> Result<Option<&[EditRow]>, ApiError> {
        let ours = store.edits_after(self.package.document.id, 0)?;
        let further = self.package.journal.strip_prefix(ours.as_slice()).filter(|edits| !edits.is_empty());
        // A journal tells what was done, but not to what.
        let fits = |edits: &&[EditRow]| before(&self.package.document, edits).is_ok_and(|then| then == open.document);
        Ok(further.filter(fits))
    }

    /// Takes over the edits as they were made, each in its author's name.
    fn go_on(
        &self,
        open: &mut OpenDocument,
        store: &mut Store,
        edits: &[EditRow],
        took: &mut Took,
    ) -> Result<Vec<Change>, ApiError> {
        took.outcome = Outcome::Continued;
        took.kept = store.take_in(&self.arrival(Brought::Further(&self.package.document, edits)))?;
        *open = OpenDocument::load(store, self.package.document.id)?;
        let operations: Vec<Operation> = edits.iter().flat_map(|edit| edit.operations.clone()).collect();
        let inverses: Vec<Operation> = edits.iter().rev().flat_map(|edit| edit.inverses.clone()).collect();
        Ok(changes(&open.document, &operations, &inverses))
    }

    /// One ordinary edit, which can be undone as a whole. Should the program end before the rest is written, the same
    /// package brings it when it is taken in again.
    fn merge(
        &self,
        open: &mut OpenDocument,
        store: &mut Store,
        who: String,
        took: &mut Took,
    ) -> Result<Vec<Change>, ApiError> {
        let theirs: Vec<Hash> =
            std::iter::once(self.package.state()).chain(self.package.known.iter().cloned()).collect();
        let base = ground(store, self.package.document.id, &theirs)?;
        let merge = merge(&base, &open.document, &self.package.document);
        let changes = if merge.operations.is_empty() {
            Vec::new()
        } else {
            let cause = Some(Cause::Package { by: self.package.by.clone() });
            open.edit_along(
                store,
                NewEdit { operations: merge.operations, joins: None, who, at: self.at, cause },
                Along::Nothing,
            )?
        };
        took.kept = store.take_in(&self.arrival(Brought::Merged(&merge.conflicts)))?;
        let Taken { revisions, suggestions, .. } = took.kept;
        if !changes.is_empty() || !merge.conflicts.is_empty() || revisions > 0 || suggestions > 0 {
            took.outcome = Outcome::Merged;
        }
        Ok(changes)
    }

    fn arrival<'a>(&'a self, brought: Brought<'a>) -> Arrival<'a> {
        Arrival {
            id: self.package.document.id,
            at: self.at,
            brought,
            body: &self.package.body,
            after: &self.package.known,
            revisions: &self.package.revisions,
            suggestions: &self.package.suggestions,
            recording: self.package.recording.as_ref().map(|r| (&r.session, r.entries.as_slice())),
            shots: &self.shots,
        }
    }

    /// What there is to know about its pictures.
    pub(crate) fn pictures_to_mention(&self, app: &App) -> Vec<String> {
        let mut notes = Vec::new();
        let shots = app.library().shots();
        let is_here = |hash: &Hash| shots.path(&shots.current(hash)).is_file();
        let as_they_were = self.package.replaced.keys().filter(|old| shots.path(old).is_file()).count();
        if as_they_were > 0 {
            notes.push(format!(
                "The sender blacked out {as_they_were} of the pictures. As they were, they are still in this library, \
                 until you black them out here too"
            ));
        }
        let figures = self.package.document.figures().map(|figure| &figure.shot);
        let missing: BTreeSet<&Hash> = figures.filter(|hash| !is_here(hash)).collect();
        if !missing.is_empty() {
            notes
                .push(format!("{} of its pictures were not in the package and are not in this library", missing.len()));
        }
        let logo = self.package.document.template.look.logo.as_ref();
        if logo.is_some_and(|logo| !is_here(&logo.picture)) {
            notes.push("Its logo was not in the package and is not in this library".to_owned());
        }
        notes
    }
}

/// The pictures as they are kept, and those that are kept in the place of others.
type Pictures = (BTreeSet<Hash>, Vec<(Hash, Hash)>);

fn keep_pictures(app: &App, opened: &mut Opened<BufReader<File>>) -> Result<Pictures, ApiError> {
    let shots = app.library().shots();
    let (mut kept, mut replaced) = (BTreeSet::new(), Vec::new());
    for hash in opened.shots().clone() {
        let current = shots.current(&hash);
        if current != hash || shots.path(&hash).is_file() {
            kept.insert(current);
            continue;
        }
        let png = anew(app, &hash, &opened.png(&hash)?).map_err(|why| unusable(&hash, &why))?;
        let new = shots.keep(&png)?;
        if new != hash {
            replaced.push((hash, new.clone()));
        }
        kept.insert(new);
    }
    replaced.extend(opened.package.replaced.clone());
    Ok((kept, replaced))
}

/// The picture encoded anew from its pixels, so that what is kept holds nothing else. One that Sopwright encoded comes out
/// as it was, and keeps its name.
fn anew(app: &App, hash: &Hash, png: &[u8]) -> Result<Vec<u8>, String> {
    let Raster { width, height, rgb } = Raster::decode(png)?;
    let frame = Frame { area: Rect { x: 0, y: 0, width, height }, rgb };
    let recorded = app.encode(&frame)?;
    if Hash::of(&recorded) == *hash {
        return Ok(recorded);
    }
    Raster { width, height, rgb: frame.rgb }.encode()
}

fn unusable(hash: &Hash, why: &str) -> ApiError {
    let message = format!("A picture of the package cannot be taken in: {why}");
    ApiError::new(Code::Failed, message, format!("Nothing was taken in. The picture is {hash}."))
}
