//! Owners of the clipboard that no decent program is: they keep silent, die half way, or hand over for ever.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, Property,
    SelectionNotifyEvent, SelectionRequestEvent, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// How the owner behaves once it is asked for something other than its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Answers,
    /// Not even for the list.
    Silent,
    /// For the list, and then never again.
    SilentAfterList,
    DiesAfterFirstPiece,
    /// A byte at a time, without end.
    Drips,
}

/// A program that owns the clipboard of this test's display.
pub struct Owner {
    asked: Arc<Mutex<Vec<String>>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Owner {
    pub fn start(manner: Manner, offers: &[(&'static str, &[u8])]) -> Self {
        let offers: Vec<(String, Vec<u8>)> =
            offers.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let (asked, stop) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<AtomicBool>::default());
        let (ready, is_ready) = std::sync::mpsc::channel();
        let thread = std::thread::spawn({
            let (asked, stop) = (Arc::clone(&asked), Arc::clone(&stop));
            move || own(manner, &offers, &asked, &stop, &ready)
        });
        is_ready.recv().unwrap();
        Self { asked, stop, thread: Some(thread) }
    }

    /// What it was asked for so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.take().unwrap().join().ok();
    }
}

fn own(
    manner: Manner,
    offers: &[(String, Vec<u8>)],
    asked: &Mutex<Vec<String>>,
    stop: &AtomicBool,
    ready: &std::sync::mpsc::Sender<()>,
) {
    let (conn, screen) = RustConnection::connect(None).unwrap();
    let root = conn.setup().roots[screen].root;
    let window = conn.generate_id().unwrap();
    let look = CreateWindowAux::new();
    conn.create_window(0, window, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look).unwrap();
    let atom = |name: &str| conn.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
    let clipboard = atom("CLIPBOARD");
    conn.set_selection_owner(window, clipboard, 0_u32).unwrap();
    conn.sync().unwrap();
    ready.send(()).unwrap();
    let mut dripping: Option<SelectionRequestEvent> = None;
    while !stop.load(Ordering::SeqCst) {
        let Some(event) = conn.poll_for_event().unwrap() else {
            // The stop flag is the other thing to look at.
            std::thread::sleep(Duration::from_millis(1));
            continue;
        };
        match event {
            Event::SelectionRequest(request) => {
                let name = conn.get_atom_name(request.target).unwrap().reply().unwrap().name;
                let name = String::from_utf8(name).unwrap();
                asked.lock().unwrap().push(name.clone());
                if manner == Manner::Silent || (manner == Manner::SilentAfterList && name != "TARGETS") {
                    continue;
                }
                let mut answer = SelectionNotifyEvent {
                    response_type: 31,
                    sequence: 0,
                    time: request.time,
                    requestor: request.requestor,
                    selection: request.selection,
                    target: request.target,
                    property: request.property,
                };
                if name == "TARGETS" {
                    let mut list: Vec<u32> = offers.iter().map(|(name, _)| atom(name)).collect();
                    list.push(request.target);
                    let (to, property) = (request.requestor, request.property);
                    conn.change_property32(PropMode::REPLACE, to, property, AtomEnum::ATOM, &list).unwrap();
                } else if manner == Manner::Answers {
                    match offers.iter().find(|(offered, _)| *offered == name) {
                        Some((_, bytes)) => {
                            let (to, property) = (request.requestor, request.property);
                            conn.change_property8(PropMode::REPLACE, to, property, request.target, bytes).unwrap();
                        }
                        None => answer.property = 0,
                    }
                } else {
                    let watch = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
                    conn.change_window_attributes(request.requestor, &watch).unwrap();
                    let (to, property) = (request.requestor, request.property);
                    conn.change_property32(PropMode::REPLACE, to, property, atom("INCR"), &[1]).unwrap();
                    dripping = Some(request);
                }
                conn.send_event(false, request.requestor, EventMask::NO_EVENT, answer).unwrap();
                conn.flush().unwrap();
            }
            Event::PropertyNotify(taken) if taken.state == Property::DELETE => {
                let Some(request) = dripping.filter(|request| request.property == taken.atom) else { continue };
                let (to, property) = (request.requestor, request.property);
                conn.change_property8(PropMode::REPLACE, to, property, request.target, b"x").unwrap();
                conn.sync().unwrap();
                if manner == Manner::DiesAfterFirstPiece {
                    return;
                }
            }
            _ => {}
        }
    }
}
