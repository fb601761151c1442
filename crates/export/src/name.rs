//! Names of files: safe on every system, of bounded length, and the same for the same revision.

use std::fmt::Write;

/// Longest title part of a file name, in bytes.
const MAX_TITLE: usize = 80;
/// Longest number and revision part.
const MAX_NUMBER: usize = 40;

/// The main file's name without extension, such as `SOP-FIN-012_rev2.1_Monthly-invoice-run`.
pub fn file_stem(number: &str, revision: &str, title: &str) -> String {
    let or = |part: String, otherwise: &str| if part.is_empty() { otherwise.to_owned() } else { part };
    format!(
        "{}_rev{}_{}",
        or(words(number, MAX_NUMBER), "SOP"),
        or(words(revision, MAX_NUMBER), "0"),
        or(words(title, MAX_TITLE), "Untitled"),
    )
}

/// Letters and digits of any script, dots within a word, and `-` for everything between.
fn words(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in text.chars() {
        if !(c.is_alphanumeric() || c == '.' || c == '_') {
            gap = true;
            continue;
        }
        let separator = gap && !out.is_empty();
        if out.len() + usize::from(separator) + c.len_utf8() > limit {
            break;
        }
        if separator {
            out.push('-');
        }
        gap = false;
        // `..` means a folder to some programs, and a dot or underscore in front hides a file.
        if matches!(c, '.' | '_') && (out.is_empty() || out.ends_with(['.', '_', '-'])) {
            continue;
        }
        out.push(c);
    }
    out.trim_end_matches(['.', '_', '-']).to_owned()
}

/// A picture's file name, such as `step-6-1-2-a1b2c3d4.png`.
pub(crate) fn picture_name(step: &str, hash: &str) -> String {
    format!("step-{}-{}.png", step.replace('.', "-"), hash.get(..8).unwrap_or(hash))
}

/// A logo's file name, such as `logo-a1b2c3d4.png`.
pub(crate) fn logo_name(hash: &str) -> String {
    format!("logo-{}.png", hash.get(..8).unwrap_or(hash))
}

/// The name under which Obsidian finds a heading, and under which an anchor is set for everyone else.
pub(crate) fn anchor(heading: &str) -> String {
    let kept: String = heading
        .chars()
        .map(|c| if c.is_control() || "!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\".contains(c) { ' ' } else { c })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An anchor's name as it stands in a link.
pub(crate) fn fragment(anchor: &str) -> String {
    let mut out = String::new();
    for byte in anchor.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => out.push(char::from(byte)),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_says_number_revision_and_title() {
        assert_eq!(file_stem("SOP-FIN-012", "2.1", "Monthly invoice run"), "SOP-FIN-012_rev2.1_Monthly-invoice-run");
        assert_eq!(file_stem("", "", ""), "SOP_rev0_Untitled");
        assert_eq!(file_stem("../../etc", "1/2", "CON: a\\b|c?*\"<>\n.."), "etc_rev1-2_CON-a-b-c");
        assert_eq!(file_stem("Ü-1", "0.1", "Größe 漢字"), "Ü-1_rev0.1_Größe-漢字");
        assert!(file_stem(&"é".repeat(500), &"9".repeat(500), &"漢".repeat(500)).len() < 200);
    }

    #[test]
    fn anchors_hold_no_punctuation() {
        assert_eq!(anchor("6.1 Open \"SAP\" <b> & go"), "6 1 Open SAP b go");
        assert_eq!(fragment("6 1 Öl"), "6%201%20%C3%96l");
    }
}
