//! What programs tell unasked: where the keyboard went, and how the text of a field changed. Only what is listened for
//! reaches this process: the bus holds back the rest.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;

use zbus::export::futures_core::Stream;
use zbus::message::{Message, Type};
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream};

use super::draft::Edit;
use super::node::{Node, Reference};

const OBJECT: &str = "org.a11y.atspi.Event.Object";
const REGISTRY: &str = "org.a11y.atspi.Registry";
const REGISTRY_PATH: &str = "/org/a11y/atspi/registry";

/// How many events may wait. The bus is read on only when there is room, so that none is lost.
const WAITING: usize = 1_024;

/// What programs can be asked to tell. They tell nobody who does not ask.
#[derive(Clone, Copy, Debug)]
pub(super) enum Topic {
    /// Where the keyboard went.
    Focus,
    /// How texts change.
    Text,
}

impl Topic {
    fn name(self) -> &'static str {
        match self {
            Self::Focus => "object:state-changed:focused",
            Self::Text => "object:text-changed",
        }
    }

    /// Asks all programs to tell, or no longer to tell.
    pub async fn ask(self, bus: &Connection, on: bool) -> zbus::Result<()> {
        let question = if on { "RegisterEvent" } else { "DeregisterEvent" };
        bus.call_method(Some(REGISTRY), REGISTRY_PATH, Some(REGISTRY), question, &self.name()).await?;
        Ok(())
    }
}

/// Listens for where the keyboard goes, in all programs.
pub(super) async fn focus(bus: &Connection) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(OBJECT)?
        .member("StateChanged")?
        .arg(0, "focused")?
        .build();
    MessageStream::for_match_rule(rule, bus, Some(WAITING)).await
}

/// Listens for how the text of one element changes, and of no other.
pub(super) async fn text(bus: &Connection, of: &Node) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(of.program.as_str())?
        .path(of.path.as_ref())?
        .interface(OBJECT)?
        .member("TextChanged")?
        .build();
    MessageStream::for_match_rule(rule, bus, Some(WAITING)).await
}

/// The next event. Nothing, when the bus has gone.
pub(super) async fn next(stream: &mut MessageStream) -> Option<Message> {
    poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await?.ok()
}

/// Which element an event is about, and whether it now has the keyboard.
pub(super) fn focus_of(bus: &Connection, message: &Message) -> Option<(Node, bool)> {
    let header = message.header();
    let (program, path) = (header.sender()?.to_string(), header.path()?.to_owned().into());
    let (_, on, _, _) = fields(message)?;
    Some((Node::at(bus, (program, path))?, on != 0))
}

/// How a text changed. Nothing, if that cannot be understood.
pub(super) fn edit_of(message: &Message) -> Option<Edit> {
    let (kind, at, length, value) = fields(message)?;
    let (at, length) = (usize::try_from(at).ok()?, usize::try_from(length).ok()?);
    // "insert:system" is a change that the program made by itself.
    if kind.starts_with("delete") {
        return Some(Edit::Remove { at, length });
    }
    let text: String = value.try_into().ok()?;
    (kind.starts_with("insert") && text.chars().count() == length).then_some(Edit::Insert { at, text })
}

/// The kind of an event, its two numbers and its value. Qt ends the message in another way than the rest do.
fn fields(message: &Message) -> Option<(String, i32, i32, OwnedValue)> {
    type Usual = (String, i32, i32, OwnedValue, HashMap<String, OwnedValue>);
    type OfQt = (String, i32, i32, OwnedValue, Reference);
    let body = message.body();
    if let Ok((kind, one, two, value, _)) = body.deserialize::<Usual>() {
        return Some((kind, one, two, value));
    }
    let (kind, one, two, value, _) = body.deserialize::<OfQt>().ok()?;
    Some((kind, one, two, value))
}
