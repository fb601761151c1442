//! The roles of AT-SPI, of which there are over a hundred, in the few words of the domain. Pure.

use atspi::Role as Spoken;
use atspi::State;
use sopwright_core::act::Role;

use super::node::States;

/// What an element is. Programs agree on the names of roles more than on their use, so that its states have a say.
pub(super) fn of(role: Spoken, states: States) -> Role {
    let editable = states.has(State::Editable);
    match role {
        Spoken::Button | Spoken::PushButtonMenu => Role::Button,
        Spoken::ToggleButton => Role::Toggle,
        Spoken::CheckBox => Role::CheckBox,
        Spoken::RadioButton => Role::Radio,
        Spoken::Menu => Role::Menu,
        Spoken::MenuItem | Spoken::CheckMenuItem | Spoken::RadioMenuItem | Spoken::TearoffMenuItem => Role::MenuItem,
        Spoken::PageTab => Role::Tab,
        Spoken::Link => Role::Link,
        Spoken::PasswordText => Role::Password,
        Spoken::Terminal => Role::Terminal,
        Spoken::Entry | Spoken::Autocomplete | Spoken::DateEditor if !states.has(State::MultiLine) => Role::Field,
        Spoken::Editbar if !states.has(State::MultiLine) => Role::Field,
        Spoken::Entry | Spoken::Autocomplete | Spoken::DateEditor | Spoken::Editbar => Role::Text,
        // Qt says of many lines that they are many, and of one nothing.
        Spoken::Text if !states.has(State::MultiLine) => Role::Field,
        Spoken::Text | Spoken::DocumentText | Spoken::DocumentEmail => Role::Text,
        Spoken::ComboBox => Role::ComboBox,
        Spoken::SpinButton => Role::Spin,
        Spoken::Slider | Spoken::Dial | Spoken::ScrollBar => Role::Slider,
        Spoken::ListItem | Spoken::DesktopIcon => Role::Item,
        Spoken::TableCell => Role::Cell,
        Spoken::ColumnHeader | Spoken::RowHeader | Spoken::TableColumnHeader | Spoken::TableRowHeader => Role::Header,
        Spoken::TreeItem => Role::Node,
        // Icons of file views are items that can be chosen; others only decorate.
        Spoken::Icon if states.has(State::Selectable) => Role::Item,
        Spoken::Icon | Spoken::Image | Spoken::Animation => Role::Icon,
        // Parts of a page or document that can be written in.
        Spoken::Paragraph | Spoken::Section | Spoken::Heading | Spoken::Panel | Spoken::DocumentWeb if editable => {
            Role::Text
        }
        Spoken::Paragraph if states.has(State::MultiLine) => Role::Text,
        Spoken::Label | Spoken::Static | Spoken::Heading | Spoken::Paragraph | Spoken::Caption => Role::Label,
        Spoken::AcceleratorLabel | Spoken::StatusBar => Role::Label,
        _ => Role::Other,
    }
}

/// Whether a click on something inside of an element of this kind is a click on the element: the label of a button, the
/// icon of a menu item.
pub(super) fn is_acted_on(role: Role) -> bool {
    use Role as R;
    matches!(
        role,
        R::Button | R::Toggle | R::CheckBox | R::Radio | R::Menu | R::MenuItem | R::Tab | R::Link | R::Item | R::Node
    ) || role.takes_text()
        || matches!(role, R::Header | R::Slider)
}

/// Whether it only shows something, so that what it lies in says better what was acted on.
pub(super) fn only_shows(role: Role) -> bool {
    matches!(role, Role::Label | Role::Icon | Role::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_decide_where_roles_are_vague() {
        let with = |states: &[State]| States::of(states);
        for (role, states, wanted) in [
            (Spoken::Text, with(&[State::SingleLine, State::Editable]), Role::Field),
            (Spoken::Text, with(&[State::MultiLine]), Role::Text),
            (Spoken::Text, with(&[State::Editable]), Role::Field),
            (Spoken::Entry, with(&[State::Editable]), Role::Field),
            (Spoken::Entry, with(&[State::MultiLine]), Role::Text),
            (Spoken::Section, with(&[State::Editable]), Role::Text),
            (Spoken::Section, with(&[]), Role::Other),
            (Spoken::Icon, with(&[State::Selectable]), Role::Item),
            (Spoken::Icon, with(&[]), Role::Icon),
            (Spoken::PasswordText, with(&[State::Editable]), Role::Password),
            (Spoken::Terminal, with(&[State::MultiLine, State::Editable]), Role::Terminal),
            (Spoken::PageTab, with(&[State::Selected]), Role::Tab),
        ] {
            assert_eq!(of(role, states), wanted, "{role:?}");
        }
    }

    #[test]
    fn what_is_acted_on_does_more_than_show() {
        let all = [Role::Button, Role::Label, Role::Icon, Role::Other, Role::Field, Role::Cell, Role::Terminal];
        assert!(all.iter().all(|&role| !(is_acted_on(role) && only_shows(role))));
    }
}
