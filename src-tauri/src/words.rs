//! Words for people in what the desktop draws itself, such as the tray's menu. They come from the catalogue of the
//! interface, so that there is one to translate.

use std::collections::HashMap;
use std::sync::LazyLock;

static CATALOGUE: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    // It is built in, and the tests below read it: a catalogue that is none is never released.
    serde_json::from_str(include_str!("../../ui/src/text/en.json")).unwrap_or_default()
});

/// The text under this key; the key itself where there is none, which is better than nothing to click on.
pub(crate) fn t(key: &str) -> &str {
    CATALOGUE.get(key).map_or(key, String::as_str)
}

/// The form for this number, with the number in it.
pub(crate) fn count(base: &str, n: u32) -> String {
    let form = if n == 1 { "one" } else { "other" };
    t(&format!("{base}.{form}")).replace("{n}", &n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_the_tray_is_in_the_catalogue() {
        let source = include_str!("tray.rs");
        let keys: Vec<&str> = source.split("t(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(keys.len() > 8, "{keys:?}");
        for key in keys {
            let known = CATALOGUE.contains_key(key) || CATALOGUE.contains_key(format!("{key}.one").as_str());
            assert!(known, "{key} is not in the catalogue");
        }
    }

    #[test]
    fn one_is_told_from_many() {
        assert_eq!((count("entries", 1), count("entries", 2)), ("1 entry".to_owned(), "2 entries".to_owned()));
    }
}
