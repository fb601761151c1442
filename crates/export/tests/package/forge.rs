//! Makes packages that Sopwright would not make.

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use serde_json::Value;
use sopwright_core::id::Hash;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::fixture::Album;
use super::{everything, packed};

/// The files of a package, to tamper with.
pub struct Forge(pub Vec<(String, Vec<u8>)>);

impl Forge {
    /// Those of a good package.
    pub fn new() -> Self {
        static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let (package, album) = everything();
            packed(&package, &album)
        });
        Self::of(&GOOD)
    }

    /// One without pictures, which is quick to look at.
    pub fn small() -> Self {
        static SMALL: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let (mut package, _) = everything();
            package.document.phases.truncate(1);
            package.document.phases[0].steps.iter_mut().for_each(|step| step.blocks.clear());
            package.body = serde_json::to_string(&package.document).unwrap();
            (package.revisions, package.recording) = (Vec::new(), None);
            packed(&package, &Album::default())
        });
        Self::of(&SMALL)
    }

    fn of(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            files.push((file.name().unwrap().into_owned(), bytes));
        }
        Self(files)
    }

    pub fn file(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.0.iter_mut().find(|(n, _)| n == name).unwrap().1
    }

    pub fn add(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.push((name.into(), bytes.into()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self
    }

    /// Changes a JSON file.
    pub fn json(mut self, name: &str, change: impl FnOnce(&mut Value)) -> Self {
        let file = self.file(name);
        let mut value: Value = serde_json::from_slice(file).unwrap();
        change(&mut value);
        *file = serde_json::to_vec(&value).unwrap();
        self
    }

    /// Changes the document, and the hash by which it is known.
    pub fn document(self, change: impl FnOnce(&mut Value)) -> Self {
        let mut forge = self.json("document.json", change);
        let hash = Hash::of(forge.file("document.json"));
        forge.json("manifest.json", |manifest| manifest["state"] = hash.as_str().into())
    }

    /// Puts another file in the place of the first picture of the document, under its own right name.
    pub fn picture(self, png: &[u8]) -> Self {
        let hash = Hash::of(png);
        let mut old = String::new();
        let forge = self.document(|document| {
            let block = &mut document["phases"][0]["steps"][0]["blocks"];
            let figure = block.as_array_mut().unwrap().iter_mut().find(|b| b["block"] == "figure").unwrap();
            old = figure["shot"].as_str().unwrap().to_owned();
            figure["shot"] = hash.as_str().into();
        });
        // The revisions still show the old one.
        assert!(!old.is_empty());
        forge.add(&format!("shots/{hash}.png"), png)
    }

    pub fn zip(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            zip.start_file(name, options()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

pub fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

/// Replaces bytes by others of the same length, wherever they stand.
pub fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
        at += 1;
    }
}

/// The places of the headers of the file with this name: its own, and the one in the list of files.
pub fn headers(bytes: &[u8], name: &str) -> (usize, usize) {
    let find = |signature: &[u8], length: usize| {
        let is_here =
            |at: &usize| bytes[*at..].starts_with(signature) && bytes[at + length..].starts_with(name.as_bytes());
        (0..bytes.len() - length - name.len()).find(is_here).unwrap()
    };
    (find(b"PK\x03\x04", 30), find(b"PK\x01\x02", 46))
}
