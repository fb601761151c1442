//! Pictures by the Screenshot portal.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sopwright_capture::{PortalScreen, png};
use sopwright_core::entry::Rect;
use sopwright_core::port::{Frame, Screen as _};

use crate::bus::Bus;
use crate::portal::{Asked, Mood, Portal};

const LONG: Duration = Duration::from_secs(30);

/// A file of the stand-in, gone with the test if it is still there.
struct Shot(PathBuf);

impl Shot {
    fn new(bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("sopwright shot {}.png", uuid::Uuid::now_v7()));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }

    fn uri(&self) -> String {
        format!("file://{}", self.0.display()).replace(' ', "%20")
    }

    fn there(&self) -> bool {
        Path::exists(&self.0)
    }
}

impl Drop for Shot {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

fn frame() -> Frame {
    let rgb = (0..32 * 20 * 3).map(|i| (i * 7 % 251) as u8).collect();
    Frame { area: Rect { x: 0, y: 0, width: 32, height: 20 }, rgb }
}

#[test]
fn the_picture_is_what_the_portal_hands_over_and_no_file_is_left() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    let screen = PortalScreen::start_on(Some(&bus.address)).unwrap();
    for _ in 0..2 {
        let shot = Shot::new(&png::encode(&frame()).unwrap());
        portal.picture(&shot.uri());
        let taken = screen.grab().unwrap();
        assert_eq!((taken.area, taken.rgb), (frame().area, frame().rgb));
        assert!(!shot.there());
    }
}

#[test]
fn a_file_that_is_no_picture_is_refused_and_left_alone() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    let screen = PortalScreen::start_on(Some(&bus.address)).unwrap();
    let letter = Shot::new(b"Dear diary");
    portal.picture(&letter.uri());
    let error = screen.grab().unwrap_err();
    assert!(error.what.contains("not PNG"), "{error}");
    assert!(letter.there());
    let whole = png::encode(&frame()).unwrap();
    let half = Shot::new(&whole[..whole.len() / 2]);
    for (uri, words) in [
        (half.uri(), "cannot be used"),
        ("file:///nowhere/at/all.png".into(), "refused"),
        (format!("file://{}", std::env::temp_dir().display()), "not a file"),
        ("https://example.org/a.png".into(), "names no file"),
    ] {
        portal.picture(&uri);
        let error = screen.grab().unwrap_err();
        assert!(error.what.contains(words), "{uri}: {error}");
    }
}

#[test]
fn a_refusal_and_a_missing_portal_say_what_to_do() {
    let Some(bus) = Bus::start() else { return };
    let error = PortalScreen::start_on(Some(&bus.address)).err().unwrap();
    assert!(error.what.contains("has no Screenshot portal"), "{error}");
    let _portal = Portal::start(&bus.address, Mood::Refusing);
    let error = PortalScreen::start_on(Some(&bus.address)).unwrap().grab().unwrap_err();
    assert!(error.what.contains("Screenshot portal") && error.what.contains("said no"), "{error}");
    assert!(error.hint.contains("settings of the desktop"), "{error}");
}

#[test]
fn nobody_waits_for_the_person_the_question_stays_and_its_late_picture_is_taken_away() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Asking);
    let screen = PortalScreen::start_on(Some(&bus.address)).unwrap();
    let shot = Shot::new(&png::encode(&frame()).unwrap());
    portal.picture(&shot.uri());
    // The second does not wait, nor ask again.
    for _ in 0..2 {
        let error = screen.grab().unwrap_err();
        assert!(error.what.contains("not answered yet") && error.hint.contains("allow it"), "{error}");
    }
    let asked = || portal.asked.recv_timeout(LONG).unwrap();
    assert!(matches!([asked(), asked()], [Asked::Registered(_), Asked::Pictured]));
    portal.mood(Mood::Willing);
    portal.decide(true);
    let mut taken = screen.grab();
    // It is free again as soon as the late picture has come, which is before or after this.
    while taken.as_ref().is_err_and(|error| error.what.contains("not answered yet")) {
        std::thread::yield_now();
        taken = screen.grab();
    }
    assert!(!shot.there());
    assert!(taken.is_err(), "the same file cannot be handed over twice");
    assert_eq!(asked(), Asked::Pictured);
}
