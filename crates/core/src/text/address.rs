//! Where a link may lead: to the web, to a mail program, or to another step of the same document.

use pulldown_cmark::LinkType;

use crate::id::PartId;

/// Characters of an identity as it is written after `step:`.
const ID_LENGTH: usize = 36;

/// Where a link leads.
pub(super) enum Address {
    /// An http, https or mailto address.
    Web(String),
    /// A step of this document.
    Step(PartId),
}

/// Where a link leads; none if it may not lead there, and so stays as typed.
pub(super) fn address(link_type: LinkType, to: &str, title: &str) -> Option<Address> {
    if !title.is_empty() {
        return None;
    }
    match link_type {
        LinkType::Email => allowed(format!("mailto:{to}")),
        // `<step:...>` has no words to read as once the step is gone.
        LinkType::Autolink => allowed(to.to_owned()),
        _ => step(to).map(Address::Step).or_else(|| allowed(to.to_owned())),
    }
}

fn step(to: &str) -> Option<PartId> {
    to.strip_prefix("step:").filter(|id| id.len() == ID_LENGTH)?.parse().ok()
}

/// An http, https or mailto address, without white space or control characters.
fn allowed(to: String) -> Option<Address> {
    let lower = to.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .or_else(|| lower.strip_prefix("mailto:"))?;
    let good = !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(|c| !c.is_whitespace() && !is_hidden(c));
    good.then_some(Address::Web(to))
}

/// Characters that could disguise an address: controls, direction marks and invisible ones.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
