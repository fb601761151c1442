//! Texts without any mark, which are most: told at a glance, so that only the others are parsed as Markdown.

/// The words of a text that is one paragraph and has nothing in it that could mean something. Nothing if it may have.
pub(super) fn unmarked(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    // Marks within a line; line ends and other controls; the first byte of line and paragraph separators.
    let marked = |b: &u8| matches!(b, b'*' | b'_' | b'`' | b'<' | b'[' | b'\\' | b'&' | b'{' | 0..0x20 | 0xc2 | 0xe2);
    // Marks at the start of a line: headings, quotes, lists, rules, and the white space that makes code.
    let first = bytes.first()?;
    let starts = matches!(first, b'#' | b'>' | b'-' | b'+' | b'=' | b'~' | b' ' | b'0'..=b'9');
    let ends = bytes.last().is_some_and(|b| *b == b' ');
    (!starts && !ends && !bytes.iter().any(marked)).then_some(text)
}
