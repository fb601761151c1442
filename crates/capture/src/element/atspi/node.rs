//! One element of another program, and the questions that can be put to it. Each is one message there and one back, and
//! whatever goes wrong is no answer: the program is gone, is stuck, or does not know what it was asked.

use atspi::{RelationType, Role as Spoken, State};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sopwright_core::entry::{Point, Rect};
use zbus::Connection;
use zbus::message::{Message, Sequence};
use zbus::zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const COMPONENT: &str = "org.a11y.atspi.Component";
const SELECTION: &str = "org.a11y.atspi.Selection";
const TEXT: &str = "org.a11y.atspi.Text";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// Coordinates of the screen rather than of the window.
const ON_SCREEN: u32 = 0;

/// The states of an element, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct States(u64);

impl States {
    /// Whether it is in that state.
    pub fn has(self, state: State) -> bool {
        self.0 & state as u64 != 0
    }

    #[cfg(test)]
    pub fn of(states: &[State]) -> Self {
        Self(states.iter().fold(0, |bits, &state| bits | state as u64))
    }
}

/// An element as programs refer to it: whose it is, and which.
pub(super) type Reference = (String, OwnedObjectPath);

/// An element of another program.
#[derive(Clone, Debug)]
pub(super) struct Node {
    bus: Connection,
    /// The program's name on the bus.
    pub program: String,
    /// Which of its elements.
    pub path: OwnedObjectPath,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.program == other.program
    }
}

impl Node {
    /// The element that is referred to, unless the reference is to none.
    pub fn at(bus: &Connection, (program, path): Reference) -> Option<Self> {
        let none = program.is_empty() || path.as_str().ends_with("/null");
        (!none).then(|| Self { bus: bus.clone(), program, path })
    }

    async fn ask<B>(&self, interface: &str, question: &str, body: &B) -> Option<Message>
    where
        B: Serialize + DynamicType,
    {
        let path = self.path.as_ref();
        self.bus.call_method(Some(self.program.as_str()), path, Some(interface), question, body).await.ok()
    }

    async fn answer<B, R>(&self, interface: &str, question: &str, body: &B) -> Option<R>
    where
        B: Serialize + DynamicType,
        R: DeserializeOwned + Type,
    {
        self.ask(interface, question, body).await?.body().deserialize().ok()
    }

    async fn property(&self, interface: &str, name: &str) -> Option<OwnedValue> {
        self.answer(PROPERTIES, "Get", &(interface, name)).await
    }

    /// What it is, in the words of AT-SPI.
    pub async fn role(&self) -> Option<Spoken> {
        let number: u32 = self.answer(ACCESSIBLE, "GetRole", &()).await?;
        Some(Spoken::try_from(number).unwrap_or(Spoken::Unknown))
    }

    /// The states that it is in.
    pub async fn states(&self) -> Option<States> {
        let words: Vec<u32> = self.answer(ACCESSIBLE, "GetState", &()).await?;
        let word = |n: usize| u64::from(words.get(n).copied().unwrap_or(0));
        Some(States(word(0) | word(1) << 32))
    }

    /// What it calls itself.
    pub async fn name(&self) -> Option<String> {
        self.property(ACCESSIBLE, "Name").await?.try_into().ok()
    }

    /// What it says about itself.
    pub async fn description(&self) -> Option<String> {
        self.property(ACCESSIBLE, "Description").await?.try_into().ok()
    }

    /// What it lies in.
    pub async fn parent(&self) -> Option<Self> {
        let value = self.property(ACCESSIBLE, "Parent").await?;
        Self::at(&self.bus, value.try_into().ok()?)
    }

    /// How many elements lie in it.
    pub async fn child_count(&self) -> Option<i32> {
        self.property(ACCESSIBLE, "ChildCount").await?.try_into().ok()
    }

    /// The elements that lie in it. Whoever has more than `most` is not asked for them.
    pub async fn children(&self, most: i32) -> Vec<Self> {
        match self.child_count().await {
            Some(count) if count > 0 && count <= most => {}
            _ => return Vec::new(),
        }
        let listed: Option<Vec<Reference>> = self.answer(ACCESSIBLE, "GetChildren", &()).await;
        listed.unwrap_or_default().into_iter().filter_map(|child| Self::at(&self.bus, child)).collect()
    }

    /// The element that says on the screen what this one is for.
    pub async fn label(&self) -> Option<Self> {
        let relations: Vec<(u32, Vec<Reference>)> = self.answer(ACCESSIBLE, "GetRelationSet", &()).await?;
        let labelled = relations.into_iter().find(|(kind, _)| *kind == RelationType::LabelledBy as u32)?;
        Self::at(&self.bus, labelled.1.into_iter().next()?)
    }

    /// What it tells beside: toolkits put the words of an empty field there.
    pub async fn attributes(&self) -> Option<std::collections::HashMap<String, String>> {
        self.answer(ACCESSIBLE, "GetAttributes", &()).await
    }

    /// Its frame, in the program's idea of the screen. Nothing, if it is not shown.
    pub async fn extents(&self) -> Option<Rect> {
        let (x, y, width, height): (i32, i32, i32, i32) = self.answer(COMPONENT, "GetExtents", &(ON_SCREEN,)).await?;
        // GTK gives the smallest number for what is not shown, and some give -1 for what they do not know.
        let sane = |n: i32| (-100_000..=100_000).contains(&n);
        if ![x, y, width, height].into_iter().all(sane) || width <= 0 || height <= 0 {
            return None;
        }
        Some(Rect { x, y, width: width as u32, height: height as u32 })
    }

    /// The element in it at that point, in the program's idea of the screen. Toolkits answer with a child, with the
    /// innermost one, with itself or not at all.
    pub async fn under(&self, point: Point) -> Option<Self> {
        let under = self.answer(COMPONENT, "GetAccessibleAtPoint", &(point.x, point.y, ON_SCREEN)).await?;
        Self::at(&self.bus, under)
    }

    /// Its text, if that has at most `most` characters, and when the answer came among all messages.
    pub async fn text(&self, most: i32) -> Option<(String, Sequence)> {
        let count: i32 = self.property(TEXT, "CharacterCount").await?.try_into().ok()?;
        if count < 0 || count > most {
            return None;
        }
        let message = self.ask(TEXT, "GetText", &(0_i32, count)).await?;
        let text: String = message.body().deserialize().ok()?;
        // It may have grown between the two questions.
        (text.chars().count() <= most as usize).then(|| (text, message.recv_position()))
    }

    /// The one of its elements that is chosen, if one is.
    pub async fn selected(&self) -> Option<Self> {
        let count: i32 = self.property(SELECTION, "NSelectedChildren").await?.try_into().ok()?;
        if count != 1 {
            return None;
        }
        Self::at(&self.bus, self.answer(SELECTION, "GetSelectedChild", &(0_i32,)).await?)
    }

    /// The part of its text that is marked, as a range of characters.
    pub async fn selection(&self) -> Option<(i32, i32)> {
        let count: i32 = self.answer(TEXT, "GetNSelections", &()).await?;
        if count != 1 {
            return None;
        }
        self.answer(TEXT, "GetSelection", &(0_i32,)).await
    }
}
