//! What many elements say of themselves, asked all at once: programs answer one question after another, but nobody has to
//! wait for each answer with the next question.

use atspi::Role as Spoken;
use sopwright_core::entry::Rect;
use tokio::task::JoinSet;

use super::node::{Node, States};

/// What an element says of itself at first glance.
#[derive(Clone, Debug)]
pub(super) struct Glance {
    /// Which.
    pub node: Node,
    /// What it is.
    pub role: Spoken,
    /// Its states.
    pub states: States,
    /// Its frame in the program's points, if it is shown.
    pub frame: Option<Rect>,
}

/// What they say, in their order. Those that say nothing are left out.
pub(super) async fn at_all(nodes: Vec<Node>) -> Vec<Glance> {
    let mut asked = JoinSet::new();
    for (place, node) in nodes.into_iter().enumerate() {
        asked.spawn_local(async move {
            let (role, states, frame) = tokio::join!(node.role(), node.states(), node.extents());
            Some((place, Glance { node, role: role?, states: states?, frame }))
        });
    }
    let mut said: Vec<(usize, Glance)> = asked.join_all().await.into_iter().flatten().collect();
    said.sort_by_key(|(place, _)| *place);
    said.into_iter().map(|(_, glance)| glance).collect()
}

/// What lies in them, in their order, of each at most `most`.
pub(super) async fn inside_all(nodes: Vec<Node>, most: i32) -> Vec<Node> {
    let mut asked = JoinSet::new();
    for (place, node) in nodes.into_iter().enumerate() {
        asked.spawn_local(async move { (place, node.children(most).await) });
    }
    let mut inside = asked.join_all().await;
    inside.sort_by_key(|(place, _)| *place);
    inside.into_iter().flat_map(|(_, children)| children).collect()
}
