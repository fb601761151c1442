//! The way to the portal: the session bus, and the pattern of its requests. A request is answered by a signal, which
//! may come minutes later; so it is listened for before the question is put. What is asked, and how long to wait, is
//! the asker's business.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;

use serde::Serialize;
use tokio::time::timeout;
use zbus::conn::Builder;
use zbus::export::futures_core::Stream;
use zbus::message::{Message, Type};
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::REACHING;
use super::refusal::Refusal;

const BUS: &str = "org.freedesktop.DBus";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const REQUEST: &str = "org.freedesktop.portal.Request";
const SESSION: &str = "org.freedesktop.portal.Session";
const REGISTRY: &str = "org.freedesktop.host.portal.Registry";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// The name of the program, by which portals remember what the person allowed it.
const PROGRAM: &str = "org.sopwright.desktop";

/// How many signals may wait.
const WAITING: usize = 64;

/// Values by their names, as portals take and give them.
pub(super) type Fields = HashMap<&'static str, Value<'static>>;

/// One of the portals.
pub(super) struct Portal {
    bus: Connection,
    /// What it is called, such as `Screenshot`.
    name: &'static str,
    interface: String,
    /// The part of paths that stands for this connection.
    me: String,
    given: u32,
}

impl Portal {
    /// Connects to the bus with that address, or to that of the session, and sees whether the portal is there.
    pub async fn reach(address: Option<&str>, name: &'static str) -> Result<Self, Refusal> {
        timeout(REACHING, Self::open(address, name)).await.unwrap_or(Err(Refusal::Slow(name)))
    }

    async fn open(address: Option<&str>, name: &'static str) -> Result<Self, Refusal> {
        let connected = match address {
            Some(address) => match Builder::address(address) {
                Ok(builder) => builder.build().await,
                Err(error) => Err(error),
            },
            None => Connection::session().await,
        };
        let bus = connected.map_err(|_unreachable| Refusal::NoBus)?;
        let me = bus.unique_name().ok_or(Refusal::NoBus)?.trim_start_matches(':').replace('.', "_");
        let portal = Self { bus, name, interface: format!("org.freedesktop.portal.{name}"), me, given: 0 };
        // Has to be the first call. Portals that do not know it take the name from the unit that started us, or none.
        let options = Fields::new();
        let _older_portals_lack_it =
            portal.bus.call_method(Some(PORTAL), PATH, Some(REGISTRY), "Register", &(PROGRAM, options)).await;
        let asked = (portal.interface.as_str(), "version");
        let found = portal.bus.call_method(Some(PORTAL), PATH, Some(PROPERTIES), "Get", &asked).await;
        match found {
            Ok(_version) => Ok(portal),
            // Each bus library has a word of its own for an interface that is not there.
            Err(error @ zbus::Error::MethodError(..)) => Err(match Refusal::of(name, &error) {
                Refusal::Broken(..) => Refusal::Absent(name),
                other => other,
            }),
            Err(error) => Err(Refusal::of(name, &error)),
        }
    }

    /// A word that no request or session of this connection had before.
    fn token(&mut self) -> String {
        self.given += 1;
        format!("sopwright{}", self.given)
    }

    /// A word for a session that is to come, and the path that it will have.
    pub fn next_session(&mut self) -> (String, String) {
        let token = self.token();
        let path = format!("{PATH}/session/{}/{token}", self.me);
        (token, path)
    }

    /// Puts a question and waits for the answer, however long that takes. `body` makes the question of the options.
    pub async fn request<B>(
        &mut self,
        method: &str,
        mut options: Fields,
        body: impl FnOnce(Fields) -> B,
    ) -> Result<HashMap<String, OwnedValue>, Refusal>
    where
        B: Serialize + DynamicType,
    {
        let name = self.name;
        let broken = |error: zbus::Error| Refusal::of(name, &error);
        let token = self.token();
        let path = format!("{PATH}/request/{}/{token}", self.me);
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(REQUEST).and_then(|rule| {
            let rule = rule.member("Response")?.path(path)?;
            Ok(rule.build())
        });
        let mut answers =
            MessageStream::for_match_rule(rule.map_err(broken)?, &self.bus, Some(1)).await.map_err(broken)?;
        options.insert("handle_token", Value::from(token));
        let interface = self.interface.as_str();
        self.bus.call_method(Some(PORTAL), PATH, Some(interface), method, &body(options)).await.map_err(broken)?;
        let answer = next(&mut answers).await.ok_or(Refusal::NoBus)?;
        match answer.body().deserialize::<(u32, HashMap<String, OwnedValue>)>().map_err(broken)? {
            (0, values) => Ok(values),
            (1, _) => Err(Refusal::Denied(name)),
            _ => Err(Refusal::Failed(name)),
        }
    }

    /// Everything that this portal tells unasked, in the order in which it was told.
    pub async fn signals(&self) -> Result<MessageStream, Refusal> {
        self.stream(&self.interface, PATH).await
    }

    /// The end of that session.
    pub async fn ended(&self, session: &str) -> Result<MessageStream, Refusal> {
        self.stream(SESSION, session).await
    }

    /// The end, or another beginning, of all portals.
    pub async fn gone(&self) -> Result<MessageStream, Refusal> {
        let broken = |error: zbus::Error| Refusal::of(self.name, &error);
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(BUS).map_err(broken)?;
        let rule = rule.member("NameOwnerChanged").and_then(|rule| rule.arg(0, PORTAL)).map_err(broken)?.build();
        MessageStream::for_match_rule(rule, &self.bus, Some(WAITING)).await.map_err(broken)
    }

    async fn stream(&self, interface: &str, path: &str) -> Result<MessageStream, Refusal> {
        let broken = |error: zbus::Error| Refusal::of(self.name, &error);
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(interface).map_err(broken)?;
        let rule = rule.path(path).map_err(broken)?.build();
        MessageStream::for_match_rule(rule, &self.bus, Some(WAITING)).await.map_err(broken)
    }

    /// Ends that session, and with it what the portal shows for it.
    pub async fn end(&self, session: &str) {
        let Ok(path) = OwnedObjectPath::try_from(session.to_owned()) else { return };
        let _gone_already = self.bus.call_method(Some(PORTAL), path, Some(SESSION), "Close", &()).await;
    }
}

/// The next signal. Nothing, when the bus has gone.
pub(super) async fn next(stream: &mut MessageStream) -> Option<Message> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await?.ok()
}
