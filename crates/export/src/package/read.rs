//! Taking a package apart, and looking at every part of it.

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek};
use std::ops::ControlFlow;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use sopwright_core::document::Document;
use sopwright_core::entry::Entry;
use sopwright_core::id::Hash;
use sopwright_core::journal::leads_to;
use sopwright_core::revision::WholeRevision;
use sopwright_core::session::SessionState;
use sopwright_core::suggestion::Suggestion;

use super::archive::Archive;
use super::content::{Listed, Manifest, Name, Package, Recording};
use super::{FORMAT, PackageError, limit, picture};
use crate::Progress;

/// A package whose every part was found good.
pub struct Opened<R> {
    /// What it carries.
    pub package: Package,
    archive: Archive<R>,
    shots: BTreeSet<Hash>,
}

impl<R> std::fmt::Debug for Opened<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({}, {} pictures)", self.package.document.id, self.shots.len())
    }
}

impl<R: Read + Seek> Opened<R> {
    /// Opens a package and looks at all of it, the pixels of its pictures too. `progress` may stop that.
    ///
    /// # Errors
    /// When any part is not as it must be; [`PackageError`] says how. None in it: it was cancelled.
    pub fn new(reader: R, progress: &dyn Progress) -> Result<Option<Self>, PackageError> {
        let mut archive = Archive::open(reader)?;
        let package = contents(&mut archive)?;
        let shots: BTreeSet<Hash> = archive
            .names()
            .into_iter()
            .filter_map(|name| if let Name::Shot(hash) = name { Some(hash) } else { None })
            .collect();
        let shown = package.pictures().map_err(|error| damaged("a revision", &error))?;
        if let Some(hash) = shots.difference(&shown).next() {
            return Err(PackageError::Forbidden(format!("a picture that nothing in it shows: {hash}")));
        }
        let mut opened = Self { package, archive, shots };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for (done, hash) in opened.shots.clone().iter().enumerate() {
            let of = count(opened.shots.len());
            if let ControlFlow::Break(()) = progress.tick(count(done), of, "Checking pictures") {
                return Ok(None);
            }
            let png = opened.png(hash)?;
            picture::check(hash, &png).map_err(|why| PackageError::Forbidden(format!("picture {hash}: {why}")))?;
        }
        Ok(Some(opened))
    }

    /// The pictures that it holds.
    pub fn shots(&self) -> &BTreeSet<Hash> {
        &self.shots
    }

    /// The bytes of a picture.
    ///
    /// # Errors
    /// When it holds none of this name, or the file was changed since it was opened.
    pub fn png(&mut self, hash: &Hash) -> Result<Vec<u8>, PackageError> {
        let name = Name::Shot(hash.clone());
        let png = self.archive.bytes(&name)?.ok_or_else(|| missing(&name))?;
        if Hash::of(&png) == *hash { Ok(png) } else { Err(wrong_hash(&name)) }
    }
}

fn contents<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Package, PackageError> {
    /// Looked at first: all else may look different in a newer one.
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let bytes = archive.bytes(&Name::Manifest)?.ok_or_else(|| missing(&Name::Manifest))?;
    let Format { format } = parse(&Name::Manifest, &bytes)?;
    if format > FORMAT {
        return Err(PackageError::Newer { found: format });
    }
    let manifest: Manifest = parse(&Name::Manifest, &bytes)?;
    let body = hashed(archive, &Name::Document, &manifest.state)?;
    let document = document(&Name::Document, &body, &manifest)?;
    let revisions = revisions(archive, &manifest)?;
    let journal = listed(archive, &Name::Journal)?;
    let suggestions: Vec<Suggestion> = listed(archive, &Name::Suggestions)?;
    if suggestions.iter().any(|suggestion| suggestion.document != document.id) {
        return Err(PackageError::Forbidden("a suggestion about another SOP".to_owned()));
    }
    let recording = archive.bytes(&Name::Session)?.map(|bytes| recording(&bytes)).transpose()?;
    if recording.as_ref().is_some_and(|r| Some(r.session.id) != document.session) {
        return Err(PackageError::Forbidden("the recording of another SOP".to_owned()));
    }
    let Manifest { program, by, at, known, replaced, .. } = manifest;
    let package =
        Package { program, by, at, document, body, known, revisions, journal, suggestions, replaced, recording };
    if package.operations() > limit::OPERATIONS {
        return Err(PackageError::TooLarge(format!("more than {} edits", limit::OPERATIONS)));
    }
    if !leads_to(&package.journal, &package.document) {
        return Err(PackageError::Forbidden("a journal that does not lead to the SOP".to_owned()));
    }
    Ok(package)
}

