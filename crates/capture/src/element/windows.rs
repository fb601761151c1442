//! Elements on Windows, by UI Automation. Written from the interface's documentation and not tried on Windows yet. What is
//! typed is not followed.

use sopwright_core::act::{Element, Role};
use sopwright_core::entry::{Point, Rect};
use uiautomation::types::{ControlType, Point as UiPoint};
use uiautomation::{UIAutomation, UIElement};

use super::asked::Source;
use super::name;

/// How far up the owner of a text or an image is looked for.
const HIGHEST: usize = 4;

/// UI Automation, on the thread that it was opened on.
pub(super) struct Automation(UIAutomation);

impl Source for Automation {
    fn open() -> Option<Self> {
        UIAutomation::new().ok().map(Self)
    }

    fn at(&self, point: Point) -> Option<Element> {
        let found = self.0.element_from_point(UiPoint::new(point.x, point.y)).ok()?;
        Some(described(&self.owner(found)))
    }

    fn focused(&self) -> Option<Element> {
        self.0.get_focused_element().ok().map(|element| described(&element))
    }
}

impl Automation {
    /// What a click on the element acts on: the button around its text.
    fn owner(&self, leaf: UIElement) -> UIElement {
        if !matches!(role(&leaf), Role::Label | Role::Icon | Role::Other) {
            return leaf;
        }
        let Ok(walker) = self.0.get_control_view_walker() else { return leaf };
        let mut at = leaf.clone();
        for _ in 0..HIGHEST {
            let Ok(up) = walker.get_parent(&at) else { break };
            if !matches!(role(&up), Role::Label | Role::Icon | Role::Other) {
                return up;
            }
            at = up;
        }
        leaf
    }
}

fn described(element: &UIElement) -> Element {
    let role = role(element);
    let own = element.get_name().unwrap_or_default();
    let beside = || element.get_labeled_by().and_then(|label| label.get_name()).unwrap_or_default();
    let about = || element.get_help_text().unwrap_or_default();
    let mut name = name::first(role, [own.as_str()]);
    if name.is_empty() {
        name = name::first(role, [beside().as_str(), about().as_str()]);
    }
    let area = element.get_bounding_rectangle().ok().and_then(|frame| {
        let (width, height) = (u32::try_from(frame.get_width()).ok()?, u32::try_from(frame.get_height()).ok()?);
        (width > 0 && height > 0).then_some(Rect { x: frame.get_left(), y: frame.get_top(), width, height })
    });
    Element { role, name, area }
}

fn role(element: &UIElement) -> Role {
    if element.is_password().unwrap_or(false) {
        return Role::Password;
    }
    let Ok(kind) = element.get_control_type() else { return Role::Other };
    match kind {
        ControlType::Button | ControlType::SplitButton => Role::Button,
        ControlType::CheckBox => Role::CheckBox,
        ControlType::RadioButton => Role::Radio,
        ControlType::MenuItem => Role::MenuItem,
        ControlType::Menu => Role::Menu,
        ControlType::TabItem => Role::Tab,
        ControlType::Hyperlink => Role::Link,
        ControlType::Edit => Role::Field,
        // The console calls itself a document too, and says so by its class.
        ControlType::Document if is_terminal(element) => Role::Terminal,
        ControlType::Document => Role::Text,
        ControlType::ComboBox => Role::ComboBox,
        ControlType::Spinner => Role::Spin,
        ControlType::Slider | ControlType::ScrollBar => Role::Slider,
        ControlType::ListItem | ControlType::DataItem => Role::Item,
        ControlType::TreeItem => Role::Node,
        ControlType::HeaderItem | ControlType::Header => Role::Header,
        ControlType::Image => Role::Icon,
        ControlType::Text if is_terminal(element) => Role::Terminal,
        ControlType::Text | ControlType::StatusBar | ControlType::ToolTip => Role::Label,
        _ => Role::Other,
    }
}

fn is_terminal(element: &UIElement) -> bool {
    let class = element.get_classname().unwrap_or_default();
    matches!(class.as_str(), "ConsoleWindowClass" | "TermControl" | "CASCADIA_HOSTING_WINDOW_CLASS")
}
