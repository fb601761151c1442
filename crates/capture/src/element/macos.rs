//! Elements on macOS, by its accessibility interface (AX), which the person has to allow. Written from the interface's
//! documentation and not tried on macOS yet. Frames are in the system's points, and what is typed is not followed.

use axuielement::AXUIElement;
use sopwright_core::act::{Element, Role};
use sopwright_core::entry::{Point, Rect};
use sopwright_core::port::ELEMENT_TIME;

use super::asked::Source;
use super::name;

/// How far up the owner of a text or an image is looked for.
const HIGHEST: usize = 4;

/// The system's own element, which all others are found from.
pub(super) struct Accessibility(AXUIElement);

impl Source for Accessibility {
    fn open() -> Option<Self> {
        let system = AXUIElement::system_wide()?;
        let _default_is_longer = system.set_timeout(ELEMENT_TIME.as_secs_f32());
        Some(Self(system))
    }

    fn at(&self, point: Point) -> Option<Element> {
        let leaf = self.0.element_at_position(point.x as f32, point.y as f32).ok()??;
        Some(described(&owner(leaf)))
    }

    fn focused(&self) -> Option<Element> {
        let element = self.0.element_attribute("AXFocusedUIElement").ok()??;
        Some(described(&element))
    }
}

/// What a click on the element acts on: the button around its text.
fn owner(leaf: AXUIElement) -> AXUIElement {
    let only_shows = |element: &AXUIElement| matches!(role(element), Role::Label | Role::Icon | Role::Other);
    if !only_shows(&leaf) {
        return leaf;
    }
    let mut up = parent(&leaf);
    for _ in 0..HIGHEST {
        let Some(around) = up else { break };
        if !only_shows(&around) {
            return around;
        }
        up = parent(&around);
    }
    leaf
}

fn parent(element: &AXUIElement) -> Option<AXUIElement> {
    element.element_attribute("AXParent").ok().flatten()
}

fn said(element: &AXUIElement, attribute: &str) -> String {
    element.string_attribute(attribute).ok().flatten().unwrap_or_default()
}

fn described(element: &AXUIElement) -> Element {
    let role = role(element);
    let beside = element.element_attribute("AXTitleUIElement").ok().flatten();
    let beside = beside.map(|label| said(&label, "AXValue")).unwrap_or_default();
    // A label is called by what it shows; what stands in a field is not its name.
    let shown = if role == Role::Label { said(element, "AXValue") } else { String::new() };
    let title = said(element, "AXTitle");
    let about = said(element, "AXDescription");
    let help = said(element, "AXHelp");
    let hint = said(element, "AXPlaceholderValue");
    let name = name::first(role, [&title, &shown, &beside, &about, &help, &hint].map(String::as_str));
    Element { role, name, area: area(element) }
}

fn area(element: &AXUIElement) -> Option<Rect> {
    let corner = element.point_attribute("AXPosition").ok()??;
    let size = element.size_attribute("AXSize").ok()??;
    (size.width >= 1.0 && size.height >= 1.0).then(|| Rect {
        x: corner.x.round() as i32,
        y: corner.y.round() as i32,
        width: size.width.round() as u32,
        height: size.height.round() as u32,
    })
}

fn role(element: &AXUIElement) -> Role {
    if said(element, "AXSubrole") == "AXSecureTextField" {
        return Role::Password;
    }
    match said(element, "AXRole").as_str() {
        "AXButton" | "AXMenuButton" => Role::Button,
        "AXCheckBox" => Role::CheckBox,
        "AXRadioButton" if said(element, "AXSubrole") == "AXTabButton" => Role::Tab,
        "AXRadioButton" => Role::Radio,
        "AXMenuBarItem" => Role::Menu,
        "AXMenuItem" => Role::MenuItem,
        "AXLink" => Role::Link,
        "AXTextField" => Role::Field,
        "AXTextArea" => Role::Text,
        "AXComboBox" | "AXPopUpButton" => Role::ComboBox,
        "AXIncrementor" => Role::Spin,
        "AXSlider" | "AXScrollBar" => Role::Slider,
        "AXRow" => Role::Item,
        "AXCell" => Role::Cell,
        "AXImage" => Role::Icon,
        "AXStaticText" | "AXHeading" => Role::Label,
        _ => Role::Other,
    }
}
