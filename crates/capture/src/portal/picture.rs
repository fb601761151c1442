//! The file in which the Screenshot portal hands over a picture: read within limits, taken away, and decoded. A picture
//! of the screen is not left lying in the person's folders.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sopwright_core::port::Frame;

use crate::Error;
use crate::png::{self, LARGEST};

/// What every PNG file begins with.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The picture in the file that this address names. The file is gone afterwards, if it was a picture.
pub(super) fn fetch(uri: &str) -> Result<Frame, Error> {
    let path = path_of(uri).ok_or_else(|| Error::Picture("the portal names no file".into()))?;
    let file = read(&path)?;
    // Whatever else is named there is not ours to delete.
    if !file.starts_with(SIGNATURE) {
        return Err(Error::Picture("the portal hands over something that is not PNG".into()));
    }
    std::fs::remove_file(&path)?;
    png::decode(&file)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    // A link or a pipe could lead, or wait, anywhere.
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(Error::Picture("the portal names something that is not a file".into()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LARGEST {
        return Err(Error::Picture("its file is larger than the 64 MiB that are kept".into()));
    }
    Ok(bytes)
}

/// The file that a `file:` address names on this machine.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = rest.bytes();
    let mut path = Vec::with_capacity(rest.len());
    while let Some(byte) = bytes.next() {
        path.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?].map(|digit| char::from(digit).to_digit(16));
                u8::try_from(digits[0]? * 16 + digits[1]?).ok().filter(|&byte| byte != 0)?
            }
            b'?' | b'#' => break,
            byte => byte,
        });
    }
    (path.first() == Some(&b'/')).then(|| PathBuf::from(std::ffi::OsString::from_vec(path)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write as _;

    #[test]
    fn only_files_of_this_machine_are_understood() {
        assert_eq!(path_of("file:///tmp/a.png"), Some("/tmp/a.png".into()));
        assert_eq!(path_of("file://localhost/tmp/a%20b.png"), Some("/tmp/a b.png".into()));
        for bad in ["", "/tmp/a.png", "http://a/b", "file://elsewhere/a", "file:///a%2", "file:///a%zz", "file:///a%00"]
        {
            assert_eq!(path_of(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_path_comes_back_from_its_address(path in "/[^\u{0}]{0,40}") {
            let mut uri = String::from("file://");
            for byte in path.bytes() {
                if byte.is_ascii_alphanumeric() || byte == b'/' {
                    uri.push(byte.into());
                } else {
                    write!(uri, "%{byte:02X}").unwrap();
                }
            }
            prop_assert_eq!(path_of(&uri), Some(path.into()));
        }

        #[test]
        fn no_address_makes_it_fail_otherwise_than_by_saying_so(uri in "\\PC{0,60}") {
            let _anything = path_of(&uri);
        }
    }
}
