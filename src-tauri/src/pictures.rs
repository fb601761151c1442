//! `shot://localhost/HASH?w=480`: pictures for the windows, read and scaled off the main thread.

use std::str::FromStr;
use std::sync::Arc;

use sopwright_core::id::Hash;
use tauri::http::{Request, Response, StatusCode, Uri, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::compose::Shell;

/// Answers one request.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let Some(shell) = context.app_handle().try_state::<Shell>() else {
        return responder.respond(plain(StatusCode::SERVICE_UNAVAILABLE));
    };
    let app = Arc::clone(&shell.app);
    tauri::async_runtime::spawn_blocking(move || {
        let Some((hash, width)) = asked(request.uri()) else {
            return responder.respond(plain(StatusCode::BAD_REQUEST));
        };
        responder.respond(match app.picture(&hash, width) {
            Ok(png) => picture(png),
            Err(_) => plain(StatusCode::NOT_FOUND),
        });
    });
}

fn asked(uri: &Uri) -> Option<(Hash, Option<u32>)> {
    let hash = Hash::from_str(uri.path().trim_start_matches('/')).ok()?;
    let width = uri.query().and_then(|q| q.split('&').find_map(|pair| pair.strip_prefix("w=")));
    match width {
        None => Some((hash, None)),
        Some(width) => Some((hash, Some(width.parse().ok()?))),
    }
}

fn picture(png: Vec<u8>) -> Response<Vec<u8>> {
    // The address names the content, so it can be kept for ever; but only in memory, for a redacted picture must go.
    Response::builder()
        .header(header::CONTENT_TYPE, "image/png")
        .header(header::CACHE_CONTROL, "no-store")
        .body(png)
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR))
}

fn plain(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
