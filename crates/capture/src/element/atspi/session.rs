//! While elements are asked for: both buses, the display, what has the keyboard, and the field that is typed into.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::time::{Duration, Instant};

use sopwright_core::act::{Element, Role};
use sopwright_core::entry::{Place, Point};
use sopwright_core::port::Focused;
use tokio::sync::Mutex;
use tokio::task::{AbortHandle, spawn_local};
use tokio::time::timeout;
use zbus::Connection;

use super::connection::Buses;
use super::described::Known;
use super::events::{self, Topic};
use super::field::Field;
use super::focus::{self, Focus};
use super::node::Node;
use super::on_screen;
use super::program::Programs;
use super::space::Space;
use super::{under_point, window};
use crate::x11::Link;

/// How long it may take to listen to a field. Until then what is typed there is not known.
const LISTENING: Duration = Duration::from_secs(1);
/// How many elements are remembered as secret.
const MOST_SECRETS: usize = 512;
/// How many programs are looked through for one element.
const MOST_ROOTS: usize = 3;

/// The element that a burst of typing began in.
struct Typing {
    node: Node,
    element: Element,
}

impl Typing {
    /// Whether the field opened because of what was typed where no text goes: over the cell of a table, for a search in a
    /// list.
    fn opens(&self, field: Option<&Field>) -> bool {
        let takes_none = !self.element.role.takes_text() || self.element.role == Role::Cell;
        takes_none
            && !self.element.role.is_secret()
            && field.is_some_and(|field| field.node.program == self.node.program)
    }
}

/// Everything that is held while elements are asked for.
pub(super) struct Session {
    bus: Connection,
    buses: Buses,
    link: Option<Link>,
    programs: Mutex<Programs>,
    focus: RefCell<Focus>,
    reading: Cell<bool>,
    burst: Cell<Option<Instant>>,
    typing: RefCell<Option<Typing>>,
    /// Whether it was asked for the element since the burst began.
    asked: Cell<bool>,
    /// The field that has the keyboard, and the one that had it before if it was typed into.
    field: RefCell<Option<Rc<Field>>>,
    left: RefCell<Option<Rc<Field>>>,
    /// Counts where the keyboard went, so that what is found out too late is known to be late.
    turn: Cell<u64>,
    secrets: RefCell<HashSet<String>>,
    dead: Cell<bool>,
    following: RefCell<Option<AbortHandle>>,
}

impl Session {
    /// Connects and begins to follow the keyboard.
    pub async fn open() -> zbus::Result<Rc<Self>> {
        let buses = Buses::open().await?;
        let bus = buses.accessibility.clone();
        let mut stream = events::focus(&bus).await?;
        Topic::Focus.ask(&bus, true).await?;
        let session = Rc::new(Self {
            bus,
            buses,
            link: Link::open(None).ok(),
            programs: Mutex::default(),
            focus: RefCell::default(),
            reading: Cell::new(false),
            burst: Cell::new(None),
            typing: RefCell::new(None),
            asked: Cell::new(true),
            field: RefCell::new(None),
            left: RefCell::new(None),
            turn: Cell::new(0),
            secrets: RefCell::default(),
            dead: Cell::new(false),
            following: RefCell::new(None),
        });
        let weak = Rc::downgrade(&session);
        let follow = spawn_local(async move {
            while let Some(message) = events::next(&mut stream).await {
                let Some(session) = weak.upgrade() else { return };
                if let Some((node, has)) = events::focus_of(&session.bus, &message) {
                    session.keyboard(node, has);
                }
            }
            if let Some(session) = weak.upgrade() {
                session.dead.set(true);
            }
        });
        session.following.replace(Some(follow.abort_handle()));
        // Nobody tells of what has the keyboard already.
        let seeking = Rc::clone(&session);
        spawn_local(async move { timeout(LISTENING, seeking.seek()).await });
        Ok(session)
    }

    /// Whether the bus has gone.
    pub fn dead(&self) -> bool {
        self.dead.get()
    }

