//! Keys and tokens that say what they are by how they begin.

use std::sync::LazyLock;

use regex::Regex;

use super::issued::ISSUED;
use super::{Finding, has_word_of, words};

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    if has_word_of(SHORTEST, text) {
        tokens(text, found);
        patterns(text, found);
    }
    private_keys(text, found);
}

/// Bytes of the shortest token. None holds white space, so shorter words need no second look.
const SHORTEST: usize = 20;

fn tokens(text: &str, found: &mut Vec<Finding>) {
    for (start, word) in words(text).filter(|(_, word)| word.len() >= SHORTEST) {
        let bytes = word.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let starts = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
            let end = starts.then(|| token(bytes, at)).flatten();
            match end {
                Some((end, what)) => {
                    found.push(Finding { range: start + at..start + end, what });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

fn token(bytes: &[u8], at: usize) -> Option<(usize, &'static str)> {
    let rest = &bytes[at..];
    let known = ISSUED.iter().find(|k| rest.starts_with(k.start.as_bytes()))?;
    // The bound keeps the search linear.
    let length = rest[known.start.len()..].iter().take(known.most + 1).take_while(|b| (known.class)(**b)).count();
    let body = &rest[known.start.len()..known.start.len() + length];
    // `sk-learn-something-very-long-and-wordy` has no digit.
    let telling = body.iter().any(u8::is_ascii_digit);
    let fits = (known.least..=known.most).contains(&length) && telling;
    fits.then_some((at + known.start.len() + length, known.what))
}

/// JSON Web Tokens, hooks, bots and Azure: what a beginning alone does not tell. A group is what is to be hidden of it.
static PATTERNS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let patterns = [
        (r"(?-u:\b)eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.-]*", "a JSON Web Token"),
        (r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_-]+", "a Slack hook"),
        (r"https://(?:[a-z]+\.)?discord(?:app)?\.com/api/webhooks/[0-9]+/[A-Za-z0-9_-]+", "a Discord hook"),
        (r"[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}", "an Azure secret"),
        (r"[?&]sig=([A-Za-z0-9%+/=_-]{20,})", "an Azure signature"),
        (r"(?:(?-u:\b)|/bot)[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?-u:\b)", "a bot token"),
    ];
    patterns.into_iter().filter_map(|(pattern, what)| Regex::new(pattern).ok().map(|regex| (regex, what))).collect()
});

fn patterns(text: &str, found: &mut Vec<Finding>) {
    for (regex, what) in PATTERNS.iter() {
        let hidden = regex.captures_iter(text).filter_map(|hit| hit.get(1).or_else(|| hit.get(0)));
        found.extend(hidden.map(|hit| Finding { range: hit.range(), what }));
    }
}

/// What stands between `-----BEGIN ` and `-----`. No label is long, and the bound keeps the search linear.
fn label(text: &str) -> Option<&str> {
    const MOST: usize = 64;
    let head = &text.as_bytes()[..text.len().min(MOST)];
    let end = head.windows(5).position(|dashes| dashes == b"-----")?;
    text.get(..end)
}

/// Blocks such as `-----BEGIN OPENSSH PRIVATE KEY-----`, whole or cut off.
fn private_keys(text: &str, found: &mut Vec<Finding>) {
    const BEGIN: &str = "-----BEGIN ";
    let mut at = 0;
    while let Some(start) = text[at..].find(BEGIN).map(|i| at + i) {
        let label_at = start + BEGIN.len();
        at = label_at;
        let Some(label) = label(&text[label_at..]) else { continue };
        if !label.contains("PRIVATE KEY") {
            continue;
        }
        let close = format!("-----END {label}-----");
        let end = text[label_at..].find(&close).map_or(text.len(), |i| label_at + i + close.len());
        found.push(Finding { range: start..end, what: "a private key" });
        at = end;
    }
    if text.starts_with("PuTTY-User-Key-File-")
        && let Some(start) = text.find("Private-Lines:")
    {
        found.push(Finding { range: start..text.len(), what: "a private key" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), 6);
    }

    #[test]
    fn no_token_is_shorter_than_the_shortest() {
        assert_eq!(ISSUED.iter().map(|k| k.start.len() + k.least).min(), Some(SHORTEST));
    }
}
