//! Text that other programs wrote, made fit to keep: bounded, without control characters, readable. What it means is not
//! judged here.

/// The longest title that is kept, in characters.
const LONGEST_TITLE: usize = 512;

/// A title or an application's name on one line, without characters that are invisible or turn the text around.
pub(crate) fn title(raw: &str) -> String {
    let mut clean = String::new();
    let mut count = 0;
    for c in raw.chars() {
        let c = if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c };
        if c.is_control() || turns_text(c) {
            continue;
        }
        if count == LONGEST_TITLE {
            break;
        }
        clean.push(c);
        count += 1;
    }
    clean.trim().to_owned()
}

/// Marks that override the direction of the text after them: a title could pretend to be another one.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What a program calls itself in its window class, as people know it: `org.gnome.Nautilus` is Nautilus, and
/// `gnome-terminal-server` is Gnome Terminal.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
pub(crate) fn app_name(class: &str) -> String {
    let class = title(class);
    let dotted = class.matches('.').count() >= 2 || class.starts_with("org.") || class.starts_with("com.");
    let last = if dotted { class.rsplit('.').find(|part| !part.is_empty()).unwrap_or(&class) } else { &class };
    let bare = last.strip_suffix("-server").or_else(|| last.strip_suffix(".exe")).unwrap_or(last);
    let mut name = String::new();
    for word in bare.split(['-', '_', ' ']).filter(|word| !word.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            name.extend(first.to_uppercase());
            name.push_str(letters.as_str());
        }
    }
    name
}

/// The text without what cannot be kept in a file of text: NUL becomes the mark for an unreadable character.
pub(crate) fn without_nul(text: String) -> String {
    let text = match text.trim_end_matches('\0').len() {
        end if end < text.len() => text[..end].to_owned(),
        _ => text,
    };
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

/// Cuts the text to `limit` bytes at most, between characters. Says whether it had to.
pub(crate) fn cut(text: &mut String, limit: usize) -> bool {
    if text.len() <= limit {
        return false;
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    true
}

/// What HTML reads as, roughly: tags dropped, blocks on lines of their own, the usual entities resolved. Only for a
/// clipboard that offers no plain text beside it.
pub(crate) fn plain_of_html(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_unescaped(&mut plain, &rest[..start]);
        let tag = &rest[start + 1..];
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let name = name.to_ascii_lowercase();
        let skip = match name.as_str() {
            "script" | "style" | "title" => Some(format!("</{name}")),
            _ if tag.starts_with("!--") => Some("-->".to_owned()),
            _ => None,
        };
        if let Some(close) = skip {
            let Some(at) = tag.to_ascii_lowercase().find(&close) else { return plain.trim().to_owned() };
            rest = &tag[at..];
            if close == "-->" {
                rest = &rest[3..];
                continue;
            }
        } else {
            rest = tag;
        }
        if matches!(name.as_str(), "br" | "/p" | "/div" | "/li" | "/tr" | "/h1" | "/h2" | "/h3" | "/pre") {
            plain.push('\n');
        }
        let Some(end) = rest.find('>') else { return plain.trim().to_owned() };
        rest = &rest[end + 1..];
    }
    push_unescaped(&mut plain, rest);
    plain.trim().to_owned()
}

fn push_unescaped(plain: &mut String, text: &str) {
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    // The ampersand last, so that "&amp;lt;" stays "&lt;".
    plain.push_str(&text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_control_characters_and_bidi_overrides_and_end() {
        assert_eq!(title("a\tb\u{7}\u{202e}c\u{2066}\n"), "a bc");
        assert_eq!(title(&"\u{e9}".repeat(2_000)).chars().count(), 512);
    }

    #[test]
    fn window_classes_become_names() {
        for (class, name) in [
            ("org.gnome.Nautilus", "Nautilus"),
            ("XTerm", "XTerm"),
            ("firefox-esr", "Firefox Esr"),
            ("gnome-terminal-server", "Gnome Terminal"),
            ("notes.exe", "Notes"),
            ("", ""),
        ] {
            assert_eq!(app_name(class), name);
        }
    }

    #[test]
    fn cutting_keeps_characters_whole() {
        let mut text = "\u{20ac}".repeat(10);
        assert!(cut(&mut text, 10));
        assert_eq!(text, "\u{20ac}".repeat(3));
        assert!(!cut(&mut text, 9));
    }

    #[test]
    fn nul_is_dropped_at_the_end_and_marked_inside() {
        assert_eq!(without_nul("a\0b\0\0".into()), "a\u{fffd}b");
        assert_eq!(without_nul("ab".into()), "ab");
    }

    #[test]
    fn html_reads_as_its_text() {
        let html =
            "<html><style>p{}</style><p>a &amp;lt; <b>b</b></p><!-- > no --><div>c<br>d</div><script>x<y</script>";
        assert_eq!(plain_of_html(html), "a &lt; b\nc\nd");
        assert_eq!(plain_of_html("<b"), "");
        assert_eq!(plain_of_html("<script>\u{20ac}"), "");
        assert_eq!(plain_of_html("1 < 2 \u{130}<script>"), "1");
    }
}
