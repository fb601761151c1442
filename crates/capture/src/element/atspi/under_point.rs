//! The element under a point: from the window down to the innermost element there, and from a label or an icon up to what
//! it is the label or icon of.

use atspi::{Role as Spoken, State};
use sopwright_core::act::Element;
use sopwright_core::entry::Point;

use super::described::Known;
use super::node::Node;
use super::on_screen::OnScreen;
use super::role;
use super::space::{Space, holds};
use super::window::{self, MOST_WINDOWS};

/// How deep windows are gone into. Web pages are deep.
const DEEPEST: usize = 60;
/// How many elements in one are looked at where a program does not find the one under a point by itself.
const MOST_CHILDREN: i32 = 120;
/// How far up the owner of a label or an icon is.
const HIGHEST: usize = 4;
/// How many elements are looked at in search of an open menu.
const MOST_SEARCHED: usize = 150;

/// The element at the point, in one of the windows of the program. `last` is the one that had the keyboard last.
pub(super) async fn find(root: &Node, point: Point, window: &OnScreen, last: Option<&Node>) -> Option<Element> {
    let Some((top, space)) = window::of(root, window).await else {
        // Menus of a menu bar, and lists of choices, are no windows to some toolkits although the display shows them so.
        let leaf = open_menu_item(root, point, last).await?;
        return described(leaf, Space::SCREEN, point).await;
    };
    let leaf = innermost(top, space.to_program(point)).await;
    described(leaf, space, point).await
}

/// The innermost element at the point, in the program's points.
async fn innermost(top: Node, point: Point) -> Node {
    let mut at = top;
    for _ in 0..DEEPEST {
        let inner = match at.under(point).await.filter(|inner| *inner != at) {
            Some(inner) => Some(inner),
            None => child_at(&at, point).await,
        };
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    at
}

/// The child whose frame holds the point; of several the one that is drawn last.
async fn child_at(node: &Node, point: Point) -> Option<Node> {
    let mut open_page = None;
    for child in node.children(MOST_CHILDREN).await.into_iter().rev() {
        let (frame, states) = tokio::join!(child.extents(), child.states());
        let states = states.unwrap_or_default();
        if !states.has(State::Showing) {
            continue;
        }
        if frame.is_some_and(|frame| holds(frame, point)) {
            return Some(child);
        }
        // What is on the page of a tab lies in the tab, whose own frame is only its handle.
        if states.has(State::Selected) && open_page.is_none() && child.role().await == Some(Spoken::PageTab) {
            open_page = Some(child);
        }
    }
    open_page
}

/// The item of an open menu at the point, wherever in the program the menu hangs.
async fn open_menu_item(root: &Node, point: Point, last: Option<&Node>) -> Option<Node> {
    // The pointer went over the item before the button was pressed, so that it is the one told of last.
    if let Some(last) = last
        && last.program == root.program
        && last.extents().await.is_some_and(|frame| holds(frame, point))
    {
        return Some(last.clone());
    }
    let mut waiting = std::collections::VecDeque::from(root.children(MOST_WINDOWS).await);
    let mut seen = 0;
    while let Some(node) = waiting.pop_front() {
        seen += 1;
        if seen > MOST_SEARCHED {
            break;
        }
        let (spoken, states, frame) = tokio::join!(node.role(), node.states(), node.extents());
        let (Some(spoken), Some(states)) = (spoken, states) else { continue };
        let under = frame.is_some_and(|frame| holds(frame, point));
        match spoken {
            Spoken::MenuItem | Spoken::CheckMenuItem | Spoken::RadioMenuItem | Spoken::ListItem if under => {
                return Some(node);
            }
            // A menu of a menu: its name is an item of the one that it opens from.
            Spoken::Menu if under && !states.has(State::Selected) => return Some(node),
            Spoken::Menu | Spoken::PopupMenu | Spoken::ComboBox | Spoken::List | Spoken::ListBox => {
                let open = states.has(State::Selected) || states.has(State::Expanded) || states.has(State::Showing);
                if open {
                    // What is open is looked into before what is not.
                    for child in node.children(MOST_CHILDREN).await.into_iter().rev() {
                        waiting.push_front(child);
                    }
                }
            }
            _ if states.has(State::Showing) || spoken == Spoken::PageTab => {
                waiting.extend(node.children(MOST_CHILDREN).await);
            }
            _ => {}
        }
    }
    None
}

/// What a click on that element acts on, described.
async fn described(leaf: Node, space: Space, point: Point) -> Option<Element> {
    let leaf = Known::of(leaf).await?;
    let element = leaf.described(space).await;
    if !role::only_shows(leaf.role) {
        return Some(element);
    }
    let mut at = leaf.node;
    for _ in 0..HIGHEST {
        let Some(up) = at.parent().await else { break };
        let Some(around) = Known::of(up).await else { break };
        if role::is_acted_on(around.role) {
            let mut owner = around.described(space).await;
            // The tab of the page that the point is on lies around it too, and is not what was clicked.
            if owner.area.is_some_and(|area| holds(area, point)) {
                // Rows of a list are often called by what they show.
                if owner.name.is_empty() {
                    owner.name = element.name;
                }
                return Some(owner);
            }
            break;
        }
        at = around.node;
    }
    Some(element)
}
