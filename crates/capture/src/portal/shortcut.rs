//! What the portal is told of each action: the word by which it names it to us, and what the person reads in the
//! desktop's settings.

use sopwright_core::port::Action;

/// The word for the action. Desktops keep bindings by it, so it never changes.
pub(super) fn id(action: Action) -> &'static str {
    told(action).0
}

/// What the action does.
pub(super) fn description(action: Action) -> &'static str {
    told(action).1
}

/// The action with that word.
pub(super) fn action(id: &str) -> Option<Action> {
    Action::ALL.into_iter().find(|&action| told(action).0 == id)
}

fn told(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Record => ("record", "Start or stop recording"),
        Action::Pause => ("pause", "Pause or resume recording"),
        Action::Step => ("step", "Log a step"),
        Action::Note => ("note", "Log a note"),
        Action::Warning => ("warning", "Log a warning"),
        Action::Decision => ("decision", "Log a decision"),
        Action::Expected => ("expected", "Log an expected result"),
        Action::Faq => ("faq", "Log a question for the FAQ"),
        Action::Question => ("question", "Log a question for later"),
        Action::Snippet => ("snippet", "Log what the clipboard holds"),
        Action::Shot => ("shot", "Log a picture of the screen"),
        Action::Withdraw => ("withdraw", "Take back the last entry"),
        Action::Forget => ("forget", "Destroy what was recorded in the last minute"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_the_word_that_settings_have_for_it() {
        for action in Action::ALL {
            assert_eq!(serde_json::to_value(action).unwrap(), id(action));
            assert_eq!(super::action(id(action)), Some(action));
        }
        assert_eq!(super::action("launch"), None);
    }
}
