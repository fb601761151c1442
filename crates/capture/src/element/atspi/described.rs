//! An element as the domain knows it, from what its program says of it.

use atspi::{Role as Spoken, State};
use sopwright_core::act::{Element, Role};

use super::node::{Node, States};
use super::space::Space;
use super::{beside, glance, role};
use crate::element::name;

async fn is_in(node: &Node, role: Spoken) -> bool {
    match node.parent().await {
        Some(parent) => parent.role().await == Some(role),
        None => false,
    }
}

/// An element with what was found out about it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The element.
    pub node: Node,
    /// What it is, in the words of AT-SPI.
    pub spoken: Spoken,
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
        match spoken {
            // Qt has items in its menu bars.
            Spoken::MenuItem if is_in(&node, Spoken::MenuBar).await => role = Role::Menu,
            // LibreOffice opens a text over the cell that is typed into.
            Spoken::Paragraph if role == Role::Text => {
                if let Some(around) = node.parent().await
                    && is_in(&around, Spoken::DocumentSpreadsheet).await
                {
                    role = Role::Cell;
                }
            }
            _ => {}
        }
        Some(Self { node, spoken, role, states })
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
        if self.role == Role::Other || !(named.is_empty() || is_choice) {
            return named;
        }
        let beside = self.label(&self.node).await.unwrap_or_default();
        let named = name::first(self.role, [beside.as_str(), own.as_str()]);
        if !named.is_empty() {
            return named;
        }
        let about = self.node.description().await.unwrap_or_default();
        let hint = self.node.attributes().await.unwrap_or_default().remove("placeholder-text").unwrap_or_default();
        name::first(self.role, [about.as_str(), hint.as_str()])
    }

    /// What the label of the element says, or the one of the list of choices that the element is the field of.
    async fn label(&self, of: &Node) -> Option<String> {
        if let Some(label) = of.label().await {
            return label.name().await;
        }
        if self.role == Role::Cell {
            // The text over a cell is called by what it lies in.
            return of.parent().await?.name().await;
        }
        let labelled_by_place = matches!(
            self.role,
            Role::Field | Role::Password | Role::ComboBox | Role::Spin | Role::Slider | Role::Toggle
        );
        // A text fills its window, and a cell has its row; what happens to stand beside them is no label.
        if !labelled_by_place {
            return None;
        }
        let around = of.parent().await?;
        if self.role == Role::Field && around.role().await == Some(Spoken::ComboBox) {
            return match around.label().await {
                Some(label) => label.name().await,
                None => beside::label(&around).await,
            };
        }
        beside::label(of).await
    }

    /// What is chosen in it, if it is a list or table and one thing is. The keyboard is there in truth.
    pub async fn chosen(&self) -> Option<Node> {
        use Spoken as S;
        let of_many = matches!(self.spoken, S::Table | S::TreeTable | S::Tree | S::List | S::ListBox);
        if of_many { self.node.selected().await } else { None }
    }

    /// The field in a list of choices that can be typed into, where that is an element of its own.
    pub async fn entry(&self) -> Option<Node> {
        let inside = glance::at_all(self.node.children(8).await).await;
        inside.into_iter().find(|inside| inside.states.has(State::Editable)).map(|inside| inside.node)
    }
}
