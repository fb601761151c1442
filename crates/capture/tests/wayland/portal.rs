//! A stand-in for xdg-desktop-portal: as much of GlobalShortcuts, Screenshot, Request and Session as Sopwright uses, by
//! the published interfaces. What it answers is what the test told it to.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, conn::Builder, interface};

const PATH: &str = "/org/freedesktop/portal/desktop";
const SHORTCUTS: &str = "org.freedesktop.portal.GlobalShortcuts";
const SESSION: &str = "org.freedesktop.portal.Session";

type Fields = HashMap<String, OwnedValue>;

/// What it does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// What is asked.
    Willing,
    /// Says no, as when the person does.
    Refusing,
    /// Asks the person, who does not answer until [`Portal::decide`].
    Asking,
}

/// What was asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    Registered(String),
    /// Identity, description and wanted keys of each shortcut.
    Bound(Vec<(String, String, String)>),
    Pictured,
    Closed,
}

/// What happens once the person has allowed it, or not.
type Decision = Box<dyn FnOnce(bool, &Connection) + Send>;

struct Inner {
    mood: Mood,
    /// What it says it listens for, by identity; else the keys that were wanted.
    given: HashMap<String, String>,
    /// The address of the picture that it hands over.
    uri: String,
    session: Option<OwnedObjectPath>,
    undecided: Vec<Decision>,
    asked: Sender<Asked>,
}

#[derive(Clone)]
struct Shared(Arc<Mutex<Inner>>);

impl Shared {
    fn told(&self, asked: Asked) {
        self.0.lock().unwrap().asked.send(asked).ok();
    }
}

/// The path of the request that this message makes.
fn handle(header: &Header<'_>, kind: &str, token: &OwnedValue) -> OwnedObjectPath {
    let me = header.sender().unwrap().trim_start_matches(':').replace('.', "_");
    let token: &str = token.downcast_ref().unwrap();
    OwnedObjectPath::try_from(format!("{PATH}/{kind}/{me}/{token}")).unwrap()
}

fn respond(bus: &Connection, request: &OwnedObjectPath, code: u32, values: HashMap<&'static str, Value<'static>>) {
    let (bus, request) = (bus.clone(), request.clone());
    tokio::spawn(async move {
        let body = (code, values);
        bus.emit_signal(None::<&str>, request, "org.freedesktop.portal.Request", "Response", &body).await.unwrap();
    });
}

/// Answers as the mood is: now, or when the person has decided.
fn answer(shared: &Shared, bus: &Connection, request: OwnedObjectPath, values: HashMap<&'static str, Value<'static>>) {
    let mut inner = shared.0.lock().unwrap();
    match inner.mood {
        Mood::Willing => respond(bus, &request, 0, values),
        Mood::Refusing => respond(bus, &request, 1, HashMap::new()),
        Mood::Asking => inner.undecided.push(Box::new(move |yes, bus| {
            respond(bus, &request, u32::from(!yes), if yes { values } else { HashMap::new() });
        })),
    }
}

struct Registry(Shared);

#[interface(name = "org.freedesktop.host.portal.Registry")]
impl Registry {
    fn register(&self, id: String, _options: Fields) {
        self.0.told(Asked::Registered(id));
    }
}

struct Shortcuts(Shared);

fn described(given: &[(String, String)]) -> Value<'static> {
    let list: Vec<(String, HashMap<String, Value<'static>>)> = given
        .iter()
        .map(|(id, trigger)| {
            let fields = [("description", id), ("trigger_description", trigger)];
            (id.clone(), fields.map(|(name, text)| (name.to_owned(), Value::from(text.clone()))).into())
        })
        .collect();
    Value::from(list)
}

#[interface(name = "org.freedesktop.portal.GlobalShortcuts")]
impl Shortcuts {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }

    fn create_session(
        &self,
        options: Fields,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let session = handle(&header, "session", &options["session_handle_token"]);
        let request = handle(&header, "request", &options["handle_token"]);
        self.0.0.lock().unwrap().session = Some(session.clone());
        let (bus, ended, at) = (bus.clone(), Session(self.0.clone()), session.clone());
        let answered = request.clone();
        tokio::spawn(async move {
            bus.object_server().at(at, ended).await.unwrap();
            respond(&bus, &answered, 0, HashMap::from([("session_handle", Value::from(session.to_string()))]));
        });
        request
    }

    fn bind_shortcuts(
        &self,
        session: OwnedObjectPath,
        shortcuts: Vec<(String, Fields)>,
        _parent: String,
        options: Fields,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        let request = handle(&header, "request", &options["handle_token"]);
        let text = |fields: &Fields, name: &str| fields[name].downcast_ref::<&str>().unwrap().to_owned();
        let wanted: Vec<(String, String, String)> = shortcuts
            .into_iter()
            .map(|(id, fields)| (id, text(&fields, "description"), text(&fields, "preferred_trigger")))
            .collect();
        let given: Vec<(String, String)> = {
            let inner = self.0.0.lock().unwrap();
            assert_eq!(inner.session.as_ref(), Some(&session));
            let keys = |id: &String, wanted: &String| inner.given.get(id).unwrap_or(wanted).clone();
            wanted.iter().map(|(id, _, trigger)| (id.clone(), keys(id, trigger))).collect()
        };
        answer(&self.0, bus, request.clone(), HashMap::from([("shortcuts", described(&given))]));
        self.0.told(Asked::Bound(wanted));
        request
    }
}