    /// Stops listening, and leaves programs as they were found.
    pub async fn close(&self) {
        if let Some(follow) = self.following.take() {
            follow.abort();
        }
        self.field.take();
        self.left.take();
        // The sign first: it outlives this program, and the rest does not.
        self.buses.put_back().await;
        if self.reading.get() {
            let _bus_gone_is_no_error = Topic::Text.ask(&self.bus, false).await;
        }
        let _bus_gone_is_no_error = Topic::Focus.ask(&self.bus, false).await;
    }

    /// The element at this point.
    pub async fn at(&self, point: Point, place: &Place) -> Option<Element> {
        let window = on_screen::under(self.link.as_ref()?, point)?;
        let last = self.focus.borrow().latest();
        for root in self.roots(window.pid, place).await {
            if let Some(element) = under_point::find(&root, point, &window, last.as_ref()).await {
                return Some(element);
            }
        }
        None
    }

    /// The element that has the keyboard or, after a burst of typing, had it during the burst. The first question after
    /// the burst began is where it is; the second one ends it.
    pub async fn focused(self: &Rc<Self>, place: &Place, asked: Instant) -> Option<Focused> {
        let ends = self.asked.replace(true);
        let left = self.left.borrow().clone().filter(|field| field.untold());
        if let Some(field) = left {
            self.left.take();
            self.typing.take();
            return Some(Focused { element: field.element.clone(), typed: field.typed(asked, false).await });
        }
        let field = self.field.borrow().clone();
        // A window that closes need not say that its field lost the keyboard.
        let gone = match &field {
            Some(field) => !field.is_there().await,
            None => false,
        };
        if gone {
            self.field.take();
            self.focus.borrow_mut().forget();
        }
        let typing = self.typing.take();
        if let Some(field) = field.as_ref().filter(|field| gone && field.untold()) {
            return Some(Focused { element: field.element.clone(), typed: field.typed(asked, false).await });
        }
        if let Some(typing) = typing {
            let moved = self.focus.borrow().latest().is_none_or(|now| now != typing.node);
            if moved && !typing.opens(field.as_deref()) {
                return Some(Focused { element: typing.element, typed: None });
            }
            if !ends {
                self.typing.replace(Some(typing));
            }
        }
        let (node, space) = self.current(place).await?;
        let field = field.filter(|field| field.node == node);
        let element = element_of(node, space).await?;
        let typed = match &field {
            Some(field) => field.typed(asked, true).await,
            None => None,
        };
        if let Some(field) = field.filter(|_| ends) {
            field.end(asked);
        }
        Some(Focused { element, typed })
    }

    /// What is known of it without asking a program that is too busy to answer. What was typed cannot be held against
    /// anything then, and is not told.
    pub fn remembered(&self) -> Option<Focused> {
        let latest = self.focus.borrow().latest()?;
        let field = self.field.borrow().clone().filter(|field| field.node == latest);
        let typing = self.typing.borrow();
        let typing = typing.as_ref().filter(|typing| typing.node == latest);
        let element = field.map(|field| field.element.clone()).or(typing.map(|typing| typing.element.clone()))?;
        Some(Focused { element, typed: None })
    }

    /// Whether typed text is to be told.
    pub async fn read_typed(self: &Rc<Self>, on: bool) {
        if self.reading.replace(on) == on {
            return;
        }
        if !on {
            self.field.take();
            self.left.take();
        }
        let asked = Topic::Text.ask(&self.bus, on).await;
        if on && asked.is_ok() {
            let now = self.focus.borrow().latest();
            if let Some(now) = now {
                self.listen(now);
            }
        }
    }

    /// A burst of typing begins.
    pub fn begin_text(self: &Rc<Self>, at: Instant) {
        self.burst.set(Some(at));
        self.asked.set(false);
        self.typing.take();
        self.left.take();
        let field = self.field.borrow().clone();
        if let Some(field) = &field {
            field.begin(at);
            self.typing.replace(Some(Typing { node: field.node.clone(), element: field.element.clone() }));
            if !field.lost() {
                return;
            }
        }
        let session = Rc::clone(self);
        spawn_local(async move { timeout(LISTENING, session.note_typing(at)).await });
    }

