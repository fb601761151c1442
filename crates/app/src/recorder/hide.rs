//! What is hidden, as the person has set it: the windows of which nothing is caught, and how much of a text is masked.
//! Read by both threads, set by the settings.

use std::sync::{Arc, PoisonError, RwLock};

use sopwright_core::exclusion::Exclusions;
use sopwright_core::secret::Reach;
use sopwright_core::settings::RecordingSettings;

/// What is hidden.
pub(crate) struct Hide(RwLock<(Arc<Exclusions>, Reach)>);

impl Default for Hide {
    /// As shipped: a recorder that was told nothing yet must not catch more than one that was.
    fn default() -> Self {
        Self(RwLock::new(read(&RecordingSettings::default())))
    }
}

impl Hide {
    pub(crate) fn set(&self, settings: &RecordingSettings) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = read(settings);
    }

    pub(crate) fn exclusions(&self) -> Arc<Exclusions> {
        // Shared and not copied: they are asked at every press.
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).0)
    }

    pub(crate) fn reach(&self) -> Reach {
        self.0.read().unwrap_or_else(PoisonError::into_inner).1
    }
}

fn read(settings: &RecordingSettings) -> (Arc<Exclusions>, Reach) {
    let reach = if settings.mask_people { Reach::People } else { Reach::Credentials };
    (Arc::new(Exclusions::new(&settings.excluded)), reach)
}
