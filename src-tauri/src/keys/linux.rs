//! Which source of hotkeys a Linux desktop gets: X11 where programs may listen, the desktop's portal in a Wayland
//! session.

use std::sync::Arc;

use sopwright_app::api::library::Missing;
use sopwright_app::{ApiError, App};
use sopwright_capture::Hold;
use sopwright_core::port::CaptureError;

use super::{portal, x11};

/// Starts to hear the hotkeys of the settings.
pub(super) fn attach(app: &Arc<App>, hold: &Hold) -> Result<(), ApiError> {
    if !sopwright_capture::desktop::wayland() {
        return match x11::ear(app, hold) {
            Ok(keys) => app.attach_keys(keys),
            Err(error) => {
                deaf(app, error);
                Ok(())
            }
        };
    }
    let heard = Arc::clone(app);
    // The bus may have to start the portal first, and the portal may ask the person. The windows do not wait for that.
    let started = std::thread::Builder::new().name("attach keys".into()).spawn(move || match portal::ear(&heard) {
        Ok(keys) => {
            if let Err(error) = heard.attach_keys(keys) {
                deaf(&heard, CaptureError { what: error.message, hint: error.hint });
            }
        }
        Err(error) => deaf(&heard, error),
    });
    if let Err(error) = started {
        deaf(app, sopwright_capture::Error::from(error).into());
    }
    Ok(())
}

fn deaf(app: &App, error: CaptureError) {
    let consequence = "Hotkeys are not heard.".into();
    app.report_missing(Missing { what: error.what, consequence, hint: error.hint });
}
