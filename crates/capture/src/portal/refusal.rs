//! Why the portal did not do what it was asked, in words for the person.

use sopwright_core::port::CaptureError;

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// Nobody answers on the session bus, or there is none.
    #[error("no session bus (D-Bus) can be reached")]
    NoBus,
    /// This desktop has no such portal.
    #[error("this desktop has no {0} portal")]
    Absent(&'static str),
    /// The person, or what the person once decided, says no.
    #[error("the {0} portal of the desktop said no")]
    Denied(&'static str),
    /// The portal gave up for a reason of its own.
    #[error("the {0} portal of the desktop could not do it")]
    Failed(&'static str),
    /// It did not answer in time; it may be asking the person.
    #[error("the {0} portal of the desktop has not answered yet")]
    Slow(&'static str),
    /// Something else went wrong on the way.
    #[error("the {0} portal of the desktop answered with an error: {1}")]
    Broken(&'static str, String),
}

impl Refusal {
    /// What became of a call that the bus or the portal returned as an error.
    pub fn of(portal: &'static str, error: &zbus::Error) -> Self {
        let zbus::Error::MethodError(name, text, _) = error else {
            return match error {
                zbus::Error::InputOutput(_) | zbus::Error::Address(_) | zbus::Error::Handshake(_) => Self::NoBus,
                other => Self::Broken(portal, other.to_string()),
            };
        };
        match name.as_str().rsplit('.').next().unwrap_or_default() {
            "ServiceUnknown" | "NameHasNoOwner" | "UnknownInterface" | "UnknownMethod" | "UnknownObject"
            | "UnknownProperty" => Self::Absent(portal),
            "NotAllowed" | "AccessDenied" => Self::Denied(portal),
            "NoReply" | "Timeout" | "TimedOut" => Self::Slow(portal),
            _ => Self::Broken(portal, text.clone().unwrap_or_else(|| name.to_string())),
        }
    }

    /// The same with what to do about it.
    pub fn with_hint(&self, hint: &str) -> CaptureError {
        let mut what = self.to_string();
        if let Some(first) = what.get(..1) {
            let upper = first.to_uppercase();
            what.replace_range(..1, &upper);
        }
        CaptureError { what, hint: hint.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_reads_begins_with_a_capital_and_names_the_portal() {
        for refusal in [
            Refusal::Absent("Screenshot"),
            Refusal::Denied("Screenshot"),
            Refusal::Failed("Screenshot"),
            Refusal::Slow("Screenshot"),
            Refusal::Broken("Screenshot", "no room".into()),
        ] {
            let error = refusal.with_hint("Try again");
            assert!(error.what.starts_with('T') && error.what.contains("Screenshot portal"), "{error}");
            assert_eq!(error.hint, "Try again");
        }
    }
}
