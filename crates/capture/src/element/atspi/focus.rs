//! Where the keyboard is: the last element that was told to have it, or else the one in the window in front that says so.

use std::collections::HashMap;

use atspi::{Role as Spoken, State};

use super::glance::{self, Glance};
use super::node::Node;

/// How many elements are looked at in search of the one that has the keyboard.
const MOST_SEARCHED: usize = 600;
/// How many elements in one are looked at.
const MOST_CHILDREN: i32 = 120;
/// How many programs are remembered.
const MOST_PROGRAMS: usize = 64;

/// The elements that had the keyboard last, one a program.
#[derive(Default)]
pub(super) struct Focus {
    last: HashMap<String, Node>,
    latest: Option<Node>,
}

impl Focus {
    /// The element has the keyboard.
    pub fn came(&mut self, node: Node) {
        if self.last.len() >= MOST_PROGRAMS && !self.last.contains_key(&node.program) {
            self.last.clear();
        }
        self.last.insert(node.program.clone(), node.clone());
        self.latest = Some(node);
    }

    /// The last one has gone.
    pub fn forget(&mut self) {
        if let Some(gone) = self.latest.take() {
            self.last.remove(&gone.program);
        }
    }

    /// The last one of that program.
    pub fn of(&self, program: &str) -> Option<Node> {
        self.last.get(program).cloned()
    }

    /// The last one of all.
    pub fn latest(&self) -> Option<Node> {
        self.latest.clone()
    }
}

/// Whether the element says that it still has the keyboard, and is on the screen: items of a menu that closed keep saying
/// so.
pub(super) async fn still_has(node: &Node) -> bool {
    let (states, frame) = tokio::join!(node.states(), node.extents());
    states.is_some_and(|states| states.has(State::Focused)) && frame.is_some()
}

/// The element that says that it has the keyboard, in the active window of the program.
pub(super) async fn search(root: &Node) -> Option<Node> {
    let windows = glance::at_all(root.children(MOST_CHILDREN).await).await;
    let mut level: Vec<Node> =
        windows.into_iter().filter(|window| window.states.has(State::Active)).map(|window| window.node).collect();
    let (mut found, mut seen) = (None, 0);
    while !level.is_empty() && seen < MOST_SEARCHED {
        let below = glance::at_all(glance::inside_all(level, MOST_CHILDREN).await).await;
        seen += below.len();
        // A document that has it may hold the field that has it too.
        let inner = below.iter().find(|below| below.states.has(State::Focused));
        if let Some(inner) = inner {
            found = Some(inner.node.clone());
            level = vec![inner.node.clone()];
            continue;
        }
        if found.is_some() {
            break;
        }
        let open = |below: &Glance| {
            // What is on the page of a tab is shown though the tab's handle may not be.
            below.states.has(State::Showing) || (below.role == Spoken::PageTab && below.states.has(State::Selected))
        };
        level = below.into_iter().filter(open).map(|below| below.node).collect();
    }
    found
}
