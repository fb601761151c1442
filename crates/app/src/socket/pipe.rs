//! The server's side on Windows: a named pipe that refuses callers from other machines. Its default access list lets
//! only its owner, administrators and the system write.

use std::io;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::windows::named_pipe::{NamedPipeServer, ServerOptions};

use super::{Answer, Call};
use crate::{ApiError, Code};

/// Listens at the address until the program ends, on a thread of its own. `answer` is called on blocking threads.
///
/// # Errors
/// When the pipe cannot be made.
pub fn serve(
    address: &Path,
    answer: impl Fn(&str, Value) -> Result<Value, ApiError> + Send + Sync + 'static,
) -> io::Result<()> {
    let address = address.as_os_str().to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().max_blocking_threads(8).build()?;
    let mut next = {
        let _inside = runtime.enter();
        ServerOptions::new().first_pipe_instance(true).reject_remote_clients(true).create(&address)?
    };
    let answer = Arc::new(answer);
    std::thread::Builder::new().name("socket".into()).spawn(move || {
        runtime.block_on(async move {
            loop {
                // Fails when a caller has gone again at once; that pipe is used up, and the next caller needs another.
                let called = next.connect().await.is_ok();
                let Ok(fresh) = ServerOptions::new().reject_remote_clients(true).create(&address) else { return };
                let taken = std::mem::replace(&mut next, fresh);
                if called {
                    tokio::spawn(converse(taken, Arc::clone(&answer)));
                }
            }
        });
    })?;
    Ok(())
}

async fn converse<F>(pipe: NamedPipeServer, answer: Arc<F>)
where
    F: Fn(&str, Value) -> Result<Value, ApiError> + Send + Sync + 'static,
{
    let mut pipe = BufReader::new(pipe);
    let mut line = String::new();
    while pipe.read_line(&mut line).await.is_ok_and(|n| n > 0) {
        let text = std::mem::take(&mut line);
        let answer = Arc::clone(&answer);
        let said = tokio::task::spawn_blocking(move || match serde_json::from_str::<Call>(&text) {
            Err(error) => Answer::Error(ApiError::new(Code::BadRequest, format!("Not a request: {error}"), "")),
            Ok(call) => match answer(&call.name, call.request) {
                Ok(value) => Answer::Ok(value),
                Err(error) => Answer::Error(error),
            },
        });
        let said = said.await.unwrap_or_else(|error| Answer::Error(ApiError::new(Code::Failed, error.to_string(), "")));
        let Ok(mut bytes) = serde_json::to_vec(&said) else { return };
        bytes.push(b'\n');
        if pipe.get_mut().write_all(&bytes).await.is_err() {
            return;
        }
    }
}
