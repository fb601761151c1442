//! What the typesetter can see: the template, one data file, one file of stubs for pictures, and the fonts. Nothing else exists for
//! it: no disk, no network, no clock, no packages.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The template, its main file first. User text is never part of it: it reads all of that from the data file.
const TEMPLATE: [(&str, &str); 3] = [
    ("sop.typ", include_str!("sop.typ")),
    ("parts.typ", include_str!("parts.typ")),
    ("words.typ", include_str!("words.typ")),
];

/// The world of one export.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Vec<Source>,
    main: FileId,
    files: [(FileId, Bytes); 2],
}

impl Press {
    /// A world with the data and stubs; none if the fixed names of its files are refused.
    pub fn new(fonts: Vec<Font>, data: Vec<u8>, stubs: Vec<u8>) -> Option<Self> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).ok()?;
            Some(RootedPath::new(VirtualRoot::Project, path).intern())
        };
        let template = TEMPLATE.iter().map(|(name, text)| Some(Source::new(id(name)?, (*text).to_owned())));
        let template = template.collect::<Option<Vec<Source>>>()?;
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: id(TEMPLATE[0].0)?,
            template,
            files: [(id("data.json")?, Bytes::new(data)), (id("stubs.bin")?, Bytes::new(stubs))],
        })
    }
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.template.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
