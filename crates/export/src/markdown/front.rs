//! YAML front matter. Every value is a quoted string: a value can then be no other YAML, whatever it holds.

/// The front matter, without the values that are empty.
pub(super) fn matter(values: &[(&'static str, String)]) -> String {
    let mut out = "---\n".to_owned();
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str(name);
        out.push_str(": ");
        quote(value, &mut out);
        out.push('\n');
    }
    out.push_str("---\n\n");
    out
}

/// A double-quoted YAML string. Values come without control characters; those that YAML forbids would be escaped.
fn quote(value: &str, out: &mut String) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ if c.is_control() || c == '\u{feff}' => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::matter;

    #[test]
    fn a_value_stays_a_string() {
        let text = matter(&[("title", "a: \"b\" \\ #c\n---".to_owned()), ("empty", String::new())]);
        assert_eq!(text, "---\ntitle: \"a: \\\"b\\\" \\\\ #c\\u000A---\"\n---\n\n");
    }
}
