//! An element as the domain knows it, from what its program says of it.

use atspi::{Role as Spoken, State};
use sopwright_core::act::{Element, Role};

use super::node::{Node, States};
use super::space::Space;
use super::{beside, glance, role};
use crate::element::name;

/// An element with what was found out about it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The element.
    pub node: Node,
    /// What it is.
    pub role: Role,
    /// The states that it is in.
    pub states: States,
}

impl Known {
    /// Asks what the element is. Nothing, if its program does not say.
    pub async fn of(node: Node) -> Option<Self> {
        let (spoken, states) = tokio::join!(node.role(), node.states());
        let (spoken, states) = (spoken?, states.unwrap_or_default());
        let mut role = role::of(spoken, states);
        // Qt has items in its menu bars.
        if spoken == Spoken::MenuItem
            && let Some(parent) = node.parent().await
            && parent.role().await == Some(Spoken::MenuBar)
        {
            role = Role::Menu;
        }
        Some(Self { node, role, states })
    }

    /// Asks what it is called and where it is.
    pub async fn described(&self, space: Space) -> Element {
        let (name, area) = tokio::join!(self.name(), self.node.extents());
        Element { role: self.role, name, area: area.map(|area| space.to_screen(area)) }
    }

    /// What names it best: its own name, what stands beside it on the screen, what it says about itself, what an empty
    /// field shows.
    async fn name(&self) -> String {
        let is_choice = self.role == Role::ComboBox;
        let own = match is_choice && self.entry().await.is_some() {
            // What stands in it, which is not its name and may not be for anybody to read.
            true => String::new(),
            false => self.node.name().await.unwrap_or_default(),
        };
        let named = name::first(self.role, [own.as_str()]);
        // What a list of choices calls itself may be what is chosen; what stands beside it is better.
        let may_be_labelled = self.role.takes_text() || matches!(self.role, Role::Slider | Role::Toggle);
        if !may_be_labelled || !(named.is_empty() || is_choice) {
            return named;
        }
        let beside = match self.node.label().await {
            Some(label) => label.name().await,
            // A text fills its window, and a cell has its row; what happens to stand beside it is no label.
            None if matches!(self.role, Role::Text | Role::Cell) => None,
            None => beside::label(&self.node).await,
        };
        let named = name::first(self.role, [beside.unwrap_or_default().as_str(), own.as_str()]);
        if !named.is_empty() {
            return named;
        }
        let about = self.node.description().await.unwrap_or_default();
        let hint = self.node.attributes().await.unwrap_or_default().remove("placeholder-text").unwrap_or_default();
        name::first(self.role, [about.as_str(), hint.as_str()])
    }

    /// The field in a list of choices that can be typed into, where that is an element of its own.
    pub async fn entry(&self) -> Option<Node> {
        let inside = glance::at_all(self.node.children(8).await).await;
        inside.into_iter().find(|inside| inside.states.has(State::Editable)).map(|inside| inside.node)
    }
}
