//! The local socket: how the command line, scripts and a second start of the program speak to the one that runs. Only
//! its owner can use it: it lies in a folder of theirs with mode 0700 and every caller's user is compared.
//!
//! One request a line, `{"name": ..., "request": ...}`; one answer a line, `{"ok": ...}` or `{"error": ApiError}`.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sopwright_core::id::Hash;

use crate::{ApiError, Code};

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub use unix::serve;
#[cfg(windows)]
mod pipe;
#[cfg(windows)]
pub use pipe::serve;

/// A request on the wire.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) request: Value,
}

/// An answer on the wire.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// What the command gave.
    Ok(Value),
    /// Why it did not.
    Error(ApiError),
}

/// Where the socket of a library lies.
pub fn address(library: &Path) -> PathBuf {
    let full = std::path::absolute(library).unwrap_or_else(|_| library.to_owned());
    let full = full.canonicalize().unwrap_or(full);
    let name = &Hash::of(full.as_os_str().as_encoded_bytes()).as_str()[..16].to_owned();
    if cfg!(windows) {
        return PathBuf::from(format!(r"\\.\pipe\sopwright-{name}"));
    }
    // A path of a socket may have 107 bytes at most, so it does not lie in the library.
    match std::env::var_os("XDG_RUNTIME_DIR").filter(|dir| !dir.is_empty() && Path::new(dir).is_dir()) {
        Some(dir) => PathBuf::from(dir).join("sopwright").join(format!("{name}.sock")),
        None => std::env::temp_dir().join(format!("sopwright-{}", user())).join(format!("{name}.sock")),
    }
}

/// Sends one command to the program that runs. `None`: none runs for this library.
///
/// # Errors
/// What the command answers, or that the connection broke.
pub fn call(library: &Path, name: &str, request: Value) -> Option<Result<Value, ApiError>> {
    let stream = connect(&address(library)).ok()?;
    Some(exchange(stream, name, request))
}

fn exchange(stream: Stream, name: &str, request: Value) -> Result<Value, ApiError> {
    let broken = |error: io::Error| {
        ApiError::new(
            Code::Failed,
            format!("Sopwright did not answer: {error}"),
            "Look whether it still runs, and try again.",
        )
    };
    let odd = |error: serde_json::Error| broken(io::Error::other(error));
    let mut line = serde_json::to_string(&Call { name: name.to_owned(), request }).map_err(odd)?;
    line.push('\n');
    let mut reader = BufReader::new(stream);
    reader.get_mut().write_all(line.as_bytes()).map_err(broken)?;
    let mut answer = String::new();
    if reader.read_line(&mut answer).map_err(broken)? == 0 {
        return Err(broken(io::ErrorKind::UnexpectedEof.into()));
    }
    match serde_json::from_str(&answer).map_err(odd)? {
        Answer::Ok(value) => Ok(value),
        Answer::Error(error) => Err(error),
    }
}

#[cfg(unix)]
type Stream = std::os::unix::net::UnixStream;
#[cfg(unix)]
fn connect(address: &Path) -> io::Result<Stream> {
    Stream::connect(address)
}

#[cfg(windows)]
type Stream = std::fs::File;
#[cfg(windows)]
fn connect(address: &Path) -> io::Result<Stream> {
    /// What Windows says while a caller has been let in and the pipe for the next one is not made yet.
    const BUSY: i32 = 231;
    let open = || {
        // A named pipe opens as a file.
        let opened = std::fs::OpenOptions::new().read(true).write(true).open(address);
        if opened.as_ref().is_err_and(|error| error.raw_os_error() == Some(BUSY)) {
            std::thread::sleep(std::time::Duration::from_millis(10));
            return None;
        }
        Some(opened)
    };
    (0..100).find_map(|_| open()).unwrap_or_else(|| Err(io::Error::from_raw_os_error(BUSY)))
}

#[cfg(unix)]
fn user() -> u32 {
    rustix::process::getuid().as_raw()
}

#[cfg(not(unix))]
fn user() -> u32 {
    0
}
