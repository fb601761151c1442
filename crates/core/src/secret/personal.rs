//! What tells who somebody is: mail addresses, and names of people in the paths of their folders. Milder than
//! credentials, and only masked where a person wishes it: an SOP may have to name an address.

use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, words};

static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}").ok());

/// No address is longer than this allows, brackets and quotes around it included.
const LONGEST: usize = 400;

/// A folder of people's folders at the beginning of a path, and the name below it: with spaces where a separator follows.
static FOLDER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"(?i)(?:^|[\s"'`(\[<=:,;|]|file://)(?:/home/|/Users/|/export/home/|[a-z]:[\\/]{1,2}Users[\\/]{1,2}|/mnt/[a-z]/Users/|/[a-z]/Users/)"#,
        r#"(?:([^\\/:*?"'<>|\r\n]{1,64})[\\/]|([^\\/:*?"'<>|\s,;)\]`]{1,64}))"#,
    ))
    .ok()
});

/// Folders that are nobody's.
const NOBODY: [&str; 7] = ["public", "default", "default user", "all users", "shared", "guest", "linuxbrew"];

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    if let Some(regex) = ADDRESS.as_ref() {
        for (start, word) in words(text).filter(|(_, word)| word.len() <= LONGEST && word.contains('@')) {
            let hits = regex.find_iter(word).filter(|hit| !hit.as_str().starts_with("git@"));
            let placed = hits.map(|hit| start + hit.start()..start + hit.end());
            found.extend(placed.map(|range| Finding { range, what: "a mail address" }));
        }
    }
    if let Some(regex) = FOLDER.as_ref() {
        for name in regex.captures_iter(text).filter_map(|hit| hit.get(1).or_else(|| hit.get(2))) {
            if !NOBODY.contains(&name.as_str().to_lowercase().as_str()) && !name.as_str().starts_with(['$', '%', '<']) {
                found.push(Finding { range: name.range(), what: "a user name" });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert!(ADDRESS.is_some() && FOLDER.is_some());
    }
}
