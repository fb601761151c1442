//! An element as the domain knows it, from what its program says of it.

use atspi::Role as Spoken;
use sopwright_core::act::{Element, Role};

use super::node::{Node, States};
use super::role;
use super::space::Space;
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
        let own = self.node.name().await.unwrap_or_default();
        // What a list of choices calls itself may be what is chosen; what stands beside it is better.
        let own_first = self.role != Role::ComboBox;
        let named = name::first(self.role, [own.as_str()]);
        if own_first && !named.is_empty() {
            return named;
        }
        let beside = match self.node.label().await {
            Some(label) => label.name().await.unwrap_or_default(),
            None => String::new(),
        };
        let named = name::first(self.role, [beside.as_str(), own.as_str()]);
        if !named.is_empty() || self.role == Role::Other {
            return named;
        }
        let about = self.node.description().await.unwrap_or_default();
        let hint = match self.role.takes_text() {
            true => self.node.attributes().await.unwrap_or_default().remove("placeholder-text").unwrap_or_default(),
            false => String::new(),
        };
        name::first(self.role, [about.as_str(), hint.as_str()])
    }
}
