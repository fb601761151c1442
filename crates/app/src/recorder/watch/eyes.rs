//! What is caught of the desktop for an act: the screen as it was before it, the window, the element. Which inputs are an
//! act is decided in [`sopwright_core::watch`].

use std::sync::Arc;

use sopwright_core::act::Act;
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::{CaptureError, Clock, Frame};
use sopwright_core::watch::Beginning;

use super::glance::{Glance, Glances};
use super::hush::Hush;
use super::names::{Lookup, Names};
use crate::recorder::catch::{Catch, Catcher};

/// A picture that is complete later than this after the press may show what came of it.
const LATE_US: u64 = 12_000;

/// What was caught when an act began.
#[derive(Default)]
pub(super) struct Caught {
    /// The window. None, if it is excluded: then nothing else was caught either.
    place: Option<Place>,
    picture: Option<Result<Frame, CaptureError>>,
    /// When the picture was complete.
    pictured_us: u64,
    /// How the screen looked before, if that was seen.
    earlier: Option<Frame>,
    element: Option<Lookup>,
}

pub(super) struct Eyes {
    glances: Glances,
    hush: Hush,
    names: Option<Names>,
    catcher: Arc<Catcher>,
    clock: Arc<dyn Clock>,
}

impl Eyes {
    pub(super) fn new(catcher: Arc<Catcher>, clock: Arc<dyn Clock>) -> Self {
        // Without the thread there are no names, which is no reason to keep no clicks.
        let names = Names::start(catcher.elements()).ok();
        Self { glances: Glances::default(), hush: Hush::default(), names, catcher, clock }
    }

    pub(super) fn now_us(&self) -> u64 {
        self.clock.now().mono_us
    }

    /// When to glance next.
    pub(super) fn due_us(&self) -> Option<u64> {
        self.glances.due_us()
    }

    /// Glances, if it is due.
    pub(super) fn rest(&mut self) {
        if self.glances.due_us().is_some_and(|due| self.now_us() >= due) {
            self.glance();
        }
    }

    /// The pointer moved.
    pub(super) fn moved(&mut self, now_us: u64) {
        if self.glances.moved(now_us) {
            self.glance();
        }
    }

    /// Something was done: what was seen before it is no longer so.
    pub(super) fn acted(&mut self, now_us: u64) {
        self.glances.acted(now_us);
    }

    /// A hotkey was pressed that opens the quick field.
    pub(super) fn expect_field(&mut self, now_us: u64) {
        self.hush.expect(now_us);
    }

    /// Forgets what was seen.
    pub(super) fn close(&mut self) {
        self.glances.clear();
    }

    /// Whether what was just copied may be offered as a snippet.
    pub(super) fn may_offer_copy(&self) -> bool {
        !self.catcher.copied_hidden() && !self.own_in_front()
    }

    /// Whether a window of ours has the keyboard.
    fn own_in_front(&self) -> bool {
        self.catcher.windows().own_in_front()
    }

    /// Catches what belongs to an act that begins; nothing, if it is done to Sopwright itself.
    pub(super) fn begin(&mut self, beginning: Beginning, now_us: u64) -> Option<Caught> {
        match beginning {
            Beginning::Pointer(at) => self.pointer(at, now_us),
            Beginning::Typing => {
                let place = self.keyboard(now_us)?;
                let place = self.unless_hidden(place);
                let asked = place.as_ref().zip(self.names.as_ref());
                let element = asked.map(|(place, names)| names.begins(place.clone()));
                Some(Caught { place, element, ..Caught::default() })
            }
            Beginning::Keys => {
                let place = self.keyboard(now_us)?;
                let place = self.unless_hidden(place);
                Some(Caught { place, ..Caught::default() })
            }
        }
    }

    fn pointer(&mut self, at: Point, now_us: u64) -> Option<Caught> {
        let glance = self.glances.before(now_us);
        let still = glance.is_some();
        let (picture, earlier) = match glance {
            Some(Glance { frame, fresh: true }) => (Ok(frame), None),
            // The picture first: it is what changes.
            older => (self.catcher.picture(Some(at)), older.map(|glance| glance.frame)),
        };
        let pictured_us = self.now_us();
        // One from before the screen got another size tells nothing about where was clicked.
        let fits = |frame: &Frame| picture.as_ref().map_or(true, |now| now.area == frame.area);
        let earlier = earlier.filter(fits);
        let Some(place) = self.unless_hidden(self.catcher.windows().place_under_pointer()?) else {
            return Some(Caught::default());
        };
        // A machine under load comes late to the press.
        let late = pictured_us.saturating_sub(now_us) > LATE_US;
        let (picture, earlier) = match earlier {
            Some(frame) if late => (Ok(frame), None),
            earlier => (picture, earlier),
        };
        let element = self.names.as_ref().map(|names| names.click(at, place.clone(), still));
        Some(Caught { place: Some(place), picture: Some(picture), pictured_us, earlier, element })
    }

    fn keyboard(&mut self, now_us: u64) -> Option<Place> {
        let own = self.own_in_front();
        (!self.hush.covers(now_us, own)).then(|| self.catcher.windows().place())
    }

    fn unless_hidden(&self, place: Place) -> Option<Place> {
        (!self.catcher.hides(&place)).then_some(place)
    }

    /// What goes with an act that is over, and the names that may still be on their way, the better one first.
    pub(super) fn end(&self, act: &Act, caught: Caught) -> (Catch, Vec<Lookup>) {
        let Caught { place, mut picture, element, .. } = caught;
        let Some(place) = place else { return (Catch { hidden: true, ..Catch::default() }, Vec::new()) };
        let mut names: Vec<Lookup> = element.into_iter().collect();
        if matches!(act, Act::Type { .. }) {
            // The field is worth seeing when it is filled, and only then it tells what is in it.
            picture = Some(self.catcher.picture(None));
            if let Some(thread) = &self.names {
                names.insert(0, thread.ended(place.clone()));
            }
        }
        (Catch { place: Some(place), picture, clip: None, hidden: false }, names)
    }

    fn glance(&mut self) {
        let now_us = self.now_us();
        let seen = self.catcher.windows().place_under_pointer().and_then(|place| self.unless_hidden(place));
        let Some(place) = seen else {
            self.glances.took(now_us, None);
            return;
        };
        let frame = match place.pointer {
            Some(at) => self.catcher.picture(Some(at)).ok(),
            None => None,
        };
        if let (Some(at), Some(names)) = (place.pointer, &self.names) {
            names.hover(at, place);
        }
        // As late as possible: what is in it is older than this.
        self.glances.took(self.clock.now().mono_us, frame);
    }
}

impl Caught {
    /// The button came up at this time. If that was before the picture was complete, the picture may show what came of the
    /// click; the glance before it does not.
    pub(super) fn released(&mut self, at_us: u64) {
        if at_us < self.pictured_us
            && let Some(earlier) = self.earlier.take()
        {
            self.picture = Some(Ok(earlier));
        }
    }
}
