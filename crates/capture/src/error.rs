//! What can go wrong between Sopwright and the desktop, for code. What a person reads is made from it here too, so that
//! the same fault always has the same words.

use sopwright_core::port::CaptureError;

/// A fault of the desktop or of the way to it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no display, or it does not let us in.
    #[error("the display cannot be reached: {0}")]
    NoDisplay(String),
    /// The connection to the display broke.
    #[error("the connection to the display broke: {0}")]
    Broken(String),
    /// The display refused a request.
    #[error("the display refused a request: {0}")]
    Refused(String),
    /// The display works in a way that is not supported.
    #[error("{0}")]
    Unsupported(&'static str),
    /// The operating system refused memory, a file or a process.
    #[error("the operating system refused: {0}")]
    Io(#[from] std::io::Error),
    /// A picture could not be written as PNG, or read.
    #[error("the picture cannot be used: {0}")]
    Picture(String),
    /// Whoever owns the clipboard did not answer in time.
    #[error("the program that owns the clipboard did not answer in time")]
    Slow,
    /// Whoever owned the clipboard ended before it had handed over what it held.
    #[error("the program that owned the clipboard ended before it had handed it over")]
    OwnerGone,
    /// The clipboard changed hands again and again while it was read.
    #[error("the clipboard changed while it was read")]
    Restless,
}

impl Error {
    /// The connection is of no more use; a new one may be.
    #[cfg(target_os = "linux")]
    pub(crate) fn needs_new_connection(&self) -> bool {
        matches!(self, Self::NoDisplay(_) | Self::Broken(_))
    }
}

impl From<Error> for CaptureError {
    fn from(error: Error) -> Self {
        let hint = match &error {
            Error::NoDisplay(_) => "Start Sopwright from a graphical session, or set DISPLAY",
            Error::Broken(_) => "Log in again if the desktop has gone; otherwise try again",
            Error::Refused(_) => "Try again; if it stays so, restart the graphical session",
            Error::Unsupported(_) => "Use a screen with 24 or 32 bits a pixel",
            Error::Io(_) => "Close other programs to free memory, then try again",
            Error::Picture(_) => "Copy the picture again, or save it as PNG and add it by hand",
            Error::Slow | Error::OwnerGone | Error::Restless => "Copy it again, then try again",
        };
        let mut what = error.to_string();
        if let Some(first) = what.get(..1) {
            let upper = first.to_uppercase();
            what.replace_range(..1, &upper);
        }
        Self { what, hint: hint.into() }
    }
}

#[cfg(target_os = "linux")]
mod from_x11 {
    use super::Error;
    use x11rb::errors::{ConnectError, ConnectionError, ReplyError, ReplyOrIdError};

    impl From<ConnectError> for Error {
        fn from(error: ConnectError) -> Self {
            Self::NoDisplay(error.to_string())
        }
    }

    impl From<ConnectionError> for Error {
        fn from(error: ConnectionError) -> Self {
            match error {
                ConnectionError::UnsupportedExtension => Self::Unsupported("the display lacks an extension"),
                other => Self::Broken(other.to_string()),
            }
        }
    }

    impl From<ReplyError> for Error {
        fn from(error: ReplyError) -> Self {
            match error {
                ReplyError::ConnectionError(error) => error.into(),
                ReplyError::X11Error(error) => Self::Refused(format!("{:?}", error.error_kind)),
            }
        }
    }

    impl From<ReplyOrIdError> for Error {
        fn from(error: ReplyOrIdError) -> Self {
            match error {
                ReplyOrIdError::IdsExhausted => Self::Broken("it has no identifiers left".into()),
                ReplyOrIdError::ConnectionError(error) => error.into(),
                ReplyOrIdError::X11Error(error) => Self::Refused(format!("{:?}", error.error_kind)),
            }
        }
    }
}
