//! The words of English that the checks know by what they do in a sentence. Verbs have a list of their own.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// Stands before the verb of an instruction and changes nothing.
    Lead,
    /// A verb wherever it stands.
    Finite,
    /// A noun follows, so what stands before can be a verb: `print the sheet`.
    Determiner,
    /// A verb follows, even one that could be a noun.
    Subject,
    /// A verb that says how the action before it ends, or that asks for no action of its own.
    Ending,
    /// Ends the name of a screen or of a part of one.
    Screen,
    /// Short, frequent, and a word of no language around English.
    Telling,
}

const LISTS: [(Role, &str); 7] = [
    (
        Role::Lead,
        "then now next first second third finally lastly please again also always never only optionally afterwards and \
         or just still",
    ),
    (
        Role::Finite,
        "is are was were be been am has had do does did can could may might must shall should will would needs cannot \
         don't don’t doesn't doesn’t can't can’t won't won’t isn't isn’t aren't aren’t let's let’s goes went gets",
    ),
    (
        Role::Determiner,
        "the a an this that these those it them its your his her their our my all each every any both one two three \
         whether him yourself us everything what",
    ),
    (Role::Subject, "to you we they i who it not and or then please"),
    (
        Role::Ending,
        "wait hold release repeat see note remember confirm continue proceed go follow keep let do make ensure use avoid \
         ignore remain stay",
    ),
    (
        Role::Screen,
        "page pages screen window dialog dialogue menu overview tab button field toolbar sidebar section panel area \
         details settings options header footer data summary introduction preparation preparations homepage dashboard \
         desktop form list table report results inbox folder view column row",
    ),
    (
        Role::Telling,
        "the and to with for from this that it its you your are by be at if not when which has have all each into then \
         there is of can must who what how or as",
    ),
];

static ROLES: LazyLock<HashSet<(Role, &str)>> = LazyLock::new(|| {
    LISTS.iter().flat_map(|(role, words)| words.split_whitespace().map(|word| (*role, word))).collect()
});

impl Role {
    /// Whether a word in lower case can do this.
    pub(super) fn has(self, word: &str) -> bool {
        ROLES.contains(&(self, word))
    }
}