    /// Remembers the element that the burst began in, while it is there.
    async fn note_typing(self: Rc<Self>, at: Instant) {
        let Some((node, space)) = self.current(&Place::default()).await else { return };
        let lacks = self.field.borrow().as_ref().is_none_or(|field| field.node != node || field.lost());
        if self.reading.get() && lacks {
            self.listen(node.clone());
        }
        let Some(element) = element_of(node.clone(), space).await else { return };
        if self.burst.get() == Some(at) {
            self.typing.replace(Some(Typing { node, element }));
        }
    }

    /// The keyboard came to an element, or left it.
    fn keyboard(self: &Rc<Self>, node: Node, has: bool) {
        let same = self.field.borrow().as_ref().is_some_and(|field| field.node == node);
        if same && has {
            return;
        }
        if has || same {
            self.turn.set(self.turn.get() + 1);
            let field = self.field.take();
            if let Some(field) = field.filter(|field| field.untold()) {
                self.left.replace(Some(field));
            }
        }
        if has {
            self.focus.borrow_mut().came(node.clone());
            if self.reading.get() {
                self.listen(node);
            }
        }
    }

    /// Listens to that element, if it has the keyboard for long enough.
    fn listen(self: &Rc<Self>, node: Node) {
        let (session, turn) = (Rc::clone(self), self.turn.get());
        spawn_local(async move {
            let field = timeout(LISTENING, session.open_field(node)).await.ok().flatten();
            if session.turn.get() != turn || !session.reading.get() {
                return;
            }
            if let (Some(field), Some(burst)) = (&field, session.burst.get()) {
                let opened = session.typing.borrow().as_ref().is_some_and(|typing| typing.opens(Some(field)));
                field.begin_late(burst, opened);
            }
            session.field.replace(field.map(Rc::new));
        });
    }

    async fn open_field(&self, node: Node) -> Option<Field> {
        let known = Known::of(node).await?;
        let id = format!("{}{}", known.node.program, known.node.path.as_str());
        if known.role.is_secret() {
            let mut secrets = self.secrets.borrow_mut();
            if secrets.len() < MOST_SECRETS {
                secrets.insert(id);
            }
            return None;
        }
        // A field for passwords that shows what is typed may have become a usual one. It stays secret.
        if self.secrets.borrow().contains(&id) || self.secrets.borrow().len() >= MOST_SECRETS {
            return None;
        }
        let space = self.space_of(&known.node).await;
        Field::listen(&self.bus, known, space).await
    }

    /// What has the keyboard in the window in front.
    async fn current(&self, place: &Place) -> Option<(Node, Space)> {
        let front = on_screen::in_front(self.link.as_ref()?)?;
        for root in self.roots(front.pid, place).await {
            let last = self.focus.borrow().of(&root.program);
            let node = match last {
                Some(last) if focus::still_has(&last).await => Some(last),
                _ => focus::search(&root).await,
            };
            if let Some(node) = node {
                let space = window::of(&root, &front).await.map_or(Space::SCREEN, |(_, space)| space);
                return Some((node, space));
            }
        }
        None
    }

    async fn seek(self: Rc<Self>) {
        let turn = self.turn.get();
        if let Some((node, _)) = self.current(&Place::default()).await
            && self.turn.get() == turn
        {
            self.keyboard(node, true);
        }
    }

    async fn space_of(&self, node: &Node) -> Space {
        let Some(front) = self.link.as_ref().and_then(on_screen::in_front) else { return Space::SCREEN };
        let place = Place::default();
        let roots = self.roots(front.pid, &place).await;
        let Some(root) = roots.iter().find(|root| root.program == node.program) else { return Space::SCREEN };
        window::of(root, &front).await.map_or(Space::SCREEN, |(_, space)| space)
    }

    async fn roots(&self, pid: Option<u32>, place: &Place) -> Vec<Node> {
        let mut roots = self.programs.lock().await.of(&self.bus, pid, place).await;
        roots.truncate(MOST_ROOTS);
        roots
    }
}

/// The element as the domain knows it; in a list or table, what is chosen there.
async fn element_of(node: Node, space: Space) -> Option<Element> {
    let known = Known::of(node).await?;
    let chosen = match known.chosen().await {
        Some(chosen) => Known::of(chosen).await,
        None => None,
    };
    Some(chosen.unwrap_or(known).described(space).await)
}
