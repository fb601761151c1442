//! The element under a point: from the window down to the innermost element there, and from a label or an icon up to what
//! it is the label or icon of.

use atspi::{Role as Spoken, State};
use sopwright_core::act::Element;
use sopwright_core::entry::Point;

use super::described::Known;
use super::glance::{self, Glance};
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
const MOST_SEARCHED: usize = 400;

/// The element at the point, in one of the windows of the program. `last` is the one that had the keyboard last.
pub(super) async fn find(root: &Node, point: Point, window: &OnScreen, last: Option<&Node>) -> Option<Element> {
    // Around the inside is what the window manager drew: its title, its buttons.
    if !holds(window.inside, point) {
        return None;
    }
    let Some((top, space)) = window::of(root, window).await else {
        // Menus of a menu bar, and lists of choices, are no windows to some toolkits although the display shows them so.
        let leaf = open_menu_item(root, point, last).await?;
        return described(leaf, Space::SCREEN, point).await;
    };
    let (leaf, space) = innermost(top, space, point).await;
    described(leaf, space, point).await
}

/// The innermost element at the point, with the space that it is in.
async fn innermost(top: Node, space: Space, point: Point) -> (Node, Space) {
    let (mut at, mut space) = (top, space);
    let mut frame = at.extents().await;
    for _ in 0..DEEPEST {
        let there = space.to_program(point);
        let inner = match at.under(there).await.filter(|inner| *inner != at) {
            Some(inner) => Some(inner),
            None => child_at(&at, there).await,
        };
        let Some(inner) = inner else { break };
        let inner_frame = inner.extents().await;
        if let (Some(of), Some(inner)) = (frame, inner_frame) {
            space = space.inside(of, inner);
        }
        (at, frame) = (inner, inner_frame);
    }
    (at, space)
}

/// The child whose frame holds the point; of several the one that is drawn last.
async fn child_at(node: &Node, point: Point) -> Option<Node> {
    let children = glance::at_all(node.children(MOST_CHILDREN).await).await;
    let shown = |child: &&Glance| child.states.has(State::Showing);
    let under = |child: &&Glance| child.frame.is_some_and(|frame| holds(frame, point));
    // What is on the page of a tab lies in the tab, whose own frame is only its handle.
    let page = |child: &&Glance| child.role == Spoken::PageTab && child.states.has(State::Selected);
    let found = children.iter().rev().filter(shown).find(under).or_else(|| children.iter().find(page))?;
    Some(found.node.clone())
}

/// The item of an open menu at the point, wherever in the program the menu hangs.
async fn open_menu_item(root: &Node, point: Point, last: Option<&Node>) -> Option<Node> {
    // The pointer went over the item before the button was pressed, so that it is the one told of last.
    if let Some(last) = last.filter(|last| last.program == root.program)
        && let [last] = &glance::at_all(vec![last.clone()]).await[..]
        && is_choice(last.role)
        && last.frame.is_some_and(|frame| holds(frame, point))
    {
        return Some(last.node.clone());
    }
    let mut level = root.children(MOST_WINDOWS).await;
    let mut seen = 0;
    while !level.is_empty() && seen < MOST_SEARCHED {
        let glances = glance::at_all(level).await;
        seen += glances.len();
        let under = |glance: &Glance| glance.frame.is_some_and(|frame| holds(frame, point));
        if let Some(item) = glances.iter().find(|glance| is_choice(glance.role) && under(glance)) {
            let open = item.role == Spoken::Menu && item.states.has(State::Selected);
            // A menu of which another one is open beside it is an item all the same.
            if item.states.has(State::Showing) || open {
                return Some(item.node.clone());
            }
        }
        let open = glances.into_iter().filter(|glance| may_hold_menu(glance, point)).map(|glance| glance.node);
        level = glance::inside_all(open.collect(), MOST_CHILDREN).await;
    }
    None
}

fn is_choice(role: Spoken) -> bool {
    use Spoken as S;
    matches!(role, S::MenuItem | S::CheckMenuItem | S::RadioMenuItem | S::TearoffMenuItem | S::Menu | S::ListItem)
}

/// Whether an open menu may hang in it.
fn may_hold_menu(glance: &Glance, point: Point) -> bool {
    use Spoken as S;
    match glance.role {
        // An open one has its frame on the screen, and one that is closed has none.
        S::PopupMenu => glance.frame.is_none_or(|frame| holds(frame, point)),
        S::Menu => glance.states.has(State::Selected) || glance.states.has(State::Expanded),
        // Qt has items in its menu bars, and the menus in them.
        S::MenuItem | S::ComboBox | S::PageTab => true,
        S::Table | S::TreeTable | S::Tree | S::Text | S::Terminal | S::StatusBar | S::Label => false,
        S::DocumentWeb | S::DocumentText | S::DocumentSpreadsheet => false,
        _ => glance.states.has(State::Showing),
    }
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