struct Session(Shared);

#[interface(name = "org.freedesktop.portal.Session")]
impl Session {
    fn close(&self) {
        self.0.told(Asked::Closed);
    }
}

struct Screenshot(Shared);

#[interface(name = "org.freedesktop.portal.Screenshot")]
impl Screenshot {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }

    fn screenshot(
        &self,
        _parent: String,
        options: Fields,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> OwnedObjectPath {
        assert_eq!(options["interactive"].downcast_ref::<bool>(), Ok(false));
        let request = handle(&header, "request", &options["handle_token"]);
        let uri = self.0.0.lock().unwrap().uri.clone();
        answer(&self.0, bus, request.clone(), HashMap::from([("uri", Value::from(uri))]));
        self.0.told(Asked::Pictured);
        request
    }
}

enum Order {
    Stroke(&'static str, &'static str),
    Changed(Vec<(String, String)>),
    Decide(bool),
    EndSession,
}

/// The stand-in, while it is there.
pub struct Portal {
    orders: UnboundedSender<Order>,
    shared: Shared,
    pub asked: Receiver<Asked>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Portal {
    /// Takes the portal's name on that bus.
    pub fn start(address: &str, mood: Mood) -> Self {
        let (asked, seen) = channel();
        let inner =
            Inner { mood, given: HashMap::new(), uri: String::new(), session: None, undecided: Vec::new(), asked };
        let shared = Shared(Arc::new(Mutex::new(inner)));
        let (orders, mut coming) = unbounded_channel();
        let (up, waiting) = channel();
        let (address, parts) = (address.to_owned(), shared.clone());
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async move {
                let builder = Builder::address(address.as_str()).unwrap();
                let builder = builder.serve_at(PATH, Registry(parts.clone())).unwrap();
                let builder = builder.serve_at(PATH, Shortcuts(parts.clone())).unwrap();
                let builder = builder.serve_at(PATH, Screenshot(parts.clone())).unwrap();
                let bus = builder.name("org.freedesktop.portal.Desktop").unwrap().build().await.unwrap();
                up.send(()).unwrap();
                while let Some(order) = coming.recv().await {
                    obey(&bus, &parts, order).await;
                }
            });
        });
        waiting.recv().unwrap();
        Self { orders, shared, asked: seen, thread: Some(thread) }
    }

    pub fn mood(&self, mood: Mood) {
        self.shared.0.lock().unwrap().mood = mood;
    }

    /// Gives other keys to that shortcut than the ones wanted.
    pub fn give(&self, id: &str, trigger: &str) {
        self.shared.0.lock().unwrap().given.insert(id.into(), trigger.into());
    }

    /// Hands over that picture from now on.
    pub fn picture(&self, uri: &str) {
        self.shared.0.lock().unwrap().uri = uri.into();
    }

    /// The keys go down.
    pub fn press(&self, id: &'static str) {
        self.order(Order::Stroke("Activated", id));
    }

    /// The keys go up.
    pub fn release(&self, id: &'static str) {
        self.order(Order::Stroke("Deactivated", id));
    }

    /// The person changes keys in the desktop's settings.
    pub fn change(&self, given: &[(&str, &str)]) {
        self.order(Order::Changed(given.iter().map(|(id, keys)| ((*id).into(), (*keys).into())).collect()));
    }

    /// The person answers what was asked so far.
    pub fn decide(&self, yes: bool) {
        self.order(Order::Decide(yes));
    }

    /// The desktop ends the session.
    pub fn end_session(&self) {
        self.order(Order::EndSession);
    }

    fn order(&self, order: Order) {
        assert!(self.orders.send(order).is_ok(), "the portal has gone");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let (none, _) = unbounded_channel();
        drop(std::mem::replace(&mut self.orders, none));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

async fn obey(bus: &Connection, shared: &Shared, order: Order) {
    let session = shared.0.lock().unwrap().session.clone();
    match order {
        Order::Stroke(member, id) => {
            let body = (session.unwrap(), id, 0_u64, HashMap::<&str, Value<'_>>::new());
            bus.emit_signal(None::<&str>, PATH, SHORTCUTS, member, &body).await.unwrap();
        }
        Order::Changed(given) => {
            let list: Vec<(String, HashMap<&str, Value<'_>>)> = given
                .into_iter()
                .map(|(id, keys)| (id, HashMap::from([("trigger_description", Value::from(keys))])))
                .collect();
            bus.emit_signal(None::<&str>, PATH, SHORTCUTS, "ShortcutsChanged", &(session.unwrap(), list))
                .await
                .unwrap();
        }
        Order::Decide(yes) => {
            let undecided = std::mem::take(&mut shared.0.lock().unwrap().undecided);
            undecided.into_iter().for_each(|decision| decision(yes, bus));
        }
        Order::EndSession => {
            let details = HashMap::<&str, Value<'_>>::new();
            bus.emit_signal(None::<&str>, session.unwrap(), SESSION, "Closed", &details).await.unwrap();
        }
    }
}
