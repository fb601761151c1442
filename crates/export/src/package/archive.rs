//! The zip file as such: which files it holds, and their bytes. Everything that a hostile one may try is refused here.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::content::Name;
use super::{PackageError, limit};

/// A zip file that holds nothing but files of a package, each once.
pub(super) struct Archive<R> {
    zip: ZipArchive<Measured<R>>,
}

impl<R: Read + Seek> Archive<R> {
    pub(super) fn open(mut reader: R) -> Result<Self, PackageError> {
        let size = reader.seek(SeekFrom::End(0))?;
        if size > limit::TOTAL + limit::LIST {
            return Err(PackageError::TooLarge(format!("{size} bytes")));
        }
        reader.rewind()?;
        let left = Rc::new(Cell::new(Some(limit::LIST)));
        let zip = ZipArchive::new(Measured { reader, left: Rc::clone(&left) }).map_err(unreadable)?;
        left.set(None);
        let mut archive = Self { zip };
        archive.check()?;
        Ok(archive)
    }

    fn check(&mut self) -> Result<(), PackageError> {
        let forbidden = |what: String| Err(PackageError::Forbidden(what));
        if self.zip.len() > limit::FILES {
            return Err(PackageError::TooLarge(format!("{} files", self.zip.len())));
        }
        if self.zip.has_duplicate_names() {
            return forbidden("two files of one name".to_owned());
        }
        if self.zip.offset() != 0 || !self.zip.comment().is_empty() {
            return forbidden("something before or after its files".to_owned());
        }
        let mut total = 0_u64;
        for at in 0..self.zip.len() {
            let file = self.zip.by_index_raw(at).map_err(unreadable)?;
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            let (size, packed) = (file.size(), file.compressed_size());
            total = total.saturating_add(size);
            if name.split(['/', '\\']).any(|part| part == "..") || name.starts_with(['/', '\\']) || name.contains(':') {
                return forbidden(format!("a file that leads outside of it: {name:?}"));
            }
            if file.is_symlink() {
                return forbidden(format!("a link: {name:?}"));
            }
            if file.encrypted() {
                return forbidden(format!("an encrypted file: {name:?}"));
            }
            if file.is_dir() || Name::of(&name).is_none() {
                return forbidden(format!("a file that has no place in it: {name:?}"));
            }
            if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
                return forbidden(format!("a file that is packed in an unknown way: {name:?}"));
            }
            if size > limit::FILE || total > limit::TOTAL {
                return Err(PackageError::TooLarge(format!("{name:?} has {size} bytes")));
            }
            if size > limit::RATIO_FROM && size / limit::RATIO > packed {
                return forbidden(format!(
                    "a file that is packed {} times smaller than it is: {name:?}",
                    size / packed.max(1)
                ));
            }
        }
        self.zip.validate_header_consistency().map_err(unreadable)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        self.zip.file_names_raw().filter_map(|name| Name::of(std::str::from_utf8(name).ok()?)).collect()
    }

    /// The bytes of a file, exactly as many as it says; none if there is no such file.
    pub(super) fn bytes(&mut self, name: &Name) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(at) = self.zip.index_for_name_raw(name.to_string().as_bytes()) else { return Ok(None) };
        let file = self.zip.by_index(at).map_err(unreadable)?;
        // Checked above to be within the limit.
        let size = file.size();
        let mut bytes = Vec::new();
        // One more than it says: that would be a lie. Reading to the end also compares its checksum.
        let read = file.take(size + 1).read_to_end(&mut bytes);
        match read {
            Ok(read) if read as u64 == size => Ok(Some(bytes)),
            Ok(_) => Err(PackageError::Damaged(format!("{name} has another size than it says"))),
            Err(error) => Err(PackageError::Damaged(format!("{name}: {error}"))),
        }
    }
}

fn unreadable(error: ZipError) -> PackageError {
    match error {
        ZipError::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            PackageError::TooLarge("its list of files".to_owned())
        }
        ZipError::Io(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
            ) =>
        {
            PackageError::Read(error)
        }
        other => PackageError::Damaged(other.to_string()),
    }
}

/// Lets so many bytes be read, and no more: a list of files is held in memory, many times as large as it is on disk.
struct Measured<R> {
    reader: R,
    left: Rc<Cell<Option<u64>>>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if let Some(left) = self.left.get() {
            let left = left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
            self.left.set(Some(left));
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Measured<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }
}