fn listed<T: DeserializeOwned, R: Read + Seek>(archive: &mut Archive<R>, name: &Name) -> Result<T, PackageError> {
    let bytes = archive.bytes(name)?.ok_or_else(|| missing(name))?;
    parse(name, &bytes)
}

fn revisions<R: Read + Seek>(
    archive: &mut Archive<R>,
    manifest: &Manifest,
) -> Result<Vec<WholeRevision>, PackageError> {
    let mut bodies: HashMap<&Hash, String> = HashMap::new();
    for listed in &manifest.revisions {
        let name = Name::Revision(listed.hash.clone());
        let body = hashed(archive, &name, &listed.hash)?;
        document(&name, &body, manifest)?;
        bodies.insert(&listed.hash, body);
    }
    let is_listed = |name: &Name| match name {
        Name::Revision(hash) => bodies.contains_key(hash),
        Name::Manifest | Name::Document | Name::Journal | Name::Suggestions | Name::Session | Name::Shot(_) => true,
    };
    if let Some(name) = archive.names().iter().find(|name| !is_listed(name)) {
        return Err(PackageError::Forbidden(format!("a revision that it does not list: {name}")));
    }
    let revision = |listed: &Listed| WholeRevision {
        number: listed.number.clone(),
        name: listed.name.clone(),
        at: listed.at,
        author: listed.author.clone(),
        note: listed.note.clone(),
        seq: listed.seq,
        body: bodies.get(&listed.hash).cloned().unwrap_or_default(),
    };
    Ok(manifest.revisions.iter().map(revision).collect())
}

/// The text of a file whose hash is known.
fn hashed<R: Read + Seek>(archive: &mut Archive<R>, name: &Name, hash: &Hash) -> Result<String, PackageError> {
    let bytes = archive.bytes(name)?.ok_or_else(|| missing(name))?;
    if Hash::of(&bytes) != *hash {
        return Err(wrong_hash(name));
    }
    String::from_utf8(bytes).map_err(|error| damaged(name, &error))
}

/// The document that a file holds: the one that the manifest names, and sound.
fn document(name: &Name, body: &str, manifest: &Manifest) -> Result<Document, PackageError> {
    let document: Document = parse(name, body.as_bytes())?;
    if document.id != manifest.document {
        return Err(PackageError::Forbidden(format!("another SOP than it says: {name}")));
    }
    match document.repeated_part() {
        Some(part) => Err(PackageError::Forbidden(format!("two parts of one identity: {part} in {name}"))),
        None => Ok(document),
    }
}

/// The recording that a file holds: closed, without holes, and with its chain of hashes whole.
fn recording(bytes: &[u8]) -> Result<Recording, PackageError> {
    let recording: Recording = parse(&Name::Session, bytes)?;
    let session = &recording.session;
    if session.state != SessionState::Closed || session.ended_at.is_none() {
        return Err(PackageError::Forbidden("a recording that was never stopped".to_owned()));
    }
    let mut before = Hash::zero();
    let mut ids = BTreeSet::new();
    for (place, entry) in (1_u32..).zip(&recording.entries) {
        let chain = Entry::chain_after(&before, entry).map_err(|error| damaged(&Name::Session, &error))?;
        if entry.chain != chain || entry.seq != place || entry.session != session.id || !ids.insert(entry.id) {
            return Err(PackageError::Forbidden(format!("a recording that was changed, at entry {place}")));
        }
        before = chain;
    }
    Ok(recording)
}

fn parse<T: DeserializeOwned>(name: &Name, bytes: &[u8]) -> Result<T, PackageError> {
    serde_json::from_slice(bytes).map_err(|error| damaged(name, &error))
}

fn damaged(name: impl std::fmt::Display, error: &dyn std::fmt::Display) -> PackageError {
    PackageError::Damaged(format!("{name}: {error}"))
}

fn missing(name: &Name) -> PackageError {
    PackageError::Damaged(format!("{name} is missing"))
}

fn wrong_hash(name: &Name) -> PackageError {
    PackageError::Damaged(format!("{name} does not match its hash"))
}
