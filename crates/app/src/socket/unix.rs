//! The server's side on Unix.

use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use super::{Answer, Call};
use crate::{ApiError, Code};

/// Longest request; a clipboard of a script fits.
const LONGEST: usize = 4 << 20;

/// Listens at the address until the program ends, on a thread of its own. `answer` is called on blocking threads, several
/// at a time.
///
/// # Errors
/// When the socket cannot be made.
pub fn serve(
    address: &Path,
    answer: impl Fn(&str, Value) -> Result<Value, ApiError> + Send + Sync + 'static,
) -> io::Result<()> {
    let folder = address.parent().unwrap_or(Path::new("/"));
    make_own(folder)?;
    // The library's lock is ours, so a socket that is still there was left by a program that is gone.
    match fs::remove_file(address) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().max_blocking_threads(8).build()?;
    let listener = {
        let _inside = runtime.enter();
        UnixListener::bind(address)?
    };
    fs::set_permissions(address, fs::Permissions::from_mode(0o600))?;
    let answer = Arc::new(answer);
    std::thread::Builder::new().name("socket".into()).spawn(move || {
        runtime.block_on(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { continue };
                let ours = stream.peer_cred().is_ok_and(|peer| peer.uid() == super::user());
                if ours {
                    tokio::spawn(converse(stream, Arc::clone(&answer)));
                }
            }
        });
    })?;
    Ok(())
}

/// Makes the folder so that only its owner may enter, or checks that it is so.
fn make_own(folder: &Path) -> io::Result<()> {
    match fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let found = fs::symlink_metadata(folder)?;
    if found.is_dir() && found.uid() == super::user() && found.mode() & 0o077 == 0 {
        return Ok(());
    }
    let words = format!("{} is not a folder that only you may enter", folder.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, words))
}

async fn converse<F>(stream: UnixStream, answer: Arc<F>)
where
    F: Fn(&str, Value) -> Result<Value, ApiError> + Send + Sync + 'static,
{
    let mut stream = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        match read_line(&mut stream, &mut line).await {
            Ok(true) => {}
            Ok(false) | Err(_) => return,
        }
        let answer = Arc::clone(&answer);
        let bytes = std::mem::take(&mut line);
        let said = tokio::task::spawn_blocking(move || respond(&bytes, answer.as_ref())).await;
        let said = said.unwrap_or_else(|error| Answer::Error(ApiError::new(Code::Failed, error.to_string(), "")));
        let Ok(mut text) = serde_json::to_vec(&said) else { return };
        text.push(b'\n');
        if stream.get_mut().write_all(&text).await.is_err() {
            return;
        }
    }
}

/// Reads up to a line feed. False at the end, or when the line is too long to be a request.
async fn read_line(stream: &mut BufReader<UnixStream>, line: &mut Vec<u8>) -> io::Result<bool> {
    loop {
        let ready = stream.fill_buf().await?;
        if ready.is_empty() || line.len() + ready.len() > LONGEST {
            return Ok(false);
        }
        match ready.iter().position(|b| *b == b'\n') {
            Some(end) => {
                line.extend_from_slice(&ready[..end]);
                stream.consume(end + 1);
                return Ok(true);
            }
            None => {
                line.extend_from_slice(ready);
                let all = ready.len();
                stream.consume(all);
            }
        }
    }
}

fn respond(bytes: &[u8], answer: &impl Fn(&str, Value) -> Result<Value, ApiError>) -> Answer {
    match serde_json::from_slice::<Call>(bytes) {
        Err(error) => Answer::Error(ApiError::new(Code::BadRequest, format!("Not a request: {error}"), "")),
        Ok(call) => match answer(&call.name, call.request) {
            Ok(value) => Answer::Ok(value),
            Err(error) => Answer::Error(error),
        },
    }
}
