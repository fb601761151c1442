//! Packing.

use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;

use serde::Serialize;
use sopwright_core::id::Hash;
use sopwright_core::port::Pictures;
use zip::result::ZipError;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::content::{Listed, Manifest, Name, Package};
use super::{FORMAT, limit, picture};
use crate::{ExportError, Output, Progress, Sink};

/// Packs an SOP into one file of this name. A picture that is missing or damaged is left out, and
/// [`Output::warnings`] says so. The same package gives the same bytes.
///
/// # Errors
/// When it was cancelled, would be too large to be taken in again, or cannot be written.
pub fn pack(
    package: &Package,
    file_name: &str,
    pictures: &dyn Pictures,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Output, ExportError> {
    sink.begin(file_name)?;
    let warnings = write(package, pictures, progress, &mut *sink)?;
    sink.end()?;
    Ok(Output { main: file_name.to_owned(), warnings })
}

fn write(
    package: &Package,
    pictures: &dyn Pictures,
    progress: &dyn Progress,
    file: impl Write,
) -> Result<Vec<String>, ExportError> {
    if package.operations() > limit::OPERATIONS {
        return Err(ExportError::TooLarge(format!("it has more than {} edits", limit::OPERATIONS)));
    }
    let mut pack = Pack { zip: ZipWriter::new_stream(file), files: 0, total: 0 };
    pack.words(package)?;
    let warnings = pack.pictures(package, pictures, progress)?;
    pack.zip.finish().map_err(written)?;
    Ok(warnings)
}

struct Pack<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    files: usize,
    total: u64,
}

impl<W: Write> Pack<W> {
    fn words(&mut self, package: &Package) -> Result<(), ExportError> {
        let listed = package.revisions.iter().map(|revision| Listed {
            number: revision.number.clone(),
            name: revision.name.clone(),
            at: revision.at,
            author: revision.author.clone(),
            note: revision.note.clone(),
            seq: revision.seq,
            hash: revision.hash(),
        });
        let manifest = Manifest {
            format: FORMAT,
            program: package.program.clone(),
            document: package.document.id,
            state: package.state(),
            by: package.by.clone(),
            at: package.at,
            known: package.known.clone(),
            revisions: listed.collect(),
            replaced: package.replaced.clone(),
        };
        self.json(&Name::Manifest, &manifest)?;
        self.file(&Name::Document, package.body.as_bytes(), CompressionMethod::Deflated)?;
        self.json(&Name::Journal, &package.journal)?;
        self.json(&Name::Suggestions, &package.suggestions)?;
        if let Some(recording) = &package.recording {
            self.json(&Name::Session, recording)?;
        }
        // Two revisions may say the same.
        let bodies: BTreeSet<&str> = package.revisions.iter().map(|r| r.body.as_str()).collect();
        for body in bodies {
            let name = Name::Revision(Hash::of(body.as_bytes()));
            self.file(&name, body.as_bytes(), CompressionMethod::Deflated)?;
        }
        Ok(())
    }

    fn pictures(
        &mut self,
        package: &Package,
        pictures: &dyn Pictures,
        progress: &dyn Progress,
    ) -> Result<Vec<String>, ExportError> {
        let wanted = package.pictures().map_err(|e| ExportError::Write(std::io::Error::other(e)))?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut warnings = Vec::new();
        for (done, hash) in wanted.iter().enumerate() {
            if let ControlFlow::Break(()) = progress.tick(count(done), count(wanted.len()), "Packing pictures") {
                return Err(ExportError::Cancelled);
            }
            let png = pictures.png(hash).and_then(|png| picture::check(hash, &png).map(|()| png));
            match png {
                // What a picture holds is packed already.
                Ok(png) => self.file(&Name::Shot(hash.clone()), &png, CompressionMethod::Stored)?,
                Err(why) => warnings.push(format!("Picture {hash} is left out: {why}")),
            }
        }
        Ok(warnings)
    }

    fn json<T: Serialize>(&mut self, name: &Name, value: &T) -> Result<(), ExportError> {
        let bytes = serde_json::to_vec(value).map_err(|e| ExportError::Write(std::io::Error::other(e)))?;
        self.file(name, &bytes, CompressionMethod::Deflated)
    }

    fn file(&mut self, name: &Name, bytes: &[u8], method: CompressionMethod) -> Result<(), ExportError> {
        self.files += 1;
        self.total += bytes.len() as u64;
        if bytes.len() as u64 > limit::FILE || self.total > limit::TOTAL || self.files > limit::FILES {
            return Err(ExportError::TooLarge(format!("{name} would make it larger than a package may be")));
        }
        // No time of its own: the same package gives the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o600);
        self.zip.start_file(name, options).map_err(written)?;
        Ok(self.zip.write_all(bytes)?)
    }
}

fn written(error: ZipError) -> ExportError {
    match error {
        ZipError::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(other)),
    }
}
