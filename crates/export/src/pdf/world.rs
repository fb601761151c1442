//! What the typesetter can see: the template, a few data files, and the fonts. Nothing else exists for it: no disk, no
//! network, no clock, no packages.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The template. User text is never part of it: it reads all of that from the data file.
const TEMPLATE: [(&str, &str); 5] = [
    ("sop.typ", include_str!("sop.typ")),
    ("overlay.typ", include_str!("overlay.typ")),
    ("parts.typ", include_str!("parts.typ")),
    ("marks.typ", include_str!("marks.typ")),
    ("words.typ", include_str!("words.typ")),
];

/// The world of one export.
pub(crate) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Vec<Source>,
    main: FileId,
    files: Vec<(FileId, Bytes)>,
}

impl Press {
    /// A world that sets this file of the template with these data files; none if one of the fixed names is refused.
    pub fn new<const N: usize>(main: &str, fonts: Vec<Font>, files: [(&str, Vec<u8>); N]) -> Option<Self> {
        let template = TEMPLATE.iter().map(|(name, text)| Some(Source::new(id(name)?, (*text).to_owned())));
        let files = files.into_iter().map(|(name, bytes)| Some((id(name)?, Bytes::new(bytes))));
        Some(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: id(main)?,
            template: template.collect::<Option<_>>()?,
            files: files.collect::<Option<_>>()?,
        })
    }

    /// Gives a data file another content.
    pub fn replace(&mut self, name: &str, bytes: Vec<u8>) {
        let id = id(name);
        if let Some((_, file)) = self.files.iter_mut().find(|(file, _)| Some(*file) == id) {
            *file = Bytes::new(bytes);
        }
    }
}

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
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
