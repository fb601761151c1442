//! Where the keyboard is: the last element that was told to have it, or else the one in the window in front that says so.

use std::collections::{HashMap, VecDeque};

use atspi::State;

use super::node::Node;

/// How many elements are looked at in search of the one that has the keyboard.
const MOST_SEARCHED: usize = 400;
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

    /// The last one of that program.
    pub fn of(&self, program: &str) -> Option<Node> {
        self.last.get(program).cloned()
    }

    /// The last one of all.
    pub fn latest(&self) -> Option<Node> {
        self.latest.clone()
    }
}

/// The element that says that it has the keyboard, in the active window of the program.
pub(super) async fn search(root: &Node) -> Option<Node> {
    let mut waiting = VecDeque::new();
    for window in root.children(MOST_CHILDREN).await {
        if window.states().await.is_some_and(|states| states.has(State::Active)) {
            waiting.push_back(window);
        }
    }
    for _ in 0..MOST_SEARCHED {
        let node = waiting.pop_front()?;
        let states = node.states().await.unwrap_or_default();
        if states.has(State::Focused) && !states.has(State::Active) {
            // A document that has it may hold the field that has it.
            return Some(within(node).await);
        }
        // What is on the page of a tab is shown though the tab's handle may not be.
        if states.has(State::Showing) || states.has(State::Active) || states.has(State::Selected) {
            waiting.extend(node.children(MOST_CHILDREN).await);
        }
    }
    None
}

/// The innermost element in it that has the keyboard too.
async fn within(mut node: Node) -> Node {
    for _ in 0..8 {
        let mut inner = None;
        for child in node.children(MOST_CHILDREN).await {
            if child.states().await.is_some_and(|states| states.has(State::Focused)) {
                inner = Some(child);
                break;
            }
        }
        match inner {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}
