//! Elements by an interface that blocks: a thread of its own asks, and who asked it waits no longer than an answer may
//! take. A thread that is stuck in a program takes no more questions until it is free.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use sopwright_core::act::Element;
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::{CaptureError, Elements, Focused};

use super::ask::{Answer, in_time};

/// How many questions may wait for the thread.
const WAITING: usize = 4;

/// What a system is asked for. It stays on the thread that made it.
pub(super) trait Source: Sized {
    /// Connects to the interface.
    fn open() -> Option<Self>;
    /// The element at that point of the screen.
    fn at(&self, point: Point) -> Option<Element>;
    /// The element that has the keyboard.
    fn focused(&self) -> Option<Element>;
}

enum Ask {
    At(Point, Answer<Element>),
    Focused(Answer<Element>),
}

/// The elements of a system, asked on a thread of their own.
pub(super) struct Asked(SyncSender<Ask>);

impl Asked {
    /// Starts the thread.
    pub fn start<S: Source>() -> Result<Self, CaptureError> {
        let (asks, coming) = sync_channel(WAITING);
        let started = std::thread::Builder::new().name("elements".into()).spawn(move || answer::<S>(&coming));
        started.map_err(|error| crate::Error::from(error).into()).map(|_| Self(asks))
    }
}

fn answer<S: Source>(coming: &Receiver<Ask>) {
    // Without the interface nobody takes the questions, and none is answered.
    let Some(source) = S::open() else { return };
    for ask in coming {
        let _asker_gone_is_no_error = match ask {
            Ask::At(point, answer) => answer.try_send(source.at(point)),
            Ask::Focused(answer) => answer.try_send(source.focused()),
        };
    }
}

impl Elements for Asked {
    fn at(&self, point: Point, _place: &Place) -> Option<Element> {
        in_time(|answer| self.0.try_send(Ask::At(point, answer)).is_ok())
    }

    fn focused(&self, _place: &Place) -> Option<Focused> {
        let element = in_time(|answer| self.0.try_send(Ask::Focused(answer)).is_ok())?;
        // What is typed is not followed here, and what is not known for sure is not told.
        Some(Focused { element, typed: None })
    }

    fn read_typed(&self, _on: bool) {}

    fn begin_text(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Desk;

    impl Source for Desk {
        fn open() -> Option<Self> {
            Some(Self)
        }

        fn at(&self, point: Point) -> Option<Element> {
            (point.x >= 0).then(|| Element { name: "Save".into(), ..Element::default() })
        }

        fn focused(&self) -> Option<Element> {
            None
        }
    }

    struct Nothing;

    impl Source for Nothing {
        fn open() -> Option<Self> {
            None
        }

        fn at(&self, _point: Point) -> Option<Element> {
            None
        }

        fn focused(&self) -> Option<Element> {
            None
        }
    }

    #[test]
    fn answers_come_from_the_thread_and_a_system_without_elements_has_none() {
        let place = Place::default();
        let desk = Asked::start::<Desk>().unwrap();
        assert_eq!(desk.at(Point { x: 1, y: 1 }, &place).unwrap().name, "Save");
        assert_eq!(desk.at(Point { x: -1, y: 1 }, &place), None);
        assert_eq!(desk.focused(&place), None);
        let nothing = Asked::start::<Nothing>().unwrap();
        assert_eq!(nothing.at(Point { x: 1, y: 1 }, &place), None);
    }
}
